"""What follows from versions in other tables: participants, links, facets and roll-ups, written and taken away together."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from sqlalchemy import Row, delete, select
from sqlalchemy.orm import Session

from tracker.domain import Status
from tracker.store.batches import IDS, batches
from tracker.store.bulk import insert_rows, insert_values, load_rows
from tracker.store.directory import know_people
from tracker.store.facet_keys import FacetBook
from tracker.store.facets import facets_of
from tracker.store.models import EventLinkRow, Facet, ParticipantRow
from tracker.store.rollups import RollupKey, add_to_rollups, contributions
from tracker.store.search_rows import UNLISTED, Believed, Entry, entry_of, facet_rows, link_rows, participant_rows
from tracker.store.spans import span_stored

_FACETS = select(Facet.__table__).where(Facet.version_id.in_(IDS)).order_by(Facet.version_id, Facet.key_id)


@dataclass(frozen=True, slots=True)
class Taken:
    """Entries that stay with another validity, and what goes from the roll-ups: written with what is new, for much of it cancels."""

    staying: Sequence[Entry] = ()
    delta: Counter[RollupKey] = field(default_factory=Counter)


def add(session: Session, versions: Sequence[tuple[int, Believed]], taken: Taken) -> None:
    """Write what other tables hold of new versions, given with their ids, in place of what was taken."""
    add_participants(session, versions)
    links = [row for version_id, version in versions for row in link_rows(version.event, version_id)]
    insert_values(session.connection(), EventLinkRow, links)
    new = _entries(session, [pair for pair in versions if pair[1].event.review not in UNLISTED])
    _write(session, [*taken.staying, *new], taken.delta)


def add_participants(session: Session, versions: Sequence[tuple[int, Believed]]) -> None:
    """Write who takes part; people whom the directory does not know yet get a row there."""
    people = {person.key: person for _, version in versions for person in version.event.participants}
    know_people(session, people.values())
    rows = [row for version_id, version in versions for row in participant_rows(version.event, version_id)]
    load_rows(session.connection(), ParticipantRow, rows)


def take(session: Session, stale: Sequence[int], closed: dict[int, dt.date]) -> Taken:
    """Take away the entries of ``stale`` versions, and of ``closed`` ones, whose validity ends on other days."""
    touched = [*stale, *closed]
    old = [entry for batch in batches(touched) for entry in stored_entries(session, batch)]
    for batch in batches(touched):
        session.execute(delete(Facet).where(Facet.version_id.in_(batch)))
    delta: Counter[RollupKey] = Counter()
    for entry in old:
        delta.subtract(contributions(entry))
    return Taken([replace(entry, known_to=closed[entry.version_id]) for entry in old if entry.version_id in closed], delta)


def stored_entries(session: Session, version_ids: Sequence[int]) -> Iterator[Entry]:
    """The entries of these versions, read back from their facets."""
    keys: dict[int, list[tuple[int, Status]]] = {}
    rows: dict[int, Row[Any]] = {}
    for facet in session.execute(_FACETS, {"ids": version_ids}):
        keys.setdefault(facet.version_id, []).append((facet.key_id, facet.status))
        rows[facet.version_id] = facet
    for version_id, row in rows.items():
        yield Entry(version_id, span_stored(row.span), row.start, row.end, row.known_from, row.known_to, tuple(keys[version_id]))


def _entries(session: Session, versions: Iterable[tuple[int, Believed]]) -> list[Entry]:
    named = [(version_id, version, facets_of(version.event)) for version_id, version in versions]
    book = FacetBook(session)
    book.learn(name for _, _, names in named for name in names)
    entries = [entry_of(version, version_id, book.stands(version.event, names)) for version_id, version, names in named]
    book.mark_own()
    return entries


def _write(session: Session, entries: Iterable[Entry], delta: Counter[RollupKey]) -> None:
    """Write the facets of the entries and add them, with what was taken away before, to the roll-ups."""
    rows: list[tuple[int, ...]] = []
    for entry in entries:
        rows.extend(facet_rows(entry))
        delta.update(contributions(entry))
    insert_rows(session.connection(), Facet, rows)
    add_to_rollups(session, delta)
