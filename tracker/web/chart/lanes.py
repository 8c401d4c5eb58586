"""Where lanes and their rows lie, in pixels from the top of the plot: as many rows as fit, shared fairly."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from tracker.web.chart.frame import BOTTOM, ROW, TOP, Frame
from tracker.web.chart.packing import share_rows

PAD = 5  # above and below the rows of a lane
HEAD = 20  # a lane's name above its rows, on a phone
TALLEST = 30  # a row does not grow beyond this
MOST_ROWS = (12, 8, 6, 5, 4, 3, 2)  # of one lane, tried in turn
FEWEST_LANES = 6  # fewer in view are fewer than there are room for


@dataclass(frozen=True, slots=True)
class Lane:
    """One lane: ``count`` are its events in view, ``next_day`` the first day from today on at which it has one."""

    key: str
    label: str
    count: int = 0
    next_day: dt.date | None = None
    pinned: bool = False
    folded: bool = False


@dataclass(frozen=True, slots=True)
class Strip:
    """A lane's place: ``top`` and ``bottom`` bound it, its rows begin at ``first`` and are ``step`` high."""

    lane: Lane
    rows: int
    top: float
    first: float
    step: float

    @property
    def bottom(self) -> float:
        """The lower edge."""
        return self.first + self.rows * self.step + PAD

    def middle(self, row: int) -> float:
        """The middle of a row."""
        return self.first + (row + 0.5) * self.step


def head_of(frame: Frame) -> int:
    """Pixels of the lane's name where it stands above the rows."""
    return HEAD if frame.narrow else 0


def lanes_that_fit(frame: Frame, needs: Sequence[int]) -> int:
    """How many of these lanes are shown at once: each with all its rows, with fewer where else hardly any lane would be seen."""
    fit = 1
    for most in MOST_ROWS:
        fit = _fit(frame, [min(need, most) for need in needs])
        if fit >= min(FEWEST_LANES, len(needs)):
            break
    return fit


def _fit(frame: Frame, rows: Sequence[int]) -> int:
    room = frame.plot_height
    for number, some in enumerate(rows):
        room -= some * ROW + 2 * PAD + head_of(frame)
        if room < 0:
            return max(number, 1)
    return len(rows)


def lay_out(frame: Frame, lanes: Sequence[Lane], needs: Sequence[int], least: int) -> tuple[list[Strip], int]:
    """Place the lanes and give the chart's height: what they need, at least ``least``, at most the frame's."""
    fixed = len(lanes) * (2 * PAD + head_of(frame))
    shares = share_rows(needs, max(int((frame.plot_height - fixed) / ROW), len(lanes)))
    wanted = fixed + sum(shares) * TALLEST + TOP + BOTTOM
    height = min(max(wanted, least, TOP + BOTTOM + 3 * TALLEST), frame.height)
    step = min((height - TOP - BOTTOM - fixed) / max(sum(shares), 1), TALLEST)
    return list(_strips(frame, lanes, shares, step)), height


def _strips(frame: Frame, lanes: Sequence[Lane], shares: Sequence[int], step: float) -> Iterator[Strip]:
    top = 0.0
    for lane, rows in zip(lanes, shares, strict=True):
        strip = Strip(lane, rows, top, top + PAD + head_of(frame), step)
        yield strip
        top = strip.bottom
