"""Timing: from the date expressions beside a trigger to the window of the event."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, replace

from tracker.domain import Precision, Status, When
from tracker.mining.dates import intervals
from tracker.mining.dates.grammar import to_when
from tracker.mining.dates.spans import DateSpan, Relation
from tracker.mining.model import Outlook

UNKNOWN = When()
FORWARD = frozenset({Relation.ON, Relation.FROM, Relation.BY, Relation.UNTIL, Relation.AFTER, Relation.SEQUEL, Relation.OFFSET})
THIS_WEEK = "relative-unit"
LONGEST_STAY = 60
LONGEST_WINDOW = 2 * 366  # days: up to the end of next year
FRESH = 0


@dataclass(slots=True, unsafe_hash=True)
class Timing:
    """When a draft takes place; ``over`` where its dates lie before the publication."""

    when: When = UNKNOWN
    over: bool = False


def settle(dates: Sequence[DateSpan], durations: Sequence[DateSpan], outlook: Outlook, base: dt.date) -> Timing:
    """The window of an encounter from its own dates, as its outlook bends them."""
    if outlook.status is Status.HELD:
        return _held(dates, base)
    usable = [span for span in dates if span.relation in FORWARD and span.when.known and not _far_goal(span)]
    usable = [span for span in dates if span.relation is Relation.MOVED and span.when.known] or usable
    if not usable:
        ago = [span for span in dates if span.relation in {Relation.AGO, Relation.SINCE}]
        if ago and not (outlook.underway and durations):
            return Timing(over=True)
        return _without_dates(outlook, base)
    span = _best(usable)
    when = _future(span, outlook, base)
    if "underway:last day of" in outlook.rules and durations and when.precision is Precision.DAY:
        when, durations = _until(when, durations[0]), ()
    if outlook.underway and not outlook.status:
        return _going_on(_joined(when, usable), durations, base)
    if durations and when.precision is Precision.DAY:
        when = _stretched(when, durations[0])
    assert when.latest
    if when.latest < base:
        return Timing(when, over=True)
    return Timing(_left_of(_joined(when, usable), base))


def _left_of(when: When, base: dt.date) -> When:
    """What is left of days that have begun ("May 2-9", told on the 4th); a month or a season is named as a whole."""
    if when.precision is not Precision.DAYS or not when.earliest or not when.latest or not when.earliest < base <= when.latest:
        return when
    precision = Precision.DAY if when.latest == base else Precision.DAYS
    edtf = base.isoformat() if when.latest == base else f"{base}/{when.latest}"
    return replace(when, earliest=base, precision=precision, edtf=edtf)


def _far_goal(span: DateSpan) -> bool:
    """Whether a window is years long, as that of a goal or a programme is and that of a meeting never: "by 2030", "from 2007 to 2009"."""
    assert span.when.earliest
    assert span.when.latest
    return (span.when.latest - span.when.earliest).days > LONGEST_WINDOW


def _held(dates: Sequence[DateSpan], base: dt.date) -> Timing:
    """When something was that is reported as over: the latest reading of its words that is not ahead."""
    for span in dates:
        for when in (span.when, span.other):
            if when and when.latest and when.latest <= base:
                return Timing(when)
    return Timing()


def _best(usable: Sequence[DateSpan]) -> DateSpan:
    """The first expression, unless a later one is finer and lies within it; a day of stated days is that of something in their course."""
    best = usable[0]
    for span in usable[1:]:
        if best.when.precision is not Precision.DAYS and _within(span.when, best.when) and span.when != best.when:
            best = span
    return best


def _within(inner: When, outer: When) -> bool:
    assert inner.earliest
    assert inner.latest
    assert outer.earliest
    assert outer.latest
    return outer.earliest <= inner.earliest and inner.latest <= outer.latest


def _joined(when: When, usable: Sequence[DateSpan]) -> When:
    """Two neighbouring days ("on Friday and Saturday") make one window."""
    if len(usable) != 2 or when.precision is not Precision.DAY or usable[1].when.precision is not Precision.DAY:
        return when
    first, second = usable[0].when, usable[1].when
    if first.latest and second.earliest and second.earliest - first.latest == dt.timedelta(days=1):
        return replace(
            first,
            latest=second.latest,
            precision=Precision.DAYS,
            words=f"{first.words} and {second.words}",
            edtf=f"{first.earliest}/{second.latest}",
        )
    return when


def _future(span: DateSpan, outlook: Outlook, base: dt.date) -> When:
    """The reading that the outlook asks for where an expression has two."""
    when, other = span.when, span.other
    if outlook.underway:
        return when
    if not (when.latest and other and other.latest and other.latest >= base):
        return when
    over = when.latest < base or (span.rule == THIS_WEEK and when.latest == base)  # what is left of "this week's summit"
    return other if over else when


def _going_on(when: When, durations: Sequence[DateSpan], base: dt.date) -> Timing:
    """What has begun: from the publication to the last day told, else the publication's day; over if it ended before."""
    if durations and when.precision is Precision.DAY:
        when = _stretched(when, durations[0])
    assert when.earliest
    assert when.latest
    if when.latest < base and (durations or (base - when.latest).days > FRESH):
        return Timing(when, over=True)
    if when.earliest > base:
        return Timing(when)
    latest = max(when.latest, base) if durations or when.precision is Precision.DAYS else base
    words = when.words if latest > base else ""
    precision = Precision.DAY if latest == base else Precision.DAYS
    return Timing(When(base, latest, precision, words, base.isoformat() if latest == base else f"{base}/{latest}"))


def _stretched(when: When, duration: DateSpan) -> When:
    """A day with a length: "a three-day visit on Sunday"."""
    if not when.earliest or not 1 < duration.days <= LONGEST_STAY:
        return when
    latest = when.earliest + dt.timedelta(days=duration.days - 1)
    return replace(when, latest=latest, precision=Precision.DAYS, edtf=f"{when.earliest}/{latest}")


def _until(when: When, duration: DateSpan) -> When:
    """The days of a length that end with a day: "on Sunday, the last day of a three-day visit"."""
    if not when.latest or not 1 < duration.days <= LONGEST_STAY:
        return when
    earliest = when.latest - dt.timedelta(days=duration.days - 1)
    return replace(when, earliest=earliest, precision=Precision.DAYS, edtf=f"{earliest}/{when.latest}")


def _without_dates(outlook: Outlook, base: dt.date) -> Timing:
    """What is under way and has no date stands on the day of publication."""
    if outlook.underway:
        return Timing(When(base, base, Precision.DAY, "", base.isoformat()))
    return Timing()


def ahead(span: DateSpan, base: dt.date) -> When:
    """The window of a date, in the reading that does not lie in the past where it has two."""
    if span.other and span.when.latest and span.when.latest < base:
        return span.other
    return span.when


def either(one: DateSpan, other: DateSpan) -> DateSpan:
    """Two windows of which one is meant, as one: "in November or in the first week of December"."""
    days = [day for when in (one.when, other.when) for day in (when.earliest, when.latest) if day]
    if not (one.when.known and other.when.known):
        return one
    return replace(one, when=to_when(intervals.one_of(min(days), max(days)), f"{one.when.words} or {other.when.words}"), other=None)
