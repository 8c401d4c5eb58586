"""Marks and rows to Plotly traces: plain dictionaries, one trace per look, so that a thousand marks are a dozen SVG paths."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from tracker.domain import Status
from tracker.web.chart.frame import Frame
from tracker.web.chart.marks import MARK, Interval, Marks
from tracker.web.chart.pieces import Path, Point, Trace, filled, hatch, line, lined, marked
from tracker.web.palette import Palette

FADES = (0.8, 0.55, 0.35, 0.15)  # opacity of the slices in which an open end runs out
FADE = 44.0  # pixels that they take together
SYMBOLS = {
    Status.CONFIRMED: "diamond",
    Status.SPECULATIVE: "diamond-open",
    Status.HELD: "circle",
    Status.CANCELLED: "x-thin-open",
    Status.POSTPONED: "triangle-right-open",
    Status.LAPSED: "circle-open-dot",
}
OUTLINES = {Status.SPECULATIVE: "4px,2.5px", Status.LAPSED: "1.5px,2px", Status.CANCELLED: "1.5px,2px"}
SOLID = (Status.CONFIRMED, Status.HELD)


@dataclass(frozen=True, slots=True)
class Drawn:
    """An event in one row of one lane. ``shared``: all leaders that were chosen take part. ``changed``: not as it is believed today."""

    marks: Marks
    row: float
    shared: bool = False
    changed: bool = False

    @property
    def status(self) -> Status:
        """The event's status."""
        return self.marks.event.status


@dataclass(frozen=True, slots=True)
class Pen:
    """Draws everything of one chart; ``half`` is half the height of a bar in rows."""

    frame: Frame
    half: float

    @property
    def palette(self) -> Palette:
        """The scheme's colours."""
        return self.frame.palette

    def traces(self, drawn: Sequence[Drawn]) -> list[Trace]:
        """All traces from the lowest to the topmost."""
        parts = (self._shared, self._bands, self._fades, self._outlines, self._cores, self._ghosts, self._strikes, self._points)
        found = [trace for part in parts for trace in part(drawn)]
        return [*found, *self._pins(drawn), *self._changed(drawn)]

    def _box(self, interval: Interval, row: float, grow: float = 1.0) -> list[Point]:
        (left, right), top, low = interval, row - self.half * grow, row + self.half * grow
        return [(left, top), (right, top), (right, low), (left, low), (left, top)]

    def _shared(self, drawn: Sequence[Drawn]) -> Iterator[Trace]:
        common = [one for one in drawn if one.shared]
        if not common:
            return
        margin = 5 * self.frame.ms_per_pixel
        halo = Path.of(self._box((one.marks.body[0] - 2 * margin, one.marks.body[1] + 2 * margin), one.row, 1.35) for one in common)
        yield filled("common meetings", halo, self.palette.mark) | {"mode": "lines", "line": line(self.palette.rule_strong, 1, "solid")}
        yield lined("common meetings", Path.of(_connections(common)), self.palette.ink_2, 1.2, "dot")

    def _bands(self, drawn: Sequence[Drawn]) -> Iterator[Trace]:
        for status, some in by_status(drawn, lambda one: one.marks.band is not None):
            path = Path.of(self._box(self._closed(one.marks), one.row) for one in some)
            yield filled(f"{status} window", path, self.palette.soft[status])

    def _closed(self, marks: Marks) -> Interval:
        """The part of the band that does not fade."""
        assert marks.band is not None
        left, right = marks.band
        fade = min(FADE * self.frame.ms_per_pixel, (right - left) / 2.5)
        return left + fade * marks.open_left, right - fade * marks.open_right

    def _fades(self, drawn: Sequence[Drawn]) -> Iterator[Trace]:
        for status, some in by_status(drawn, lambda one: one.marks.open_left or one.marks.open_right):
            for step, opacity in enumerate(FADES):
                boxes = [self._box(piece, one.row) for one in some for piece in self._slices(one.marks, step)]
                yield filled(f"{status} open end", Path.of(boxes), self.palette.soft[status]) | {"opacity": opacity}

    def _slices(self, marks: Marks, step: int) -> Iterator[Interval]:
        assert marks.band is not None
        closed = self._closed(marks)
        if marks.open_left:
            width = (closed[0] - marks.band[0]) / len(FADES)
            yield closed[0] - width * (step + 1), closed[0] - width * step
        if marks.open_right:
            width = (marks.band[1] - closed[1]) / len(FADES)
            yield closed[1] + width * step, closed[1] + width * (step + 1)

    def _outlines(self, drawn: Sequence[Drawn]) -> Iterator[Trace]:
        for status, some in by_status(drawn, lambda one: one.marks.band is not None):
            path = Path.of(piece for one in some for piece in self._rim(one))
            yield lined(f"{status} window", path, self.palette.strong[status], 1.2, OUTLINES.get(status, "solid"))

    def _rim(self, one: Drawn) -> Iterator[list[Point]]:
        marks, (left, right) = one.marks, self._closed(one.marks)
        top, low = one.row - self.half, one.row + self.half
        if not (marks.open_left or marks.open_right):
            yield self._box((left, right), one.row)
        elif marks.open_left and marks.open_right:
            yield from ([(left, edge), (right, edge)] for edge in (top, low))
        else:
            closed, opened = (right, left) if marks.open_left else (left, right)
            yield [(opened, top), (closed, top), (closed, low), (opened, low)]

    def _cores(self, drawn: Sequence[Drawn]) -> Iterator[Trace]:
        for status, some in by_status(drawn, lambda one: one.marks.core is not None):
            path = Path.of(self._box(one.marks.core, one.row) for one in some if one.marks.core)
            strong = self.palette.strong[status]
            trace = filled(str(status), path, strong if status in SOLID else self.palette.soft[status])
            if status in (Status.SPECULATIVE, Status.POSTPONED):
                trace["fillpattern"] = hatch(strong, self.palette.sheet)
            yield trace | {"mode": "lines", "line": line(strong, 1.4, OUTLINES[status] if status is Status.LAPSED else "solid")}

    def _ghosts(self, drawn: Sequence[Drawn]) -> Iterator[Trace]:
        moved = [one for one in drawn if one.marks.ghost]
        if not moved:
            return
        colour = self.palette.strong[Status.POSTPONED]
        boxes = Path.of(self._box(one.marks.ghost, one.row) for one in moved if one.marks.ghost)
        yield lined("where it stood before", boxes, colour, 1.2, "2px,2px")
        moves = list(_moves(moved, MARK * 1.6 * self.frame.ms_per_pixel))
        yield lined("moved", Path.of(moves), colour, 1.2, "solid")
        yield marked("moved", [move[1] for move in moves], "triangle-right", 6, colour)

    def _strikes(self, drawn: Sequence[Drawn]) -> Iterator[Trace]:
        struck = [one for one in drawn if one.status is Status.CANCELLED and one.marks.point is None]
        if struck:
            path = Path.of([(one.marks.body[0], one.row), (one.marks.body[1], one.row)] for one in struck)
            yield lined("struck", path, self.palette.strong[Status.CANCELLED], 2, "solid")

    def _points(self, drawn: Sequence[Drawn]) -> Iterator[Trace]:
        for status, some in by_status(drawn, lambda one: one.marks.point is not None):
            places = [(one.marks.point, one.row) for one in some if one.marks.point is not None]
            size = 9 if status is Status.HELD else 11
            yield marked(f"{status}, exact day", places, SYMBOLS[status], size, self.palette.strong[status])
        dots = [(_middle(one.marks.core), one.row) for one in drawn if one.status is Status.HELD and one.marks.core]
        if dots:
            yield marked("held", dots, "circle", 6, self.palette.sheet)

    def _pins(self, drawn: Sequence[Drawn]) -> Iterator[Trace]:
        pins = [(pin, one.row - self.half) for one in drawn for pin in dict.fromkeys(one.marks.pins)]
        if pins:
            yield marked("tied to a summit's dates", pins, "triangle-down", 7, self.palette.ink)

    def _changed(self, drawn: Sequence[Drawn]) -> Iterator[Trace]:
        edge = self.frame.range[1] - 6 * self.frame.ms_per_pixel  # a window that runs on has its dot at the edge
        dots = [(min(one.marks.body[1], edge), one.row - self.half) for one in drawn if one.changed]
        if dots:
            yield marked("changed since", dots, "circle", 8, self.palette.today) | {"cliponaxis": True}


