"""Automatic titles: "Trump-Putin meeting, sidelines of the G20", "Xi Jinping's visit to Moscow", "G20 summit, Hamburg"."""

from __future__ import annotations

from collections.abc import Sequence

from tracker.domain import Kind, Participant, Place
from tracker.lexicon import Lexicon

NOUNS = {
    Kind.SUMMIT: "summit",
    Kind.MEETING: "meeting",
    Kind.VISIT: "visit",
    Kind.TALKS: "talks",
    Kind.CONFERENCE: "conference",
    Kind.CALL: "call",
}
MOST_NAMES = 3


def title(kind: Kind, parties: tuple[Sequence[Participant], Sequence[str]], series: str | None, place: Place, lexicon: Lexicon) -> str:
    """A short title from kind, people, countries, series and place."""
    people, countries = parties
    if kind is Kind.VISIT and (people or countries):
        return _visit(people, countries, place, lexicon)
    gathering = kind in {Kind.SUMMIT, Kind.CONFERENCE}
    if gathering and (series or not people):
        return _gathering(kind, series, countries, place, lexicon)
    who = _names(people, lexicon) if people else _nations(countries, lexicon)
    head = f"{who} {NOUNS[kind]}".strip()
    head = head[0].upper() + head[1:]
    return f"{head}, sidelines of the {series}" if series and not gathering else head


def _visit(people: Sequence[Participant], countries: Sequence[str], place: Place, lexicon: Lexicon) -> str:
    visitor = people[0].name if people else _country(countries[0], lexicon)
    goal = place.city or (_country(place.country, lexicon) if place.country else place.region)
    possessive = f"{visitor}'" if visitor.endswith("s") else f"{visitor}'s"
    return f"{possessive} visit to {goal}" if goal else f"{possessive} visit"


def _gathering(kind: Kind, series: str | None, countries: Sequence[str], place: Place, lexicon: Lexicon) -> str:
    noun = NOUNS[kind]
    name = series or _nations(countries, lexicon)
    head = name if noun in name.lower() or "dialogue" in name.lower() else f"{name} {noun}".strip()
    where = place.city or (_country(place.country, lexicon) if place.country else "")
    head = head[0].upper() + head[1:]
    return f"{head}, {where}" if where else head


def _names(people: Sequence[Participant], lexicon: Lexicon) -> str:
    """Surnames joined by hyphens; a lone name in full."""
    if len(people) == 1:
        return people[0].name
    shown = [_short(person, lexicon) for person in people[:MOST_NAMES]]
    return "-".join(shown)


def _short(person: Participant, lexicon: Lexicon) -> str:
    known = lexicon.people.by_key.get(person.key)
    return known.short_names[0] if known and known.short_names else person.name.split()[-1]


def _nations(countries: Sequence[str], lexicon: Lexicon) -> str:
    return "-".join(_country(country, lexicon) for country in countries[:MOST_NAMES])


def _country(iso: str, lexicon: Lexicon) -> str:
    known = lexicon.countries.get(iso)
    return known.name if known else iso
