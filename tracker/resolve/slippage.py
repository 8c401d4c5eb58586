"""Slippage: how often, and by how many days, the window and the place of an event moved while it was planned."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from tracker.domain import Event

Window = tuple[dt.date, dt.date]


@dataclass(frozen=True, slots=True)
class Stand:
    """How an event stood from ``since`` on, until its window or its place changed. ``days`` is by how many days it had moved then."""

    since: dt.date
    event: Event
    days: int = 0
    moved: bool = False  # to days or to a place that the stand before ruled out; else it only became sharper or vaguer


@dataclass(frozen=True, slots=True)
class Slippage:
    """The successive stands, and what they come to. ``days`` is later minus earlier: a plan brought forward is below zero."""

    stands: tuple[Stand, ...]
    moves: int
    days: int
    places: int


def slippage(versions: Sequence[Event]) -> Slippage:
    """Sum up the versions of an event, oldest first."""
    stands: list[Stand] = []
    for version in versions:
        if not stands:
            stands.append(Stand(_known(version), version))
        elif _stand(stands[-1].event) != _stand(version):
            stands.append(_next(stands[-1].event, version))
    moves = [stand for stand in stands if stand.moved]
    places = sum(_elsewhere(before.event, after.event) for before, after in pairwise(stands))
    return Slippage(tuple(stands), len(moves), sum(stand.days for stand in moves), places)


def _next(old: Event, new: Event) -> Stand:
    days = _days(old.shown, new.shown)
    return Stand(_known(new), new, days, moved=days != 0 or _elsewhere(old, new))


def _days(old: tuple[dt.date | None, dt.date | None], new: tuple[dt.date | None, dt.date | None]) -> int:
    """By how many days a window moved: none while one lies within the other, which is a sharper or vaguer word for the same."""
    before, after = _window(old), _window(new)
    if before is None or after is None or _within(before, after) or _within(after, before):
        return 0
    return (after[0] - before[0]).days or (after[1] - before[1]).days


def _within(inner: Window, outer: Window) -> bool:
    return outer[0] <= inner[0] and inner[1] <= outer[1]


def _window(shown: tuple[dt.date | None, dt.date | None]) -> Window | None:
    return (shown[0], shown[1]) if shown[0] and shown[1] else None


def _elsewhere(old: Event, new: Event) -> bool:
    """Whether it moved to another city, or to another country."""
    here, there = old.place, new.place
    if here.country and there.country and here.country != there.country:
        return True
    return bool(here.city and there.city and here.city != there.city)


def _stand(event: Event) -> tuple[object, ...]:
    return event.shown, event.place.city, event.place.country, event.place.region


def _known(event: Event) -> dt.date:
    assert event.version_from is not None, "a stored version knows its day"
    return event.version_from
