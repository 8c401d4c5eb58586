"""Joining: two tellings of one event as one, with the finer window, all parties, and the place and words that say more."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace

from tracker.domain import Kind, Place, Precision, Status, When
from tracker.mining.before import countries_of
from tracker.mining.dates.spans import DateSpan, Relation
from tracker.mining.model import Draft, Outlook, Party, Told

FINENESS = (
    Precision.UNKNOWN,
    Precision.YEAR,
    Precision.OPEN,
    Precision.SEASON,
    Precision.QUARTER,
    Precision.MONTH,
    Precision.PART_OF_MONTH,
    Precision.WEEK,
    Precision.DAYS,
    Precision.DAY,
)
SEVERAL = 3  # countries whose leaders' meeting is a summit
OFF = frozenset({Status.POSTPONED, Status.CANCELLED})
SETTING_OUT, HOMECOMING = "anaphor:setting-out", "anaphor:homecoming"  # rules of what tells when a journey begins or ends
SHORTEST_STAY = 2  # days
STAYS = frozenset({Kind.VISIT, Kind.SUMMIT, Kind.CONFERENCE, Kind.TALKS})


def days_agree(one: Told, other: Told) -> bool:
    """Whether two tellings can be of one event as far as their days go."""
    return windows_agree(one.when, other.when) or is_moved(one) or is_moved(other)


def windows_agree(one: When, other: When) -> bool:
    """Whether two windows can be of one event."""
    if not (one.earliest and one.latest and other.earliest and other.latest):
        return True
    return one.earliest <= other.latest and other.earliest <= one.latest


def keys_of(parties: Sequence[Party]) -> set[str]:
    """The known people and bodies of some parties."""
    return {party.key for party in parties if party.key}


def lead_of(draft: Draft) -> set[str]:
    """Who leads: the traveller of a visit."""
    return {party.key for party in draft.parties[:1] if party.key}


def in_one_breath(one: Draft, other: Draft) -> bool:
    """Whether a meeting and the gathering that it makes are said together: "meets them for a summit", "for a meeting of the bloc"."""
    return one.sentence == other.sentence and "for" in other.rules and "host-gathering" not in other.rules


def _kind(lead: Draft, other: Draft, parties: Sequence[Party]) -> Kind:
    """A meeting of several countries that is said to be for a gathering is that gathering's summit."""
    makes_it = lead.kind is Kind.MEETING and other.kind in {Kind.SUMMIT, Kind.CONFERENCE} and other.series
    several = len(countries_of(parties)) >= SEVERAL
    return Kind.SUMMIT if makes_it and several and in_one_breath(lead, other) else lead.kind


def join(known: Told, item: Told) -> Told:
    """Two tellings as one: the finer window, the union of the parties, the place that says more, the surer words last heard."""
    lead, other = known.draft, item.draft
    parties = list(lead.parties)
    have = keys_of(parties)
    parties += [party for party in other.parties if party.key and party.key not in have]
    if not parties:
        parties = list(other.parties)
    draft = replace(
        lead,
        kind=_kind(lead, other, parties),
        parties=tuple(parties),
        place=_joined_place(lead, other),
        series=lead.series or other.series,
        visited=lead.visited or other.visited,
        dates=(*lead.dates, *new_dates(other)),
        relations=tuple(dict.fromkeys((*lead.relations, *other.relations))),
        outlook=_outlook(lead, other),
        attribution=tuple(dict.fromkeys((*lead.attribution, *other.attribution))),
        said=tuple({**dict(lead.said), **dict(other.said)}.items()),
        attendance=tuple({**dict(lead.attendance), **dict(other.attendance)}.items()),
        journey=(*lead.journey, *other.journey),
        lasting=lead.lasting or other.lasting,
        headline=lead.headline and (other.headline or other.bare or other.outlook.weak or not other.outlook.status),
        rules=tuple(dict.fromkeys((*lead.rules, *other.rules, *(("tour",) if _two_cities(lead, other) else ())))),
    )
    return Told(draft, _window(known, item), (*known.quotes, *item.quotes))


