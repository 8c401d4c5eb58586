"""What an analyst should look at, weightiest first: what cannot be true, contradicts itself, may be double, or runs out."""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

from tracker import wording
from tracker.domain import Event, Place, Status
from tracker.resolve.claims import PLANNED
from tracker.resolve.importance import REASONS, Why, importance
from tracker.resolve.words import otherwise, party_words

CLOSING_DAYS = 7  # a window that closes within these without confirmation is shown
DISTANT_KM = 500.0  # nobody is in two cities so far apart on one exact day without its being worth a look
EARTH_KM = 6371.0


@dataclass(frozen=True, slots=True)
class Finding:
    """One reason to look at an event, in words; ``other`` is the event that it conflicts with or may be."""

    event: Event
    why: Why
    words: str
    other: Event | None = None


@dataclass(frozen=True, slots=True)
class Item:
    """One event of the queue with all its findings, the weightiest first."""

    event: Event
    findings: tuple[Finding, ...]

    @property
    def why(self) -> Why:
        """The weightiest reason."""
        return self.findings[0].why


def queue(findings: Iterable[Finding], today: dt.date) -> list[Item]:
    """Put findings in order of importance, an event with all of its own; of equals what is nearest to today."""
    by_event: dict[str, list[Finding]] = {}
    for finding in findings:
        by_event.setdefault(finding.event.uid, []).append(finding)
    items = [Item(found[0].event, tuple(sorted(found, key=lambda one: -REASONS[one.why]))) for found in by_event.values()]
    return sorted(items, key=lambda item: _place_in_queue(item, today))


def conflicts(events: Sequence[Event]) -> Iterator[Finding]:
    """Find leaders who would be in two distant cities on one exact day."""
    by_leader: dict[str, list[Event]] = {}
    for event in events:
        if event.when.exact and event.status in PLANNED and event.place.city:
            for person in event.participants:
                by_leader.setdefault(person.key, []).append(event)
    told: set[tuple[str, str]] = set()
    for own in by_leader.values():
        for one, other in combinations(own, 2):
            if (one.uid, other.uid) not in told and _same_day(one, other) and distant(one.place, other.place):
                told.add((one.uid, other.uid))
                yield from (_conflict(one, other), _conflict(other, one))


def contradictions(events: Iterable[Event]) -> Iterator[Finding]:
    """Find events of which parties, or sources and analyst, say different things."""
    for event in events:
        if event.disputed:
            yield Finding(event, Why.CONTRADICTION, f"its parties contradict each other: {', '.join(party_words(event.party_status))}")
        if event.source_claims:
            yield Finding(event, Why.CONTRADICTION, f"sources now say {otherwise(event)}")


def closing(events: Iterable[Event], today: dt.date) -> Iterator[Finding]:
    """Find speculative events whose window is about to close."""
    for event in events:
        last = event.shown[1]
        if event.status is Status.SPECULATIVE and last is not None and today <= last <= today + dt.timedelta(CLOSING_DAYS):
            yield Finding(event, Why.CLOSING, f"its window closes on {wording.day(last)}, and nobody has confirmed it")


def duplicate(event: Event, other: Event, reasons: Sequence[str]) -> Finding:
    """Say that two events may be one, and what speaks for it."""
    return Finding(event, Why.DUPLICATE, f"may be double ({'; '.join(reasons)}):", other)


def distant(one: Place, other: Place) -> bool:
    """Whether two places are too far apart for one day; by country where coordinates are missing."""
    if None in (one.latitude, one.longitude, other.latitude, other.longitude):
        return bool(one.country and other.country and one.country != other.country)
    return kilometres(one, other) > DISTANT_KM


def kilometres(one: Place, other: Place) -> float:
    """Give the great-circle distance of two places that have coordinates (haversine formula)."""
    assert one.latitude is not None
    assert one.longitude is not None
    assert other.latitude is not None
    assert other.longitude is not None
    north, south = math.radians(one.latitude), math.radians(other.latitude)
    half = math.sin((south - north) / 2) ** 2
    half += math.cos(north) * math.cos(south) * math.sin(math.radians(other.longitude - one.longitude) / 2) ** 2
    return 2 * EARTH_KM * math.asin(math.sqrt(half))


def _same_day(one: Event, other: Event) -> bool:
    """Whether two exact events fill the same single day; stated days of a trip leave time to travel."""
    return one.when.earliest == one.when.latest == other.when.earliest == other.when.latest


def _conflict(one: Event, other: Event) -> Finding:
    both = {person.key for person in other.participants}
    who = ", ".join(person.name for person in one.participants if person.key in both)
    assert one.when.earliest is not None
    words = f"{who} would be in {one.place.city} and in {other.place.city} on {wording.day(one.when.earliest)}"
    return Finding(one, Why.CONFLICT, words, other)


def _place_in_queue(item: Item, today: dt.date) -> tuple[float, float, str]:
    first = item.event.shown[0]
    points = importance(item.event, (found.why for found in item.findings), today)
    return -points, abs((first - today).days) if first else math.inf, item.event.uid
