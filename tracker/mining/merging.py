"""Merging: the drafts of an article that tell the same event become one, with all its evidence."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from tracker.domain import Kind, Place, Precision, Status, When
from tracker.mining.before import countries_of
from tracker.mining.borrowing import GATHERINGS, TO_COME, borrow, leads_to, received
from tracker.mining.cast import POWER
from tracker.mining.itineraries import as_headlined, come_home, set_out
from tracker.mining.joining import (
    HOMECOMING,
    days_agree,
    in_one_breath,
    join,
    keys_of,
    lead_of,
    length,
    windows_agree,
)
from tracker.mining.model import Draft, Outlook, Told
from tracker.mining.noun_outlook import AHEAD

TALKED = frozenset({Kind.MEETING, Kind.TALKS})
TOGETHER = frozenset({Kind.MEETING, Kind.TALKS, Kind.VISIT})


def merge(told: Sequence[Told], series: str | None = None, *, named: bool = True) -> list[Told]:
    """Events in order of their first mention, each once.

    ``series`` is what "the summit" means where no event was told before; not ``named`` if only the body that holds it is spoken of.
    """
    told = [_in_series(item, series, named=named) for item in told]
    found: list[Told] = []
    hints = [item for item in told if item.draft.hint]
    for item in told:
        if item.draft.hint or HOMECOMING in item.draft.rules:
            continue
        if item.draft.bare:
            if not _refer(found, item) and (event := _founding(item, series, named=named) or _of_headline(hints, item)):
                found.append(event)
            continue
        index = _match(found, item)
        if index is None:
            found.append(item)
        else:
            for leg in _legs(found, index) if _of_region(item.draft) else [index]:
                found[leg] = join(found[leg], item)
    _add_hints(found, hints)
    set_out(found, told)
    come_home(found, told)
    as_headlined(found, told)
    found = [item for item in found if not (_told_in_full(item, found) or _comes_to_gather(item, found))]
    found = [borrow(item, found) for item in found]
    return [received(item, found) for item in found]


def _of_region(draft: Draft) -> bool:
    """Whether it is a journey to a region: "his European trip"."""
    return draft.kind is Kind.VISIT and not draft.visited and bool(draft.place.region)


def _add_hints(found: list[Told], hints: Sequence[Told]) -> None:
    """Let what tells nothing by itself add to what was told; the legs of a journey of which one was told are told with it."""
    fates: dict[int, Outlook] = {}
    alone: list[Told] = []
    for item in hints:
        index = _match(found, item)
        if index is None:
            alone.append(item)
            continue
        known = found[index]
        fates.update(dict.fromkeys(item.draft.journey, known.draft.outlook))
        found[index] = replace(join(known, item), draft=replace(join(known, item).draft, journey=known.draft.journey))
    for item in alone:
        fate = next((fates[leg] for leg in item.draft.journey if leg in fates), None)
        if fate:
            found.append(replace(item, draft=replace(item.draft, hint=False, outlook=fate, journey=())))


def _told_in_full(item: Told, found: Sequence[Told]) -> bool:
    """Whether a journey to a region is one whose countries are told: "travels to Africa" beside "will visit Kenya"."""
    draft = item.draft
    if not _of_region(draft):
        return False
    legs = [other for other in found if other.draft.kind is Kind.VISIT and other.draft.visited and lead_of(other.draft) == lead_of(draft)]
    return any(windows_agree(item.when, other.when) or _assumed(item) for other in legs)


def _comes_to_gather(item: Told, found: Sequence[Told]) -> bool:
    """Whether people without name and country arrive where a gathering is told to be: "fifteen African leaders arrived in Beijing"."""
    draft = item.draft
    if draft.kind is not Kind.VISIT or not draft.visited or countries_of(draft.parties) or any(party.person for party in draft.parties):
        return False
    return any(other.draft.kind in GATHERINGS and other.draft.place.country == draft.visited for other in found)


def _assumed(item: Told) -> bool:
    """Whether the window of a headline is only that of its present tense ("Kirova heads to Oslo"), which the text may correct."""
    return item.draft.headline and item.draft.outlook.underway and not item.when.words


def _in_series(item: Told, series: str | None, *, named: bool) -> Told:
    """A summit that no series is named with belongs to the one that the article speaks of, unless it names its own parties."""
    draft = item.draft
    few = any(party.person for party in draft.parties[1:]) or (not named and len(countries_of(draft.parties)) > 1)
    if draft.kind is not Kind.SUMMIT or draft.series or not series or (few and not draft.attended):
        return item
    return replace(item, draft=replace(draft, series=series))


def _match(found: Sequence[Told], item: Told) -> int | None:
    """Which of the events told so far a telling is: one whose window it shares, else the latest that it can be."""
    able = [index for index, known in enumerate(found) if same_event(known, item)]
    dated = [index for index in able if found[index].when.known and item.when.known]
    fitting = dated or able
    return fitting[-1] if fitting else None


def _founding(item: Told, series: str | None, *, named: bool) -> Told | None:
    """Read "The summit in September" as an event of its own, if the article has one series or the place is named with it.

    "Ahead of the summit" and "an upcoming summit" need no day where the article names the one gathering that they can mean.
    """
    draft = item.draft
    if draft.kind not in GATHERINGS or not draft.outlook.status or draft.outlook.underway:
        return None
    if not item.when.known and not (named and series and not draft.place.country and not TO_COME.isdisjoint(draft.rules)):
        return None
    if not series and not draft.place.city:
        return None
    return replace(item, draft=replace(draft, series=series, bare=False, founded=True))


def _of_headline(hints: Sequence[Told], item: Told) -> Told | None:
    """Read "Talks on Friday will focus on" as the encounter between those whom the headline names, which says nothing of when."""
    if not item.when.known or not item.draft.outlook.status or item.draft.outlook.underway or item.draft.kind not in TALKED:
        return None
    named = [hint for hint in hints if hint.draft.headline and hint.draft.kind in TALKED and len(keys_of(hint.draft.parties)) > 1]
    if len(named) != 1 or not _places_agree(named[0].draft.place, item.draft.place):
        return None
    both = join(named[0], item)
    return replace(both, draft=replace(both.draft, hint=False, outlook=item.draft.outlook))


def _refer(found: list[Told], item: Told) -> bool:
    """Let "the trip next week" add to the last event that it can mean; a gathering of no body gets no series by it."""
    order = sorted(
        range(len(found)), key=lambda index: (_same_city(found[index], item), _both_gather(found[index], item), index), reverse=True
    )
    for index in order:
        known = found[index]
        visit = item.draft.kind is Kind.VISIT
        elsewhere = item.draft.place.city and not _same_city(known, item) and known.draft.kind in GATHERINGS
        if elsewhere and not (known.draft.founded and not known.draft.place.country):
            continue
        if _of_lower_rank(known.draft, item.draft) or _of_another(known.draft, item.draft) or _of_another_series(known.draft, item.draft):
            continue
        if visit == (known.draft.kind is Kind.VISIT) and _places_agree(known.draft.place, item.draft.place) and days_agree(known, item):
            said = replace(item, draft=replace(item.draft, series=None)) if known.draft.founded and not known.draft.series else item
            for leg in _legs(found, index) if visit and not item.draft.place.country else [index]:
                found[leg] = join(found[leg], said)
            return True
    return False


def _legs(found: Sequence[Told], index: int) -> list[int]:
    """All legs of a journey of which one is given, as far as they have one window: "the tour" means them all."""
    known = found[index]
    mates = [
        at for at, other in enumerate(found) if set(other.draft.journey) & set(known.draft.journey) and _same_days(other.when, known.when)
    ]
    return mates or [index]


def _same_days(one: When, other: When) -> bool:
    return (one.earliest, one.latest) == (other.earliest, other.latest)


def _of_another(known: Draft, bare: Draft) -> bool:
    """Whether "his visit" speaks of somebody else's journey."""
    return "anaphor:whose" in bare.rules and bool(lead_of(bare)) and not lead_of(bare) & lead_of(known)


