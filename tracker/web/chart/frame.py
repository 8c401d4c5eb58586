"""What the chart is drawn into: the window in days, the size in pixels, the scheme, and how days and pixels relate."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from functools import cached_property

from tracker.web.palette import LIGHT, Palette

DAY_MS = 86_400_000
EPOCH = dt.date(1970, 1, 1).toordinal()
PADDING = 0.5  # of the window, on each side, so that panning finds what it uncovers already drawn
TOP = 60
BOTTOM = 8
TICK = 18  # pixels between the days' names and the plot: today's flag stands there
ROW = 23  # pixels that a row of events wants
NARROW = 560  # below this width the lane's name stands above its rows instead of beside them


def milliseconds(day: dt.date) -> int:
    """Midnight UTC of a day, as the date axis counts."""
    return (day.toordinal() - EPOCH) * DAY_MS


@dataclass(frozen=True)  # without slots: what follows from the fields is computed once
class Frame:
    """``start`` and ``end`` are the first and last day in view, both inclusive; ``gutter`` is the room for the lanes' names."""

    start: dt.date
    end: dt.date
    today: dt.date
    width: int = 1100
    height: int = 560
    palette: Palette = field(default=LIGHT)
    replayed: bool = False  # today is the day of knowledge that is replayed

    @property
    def narrow(self) -> bool:
        """Whether lane names need a row of their own."""
        return self.width < NARROW

    @property
    def gutter(self) -> int:
        """Pixels left of the plot."""
        return 6 if self.narrow else 178

    @cached_property
    def plot_width(self) -> int:
        """Pixels of the plot itself."""
        return max(self.width - self.gutter - 8, 120)

    @property
    def plot_height(self) -> int:
        """Pixels between the axis and the lower edge."""
        return max(self.height - TOP - BOTTOM, 120)

    @cached_property
    def days(self) -> int:
        """Days in view."""
        return (self.end - self.start).days + 1

    @cached_property
    def range(self) -> tuple[int, int]:
        """The axis range."""
        return milliseconds(self.start), milliseconds(self.end + dt.timedelta(days=1))

    def padded(self, share: float = PADDING) -> tuple[dt.date, dt.date]:
        """The days that are sent: the window and so much of it on each side."""
        pad = int(self.days * share) + 1
        first = max(self.start.toordinal() - pad, 1)
        last = min(self.end.toordinal() + pad, dt.date.max.toordinal() - 1)
        return dt.date.fromordinal(first), dt.date.fromordinal(last)

    @cached_property
    def ms_per_pixel(self) -> float:
        """Scale of the axis."""
        return self.days * DAY_MS / self.plot_width

    def pixel(self, instant: float) -> float:
        """Pixels from the left edge of the plot."""
        return (instant - self.range[0]) / self.ms_per_pixel
