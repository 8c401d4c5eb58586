"""Borrowing: an event that its own words leave undated takes the window of what it belongs to, or counts its day from another's."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import replace

from tracker.domain import Kind, Precision, Status, When
from tracker.mining.before import countries_of
from tracker.mining.dates import intervals
from tracker.mining.dates.grammar import to_when
from tracker.mining.model import Draft, Told, unique
from tracker.mining.noun_outlook import AHEAD
from tracker.mining.venues import NOWHERE

GATHERINGS = frozenset({Kind.SUMMIT, Kind.CONFERENCE})
WITHIN_A_VISIT = frozenset({Kind.MEETING, Kind.TALKS})
TO_COME = frozenset({AHEAD, "settled:upcoming"})  # by the noun's own words
LEAVING = frozenset({"trigger:leave", "trigger:depart", "trigger:set off"})
LONGEST_WAY = dt.timedelta(days=2)
ALSO = "also"
SECOND = "second-meeting"
OFF = frozenset({Status.POSTPONED, Status.CANCELLED, Status.HELD})


def borrow(item: Told, found: Sequence[Told]) -> Told:
    """The event with the place of the visit on which it is, and the window of its journey or visit, or days counted from another event."""
    item = _placed(item, found)
    if item.when.known and (item.when.words or item.draft.kind not in WITHIN_A_VISIT):
        return item
    others = [other for other in found if other is not item and other.when.known]
    for rule, lend in LENDERS.items():
        if (when := lend(item.draft, others)) and _overlap(when, item.when):
            return replace(item, when=when, draft=replace(item.draft, rules=(*item.draft.rules, rule)))
    return item


def _of_journey(draft: Draft, others: Sequence[Told]) -> When | None:
    """An undated leg of a journey takes the window of the journey's other legs."""
    return next((other.when for other in others if set(draft.journey) & set(other.draft.journey)), None)


def _counted(draft: Draft, others: Sequence[Told]) -> When | None:
    """Read "a day after the summit", where the summit's own days are told: before its first day or after its last."""
    if not draft.counted:
        return None
    days, position = draft.counted
    exact = [other for other in others if other.when.exact]
    named = [other for other in exact if any(quote.start <= position <= quote.end for quote in other.quotes)]
    gatherings = [other for other in exact if other.draft.kind in GATHERINGS]
    if not named and len(gatherings) != 1:
        return None
    other = (named or gatherings)[0]
    start = other.when.latest if days > 0 else other.when.earliest
    assert start
    return to_when(intervals.single(intervals.shift(start, days)), other.when.words)


def _of_summit(draft: Draft, others: Sequence[Told]) -> When | None:
    """An encounter beside a summit falls within the summit's days, where the article gives them."""
    host = _host_of(draft, others) if draft.outlook.status not in OFF else None
    return _some_day_of(host.when) if host else None


def _host_of(draft: Draft, others: Sequence[Told]) -> Told | None:
    """The one gathering beside which an encounter is."""
    if not draft.series or draft.kind in GATHERINGS:
        return None
    hosts = [other for other in others if other.draft.kind in GATHERINGS and other.draft.series == draft.series]
    return hosts[0] if len(hosts) == 1 else None


def _some_day_of(when: When) -> When:
    """The window of what takes place within stated days and does not fill them."""
    if when.precision is not Precision.DAYS:
        return when
    assert when.earliest
    assert when.latest
    return to_when(intervals.one_of(when.earliest, when.latest), when.words)


def _of_visit(draft: Draft, others: Sequence[Told]) -> When | None:
    """An encounter of the traveller falls within the one visit that can be meant, and so does a gathering that they attend there."""
    if visit := _visit_of(draft, others) or _visit_for(draft, others):
        return _some_day_of(visit.when)
    return _of_trip(draft, others)


