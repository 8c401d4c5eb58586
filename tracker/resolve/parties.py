"""Who takes part, seen from a mention or from the cluster of mentions that an event is made of."""

from __future__ import annotations

from dataclasses import dataclass

from tracker.domain import Kind, LinkKind, Mention, Place

BILATERAL = 2
GATHERINGS = frozenset({Kind.SUMMIT, Kind.CONFERENCE})
ENCOUNTERS = frozenset({Kind.VISIT, Kind.MEETING, Kind.TALKS})  # names for one trip and its main meeting


@dataclass(frozen=True, slots=True)
class Parties:
    """People by the country that they speak for, and all countries: named, of the people, and the one that is visited."""

    people: frozenset[tuple[str, str | None]]
    countries: frozenset[str]

    @property
    def keys(self) -> frozenset[str]:
        """The people's keys alone."""
        return frozenset(key for key, _ in self.people)

    @property
    def by_country(self) -> dict[str, set[str]]:
        """The people who speak for each country."""
        found: dict[str, set[str]] = {}
        for key, country in self.people:
            if country:
                found.setdefault(country, set()).add(key)
        return found


def parties_of(mention: Mention) -> Parties:
    """Collect the parties of a claim; the venue's country is one only of a visit, whose host it is."""
    people = frozenset((person.key, person.country) for person in mention.participants)
    countries = set(mention.countries) | {country for _, country in people if country}
    if mention.kind is Kind.VISIT and mention.place.country:
        countries.add(mention.place.country)
    return Parties(people, frozenset(countries))


def place_of(mention: Mention) -> Place:
    """Give the place of a claim: its own, else that of the summit which hosts it."""
    if mention.place.city or mention.place.country:
        return mention.place
    hosts = (anchor for anchor in mention.anchors if anchor.relation is LinkKind.SIDELINE_OF and anchor.country)
    return next((Place(host.city, host.country) for host in hosts), mention.place)


def kind_of(mention: Mention) -> Kind:
    """Give the kind for comparing: what two countries call a summit, and no series does, is a meeting of their leaders."""
    if mention.kind is Kind.SUMMIT and mention.series is None and len(parties_of(mention).countries) == BILATERAL:
        return Kind.MEETING
    return mention.kind


def is_gathering(mention: Mention) -> bool:
    """Whether the claim is about a gathering itself and not about a meeting of two beside it."""
    return kind_of(mention) in GATHERINGS


def is_sideline(mention: Mention) -> bool:
    """Whether the claim is about an encounter that a gathering hosts."""
    return not is_gathering(mention) and any(anchor.relation is LinkKind.SIDELINE_OF for anchor in mention.anchors)
