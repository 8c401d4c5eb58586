"""``explain``: how a text is read."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import click

from tracker.domain import Article
from tracker.lexicon import load
from tracker.mining import UndatedArticle
from tracker.mining.explain import explain as explain_article


@click.command()
@click.argument("text")
@click.option("--published", type=click.DateTime(["%Y-%m-%d"]), help="Day of publication; inferred from known summits when left out.")
@click.option("--outlet", default="", help="Who published it.")
@click.option("--title", default="", help="The headline, which counts as text.")
def explain(text: str, published: dt.datetime | None, outlet: str, title: str) -> None:
    """Show how TEXT (a text, or the path of a text file) is read: sentences, spans, the rules that fired, the mentions.

    A single line without a full stop is read as a headline.
    """
    body = _text_of(text).strip()
    if not title and _is_headline(body):
        title, body = body, ""
    article = Article(key="explain", text=body, title=title, outlet=outlet, published=published.date() if published else None)
    try:
        for line in _lines(article):
            click.echo(line)
    except UndatedArticle as error:
        raise click.ClickException(str(error)) from None


def _is_headline(text: str) -> bool:
    """Whether a text is a single line without a full stop: "Xi to Moscow next week" is no sentence."""
    return "\n" not in text and not text.endswith((".", "!", "?", '"', "”"))


def _text_of(argument: str) -> str:
    path = Path(argument)
    try:
        is_file = path.is_file()
    except OSError:  # a long text is no file name
        is_file = False
    return path.read_text(encoding="utf-8") if is_file else argument


def _lines(article: Article) -> Iterator[str]:
    yield from explain_article(article, load())