def by_status(drawn: Iterable[Drawn], wanted: Callable[[Drawn], bool]) -> Iterator[tuple[Status, list[Drawn]]]:
    """Group what is wanted by status, in the order of the enumeration."""
    chosen = [one for one in drawn if wanted(one)]
    for status in Status:
        some = [one for one in chosen if one.status is status]
        if some:
            yield status, some


def _moves(moved: Iterable[Drawn], room: float) -> Iterator[list[Point]]:
    """From each ghost to its event's new place, ending ``room`` before a mark."""
    for one in moved:
        ghost, body = one.marks.ghost, one.marks.body
        if ghost is None or body == ghost:
            continue
        short = room if one.marks.point is not None else 0
        forward = body[0] >= ghost[0]
        start, end = (ghost[1], body[0] - short) if forward else (ghost[0], body[1] + short)
        yield [(start, one.row), (end, one.row)]


def _connections(common: Sequence[Drawn]) -> Iterator[list[Point]]:
    rows: dict[str, list[Drawn]] = {}
    for one in common:
        rows.setdefault(one.marks.event.uid, []).append(one)
    for places in rows.values():
        for upper, lower in pairwise(places):
            x = _middle(upper.marks.body)
            yield [(x, upper.row), (x, lower.row)]


def _middle(interval: Interval) -> float:
    return (interval[0] + interval[1]) / 2


def reach(marks: Marks, frame: Frame) -> Interval:
    """Pixels that the marks take, without their label."""
    left, right = (frame.pixel(edge) for edge in marks.bounds)
    if marks.point is not None:
        middle = frame.pixel(marks.point)
        left, right = min(left, middle - MARK), max(right, middle + MARK)
    return left, max(right, left + 4)
