"""Builders for counted time: "in two weeks", "within ten days", "a day after the summit", "three-day", "soon"."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

from tracker.domain import Precision
from tracker.mining.dates import intervals
from tracker.mining.dates.answers import Answer, Builder
from tracker.mining.dates.intervals import Interval
from tracker.mining.dates.scan import Match
from tracker.mining.dates.spans import Relation, Tense

DAYS_OF = {"day": 1, "week": 7, "month": 30, "year": 365}
HOURS_OF_A_DAY = 24
LONGEST = 60  # nobody's diary runs further in any unit; also keeps years within the calendar


def in_units(match: Match) -> Answer | None:
    """For "in two weeks", "three days from now": the day for days and weeks, the month or year for those."""
    count, unit = _count(match)
    if count > LONGEST or (not match.says("NOW") and _is_record(match)):
        return None
    start = intervals.shift(match.base, match.one("TODAYWORD") or 0)
    if unit == "month":
        return Answer(intervals.month(start.year, start.month + count))
    if unit == "year":
        return Answer(intervals.year(start.year + count))
    return Answer(intervals.single(intervals.shift(start, count * DAYS_OF[unit])))


def _is_old(match: Match) -> bool:
    """Whether it is "the first talks in years": units alone, and they count what is over."""
    bare = match.says("UNITS") and not any(match.says(name) for name in ("COMING", "NEXT", "FEW"))
    return bare and _is_record(match)


def _is_record(match: Match) -> bool:
    """Whether the words count what is over: "the third prime minister in seven weeks", "met twice in two weeks"."""
    before = range(max(match.first - 8, 0), match.first)
    return match.tense is Tense.PAST or any(match.sentence.around(index, "records") for index in before)


def within(match: Match) -> Answer | None:
    """For "within ten days", "over the next two weeks": up to the last of them."""
    count, unit = _count(match)
    if count > LONGEST:
        return None
    return Answer(intervals.up_to(match.base, _later(match.base, count, unit)))


def ago(match: Match) -> Answer | None:
    """For "two days ago", "the past three weeks": over."""
    if match.says("FEW"):
        return Answer(intervals.UNKNOWN, Relation.AGO)
    count, unit = _count(match)
    if count > LONGEST:
        return None
    start = _later(match.base, -count, unit)
    if not match.says("AGO"):
        return Answer(intervals.span(start, match.base), Relation.AGO)
    return Answer(_around(start, unit), Relation.AGO)


def offset(match: Match) -> Answer | None:
    """For "a day after", "hours ahead of", "the eve of": days from the event that follows; without a number not told how many."""
    sign = match.one("AFTERWORD") or -1
    if match.says("EVE") or match.says("HOURS"):
        return Answer(intervals.UNKNOWN, Relation.OFFSET, days=-1 if match.says("EVE") else 0)
    if match.one("UNITS") and not match.all("NUM", "NUMBER"):
        return None
    count, unit = _count(match)
    return Answer(intervals.UNKNOWN, Relation.OFFSET, days=sign * count * DAYS_OF[unit]) if count <= LONGEST else None


def sequel(match: Match) -> Answer | None:
    """For "the following day", "two days later", "the same day": days from the date told before; "in the afternoon" alone is today's."""
    if match.says("SAME"):
        return Answer(intervals.UNKNOWN, Relation.SEQUEL)
    if not any(match.says(name) for name in ("FOLLOWING", "NEXT", "UNIT", "UNITS")):
        return Answer(intervals.single(match.base), Relation.SEQUEL)
    count, unit = _count(match)
    sign = match.one("EARLIER") or 1
    return Answer(intervals.UNKNOWN, Relation.SEQUEL, days=sign * count * DAYS_OF[unit]) if count <= LONGEST else None


def duration(match: Match) -> Answer | None:
    """For "three-day", "for two days", "week-long", "48-hour": how long, not when."""
    days: int | None = match.one("LONG")
    if match.says("HOURS") or match.says("NIGHTS"):
        count: int = match.one("NUM", "NUMBER", "MINUTE") or 1
        days = count + 1 if match.says("NIGHTS") else -(-count // HOURS_OF_A_DAY)
        return Answer(intervals.UNKNOWN, Relation.DURATION, days=days) if days <= LONGEST and not match.says("ARTICLE") else None
    if days is None:
        count, unit = _count(match)
        if count > LONGEST or unit == "year" or (match.says("ARTICLE") and unit == "day"):
            return None
        days = count * DAYS_OF[unit]
    return Answer(intervals.UNKNOWN, Relation.DURATION, days=days)


def vague(match: Match) -> Answer | None:
    """For "soon", "in the coming weeks": ahead, and no window."""
    if match.before("not_vague_before") or match.after("not_vague_after") or _is_old(match):
        return None
    return Answer(intervals.UNKNOWN, Relation.VAGUE)


def _count(match: Match) -> tuple[int, str]:
    count: int = match.one("NUM", "NUMBER") or 1
    unit: str = match.one("UNIT", "UNITS") or "day"
    return count, unit


def _later(base: dt.date, count: int, unit: str) -> dt.date:
    if unit in ("day", "week"):
        return intervals.shift(base, count * DAYS_OF[unit])
    whole = intervals.month(base.year, base.month + count * (12 if unit == "year" else 1))
    return whole.days[0].replace(day=min(base.day, whole.days[1].day))


def _around(day: dt.date, unit: str) -> Interval:
    if unit == "month":
        return intervals.month(day.year, day.month)
    if unit == "year":
        return intervals.year(day.year)
    if unit == "week":
        return intervals.week_of(day)
    return Interval(day, day, Precision.DAY, day.isoformat())


RULES: Mapping[str, Builder] = {
    "in_units": in_units,
    "within": within,
    "ago": ago,
    "offset": offset,
    "sequel": sequel,
    "duration": duration,
    "vague": vague,
}
