"""From a view to a chart: asks the store, decides between single events and their density, and chooses the lanes."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from sqlalchemy.orm import Session

from tracker.domain import Event
from tracker.filters import EventFilter
from tracker.store import queries
from tracker.store.facets import LEADER, named_facets
from tracker.store.queries import busiest, facet, most_frequent, superseded, window
from tracker.web import names
from tracker.web.chart import bars, density
from tracker.web.chart.bars import Chart, Scene
from tracker.web.chart.frame import Frame
from tracker.web.chart.lanes import Lane, lanes_that_fit
from tracker.web.view import NO_KEY, View

MOST_BARS = 500
HOPELESS = 6  # so many times too many around the window are too many in it
PIXELS_PER_BAR = 900  # of the plot's area; a phone shows fewer events before it counts them
UNNAMED = {"leader": "No leader named", "venue": "Place not said", "country": "No country named", "series": "No series"}
ALL = "All events"
MOST_LANES = 100


@dataclass(frozen=True, slots=True)
class Picture:
    """A chart and what is said beside it. ``total`` are the events in view, a lower bound where ``more`` says so."""

    chart: Chart
    mode: str
    total: int
    more: bool = False
    unit: str = ""
    lanes_total: int = 0
    events: dict[str, Event] = field(default_factory=dict)
    now: dict[str, Event] = field(default_factory=dict)  # of replayed events that changed since: what is believed today
    columns: density.Columns | None = None
    hidden: tuple[Lane, ...] = ()  # lanes that were taken off


def picture(session: Session, view: View, frame: Frame, least: int = 0) -> Picture:
    """Draw the view: single events where they are few enough to be told apart, else how many there are."""
    rows = _rows(session, view, frame)
    drawn = _density(session, view, frame, least) if rows is None else _bars(session, view, frame, (rows, least))
    return replace(drawn, hidden=_hidden_lanes(session, view)) if view.hidden else drawn


def _hidden_lanes(session: Session, view: View) -> tuple[Lane, ...]:
    keys = ["" if key == NO_KEY else key for key in view.hidden]
    labels = _labels(session, view, keys)
    return tuple(Lane(key, labels[key]) for key in keys)


def _rows(session: Session, view: View, frame: Frame) -> list[Event] | None:
    """Events of the padded window, else of the window alone, else None."""
    most = min(MOST_BARS, int(frame.plot_width * frame.plot_height / PIXELS_PER_BAR))
    start, end = frame.padded()
    padded = window(session, replace(view.filter, start=start, end=end), "none", most)
    if padded.crowded and padded.total < HOPELESS * most:
        padded = window(session, view.filter, "none", most)
    return None if padded.crowded else [row.event for row in padded.rows]


def _bars(session: Session, view: View, frame: Frame, found: tuple[list[Event], int]) -> Picture:
    rows, least = found
    by_lane = _by_lane(rows, view)
    found_lanes = _lanes_of(by_lane, frame, (*view.pinned, *_allowed(view)))
    lanes = _page(ordered_lanes(session, view, found_lanes, _ranking(session, view)), view, lanes_that_fit(frame, [1] * len(found_lanes)))
    events = {event.uid: event.seen_by(view.filter.leader) for event in rows}
    now = changed_since(session, view.filter, events)
    scene = Scene(view.lanes, lanes.shown, [by_lane[lane.key] for lane in lanes.shown], _shared(view, rows), frozenset(now))
    total = sum(_overlaps(event, frame) for event in rows)
    return Picture(bars.draw(frame, scene, least), "bars", total, lanes_total=lanes.total, events=events, now=now)


def lane_names(event: Event, dimension: str) -> dict[str, str]:
    """Every lane that an event stands in, key and name; without any, the lane of those that name none."""
    if dimension == "none":
        return {"": ALL}
    found = {facet.key: facet.label for facet in named_facets(event) if facet.dimension == dimension}
    return found or {"": UNNAMED.get(dimension, ALL)}


def _by_lane(rows: Iterable[Event], view: View) -> dict[str, list[Event]]:
    """Each event in every lane that it belongs to; where lanes were chosen or filtered by, in those alone."""
    allowed = _allowed(view)
    found: dict[str, list[Event]] = {key: [] for key in view.pinned if not view.hides(key)}
    for event in rows:
        for key in lane_names(event, view.lanes):
            if (not allowed or key in allowed) and not view.hides(key):
                found.setdefault(key, []).append(event.seen_by((key,) if view.lanes == LEADER else view.filter.leader))
    return found


def _lanes_of(by_lane: Mapping[str, Sequence[Event]], frame: Frame, kept: Collection[str]) -> dict[str, tuple[int, dt.date | None]]:
    """Number of events in view, and the first day from today on, per lane; one in which nothing is in view only where it was asked for."""
    counts = {key: sum(_overlaps(one, frame) for one in events) for key, events in by_lane.items()}
    return {key: (count, _next_day(by_lane[key], frame.today)) for key, count in counts.items() if count or key in kept}


def _next_day(events: Iterable[Event], today: dt.date) -> dt.date | None:
    return min((first for event in events if (first := event.shown[0]) is not None and first >= today), default=None)


def _allowed(view: View) -> frozenset[str]:
    wanted = view.chosen or tuple(str(key) for key in getattr(view.filter, view.lanes, ()))
    return frozenset((*wanted, *view.pinned)) if wanted else frozenset()


def _shared(view: View, rows: Iterable[Event]) -> frozenset[str]:
    """Meetings of all the leaders (or countries) that were chosen, where several were and none of them stays away."""
    chosen = _allowed(view)
    if view.lanes not in ("leader", "country") or len(chosen) < 2:
        return frozenset()
    return frozenset(event.uid for event in rows if chosen <= lane_names(event, view.lanes).keys() - event.absent)


def _overlaps(event: Event, frame: Frame) -> bool:
    first, last = event.shown
    return first is not None and last is not None and first <= frame.end and last >= frame.start


def ordered_lanes(session: Session, view: View, found: Mapping[str, tuple[int, dt.date | None]], ranked: Sequence[str]) -> list[Lane]:
    """Pinned lanes first, those that name nobody last; between them in the order of ``ranked``, or as the reader asked."""
    if view.lanes == "none":
        return [Lane("", ALL, sum(count for count, _ in found.values()))]
    keys = [key for key in found if key]
    labels = _labels(session, view, keys)
    lanes = [Lane(key, labels[key], count, day, key in view.pinned, (key or NO_KEY) in view.folded) for key, (count, day) in found.items()]
    ranks = {key: rank for rank, key in enumerate(ranked)}
    return sorted(lanes, key=lambda lane: (not lane.key, not lane.pinned, *_place(lane, view.lane_sort, ranks)))


def _labels(session: Session, view: View, keys: Sequence[str]) -> dict[str, str]:
    return {**names.labels(session, view.lanes, [key for key in keys if key]), "": UNNAMED.get(view.lanes, ALL)}


def _ranking(session: Session, view: View) -> list[str]:
    """An order that does not depend on the window, so that panning moves no lane."""
    return most_frequent(session, view.lanes) if view.lanes != "none" else []


def _place(lane: Lane, order: str, ranks: Mapping[str, int]) -> tuple[Any, ...]:
    match order:
        case "name":
            return (lane.label.casefold(),)
        case "next":
            return (lane.next_day or dt.date.max, -lane.count, lane.label)
        case _:
            return (ranks.get(lane.key, len(ranks)), lane.label.casefold())


@dataclass(frozen=True, slots=True)
class _Page:
    shown: list[Lane]
    total: int


def _page(lanes: Sequence[Lane], view: View, most: int) -> _Page:
    """As many lanes as have room for one row each."""
    start = view.lane_start if view.lane_start < len(lanes) else 0
    return _Page(list(lanes[start : start + most]), len(lanes))


def changed_since(session: Session, wanted: EventFilter, events: Mapping[str, Event]) -> dict[str, Event]:
    """Of events as they were known on a day: those believed otherwise today, as they are believed today."""
    if wanted.as_known_on is None:
        return {}
    current = {uid: now.seen_by(wanted.leader) for uid, now in superseded(session, events).items()}
    return {uid: now for uid, now in current.items() if _essence(now) != _essence(events[uid])}


def _essence(event: Event) -> tuple[Any, ...]:
    return event.status, event.when.earliest, event.when.latest, event.shown, event.place.city, event.place.country


def _density(session: Session, view: View, frame: Frame, least: int) -> Picture:
    unit = density.choose_unit(frame)
    start, end = density.whole_units(unit, *frame.padded(density.PADDING))
    wide = replace(view.filter, start=start, end=end)
    busy = {key: found for key, found in _busy_lanes(session, view).items() if not view.hides(key)}
    lanes = _page(ordered_lanes(session, view, busy, list(busy)), view, density.lanes_shown(frame, len(busy)))
    total = density.tabulate((row.bucket, row.status, row.count) for row in queries.density(session, wide, unit))
    columns = density.Columns(unit, total, lanes.shown, _lane_counts(session, view, wide, (unit, lanes.shown)))
    count = queries.count_dated(session, view.filter)
    return Picture(density.draw(frame, columns, least), "density", count, unit=unit, lanes_total=lanes.total, columns=columns)


def _busy_lanes(session: Session, view: View) -> dict[str, tuple[int, dt.date | None]]:
    """Lanes that have events in the window: from the roll-ups, under a filter by counting."""
    if view.lanes == "none":
        return {}
    allowed = _allowed(view)
    if allowed and view.lane_sort != "next":
        return dict.fromkeys(sorted(allowed), (0, None))
    everything = replace(view.filter, start=None, end=None, as_known_on=None, status=()) == EventFilter()
    if everything and view.lane_sort != "next":
        found = busiest(session, view.lanes, view.window(), view.filter.status)
        return dict.fromkeys([*view.pinned, *found], (0, None))
    rows = facet(session, view.lanes, view.filter, "", MOST_LANES)
    return {row.key: (row.count, row.next_day) for row in rows if not allowed or row.key in allowed}


def _lane_counts(session: Session, view: View, wide: EventFilter, wanted: tuple[str, Sequence[Lane]]) -> Mapping[str, density.Counts]:
    unit, page = wanted
    keys = [lane.key for lane in page if lane.key]
    return queries.lane_density(session, wide, unit, view.lanes, keys) if keys else {}
