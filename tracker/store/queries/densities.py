"""How many events begin in each day, week, month or year: from the roll-ups where they know, else counted along the streams.

An event counts once, in the bucket in which its shown window begins; what began before the filter's window counts in its
first bucket, so that the buckets add up to the events in view. Undated events are not on the timeline and do not count.
"""

from __future__ import annotations

import datetime as dt
import functools
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import CompoundSelect, Integer, bindparam, case, func, select, type_coerce, union_all
from sqlalchemy.orm import Session

from tracker.domain import Status
from tracker.filters import EventFilter
from tracker.store.facets import LEADER
from tracker.store.models import EVERYTHING, FAR, Facet
from tracker.store.models.base import STATUS_CODES, STATUS_OF, DayNumber
from tracker.store.queries.buckets import ONE_DAY, Buckets, whole
from tracker.store.queries.criteria import LATEST, Criteria, Group, criteria_of, key_ids, own_keys, total_of
from tracker.store.queries.prepared import ask, keys
from tracker.store.queries.rolled import ROLLUP, begun_by_key, in_range, values
from tracker.store.queries.streams import Branch, Columns, Query, branches, read, status_of, streams, together
from tracker.store.queries.units import LONG_WINDOW, Unit, unit_of
from tracker.store.rollups import PAST, year_of


@dataclass(frozen=True, slots=True)
class DensityRow:
    """How many events of a status begin in a bucket, given by its first day."""

    bucket: dt.date
    status: Status
    count: int


Table = dict[dt.date, dict[Status, int]]
"""How many events begin in a bucket, given by its first day, by their status."""

_Begun = Iterable[Any]
"""Key, first day, status and number: how many events begin there, as the database has them, for there are many."""


@dataclass(frozen=True, slots=True)
class _Lanes:
    """The keys of the lanes, and those of them under which some events have a status of their own: that is what their lane shows."""

    ids: tuple[int, ...]
    own: frozenset[int] = frozenset()


def density(session: Session, wanted: EventFilter, unit: str = Unit.MONTH) -> list[DensityRow]:
    """Count the filter's events by the unit in which they begin, and status, in that order."""
    criteria, grain = criteria_of(session, wanted), unit_of(unit)
    table = _tabulated(criteria, grain, _begun(session, criteria, grain, branches(criteria)), {}).get("", {})
    counts = sorted((day, STATUS_CODES[status], count) for day, by_status in table.items() for status, count in by_status.items() if count)
    return [DensityRow(day, STATUS_OF[code], count) for day, code, count in counts]


def lane_density(session: Session, wanted: EventFilter, unit: str, dimension: str, keys: Iterable[str]) -> dict[str, Table]:
    """The same for each lane of these keys; an event counts in each lane that it belongs to."""
    grain = unit_of(unit)
    criteria, lanes, asked = _asked(session, wanted, dimension, keys)
    return _tabulated(criteria, grain, _begun_in_lanes(session, criteria, grain, asked), lanes)


def count_dated(session: Session, wanted: EventFilter) -> int:
    """How many dated events are under the filter."""
    return total_dated(session, criteria_of(session, wanted))


def total_dated(session: Session, criteria: Criteria) -> int:
    """The same for criteria."""
    unit = Unit.DAY if not criteria.groups and not criteria.past and not _long(criteria) else _unit_to_add_up(criteria)
    return sum(int(total) for *_, total in _begun(session, criteria, unit, branches(criteria), summed=True))


def lane_totals(session: Session, wanted: EventFilter, dimension: str, keys: Iterable[str]) -> dict[str, int]:
    """How many dated events under the filter stand in each lane of these keys."""
    criteria, lanes, asked = _asked(session, wanted, dimension, keys)
    totals = dict.fromkeys(lanes.values(), 0)
    for key_id, _, _, total in _begun_in_lanes(session, criteria, _unit_to_add_up(criteria), asked, summed=True):
        totals[lanes[key_id]] += int(total)
    return totals


def _unit_to_add_up(criteria: Criteria) -> Unit:
    """The unit of which few roll-ups fill the window and few days are left over."""
    return Unit.YEAR if _long(criteria) else Unit.WEEK


def _long(criteria: Criteria) -> bool:
    return criteria.start is None or criteria.end is None or (criteria.end - criteria.start).days >= LONG_WINDOW


def _asked(session: Session, wanted: EventFilter, dimension: str, keys: Iterable[str]) -> tuple[Criteria, dict[int, str], _Lanes]:
    """The criteria of a filter, the keys of lanes by their numbers, and the lanes."""
    criteria = criteria_of(session, wanted)
    lanes = {key_id: key for key, key_id in key_ids(session, dimension, keys).items()}
    own = _own(session, criteria, lanes) if dimension == LEADER else frozenset[int]()
    return criteria, lanes, _Lanes(tuple(lanes), own)


