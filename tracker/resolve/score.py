"""Comparing one claim with what is known of an event: which rules of ``weights`` fire."""

from __future__ import annotations

from collections.abc import Iterator

from tracker.domain import Kind, KnownMention, LinkKind, Mention, Status
from tracker.resolve import weights
from tracker.resolve.claims import entry_of, tells_move
from tracker.resolve.parties import ENCOUNTERS, Parties, is_gathering, is_sideline, kind_of, parties_of, place_of
from tracker.resolve.profile import SLIP, Profile
from tracker.resolve.score_time import time_reasons
from tracker.resolve.weights import Match, Reason, Rule
from tracker.resolve.windows import Window, window_of


def compare(claim: KnownMention, profile: Profile) -> Match:
    """Say how far the claim and the event agree, and why."""
    if entry := _shared_entry(claim, profile):
        return Match(profile.uid, (Reason(weights.SAME_ENTRY, entry),))
    reasons: list[Reason] = []
    for step in (_article, _kind, _series, _parties, _place, time_reasons):
        reasons += step(claim, profile)
        if reasons and reasons[-1].rule.points is None:
            break
    return Match(profile.uid, tuple(reasons))


def _shared_entry(claim: KnownMention, profile: Profile) -> str | None:
    """Give the calendar entry of the claim, if the event has another revision of it."""
    entry = entry_of(claim.mention)
    told = (other for others in profile.articles.values() for other in others)
    return entry if entry and any(entry_of(other.mention) == entry for other in told) else None


def _article(claim: KnownMention, profile: Profile) -> Iterator[Reason]:
    """One article lists an event once, unless it plainly tells the same one twice: an edition, a visit and its meeting."""
    mention = claim.mention
    for sibling in profile.articles.get(mention.article_key, ()):
        other = sibling.mention
        if _linked(mention, other):
            yield Reason(weights.ALTERNATIVES, f"{other.kind} and {mention.kind} of one article")
        elif not (_one_edition(mention, other) or _told_twice(mention, other) or _one_trip(mention, other)):
            yield Reason(weights.ONE_ARTICLE, f"{other.kind} and {mention.kind} of one article")


def _linked(one: Mention, other: Mention) -> bool:
    apart = {LinkKind.ALTERNATIVE_OF, LinkKind.SIDELINE_OF, LinkKind.AROUND, LinkKind.REPLACES}
    there = any(link.target == other.ordinal and link.kind in apart for link in one.links)
    return there or any(link.target == one.ordinal and link.kind in apart for link in other.links)


def _one_edition(one: Mention, other: Mention) -> bool:
    """Whether two claims name the same gathering of a series; an edition that only one of them names is no difference."""
    if one.series is None or one.series != other.series or not (is_gathering(one) and is_gathering(other)):
        return False
    if one.kind is not other.kind:
        return one.edition is not None and one.edition == other.edition and (_in_its_days(one) or _in_its_days(other))
    return len({mention.edition for mention in (one, other) if mention.edition}) < 2


def _in_its_days(mention: Mention) -> bool:
    """Whether a gathering is told for days of the edition that it names, so that it is that one whatever it is called."""
    own = Window(mention.when.earliest, mention.when.latest) if mention.when.earliest and mention.when.latest else None
    editions = (Window(anchor.earliest, anchor.latest) for anchor in mention.anchors if anchor.relation is LinkKind.PART_OF)
    return own is not None and any(own.within(days) for days in editions)


def _told_twice(one: Mention, other: Mention) -> bool:
    """Whether two claims of one kind and status about the same parties are one told with its date and once without."""
    if one.kind is not other.kind:
        return False
    if one.kind is Kind.VISIT:
        return _one_journey(one, other)
    same = one.status is other.status and bool(one.participants) and parties_of(one) == parties_of(other)
    return same and (window_of(one) is None or window_of(other) is None)


def _one_journey(one: Mention, other: Mention) -> bool:
    """Whether two visits of one article are one journey: of the same people to the same country at one time, each with what it adds."""
    mine, theirs = parties_of(one), parties_of(other)
    if mine.countries != theirs.countries or one.place.country != other.place.country or not _at_once(window_of(one), window_of(other)):
        return False
    cities = {city for city in (one.place.city, other.place.city) if city}
    return len(cities) < 2 and (bool(mine.keys & theirs.keys) or not mine.keys or not theirs.keys)


def _at_once(first: Window | None, second: Window | None) -> bool:
    """Whether two windows share a day, or one of them is not given."""
    return first is None or second is None or first.gap(second) == 0


def _one_trip(one: Mention, other: Mention) -> bool:
    """Whether two claims of one article tell the same trip: a visit and a meeting, at one time, of people who share a traveller."""
    if one.kind is other.kind or not {kind_of(one), kind_of(other)} <= ENCOUNTERS or is_sideline(one) != is_sideline(other):
        return False
    if not parties_of(one).keys & parties_of(other).keys:
        return False
    return _at_once(window_of(one), window_of(other)) or _after_arrival(one, other)


