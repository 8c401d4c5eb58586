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

NEAR = 60  # days: a day without its year that is this near, and several times nearer than the other reading,
TIMES_NEARER = 4  # is meant, whatever verb stands beside it;
NEAR_AHEAD = 14  # a verb that looks ahead gives way only to a day that has just gone by


@dataclass(slots=True, unsafe_hash=True)
class Answer:
    """A window and what the shape itself says of the relation.

    ``bound`` marks "the end of", which "before" includes; ``of_noun`` what belongs to the noun after it, as does the preposition before.
    """

    interval: Interval
    relation: Relation = Relation.ON
    days: int = 0
    bound: bool = False
    of_noun: bool = False
    time: str = ""


Builder = Callable[[Match], Answer | None]


def stated_year(match: Match) -> int | None:
    """The year that the words give: "2017", or "next year" from the publication date."""
    year: int | None = match.one("YEAR")
    if year is None and "year" in match.all("UNIT"):
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
    """The first day that is not over or, looking back, the last that has come, unless the other one is far nearer."""
    behind = [day for day in days if day < match.base]
    ahead = [day for day in days if day >= match.base]
    if not behind or not ahead:
        return (behind or ahead)[-1 if behind else 0]
    back, forth = (match.base - behind[-1]).days, (ahead[0] - match.base).days
    near, far = sorted((back, forth))
    limit = NEAR_AHEAD if match.tense is Tense.FUTURE else NEAR
    if near <= limit and far >= TIMES_NEARER * near and not match.sure:
        return behind[-1] if back < forth else ahead[0]
    return behind[-1] if match.past else ahead[0]


def month_in_year(match: Match, number: int) -> Interval:
    """A month in the stated year, else the next that is not over or, looking back, the last that has begun."""
    year = stated_year(match)
    if year is None and match.tense is not Tense.FUTURE and match.after("event_nouns"):  # "his March visit": the nearest March
        return intervals.month(match.base.year + round((match.base.month - number) / 12), number)
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