def _of_another_series(known: Draft, bare: Draft) -> bool:
    """Whether a gathering is of another series than the one with which it is named: "since the end of the COP meeting"."""
    return bare.kind not in GATHERINGS and known.kind in GATHERINGS and bool(bare.series and known.series and bare.series != known.series)


def _of_lower_rank(known: Draft, summit: Draft) -> bool:
    """Whether what was told is a meeting of officials none of whom leads a country, which "the summit" never means."""
    people = [party for party in known.parties if party.person]
    return (
        summit.kind is Kind.SUMMIT
        and known.kind not in GATHERINGS
        and bool(people)
        and all(party.office and party.office not in POWER for party in people)
    )


def _both_gather(known: Told, item: Told) -> bool:
    return known.draft.kind in GATHERINGS and item.draft.kind in GATHERINGS


def _same_city(known: Told, item: Told) -> bool:
    return bool(item.draft.place.city) and known.draft.place.city == item.draft.place.city


def same_event(one: Told, other: Told) -> bool:
    """Whether two drafts can be one event: kinds that go together, parties that agree, windows and places without contradiction."""
    if _purpose(one.draft, other.draft):
        return windows_agree(one.when, other.when)
    if not _kinds_agree(one.draft, other.draft) or not (_places_agree(one.draft.place, other.draft.place) or _tour(one.draft, other.draft)):
        return False
    journeys = one.draft.kind is other.draft.kind is Kind.VISIT
    assumed = journeys and (_assumed(one) or _assumed(other))
    sets_out = journeys and (leads_to(one, other) or leads_to(other, one))
    agree = days_agree(one, other) or assumed or sets_out
    if not agree or _held(one) != _held(other) or _a_day_of_it(one, other) or _told_apart(one.draft, other.draft):
        return False
    if one.draft.kind in GATHERINGS and one.draft.series == other.draft.series and (one.draft.series or _of_nobody(one.draft, other.draft)):
        return True
    return _parties_agree(one.draft, other.draft)