def _after_arrival(one: Mention, other: Mention) -> bool:
    """Whether a meeting follows the one stated day of a visit, which is that of the arrival, so soon that it belongs to it."""
    visit, meeting = (one, other) if one.kind is Kind.VISIT else (other, one)
    arrival, met = window_of(visit), window_of(meeting)
    if visit.kind is not Kind.VISIT or not (arrival and met and arrival.exact and met.exact and arrival.days == 1):
        return False
    return 0 < (met.first - arrival.last).days <= SLIP and parties_of(visit).countries == parties_of(meeting).countries


def _kind(claim: KnownMention, profile: Profile) -> Iterator[Reason]:
    mention, kind = claim.mention, kind_of(claim.mention)
    kinds = set(profile.kinds)
    detail = f"{mention.kind} / {profile.kind}"
    if (kind is Kind.CALL) != (profile.kind is Kind.CALL):
        yield Reason(weights.CALL, detail)
    elif kind in kinds:
        yield Reason(weights.SAME_KIND, detail)
    elif kind in ENCOUNTERS and kinds & ENCOUNTERS:
        yield Reason(weights.ONE_TRIP, detail)
    elif is_gathering(mention) and profile.gathering:
        yield from _two_gatherings(mention, profile, detail)
    else:
        yield Reason(_gathering_and_pair(mention, profile), detail)


def _two_gatherings(mention: Mention, profile: Profile, detail: str) -> Iterator[Reason]:
    """A conference and a summit: of one series they are the ministers' and the leaders', unless they fill the same days of one city."""
    if not (mention.series and mention.series in profile.series):
        return
    told, planned = window_of(mention), profile.window
    dated = told and planned and told.exact and planned.exact and told.gap(planned) == 0
    if (mention.edition in profile.editions and _in_its_days(mention)) or (dated and _same_city(mention, profile)):
        yield Reason(weights.SAME_KIND, detail)
    else:
        yield Reason(weights.MEETING_OF_LEADERS, mention.series)


def _gathering_and_pair(mention: Mention, profile: Profile) -> Rule:
    series = mention.series if mention.series in profile.series else None
    if Kind.VISIT in (mention.kind, profile.kind) and series:
        return weights.SUMMIT_VISIT
    return weights.BESIDE if series else weights.GATHERING_OR_PAIR


def _series(claim: KnownMention, profile: Profile) -> Iterator[Reason]:
    mention = claim.mention
    gatherings = is_gathering(mention) and profile.gathering
    if not (is_gathering(mention) or profile.gathering):
        if mention.series and mention.series in profile.series:
            yield Reason(weights.SAME_HOST, mention.series)
    elif mention.edition and mention.edition in profile.editions:
        yield Reason(weights.EDITION, mention.edition)
    elif mention.edition and profile.editions and mention.series in profile.series:
        yield Reason(weights.OTHER_EDITION, f"{mention.edition} / {', '.join(profile.editions)}")
    elif mention.series and mention.series in profile.series:
        yield Reason(weights.SERIES, mention.series)
    elif gatherings and mention.series and profile.series:
        yield Reason(weights.OTHER_SERIES, f"{mention.series} / {', '.join(profile.series)}")
    elif gatherings and _same_city(mention, profile) and _share_days(mention, profile):
        yield Reason(weights.GATHERING_HERE, str(mention.place.city))


def _same_city(mention: Mention, profile: Profile) -> bool:
    here = place_of(mention).city
    return bool(here) and any(city == here for city, _ in profile.cities)


def _share_days(mention: Mention, profile: Profile) -> bool:
    told = window_of(mention)
    return bool(told and profile.window and told.gap(profile.window) == 0)


def _parties(claim: KnownMention, profile: Profile) -> Iterator[Reason]:
    mine, theirs = parties_of(claim.mention), profile.parties
    if _one_gathering(claim.mention, profile):
        return
    shared = mine.keys & theirs.keys
    rule = weights.ABROAD if _met_abroad(claim.mention, profile, shared) else _party_rule(mine, theirs, shared)
    if rule in (weights.TRAVELLER, weights.PERSON):
        rule = _counterparts(claim.mention, profile, shared, rule)
    yield Reason(rule, ", ".join(sorted(shared or mine.countries & theirs.countries)))
    if rule.points is not None and len(mine.countries) > 1 and mine.countries == theirs.countries:
        yield Reason(weights.SAME_PARTIES, ", ".join(sorted(mine.countries)))


def _one_gathering(mention: Mention, profile: Profile) -> bool:
    """Whether a series says that this is one gathering, so that each article may name the guests whom it cares for."""
    if not mention.series or mention.series not in profile.series:
        return False
    if is_gathering(mention) and profile.gathering:
        return True
    return Kind.VISIT in (mention.kind, profile.kind) and (is_gathering(mention) or profile.gathering)


