"""Builders for weekdays, weeks and words such as "today": "on Friday", "Monday of next week", "later this month"."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import replace

from tracker.domain import Precision
from tracker.mining.dates import intervals
from tracker.mining.dates.answers import Answer, Builder, month_in_year, relative, weekday_near
from tracker.mining.dates.intervals import Interval
from tracker.mining.dates.scan import Match
from tracker.mining.dates.spans import Relation
from tracker.mining.dates.tables import MONTHS


def weekday(match: Match) -> Answer | None:
    """One weekday: bare by the tense; "this" ahead; "next" in next week; "last" before today."""
    if match.before("names") or match.after("named"):
        return None
    return Answer(intervals.single(_weekday(match, match.all("WEEKDAY")[0])))


def weekday_range(match: Match) -> Answer | None:
    """For "Monday through Wednesday", "Thursday and Friday": one interval."""
    if match.before("names"):
        return None
    days = _weekdays(match)
    return Answer(intervals.span(days[0], days[-1]))


def weekday_choice(match: Match) -> Answer | None:
    """For "Thursday or Friday"."""
    return None if match.before("names") else Answer(intervals.choice(_weekdays(match)))


def weekday_of_week(match: Match) -> Answer | None:
    """For "Monday of next week", "next week on Monday"."""
    monday = intervals.shift(match.base, 7 * relative(match) - match.base.weekday())
    return Answer(intervals.single(intervals.shift(monday, match.all("WEEKDAY")[0])))


def weekday_week(match: Match) -> Answer | None:
    """For "Monday week", "a week from Friday": seven days after the next one. "Friday week" needs no tense."""
    named: int | None = match.one("WEEKDAY")
    if named is None:
        return Answer(intervals.single(intervals.shift(match.base, 7 + (match.one("TODAYWORD") or 0))))
    ahead = (named - match.base.weekday()) % 7
    return Answer(intervals.single(intervals.shift(match.base, 7 + ahead)))


def today(match: Match) -> Answer | None:
    """For "today", "later today", "tomorrow morning", "this evening"."""
    day = intervals.shift(match.base, match.one("TODAYWORD") or 0)
    return Answer(intervals.single(day), Relation.AGO if day < match.base else Relation.ON)


def today_range(match: Match) -> Answer | None:
    """For "today and tomorrow", "today until Friday"."""
    days = [intervals.shift(match.base, value) for value in match.all("TODAYWORD")]
    days += [weekday_near(match, value) for value in match.all("WEEKDAY")]
    if days[-1] < days[0] and match.one("WEEKDAY") is not None:
        days[-1] = intervals.shift(days[-1], 7)
    return Answer(intervals.span(days[0], days[-1]))


def day_after_tomorrow(match: Match) -> Answer | None:
    """For "the day after tomorrow", "the day before yesterday"."""
    days = match.one("TODAYWORD") + match.one("AFTERWORD")
    relation = Relation.AGO if days < 0 else Relation.ON
    return Answer(intervals.single(intervals.shift(match.base, days)), relation)


def overnight(match: Match) -> Answer | None:
    """The night to come or, looking back, the last one."""
    first = intervals.shift(match.base, -1 if match.past else 0)
    return Answer(intervals.span(first, intervals.shift(first, 1)))


def relative_unit(match: Match) -> Answer | None:
    """For "this week" (what is left of it), "next month" (the whole of it), "last year", "over the weekend"."""
    if match.says("THE") and match.one("WEEKEND") and match.past:
        return Answer(_weekend(match, -1), Relation.AGO)
    whole = _unit(match, 0 if match.says("WEEKEND") and match.says("COMING") else relative(match))
    if whole is None:
        return None
    if match.one("LAST", "PAST"):
        return Answer(whole, Relation.AGO)
    return Answer(_what_is_left(whole, match))


def later_this(match: Match) -> Answer | None:
    """For "later this month": from tomorrow to its end; on the last day, that day, but of a Sunday's week the one that begins."""
    whole = month_in_year(match, match.one(*MONTHS)) if match.one(*MONTHS) else _unit(match, 0)
    if whole is None:
        return None
    if whole.days[0] > match.base:  # "later in May", said in April
        return Answer(whole)
    if whole.precision is Precision.WEEK and whole.days[1] == match.base and match.one("UNIT") == "week":
        whole = intervals.week_of(intervals.shift(match.base, 1))
        return Answer(whole)
    last = whole.days[1]
    window = intervals.span(min(intervals.shift(match.base, 1), last), last)
    return Answer(replace(window, precision=_grain(whole)))


