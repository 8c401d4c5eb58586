"""``mine`` and ``explain``: text in, mentions out, no database."""

from __future__ import annotations

import datetime as dt
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

import click
import orjson

from tracker.cli.progress import progress
from tracker.domain import Article
from tracker.lexicon import Lexicon, load
from tracker.mining import UndatedArticle
from tracker.mining import mine as mine_article
from tracker.mining.explain import explain as explain_article
from tracker.records import Record, RecordError, article_from_record, mention_record


@click.command()
@click.argument("file", type=click.File("rb"))
def mine(file: BinaryIO) -> None:
    """Mine articles, one JSON object a line, from FILE (- for standard input); a line with the events of each comes out, in order."""
    lexicon = load()
    bad = 0
    for number, line in enumerate(progress(file, "mining", "articles"), 1):
        if not line.strip():
            continue
        try:
            record = mined(line, lexicon)
        except (RecordError, UndatedArticle) as error:
            bad += 1
            click.echo(f"line {number}: {error}", err=True)
        else:
            sys.stdout.buffer.write(orjson.dumps(record) + b"\n")
    sys.stdout.buffer.flush()
    if bad:
        sys.exit(1)


def mined(line: bytes, lexicon: Lexicon) -> Record:
    """Mine one line of JSON Lines; raises RecordError or UndatedArticle with what is wrong with it."""
    try:
        article = article_from_record(orjson.loads(line))
    except orjson.JSONDecodeError as error:
        raise RecordError(f"no JSON: {error}; write one object a line") from None
    return {"id": article.key, "events": [mention_record(mention) for mention in mine_article(article, lexicon)]}


@click.command()
@click.argument("text")
@click.option("--published", type=click.DateTime(["%Y-%m-%d"]), help="Day of publication; inferred from known summits when left out.")
@click.option("--outlet", default="", help="Who published it.")
@click.option("--title", default="", help="The headline, which counts as text.")
def explain(text: str, published: dt.datetime | None, outlet: str, title: str) -> None:
    """Show how TEXT (a text, or the path of a text file) is read: sentences, spans, the rules that fired, the mentions."""
    article = Article(key="explain", text=_text_of(text), title=title, outlet=outlet, published=published.date() if published else None)
    try:
        for line in _lines(article):
            click.echo(line)
    except UndatedArticle as error:
        raise click.ClickException(str(error)) from None


def _text_of(argument: str) -> str:
    path = Path(argument)
    try:
        is_file = path.is_file()
    except OSError:  # a long text is no file name
        is_file = False
    return path.read_text(encoding="utf-8") if is_file else argument


def _lines(article: Article) -> Iterator[str]:
    yield from explain_article(article, load())
