"""Windows of whole days and the arithmetic that makes them. Conventions: the table "Dates" of ``../shared/eval/GUIDELINES.md``."""

from __future__ import annotations

import calendar
import datetime as dt
from dataclasses import dataclass, replace

from tracker.domain import Precision

DAY = dt.timedelta(days=1)
WEEK = dt.timedelta(weeks=1)
FIRST, LAST = dt.date.min, dt.date.max


@dataclass(slots=True, unsafe_hash=True)
class Interval:
    """Both days inclusive; ``edtf`` is what the words say, which may be less than the days (an open end)."""

    earliest: dt.date | None
    latest: dt.date | None
    precision: Precision
    edtf: str = ""

    @property
    def days(self) -> tuple[dt.date, dt.date]:
        """Both ends of an interval that has them."""
        assert self.earliest is not None
        assert self.latest is not None
        return self.earliest, self.latest

    def not_before(self, base: dt.date) -> Interval:
        """What is left of the window from ``base`` on; the whole of it where nothing would be left, or nothing is cut."""
        earliest, latest = self.days
        if not earliest < base <= latest:
            return self
        return replace(self, earliest=base, edtf=f"{base}/{latest}")

    def not_after(self, base: dt.date) -> Interval:
        """The part up to ``base``, on the same terms."""
        earliest, latest = self.days
        if not earliest <= base < latest:
            return self
        return replace(self, latest=base, edtf=f"{earliest}/{base}")


UNKNOWN = Interval(None, None, Precision.UNKNOWN)


def shift(day: dt.date, days: int) -> dt.date:
    """``day`` plus ``days``, held at the ends of the calendar."""
    return dt.date.fromordinal(min(max(day.toordinal() + days, FIRST.toordinal()), LAST.toordinal()))


def single(day: dt.date) -> Interval:
    """One day."""
    return Interval(day, day, Precision.DAY, day.isoformat())


def span(first: dt.date, last: dt.date, precision: Precision = Precision.DAYS) -> Interval:
    """From one day to another, in whichever order they are given."""
    first, last = sorted((first, last))
    if first == last:
        return single(first)
    return Interval(first, last, precision, f"{first}/{last}")


def choice(days: list[dt.date]) -> Interval:
    """One of several days."""
    days = sorted(set(days))
    if len(days) == 1:
        return single(days[0])
    return Interval(days[0], days[-1], Precision.OPEN, "[" + ",".join(day.isoformat() for day in days) + "]")


def one_of(first: dt.date, last: dt.date) -> Interval:
    """A day between two days."""
    return replace(span(first, last, Precision.OPEN), edtf=f"[{first}..{last}]")


def up_to(base: dt.date, last: dt.date) -> Interval:
    """From ``base`` to a bound; a bound that has passed leaves the bound itself."""
    return Interval(min(base, last), last, Precision.OPEN, f"../{last}")


def after(first: dt.date) -> Interval:
    """From a bound on, with no end: no window."""
    return Interval(None, None, Precision.OPEN, f"{first}/..")


def month(year: int, number: int) -> Interval:
    """A whole month. ``number`` may run past 12 or below 1: it then counts into the next or previous years."""
    year, number = year + (number - 1) // 12, (number - 1) % 12 + 1
    last = calendar.monthrange(year, number)[1]
    return Interval(dt.date(year, number, 1), dt.date(year, number, last), Precision.MONTH, f"{year:04}-{number:02}")


def months(year: int, first: int, last: int, precision: Precision) -> Interval:
    """From the first day of one month to the last day of another."""
    return span(month(year, first).days[0], month(year, last).days[1], precision)


def year(number: int) -> Interval:
    """A whole year."""
    return Interval(dt.date(number, 1, 1), dt.date(number, 12, 31), Precision.YEAR, f"{number:04}")


def week_of(day: dt.date) -> Interval:
    """Monday to Sunday around a day."""
    monday = shift(day, -day.weekday())
    return span(monday, shift(monday, 6), Precision.WEEK)


def weekend_of(day: dt.date) -> Interval:
    """Saturday and Sunday of the week of a day."""
    monday = shift(day, -day.weekday())
    return span(shift(monday, 5), shift(monday, 6), Precision.WEEK)