def _window(known: Told, item: Told) -> When:
    """The window of two tellings as one: the finer one, but the days of a stay in one country rather than one of them."""
    stays = [told.when for told in (known, item) if told.when.precision is Precision.DAYS and told.when.words and not told.draft.journey]
    days = [told.when for told in (known, item) if told.when.precision is Precision.DAY]
    if known.draft.kind in STAYS and stays and days and windows_agree(known.when, item.when):
        return stays[0]
    if is_moved(item) or is_moved(known):
        return item.when if is_moved(item) else known.when
    last = last_day(item)
    if known.draft.kind in STAYS and last and known.when.precision is Precision.DAY:
        return up_to(known.when, last)
    return _lasting(known, item, finer(known.when, item.when))


def new_dates(draft: Draft) -> tuple[DateSpan, ...]:
    """The dates to which a telling says that the encounter is put off."""
    return tuple(span for span in draft.dates if span.relation is Relation.MOVED)


def is_moved(item: Told) -> bool:
    """Whether a telling names a new date, with which an earlier one that is told elsewhere need not agree."""
    return bool(new_dates(item.draft))


def last_day(item: Told) -> dt.date | None:
    """Until when a telling says that something lasts: "the visit will last until Sunday"."""
    return next((span.when.latest for span in item.draft.dates if span.relation is Relation.UNTIL), None)


def up_to(when: When, day: dt.date) -> When:
    """The days from one day to another; the one day where the other is none after it."""
    if not when.earliest or day <= when.earliest:
        return when
    return replace(when, latest=day, precision=Precision.DAYS, edtf=f"{when.earliest}/{day}")


def _lasting(known: Told, item: Told, when: When) -> When:
    """The window with its length, where the start is told in one sentence and the length in another: "The two-day summit will discuss"."""
    days = known.draft.lasting or item.draft.lasting
    whole = not (known.draft.journey or item.draft.journey) or SETTING_OUT in item.draft.rules
    one_stay = known.draft.kind in STAYS and known.draft.kind is item.draft.kind and whole
    going_on = known.draft.outlook.underway or item.draft.outlook.underway
    if not one_stay or going_on or days < SHORTEST_STAY or when.precision is not Precision.DAY or not when.words or not when.earliest:
        return when
    return up_to(when, when.earliest + dt.timedelta(days=days - 1))


def _outlook(lead: Draft, other: Draft) -> Outlook:
    """The outlook of two tellings: a moved or called-off plan wins, then what the text says over the headline, then the surer words.

    What "had been called off" was so before the plan that the text tells as on.
    """
    if not other.outlook.status or lead.outlook.status in OFF:
        return lead.outlook
    if other.outlook.status in OFF:
        overtaken = "had-been" in other.outlook.rules and lead.outlook.status and not lead.headline
        return lead.outlook if overtaken else other.outlook
    if lead.headline and not other.headline and other.outlook.status and not other.outlook.weak and not other.bare:
        return other.outlook
    if "unnamed-sources" in other.outlook.rules and not other.bare:
        return other.outlook
    if lead.outlook.weak and not other.outlook.weak:
        return other.outlook
    return lead.outlook if lead.outlook.status else other.outlook


def _two_cities(lead: Draft, other: Draft) -> bool:
    """Whether two tellings of a visit name two cities of its country."""
    both = lead.kind is other.kind is Kind.VISIT
    return both and bool(lead.place.city and other.place.city) and lead.place.city != other.place.city


def _joined_place(lead: Draft, other: Draft) -> Place:
    """The place of two tellings as one: the fuller one, but the country alone where they are two cities of a visit."""
    tour = _two_cities(lead, other) or "tour" in (*lead.rules, *other.rules)
    return Place(country=lead.visited) if tour else _fuller(lead.place, other.place)


def _fuller(one: Place, other: Place) -> Place:
    return max((one, other), key=lambda place: (bool(place.city), bool(place.country), bool(place.region)))


def finer(one: When, other: When) -> When:
    """The more exact window of two that agree."""
    if not one.known:
        return other
    if not other.known:
        return one
    if bool(one.words) != bool(other.words):
        return one if one.words else other
    if not windows_agree(one, other):  # "visits Oslo next week", "leaves for Oslo on Sunday"
        return min((one, other), key=length)
    return max((one, other), key=lambda when: (FINENESS.index(when.precision) if when.precision in FINENESS else 0, -length(when)))


def length(when: When) -> int:
    """How many days a window has."""
    assert when.earliest
    assert when.latest
    return (when.latest - when.earliest + dt.timedelta(days=1)).days