def _of_nobody(one: Draft, other: Draft) -> bool:
    """Whether two gatherings are of one kind and both told without a party: "a meeting of defence ministers"."""
    return one.founded and other.founded and one.kind is other.kind and not (one.parties or other.parties)


def _purpose(one: Draft, other: Draft) -> bool:
    """Whether one is what a journey of the same breath is for, naming nobody else: "will fly to Lima for meetings", "to meet allies"."""
    visit, meeting = (one, other) if one.kind is Kind.VISIT else (other, one)
    if visit.kind is not Kind.VISIT or meeting.kind not in TALKED or visit.sentence != meeting.sentence:
        return False
    alone = not {"for", "purpose"}.isdisjoint(meeting.rules) and not meeting.series and keys_of(meeting.parties) == lead_of(visit)
    return alone and set(countries_of(meeting.parties)) <= set(countries_of(visit.parties))


def _told_apart(one: Draft, other: Draft) -> bool:
    """Whether one breath tells them apart: "bilateral meetings with the leaders of Japan and Norway", "meets allies ahead of Xi talks"."""
    if one.sentence != other.sentence:
        return False
    if one.trigger == other.trigger:
        return "one-by-one" in one.rules
    return {one.kind, other.kind} <= TALKED and (AHEAD in one.rules) != (AHEAD in other.rules)


def _a_day_of_it(one: Told, other: Told) -> bool:
    """Whether one is a meeting on stated days of a longer visit whose days are stated too: both are told in their own right."""
    visit, meeting = (one, other) if one.draft.kind is Kind.VISIT else (other, one)
    if visit.draft.kind is not Kind.VISIT or meeting.draft.kind not in {Kind.MEETING, Kind.TALKS}:
        return False
    if visit.when.precision not in {Precision.DAYS, Precision.WEEK} or meeting.when.precision not in {Precision.DAY, Precision.DAYS}:
        return False
    return bool(visit.when.words and meeting.when.words) and length(meeting.when) < length(visit.when)


def _held(item: Told) -> bool:
    return item.draft.outlook.status is Status.HELD


def _kinds_agree(one: Draft, other: Draft) -> bool:
    """Whether two tellings can be of one kind of encounter: a visit and its meeting, talks and a meeting, a summit of two."""
    kinds = {one.kind, other.kind}
    contradict = bool(one.series and other.series and one.series != other.series)
    if one.kind is other.kind and one.kind is not Kind.TALKS:
        return not contradict
    if Kind.VISIT in kinds:
        visit, meeting = (one, other) if one.kind is Kind.VISIT else (other, one)
        return meeting.kind in TOGETHER and not _named(meeting) and _on_visit(visit, meeting)
    if kinds <= TOGETHER:
        return one.series == other.series or not (_named(one) or _named(other))
    if kinds <= GATHERINGS | {Kind.TALKS}:
        return not contradict and not _only_hosts(one, other)
    if not kinds & {Kind.MEETING, Kind.TALKS}:
        return False
    return (
        in_one_breath(one, other) or _attended(one, other) or _attended(other, one) or (Kind.SUMMIT in kinds and _summit_of_few(one, other))
    )


def _attended(gathering: Draft, meeting: Draft) -> bool:
    """Whether "the Riga meeting" that somebody attends is the gathering that is told to be attended by them."""
    alone = "verb:attend" in meeting.rules and not meeting.series and len(keys_of(meeting.parties)) == 1
    return alone and gathering.kind in GATHERINGS and gathering.attended and keys_of(meeting.parties) <= keys_of(gathering.parties)