def earlier_this(match: Match) -> Answer | None:
    """For "earlier this week": from its beginning to the publication date; over."""
    if match.one("TODAYWORD") is not None:
        return Answer(intervals.single(match.base), Relation.AGO)
    weekday_named: int | None = match.one("WEEKDAY")
    if weekday_named is not None:
        back = (match.base.weekday() - weekday_named) % 7
        return Answer(intervals.single(intervals.shift(match.base, -back)), Relation.AGO)
    whole = _unit(match, 0)
    return Answer(whole.not_after(match.base), Relation.AGO) if whole else None


def part_of_relative(match: Match) -> Answer | None:
    """For "early next year", "the end of the month", "mid-week", "towards the end of next week"."""
    whole = _unit(match, relative(match))
    if whole is None:
        return None
    part: str | None = match.one("PART")
    window = intervals.third(whole, part) if part else intervals.edge(whole, match.one("EDGE") or "late")
    relation = Relation.AGO if match.one("LAST") else Relation.ON
    bound = match.one("EDGE") == "late"
    return Answer(window if match.past else window.not_before(match.base), relation, bound=bound)


def after_next(match: Match) -> Answer | None:
    """For "the week after next"."""
    whole = _unit(match, 2) if match.one("AFTERWORD") == 1 else None
    return Answer(whole) if whole else None


def _unit(match: Match, steps: int) -> Interval | None:
    """The day, week, weekend, month, season or year that is ``steps`` from the one of the publication date."""
    base = match.base
    if match.one("WEEKEND"):
        return _weekend(match, steps)
    season: int | None = match.one("SEASON", "WSEASON")
    if season is not None:
        return intervals.season(base.year, season)
    unit = match.one("UNIT")
    if unit == "week":
        return intervals.week_of(intervals.shift(base, 7 * steps))
    if unit == "month":
        return intervals.month(base.year, base.month + steps)
    if unit == "year":
        return intervals.year(base.year + steps)
    return intervals.single(base) if steps == 0 and match.one("LATER", "EARLIER") else None


def _weekend(match: Match, steps: int) -> Interval:
    """For "Last weekend" said on a Saturday or Sunday is a week back, "next weekend" is the one after this week's."""
    return intervals.weekend_of(intervals.shift(match.base, 7 * steps))


def _grain(whole: Interval) -> Precision:
    """Part of a month, and else the unit itself."""
    return Precision.PART_OF_MONTH if whole.precision is Precision.MONTH else whole.precision


def _what_is_left(whole: Interval, match: Match) -> Interval:
    if whole.precision is Precision.WEEK and match.one("WEEKEND"):
        return whole
    return whole.not_after(match.base) if match.past else whole.not_before(match.base)


def _weekday(match: Match, named: int) -> dt.date:
    base = match.base
    if match.one("NEXT"):
        return intervals.shift(base, 7 - base.weekday() + named)
    if match.one("LAST"):
        return intervals.shift(base, -((base.weekday() - named - 1) % 7) - 1)
    if match.one("COMING"):
        return intervals.shift(base, (named - base.weekday() - 1) % 7 + 1)
    if match.one("THIS") is not None and not match.past:
        return intervals.shift(base, (named - base.weekday()) % 7)
    return weekday_near(match, named)


def _weekdays(match: Match) -> list[dt.date]:
    """All named weekdays in one run; looking back it has begun, looking ahead its first day is not over."""
    base, named = match.base, match.all("WEEKDAY")
    if match.all("TODAYWORD"):
        first = intervals.shift(base, match.one("TODAYWORD") or 0)
        return [first, intervals.shift(first, (named[0] - first.weekday() - 1) % 7 + 1)]
    days = [weekday_near(match, named[0]) if _next_inside(match) else _weekday(match, named[0])]
    for value in named[1:]:
        days.append(intervals.shift(days[-1], (value - days[-1].weekday() - 1) % 7 + 1))
    back = [intervals.shift(day, -7) for day in days]
    if match.past:
        return back if days[0] > base else days
    under_way = match.tense is None and back[0] < base <= back[-1]  # "Wednesday and Thursday", said on a Thursday
    return back if under_way else days


def _next_inside(match: Match) -> bool:
    """Whether "next" belongs to the last weekday only: "Saturday to next Monday"."""
    return match.says("NEXT") and not match.sentence.is_in(match.first, "NEXT")


RULES: Mapping[str, Builder] = {
    "weekday": weekday,
    "weekday_range": weekday_range,
    "weekday_choice": weekday_choice,
    "weekday_of_week": weekday_of_week,
    "weekday_week": weekday_week,
    "today": today,
    "today_range": today_range,
    "day_after_tomorrow": day_after_tomorrow,
    "overnight": overnight,
    "relative_unit": relative_unit,
    "later_this": later_this,
    "after_next": after_next,
    "earlier_this": earlier_this,
    "part_of_relative": part_of_relative,
}
