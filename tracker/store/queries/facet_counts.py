"""How many events stand under each value of a dimension, for the filter's typeahead and for sorting lanes."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import ColumnElement, Integer, and_, bindparam, case, func, or_, select
from sqlalchemy.orm import Session

from tracker.domain import Status
from tracker.filters import EventFilter, FilterError
from tracker.store.facets import DIMENSIONS, LEADER, fold
from tracker.store.models import EVERYTHING, FAR, Facet, FacetKey, Rollup
from tracker.store.models.base import DayNumber
from tracker.store.queries.buckets import whole, whole_months
from tracker.store.queries.criteria import LATEST, Criteria, criteria_of, like, own_keys
from tracker.store.queries.densities import lane_totals
from tracker.store.queries.prepared import ask
from tracker.store.queries.remembered import remembered, remembered_each
from tracker.store.queries.rolled import begun_by_key, values
from tracker.store.queries.streams import Branch, Query, count, read, status_of, streams, together
from tracker.store.queries.units import Unit
from tracker.store.rollups import EVER

MOST_WEIGHED = 1_000
"""Counts under a filter are taken over this many of its events, the latest first."""
MOST_VALUES = 100
MOST_RANKED = 1_000
"""So many of the values of all time are looked at for the busiest of a window."""
AHEAD = (Status.SPECULATIVE, Status.CONFIRMED)
STATUS = "status"


@dataclass(frozen=True, slots=True)
class FacetRow:
    """One value: as filters write it, as a person reads it, how many events, and when the next of them begins that may still be held.

    Where ``partly``, only the latest events were counted: there may be more.
    """

    key: str
    label: str
    count: int
    next_day: dt.date | None
    partly: bool = False


def facet(session: Session, dimension: str, wanted: EventFilter, prefix: str = "", limit: int = 20) -> list[FacetRow]:
    """Give the values of a dimension, the most frequent first, whose label has a word that begins with ``prefix``.

    The filter's own values of the dimension do not count, so that a choice can be widened. Raises FilterError for no dimension.
    """
    if not 1 <= limit <= MOST_VALUES:
        raise FilterError("limit", f"{limit} values cannot be had; ask for 1 to {MOST_VALUES}")
    if dimension not in (*DIMENSIONS, STATUS):
        raise FilterError("dimension", f"{dimension!r} is not known; use one of {', '.join((*DIMENSIONS, STATUS))}")
    criteria = criteria_of(session, _without(wanted, dimension))
    if criteria.impossible:
        return []
    if dimension == STATUS:
        return _statuses(session, criteria)
    everything = criteria.counted and not criteria.groups and not criteria.windowed
    today, start = _today(wanted), like(fold(prefix.strip()))
    named = {"dimension": dimension, "first": f"{start}%", "within": f"% {start}%"}
    if everything:
        rows = ask(session, _frequent, criteria, limit, **named).all()
        days = _next_days(session, [row.id for row in rows], today)
        return [FacetRow(row.key, row.label, int(row.total), days.get(row.id)) for row in rows]
    under = criteria.statuses if dimension == LEADER and own_keys(session) else ()  # of events as they stand for each leader
    criteria = replace(criteria, statuses=()) if under else criteria
    partly = criteria.driver().total > MOST_WEIGHED and count(session, criteria, MOST_WEIGHED) > MOST_WEIGHED
    rows = ask(session, _weighed, criteria, MOST_WEIGHED, limit, under, today=today, **named).all()
    return [FacetRow(row.key, row.label, int(row.total), row.next_day, partly) for row in rows]


def _frequent(criteria: Criteria, limit: int) -> Query:
    return _first(_rolled_up(criteria).where(*_named()), limit)


def _first(query: Query, limit: int) -> Query:
    return query.order_by(query.selected_columns.total.desc(), FacetKey.key).limit(limit)


def most_frequent(session: Session, dimension: str, limit: int = 100) -> list[str]:
    """Give the keys under which most events of all time stand: an order that no filter and no window changes."""
    return list(_most_frequent(session, dimension, limit).values())


def _most_frequent(session: Session, dimension: str, limit: int = 100) -> dict[int, str]:
    """The same with their numbers; nearly every chart asks for it, and only a write changes it."""

    def ask() -> dict[int, str]:
        query = _rolled_up(Criteria(LATEST)).where(FacetKey.dimension == dimension)
        return {row.id: row.key for row in session.execute(_first(query, limit))}

    return remembered(session, ("most frequent", dimension, limit), ask)


def busiest(session: Session, dimension: str, window: tuple[dt.date, dt.date], statuses: Sequence[Status] = ()) -> list[str]:
    """Give those of the most frequent keys under which events begin between two days, whole months, the most frequent there first."""
    return _by_frequency(session, _most_frequent(session, dimension), window, statuses)


def _by_frequency(session: Session, names: Mapping[int, str], window: tuple[dt.date, dt.date], statuses: Sequence[Status]) -> list[str]:
    counts: Counter[str] = Counter()
    for buckets in whole(Unit.YEAR, *whole_months(*window)):
        for key_id, total in session.execute(begun_by_key(), values(buckets, list(names), statuses)).all():
            counts[names[key_id]] += int(total)
    return sorted(counts, key=lambda key: (-counts[key], key))


@dataclass(frozen=True, slots=True)
class ValueCount:
    """A value with its number of events; where ``partly``, only the latest were counted."""

    key: str
    label: str
    count: int
    partly: bool = False


def most_in_window(session: Session, dimension: str, wanted: EventFilter, limit: int = MOST_VALUES) -> list[ValueCount]:
    """Give the values under which most dated events of the filter's window stand: from the roll-ups where they know, else as ``facet``."""
    standing = wanted.status if dimension == LEADER else ()  # as they stand for each leader: a lane goes by the whole event
    if wanted.start is None or wanted.end is None or replace(wanted, start=None, end=None, status=standing) != EventFilter():
        return [ValueCount(row.key, row.label, row.count, row.partly) for row in facet(session, dimension, wanted, "", limit)]
    every = _most_frequent(session, dimension, MOST_RANKED)
    begun = _by_frequency(session, every, (wanted.start, wanted.end), wanted.status)
    keys = list(dict.fromkeys([*begun, *every.values()]))[:limit]  # of some all events may have begun before
    counts, labels = lane_totals(session, wanted, dimension, keys), label_of(session, dimension, keys)
    return [ValueCount(key, labels[key], counts[key]) for key in sorted(keys, key=lambda key: (-counts[key], key)) if counts[key]]


