"""Intervals of days as settling needs them: which one a claim stands for, how two of them lie to each other."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from tracker.domain import LinkKind, Mention, Status
from tracker.resolve.claims import tells_move

MEMORY = 75  # days for which an undated plan stays the same plan; a rumour of which nobody spoke for so long has lapsed


@dataclass(frozen=True, slots=True, order=True)
class Window:
    """Whole days, both ends inclusive; ``exact`` when it is the duration and not a span in which the event may fall."""

    first: dt.date
    last: dt.date
    exact: bool = False

    @property
    def days(self) -> int:
        """How many days it has."""
        return (self.last - self.first).days + 1

    def gap(self, other: Window) -> int:
        """Days between two windows; 0 when they share a day."""
        return max(0, (other.first - self.last).days, (self.first - other.last).days)

    def within(self, other: Window) -> bool:
        """Whether every day of this one is a day of the other."""
        return other.first <= self.first and self.last <= other.last


def window_of(mention: Mention) -> Window | None:
    """Give the days that a claim stands for: its own where exact, else those of the summit that hosts it, else what the words allow."""
    when = mention.when
    own = Window(when.earliest, when.latest, when.exact) if when.earliest and when.latest else None
    hosts = [anchor for anchor in mention.anchors if anchor.relation is LinkKind.SIDELINE_OF]
    if hosts and not (own and own.exact):
        return Window(min(host.earliest for host in hosts), max(host.latest for host in hosts), exact=False)
    return own


def gives_new_date(mention: Mention, told: Window, current: Window | None) -> bool:
    """Whether a claim moves the event: it says so, or postpones it and names days after the old ones."""
    return tells_move(mention) or (mention.status is Status.POSTPONED and current is not None and told.first > current.last)


def sharpen(current: Window | None, told: Window) -> Window:
    """Give the window after one more claim, each claim taken at its word.

    Stated days are a duration: a single day among them ("on Monday" of a visit from Monday to Wednesday) does not shorten it.
    """
    if current is None:
        return told
    if told.within(current):
        return current if current.exact and current.days > 1 and told.days == 1 else told
    if current.within(told):
        return told if told.exact and current.exact else current
    return told
