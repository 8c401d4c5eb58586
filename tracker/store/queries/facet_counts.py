"""How many events stand under each value of a dimension, for the filter's typeahead and for sorting lanes."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import ColumnElement, Row, Select, and_, case, func, or_, select
from sqlalchemy.orm import Session

from tracker.domain import Status
from tracker.filters import EventFilter, FilterError
from tracker.store.facets import DIMENSIONS, fold
from tracker.store.models import EVERYTHING, FAR, Facet, FacetKey, Rollup
from tracker.store.queries.buckets import whole, whole_months
from tracker.store.queries.criteria import LATEST, Criteria, criteria_of, like
from tracker.store.queries.remembered import remembered
from tracker.store.queries.streams import Branch, Query, read, streams, together
from tracker.store.queries.units import Unit
from tracker.store.rollups import EVER

MOST_WEIGHED = 8_000
"""Counts under a filter are taken over this many of its events, the latest first."""
MOST_VALUES = 100
AHEAD = (Status.SPECULATIVE, Status.CONFIRMED)
STATUS = "status"


@dataclass(frozen=True, slots=True)
class FacetRow:
    """One value: as filters write it, as a person reads it, how many events, and when the next of them begins that may still be held."""

    key: str
    label: str
    count: int
    next_day: dt.date | None


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
    today, named = _today(wanted), (FacetKey.dimension == dimension, _begins(prefix))
    if everything:
        rows = _first(session, _rolled_up(criteria).where(*named), limit)
        days = _next_days(session, [row.id for row in rows], today)
    else:
        rows = _first(session, _weighed(criteria, today, select(FacetKey.id).where(*named)), limit)
        days = {row.id: row.next_day for row in rows}
    return [FacetRow(row.key, row.label, int(row.total), days.get(row.id)) for row in rows]


def _first(session: Session, query: Query, limit: int) -> Sequence[Row[Any]]:
    return session.execute(query.order_by(query.selected_columns.total.desc(), FacetKey.key).limit(limit)).all()


def most_frequent(session: Session, dimension: str, limit: int = 100) -> list[str]:
    """Give the keys under which most events of all time stand: an order that no filter and no window changes."""
    return list(_most_frequent(session, dimension, limit).values())


def _most_frequent(session: Session, dimension: str, limit: int = 100) -> dict[int, str]:
    """The same with their numbers; nearly every chart asks for it, and only a write changes it."""

    def ask() -> dict[int, str]:
        query = _rolled_up(Criteria(LATEST)).where(FacetKey.dimension == dimension)
        return {row.id: row.key for row in _first(session, query, limit)}

    return remembered(session, ("most frequent", dimension, limit), ask)


def busiest(session: Session, dimension: str, window: tuple[dt.date, dt.date], statuses: Sequence[Status] = ()) -> list[str]:
    """Give those of the most frequent keys under which events begin between two days, whole months, the most frequent there first."""
    names = _most_frequent(session, dimension)
    counts: Counter[str] = Counter()
    for buckets in whole(Unit.YEAR, *whole_months(*window)):
        met = [Rollup.grain == buckets.grain, Rollup.known == FAR, Rollup.bucket.between(buckets.first, buckets.last)]
        met += [Rollup.status.in_(statuses)] if statuses else []
        query = select(Rollup.key_id, func.sum(Rollup.total)).where(Rollup.key_id.in_(list(names)), *met).group_by(Rollup.key_id)
        for key_id, total in session.execute(query):
            counts[names[key_id]] += int(total)
    return sorted(counts, key=lambda key: (-counts[key], key))


def label_of(session: Session, dimension: str, keys: Sequence[str]) -> dict[str, str]:
    """What a person reads for keys that events stand under."""
    query = select(FacetKey.key, FacetKey.label).where(FacetKey.dimension == dimension, FacetKey.key.in_(keys))
    return dict(session.execute(query).all())


def _without(wanted: EventFilter, dimension: str) -> EventFilter:
    widened: Any = {dimension: ()}
    return replace(wanted, **widened)


def _rolled_up(criteria: Criteria) -> Query:
    """Counts of all that is believed today."""
    query = select(FacetKey.id, FacetKey.key, FacetKey.label, func.sum(Rollup.total).label("total"))
    query = query.join(Rollup, and_(Rollup.key_id == FacetKey.id, Rollup.grain == EVER, Rollup.known == FAR))
    query = query.where(Rollup.status.in_(criteria.statuses)) if criteria.statuses else query
    return query.group_by(FacetKey.id, FacetKey.key, FacetKey.label)


def _weighed(criteria: Criteria, today: dt.date, ids: Select[Any]) -> Query:
    """Counts of these keys over what meets the criteria, with the next day of those."""
    columns = (Facet.version_id.label("version_id"), Facet.start.label("start"))
    latest = [part.order_by(Facet.start.desc()).limit(MOST_WEIGHED) for part in streams(criteria, columns, undated=True)]
    found = together(latest)
    matched = select(found.c.version_id).order_by(found.c.start.desc()).limit(MOST_WEIGHED).subquery()
    ahead = case((and_(Facet.start >= today, Facet.start < FAR, Facet.status.in_(AHEAD)), Facet.start))
    counted = select(Facet.key_id, func.count().label("total"), func.min(ahead).label("next_day"))
    # the sum keeps the planner from looking for each key in turn: a version stands under few, and a dimension has many
    counted = counted.select_from(matched).join(Facet, Facet.version_id == matched.c.version_id).where((Facet.key_id + 0).in_(ids))
    by_key = counted.group_by(Facet.key_id).subquery()
    query = select(FacetKey.id, FacetKey.key, FacetKey.label, by_key.c.total, by_key.c.next_day)
    return query.join(by_key, by_key.c.key_id == FacetKey.id)


def _begins(prefix: str) -> ColumnElement[bool]:
    """Whether a word of the label begins so."""
    start = like(fold(prefix.strip()))
    return or_(FacetKey.folded.like(f"{start}%", escape="\\"), FacetKey.folded.like(f"% {start}%", escape="\\"))


def _statuses(session: Session, criteria: Criteria) -> list[FacetRow]:
    """Counts by status, along the streams or from the roll-ups."""
    if criteria.counted and not criteria.windowed:
        key_id = criteria.groups[0].ids[0] if criteria.groups else EVERYTHING
        rolled = select(Rollup.status, func.sum(Rollup.total)).where(Rollup.key_id == key_id, Rollup.grain == EVER, Rollup.known == FAR)
        counts = session.execute(rolled.group_by(Rollup.status)).all()
    else:
        found = together(streams(criteria, (Facet.status.label("status"),), undated=True))
        counts = session.execute(select(found.c.status, func.count()).group_by(found.c.status)).all()
    ordered = sorted(counts, key=lambda pair: (-pair[1], pair[0]))
    return [FacetRow(status.value, status.value, int(total), None) for status, total in ordered]


def _today(wanted: EventFilter) -> dt.date:
    return wanted.as_known_on or dt.datetime.now(dt.UTC).date()


def _next_days(session: Session, ids: Sequence[int], today: dt.date) -> dict[int, dt.date]:
    """The next day on which an event of each key begins that may still be held: one look at the index for each key and span class."""
    if not ids:
        return {}
    ahead = Criteria(LATEST, statuses=AHEAD)
    columns = (Facet.key_id.label("id"), Facet.start.label("start"))
    parts = read(ahead, [Branch((key_id,)) for key_id in ids], columns)
    first = together([part.where(Facet.start >= today).order_by(Facet.start).limit(1) for part in parts])
    return dict(session.execute(select(first.c.id, func.min(first.c.start)).group_by(first.c.id)).all())
