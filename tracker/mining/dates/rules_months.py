"""Builders for months and longer: "in July", "early June", "the first half of 2027", "spring 2027", "mid-2017"."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

from tracker.domain import Precision
from tracker.mining.dates import intervals
from tracker.mining.dates.answers import Answer, Builder, month_in_year, referred_month, referred_year, relative, stated_year
from tracker.mining.dates.intervals import Interval
from tracker.mining.dates.scan import Match
from tracker.mining.dates.tables import MONTHS, WEAK_MONTHS


def month_of_year(match: Match) -> Answer | None:
    """A month; a weak name ("May", "March") without a year needs a word that marks it as a date."""
    weak = match.one(*WEAK_MONTHS) is not None and stated_year(match) is None
    if weak and (not match.licensed() or match.after("not_month_after") or _is_namelike(match)):
        return None
    return Answer(_as_seen(referred_month(match), match))


def _is_namelike(match: Match) -> bool:
    """For "Jan" and "Mar" before another word: a name, or "Mar del Plata"."""
    following = match.sentence.lower(match.last)
    return match.sentence.around(match.last - 1, "namelike") and (following.isalpha() or following == "-")


def relative_month(match: Match) -> Answer | None:
    """For "this July": of this year unless it is over and the verb looks ahead; "next" and "last": the nearest other one."""
    number = match.one(*MONTHS)
    year = match.base.year
    if match.one("NEXT", "COMING"):
        year += number <= match.base.month
    elif match.one("LAST"):
        year -= number >= match.base.month
    elif not match.past:
        year += number < match.base.month
    return Answer(intervals.month(year, number))


def month_range(match: Match) -> Answer | None:
    """For "July to September", "April and May": the whole of it."""
    first, last = _two_months(match)
    days = sorted((*first.days, *last.days))
    edtf = f"{first.edtf}/{last.edtf}"
    return Answer(Interval(days[0], days[-1], Precision.MONTH, edtf)) if _named(match) else None


def month_choice(match: Match) -> Answer | None:
    """For "May or July": from the first day of the one to the last of the other, and EDTF keeps that it is one of them."""
    first, last = sorted(_two_months(match), key=lambda month: month.days)
    chosen = Interval(first.days[0], last.days[1], Precision.MONTH, f"[{first.edtf},{last.edtf}]")
    return Answer(chosen) if _named(match) else None


def part_of_month(match: Match) -> Answer | None:
    """Early, mid, late; the beginning, middle and end."""
    whole = referred_month(match)
    part: str | None = match.one("PART")
    if part is not None:
        return Answer(intervals.third(whole, part))
    return Answer(intervals.edge(whole, match.one("EDGE") or "late"), bound=match.one("EDGE") == "late")


def part_range(match: Match) -> Answer | None:
    """For "late May or early June", "mid to late June"."""
    parts = match.all("PART", "EDGE")
    months = [month_in_year(match, number) for number in match.all(*MONTHS)]
    if len(months) == 2 and months[1].days < months[0].days:
        months[1] = intervals.month(months[0].days[0].year + 1, months[1].days[0].month)
    first = intervals.third(months[0], parts[0])
    last = intervals.third(months[-1], parts[1]) if len(parts) > 1 else months[-1]
    return Answer(intervals.span(first.days[0], last.days[1], Precision.PART_OF_MONTH))


def nth_of_month(match: Match) -> Answer | None:
    """For "the second week of July", "the first half of May", "the last Friday of June"."""
    whole = referred_month(match)
    which = match.one("ORDINAL") or -1
    weekday: int | None = match.one("WEEKDAY")
    if match.says("HALF"):
        return Answer(intervals.nth_half(whole, 2 if which == -1 else which))
    if weekday is not None or match.one("WEEKEND"):
        return _nth_day(whole, which, weekday)
    if match.one("UNITS") == "day":  # "the first days of June"
        return Answer(intervals.third(whole, "late" if which == -1 else "early"))
    unit = match.one("UNIT")
    if unit == "week":
        return Answer(intervals.nth_week(whole, which))
    return Answer(intervals.single(intervals.shift(whole.days[0], which - 1) if which > 0 else whole.days[1])) if unit == "day" else None


def _nth_day(whole: Interval, which: int, weekday: int | None) -> Answer | None:
    day = intervals.nth_weekday(whole, which, 5 if weekday is None else weekday)
    if day is None:
        return None
    return Answer(day if weekday is not None else intervals.weekend_of(day.days[0]))


def nth_of_year(match: Match) -> Answer | None:
    """For "the first half of 2027", "the third quarter of next year"."""
    year, which = referred_year(match), match.one("ORDINAL")
    if match.says("HALF"):
        return Answer(intervals.half_year(year, 1 if which == 1 else 2)) if which in (1, 2, None) else None
    return Answer(intervals.quarter(year, which or 4)) if (which or 4) <= 4 else None


def quarter_of_year(match: Match) -> Answer | None:
    """For "Q3 2027", "the third quarter", "next quarter"; a quarter that is over is next year's."""
    now = (match.base.month + 2) // 3
    named: int | None = match.one("QUARTERNAME", "ORDINAL")
    year = stated_year(match)
    if named is None:
        which = now + relative(match)
        return Answer(intervals.quarter(match.base.year + (which > 4), (which - 1) % 4 + 1)) if match.one("THIS", "NEXT") else None
    if year is None:
        year = match.base.year + (named < now)
    return Answer(intervals.quarter(year, named)) if named <= 4 else None


