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
FAR = 100  # characters, and then no words are counted


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
    figures = [word for word in match.words if word[0].isdigit()]
    if len(figures) > 1 and len(figures[1]) != 2:
        return None
    hour, minute = divmod(int(figures[0]), 100) if len(figures[0]) == 4 else (int(figures[0]), 0)
    if len(figures) > 1:
        minute = int(figures[1])
    return _twelve_hours(hour, minute, match)


def _twelve_hours(hour: int, minute: int, match: Match) -> str | None:
    half: int | None = match.one("AMPM")
    if half is not None:
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + half
    elif match.one("ZONE") is None and not match.says("COLON"):
        return None  # "3.30" may be money, a score or a version
    return f"{hour:02}:{minute:02}" if hour < 24 and minute < 60 else None


def with_times(spans: list[DateSpan], sentence: str, base: dt.date) -> list[DateSpan]:
    """Give each time of day to the nearest date beside it; a time that has none stays a span of its own, on no day."""
    spans = _paired(spans, sentence)
    for place, time in enumerate(spans):
        if time.relation is Relation.TIME:
            host = _host(spans, place, sentence)
            day = spans[host].when.earliest or base
            spans[host] = _timed(spans[host], time.when.time, day)
    return [span for place, span in enumerate(spans) if span.relation is not Relation.TIME or _host(spans, place, sentence) == place]


def _host(spans: list[DateSpan], place: int, sentence: str) -> int:
    """The date next to a time, before it or after it, whichever is nearer; the time's own place where neither is near."""
    gaps = {place: NEAR + 1}
    for other in (place - 1, place + 1):
        if 0 <= other < len(spans) and spans[other].when.known:
            gaps[other] = _gap(spans[other], spans[place], sentence)
    return min(gaps, key=lambda other: gaps[other])


def _paired(spans: list[DateSpan], sentence: str) -> list[DateSpan]:
    """For "3:30 p.m. (1930 GMT)", which is one time: the second tells the first one's zone."""
    kept: list[DateSpan] = []
    for span in spans:
        if kept and kept[-1].relation is span.relation is Relation.TIME and _is_same_time(kept[-1], span, sentence):
            first = kept.pop()
            time = _same_moment(first.when.time, span.when.time)
            kept.append(replace(first, end=span.end, when=replace(first.when, words=sentence[first.start : span.end], time=time)))
        else:
            kept.append(span)
    return kept


def _is_same_time(first: DateSpan, second: DateSpan, sentence: str) -> bool:
    return " " in second.when.time and " " not in first.when.time and _gap(first, second, sentence) <= 1


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
    return FAR if len(between) > FAR or ";" in between or "." in between else len(TOKEN.findall(between))


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