def _named(draft: Draft) -> bool:
    """Whether an encounter goes by a name of its own: "the U.S.-Morocco Strategic Dialogue"."""
    return "gathering" in draft.rules or "own-name" in draft.rules


def _only_hosts(one: Draft, other: Draft) -> bool:
    """Whether one is the gathering at which the other's talks are held: "will hold talks with her at the summit"."""
    return Kind.TALKS in {one.kind, other.kind} and "host-gathering" in {*one.rules, *other.rules}


def _summit_of_few(one: Draft, other: Draft) -> bool:
    """Whether a "summit" and a "meeting" are held by the same few."""
    return not (one.series or other.series) and _same_sides(one, other)


def _on_visit(visit: Draft, meeting: Draft) -> bool:
    """Whether a meeting can be what a visit is for: the traveller takes part, and so does the visited country."""
    if _of_third_countries(visit, meeting):
        return False
    if meeting.place.country and meeting.place.country == visit.visited:
        return bool(lead_of(visit) & keys_of(meeting.parties)) or not keys_of(meeting.parties)
    travellers, others = lead_of(visit), keys_of(meeting.parties)
    if travellers and others and not travellers & others:
        return False
    home = set(countries_of(visit.parties[:1]))
    return visit.visited in countries_of(meeting.parties) and (bool(travellers & others) or home <= set(countries_of(meeting.parties)))


def _of_third_countries(visit: Draft, meeting: Draft) -> bool:
    """Whether a meeting brings together more than the traveller and the visited country: "in Paris she will see her German counterpart"."""
    return bool(set(countries_of(meeting.parties)) - set(countries_of(visit.parties)) - {visit.visited})


def _same_sides(one: Draft, other: Draft) -> bool:
    """Whether a "summit" and a "meeting" are held by the same two or more."""
    people, others = keys_of(one.parties), keys_of(other.parties)
    if people and others:
        return people == others and len(people) > 1
    ours, theirs = set(countries_of(one.parties)), set(countries_of(other.parties))
    return ours == theirs and len(ours) > 1


def _places_agree(one: Place, other: Place) -> bool:
    if one.country and other.country and one.country != other.country:
        return False
    return not (one.city and other.city and one.city != other.city)


def _tour(one: Draft, other: Draft) -> bool:
    """Whether two cities are stops of one visit to a country."""
    return one.kind is other.kind is Kind.VISIT and bool(one.visited) and one.visited == other.visited


def _parties_agree(one: Draft, other: Draft) -> bool:
    first, second = keys_of(one.parties), keys_of(other.parties)
    if one.kind is Kind.VISIT and other.kind is Kind.VISIT:
        same = lead_of(one) & second or lead_of(other) & first or _nameless(one, other) or _nameless(other, one)
        return bool(same) and (one.visited == other.visited or not one.visited or not other.visited)
    if first and second:
        small, large = sorted((first, second), key=len)
        if small <= large:
            return len(small) > 1 or not _with_others(one, other)
        return len(small & large) * 2 > len(small) and not (_beyond(one, other) and _beyond(other, one))
    ours, theirs = set(countries_of(one.parties)), set(countries_of(other.parties))
    if ours and theirs:
        small, large = sorted((ours, theirs), key=len)
        return small <= large
    return False


def _beyond(one: Draft, other: Draft) -> bool:
    """Whether somebody of a country takes part that the other telling leaves out: Japan and the Philippines, not Japan and India."""
    mine = [party for party in one.parties if party.person and party.key not in keys_of(other.parties)]
    return bool(set(countries_of(mine)) - set(countries_of(other.parties)))


def _with_others(one: Draft, other: Draft) -> bool:
    """Whether one and the same person meets others: "his Danish counterpart", "President Stubb"."""
    home = {
        country
        for party in (*one.parties, *other.parties)
        if party.key in keys_of(one.parties) & keys_of(other.parties)
        for country in party.countries
    }
    first, second = set(countries_of(one.parties)) - home, set(countries_of(other.parties)) - home
    return bool(first and second and not first & second)


def _nameless(one: Draft, other: Draft) -> bool:
    """Whether the traveller of one telling is an officeholder without a name from the country of the other's: "Malta's envoy"."""
    first, second = one.parties[:1], other.parties[:1]
    return bool(first and second and first[0].office and not first[0].key) and first[0].countries == second[0].countries
