"""The chart of single events: lanes of packed rows. ``draw`` tells the whole story."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from typing import Any

from tracker.domain import Event
from tracker.web.chart.frame import Frame
from tracker.web.chart.labels import label, width, within
from tracker.web.chart.lanes import Lane, Strip, lanes_that_fit, lay_out
from tracker.web.chart.layout import layout_of
from tracker.web.chart.marks import MARK, Marks, marks_of
from tracker.web.chart.packing import Extent, Placement, fill_in, pack, rows_needed
from tracker.web.chart.pieces import Trace
from tracker.web.chart.traces import Drawn, Pen, reach
from tracker.wording import called_off

BAR = 17.0  # pixels of a bar, at most
CLUSTER = 64.0  # pixels that one "+n more" takes
LABEL_GAP = 5.0
VAGUE = 0.3  # of the plot's width: a window without a known day inside that is longer stands below what is more exact


@dataclass(frozen=True, slots=True)
class Scene:
    """Lanes in their order, as many of which are drawn as fit, and each lane's events. Uids in ``shared`` and ``changed`` are set apart."""

    dimension: str
    lanes: Sequence[Lane]
    events: Sequence[Sequence[Event]]
    shared: Collection[str] = frozenset()
    changed: Collection[str] = frozenset()


@dataclass(frozen=True, slots=True)
class More:
    """Events of a lane that found no row, gathered where they would have stood."""

    at: float
    uids: tuple[str, ...]


@dataclass(slots=True)
class Chart:
    """A figure and what the page's script draws over it or finds in it.

    ``spots`` are (uid, lane number, left, right, y), ``labels`` (instant, y, text, style), ``more`` (lane number, instant, y, uids);
    ``boxes`` and ``grounds`` are a density's (``tracker.web.chart.density``).
    """

    data: list[Trace]
    layout: dict[str, Any]
    strips: list[Strip]
    spots: list[tuple[str, int, float, float, float]] = field(default_factory=list)
    labels: list[tuple[int, float, str, str]] = field(default_factory=list)
    more: list[tuple[int, float, float, tuple[str, ...]]] = field(default_factory=list)
    boxes: dict[str, list[float]] = field(default_factory=dict)
    grounds: list[float] = field(default_factory=list)


def draw(frame: Frame, scene: Scene, least: int = 0) -> Chart:
    """Mark every event, pack each lane, place the lanes, and draw."""
    packed = [_Packed.of(frame, scene, number) for number in range(len(scene.lanes))]
    needs = [lane.need for lane in packed]
    shown = lanes_that_fit(frame, needs)
    strips, height = lay_out(frame, scene.lanes[:shown], needs[:shown], least)
    chart = Chart([], {}, strips)
    drawn: list[Drawn] = []
    for number, (lane, strip) in enumerate(zip(packed[:shown], strips, strict=True)):
        placed, left_over = lane.place(strip.rows)
        drawn += (lane.drawn(index, strip.middle(placement.row)) for index, placement in placed)
        chart.more += ((number, one.at, round(strip.middle(strip.rows - 1), 1), one.uids) for one in _clusters(lane, left_over))
        chart.labels += (lane.words(index, strip.middle(one.row)) for index, one in placed if one.labelled and lane.texts[index])
        chart.spots += [_spot(number, lane.marks[index], strip.middle(placement.row)) for index, placement in placed]
    step = strips[0].step if strips else BAR
    chart.data = Pen(frame, min(BAR, step * 0.66) / 2).traces(drawn)
    chart.layout = layout_of(frame, height, strips)
    return chart


