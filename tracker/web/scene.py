"""From a view to a chart: asks the store, decides between single events and their density, and chooses the lanes."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from sqlalchemy.orm import Session

from tracker.domain import Event, Status
from tracker.filters import EventFilter
from tracker.store import queries
from tracker.store.queries import FacetRow, WindowRow, facet, find_events, window
from tracker.web import names
from tracker.web.chart import bars, density
from tracker.web.chart.bars import Chart, Scene
from tracker.web.chart.frame import Frame
from tracker.web.chart.lanes import Lane
from tracker.web.view import View

MOST_BARS = 500
PIXELS_PER_BAR = 900  # of the plot's area; a phone shows fewer events before it counts them
UNNAMED = {"leader": "No leader named", "venue": "Place not said", "country": "No country named", "series": "No series"}
ALL = "All events"
MOST_LANES = 100
MOST_SHOWN = 40


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


def picture(session: Session, view: View, frame: Frame, least: int = 0) -> Picture:
    """Draw the view: single events where they are few enough to be told apart, else how many there are."""
    rows = _rows(session, view, frame)
    if rows is None:
        return _density(session, view, frame, least)
    return _bars(session, view, frame, (rows, least))


def _rows(session: Session, view: View, frame: Frame) -> Sequence[WindowRow] | None:
    """Events of the padded window, else of the window alone, else None."""
    most = min(MOST_BARS, int(frame.plot_width * frame.plot_height / PIXELS_PER_BAR))
    start, end = frame.padded
    padded = window(session, replace(view.filter, start=start, end=end), view.lanes, most)
    if not padded.crowded:
        return padded.rows
    exact = window(session, view.filter, view.lanes, most)
    return None if exact.crowded else exact.rows


def _bars(session: Session, view: View, frame: Frame, found: tuple[Sequence[WindowRow], int]) -> Picture:
    rows, least = found
    by_lane = _by_lane(rows, view)
    lanes = ordered_lanes(session, view, {key: len(events) for key, events in by_lane.items()})
    page = _page(lanes, view)
    events = {row.event.uid: row.event for row in rows}
    now = changed_since(session, view.filter, events)
    scene = Scene(view.lanes, page, [by_lane.get(lane.key, []) for lane in page], _shared(view, rows), frozenset(now))
    chart = bars.draw(frame, scene, least)
    total = sum(_overlaps(event, frame) for event in events.values())
    return Picture(chart, "bars", total, lanes_total=len(lanes), events=events, now=now)


def _by_lane(rows: Iterable[WindowRow], view: View) -> dict[str, list[Event]]:
    """Each event in every lane that it belongs to; where lanes were chosen or filtered by, in those alone."""
    allowed = _allowed(view)
    found: dict[str, list[Event]] = {}
    for row in rows:
        for key in row.lanes or ("",):
            if not allowed or key in allowed:
                found.setdefault(key, []).append(row.event)
    return found


def _allowed(view: View) -> frozenset[str]:
    wanted = view.chosen or tuple(str(key) for key in getattr(view.filter, view.lanes, ()))
    return frozenset((*wanted, *view.pinned)) if wanted else frozenset()


def _shared(view: View, rows: Iterable[WindowRow]) -> frozenset[str]:
    """Meetings of all the leaders (or countries) that were chosen, where several were."""
    chosen = frozenset(_allowed(view))
    if view.lanes not in ("leader", "country") or len(chosen) < 2:
        return frozenset()
    return frozenset(row.event.uid for row in rows if chosen <= set(row.lanes))


def _overlaps(event: Event, frame: Frame) -> bool:
    first, last = event.shown
    return first is not None and last is not None and first <= frame.end and last >= frame.start


def ordered_lanes(session: Session, view: View, counts: Mapping[str, int]) -> list[Lane]:
    """Lanes in an order that does not depend on the window, so that panning moves none: pinned first, the unnamed last."""
    if view.lanes == "none":
        return [Lane("", ALL, sum(counts.values()))]
    known = {row.key: row for row in facet(session, view.lanes, view.filter.without_window(), "", MOST_LANES)}
    ranks = {row.key: rank for rank, row in enumerate(sorted(known.values(), key=_sort_key(view.lane_sort)))}
    keys = [key for key in {**dict.fromkeys(view.pinned), **counts} if key]
    keys.sort(key=lambda key: (key not in view.pinned, ranks.get(key, MOST_LANES), key))
    labels = names.labels(session, view.lanes, keys)
    lanes = [_lane(view, key, labels[key], counts) for key in keys]
    return [*lanes, _lane(view, "", UNNAMED[view.lanes], counts)] if "" in counts else lanes


def _lane(view: View, key: str, label: str, counts: Mapping[str, int]) -> Lane:
    return Lane(key, label, counts.get(key, 0), pinned=key in view.pinned, folded=(key or "-") in view.folded)


def _sort_key(order: str) -> Callable[[FacetRow], tuple[Any, ...]]:
    match order:
        case "name":
            return lambda row: (row.label.casefold(),)
        case "next":
            return lambda row: (row.next_day is None, row.next_day, -row.count)
        case _:
            return lambda row: (-row.count, row.label.casefold())


def _page(lanes: Sequence[Lane], view: View) -> list[Lane]:
    start = view.lane_start if view.lane_start < len(lanes) else 0
    return list(lanes[start : start + MOST_SHOWN])


def changed_since(session: Session, wanted: EventFilter, events: Mapping[str, Event]) -> dict[str, Event]:
    """Of events as they were known on a day: those believed otherwise today, as they are believed today."""
    if wanted.as_known_on is None:
        return {}
    current = find_events(session, list(events))
    return {uid: now for uid, now in current.items() if _essence(now) != _essence(events[uid])}


def _essence(event: Event) -> tuple[Any, ...]:
    return event.status, event.when.earliest, event.when.latest, event.shown, event.place.city, event.place.country


def _density(session: Session, view: View, frame: Frame, least: int) -> Picture:
    unit = density.choose_unit(frame)
    start, end = frame.padded
    wide = replace(view.filter, start=start, end=end)
    lanes = ordered_lanes(session, view, dict.fromkeys(_lane_keys(session, view), 0))
    page = _page(lanes, view)
    total = density.tabulate((row.bucket, row.status, row.count) for row in queries.density(session, wide, unit))
    columns = density.Columns(unit, total, page, _lane_counts(session, view, wide, (unit, page)))
    count = sum(row.count for row in queries.density(session, view.filter, "year"))
    chart = density.draw(frame, columns, least)
    return Picture(chart, "density", count, unit=unit, lanes_total=len(lanes), columns=columns)


def _lane_keys(session: Session, view: View) -> list[str]:
    """Lanes of all time: counting a window's lanes would cost more than drawing them."""
    if view.lanes == "none":
        return []
    allowed = _allowed(view)
    return [
        row.key for row in facet(session, view.lanes, view.filter.without_window(), "", MOST_LANES) if not allowed or row.key in allowed
    ]


def _lane_counts(session: Session, view: View, wide: EventFilter, wanted: tuple[str, Sequence[Lane]]) -> dict[str, density.Counts]:
    unit, page = wanted
    keys = [lane.key for lane in page if lane.key]
    by_lane: dict[str, list[tuple[dt.date, Status, int]]] = {key: [] for key in keys}
    if keys:
        for row in queries.lane_density(session, wide, unit, view.lanes, keys):
            by_lane[row.lane].append((row.bucket, row.status, row.count))
    return {key: density.tabulate(rows) for key, rows in by_lane.items()}
