"""The chart of many events: how many per day, week, month or year, in all and lane by lane, each status told apart."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from tracker.domain import Status
from tracker.web.chart.bars import Chart
from tracker.web.chart.frame import BOTTOM, DAY_MS, TOP, Frame, milliseconds
from tracker.web.chart.lanes import Lane, Strip, lanes_that_fit, lay_out
from tracker.web.chart.layout import layout_of
from tracker.web.chart.pieces import Path, Point, Trace, filled, hatch, lined
from tracker.web.palette import Palette

UNIT_DAYS = {"day": 1, "week": 7, "month": 30, "year": 365}
SLIMMEST = 9  # pixels of a column
PADDING = 0.25  # of the window, on each side: columns are many, and dear to draw
HEADROOM = 1.05  # of the highest column
GAP = 2  # between two columns
HISTOGRAM = 0.3  # of the plot's height
STACK = (Status.HELD, Status.CONFIRMED, Status.SPECULATIVE, Status.POSTPONED, Status.LAPSED, Status.CANCELLED)
HATCHED = (Status.SPECULATIVE, Status.POSTPONED, Status.LAPSED)
HOLLOW = (Status.CANCELLED,)

Counts = Mapping[dt.date, Mapping[Status, int]]
Box = tuple[float, float, float, float]  # left, right, low, high


@dataclass(frozen=True, slots=True)
class Columns:
    """What is to be drawn: the number of events per unit and status, in all and per lane."""

    unit: str
    total: Counts
    lanes: Sequence[Lane]
    by_lane: Mapping[str, Counts]


def choose_unit(frame: Frame) -> str:
    """Take the finest unit whose columns can still be told apart."""
    for unit, days in UNIT_DAYS.items():
        if frame.plot_width * days / frame.days >= SLIMMEST:
            return unit
    return "year"


def lower_part(frame: Frame) -> Frame:
    """The frame of the lanes, below the histogram."""
    return replace(frame, height=int(frame.height * (1 - HISTOGRAM)))


def lanes_shown(frame: Frame, number: int) -> int:
    """How many of so many lanes have room."""
    return lanes_that_fit(lower_part(frame), [1] * number) if number else 0


def whole_units(unit: str, first: dt.date, last: dt.date) -> tuple[dt.date, dt.date]:
    """The window widened to whole months or years, which the store has counted already."""
    if unit not in ("month", "year"):
        return first, last
    months = (1, 12) if unit == "year" else (first.month, last.month)
    following = last.replace(month=months[1], day=28) + dt.timedelta(days=4)
    return first.replace(month=months[0], day=1), following.replace(day=1) - dt.timedelta(days=1)


def draw(frame: Frame, columns: Columns, least: int = 0) -> Chart:
    """Draw the histogram above and a strip per lane below, all strips to one scale."""
    strips, low = lay_out(lower_part(frame), columns.lanes, [1] * len(columns.lanes), 0)
    height = min(max(int(low / (1 - HISTOGRAM)), least, 320), frame.height)
    shift = height - low
    strips = [Strip(strip.lane, strip.rows, strip.top + shift, strip.first + shift, strip.step) for strip in strips]
    highest = max((_sum(counts) for counts in columns.total.values()), default=1)
    share = (shift - 14) / (height - TOP - BOTTOM)
    chart = Chart([], layout_of(frame, height, strips), strips)
    chart.data += _histogram(frame, columns, HEADROOM * highest / (share * (height - TOP - BOTTOM)))
    chart.data += _lane_columns(frame, columns, strips)
    chart.layout["yaxis2"] = _count_axis(frame, share, highest)
    if frame.narrow:
        chart.layout["annotations"] = [*chart.layout["annotations"], *_scale_labels(frame.palette, columns)]
    return chart


def _histogram(frame: Frame, columns: Columns, pixel: float) -> Iterator[Trace]:
    """The columns of all events; ``pixel`` is so many of them."""
    boxes: dict[Status, list[Box]] = {status: [] for status in STACK}
    for day, counts in sorted(columns.total.items()):
        _stack(boxes, _column(frame, day, columns.unit), counts, (0, 1))
    for trace in _filled_boxes(frame, boxes, pixel):
        yield trace | {"yaxis": "y2"}


def _lane_columns(frame: Frame, columns: Columns, strips: Sequence[Strip]) -> Iterator[Trace]:
    """The columns of every lane, all lanes to one scale, upwards on an axis that counts downwards."""
    tallest = max((_sum(counts) for lane in columns.by_lane.values() for counts in lane.values()), default=1)
    sides = {day: _column(frame, day, columns.unit) for day in set().union(*columns.by_lane.values())}
    boxes: dict[Status, list[Box]] = {status: [] for status in STACK}
    for strip in strips:
        scale = -(strip.step + 4) / tallest
        for day, counts in columns.by_lane.get(strip.lane.key, {}).items():
            _stack(boxes, sides[day], counts, (strip.bottom - 3, scale))
    yield from _filled_boxes(frame, boxes, -1)
    yield lined("ground", Path.of(_grounds(columns, strips)), frame.palette.rule_strong, 0.8, "solid")


def _stack(boxes: Mapping[Status, list[Box]], sides: Point, counts: Mapping[Status, int], onto: tuple[float, float]) -> None:
    """One column: a box per status, from ``onto``'s ground up, to its scale."""
    low, scale = onto
    for status in STACK:
        if count := counts.get(status, 0):
            boxes[status].append((*sides, low, low + scale * count))
            low += scale * count