def _of_trip(draft: Draft, others: Sequence[Told]) -> When | None:
    """An encounter abroad of a traveller whose journeys have all one window falls within it, wherever on the way it is."""
    if draft.series or draft.kind not in WITHIN_A_VISIT or draft.outlook.status in OFF or AHEAD in draft.rules:
        return None
    people = {party.key for party in draft.parties if party.key}
    trips = [other for other in others if _travelled_by(other.draft, people)]
    windows = {(trip.when.earliest, trip.when.latest) for trip in trips}
    at_home = any(draft.place.country in trip.draft.parties[0].countries for trip in trips)
    whole = all(trip.when.words and trip.when.precision is not Precision.DAY for trip in trips)  # not only the day of leaving
    return _some_day_of(trips[0].when) if len(windows) == 1 and whole and not at_home else None


def _visit_for(draft: Draft, others: Sequence[Told]) -> Told | None:
    """The visit to the country of a gathering by somebody who attends it, the last that is told before it."""
    if draft.kind not in GATHERINGS or not draft.attended or not draft.place.country or draft.outlook.status in OFF:
        return None
    people = {party.key for party in draft.parties if party.key}
    there = [other for other in others if _by_one_of(other.draft, people) and other.draft.visited == draft.place.country]
    told = [(quote.start, index) for index, other in enumerate(there) for quote in other.quotes if quote.start <= draft.trigger]
    last = there[max(told)[1]] if told else None
    return last if last and last.when.words else None


def _visit_of(draft: Draft, others: Sequence[Told]) -> Told | None:
    """The one visit on which an encounter takes place: of somebody who takes part, in its place, or the only one that the article tells."""
    if draft.series or draft.kind not in WITHIN_A_VISIT or draft.outlook.status in OFF:
        return None
    people = {party.key for party in draft.parties if party.key}
    visits = [other for other in others if _by_one_of(other.draft, people) and draft.place.country in (None, other.draft.visited)]
    host = [visit for visit in visits if draft.place.country or _with_host(visit.draft, draft)]
    during = [visit for visit in visits if not (AHEAD in draft.rules and visit.draft.sentence == draft.sentence)]  # "visits Oslo ahead of"
    fitting = host or (during if len({visit.draft.visited for visit in visits}) == 1 else [])
    return fitting[0] if len(fitting) == 1 else None


def _also_on(draft: Draft, others: Sequence[Told]) -> When | None:
    """Read "Harris will also meet Zelensky" on the day of Biden's meeting with him: one more of the same two lands with the same guest."""
    if ALSO not in draft.rules or draft.kind not in WITHIN_A_VISIT or draft.outlook.status in OFF:
        return None
    people, lands = {party.key for party in draft.parties if party.key}, set(countries_of(draft.parties))
    days = [
        other.when
        for other in others
        if other.when.precision is Precision.DAY
        and other.draft.trigger < draft.trigger
        and other.draft.outlook.status not in OFF
        and people & {party.key for party in other.draft.parties}
        and lands == set(countries_of(other.draft.parties))
    ]
    return days[-1] if days else None


def _beside_first(draft: Draft, others: Sequence[Told]) -> When | None:
    """What one verb tells one after the other in one land has one window: "will meet the king in Windsor and Sunak in London in July"."""
    if SECOND not in draft.rules:
        return None
    same = (other for other in others if draft.evidence in other.quotes and other.draft.place.country == draft.place.country)
    beside = [other.when for other in same if other.when.precision is not Precision.DAY]
    return beside[0] if beside else None


def _by_one_of(visit: Draft, people: AbstractSet[str]) -> bool:
    """Whether it is a visit that is on, by one of some people."""
    return bool(visit.visited) and _travelled_by(visit, people)


def _travelled_by(visit: Draft, people: AbstractSet[str]) -> bool:
    """Whether it is a journey that is on, to a country or a region, by one of some people."""
    if visit.kind is not Kind.VISIT or visit.outlook.status in OFF or not visit.parties:
        return False
    return visit.parties[0].key in people


