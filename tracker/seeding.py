"""Filling an empty database: the calendar of summits from the lexicon, and the digests of ``seed/``, mined like any article."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from sqlalchemy import Engine

from tracker.domain import Article, Report
from tracker.ingest import ingest
from tracker.lexicon import Lexicon
from tracker.sources import SourceError
from tracker.sources.files import read_path
from tracker.store.changes import QUEUE, lapse_due, looked_at, mark_looked, seed_editions
from tracker.store.directory import keep_directory
from tracker.store.engine import writing

FIRST_YEAR = 2016  # earlier editions are known to the miner, and no rows


def seed_database(engine: Engine, folder: Path, lexicon: Lexicon, now: dt.datetime) -> Report:
    """Seed, and let time pass. Doing it again changes nothing. Raises SourceError where a digest cannot be read.

    The calendar counts as looked at: ten years of summits are nothing that an analyst has to review.
    """
    editions = [edition for edition in lexicon.editions.by_key.values() if edition.earliest.year >= FIRST_YEAR]
    before = now - dt.timedelta(seconds=1)
    keep_directory(engine, lexicon, now)
    with writing(engine) as session:
        seed_editions(session, editions, lexicon, before)
        if looked_at(session, QUEUE) is None:
            mark_looked(session, QUEUE, before)
    report = ingest(engine, digests(folder, now.date()), lexicon, now)
    with writing(engine) as session:
        lapse_due(session, now)
    return report


def digests(folder: Path, today: dt.date) -> list[Article]:
    """Read the digests, the oldest first."""
    articles = []
    for item in read_path(folder, today):
        if item.where.endswith(".md"):
            continue
        if item.article is None:
            raise SourceError(f"seed/{item.where}: {item.error}")
        articles.append(item.article)
    return sorted(articles, key=lambda article: (article.published or today, article.key))
