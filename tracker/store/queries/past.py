"""One event through time: its version on a day, all its versions, its changes, its links; and all changes between two days."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from sqlalchemy import Row, bindparam, exists, literal, select, tuple_
from sqlalchemy.orm import Session

from tracker.domain import Change, Event, LinkKind
from tracker.filters import EventFilter, FilterError
from tracker.store.batches import batches
from tracker.store.change_rows import change_of
from tracker.store.documents import event_of
from tracker.store.models import FAR, ChangeRow, EventLinkRow, EventRow, EventVersion, Facet
from tracker.store.queries.criteria import LATEST, Criteria, criteria_of
from tracker.store.queries.cursors import day_of, read_cursor, write_cursor
from tracker.store.queries.listing import events_of_versions
from tracker.store.queries.streams import Query, count, holds, streams, together

MOST_MATCHES = 5_000
"""Up to this many events their changes are looked up; of more, changes are read in order and the events checked."""
MOST_CHANGES = 1_000
_ORDER = "changes"


_DOCUMENTS = select(EventVersion.document).join(EventRow, EventRow.id == EventVersion.event_id)
_ALL_OF_ONE = _DOCUMENTS.where(EventRow.uid == bindparam("uid")).order_by(EventVersion.known_from)


@dataclass(frozen=True, slots=True)
class EventChange:
    """A change with the event as it is believed."""

    change: Change
    event: Event


@dataclass(frozen=True, slots=True)
class ChangePage:
    """One page of changes, the latest first."""

    rows: tuple[EventChange, ...]
    next_cursor: str | None


@dataclass(frozen=True, slots=True)
class Linked:
    """An event that points at another one."""

    kind: LinkKind
    event: Event


def find_event(session: Session, uid: str, as_known_on: dt.date | None = None) -> Event | None:
    """The event as known on a day; None if it was not known. A merged event is given too: ``merged_into`` names the one to show."""
    return find_events(session, [uid], as_known_on).get(uid)


def find_events(session: Session, uids: Sequence[str], as_known_on: dt.date | None = None) -> dict[str, Event]:
    """The same for many, by uid."""
    found: dict[str, Event] = {}
    for batch in batches(uids):
        query = _believed(as_known_on).add_columns(EventRow.uid).where(EventRow.uid.in_(batch))
        found.update((row.uid, event_of(row.document)) for row in session.execute(query))
    return found


def superseded(session: Session, known: Mapping[str, Event]) -> dict[str, Event]:
    """Of events as they were known on a day, by uid: what is believed today of those of which another version is believed."""
    ids: dict[str, int] = {}
    for batch in batches(list(known)):
        query = select(EventRow.uid, EventVersion.id, EventVersion.known_from).join(EventRow, EventRow.id == EventVersion.event_id)
        rows = session.execute(query.where(EventRow.uid.in_(batch), EventVersion.known_to == FAR)).all()
        ids.update((row.uid, row.id) for row in rows if row.known_from != known[row.uid].version_from)
    return dict(zip(ids, events_of_versions(session, list(ids.values())), strict=True))


def merged_into(session: Session, uid: str) -> str | None:
    """The uid of the event that this one was merged into, followed to the end; None if it was not."""
    seen = {uid}
    while (target := session.scalar(select(EventRow.merged_into).where(EventRow.uid == uid))) is not None and target not in seen:
        seen.add(target)
        uid = target
    return uid if len(seen) > 1 else None


def merged_from(session: Session, uid: str) -> list[str]:
    """The uids of the events that were merged into this one, themselves and through others."""
    found: list[str] = []
    waiting = [uid]
    while waiting:
        rows = session.scalars(select(EventRow.uid).where(EventRow.merged_into.in_(waiting)).order_by(EventRow.id))
        waiting = [row for row in rows if row not in found and row != uid]
        found += waiting
    return found


def sequence_of(session: Session, uid: str) -> int | None:
    """The number that rises with every write to the event; an edit names the one that it was made on."""
    return session.scalar(select(EventRow.sequence).where(EventRow.uid == uid))


def versions_of(session: Session, uid: str) -> list[Event]:
    """All that was ever believed of an event, oldest first, each with its ``version_from``."""
    return [event_of(document) for document in session.scalars(_ALL_OF_ONE, {"uid": uid})]


def links_to(session: Session, uid: str, as_known_on: dt.date | None = None) -> list[Linked]:
    """The listed events that point at this one: the sidelines of a summit, the alternatives of a rumour."""
    query = _believed(as_known_on).join(EventLinkRow, EventLinkRow.version_id == EventVersion.id)
    query = query.where(EventLinkRow.target == uid).add_columns(EventLinkRow.kind, EventVersion.listed)
    ordered = query.order_by(EventVersion.shown_start, EventVersion.id)
    # were ``listed`` a condition, SQLite would walk the index that begins with it instead of looking up the few links
    return [Linked(LinkKind(row.kind), event_of(row.document)) for row in session.execute(ordered) if row.listed]


def history(session: Session, uid: str) -> list[Change]:
    """The changes of an event in the order in which they became known."""
    query = select(ChangeRow).join(EventRow, EventRow.id == ChangeRow.event_id).where(EventRow.uid == uid)
    return [change_of(row, uid) for row in session.scalars(query.order_by(ChangeRow.known, ChangeRow.id))]


@dataclass(frozen=True, slots=True)
class Between:
    """Two days, both inclusive, and where the page begins."""

    since: dt.date
    until: dt.date
    limit: int = 100
    cursor: str = ""


def changes_between(session: Session, wanted: EventFilter, between: Between) -> ChangePage:
    """Give the changes that became known between two days, of events that are under the filter, the latest first.

    On an earlier day of knowledge nothing later is given. Raises FilterError for a bad limit or cursor.
    """
    if not 1 <= between.limit <= MOST_CHANGES:
        raise FilterError("limit", f"{between.limit} changes cannot be had; ask for 1 to {MOST_CHANGES}")
    criteria = criteria_of(session, wanted)
    query = _changes(session, criteria).where(*_between(criteria, between))
    found = session.execute(query.order_by(ChangeRow.known.desc(), ChangeRow.id.desc()).limit(between.limit + 1)).all()
    rows = found[: between.limit] if not criteria.impossible else []
    next_cursor = _cursor(rows[-1]) if len(found) > len(rows) > 0 else None
    events = find_events(session, sorted({row.uid for row in rows}), wanted.as_known_on)
    return ChangePage(tuple(EventChange(change_of(row.ChangeRow, row.uid), events[row.uid]) for row in rows), next_cursor)


def by_day_and_event(rows: Iterable[EventChange]) -> Iterator[list[EventChange]]:
    """Group changes that come the latest first: those of one event on one day stand together, as they were recorded."""
    for _, of_day in groupby(rows, key=lambda row: row.change.known):
        events: dict[str, list[EventChange]] = {}
        for row in of_day:
            events.setdefault(row.event.uid, []).insert(0, row)
        yield from events.values()


def _believed(as_known_on: dt.date | None) -> Query:
    day = as_known_on or LATEST
    query = select(EventVersion.document).join(EventRow, EventRow.id == EventVersion.event_id)
    return query.where(EventVersion.known_from <= day, EventVersion.known_to > day)


def _changes(session: Session, criteria: Criteria) -> Query:
    """Of few events the changes are looked up; of many, the changes are read in their order and the event of each is checked."""
    query = select(ChangeRow, EventRow.uid).join(EventRow, EventRow.id == ChangeRow.event_id)
    if count(session, criteria, MOST_MATCHES) > MOST_MATCHES:
        return query.where(exists().where(EventVersion.event_id == ChangeRow.event_id, *holds(criteria)))
    matched = together(streams(criteria, (Facet.version_id.label("id"),), undated=True))
    of_events = select(EventVersion.event_id).where(EventVersion.id.in_(select(matched.c.id)))
    return query.where(ChangeRow.event_id.in_(of_events))


def _between(criteria: Criteria, between: Between) -> list[Any]:
    met = [ChangeRow.known >= between.since, ChangeRow.known <= min(between.until, criteria.day)]
    if between.cursor:
        number, row_id = read_cursor(between.cursor, _ORDER, (int, int))
        met.append(tuple_(ChangeRow.known, ChangeRow.id) < tuple_(literal(day_of(number)), literal(row_id)))
    return met


def _cursor(row: Row[Any]) -> str:
    return write_cursor(_ORDER, (row.ChangeRow.known.toordinal(), row.ChangeRow.id))