def quarter(number: int, which: int) -> Interval:
    """The first to fourth quarter of a year; EDTF 33 to 36."""
    whole = months(number, 3 * which - 2, 3 * which, Precision.QUARTER)
    return replace(whole, edtf=f"{number:04}-{32 + which}")


def half_year(number: int, which: int) -> Interval:
    """The first or second half of a year; EDTF 40 and 41. The scale of precision has no half, so it counts as a year."""
    return replace(months(number, 6 * which - 5, 6 * which, Precision.YEAR), edtf=f"{number:04}-{39 + which}")


def season(number: int, which: int) -> Interval:
    """Spring (1) to winter (4) of the northern year, March first; winter ends in the next year. EDTF 21 to 24."""
    return replace(months(number, 3 * which, 3 * which + 2, Precision.SEASON), edtf=f"{number:04}-{20 + which}")


def third(whole: Interval, part: str) -> Interval:
    """Early, mid or late in a month (days 1 to 10, 11 to 20, 21 on), a year (four months each) or a season (a month each)."""
    first, last = whole.days
    order = ("early", "mid", "late").index(part)
    if whole.precision is Precision.MONTH:
        return _days_of(whole, 10 * order + 1, last.day if order == 2 else 10 * order + 10)
    length = {Precision.YEAR: 4, Precision.SEASON: 1, Precision.QUARTER: 1}.get(whole.precision)
    if length is None:
        return _part_of_days(whole, order)
    start = first.month + order * length
    return month(first.year, start) if length == 1 else months(first.year, start, start + length - 1, whole.precision)


def edge(whole: Interval, part: str) -> Interval:
    """The beginning, middle or end: as ``third``, but a year begins in its first month and ends in its last."""
    if whole.precision is Precision.YEAR and part != "mid":
        first, last = whole.days
        return month(first.year, first.month) if part == "early" else month(last.year, last.month)
    return third(whole, part)


def _part_of_days(whole: Interval, order: int) -> Interval:
    """A week's Monday to Wednesday, Wednesday, or Thursday to Sunday; Saturday or Sunday of a weekend."""
    first, last = whole.days
    if (last - first).days < 6:
        return single(first if order == 0 else last)
    bounds = ((0, 2), (2, 2), (3, 6))[order]
    return span(shift(first, bounds[0]), shift(first, bounds[1]), Precision.WEEK)


def _days_of(whole: Interval, first: int, last: int) -> Interval:
    start = whole.days[0]
    return span(start.replace(day=first), start.replace(day=last), Precision.PART_OF_MONTH)


def nth_week(whole: Interval, which: int) -> Interval:
    """The days 1 to 7, 8 to 14, ... of a month; -1 is its last seven days."""
    last = whole.days[1].day
    if which == -1:
        return _days_of(whole, last - 6, last)
    return _days_of(whole, min(7 * which - 6, last), min(7 * which, last))


def nth_half(whole: Interval, which: int) -> Interval:
    """The days 1 to 15, or 16 on, of a month."""
    return _days_of(whole, 1, 15) if which == 1 else _days_of(whole, 16, whole.days[1].day)


def nth_weekday(whole: Interval, which: int, weekday: int) -> Interval | None:
    """The first (or -1: last) Monday of a month; None for a fifth that it does not have."""
    first, last = whole.days
    if which == -1:
        return single(shift(last, -((last.weekday() - weekday) % 7)))
    day = shift(first, (weekday - first.weekday()) % 7 + 7 * (which - 1))
    return single(day) if first <= day <= last else None


def easter(number: int) -> dt.date:
    """Western Easter Sunday (anonymous Gregorian algorithm, as in Meeus, Astronomical Algorithms, chapter 8)."""
    a, (b, c) = number % 19, divmod(number, 100)
    (d, e), f = divmod(b, 4), (b + 8) // 25
    h = (19 * a + b - d - (b - f + 1) // 3 + 15) % 30
    i, k = divmod(c, 4)
    weekday = (32 + 2 * e + 2 * i - h - k) % 7
    m = (a + 11 * h + 22 * weekday) // 451
    whole, day = divmod(h + weekday - 7 * m + 114, 31)
    return dt.date(number, whole, day + 1)