def season_of_year(match: Match) -> Answer | None:
    """A season with its year, with this, next or last, after "the" in "in the spring", or before an event noun."""
    if not _is_season(match):
        return None
    which: int = match.one("SEASON", "WSEASON") or 1
    whole = intervals.season(_season_year(match, which), which)
    part: str | None = match.one("PART", "EDGE")
    if part:
        return Answer(intervals.third(whole, part), bound=match.one("EDGE") == "late")
    return Answer(whole)


def _is_season(match: Match) -> bool:
    if match.before("seasons") or match.after("named"):
        return False
    if stated_year(match) is not None or any(match.says(name) for name in ("THIS", "NEXT", "LAST", "COMING", "PART", "EDGE")):
        return True
    if match.sentence.is_in(match.last, "OF"):  # "the fall of Kabul"
        return False
    if match.says("THE"):
        return match.before("year_licence") and not match.after("counted")
    return match.after("event_nouns") or (match.says("SEASON") and match.before("year_licence"))


def _season_year(match: Match, which: int) -> int:
    year = stated_year(match)
    if year is not None:
        return year
    base = match.base
    if match.one("LAST"):
        return base.year - (intervals.season(base.year, which).days[1] >= base)
    running = which == 4 and base.month <= 2  # January and February belong to the winter that began last year
    if match.one("NEXT"):
        return base.year + (intervals.season(base.year, which).days[0] <= base)
    over = intervals.season(base.year, which).days[1] < base and not match.past
    return base.year + over - running


def part_of_year(match: Match) -> Answer | None:
    """For "mid-2017", "early 2008", "the end of 2005"."""
    whole = intervals.year(match.all("YEAR")[0])
    part: str | None = match.one("PART")
    if part:
        return Answer(intervals.third(whole, part))
    return Answer(intervals.edge(whole, match.one("EDGE") or "late"), bound=match.one("EDGE") == "late")


def bare_year(match: Match) -> Answer | None:
    """A year alone: after a preposition, unless it counts something, and in "the 2022 NATO summit"."""
    titled = match.sentence.is_in(match.first - 1, "THE") and match.noun_follows("event_nouns")
    if not titled and (not match.before("year_licence") or match.after("counted")):
        return None
    return Answer(intervals.year(match.all("YEAR")[0]), of_noun=titled)


def holiday(match: Match) -> Answer | None:
    """A holiday on a fixed date or counted from Easter; the next one or, looking back, the last."""
    if match.after("named") or match.before("other_years") or (match.says("GOOD") and match.one("WEEKDAY") != 4):
        return None
    days = [_holiday_in(match, match.base.year + step) for step in (-1, 0, 1, 2)]
    if match.past:
        return Answer(intervals.single([day for day in days if day <= match.base][-1]))
    return Answer(intervals.single(next(day for day in days if day >= match.base)))


def _holiday_in(match: Match, year: int) -> dt.date:
    value: str = match.one("HOLIDAY", "NEWYEAR", "GOOD")
    shift: int = match.one("EVE") or 0
    if value.startswith("easter"):
        shift += int(value.removeprefix("easter")) + (1 if match.one("WEEKDAY") == 0 else 0)
        return intervals.shift(intervals.easter(year), shift)
    number, day = map(int, value.split("-"))
    return intervals.shift(dt.date(year, number, day), shift)


def _as_seen(whole: Interval, match: Match) -> Interval:
    return whole.not_after(match.base) if match.past else whole


def _two_months(match: Match) -> tuple[Interval, Interval]:
    numbers, years = match.all(*MONTHS), match.all("YEAR")
    if len(years) == 2:
        return intervals.month(years[0], numbers[0]), intervals.month(years[1], numbers[1])
    first, last = (month_in_year(match, number) for number in numbers)
    if last.days < first.days:  # over New Year: a stated year is the last month's
        if stated_year(match) is None:
            return first, intervals.month(first.days[0].year + 1, numbers[1])
        return intervals.month(last.days[0].year - 1, numbers[0]), last
    return first, last


def _named(match: Match) -> bool:
    return not match.all(*WEAK_MONTHS) or stated_year(match) is not None or match.licensed()


RULES: Mapping[str, Builder] = {
    "month_of_year": month_of_year,
    "relative_month": relative_month,
    "month_range": month_range,
    "month_choice": month_choice,
    "part_of_month": part_of_month,
    "part_range": part_range,
    "nth_of_month": nth_of_month,
    "nth_of_year": nth_of_year,
    "quarter_of_year": quarter_of_year,
    "season_of_year": season_of_year,
    "part_of_year": part_of_year,
    "bare_year": bare_year,
    "holiday": holiday,
}
