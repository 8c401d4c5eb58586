"""The slippage ribbon: successive windows of an event on one scale, each with the day it was told and the source that told it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from tracker.domain import Change, Event
from tracker.resolve.slippage import Slippage, Step, slippage_of

MOST_TICKS = 8
STEPS = (1, 2, 3, 6, 12, 24, 60, 120, 240, 600, 1_200, 6_000, 12_000, 120_000)  # months between ticks
LEAST_WIDTH = 1.6  # per cent: a day must stay visible in a year


@dataclass(frozen=True, slots=True)
class Bar:
    """One step as it is drawn; places are per cent of the ribbon's width, None where it has no window. ``event``: as it was then."""

    step: Step
    event: Event
    told: float
    left: float | None
    width: float

    @property
    def exact(self) -> bool:
        """Whether the days are known, or too few to be drawn as a window."""
        return self.step.when.exact or self.width <= 2 * LEAST_WIDTH


@dataclass(frozen=True, slots=True)
class Tick:
    """A month or year on the scale."""

    at: float
    label: str


@dataclass(frozen=True, slots=True)
class Ribbon:
    """What the template draws and says."""

    slippage: Slippage
    bars: tuple[Bar, ...]
    ticks: tuple[Tick, ...]


@dataclass(frozen=True, slots=True)
class _Scale:
    first: dt.date
    last: dt.date

    def at(self, day: dt.date) -> float:
        return round(100 * (day - self.first).days / max((self.last - self.first).days, 1), 2)


def ribbon(versions: Sequence[Event], changes: Sequence[Change] = ()) -> Ribbon | None:
    """Lay the steps of an event out; None where there is but one, so that there is nothing to see."""
    slid = slippage_of(versions, changes)
    windows = [day for step in slid.steps for day in step.shown if day]
    if len(slid.steps) < 2 or not windows:
        return None
    days = windows + [step.known for step in slid.steps]
    scale = _Scale(min(days), max(days) + dt.timedelta(days=1))
    then = {version.version_from: version for version in versions}
    return Ribbon(slid, tuple(_bar(step, then[step.known], scale) for step in slid.steps), tuple(_ticks(scale)))


def _bar(step: Step, event: Event, scale: _Scale) -> Bar:
    first, last = step.shown
    told = scale.at(step.known)
    if first is None or last is None:
        return Bar(step, event, told, None, 0)
    left = scale.at(first)
    width = max(scale.at(last + dt.timedelta(days=1)) - left, LEAST_WIDTH)
    return Bar(step, event, told, min(left, 100 - LEAST_WIDTH), round(width, 2))


def _ticks(scale: _Scale) -> Iterator[Tick]:
    """First days of months, as many as can be told apart; of years where even those are too many."""
    months = (scale.last.year - scale.first.year) * 12 + scale.last.month - scale.first.month
    step = next(step for step in STEPS if months / step <= MOST_TICKS)
    year, month = scale.first.year, scale.first.month
    for number in range(1, months + 1):
        day = dt.date(year + (month - 1 + number) // 12, (month - 1 + number) % 12 + 1, 1)
        if (day.month - 1 + 12 * (day.year % (step // 12 or 1))) % step == 0 and scale.at(day) < 94:
            yield Tick(scale.at(day), f"{day:%b %Y}" if step < 12 else f"{day.year}")
