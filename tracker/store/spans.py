"""Classes of window length. Within a class, whatever overlaps a window begins at most ``reach`` days before it.

What is no longer believed stands under classes of its own, so that who asks what is believed today does not step over it.
"""

from __future__ import annotations

import datetime as dt
import enum

from tracker.store.models import FAR


class Span(enum.IntEnum):
    """How long a shown window is. A class never changes its meaning: it is stored."""

    MONTH = 0  # up to a month
    YEAR = 1  # up to a year
    LONG = 2
    UNDATED = 3  # no window at all: listed, not on the timeline
    DAY = 4  # one day, as most are: before a window nothing of this class is read


DATED = (Span.DAY, Span.MONTH, Span.YEAR, Span.LONG)
PAST = 8
"""Added to the class of what is no longer believed."""
_REACH = {Span.DAY: 0, Span.MONTH: 31, Span.YEAR: 366}


def span_of(start: dt.date | None, end: dt.date | None) -> Span:
    """The class of a shown window."""
    if start is None or end is None:
        return Span.UNDATED
    length = (end - start).days
    return next((span for span, reach in _REACH.items() if length <= reach), Span.LONG)


def earliest_start(span: Span, day: dt.date) -> dt.date:
    """The first day on which a window of this class can begin if it still lasts on ``day``."""
    reach = _REACH.get(span)
    if reach is None or day.toordinal() <= reach:
        return dt.date.min
    return day - dt.timedelta(days=reach)


def stored_class(span: Span, known_to: dt.date) -> int:
    """The class as search tables hold it."""
    return int(span) if known_to == FAR else span + PAST


def span_stored(number: int) -> Span:
    """The class of a window that search tables hold under this number."""
    return Span(number % PAST)


def stored_window(start: dt.date | None, end: dt.date | None) -> tuple[dt.date, dt.date]:
    """The window as search tables hold it: what has none stands at the end of time."""
    return (FAR, FAR) if start is None or end is None else (start, end)
