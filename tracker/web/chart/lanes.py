"""Where lanes and their rows lie, in pixels from the top of the plot: as many rows as fit, shared fairly."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from tracker.web.chart.frame import BOTTOM, ROW, TOP, Frame
from tracker.web.chart.packing import share_rows

PAD = 5  # above and below the rows of a lane
HEAD = 20  # a lane's name above its rows, on a phone
TALLEST = 34  # a row does not grow beyond this


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


def lanes_that_fit(frame: Frame) -> int:
    """How many lanes are shown at once, so that most of them have room for a second row."""
    return max(int(frame.plot_height / (1.7 * ROW + 2 * PAD + head_of(frame))), 1)


def lay_out(frame: Frame, lanes: Sequence[Lane], needs: Sequence[int], least: int) -> tuple[list[Strip], int]:
    """Place the lanes and give the chart's height: what they need, at least ``least``, at most the frame's."""
    fixed = len(lanes) * (2 * PAD + head_of(frame))
    shares = share_rows(needs, max(int((frame.plot_height - fixed) / ROW), len(lanes)))
    wanted = fixed + sum(shares) * TALLEST + TOP + BOTTOM
    height = min(max(wanted, least, TOP + BOTTOM + 3 * TALLEST), frame.height)
    step = min((height - TOP - BOTTOM - fixed) / max(sum(shares), 1), TALLEST)
    return list(_strips(frame, lanes, shares, step)), height


def _strips(frame: Frame, lanes: Sequence[Lane], shares: Sequence[int], step: float) -> list[Strip]:
    strips: list[Strip] = []
    top = 0.0
    for lane, rows in zip(lanes, shares, strict=True):
        strips.append(Strip(lane, rows, top, top + PAD + head_of(frame), step))
        top = strips[-1].bottom
    return strips
