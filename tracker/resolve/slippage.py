"""How an event slid: its successive windows and places, how often each moved, and by how many days."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from tracker.domain import Change, Event, Place, When
from tracker.resolve.windows import Window

MOVING = frozenset({"when", "place"})


@dataclass(frozen=True, slots=True)
class Step:
    """A window and place as believed from a day on, and who told it then.

    ``moved_days`` is how far its beginning lies from the one before, if it moved.
    """

    known: dt.date
    when: When
    shown: tuple[dt.date | None, dt.date | None]
    place: Place
    outlet: str
    moved_days: int = 0
    place_moved: bool = False


@dataclass(frozen=True, slots=True)
class Slippage:
    """All steps, oldest first. Sharper words for the same time are a step and no move."""

    steps: tuple[Step, ...]

    @property
    def date_moves(self) -> int:
        """How often the date moved."""
        return sum(step.moved_days != 0 for step in self.steps)

    @property
    def days(self) -> int:
        """By how many days, earlier or later, in all."""
        return sum(abs(step.moved_days) for step in self.steps)

    @property
    def place_moves(self) -> int:
        """How often the place moved."""
        return sum(step.place_moved for step in self.steps)


def slippage_of(versions: Sequence[Event], changes: Sequence[Change] = ()) -> Slippage:
    """Give the steps of a history: a version that leaves window and place as they were is none.

    Who told a step is the outlet of that day's change of window or place; without one, the best source of the event as it then stood.
    """
    tellers = {change.known: change.outlet for change in changes if change.field in MOVING and change.outlet}
    steps: list[Step] = []
    for event in versions:
        if event.version_from is None or (steps and (steps[-1].shown, steps[-1].place) == (event.shown, event.place)):
            continue
        before = steps[-1] if steps else None
        moved = _moved(before.shown, event.shown) if before else 0
        elsewhere = before is not None and _elsewhere(before.place, event.place)
        outlet = tellers.get(event.version_from, event.outlet)
        steps.append(Step(event.version_from, event.when, event.shown, event.place, outlet, moved, elsewhere))
    return Slippage(tuple(steps))


def _moved(old: tuple[dt.date | None, dt.date | None], new: tuple[dt.date | None, dt.date | None]) -> int:
    """Give the days from the old beginning to the new one, where the two windows share no day; else 0."""
    if old[0] is None or old[1] is None or new[0] is None or new[1] is None:
        return 0
    return (new[0] - old[0]).days if Window(old[0], old[1]).gap(Window(new[0], new[1])) else 0


def _elsewhere(old: Place, new: Place) -> bool:
    if old.country and new.country and old.country != new.country:
        return True
    return bool(old.city and new.city and old.city != new.city)
