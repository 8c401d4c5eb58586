"""What a builder answers, and how it fills in a year, month or week that the words leave out."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass

from tracker.mining.dates import intervals
from tracker.mining.dates.intervals import Interval
from tracker.mining.dates.scan import Match
from tracker.mining.dates.spans import Relation, Tense
from tracker.mining.dates.tables import MONTHS

SLACK = dt.timedelta(days=3)  # a wire story is published after its dateline: "will meet on Nov. 20", published on the 21st
RECENT = dt.timedelta(days=60)  # without a verb, a day of the last two months is nearer than one of next year
FAR = dt.timedelta(days=240)


@dataclass(frozen=True, slots=True)
class Answer:
    """A window and what the shape itself says of the relation; ``bound`` marks "the end of", which "before" includes."""

    interval: Interval
    relation: Relation = Relation.ON
    days: int = 0
    bound: bool = False
    time: str = ""


Builder = Callable[[Match], Answer | None]


def stated_year(match: Match) -> int | None:
    """The year that the words give: "2017", or "next year" from the publication date."""
    year: int | None = match.one("YEAR")
    if year is None and match.has("year"):
        return match.base.year + (match.one("THIS", "NEXT", "LAST") or 0)
    return year


def make_day(year: int, month: int, day: int) -> dt.date | None:
    """The day, or None where that month has no such day."""
    try:
        return dt.date(year, month, day)
    except ValueError:
        return None


def day_in_year(match: Match, month: int, day: int) -> dt.date | None:
    """A day of a month in the stated year, else in the year that weekday, tense and nearness speak for."""
    year = stated_year(match)
    if year is not None:
        return make_day(year, month, day)
    near = [found for year in range(match.base.year - 1, match.base.year + 2) if (found := make_day(year, month, day))]
    named = [found for found in near if found.weekday() == match.one("WEEKDAY", "WDABBR")]
    if len(named) == 1 and len(match.all("WEEKDAY", "WDABBR")) == 1:
        return named[0]
    return nearest(near, match) if near else None


def nearest(days: list[dt.date], match: Match) -> dt.date:
    """The first day that is not over or, looking back, the last that has come; one of them at least is given."""
    behind = [day for day in days if day <= match.base]
    slack = SLACK if match.tense is Tense.FUTURE else dt.timedelta()
    ahead = [day for day in days if day >= match.base - slack]
    if not ahead or (match.past and behind):
        return behind[-1]
    recent = match.tense is None and behind and match.base - behind[-1] <= RECENT and ahead[0] - match.base >= FAR
    return behind[-1] if recent else ahead[0]


def month_in_year(match: Match, number: int) -> Interval:
    """A month in the stated year, else the next that is not over or, looking back, the last that has begun."""
    year = stated_year(match)
    if year is None:
        year = match.base.year + (number < match.base.month if not match.past else -(number > match.base.month))
    return intervals.month(year, number)


def referred_month(match: Match) -> Interval:
    """For "July", "July 2017", "this month", "the month", "next month"."""
    number = match.one(*MONTHS)
    if number is not None:
        return month_in_year(match, number)
    return intervals.month(match.base.year, match.base.month + relative(match))


def relative(match: Match) -> int:
    """-1 for "last", 1 for "next" and "coming", 0 for "this" and "the"."""
    return match.one("NEXT", "LAST", "COMING", "PAST") or 0


def referred_year(match: Match) -> int:
    """For "2027", "next year", "the year"."""
    return match.one("YEAR") or match.base.year + relative(match)


def weekday_near(match: Match, weekday: int) -> dt.date:
    """A bare weekday: the publication day itself, else the next one or, looking back, the last one."""
    ahead = (weekday - match.base.weekday()) % 7
    if match.past and ahead:
        ahead -= 7
    return intervals.shift(match.base, ahead)
