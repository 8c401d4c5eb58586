"""Units of time in which events are counted."""

from __future__ import annotations

import datetime as dt
from enum import StrEnum

from tracker.filters import FilterError

LONG_WINDOW = 730
"""Days from which on months or years are added up instead of weeks."""


class Unit(StrEnum):
    """A unit; weeks begin on Monday."""

    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    YEAR = "year"

    def floor(self, day: dt.date) -> dt.date:
        """The first day of the unit that holds the day."""
        match self:
            case Unit.DAY:
                return day
            case Unit.WEEK:
                return dt.date.fromordinal(max(1, day.toordinal() - day.weekday()))
            case Unit.MONTH:
                return day.replace(day=1)
            case Unit.YEAR:
                return day.replace(month=1, day=1)


def unit_of(name: str) -> Unit:
    """The unit of a parameter's value. Raises FilterError with the choices."""
    try:
        return Unit(name)
    except ValueError:
        raise FilterError("unit", f"{name!r} is not known; use one of {', '.join(Unit)}") from None
