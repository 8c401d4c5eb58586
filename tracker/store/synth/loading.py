"""From stories to rows, by the same functions that compute the rows of real events, written in large pieces."""

from __future__ import annotations

import datetime as dt
import hashlib
import itertools
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Engine, func, select
from sqlalchemy.orm import Session

from tracker.domain import Article, KnownMention
from tracker.lexicon import load
from tracker.lexicon.keys import venue_key
from tracker.resolve.blocking import reaches
from tracker.resolve.diff import Causes, changes_of
from tracker.store.article_words import add_words, searched
from tracker.store.bulk import load_rows, raw_rows, table_of
from tracker.store.change_rows import change_values
from tracker.store.directory import keep_directory
from tracker.store.documents import mention_document
from tracker.store.engine import writing
from tracker.store.entries import add_participants
from tracker.store.facet_keys import FacetBook
from tracker.store.facets import facets_of
from tracker.store.models import (
    ArticleAddress,
    ArticleRow,
    Base,
    Block,
    ChangeRow,
    EventRow,
    EventVersion,
    Facet,
    FacetKey,
    MentionPassage,
    MentionRow,
)
from tracker.store.rollups import RollupKey, add_to_rollups, contributions
from tracker.store.search_rows import Believed, Values, entry_of, facet_rows, version_values
from tracker.store.synth.cast import cast_of
from tracker.store.synth.stories import LAST, Story, stories, uid_of
from tracker.store.versions import History, believed

PIECE = 10_000
"""Stories that are written in one transaction."""
SAMPLE = 1_000
"""Rows of each index that SQLite looks at for its statistics; all of them would take minutes, and tell the planner the same."""
RECORDED = dt.datetime.combine(LAST, dt.time(12), dt.UTC)
_NUMBERED: tuple[type[Base], ...] = (ArticleRow, MentionRow, EventRow, EventVersion, ChangeRow)


def synthesise(engine: Engine, count: int, seed: int = 1, progress: Callable[[int], None] = lambda _: None) -> None:
    """Add ``count`` invented events to a database at head; the same for the same seed. ``progress`` is told how many are written.

    Raises SynthError where the seed's events are stored already.
    """
    keep_directory(engine, load(), RECORDED)
    told = stories(cast_of(load()), count, seed)
    with writing(engine) as session:
        if session.scalar(select(EventRow.id).where(EventRow.uid == uid_of(seed, 0))) is not None:
            raise SynthError(f"the events of seed {seed} are stored already; give another seed")
    for first in range(0, count, PIECE):
        piece = list(itertools.islice(told, PIECE))
        with writing(engine) as session:
            _write(session, piece)
        progress(first + len(piece))
    _settle_in(engine)


class SynthError(ValueError):
    """A seed whose events are stored already."""


@dataclass(slots=True)
class _Piece:
    """The rows of one transaction, by table; ids count on from what is stored."""

    ids: dict[type[Base], Iterator[int]]
    rows: dict[type[Base], list[Values]] = field(default_factory=dict)
    versions: list[tuple[int, Believed]] = field(default_factory=list)

    def add(self, model: type[Base], values: Values) -> int:
        """Take a row and give it the next id, where its table has one."""
        number = next(self.ids[model]) if model in self.ids else 0
        self.rows.setdefault(model, []).append({"id": number, **values} if number else values)
        return number


def _write(session: Session, told: Sequence[Story]) -> None:
    piece = _Piece({model: itertools.count(_last_id(session, model) + 1) for model in _NUMBERED})
    for story in told:
        _add_story(piece, story)
    connection = session.connection()
    for model, rows in piece.rows.items():
        load_rows(connection, model, raw_rows(model, connection.dialect, rows))
    articles = piece.rows.get(ArticleRow, [])
    add_words(connection, [(row["id"], searched(row["title"], row["outlet"], row["text"])) for row in articles])
    add_participants(session, piece.versions)
    _write_search(session, piece.versions)


def _last_id(session: Session, model: type[Base]) -> int:
    return session.scalar(select(func.max(table_of(model).c.id))) or 0


