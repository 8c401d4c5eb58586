"""Times of day: "3:30 p.m. (1930 GMT)", "10 a.m. ET", "noon local time". A time belongs to the date beside it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import replace
from functools import cache
from zoneinfo import ZoneInfo

from tracker.mining.dates import intervals
from tracker.mining.dates.answers import Answer, Builder
from tracker.mining.dates.scan import TOKEN, Match
from tracker.mining.dates.spans import DateSpan, Relation

NEAR = 4  # words between a date and its time of day: "on Friday in Paris at 3 p.m."
FAR = 1000


def clock(match: Match) -> Answer | None:
    """A time with its zone where the text names one ("15:30", "15:30 America/New_York"); a figure that is no time gives None."""
    time = _time(match)
    if time is None:
        return None
    zone: str | None = match.one("ZONE")
    return Answer(intervals.UNKNOWN, Relation.TIME, time=f"{time} {zone}" if zone else time)


def _time(match: Match) -> str | None:
    noon: str | None = match.one("NOON")
    if noon is not None:
        return noon
    figures = [value for name, value in match.pairs("YEAR", "HHMM", "NUM", "MINUTE") if name]
    hour, minute = divmod(figures[0], 100) if figures[0] >= 1000 or match.all("HHMM") else (figures[0], 0)
    if len(figures) > 1:
        minute = figures[1]
    return _twelve_hours(hour, minute, match)


def _twelve_hours(hour: int, minute: int, match: Match) -> str | None:
    half: int | None = match.one("AMPM")
    if half is not None:
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + half
    elif match.one("ZONE") is None and not match.has(":"):
        return None  # "3.30" may be money, a score or a version
    return f"{hour:02}:{minute:02}" if hour < 24 and minute < 60 else None


def with_times(spans: list[DateSpan], sentence: str, base: dt.date) -> list[DateSpan]:
    """Give each time of day to the nearest date beside it; a time that has none stays a span of its own, on no day."""
    times = _paired([span for span in spans if span.relation is Relation.TIME], sentence)
    dates = [span for span in spans if span.relation is not Relation.TIME]
    alone = []
    for time in times:
        near = [(gap, place) for place, span in enumerate(dates) if (gap := _gap(span, time, sentence)) <= NEAR and span.when.known]
        if near:
            place = min(near)[1]
            dates[place] = _timed(dates[place], time.when.time, dates[place].when.earliest or base)
        else:
            alone.append(_timed(time, time.when.time, base))
    return sorted([*dates, *alone], key=lambda span: span.start)


def _paired(times: list[DateSpan], sentence: str) -> list[DateSpan]:
    """For "3:30 p.m. (1930 GMT)" is one time: the second tells the first one's zone."""
    kept: list[DateSpan] = []
    for time in times:
        if kept and _gap(kept[-1], time, sentence) <= 1 and " " in time.when.time and " " not in kept[-1].when.time:
            first = kept.pop()
            kept.append(replace(first, end=time.end, when=replace(first.when, time=_same_moment(first.when.time, time.when.time))))
        else:
            kept.append(time)
    return kept


def _same_moment(local: str, universal: str) -> str:
    """The local time with the offset that makes it the other one, which is told in GMT or another fixed zone."""
    clock_time, zone = universal.split(" ")
    if "/" in zone:
        return universal
    ours, theirs = dt.time.fromisoformat(local), dt.time.fromisoformat(clock_time)
    sign, rest = (-1 if zone[0] == "-" else 1), dt.time.fromisoformat(zone[1:])
    minutes = _minutes(ours) - _minutes(theirs) + sign * _minutes(rest)
    minutes = (minutes + 12 * 60) % (24 * 60) - 12 * 60
    return f"{local} {'-' if minutes < 0 else '+'}{abs(minutes) // 60:02}:{abs(minutes) % 60:02}"


def _minutes(time: dt.time) -> int:
    return 60 * time.hour + time.minute


def _gap(span: DateSpan, time: DateSpan, sentence: str) -> int:
    """How many words stand between a span and a time; offsets are the sentence's own."""
    between = sentence[min(span.end, time.end) : max(span.start, time.start)]
    return FAR if ";" in between or "." in between else len(TOKEN.findall(between))


@cache
def _zone(name: str) -> ZoneInfo:
    return ZoneInfo(name)


def _timed(span: DateSpan, time: str, day: dt.date) -> DateSpan:
    """The span with an ISO 8601 time: a named zone's offset is taken at noon of the day, the same but on the night of a change."""
    clock_time, _, zone = time.partition(" ")
    if "/" in zone:
        text = dt.datetime.combine(day, dt.time(12), _zone(zone)).strftime("%z")
        zone = f"{text[:3]}:{text[3:]}"
    return replace(span, when=replace(span.when, time=clock_time + zone))


RULES: Mapping[str, Builder] = {"clock": clock}