def _with_host(visit: Draft, draft: Draft) -> bool:
    """Whether the visited country takes part in an encounter."""
    return visit.visited in countries_of(party for party in draft.parties if party.key != visit.parties[0].key)


def _placed(item: Told, found: Sequence[Told]) -> Told:
    """An encounter of which no place is told is where the gathering is beside which it is, or the visit on which it takes place."""
    draft = item.draft
    if draft.place == NOWHERE and (host := _host_of(draft, found)) and _overlap(host.when, item.when):
        return replace(item, draft=replace(draft, place=host.draft.place, rules=(*draft.rules, "place-of-summit")))
    visit = _visit_of(draft, [other for other in found if other is not item]) if draft.place == NOWHERE else None
    if not visit or not _during(item, visit):
        return item
    return replace(item, draft=replace(draft, place=visit.draft.place, rules=(*draft.rules, "place-of-visit")))


def received(item: Told, found: Sequence[Told]) -> Told:
    """A visit with those of the visited country whom the traveller meets on it, though that is told as a meeting of its own."""
    visit = item.draft
    if visit.kind is not Kind.VISIT or not visit.visited:
        return item
    meetings = [other.draft for other in found if _during(other, item) and _visit_of(other.draft, found) is item]
    hosts = [party for meeting in meetings for party in meeting.parties if party.person and visit.visited in party.countries]
    return replace(item, draft=replace(visit, parties=unique((*visit.parties, *hosts)))) if hosts else item


def stay_of(item: Told, found: Sequence[Told]) -> Told | None:
    """The visit on which a gathering is attended: the one of the same traveller told last before it, where it names no place of its own."""
    draft = item.draft
    if (
        draft.kind not in GATHERINGS | {Kind.TALKS}
        or not draft.series
        or draft.place.country
        or not (draft.attended or "for" in draft.rules)
    ):
        return None
    guests = {party.key for party in draft.parties if party.key}
    visits = [other for other in found if other.draft.kind is Kind.VISIT and other.draft.outlook.status not in OFF]
    told = [
        (quote.start, other)
        for other in visits
        for quote in other.quotes
        if quote.start < draft.trigger and other.draft.parties and other.draft.parties[0].key in guests
    ]
    last = max((start for start, _ in told), default=-1)
    meant = [other for other in visits if (last, other) in told]
    return meant[0] if len(meant) == 1 and _overlap(meant[0].when, item.when) else None


def on_stay(item: Told, stay: Told) -> Told:
    """A gathering with the place of the visit on which it is attended, and its days where it has none."""
    when = item.when if item.when.known else _some_day_of(stay.when)
    return replace(item, when=when, draft=replace(item.draft, place=stay.draft.place, rules=(*item.draft.rules, "on-a-visit")))


def leads_to(one: Told, other: Told) -> bool:
    """Whether the first tells when somebody sets out for where the second takes place: "leaves for Oslo on Sunday", "in Oslo next week"."""
    if one.draft.kind is not Kind.VISIT or LEAVING.isdisjoint(one.draft.rules):
        return False
    if not (one.when.latest and other.when.earliest):
        return False
    return dt.timedelta(0) <= other.when.earliest - one.when.latest <= LONGEST_WAY


def _during(item: Told, visit: Told) -> bool:
    """Whether an encounter can take place on a visit, as far as their windows say."""
    return _overlap(visit.when, item.when) or leads_to(visit, item)


def _overlap(one: When, other: When) -> bool:
    if not (one.earliest and one.latest and other.earliest and other.latest):
        return True
    return one.earliest <= other.latest and other.earliest <= one.latest


LENDERS: Mapping[str, Callable[[Draft, Sequence[Told]], When | None]] = {
    "window-of-journey": _of_journey,
    "days-from-another": _counted,
    "window-of-summit": _of_summit,
    "window-of-visit": _of_visit,
    "day-of-another": _also_on,
    "window-of-the-first": _beside_first,
}
