"""Articles in, report out: mined (on all cores if asked), stored and settled in whole articles, in constant memory."""

from __future__ import annotations

import datetime as dt
import functools
import hashlib
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from sqlalchemy import Engine
from sqlalchemy.orm import Session

from tracker.domain import Article, Report
from tracker.lexicon import Lexicon, load
from tracker.mining import UndatedArticle, base_of, language_of, mine
from tracker.sources.spread import spreading
from tracker.store.changes import Mined, Outcome, Run, Stored, store_all, unchanged
from tracker.store.engine import session, writing

BATCH = 500
"""Articles that are mined together and stored in one transaction: a kill loses at most that many, and each whole or not at all."""
MOST_CHARACTERS = 4_000_000
"""Characters after which a batch ends before it has that many articles: memory stays bounded, however long they are."""
AHEAD = 3
"""Batches per worker process that may wait to be stored; more would only fill memory."""

UNSTORABLE = re.compile("[\x00\ud800-\udfff]")

Watcher = Callable[[Article, Stored], None]
"""Told of each article as soon as its batch is committed."""
Mark = Callable[[Session, Sequence[Article]], None]


@dataclass(frozen=True, slots=True)
class Manner:
    """How to ingest: in how many processes the mining runs, who is told of each stored article, and what else a batch writes.

    ``mark`` is called in the transaction of each batch with its articles, rejected ones included: a checkpoint that cannot run ahead.
    """

    workers: int = 1
    watch: Watcher | None = None
    mark: Mark | None = None


ALONE = Manner()
"""One process, nobody watching."""


@dataclass(frozen=True, slots=True)
class Rejected:
    """An article that cannot be stored, and why."""

    article: Article
    reason: str


def ingest(engine: Engine, articles: Iterable[Article], lexicon: Lexicon, now: dt.datetime, manner: Manner = ALONE) -> Report:
    """Mine, store and settle articles, in batches that are each one transaction.

    More than one worker mines in processes of their own, with the lexicon that each loads itself. An article without a date, and without a
    summit to infer one from, is rejected with a warning and stops nothing. Running the same again changes nothing.
    """
    looked_up = (look_up(engine, batch) for batch in _batches(articles))
    batches = _mined_apart(looked_up, manner.workers) if manner.workers > 1 else (mine_new(batch, lexicon) for batch in looked_up)
    counts: Counter[str] = Counter()
    warnings: list[str] = []
    for batch in batches:
        for article, stored in _store(engine, batch, lexicon, now, manner.mark):
            counts[stored.outcome] += 1
            warnings += [stored.note] if stored.note else []
            if manner.watch:
                manner.watch(article, stored)
        warnings += [f"{item.article.key}: {item.reason}" for item in batch if isinstance(item, Rejected)]
        warnings += [
            _unread(item.article) for item in batch if isinstance(item, Mined) and not item.aside and language_of(item.article) is None
        ]
        counts["rejected"] += sum(isinstance(item, Rejected) for item in batch)
    return Report(counts[Outcome.INSERTED], counts[Outcome.UPDATED], counts[Outcome.UNCHANGED], counts["rejected"], tuple(warnings))


def _unread(article: Article) -> str:
    return f"{article.key}: kept, but no event was looked for: there are no rules for its language ({article.lang})"


def mine_one(article: Article, lexicon: Lexicon) -> Mined | Rejected:
    """Mine one article for storing: what is planned, and what took place.

    An article without a date is stored under the first day of the year that its summits point to, and marked as inferred.
    """
    article = _storable(article)
    try:
        mentions = mine(article, lexicon, past=True)
        if article.published is None:
            base, _ = base_of(article, lexicon)
            return Mined(replace(article, published=base), mentions, rules_version(), inferred=True)
    except UndatedArticle as error:
        return Rejected(article, str(error))
    return Mined(article, mentions, rules_version())


def _storable(article: Article) -> Article:
    """Give the article with a blank for each character that no database takes (NUL, halves of a surrogate pair); no offset moves."""
    words = {name: getattr(article, name) for name in ("key", "text", "title", "outlet", "url")}
    odd: dict[str, Any] = {name: UNSTORABLE.sub(" ", text) for name, text in words.items() if UNSTORABLE.search(text)}
    return replace(article, **odd) if odd else article


def look_up(engine: Engine, articles: Sequence[Article]) -> list[Article | Mined]:
    """Set aside the articles that are stored word by word: they need no mining, and are given as what storing leaves unchanged."""
    articles = [_storable(article) for article in articles]
    with session(engine) as opened:
        known = unchanged(opened, articles)
    return [aside or article for aside, article in zip(known, articles, strict=True)]


def mine_new(articles: Sequence[Article | Mined], lexicon: Lexicon) -> list[Mined | Rejected]:
    """Mine the articles that were not set aside."""
    return [article if isinstance(article, Mined) else mine_one(article, lexicon) for article in articles]


@functools.cache
def rules_version() -> str:
    """Give a short hash of the lexicon's data and the miner's code: mentions of another one can be mined anew."""
    root = Path(__file__).parent
    digest = hashlib.sha256()
    for folder in ("lexicon", "mining"):
        for path in sorted(path for path in (root / folder).rglob("*") if path.suffix in (".py", ".tsv", ".toml")):
            digest.update(path.relative_to(root).as_posix().encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()[:12]


def _store(
    engine: Engine, batch: Sequence[Mined | Rejected], lexicon: Lexicon, now: dt.datetime, mark: Mark | None
) -> list[tuple[Article, Stored]]:
    def after_all(article: Article) -> Mined:
        late = mine_one(article, lexicon)
        assert isinstance(late, Mined), "what was stored once has a date"
        return late

    with writing(engine) as opened:
        run = Run(opened, now)
        mined = [item for item in batch if isinstance(item, Mined)]
        stored = [(item.article, done) for item, done in zip(mined, store_all(run, mined, after_all), strict=True)]
        run.finish()
        if mark:
            mark(opened, [item.article for item in batch])
    return stored


def _mined_apart(batches: Iterable[Sequence[Article | Mined]], workers: int) -> Iterator[list[Mined | Rejected]]:
    """Mine batches in processes, with the lexicon that each loads itself."""
    with spreading(workers, AHEAD, load) as spread:
        yield from spread(_mine_apart, batches)


def _mine_apart(articles: Sequence[Article | Mined]) -> list[Mined | Rejected]:
    return mine_new(articles, load())


def _batches(articles: Iterable[Article]) -> Iterator[list[Article]]:
    batch: list[Article] = []
    characters = 0
    for article in articles:
        batch.append(article)
        characters += len(article.text)
        if len(batch) >= BATCH or characters >= MOST_CHARACTERS:
            yield batch
            batch, characters = [], 0
    if batch:
        yield batch
