"""Articles in, report out: mined (on all cores if asked), stored and settled in whole articles, in constant memory."""

from __future__ import annotations

import datetime as dt
import functools
import hashlib
import re
from collections import Counter, deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path
from typing import Any

from sqlalchemy import Engine
from sqlalchemy.orm import Session

from tracker.domain import Article, Report
from tracker.lexicon import Lexicon, load
from tracker.mining import UndatedArticle, base_of, language_of, mine
from tracker.store.changes import Mined, Outcome, Run, Stored, store_all
from tracker.store.engine import writing

BATCH = 100
"""Articles that are mined together and stored in one transaction: a kill loses at most that many, and each whole or not at all."""
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
    batches = _mined_apart(articles, manner.workers) if manner.workers > 1 else (mine_all(batch, lexicon) for batch in _batches(articles))
    counts: Counter[str] = Counter()
    warnings: list[str] = []
    for batch in batches:
        for article, stored in _store(engine, batch, now, manner.mark):
            counts[stored.outcome] += 1
            warnings += [stored.note] if stored.note else []
            if manner.watch:
                manner.watch(article, stored)
        warnings += [f"{item.article.key}: {item.reason}" for item in batch if isinstance(item, Rejected)]
        warnings += [_unread(item.article) for item in batch if isinstance(item, Mined) and language_of(item.article) is None]
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


def mine_all(articles: Sequence[Article], lexicon: Lexicon) -> list[Mined | Rejected]:
    """Mine some articles."""
    return [mine_one(article, lexicon) for article in articles]


@functools.cache
def rules_version() -> str:
    """Give a short hash of the lexicon's data and the miner's code: mentions of another one can be mined anew."""
    root = Path(__file__).parent
    digest = hashlib.sha256()
    for folder in ("lexicon", "mining"):
        for path in sorted(path for path in (root / folder).rglob("*") if path.suffix in (".py", ".tsv", ".toml")):
            digest.update(path.relative_to(root).as_posix().encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()[:12]


def _store(engine: Engine, batch: Sequence[Mined | Rejected], now: dt.datetime, mark: Mark | None) -> list[tuple[Article, Stored]]:
    with writing(engine) as session:
        run = Run(session, now)
        mined = [item for item in batch if isinstance(item, Mined)]
        stored = [(item.article, done) for item, done in zip(mined, store_all(run, mined), strict=True)]
        run.finish()
        if mark:
            mark(session, [item.article for item in batch])
    return stored


def _mined_apart(articles: Iterable[Article], workers: int) -> Iterator[list[Mined | Rejected]]:
    """Mine batches in processes and give them in order; only a few wait at a time, however many there are."""
    waiting: deque[Future[list[Mined | Rejected]]] = deque()
    with ProcessPoolExecutor(workers, initializer=load) as pool:
        for batch in _batches(articles):
            waiting.append(pool.submit(_mine_apart, batch))
            if len(waiting) >= workers * AHEAD:
                yield waiting.popleft().result()
        while waiting:
            yield waiting.popleft().result()


def _mine_apart(articles: Sequence[Article]) -> list[Mined | Rejected]:
    return mine_all(articles, load())


def _batches(articles: Iterable[Article]) -> Iterator[list[Article]]:
    stream = iter(articles)
    while batch := list(islice(stream, BATCH)):
        yield batch
