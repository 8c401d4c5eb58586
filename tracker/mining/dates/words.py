"""A window in the words that a person would use: "26-27 May 2017", "by 31 May 2017", "early June 2017", "no date yet"."""

from __future__ import annotations

import calendar
import datetime as dt
from collections.abc import Callable, Mapping

from tracker.domain import Precision, When
from tracker.mining.dates import intervals

SEASONS = ("spring", "summer", "autumn", "winter")
ORDINALS = ("first", "second", "third", "fourth")
PARTS = {"early": "early ", "mid": "mid-", "late": "late "}


def describe(when: When) -> str:
    """The window in words, with the time of day and a remark where the year was inferred."""
    text = _window(when)
    if when.time:
        text += f", {when.time[:5]}" + (f" (UTC{when.time[5:]})" if when.time[5:] else "")
    return f"{text} (year inferred)" if when.inferred else text


def _window(when: When) -> str:
    first, last = when.earliest, when.latest
    if first is None or last is None:
        start = when.edtf.removesuffix("/..")
        return f"from {_date(start)} on" if start != when.edtf else "no date yet"
    return _WORDS[when.precision](first, last, when.edtf)


def _date(text: str) -> str:
    """A plain EDTF day in words; a month or year stays as it is."""
    return day(dt.date.fromisoformat(text)) if len(text) == 10 else text


def day(value: dt.date) -> str:
    """For "25 May 2017"."""
    return f"{value.day} {_month(value)}"


def _month(value: dt.date) -> str:
    return f"{calendar.month_name[value.month]} {value.year}"


def _days(first: dt.date, last: dt.date, _: str = "") -> str:
    if first == last:
        return day(first)
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day}-{day(last)}"
    return f"{_short(first, last)} to {day(last)}"


def _short(first: dt.date, last: dt.date) -> str:
    """The first day without the year, and without the month where the last day shows them."""
    if first.year != last.year:
        return day(first)
    return f"{first.day}" if first.month == last.month else f"{first.day} {calendar.month_name[first.month]}"


def _between(first: dt.date, last: dt.date) -> str:
    return day(first) if first == last else f"between {_short(first, last)} and {day(last)}"


def _open(first: dt.date, last: dt.date, edtf: str) -> str:
    if edtf.startswith("["):
        listed = edtf.strip("[]").split(",")
        return f"{_short(first, last)} or {day(last)}" if len(listed) == 2 else _between(first, last)
    return f"since {_date(edtf.removesuffix('/..'))}" if edtf.endswith("/..") else f"by {day(last)}"


def _week(first: dt.date, last: dt.date, _: str) -> str:
    if (last - first).days == 6 and first.weekday() == 0:
        return f"in the week of {day(first)}"
    return f"on the weekend of {_days(first, last)}" if (first.weekday(), last.weekday()) == (5, 6) else _between(first, last)


def _part_of_month(first: dt.date, last: dt.date, _: str) -> str:
    whole = intervals.month(first.year, first.month)
    for part, words in PARTS.items():
        if intervals.third(whole, part).days == (first, last):
            return f"{words}{_month(first)}"
    return _between(first, last)


def _months(first: dt.date, last: dt.date, edtf: str) -> str:
    if first.day != 1 or last != intervals.month(last.year, last.month).days[1]:
        return _between(first, last)
    if (first.year, first.month) == (last.year, last.month):
        return f"in {_month(first)}"
    start = calendar.month_name[first.month] if first.year == last.year else _month(first)
    return f"in {start} or {_month(last)}" if edtf.startswith("[") else f"{start} to {_month(last)}"


def _season(first: dt.date, last: dt.date, _: str) -> str:
    number = first.month // 3
    if first.month % 3 or intervals.season(first.year, number).days != (first, last):
        return _between(first, last)
    years = f"{first.year}-{last.year % 100:02}" if first.year != last.year else f"{first.year}"
    return f"in {SEASONS[number - 1]} {years}"


def _quarter(first: dt.date, last: dt.date, _: str) -> str:
    number = (first.month + 2) // 3
    whole = intervals.quarter(first.year, number).days == (first, last)
    return f"in the {ORDINALS[number - 1]} quarter of {first.year}" if whole else _between(first, last)


def _year(first: dt.date, last: dt.date, _: str) -> str:
    whole = intervals.year(first.year)
    if whole.days == (first, last):
        return f"in {first.year}"
    for part, words in PARTS.items():
        if intervals.third(whole, part).days == (first, last):
            return f"{words}{first.year}"
    halves = [intervals.half_year(first.year, number).days for number in (1, 2)]
    return f"in the {ORDINALS[halves.index((first, last))]} half of {first.year}" if (first, last) in halves else _between(first, last)


_WORDS: Mapping[Precision, Callable[[dt.date, dt.date, str], str]] = {
    Precision.DAY: _days,
    Precision.DAYS: _days,
    Precision.WEEK: _week,
    Precision.PART_OF_MONTH: _part_of_month,
    Precision.MONTH: _months,
    Precision.SEASON: _season,
    Precision.QUARTER: _quarter,
    Precision.YEAR: _year,
    Precision.OPEN: _open,
    Precision.UNKNOWN: lambda first, last, _: _between(first, last),
}
