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
from tracker.web.chart.pieces import Path, Point, Trace, filled, hatch, line, lined
from tracker.web.palette import Palette

UNIT_DAYS = {"day": 1, "week": 7, "month": 30, "year": 365}
SLIMMEST = 9  # pixels of a column
HISTOGRAM = 0.3  # of the plot's height
STACK = (Status.HELD, Status.CONFIRMED, Status.SPECULATIVE, Status.POSTPONED, Status.LAPSED, Status.CANCELLED)
HATCHED = (Status.SPECULATIVE, Status.POSTPONED)
HOLLOW = (Status.CANCELLED,)

Counts = Mapping[dt.date, Mapping[Status, int]]


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
    chart = Chart([*_histogram(frame.palette, columns)], layout_of(frame, height, strips), strips)
    chart.data += _lane_columns(frame.palette, columns, strips)
    chart.layout |= {"barmode": "stack", "yaxis2": _count_axis(frame, (shift - 14) / (height - TOP - BOTTOM))}
    if frame.narrow:
        chart.layout["annotations"] = [*chart.layout["annotations"], *_scale_labels(frame.palette, columns)]
    return chart


def _histogram(palette: Palette, columns: Columns) -> Iterator[Trace]:
    days = sorted(columns.total)
    spans = [_column(day, columns.unit) for day in days]
    for status in STACK:
        counts = [columns.total[day].get(status, 0) for day in days]
        if any(counts):
            yield {
                "type": "bar",
                "name": str(status),
                "x": [left for left, _ in spans],
                "width": [right - left for left, right in spans],
                "offset": 0,
                "y": counts,
                "yaxis": "y2",
                "marker": _bar_marker(palette, status),
                "hoverinfo": "skip",
                "showlegend": False,
            }


def _bar_marker(palette: Palette, status: Status) -> dict[str, Any]:
    colour = palette.strong[status]
    marker: dict[str, Any] = {"color": palette.sheet if status in HOLLOW else colour, "line": {"width": 1, "color": colour}}
    if pattern := _pattern(palette, status):
        marker["pattern"] = pattern
    return marker


def _pattern(palette: Palette, status: Status) -> dict[str, Any] | None:
    """Hatched is what is not certain, dotted what nobody spoke of again."""
    if status is Status.LAPSED:
        return hatch(palette.strong[status], palette.sheet) | {"shape": ".", "size": 5}
    return hatch(palette.strong[status], palette.sheet) if status in HATCHED else None


def _lane_columns(palette: Palette, columns: Columns, strips: Sequence[Strip]) -> Iterator[Trace]:
    for status, boxes in _stacks(columns, strips).items():
        if boxes.x:
            colour = palette.strong[status]
            trace = filled(str(status), boxes, palette.sheet if status in HOLLOW else colour)
            if pattern := _pattern(palette, status):
                trace["fillpattern"] = pattern
            yield trace | {"mode": "lines", "line": line(colour, 0.8, "solid")}
    yield lined("ground", Path.of(_grounds(columns, strips)), palette.rule_strong, 0.8, "solid")


def _stacks(columns: Columns, strips: Sequence[Strip]) -> dict[Status, Path]:
    """The boxes of each status, stacked in each column of each lane, all lanes to one scale."""
    tallest = max((_sum(counts) for lane in columns.by_lane.values() for counts in lane.values()), default=1)
    days = {day for lane in columns.by_lane.values() for day in lane}
    spans = {day: _column(day, columns.unit) for day in days}
    paths = {status: Path([], []) for status in STACK}
    for strip in strips:
        scale = (strip.step + 4) / tallest
        for day, counts in columns.by_lane.get(strip.lane.key, {}).items():
            low = strip.bottom - 3
            for status in STACK:
                if count := counts.get(status, 0):
                    paths[status].add_box(spans[day], (low, low - scale * count))
                    low -= scale * count
    return paths


def _column(day: dt.date, unit: str) -> tuple[float, float]:
    """A unit's span but for the gap to the next."""
    left, right = _span(day, unit)
    return left, int(left + (right - left) * 0.92)


def _grounds(columns: Columns, strips: Sequence[Strip]) -> Iterator[list[Point]]:
    if columns.total:
        left, right = _span(min(columns.total), columns.unit)[0], _span(max(columns.total), columns.unit)[1]
        yield from ([(left, strip.bottom - 3), (right, strip.bottom - 3)] for strip in strips)


def _count_axis(frame: Frame, share: float) -> dict[str, Any]:
    palette = frame.palette
    return {
        "domain": [1 - share, 1],
        "rangemode": "tozero",
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