def _met_abroad(mention: Mention, profile: Profile, shared: frozenset[str]) -> bool:
    """Whether one side is a visit to the city of a third country where the other has its traveller meet somebody else."""
    if (mention.kind is Kind.VISIT) == (Kind.VISIT in profile.kinds) or not shared or is_sideline(mention) or profile.sideline:
        return False
    host = place_of(mention).country if mention.kind is Kind.VISIT else next(iter(profile.venue_countries), None)
    visiting, meeting = parties_of(mention), profile.parties
    if mention.kind is not Kind.VISIT:
        visiting, meeting = meeting, visiting
    third = host in visiting.countries and host not in meeting.countries and host not in visiting.by_country
    return third and visiting.keys <= meeting.keys and _same_city(mention, profile)


def _party_rule(mine: Parties, theirs: Parties, shared: frozenset[str]) -> Rule:
    common = mine.countries & theirs.countries
    if not shared and _represented_by_others(mine, theirs):
        return weights.CLASH
    if mine.countries - theirs.countries and theirs.countries - mine.countries and len(common) < 2:
        return weights.OTHER_COUNTRIES
    if len(shared) > 1:
        return weights.PAIR
    if shared:
        return _one_shared(mine, theirs, shared)
    if len(common) > 1 and _represented_in(mine, theirs) and _represented_in(theirs, mine):
        return weights.COUNTRIES
    return weights.LONE if common and not mine.people and not theirs.people and mine.countries == theirs.countries else weights.NO_PARTY


def _one_shared(mine: Parties, theirs: Parties, shared: frozenset[str]) -> Rule:
    """One person is named on both sides; with a counterpart country it is a trip, without one it may be any."""
    own = {country for key, country in mine.people if key in shared}
    if (mine.countries & theirs.countries) - own:
        return weights.TRAVELLER
    lone = len(mine.people) == len(theirs.people) == 1 and mine.countries <= own and theirs.countries <= own
    return weights.LONE if lone else weights.PERSON


def _counterparts(mention: Mention, profile: Profile, shared: frozenset[str], rule: Rule) -> Rule:
    """Two tellings of one person's meetings, each with its own counterpart: of a trip, of one country, or of two countries.

    A traveller meets many in the country that he visits; who receives at home, or where nobody says, receives them one by one.
    """
    mine, theirs = parties_of(mention), profile.parties
    own = {country for key, country in mine.people if key in shared}
    if not (mine.keys - shared and theirs.keys - shared):
        return rule
    here = {country for key, country in mine.people if key not in shared and country} - own
    there = {country for key, country in theirs.people if key not in shared and country} - own
    venues = {place_of(mention).country, *profile.venue_countries}
    if venues & own:
        return weights.OTHER_COUNTERPART
    if not here or not there:
        return rule
    if not here & there:
        return weights.OTHER_COUNTERPART if Kind.VISIT not in (mention.kind, *profile.kinds) else rule
    return rule if venues & here & there else weights.COUNTERPARTS


def _represented_in(one: Parties, other: Parties) -> bool:
    """Whether everybody whom the first side names can be a nameless party of the second."""
    return not other.people or all(country in other.countries for _, country in one.people)


def _represented_by_others(mine: Parties, theirs: Parties) -> bool:
    first, second = mine.by_country, theirs.by_country
    return any(not first[country] & second[country] for country in first.keys() & second.keys())


def _place(claim: KnownMention, profile: Profile) -> Iterator[Reason]:
    place = place_of(claim.mention)
    if place.city and _same_city(claim.mention, profile):
        yield Reason(weights.SAME_CITY, place.city)
    elif place.country and place.country in profile.venue_countries:
        yield Reason(_within_country(claim.mention, profile), place.country)
    elif place.country and profile.venue_countries:
        yield Reason(_abroad(claim.mention, profile), f"{place.country} / {', '.join(profile.venue_countries)}")


def _within_country(mention: Mention, profile: Profile) -> Rule:
    if not (place_of(mention).city and profile.cities):
        return weights.SAME_COUNTRY
    if _may_move(mention, profile):
        return weights.MOVED_PLACE
    return weights.OTHER_CITY_GATHERING if is_gathering(mention) or profile.gathering else weights.OTHER_CITY


def _abroad(mention: Mention, profile: Profile) -> Rule:
    return weights.MOVED_PLACE if _may_move(mention, profile) else weights.OTHER_COUNTRY


def _may_move(mention: Mention, profile: Profile) -> bool:
    """Whether another place is no other event: one edition is one gathering, and a claim may tell of a move itself."""
    if mention.edition is not None and mention.edition in profile.editions:
        return True
    return tells_move(mention) or mention.status is Status.POSTPONED