def _filled_boxes(frame: Frame, boxes: Mapping[Status, Sequence[Box]], pixel: float) -> Iterator[Trace]:
    """One path a status, and for what is hatched or hollow a second, a pixel smaller: outlines would be an element per box."""
    palette = frame.palette
    for status, some in boxes.items():
        if not some:
            continue
        yield filled(str(status), _path(some), palette.strong[status])
        if status in HATCHED or status in HOLLOW:
            inner = filled(str(status), _path(_inset(some, frame.ms_per_pixel, pixel)), palette.sheet)
            yield inner | ({"fillpattern": _pattern(palette, status)} if status in HATCHED else {})


def _path(boxes: Iterable[Box]) -> Path:
    path = Path([], [])
    for left, right, low, high in boxes:
        path.add_box((left, right), (low, high))
    return path


def _inset(boxes: Iterable[Box], across: float, upwards: float) -> Iterator[Box]:
    """Smaller by a pixel at each side, as far as there is one."""
    for left, right, low, high in boxes:
        if abs(high - low) > 2 * abs(upwards) and right - left > 2 * across:
            yield int(left + across), int(right - across), low + upwards, high - upwards


def _pattern(palette: Palette, status: Status) -> dict[str, Any]:
    """Hatched is what is not certain, dotted what nobody spoke of again."""
    pattern = hatch(palette.strong[status], palette.sheet)
    return pattern | {"shape": ".", "size": 5} if status is Status.LAPSED else pattern


def _column(frame: Frame, day: dt.date, unit: str) -> Point:
    """A unit's span but for the gap to the next."""
    left, right = _span(day, unit)
    return left, int(right - min(GAP * frame.ms_per_pixel, 0.2 * (right - left)))


def _grounds(columns: Columns, strips: Sequence[Strip]) -> Iterator[list[Point]]:
    if columns.total:
        left, right = _span(min(columns.total), columns.unit)[0], _span(max(columns.total), columns.unit)[1]
        yield from ([(left, strip.bottom - 3), (right, strip.bottom - 3)] for strip in strips)


def _count_axis(frame: Frame, share: float, highest: int) -> dict[str, Any]:
    palette = frame.palette
    return {
        "domain": [1 - share, 1],
        "range": [0, highest * HEADROOM],
        "fixedrange": True,
        "nticks": 5,
        "gridcolor": palette.rule,
        "zerolinecolor": palette.rule_strong,
        "tickfont": {"size": 11, "color": palette.ink_2},
        "tickformat": ",d",
        "showticklabels": not frame.narrow,
        "automargin": False,
    }


def _scale_labels(palette: Palette, columns: Columns) -> Iterator[dict[str, Any]]:
    """On a phone the scale stands inside the columns, on a ground of its own."""
    highest = max((_sum(counts) for counts in columns.total.values()), default=0)
    for count in dict.fromkeys((highest // 2, highest)):
        if count:
            place = {"x": 0, "xref": "paper", "xanchor": "left", "y": count, "yref": "y2", "yanchor": "top", "showarrow": False}
            yield place | {"text": f"{count:,}", "bgcolor": palette.sheet, "borderpad": 2, "font": {"size": 11, "color": palette.ink}}


def _span(day: dt.date, unit: str) -> tuple[float, float]:
    """A unit's first instant and the next unit's, given its first day."""
    start = milliseconds(day)
    if unit in ("day", "week"):
        return start, start + UNIT_DAYS[unit] * DAY_MS
    following = day.replace(year=day.year + 1) if unit == "year" else (day.replace(day=1) + dt.timedelta(days=32)).replace(day=1)
    return start, milliseconds(following)


def _sum(counts: Mapping[Status, int]) -> int:
    return sum(counts.values())


def tabulate(rows: Iterable[tuple[dt.date, Status, int]]) -> dict[dt.date, dict[Status, int]]:
    """Rows of the store by day and status."""
    table: dict[dt.date, dict[Status, int]] = {}
    for day, status, count in rows:
        by_status = table.setdefault(day, {})
        by_status[status] = by_status.get(status, 0) + count
    return table
