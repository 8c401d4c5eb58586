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
from tracker.web.chart.pieces import Trace
from tracker.web.palette import Palette

UNIT_DAYS = {"day": 1, "week": 7, "month": 30, "year": 365}
SLIMMEST = 9  # pixels of a column
PADDING = 0.25  # of the window, on each side: columns are many, and dear to draw
HEADROOM = 1.05  # of the highest column
GAP = 2  # between two columns
HISTOGRAM = 0.3  # of the plot's height
STACK = (Status.HELD, Status.CONFIRMED, Status.SPECULATIVE, Status.POSTPONED, Status.LAPSED, Status.CANCELLED)
FINEST = 0.5  # pixels; what is lower joins the next of its column
GROUND = 3  # pixels below a lane's columns
LEAST = 1.0  # pixels of a column that would be lower

Counts = Mapping[dt.date, Mapping[Status, int]]
Sides = tuple[float, float]
Boxes = dict[str, list[float]]
"""Left, right, upper and lower edge of each box, one after the other, by status; in pixels of the plot."""


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
    """Place the histogram above and a strip per lane below, all strips to one scale.

    The boxes are drawn by the page's script: there are thousands, for which Plotly, which draws the axes, would take ten times as long.
    """
    strips, low = lay_out(lower_part(frame), columns.lanes, [1] * len(columns.lanes), 0)
    height = min(max(int(low / (1 - HISTOGRAM)), least, 320), frame.height)
    shift = height - low
    strips = [Strip(strip.lane, strip.rows, strip.top + shift, strip.first + shift, strip.step) for strip in strips]
    highest = max((_sum(counts) for counts in columns.total.values()), default=1)
    upper = shift - 14
    chart = Chart([_unseen("y"), _unseen("y2")], layout_of(frame, height, strips), strips)
    chart.boxes = {str(status): [] for status in STACK}
    sides = {day: _column(frame, day, columns.unit) for day in set(columns.total).union(*columns.by_lane.values())}
    for day, counts in sorted(columns.total.items()):
        _stack(chart.boxes, sides[day], counts, (upper, upper / (HEADROOM * highest)))
    _lane_columns(chart.boxes, columns, strips, sides)
    chart.grounds = [round(strip.bottom - GROUND, 1) for strip in strips]
    chart.layout["shapes"] = [shape | {"layer": "above"} if shape["type"] == "line" else shape for shape in chart.layout["shapes"]]
    chart.layout["yaxis2"] = _count_axis(frame, upper / (height - TOP - BOTTOM), highest)
    if frame.narrow:
        chart.layout["annotations"] = [*chart.layout["annotations"], *_scale_labels(frame.palette, columns)]
    return chart


def _unseen(axis: str) -> Trace:
    """Nothing, on an axis: without a trace Plotly draws none."""
    return {"type": "scatter", "x": [None], "y": [None], "yaxis": axis, "hoverinfo": "skip", "showlegend": False}


def _lane_columns(boxes: Boxes, columns: Columns, strips: Sequence[Strip], sides: Mapping[dt.date, Sides]) -> None:
    """The columns of every lane, all lanes to one scale."""
    tallest = max((_sum(counts) for lane in columns.by_lane.values() for counts in lane.values()), default=1)
    for strip in strips:
        for day, counts in columns.by_lane.get(strip.lane.key, {}).items():
            _stack(boxes, sides[day], counts, (strip.bottom - GROUND, (strip.step + 4) / tallest))


def _stack(boxes: Boxes, sides: Sides, counts: Mapping[Status, int], onto: tuple[float, float]) -> None:
    """One column: a box per status, from ``onto``'s ground up, to its scale.

    What is too low to be seen joins the next, so that the column is as high as it should be, and never too low to be seen itself.
    """
    low, scale = onto
    if not (total := _sum(counts)):
        return
    left, right = sides
    height, scale = 0.0, max(scale, LEAST / total)
    for status in STACK:
        height += scale * counts.get(status, 0)
        if height >= FINEST:
            boxes[str(status)] += (left, right, round(low - height, 1), round(low, 1))
            low, height = low - height, 0.0


def _column(frame: Frame, day: dt.date, unit: str) -> Sides:
    """A unit's span in pixels but for the gap to the next."""
    left, right = (frame.pixel(edge) for edge in _span(day, unit))
    return round(left, 1), round(right - min(GAP, 0.2 * (right - left)), 1)


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
