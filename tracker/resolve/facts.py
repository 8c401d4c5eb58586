"""Kind, place, parties and quote of an event: what most independent origins say, the latest word of each counting once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

from tracker.domain import Anchor, Kind, KnownMention, LinkKind, Participant, Place, Status
from tracker.resolve.claims import is_record
from tracker.resolve.origins import source_of

RARE = 0.1  # a person named in fewer than this part of the claims that name people is a slip of one of them

_T = TypeVar("_T", bound=Hashable)


@dataclass(frozen=True, slots=True)
class Quote:
    """The claim that is shown for the event."""

    text: str
    outlet: str
    claim: KnownMention


def vote(claims: Sequence[KnownMention], parties: frozenset[str], ballot: Callable[[KnownMention], _T | None]) -> _T | None:
    """Give what most origins say; each origin's last word counts by its weight, and of equals the later one wins."""
    last: dict[str, tuple[_T, int]] = {}
    for claim in claims:
        choice = ballot(claim)
        if choice is not None:
            source = source_of(claim, parties)
            last.pop(source.key, None)
            last[source.key] = (choice, int(source.weight))
    totals: dict[_T, int] = {}
    for choice, weight in last.values():
        totals[choice] = totals.pop(choice, 0) + weight
    return max(reversed(totals), key=lambda choice: totals[choice]) if totals else None


def settle_kind(claims: Sequence[KnownMention], parties: frozenset[str]) -> Kind:
    """Give the kind; a visit with its main meeting is what most call it."""
    plans = [claim for claim in claims if claim.mention.status is not Status.HELD] or claims
    return vote(plans, parties, lambda claim: claim.mention.kind) or claims[0].mention.kind


def settle_place(claims: Sequence[KnownMention], parties: frozenset[str], anchors: Sequence[Anchor]) -> Place:
    """Give the place; where the claims leave it open, a host summit's city is it."""
    country = vote(claims, parties, lambda claim: claim.mention.place.country)
    there = [claim for claim in claims if claim.mention.place.country == country]
    city = vote(there, parties, lambda claim: claim.mention.place.city)
    host = next((anchor for anchor in anchors if anchor.relation is LinkKind.SIDELINE_OF and anchor.city), None)
    if host and (city is None or _taken_from_host(there, city)):
        known = _latest_place(there, host.city, host.country)
        return known or Place(city=host.city, country=host.country)
    if city or country:
        return _latest_place(there, city, country) or Place(city=city, country=country)
    return next((claim.mention.place for claim in reversed(claims) if claim.mention.place != Place()), Place())


def _taken_from_host(claims: Iterable[KnownMention], city: str) -> bool:
    """Whether every claim that names the city has it from the summit as that stood when it was told."""
    naming = [claim.mention for claim in claims if claim.mention.place.city == city]
    return all(any(anchor.city == city for anchor in mention.anchors) for mention in naming)


def _latest_place(claims: Sequence[KnownMention], city: str | None, country: str | None) -> Place | None:
    fitting = [claim.mention.place for claim in claims if (claim.mention.place.city, claim.mention.place.country) == (city, country)]
    return next((place for place in reversed(fitting) if place.latitude is not None), fitting[-1] if fitting else None)


def settle_people(claims: Sequence[KnownMention]) -> tuple[Participant, ...]:
    """Give the people, those named most first; one whom hardly any claim names is left out."""
    named: Counter[str] = Counter()
    latest: dict[str, Participant] = {}
    for claim in claims:
        for person in claim.mention.participants:
            named[person.key] += 1
            known = latest.get(person.key)
            latest[person.key] = replace(person, country=person.country or known.country) if known else person
    naming = sum(bool(claim.mention.participants) for claim in claims)
    return tuple(latest[key] for key, count in named.most_common() if count >= naming * RARE)


def settle_countries(claims: Sequence[KnownMention]) -> tuple[str, ...]:
    """Give the countries, in the order in which they were first named; those of slips are left out."""
    named: Counter[str] = Counter(country for claim in claims for country in dict.fromkeys(claim.mention.countries))
    naming = sum(bool(claim.mention.countries) for claim in claims)
    return tuple(country for country, count in named.items() if count >= naming * RARE)


def best_quote(claims: Sequence[KnownMention], parties: frozenset[str], status: Status) -> Quote:
    """Give the latest of the weightiest claims that say the status as it stands."""
    saying = [claim for claim in claims if claim.mention.status is status] or list(claims)
    best = max(range(len(saying)), key=lambda index: (source_of(saying[index], parties).weight, index))
    claim = saying[best]
    return Quote(claim.mention.evidence[0].quote, claim.outlet, claim)


def best_title(claims: Sequence[KnownMention], kind: Kind, people: Sequence[Participant]) -> str:
    """Give the title of a record if there is one, else of the claim that fits the settled event best; of equals the first."""
    keys = {person.key for person in people}

    def fit(claim: KnownMention) -> tuple[bool, bool, int, bool]:
        mention = claim.mention
        own = {person.key for person in mention.participants}
        return is_record(mention), mention.kind is kind, len(own & keys) - len(own - keys), bool(mention.place.city)

    return max(claims, key=fit).mention.title
