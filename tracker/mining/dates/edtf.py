"""Extended Date/Time Format (Library of Congress, 2019) for the windows of this tracker.

Read and written: a day, month or year; seasons 21 to 24, quarters 33 to 36 and halves 40 and 41 of a year; intervals, open at either
end; one of a set, ``[2017-05,2017-07]`` or ``[2017-03-12..2017-03-14]``; the qualifiers ~ ? %, which leave the window as it is.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Mapping
from dataclasses import replace

from tracker.domain import Precision, When
from tracker.mining.dates import intervals
from tracker.mining.dates.intervals import Interval

_SIMPLE = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?[~?%]?", re.ASCII)
_DIVISIONS: Mapping[range, Callable[[int, int], Interval]] = {
    range(1, 13): intervals.month,
    range(21, 25): lambda year, number: intervals.season(year, number - 20),
    range(33, 37): lambda year, number: intervals.quarter(year, number - 32),
    range(40, 42): lambda year, number: intervals.half_year(year, number - 39),
}
OPEN_END = ("..", "")


class NotEdtf(ValueError):  # noqa: N818 - says what the text is
    """The text is none of the forms that are read."""


def from_edtf(text: str, base: dt.date) -> When:
    """The window of an EDTF string; ``base`` is the day from which an interval with no start counts. Raises NotEdtf."""
    return _when(_interval(text.strip(), base), text.strip())


def to_edtf(when: When) -> str:
    """The EDTF of a window: what it carries, else what its days say; nothing for no window."""
    if when.edtf or when.earliest is None or when.latest is None:
        return when.edtf
    window = intervals.span(when.earliest, when.latest)
    for whole in (intervals.month(when.earliest.year, when.earliest.month), intervals.year(when.earliest.year)):
        if whole.days == window.days:
            return whole.edtf
    return window.edtf


def _interval(text: str, base: dt.date) -> Interval:
    if text.startswith("[") and text.endswith("]"):
        return replace(_one_of(text[1:-1]), edtf=text)
    first, slash, last = text.partition("/")
    if not slash:
        return replace(_simple(first), edtf=text)
    if first in OPEN_END and last not in OPEN_END:
        return replace(intervals.up_to(base, _simple(last).days[1]), edtf=f"../{last}")
    if last in OPEN_END and first not in OPEN_END:
        return replace(intervals.after(_simple(first).days[0]), edtf=f"{first}/..")
    return replace(_between(_simple(first), _simple(last)), edtf=text)


def _one_of(text: str) -> Interval:
    members = [_simple(part) for part in re.split(r",|\.\.", text)]
    days = [day for member in members for day in member.days]
    precision = Precision.OPEN if any(member.precision is Precision.DAY for member in members) else members[0].precision
    return Interval(min(days), max(days), precision)


def _between(first: Interval, last: Interval) -> Interval:
    earliest, latest = first.days[0], last.days[1]
    if latest < earliest:
        raise NotEdtf(f"{first.edtf}/{last.edtf} ends before it begins; swap the two")
    return Interval(earliest, latest, Precision.DAYS if first.precision is Precision.DAY else first.precision)


def _simple(text: str) -> Interval:
    match = _SIMPLE.fullmatch(text)
    if match is None:
        raise NotEdtf(f"{text!r} is no EDTF date; write 2017-05-26, 2017-05 or 2017")
    year, division, day = (int(part) if part else None for part in match.groups())
    assert year is not None
    try:
        return _calendar(year, division, day)
    except ValueError as error:
        raise NotEdtf(f"{text!r} is not in the calendar: {error}") from error


def _calendar(year: int, division: int | None, day: int | None) -> Interval:
    if division is None:
        return intervals.year(year)
    if day is not None:
        return intervals.single(dt.date(year, division, day))
    for numbers, build in _DIVISIONS.items():
        if division in numbers:
            return build(year, division)
    raise ValueError(f"a year has no part {division}")


def _when(interval: Interval, text: str) -> When:
    return When(interval.earliest, interval.latest, interval.precision, text, interval.edtf)