def label_of(session: Session, dimension: str, keys: Sequence[str]) -> dict[str, str]:
    """What a person reads for keys that events stand under."""

    def look_up(missing: list[str]) -> dict[str, str]:
        query = select(FacetKey.key, FacetKey.label).where(FacetKey.dimension == dimension, FacetKey.key.in_(missing))
        return dict(session.execute(query).all())

    return remembered_each(session, f"{dimension} label", keys, look_up)


def _without(wanted: EventFilter, dimension: str) -> EventFilter:
    widened: Any = {dimension: ()}
    return replace(wanted, **widened)


def _rolled_up(criteria: Criteria) -> Query:
    """Counts of all that is believed today."""
    query = select(FacetKey.id, FacetKey.key, FacetKey.label, func.sum(Rollup.total).label("total"))
    query = query.join(Rollup, and_(Rollup.key_id == FacetKey.id, Rollup.grain == EVER, Rollup.known == FAR))
    query = query.where(Rollup.status.in_(criteria.statuses)) if criteria.statuses else query
    return query.group_by(FacetKey.id, FacetKey.key, FacetKey.label)


def _weighed(criteria: Criteria, most: int, limit: int, under: tuple[Status, ...]) -> Query:
    """Counts of the named keys over what meets the criteria and has one of these statuses under the key, with the next day of those."""
    ids, today = select(FacetKey.id).where(*_named()), bindparam("today", type_=DayNumber)
    columns = (Facet.version_id.label("version_id"), Facet.start.label("start"))
    latest = [part.order_by(Facet.start.desc()).limit(most) for part in streams(criteria, columns, undated=True)]
    found = together(latest)
    matched = select(found.c.version_id).order_by(found.c.start.desc()).limit(most).subquery()
    ahead = case((and_(Facet.start >= today, Facet.start < FAR, Facet.status.in_(AHEAD)), Facet.start))
    counted = select(Facet.key_id, func.count().label("total"), func.min(ahead).label("next_day"))
    # the sum keeps the planner from looking for each key in turn: a version stands under few, and a dimension has many
    counted = counted.select_from(matched).join(Facet, Facet.version_id == matched.c.version_id).where((Facet.key_id + 0).in_(ids))
    counted = counted.where(Facet.status.in_(under)) if under else counted
    by_key = counted.group_by(Facet.key_id).subquery()
    query = select(FacetKey.id, FacetKey.key, FacetKey.label, by_key.c.total, by_key.c.next_day)
    return _first(query.join(by_key, by_key.c.key_id == FacetKey.id), limit)


def _named() -> tuple[ColumnElement[bool], ...]:
    """A key of the dimension, a word of whose label begins so."""
    begins = (FacetKey.folded.like(bindparam(name), escape="\\") for name in ("first", "within"))
    return FacetKey.dimension == bindparam("dimension"), or_(*begins)


def _statuses(session: Session, criteria: Criteria) -> list[FacetRow]:
    """Counts by status, along the streams or from the roll-ups."""
    if criteria.counted and not criteria.windowed:
        key_id = criteria.groups[0].ids[0] if criteria.groups else EVERYTHING
        rolled = select(Rollup.status, func.sum(Rollup.total)).where(Rollup.key_id == key_id, Rollup.grain == EVER, Rollup.known == FAR)
        counts = session.execute(rolled.group_by(Rollup.status)).all()
    else:
        found = together(streams(criteria, lambda branch: (status_of(criteria, branch).label("status"),), undated=True))
        counts = session.execute(select(found.c.status, func.count()).group_by(found.c.status)).all()
    ordered = sorted(counts, key=lambda pair: (-pair[1], pair[0]))
    return [FacetRow(status.value, status.value, int(total), None) for status, total in ordered]


def _today(wanted: EventFilter) -> dt.date:
    return wanted.as_known_on or dt.datetime.now(dt.UTC).date()


def _next_days(session: Session, ids: Sequence[int], today: dt.date) -> dict[int, dt.date]:
    """The next day on which an event of each key begins that may still be held: one look at the index for each key and span class."""
    if not ids:
        return {}
    places = {f"key{number}": key_id for number, key_id in enumerate(ids)}
    found: Sequence[Any] = ask(session, _first_ahead, Criteria(LATEST, statuses=AHEAD), len(ids), today=today, **places).all()
    return {row.id: row[1] for row in found}


def _first_ahead(criteria: Criteria, size: int) -> Query:
    columns = (Facet.key_id.label("id"), Facet.start.label("start"))
    parts = read(criteria, [Branch((bindparam(f"key{number}", type_=Integer),)) for number in range(size)], columns)
    today = bindparam("today", type_=DayNumber)
    first = together([part.where(Facet.start >= today).order_by(Facet.start).limit(1) for part in parts])
    return select(first.c.id, func.min(first.c.start)).group_by(first.c.id)
