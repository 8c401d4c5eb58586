"""``mine``: articles in, mentions out, no database."""

from __future__ import annotations

import sys
from typing import BinaryIO

import click
import orjson

from tracker.cli.progress import progress
from tracker.lexicon import Lexicon, load
from tracker.mining import UndatedArticle
from tracker.mining import mine as mine_article
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
