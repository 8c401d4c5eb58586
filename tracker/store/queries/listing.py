"""Lists of events: sorted, in pages, counted as far as counting is cheap."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Integer, Row, case, func, literal, select, tuple_, type_coerce
from sqlalchemy.orm import Session

from tracker.domain import Event
from tracker.filters import EventFilter, FilterError
from tracker.store.bulk import table_of
from tracker.store.documents import event_of
from tracker.store.models import EVERYTHING, FAR, EventVersion, Facet, Rollup
from tracker.store.models.base import STATUS_CODES
from tracker.store.queries.criteria import Criteria, criteria_of
from tracker.store.queries.cursors import day_of, read_cursor, write_cursor
from tracker.store.queries.densities import total_dated
from tracker.store.queries.prepared import ask
from tracker.store.queries.remembered import remembered_each
from tracker.store.queries.streams import Query, after, count, holds, status_at_leader, streams, together
from tracker.store.rollups import EVER

MOST_COUNTED = 10_000
"""Counting stops here: beyond it a list says "more than"."""
MOST_SORTED = 5_000
"""Up to this many matches are sorted; more are found by walking the index of the sort column."""
MOST_ROWS = 1_000

_VERSION = table_of(EventVersion).c

_SORTED_BY = {
    "title": EventVersion.title,
    "status": EventVersion.status,
    "venue": EventVersion.venue,
    "updated": EventVersion.known_from,
}
COLUMNS = ("start", *_SORTED_BY)


@dataclass(frozen=True, slots=True)
class Order:
    """What a list is sorted by. Ties stand in a fixed order; undated events stand last by start, first when descending."""

    column: str = "start"
    descending: bool = False

    def __post_init__(self) -> None:
        if self.column not in COLUMNS:
            raise FilterError("sort", f"{self.column!r} is no column; use one of {', '.join(COLUMNS)}")

    def __str__(self) -> str:
        return f"-{self.column}" if self.descending else self.column


BY_START = Order()


@dataclass(frozen=True, slots=True)
class Page:
    """One page of a list. ``total`` is a lower bound where ``more`` says so."""

    rows: tuple[Event, ...]
    next_cursor: str | None
    total: int
    more: bool = False


def list_events(session: Session, wanted: EventFilter, order: Order = BY_START, limit: int = 50, cursor: str = "") -> Page:
    """Give a page of the events under the filter, as they stand for its leader if it names one.

    Raises FilterError for a cursor that is damaged or of another order, or a bad limit.
    """
    if not 1 <= limit <= MOST_ROWS:
        raise FilterError("limit", f"{limit} rows cannot be had; ask for 1 to {MOST_ROWS}")
    criteria = criteria_of(session, wanted)
    total, more = _total(session, criteria)
    asked = _Asked(order, limit + 1, cursor, few=total <= MOST_SORTED)
    plain = order == BY_START and not cursor
    query = None if plain else _page(criteria, asked)  # built before it is needed: a bad cursor is refused where nothing matches too
    found = (session.execute(query) if query is not None else ask(session, _by_start, criteria, asked)).all() if total else []
    rows = found[:limit]
    next_cursor = _cursor(order, rows[-1]) if len(found) > limit else None
    events = events_of_versions(session, [row.id for row in rows])
    return Page(tuple(event.seen_by(wanted.leader) for event in events), next_cursor, total, more)


def count_events(session: Session, wanted: EventFilter) -> int:
    """How many events are under the filter; MOST_COUNTED + 1 stands for more than that where they have to be counted one by one."""
    return _total(session, criteria_of(session, wanted))[0]


def any_event(session: Session, wanted: EventFilter) -> bool:
    """Whether any event is under the filter."""
    return count(session, criteria_of(session, wanted), 0) > 0


def every_event(session: Session, wanted: EventFilter, order: Order = BY_START) -> Iterator[Event]:
    """All events under the filter, read page by page: an export of any length costs the memory of one page."""
    cursor: str | None = ""
    while cursor is not None:
        page = list_events(session, wanted, order, MOST_ROWS, cursor)
        yield from page.rows
        cursor = page.next_cursor


def events_of_versions(session: Session, version_ids: list[int]) -> list[Event]:
    """The events of these versions, in their order."""
    found = remembered_each(session, "version", version_ids, lambda missing: _versions(session, missing))
    return [found[version_id] for version_id in version_ids]


def _versions(session: Session, version_ids: list[int]) -> dict[int, Event]:
    query = select(_VERSION.id, _VERSION.document).where(_VERSION.id.in_(version_ids))
    return {version_id: event_of(document) for version_id, document in session.execute(query)}


def _total(session: Session, criteria: Criteria) -> tuple[int, bool]:
    """How many, and whether there are more."""
    if criteria.counted and not criteria.impossible:
        return total_dated(session, criteria) if criteria.windowed else _rolled_up(session, criteria), False
    counted = count(session, criteria, MOST_COUNTED)
    return counted, counted > MOST_COUNTED


def _rolled_up(session: Session, criteria: Criteria) -> int:
    key_id = criteria.groups[0].ids[0] if criteria.groups else EVERYTHING
    query = select(func.coalesce(func.sum(Rollup.total), 0)).where(Rollup.key_id == key_id, Rollup.grain == EVER, Rollup.known == FAR)
    if criteria.statuses:
        query = query.where(Rollup.status.in_(criteria.statuses))
    return int(session.execute(query).scalar_one())


@dataclass(frozen=True, slots=True)
class _Asked:
    """What page is read; ``few``: so little matches that it is sorted rather than looked for in order."""

    order: Order
    limit: int
    cursor: str
    few: bool


def _page(criteria: Criteria, asked: _Asked) -> Query:
    """The version ids and sort values of the page."""
    if asked.order.column == "start":
        return _by_start(criteria, asked)
    return _by_column(criteria, asked)


def _by_start(criteria: Criteria, asked: _Asked) -> Query:
    """Each stream gives its first rows in order, and the first of those are the page."""
    columns = (Facet.version_id.label("id"), Facet.start.label("place"))
    parts = streams(criteria, columns, undated=True)
    if asked.cursor:
        number, version_id = read_cursor(asked.cursor, str(asked.order), (int, int))
        mark = after(day_of(number), version_id, descending=asked.order.descending)
        parts = [part.where(mark) for part in parts]
    found = together([_sorted(part, (Facet.start, Facet.version_id), asked) for part in parts])
    return _sorted(select(found.c.id, found.c.place), (found.c.place, found.c.id), asked)


def _by_column(criteria: Criteria, asked: _Asked) -> Query:
    column: Any = _SORTED_BY[asked.order.column]
    if asked.order.column == "status" and criteria.leader in criteria.own:
        column = case({code: status.value for status, code in STATUS_CODES.items()}, value=type_coerce(status_at_leader(criteria), Integer))
    query = select(EventVersion.id, column.label("place")).where(*_met(criteria, few=asked.few))
    if asked.cursor:
        by_day = asked.order.column == "updated"
        value, version_id = read_cursor(asked.cursor, str(asked.order), (int if by_day else str, int))
        here = tuple_(column, EventVersion.id)
        mark = tuple_(literal(day_of(value) if by_day else value, column.type), literal(version_id))
        query = query.where(here < mark if asked.order.descending else here > mark)
    return _sorted(query, (column, EventVersion.id), asked)


def _met(criteria: Criteria, *, few: bool) -> list[ColumnElement[bool]]:
    """Few matches are taken from their streams; many are met soon on a walk along the index of the column."""
    if not few:
        return holds(criteria)
    found = together(streams(criteria, (Facet.version_id.label("id"),), undated=True))
    return [EventVersion.id.in_(select(found.c.id))]


def _sorted(query: Query, columns: tuple[Any, ...], asked: _Asked) -> Query:
    order = [column.desc() if asked.order.descending else column.asc() for column in columns]
    return query.order_by(*order).limit(asked.limit)


def _cursor(order: Order, row: Row[Any]) -> str:
    place = row.place.toordinal() if isinstance(row.place, dt.date) else row.place
    return write_cursor(str(order), (place, row.id))
