"""Which roll-ups lie wholly between two days; what is left over at both ends is counted along the streams."""

from __future__ import annotations

import calendar
import datetime as dt
from dataclasses import dataclass

from tracker.store.queries.criteria import LATEST
from tracker.store.queries.units import Unit
from tracker.store.rollups import DAY, MONTH, WEEK, YEAR, month_of, week_of, year_of

ONE_DAY = dt.timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Buckets:
    """Buckets of one grain, from the first day of the first to the last day of the last."""

    grain: str
    first: dt.date
    last: dt.date


def whole(unit: Unit, first: dt.date, last: dt.date) -> tuple[Buckets, ...]:
    """Give the buckets between two days in which the unit can be counted, without a gap; none if no bucket lies wholly there."""
    match unit:
        case Unit.DAY:
            found = Buckets(DAY, first, last)
        case Unit.WEEK:
            found = Buckets(WEEK, week_of(_shifted(first, 6)), _end_of_week(last))
        case Unit.MONTH:
            found = _months(first, last)
        case Unit.YEAR:
            return _years_and_months(first, last)
    return (found,) if found.first < found.last or unit is Unit.DAY else ()


def whole_months(first: dt.date, last: dt.date) -> tuple[dt.date, dt.date]:
    """Widen two days to the months that they lie in."""
    return month_of(first), min(_shifted(_next_month(last), -1), LATEST)


def _months(first: dt.date, last: dt.date) -> Buckets:
    return Buckets(MONTH, first if first.day == 1 else _next_month(first), _end_of_month(last))


def _years_and_months(first: dt.date, last: dt.date) -> tuple[Buckets, ...]:
    """Years, and before and after them months."""
    months = _months(first, last)
    start = months.first if months.first == year_of(months.first) else year_of(_shifted(months.first, 366))
    end = months.last if months.last == LATEST or (months.last + ONE_DAY).month == 1 else year_of(months.last) - ONE_DAY
    if start > end:
        return (months,) if months.first < months.last else ()
    before, after = Buckets(MONTH, months.first, _shifted(start, -1)), Buckets(MONTH, _shifted(end, 1), months.last)
    return tuple(part for part in (before, Buckets(YEAR, start, end), after) if part.first < part.last)


def _next_month(day: dt.date) -> dt.date:
    return month_of(_shifted(day.replace(day=28), 4))


def _end_of_month(day: dt.date) -> dt.date:
    """The last day of the last month that has ended by then; of time itself the end."""
    if day == LATEST or day.day == calendar.monthrange(day.year, day.month)[1]:
        return day
    return _shifted(month_of(day), -1)


def _end_of_week(day: dt.date) -> dt.date:
    return day if day == LATEST else _shifted(week_of(_shifted(day, 1)), -1)


def _shifted(day: dt.date, days: int) -> dt.date:
    return dt.date.fromordinal(min(max(day.toordinal() + days, 1), dt.date.max.toordinal()))
