"""What the timeline shows: the events of a window with their lanes, or a word that there are too many."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from tracker.domain import Event
from tracker.filters import LANES, EventFilter, FilterError
from tracker.store.models import EVERYTHING, Facet, FacetKey
from tracker.store.queries.buckets import whole
from tracker.store.queries.criteria import Criteria, criteria_of
from tracker.store.queries.listing import events_of_versions
from tracker.store.queries.prepared import ask
from tracker.store.queries.rolled import begun_by_key, values
from tracker.store.queries.streams import Query, count, streams, together
from tracker.store.queries.units import LONG_WINDOW, Unit

NO_LANES = "none"
COUNTED = 8
"""Of a crowded window so many times the limit are counted, where the roll-ups do not tell: it is only asked how crowded it is."""


@dataclass(frozen=True, slots=True)
class WindowRow:
    """One event of the window, in every lane that it belongs to."""

    event: Event
    lanes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class WindowRows:
    """The dated events that overlap the window, by start; none if they are more than the limit.

    ``total`` is how many there are (a lower bound where ``more`` says so), ``labels`` the names of the lanes.
    """

    rows: tuple[WindowRow, ...]
    total: int
    crowded: bool = False
    more: bool = False
    labels: tuple[tuple[str, str], ...] = ()


def window(session: Session, wanted: EventFilter, lanes: str = NO_LANES, limit: int = 500) -> WindowRows:
    """Give the events of the filter's window with their lane keys. Where more than ``limit`` match, only how many: draw a density then."""
    if lanes not in LANES:
        raise FilterError("lanes", f"{lanes!r} is not known; use one of {', '.join(LANES)}")
    criteria = criteria_of(session, wanted)
    if (sure := _begun_inside(session, criteria)) > limit:
        return WindowRows((), sure, crowded=True, more=True)
    found = _found(session, criteria, limit)
    if len(found) > limit:
        total = count(session, criteria, COUNTED * limit)
        return WindowRows((), total, crowded=True, more=total > COUNTED * limit)
    events = events_of_versions(session, found)
    keys, labels = _lanes(session, found, lanes)
    rows = tuple(WindowRow(event, tuple(keys.get(version_id, ()))) for version_id, event in zip(found, events, strict=True))
    return WindowRows(rows, len(rows), labels=tuple(sorted(labels.items())))


def _begun_inside(session: Session, criteria: Criteria) -> int:
    """How many events begin in the whole days, weeks or months of the window, as the roll-ups know: there are at least so many."""
    if not criteria.counted or criteria.impossible or criteria.start is None or criteria.end is None:
        return 0
    key_ids = criteria.groups[0].ids if criteria.groups else (EVERYTHING,)
    fine = Unit.WEEK if criteria.groups else Unit.DAY
    unit = fine if (criteria.end - criteria.start).days < LONG_WINDOW else Unit.MONTH
    ranges = (values(buckets, key_ids, criteria.statuses) for buckets in whole(unit, criteria.start, criteria.end))
    return sum(int(total) for asked in ranges for _, total in session.execute(begun_by_key(), asked))


def _found(session: Session, criteria: Criteria, limit: int) -> list[int]:
    """The versions in the window by start, at most one more than the limit."""
    if criteria.impossible:
        return []
    return list(ask(session, _first_by_start, criteria, limit + 1).scalars())


def _first_by_start(criteria: Criteria, limit: int) -> Query:
    columns = (Facet.version_id.label("id"), Facet.start.label("start"))
    found = together([stream.limit(limit) for stream in streams(criteria, columns, undated=False)])
    return select(found.c.id).order_by(found.c.start, found.c.id).limit(limit)


def _lanes(session: Session, version_ids: Sequence[int], dimension: str) -> tuple[dict[int, list[str]], dict[str, str]]:
    """The lane keys of each version, and the label of each key."""
    keys: dict[int, list[str]] = {}
    labels: dict[str, str] = {}
    if dimension == NO_LANES or not version_ids:
        return keys, labels
    query = select(Facet.version_id, FacetKey.key, FacetKey.label).join(FacetKey, FacetKey.id == Facet.key_id)
    query = query.where(Facet.version_id.in_(version_ids), FacetKey.dimension == dimension).order_by(FacetKey.key)
    for version_id, key, label in session.execute(query):
        keys.setdefault(version_id, []).append(key)
        labels[key] = label
    return keys, labels
