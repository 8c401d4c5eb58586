"""How much an analyst's eye is worth to an event today, in points: why it is in the queue, how near it is, how sure, and who meets."""

from __future__ import annotations

import datetime as dt
from bisect import bisect_left
from collections.abc import Iterable, Mapping
from enum import StrEnum

from tracker.domain import Event, Kind, Participant, Status
from tracker.lexicon.people import OFFICES, RANK


class Why(StrEnum):
    """Why an event is in the review queue."""

    CONFLICT = "conflict"
    CONTRADICTION = "contradiction"
    DUPLICATE = "duplicate"
    CLOSING = "closing"
    CHANGED = "changed"
    NEW = "new"


REASONS: Mapping[Why, float] = {
    Why.CONFLICT: 5.0,
    Why.CONTRADICTION: 4.0,
    Why.DUPLICATE: 3.5,
    Why.CLOSING: 3.0,
    Why.CHANGED: 1.5,
    Why.NEW: 1.0,
}
AHEAD = (7, 31, 92, 366)  # days until then, and what each span is worth
NEARNESS = (6.0, 4.5, 3.0, 1.5, 0.5)
AFTER = (7, 31)  # days since it ended; nobody prepares for it any more
BYGONE = (2.0, 0.0, -4.0)
UNDATED = 1.0
ORIGINS = 4  # more independent origins make nothing surer
LEADERS = 2  # two heads of state are as weighty as it gets
SENIOR: Mapping[Kind, float] = {Kind.SUMMIT: 2.0, Kind.CONFERENCE: 1.0}  # who comes to a gathering is seldom listed


def importance(event: Event, reasons: Iterable[Why], today: dt.date) -> float:
    """Give the points of an event that is in the queue for these reasons."""
    return sum(REASONS[why] for why in set(reasons)) + nearness(event, today) + confidence(event) + seniority(event)


def nearness(event: Event, today: dt.date) -> float:
    """Give the points for the days between today and the middle of what is left of its window."""
    first, last = event.shown
    if first is None or last is None:
        return UNDATED
    if last < today:
        return BYGONE[bisect_left(AFTER, (today - last).days)]
    first = max(first, today)
    return NEARNESS[bisect_left(AHEAD, (first - today).days + (last - first).days // 2)]


def confidence(event: Event) -> float:
    """Give up to two points for what is announced, and told by several who do not repeat each other."""
    return (event.status is Status.CONFIRMED) + min(event.origins, ORIGINS) / ORIGINS


def seniority(event: Event) -> float:
    """Give up to two points for the offices of those who meet."""
    offices = sorted(map(_rank, event.participants), reverse=True)[:LEADERS]
    return max(sum(offices), SENIOR.get(event.kind, 0.0))


def _rank(person: Participant) -> float:
    """From 1 for a head of state down to 0 for who holds no office that is known."""
    return 1 - RANK.get(person.office, len(OFFICES)) / len(OFFICES)
