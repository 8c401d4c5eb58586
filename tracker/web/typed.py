"""What a person types into the fields of a form -> values: people, countries, places, dates. Raises TypedError with the remedy."""

from __future__ import annotations

import datetime as dt
import re

from tracker import wording
from tracker.domain import Participant, Place, When
from tracker.lexicon import Lexicon, load
from tracker.lexicon.keys import slug
from tracker.lexicon.people import Person
from tracker.mining.dates import UnreadableDate
from tracker.mining.dates.typed import parse_when

LONGEST_NAME = 120
MOST_LINES = 60
_COUNTRY_AFTER = re.compile(r"\s*[,(]\s*([^,()]+?)\s*\)?$")


class TypedError(ValueError):
    """Something typed that cannot be understood; the message says what can be typed."""


def lines_of(text: str) -> list[str]:
    """The entries of a field that takes one a line (or between semicolons), each once."""
    entries = [" ".join(entry.split()) for entry in text.replace(";", "\n").splitlines()]
    kept = list(dict.fromkeys(entry for entry in entries if entry))
    if len(kept) > MOST_LINES:
        raise TypedError(f"{len(kept)} entries are too many; give at most {MOST_LINES}")
    long = next((entry for entry in kept if len(entry) > LONGEST_NAME), None)
    if long:
        raise TypedError(f"“{long[:30]} …” has {len(long)} characters; a name has at most {LONGEST_NAME}. Give one name a line")
    return kept


def read_people(text: str, day: dt.date) -> tuple[Participant, ...]:
    """People, one a line: "Xi Jinping", or "Jane Doe (Norway)" for somebody who is in no list."""
    people = [_person(entry, day) for entry in lines_of(text)]
    return tuple({person.key: person for person in people}.values())


def _person(entry: str, day: dt.date) -> Participant:
    name, country = _with_country(entry)
    known = load().people.surfaces.get(name.lower(), ())
    matching = [load().people.by_key[key] for key in known]
    fitting = [one for one in matching if country in (None, one.country_on(day))] or [one for one in matching if _served(one, country)]
    if fitting:
        person = fitting[0]
        return Participant(person.key, person.name, country or person.country_on(day))
    key = slug(name)
    if not key:
        raise TypedError(f"“{entry}” is no name; write it in letters")
    return Participant(slug(f"{name} {country}") if key in known else key, name, country)  # a namesake of somebody in the lists


def _served(person: Person, country: str | None) -> bool:
    """Whether the person ever held an office of the country, or none of any: then the country typed is believed."""
    countries = {term.of for term in person.terms if term.national}
    return not countries or country in countries


def _with_country(entry: str) -> tuple[str, str | None]:
    """Split "Jane Doe (Norway)"; brackets that name no country stay part of the name."""
    found = _COUNTRY_AFTER.search(entry)
    country = load().countries.find(found.group(1)) if found else None
    return (entry[: found.start()].strip(), country.iso) if found and country else (entry, None)


def read_countries(text: str) -> tuple[str, ...]:
    """Countries, one a line, by name or by ISO code."""
    out = []
    for entry in lines_of(text):
        found = load().countries.get(entry.upper()) or load().countries.find(entry)
        if found is None:
            raise TypedError(f"“{entry}” is no country that is known here; write its English name, or its code of two letters such as FR")
        out.append(found.iso)
    return tuple(dict.fromkeys(out))


def read_place(text: str) -> Place:
    """A place: "Hamburg", "Hamburg, Germany", "White House", "Germany", "Europe"; a city in no list is kept as typed."""
    entry = " ".join(text.split())
    if not entry:
        return Place()
    if len(entry) > LONGEST_NAME:
        raise TypedError(f"the place has {len(entry)} characters and may have {LONGEST_NAME}")
    lexicon = load()
    country = None if _COUNTRY_AFTER.search(entry) else lexicon.countries.find(entry)
    if country and not lexicon.places.candidates(entry):
        return Place(country=country.iso)
    region = lexicon.places.regions.get(entry.lower())
    if region:
        return Place(region=region)
    return _located(entry, lexicon) or _unlisted(entry)


def _located(entry: str, lexicon: Lexicon) -> Place | None:
    """The place of the lexicon that is meant, nearest to what was typed: with its site and country where those were typed."""
    name, iso = _with_country(entry)
    first = name.partition(",")[0].strip()
    found = lexicon.places.resolve(name, iso) or lexicon.places.resolve(first, iso)
    if found is None:
        country = lexicon.countries.find(name)
        return Place(country=country.iso) if country else None
    return Place(found.city, found.country, site=found.site, latitude=found.latitude, longitude=found.longitude)


def _unlisted(entry: str) -> Place:
    name, iso = _with_country(entry)
    site, _, city = name.rpartition(",")
    return Place(city=city.strip(), country=iso, site=site.strip() or None)


def read_when(text: str, base: dt.date) -> When:
    """A date or window; an empty field is no date."""
    if not text.strip():
        return When()
    try:
        return parse_when(text, base)
    except UnreadableDate as error:
        raise TypedError(str(error)) from None


def typed_people(people: tuple[Participant, ...]) -> str:
    """People as a field shows them: read back, they are the same."""
    return "\n".join(_typed_person(person) for person in people)


def _typed_person(person: Participant) -> str:
    known = load().people.surfaces.get(person.name.lower(), ())
    return person.name if person.key in known or not person.country else f"{person.name} ({wording.country(person.country)})"


def typed_place(place: Place) -> str:
    """A place as a field shows it."""
    return "" if place == Place() else wording.place(place)


def typed_when(when: When, base: dt.date) -> str:
    """A window as a field shows it: the plainest words that are read back as the same window, else what the text said."""
    if when.earliest is None or when.latest is None:
        return when.words
    choices = (wording.span(when.earliest, when.latest), wording.when(when), when.words, when.edtf)
    return next((choice for choice in choices if choice and _same(choice, when, base)), when.edtf or when.words)


def _same(text: str, when: When, base: dt.date) -> bool:
    try:
        read = parse_when(text, base)
    except UnreadableDate:
        return False
    return (read.earliest, read.latest, read.precision) == (when.earliest, when.latest, when.precision)
