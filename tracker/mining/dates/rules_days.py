"""Builders for days of months: "June 7-8", "from May 31 to June 6", "on the 14th", "2023-02-09"."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from itertools import pairwise

from tracker.domain import Precision
from tracker.mining.dates import intervals
from tracker.mining.dates.answers import Answer, Builder, day_in_year, make_day, relative, weekday_near
from tracker.mining.dates.scan import Match
from tracker.mining.dates.tables import MONTHS


def iso_day(match: Match) -> Answer | None:
    """Year, month and day in figures."""
    month, day = match.all("NUM")
    found = make_day(match.all("YEAR")[0], month, day)
    return Answer(intervals.single(found)) if found else None


def numeric_day(match: Match) -> Answer | None:
    """For "23/2/2023" either way round, where only one way round is a date or both are the same; else no date."""
    first, second = match.all("NUM")
    year = match.all("YEAR")[0]
    readings = {make_day(year, first, second), make_day(year, second, first)} - {None}
    if len(readings) != 1:
        return None
    found = readings.pop()
    return Answer(intervals.single(found)) if found else None


def calendar_day(match: Match) -> Answer | None:
    """One day of a month; after two weekdays it is the last of the days from the first of them on."""
    days = _named_days(match)
    if not days or match.after("counted"):
        return None
    weekdays = match.all("WEEKDAY")
    if len(weekdays) == 2 and days[0].weekday() == weekdays[1]:
        return Answer(intervals.span(intervals.shift(days[0], -((weekdays[1] - weekdays[0]) % 7)), days[0]))
    return Answer(intervals.single(days[0]))


def day_range(match: Match) -> Answer | None:
    """Several days, or two with what lies between: one interval; "28 to 3 May" is none."""
    days = _named_days(match)
    turned = days and len(match.all(*MONTHS)) == 1 and days[0].year != days[-1].year
    return Answer(intervals.span(days[0], days[-1])) if days and not turned else None


def day_choice(match: Match) -> Answer | None:
    """One day or another."""
    days = _named_days(match)
    return Answer(intervals.choice(days)) if days else None


def week_of_day(match: Match) -> Answer | None:
    """For "the week of May 22", "the weekend of June 10", "the week ending June 11"."""
    days = _named_days(match)
    if not days or match.one("UNIT") not in (None, "week"):
        return None
    if match.one("WEEKEND"):
        return Answer(intervals.weekend_of(days[0]))
    if match.one("SPAN") == "end":
        return Answer(intervals.span(intervals.shift(days[0], -6), days[0], Precision.WEEK))
    if len(days) > 1:  # "the week of June 5-9"
        return Answer(intervals.span(days[0], days[-1], Precision.WEEK))
    return Answer(intervals.week_of(days[0]))


def day_of_month(match: Match) -> Answer | None:
    """For "on the 14th": of the month that is meant, else the next 14th or, looking back, the last."""
    numbers = match.all("NTH")
    if "month" not in match.all("UNIT"):
        return _lone_days(match, numbers)
    whole = intervals.month(match.base.year, match.base.month + relative(match)).days[0]
    days = [day for number in numbers if (day := make_day(whole.year, whole.month, number))]
    return Answer(intervals.span(days[0], days[-1])) if days else None


def to_day_of_month(match: Match) -> Answer | None:
    """For "today to the 26th", "Sunday to the 9th": up to the first such day from there on."""
    today: int | None = match.one("TODAYWORD")
    first = intervals.shift(match.base, today) if today is not None else weekday_near(match, match.all("WEEKDAY")[0])
    for ahead in (0, 1, 2):
        whole = intervals.month(first.year, first.month + ahead).days[0]
        last = make_day(whole.year, whole.month, match.all("NTH")[0])
        if last and last >= first:
            return Answer(intervals.span(first, last))
    return None


def _lone_days(match: Match, numbers: list[int]) -> Answer | None:
    if match.sentence.lower(match.last).isalpha() and not match.after("licence"):
        return None  # "on the 14th floor"
    step = -1 if match.past else 1
    for offset in (0, step, 2 * step):
        whole = intervals.month(match.base.year, match.base.month + offset).days[0]
        days = [day for number in numbers if (day := make_day(whole.year, whole.month, number))]
        if len(days) == len(numbers) and (days[-1] <= match.base if match.past else days[-1] >= match.base):
            return Answer(intervals.span(days[0], days[-1]))
    return None


def _named_days(match: Match) -> list[dt.date]:
    """Every day that the words name, in order; a day takes the month before it, or the next month after it."""
    pairs = match.pairs(*MONTHS, "NUM", "NTH")
    found = [_day(match, index, pairs) for index, (name, _) in enumerate(pairs) if name in ("NUM", "NTH")]
    days = [day for day in found if day]
    if len(days) != len(found):
        return []
    return _in_order(days, match)


def _day(match: Match, index: int, pairs: list[tuple[str, int]]) -> dt.date | None:
    months = {place: value for place, (name, value) in enumerate(pairs) if name in MONTHS}
    before = [value for place, value in months.items() if place < index]
    after = [value for place, value in months.items() if place > index]
    leading = 0 in months  # "June 7, 8" counts from the left, "7, 8 June" from the right
    month = before[-1] if leading else after[0]
    return day_in_year(match, month, pairs[index][1])


def _in_order(days: list[dt.date], match: Match) -> list[dt.date]:
    """Days that run over New Year, or around the publication date, brought into one sequence."""
    years = match.all("YEAR")
    if len(years) == 2:
        return [day.replace(year=year) for day, year in zip(days, years, strict=False)] if len(days) == 2 else days
    ordered = [days[0]]
    for earlier, later in pairwise(days):
        behind = (later.month, later.day) < (earlier.month, earlier.day)
        year = ordered[-1].year + behind if not years else ordered[-1].year
        ordered.append(make_day(year, later.month, later.day) or later)
    if years and ordered[-1] < ordered[0]:
        ordered[0] = make_day(ordered[0].year - 1, ordered[0].month, ordered[0].day) or ordered[0]
    return ordered


RULES: Mapping[str, Builder] = {
    "iso_day": iso_day,
    "numeric_day": numeric_day,
    "calendar_day": calendar_day,
    "day_range": day_range,
    "day_choice": day_choice,
    "week_of_day": week_of_day,
    "day_of_month": day_of_month,
    "to_day_of_month": to_day_of_month,
}