@dataclass(frozen=True, slots=True)
class _Packed:
    """One lane's events with the pixels that they need."""

    frame: Frame
    scene: Scene
    marks: list[Marks]
    texts: list[str]
    extents: list[Extent]
    folded: bool

    @classmethod
    def of(cls, frame: Frame, scene: Scene, number: int) -> _Packed:
        lane = scene.lanes[number]
        marks = [found for event in scene.events[number] if (found := marks_of(event, frame))]
        texts = [_text(frame, one, label(one.event, scene.dimension, lane.key)) for one in marks]
        extents = [_extent(frame, one, text) for one, text in zip(marks, texts, strict=True)]
        return cls(frame, scene, marks, texts, extents, lane.folded)

    @property
    def in_view(self) -> list[int]:
        """What reaches into the window; the rest is sent so that panning finds it drawn."""
        return [index for index, one in enumerate(self.extents) if one.right > 0 and one.left < self.frame.plot_width]

    @property
    def need(self) -> int:
        """Rows that what is in view wants."""
        return 1 if self.folded else rows_needed([self.extents[index] for index in self.in_view])

    def place(self, rows: int) -> tuple[list[tuple[int, Placement]], list[int]]:
        """Pack into so many rows; where that is too few, the last row is kept for saying how many are left over."""
        inside = self.in_view
        wanted = [self.extents[index] for index in inside]
        found = pack(wanted, rows)
        if None in found:
            found = pack(wanted, rows - 1)
        placements: list[Placement | None] = [None] * len(self.extents)
        for index, placement in zip(inside, found, strict=True):
            placements[index] = placement
        fill_in(self.extents, placements, rows, sorted(set(range(len(self.extents))) - set(inside)))
        placed = [(index, one) for index, one in enumerate(placements) if one is not None]
        return placed, [index for index in inside if placements[index] is None]

    def drawn(self, index: int, y: float) -> Drawn:
        """One event in its row."""
        marks = self.marks[index]
        return Drawn(marks, y, marks.event.uid in self.scene.shared, marks.event.uid in self.scene.changed)

    def words(self, index: int, y: float) -> tuple[int, float, str, str]:
        """Where its label begins, the label, and its style."""
        marks, text = self.marks[index], self.texts[index]
        left, inside = _label_place(self.frame, marks, text)
        style = " ".join(("struck",) * called_off(marks.event) + ("inside",) * inside)
        return int(self.frame.range[0] + left * self.frame.ms_per_pixel), round(y, 1), text, style


def _text(frame: Frame, marks: Marks, text: str) -> str:
    """A label that would run over the right edge is cut there; left of the window there is none."""
    if frame.pixel(marks.bounds[1]) <= 0:
        return ""
    left, _ = _label_place(frame, marks, text)
    return within(text, frame.plot_width - left) if left < frame.plot_width else text


def _extent(frame: Frame, marks: Marks, text: str) -> Extent:
    left, right = reach(marks, frame)
    vague = marks.core is None and marks.point is None and right - left > VAGUE * frame.plot_width
    return Extent(left, right, max(right, _label_place(frame, marks, text)[0] + width(text)), vague)


def _label_place(frame: Frame, marks: Marks, text: str) -> tuple[float, bool]:
    """Inside a band that has the room (kept in view while the band is), else right of everything; and whether it is inside."""
    _, right = reach(marks, frame)
    if marks.core is not None:
        inside = frame.pixel(marks.core[1]) + LABEL_GAP
    elif marks.point is not None:
        inside = frame.pixel(marks.point) + MARK + LABEL_GAP
    else:
        inside = max(frame.pixel(marks.body[0]), 0) + LABEL_GAP + 10 * marks.open_left
    box = marks.band or (marks.ghost if marks.core is None and marks.point is None else None)
    fits = box is not None and inside + width(text) < frame.pixel(box[1])
    beside = box is None and marks.ghost is None
    return (inside if fits or beside else right + LABEL_GAP), fits


def _clusters(lane: _Packed, left_over: Sequence[int]) -> list[More]:
    clusters: list[More] = []
    edge = float("-inf")
    for index in sorted(left_over, key=lambda one: lane.extents[one].left):
        left = max(lane.extents[index].left, 2 if lane.extents[index].right > 2 else lane.extents[index].left)
        uid = lane.marks[index].event.uid
        if clusters and left < edge:
            clusters[-1] = More(clusters[-1].at, (*clusters[-1].uids, uid))
        else:
            clusters.append(More(lane.frame.range[0] + left * lane.frame.ms_per_pixel, (uid,)))
            edge = left + CLUSTER
    return clusters


def _spot(number: int, marks: Marks, y: float) -> tuple[str, int, float, float, float]:
    left, right = marks.body
    return marks.event.uid, number, left, right, round(y, 1)
