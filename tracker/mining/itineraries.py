"""Itineraries: what tells only when a journey begins or ends adds that to the journey: "leaves on Monday", "returns on Thursday"."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace

from tracker.domain import Kind, Precision
from tracker.mining.before import countries_of
from tracker.mining.joining import HOMECOMING, OFF, SETTING_OUT, join, last_day, lead_of, up_to
from tracker.mining.model import Told

A_WEEK = dt.timedelta(days=7)
LONGEST_TRIP = dt.timedelta(days=21)


def set_out(found: list[Told], told: Sequence[Told]) -> None:
    """Let "he leaves on Friday" date the undated journey that is told after it."""
    for item in told:
        if SETTING_OUT not in item.draft.rules:
            continue
        for index, known in enumerate(found):
            if known.draft.kind is Kind.VISIT and not known.when.known and lead_of(known.draft) == lead_of(item.draft):
                found[index] = join(known, item)


def come_home(found: list[Told], told: Sequence[Told]) -> None:
    """Let "he returns on Friday" end the journeys that began last before it and of which no end is told."""
    for item in told:
        day = item.when.latest if item.when.precision is Precision.DAY else last_day(item)
        if not {SETTING_OUT, HOMECOMING} & set(item.draft.rules) or not day:
            continue
        if HOMECOMING in item.draft.rules and all(span.rule == "weekday" for span in item.draft.dates):
            day += _whole_weeks(found, item, day)
        away = [(known.when.latest, index) for index, known in enumerate(found) if known.when.latest and _on_the_way_back(known, item, day)]
        last = max((start for start, _ in away), default=None)
        for index in (index for start, index in away if start == last):
            found[index] = replace(found[index], when=up_to(found[index].when, day))


def _whole_weeks(found: Sequence[Told], item: Told, day: dt.date) -> dt.timedelta:
    """How far a weekday of return is moved on where only a journey after it can be meant: "leaves on Monday and returns on Thursday"."""
    moved = day + A_WEEK
    sooner, later = (any(_on_the_way_back(known, item, back) for known in found) for back in (day, moved))
    return A_WEEK if later and not sooner else dt.timedelta(0)


def _on_the_way_back(known: Told, item: Told, day: dt.date) -> bool:
    """Whether a journey is one by the same traveller that began shortly before a day."""
    if known.draft.kind is not Kind.VISIT or known.when.precision is not Precision.DAY or not known.when.latest:
        return False
    by_them = bool(lead_of(known.draft) & lead_of(item.draft))
    return by_them and known.draft.outlook.status not in OFF and dt.timedelta(0) < day - known.when.latest <= LONGEST_TRIP


def as_headlined(found: list[Told], told: Sequence[Told]) -> None:
    """Make the first meeting abroad the visit that the headline calls it: "Lind seeks support on Oslo visit"."""
    visits = [item.draft for item in told if item.draft.headline and item.draft.kind is Kind.VISIT]
    if any(item.draft.kind is Kind.VISIT for item in found):
        return
    for index, item in enumerate(found):
        draft = item.draft
        guest = next((party for visit in visits for party in draft.parties if party.key in lead_of(visit)), None)
        abroad = guest and draft.place.country and draft.place.country not in guest.countries and len(countries_of(draft.parties)) > 1
        if guest and abroad and draft.kind is Kind.MEETING and not draft.series:
            parties = (guest, *(party for party in draft.parties if party is not guest))
            found[index] = replace(item, draft=replace(draft, kind=Kind.VISIT, visited=draft.place.country, parties=parties))
            return