def _add_story(piece: _Piece, story: Story) -> None:
    created, sequence = story.versions[0].version_from, len(story.versions)
    event_id = piece.add(EventRow, {"uid": story.uid, "sequence": sequence, "created": created, "recorded_at": RECORDED})
    for version in believed(History(story.uid, story.versions)):
        piece.versions.append((piece.add(EventVersion, version_values(version, event_id, RECORDED)), version))
    for article, claim in story.reports:
        _add_report(piece, article, claim, event_id)
    claims = [claim for _, claim in story.reports]
    for change in changes_of(story.versions, Causes(claims, recorded={article.key: RECORDED for article, _ in story.reports})):
        piece.add(ChangeRow, change_values(event_id, change))
    for reach in dict.fromkeys(reach for claim in claims for reach in reaches(claim)):
        piece.add(Block, {"key": reach.key, "earliest": reach.first, "latest": reach.last, "event_id": event_id})


def _add_report(piece: _Piece, article: Article, claim: KnownMention, event_id: int) -> None:
    article_id = piece.add(ArticleRow, _article_values(article))
    piece.add(ArticleAddress, {"url": article.url, "article_id": article_id, "outlet": article.outlet, "first_seen": RECORDED})
    mention_id = piece.add(MentionRow, {**_mention_values(claim), "article_id": article_id, "event_id": event_id})
    for position, passage in enumerate(claim.mention.evidence):
        piece.add(MentionPassage, {"mention_id": mention_id, "position": position, "start": passage.start, "end": passage.end})


def _article_values(article: Article) -> Values:
    names = ("key", "published", "published_at", "lang", "outlet", "url", "title", "text")
    own = {name: getattr(article, name) for name in names}
    digest = hashlib.sha256(article.full_text.encode()).hexdigest()
    return {**own, "origin": article.key, "revision": 1, "sha256": digest, "inferred": False, "recorded_at": RECORDED}


def _mention_values(claim: KnownMention) -> Values:
    mention = claim.mention
    place, when = mention.place, mention.when
    return {
        "uid": claim.uid,
        "ordinal": mention.ordinal,
        "rules_version": "",
        "kind": mention.kind.value,
        "status": mention.status.value,
        "known": claim.known,
        "outlet": claim.outlet,
        "earliest": when.earliest,
        "latest": when.latest,
        "venue": venue_key(place.city, place.country) if place.city else None,
        "country": place.country,
        "series": mention.series,
        "edition": mention.edition,
        "active": True,
        "score": 1.0,
        "reasons": ["synth"],
        "document": mention_document(mention),
    }


def _write_search(session: Session, versions: Sequence[tuple[int, Believed]]) -> None:
    """Facets and roll-ups."""
    book, delta = FacetBook(session), Counter[RollupKey]()
    named = [(version_id, version, facets_of(version.event)) for version_id, version in versions]
    book.learn(name for _, _, names in named for name in names)
    rows: list[tuple[Any, ...]] = []
    for version_id, version, names in named:
        entry = entry_of(version, version_id, book.stands(version.event, names))
        rows.extend(facet_rows(entry))
        delta.update(contributions(entry))
    book.mark_own()
    load_rows(session.connection(), Facet, rows)
    add_to_rollups(session, delta)


def _settle_in(engine: Engine) -> None:
    """Let the database take stock: its plans rest on statistics, and on PostgreSQL ids given by hand are ahead of its counters."""
    if engine.dialect.name != "postgresql":
        with writing(engine) as session:
            session.connection().exec_driver_sql(f"PRAGMA analysis_limit={SAMPLE}")
            session.connection().exec_driver_sql("ANALYZE")
        return
    numbered: tuple[type[Base], ...] = (*_NUMBERED, FacetKey)
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        for table in (table_of(model).name for model in numbered):
            counter = f"pg_get_serial_sequence('{table}', 'id')"
            connection.exec_driver_sql(f"SELECT setval({counter}, (SELECT max(id) FROM {table}))")  # noqa: S608 - own names
        connection.exec_driver_sql("VACUUM ANALYZE")