def _tabulated(criteria: Criteria, unit: Unit, begun: _Begun, lanes: Mapping[int, str]) -> dict[str, Table]:
    """Sum up by lane, first day of the bucket and status."""
    bucket = _bucketing(criteria, unit)
    tables: dict[str, Table] = {}
    for key_id, start, code, total in begun:
        counts = tables.setdefault(lanes.get(key_id, ""), {}).setdefault(bucket(start), {})
        status = STATUS_OF[code]
        counts[status] = counts.get(status, 0) + int(total)
    return tables


def _bucketing(criteria: Criteria, unit: Unit) -> Callable[[int], dt.date]:
    """From the number of a day to the first day of its bucket."""

    @functools.cache
    def bucket(number: int) -> dt.date:
        day = dt.date.fromordinal(number)
        return unit.floor(max(day, criteria.start) if criteria.start else day)

    return bucket


def _own(session: Session, criteria: Criteria, lane_ids: Iterable[int]) -> frozenset[int]:
    """Leaders' lanes that may show other statuses than the filter asks about: all, where it asks about those of one leader."""
    return frozenset(lane_ids) if criteria.own else own_keys(session).intersection(lane_ids)


def _begun_in_lanes(session: Session, criteria: Criteria, unit: Unit, lanes: _Lanes, *, summed: bool = False) -> _Begun:
    """The counts of lanes: each lane is read and checked, or what the filter finds is sorted into the lanes, whichever reads less."""
    chosen = _lanes(criteria, lanes)
    checked = [key_id for lane in chosen if lane.others for key_id in lane.key_ids]
    if not checked or total_of(session, checked) <= criteria.driver().total:
        return _begun(session, criteria, unit, chosen, summed=summed)
    return _sorted_into(session, criteria, unit, lanes)


def _lanes(criteria: Criteria, lanes: _Lanes) -> list[Branch]:
    """Lanes of which the same must be checked are read as one branch; a group that names a lane's own key holds already."""
    by_others: dict[tuple[bool, tuple[Group, ...]], list[int]] = {}
    for key_id in lanes.ids:
        others = tuple(group for group in criteria.groups if key_id not in group.ids)
        by_others.setdefault((key_id in lanes.own, others), []).append(key_id)
    return [Branch(tuple(key_ids), others, lane=own) for (own, others), key_ids in by_others.items()]


def _sorted_into(session: Session, criteria: Criteria, unit: Unit, lanes: _Lanes) -> _Begun:
    if criteria.impossible:
        return ()
    found = together(streams(criteria, _placed(criteria, _begins(unit), Facet.version_id.label("id")), undated=False))
    own = Facet.key_id.in_(lanes.own)
    code = case((own, type_coerce(Facet.status, Integer)), else_=found.c.code) if lanes.own else found.c.code
    # the sum keeps the planner from looking for each lane in turn: a version has fewer keys than a chart has lanes
    in_lanes = select(Facet.key_id, found.c.begun, code.label("code"), func.count()).join(found, found.c.id == Facet.version_id)
    query = in_lanes.where((Facet.key_id + 0).in_(lanes.ids)).group_by(Facet.key_id, found.c.begun, code)
    return session.execute(query).all()


def _begun(session: Session, criteria: Criteria, unit: Unit, chosen: Sequence[Branch], *, summed: bool = False) -> _Begun:
    """The counts of all branches: of those that the roll-ups know from there, with what the window cuts counted.

    ``summed``: who only adds up needs no row for each bucket and status.
    """
    if criteria.impossible:
        return
    known = [branch for branch in chosen if _rolls(criteria, branch)]
    rolled = _rolled(criteria, unit, known)
    if not rolled:
        whole_filter = chosen == branches(criteria)
        yield from ask(session, _along, criteria, unit).all() if whole_filter else _live(session, criteria, unit, chosen)
        return
    key_ids = [key_id for branch in known for key_id in branch.key_ids]
    if summed and not criteria.past:
        yield from _summed(session, criteria, rolled, key_ids)
    else:
        yield from _from_rollups(session, criteria, rolled, key_ids)
    yield from _cut(session, criteria, (rolled[0].first, rolled[-1].last), key_ids)
    yield from _live(session, criteria, unit, [branch for branch in chosen if branch not in known])


def _rolls(criteria: Criteria, branch: Branch) -> bool:
    """Whether the roll-ups know a branch: nothing else is to be checked, and the status under its keys is the one asked for."""
    if branch.others or branch.before:
        return False
    return not criteria.statuses if branch.lane else criteria.tells_status(branch.key_ids)


def _along(criteria: Criteria, unit: Unit) -> CompoundSelect[Any]:
    """The counts of everything that the filter finds."""
    return _grouped(_read(criteria, branches(criteria), _begins(unit)))


def _read(criteria: Criteria, chosen: Sequence[Branch], begun: Any) -> list[Query]:
    """Streams of key, day, status and number; a lane that shows a leader's own statuses gives those."""
    lanes, others = [branch for branch in chosen if branch.lane], [branch for branch in chosen if not branch.lane]
    counted = func.count().label("total")
    shown = (Facet.key_id, begun, type_coerce(Facet.status, Integer).label("code"), counted)
    return [*read(criteria, lanes, shown), *read(criteria, others, _placed(criteria, begun, Facet.key_id, counted))]


