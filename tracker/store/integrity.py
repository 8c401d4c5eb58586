"""Whether a store is whole: what the database cannot check by itself, in sentences."""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Callable, Iterator
from typing import Any

from sqlalchemy import exists, func, select, text
from sqlalchemy.orm import Session

from tracker.store.documents import event_of
from tracker.store.facet_keys import FacetBook
from tracker.store.facets import facets_of
from tracker.store.models import EVERYTHING, EventVersion, Facet, FacetKey, ParticipantRow
from tracker.store.rollups import RollupKey, contributions
from tracker.store.search_rows import Believed, Entry, entry_of, facet_rows, participant_rows
from tracker.store.spans import span_stored

PIECE = 2_000
MOST_PROBLEMS = 20
"""Of each kind; who has more has one cause."""


def problems(session: Session) -> list[str]:
    """Give what is wrong with the store; an empty list if it is whole."""
    checks: tuple[Callable[[Session], Iterator[str]], ...] = (_dangling, _validity, _participants, _facets, _rollups)
    return [problem for check in checks for problem in itertools.islice(check(session), MOST_PROBLEMS)]


def _dangling(session: Session) -> Iterator[str]:
    """Rows that point at nothing; PostgreSQL never lets them in, SQLite does for programs that leave foreign keys off."""
    if session.get_bind().dialect.name != "sqlite":
        return
    for table, row_id, parent, _ in session.execute(text("PRAGMA foreign_key_check")):
        yield f"{table} row {row_id} points at a row of {parent} that is not there"


def _validity(session: Session) -> Iterator[str]:
    """Versions of one event that overlap or leave a gap."""
    following = func.lead(EventVersion.known_from).over(partition_by=EventVersion.event_id, order_by=EventVersion.known_from)
    steps = select(EventVersion.event_id, EventVersion.known_from, EventVersion.known_to, following.label("following")).subquery()
    wrong = select(steps).where(steps.c.following.is_not(None), steps.c.following != steps.c.known_to).order_by(steps.c.event_id)
    for event_id, known_from, known_to, begins in session.execute(wrong):
        yield f"event {event_id}: the version of {known_from} is valid until {known_to}, but the next one begins on {begins}"


def _participants(session: Session) -> Iterator[str]:
    """Versions whose participants are not those of their document."""
    for first in _pieces(session):
        stored: dict[int, list[tuple[Any, ...]]] = {}
        piece = ParticipantRow.version_id.between(first + 1, first + PIECE)
        for row in session.execute(
            select(ParticipantRow.__table__).where(piece).order_by(ParticipantRow.version_id, ParticipantRow.ordinal)
        ):
            stored.setdefault(row.version_id, []).append(tuple(row))
        for row in session.execute(select(*_VERSION).where(EventVersion.id > first, EventVersion.id <= first + PIECE)):
            if participant_rows(event_of(row.document), row.id) != stored.get(row.id, []):
                yield f"version {row.id} of event {row.event_id} does not have the participants that its document gives"


def _pieces(session: Session) -> Iterator[int]:
    """The ids after which pieces of the versions begin."""
    yield from range(0, session.scalar(select(func.max(EventVersion.id))) or 0, PIECE)


def _facets(session: Session) -> Iterator[str]:
    """Versions whose facets are not those that their document gives, and facets of no version."""
    for first in _pieces(session):
        yield from _differing(session, first)
    orphans = select(Facet.version_id).where(~exists().where(EventVersion.id == Facet.version_id)).distinct().limit(MOST_PROBLEMS)
    for version_id in session.scalars(orphans):
        yield f"facets stand for version {version_id}, which is not there"


def _differing(session: Session, first: int) -> Iterator[str]:
    """Versions of one range of ids with the wrong facets."""
    stored: dict[int, set[tuple[int, ...]]] = {}
    raw = text("SELECT * FROM facets WHERE version_id > :first AND version_id <= :last")
    for facet in session.execute(raw, {"first": first, "last": first + PIECE}).mappings():
        stored.setdefault(facet["version_id"], set()).add(tuple(facet[name] for name in _COLUMNS))
    book = FacetBook(session)
    rows = session.execute(select(*_VERSION).where(EventVersion.id > first, EventVersion.id <= first + PIECE)).all()
    named = [(row, event_of(row.document)) for row in rows]
    for row, event in named:
        names = facets_of(event) if row.listed else ()
        missing = book.find(names)
        believed = Believed(event, row.known_from, row.known_to)
        keys = () if missing else book.stands(event, names)
        wanted = set(facet_rows(entry_of(believed, row.id, keys))) if row.listed and not missing else set()
        if missing or wanted != stored.get(row.id, set()):
            yield f"version {row.id} of event {row.event_id} does not stand under the facets that its document gives"


def _rollups(session: Session) -> Iterator[str]:
    """Roll-ups that are not the sums of the facets, key by key."""
    keys = [EVERYTHING, *session.scalars(select(FacetKey.id).order_by(FacetKey.id))]
    for key_id in keys:
        counts: Counter[RollupKey] = Counter()
        for row in session.execute(select(*_FACET).where(Facet.key_id == key_id)):
            entry = Entry(row.version_id, span_stored(row.span), row.start, row.end, row.known_from, row.known_to, ((key_id, row.status),))
            for key, total in contributions(entry).items():
                counts[key] += total if key[0] == key_id else 0
        stored = {tuple(row[:-1]): row[-1] for row in session.execute(_RAW_ROLLUPS, {"key_id": key_id})}
        if stored != {key: total for key, total in counts.items() if total}:
            yield f"the roll-ups of facet key {key_id} are not the sums of its facets"


_COLUMNS = ("key_id", "span", "start", "version_id", "end", "status", "known_from", "known_to")
_VERSION = tuple(getattr(EventVersion, name) for name in ("id", "event_id", "known_from", "known_to", "listed", "document"))
_FACET = (Facet.version_id, Facet.span, Facet.start, Facet.end, Facet.status, Facet.known_from, Facet.known_to)
_RAW_ROLLUPS = text("SELECT key_id, grain, known, bucket, status, total FROM rollups WHERE key_id = :key_id")