def _rolled(criteria: Criteria, unit: Unit, known: Sequence[Branch]) -> tuple[Buckets, ...]:
    """The buckets that know these branches under these criteria; none if there are none."""
    everything = [branch.key_ids for branch in known] == [(EVERYTHING,)]
    if (
        not known
        or criteria.changed_since
        or (criteria.past and not everything)
        or (unit is Unit.DAY and (criteria.past or not everything))
    ):
        return ()
    grain = Unit.MONTH if criteria.past and unit is Unit.YEAR else unit
    return whole(grain, criteria.start or dt.date.min, min(criteria.end or LATEST, LATEST))


def _from_rollups(session: Session, criteria: Criteria, rolled: Sequence[Buckets], key_ids: Sequence[int]) -> _Begun:
    """The counts of whole buckets."""
    for buckets in rolled:
        asked = values(buckets, key_ids, criteria.statuses)
        if not criteria.past:
            yield from session.execute(_of_today(), asked).all()
        else:  # the sum of what the years before and the days of its own year brought: each a range of its own
            year, after = year_of(criteria.day), criteria.day + ONE_DAY
            yield from session.execute(_of_news(), asked | {"grain": PAST[buckets.grain], "since": dt.date.min, "before": year}).all()
            yield from session.execute(_of_news(), asked | {"since": year, "before": after}).all()


def _summed(session: Session, criteria: Criteria, rolled: Sequence[Buckets], key_ids: Sequence[int]) -> _Begun:
    """The counts of whole buckets, one for each key, under a day and a status that mean nothing."""
    for buckets in rolled:
        found = session.execute(begun_by_key(), values(buckets, key_ids, criteria.statuses)).all()
        yield from ((key_id, 0, 0, total) for key_id, total in found)


@functools.cache
def _of_today() -> Query:
    return select(*_rollup_place(), ROLLUP.total).where(*in_range(), ROLLUP.known == FAR)


@functools.cache
def _of_news() -> Query:
    since, before = (bindparam(name, type_=DayNumber) for name in ("since", "before"))
    brought = (*in_range(), ROLLUP.known >= since, ROLLUP.known < before)
    return select(*_rollup_place(), func.sum(ROLLUP.total)).where(*brought).group_by(*_rollup_place())


def _rollup_place() -> tuple[Any, ...]:
    """Days and statuses as plain numbers, for there are many rows."""
    return ROLLUP.key_id, type_coerce(ROLLUP.bucket, Integer), type_coerce(ROLLUP.status, Integer)


def _cut(session: Session, criteria: Criteria, whole_days: tuple[dt.date, dt.date], key_ids: Sequence[int]) -> _Begun:
    """What is in the window and begins before or after its whole buckets."""
    first, last = whole_days
    if criteria.start is not None and first > dt.date.min:
        before = replace(criteria, end=first - ONE_DAY)
        yield from ask(session, _starting, before, keys=key_ids).all()
    if criteria.end is not None and criteria.end > last:
        rest = replace(criteria, start=None)  # one lower bound: of two, SQLite may read from the wrong one
        yield from ask(session, _starting_after, rest, keys=key_ids, last=last).all()


def _starting(criteria: Criteria) -> CompoundSelect[Any]:
    return _grouped(_in_one_bucket(criteria), "code")


def _starting_after(criteria: Criteria) -> CompoundSelect[Any]:
    return _grouped([part.where(Facet.start > bindparam("last", type_=DayNumber)) for part in _in_one_bucket(criteria)], "code")


def _in_one_bucket(criteria: Criteria) -> list[Query]:
    """Streams of what lies on one side of whole buckets, which is all in the bucket of its first day."""
    return _read(criteria, [Branch(keys(), rolled=True)], func.min(type_coerce(Facet.start, Integer)).label("begun"))


def _placed(criteria: Criteria, begun: Any, *others: Any) -> Columns:
    """Day and status between other columns, the status as the criteria ask for it."""
    first, *rest = others

    def columns(branch: Branch) -> tuple[Any, ...]:
        code = type_coerce(status_of(criteria, branch), Integer).label("code")
        return (first, begun, code, *rest)

    return columns


def _begins(unit: Unit) -> Any:
    """The day; instead of it its Monday where weeks are wanted, of which there are fewer. Day 1 was a Monday."""
    day = type_coerce(Facet.start, Integer)
    return (day - (day - 1) % 7 if unit is Unit.WEEK else day).label("begun")


def _live(session: Session, criteria: Criteria, unit: Unit, chosen: Sequence[Branch]) -> _Begun:
    """Count along the streams."""
    return session.execute(_grouped(_read(criteria, chosen, _begins(unit)))).all() if chosen else ()


def _grouped(parts: Sequence[Query], *by: str) -> CompoundSelect[Any]:
    """The parts added up by key, and by day and status if nothing else is said."""
    return union_all(*(part.group_by(Facet.key_id, *(by or ("begun", "code"))) for part in parts))
