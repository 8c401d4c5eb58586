"""Who meets where, drawn as unevenly as news has it: few countries and their leaders are in most of it."""

from __future__ import annotations

import datetime as dt
import itertools
import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from tracker.domain import Participant, Place
from tracker.lexicon import Lexicon
from tracker.lexicon.people import RANK, Person, Term

FIRST_YEAR, LAST_YEAR = 2014, 2028
PROMINENT = 7  # offices that news is made of: the first of the lexicon's order
PROMINENCE = {
    "US": 60,
    "CN": 30,
    "RU": 30,
    "DE": 16,
    "FR": 16,
    "GB": 16,
    "JP": 14,
    "IN": 14,
    "UA": 12,
    "TR": 12,
    "IL": 10,
    "SA": 8,
    "KR": 8,
}
OTHERS = 1.5
GATHERINGS = ("UNGA", "G20", "G7", "NATO", "EU", "BRICS", "APEC", "ASEAN", "SCO", "COP")

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Lots(Generic[T]):
    """Things to draw, each with its weight."""

    things: Sequence[T]
    weights: Sequence[float]  # cumulated

    @classmethod
    def of(cls, weighted: Sequence[tuple[T, float]]) -> Lots[T]:
        """Lots of pairs of thing and weight."""
        return cls([thing for thing, _ in weighted], list(itertools.accumulate(weight for _, weight in weighted)))

    def draw(self, chance: random.Random) -> T:
        """One thing."""
        return chance.choices(self.things, cum_weights=self.weights)[0]


@dataclass(frozen=True, slots=True)
class Cast:
    """Everything that stories are made of."""

    leaders: dict[int, Lots[Participant]]  # by year
    places: Lots[Place]
    series: Lots[str]
    outlets: Lots[str]


def cast_of(lexicon: Lexicon) -> Cast:
    """The cast that the lexicon gives."""
    places = [(place, weight) for iso in sorted(lexicon.countries.by_iso) for place, weight in _capital(lexicon, iso)]
    return Cast(
        leaders={year: Lots.of(list(_in_office(lexicon, year))) for year in range(FIRST_YEAR, LAST_YEAR + 1)},
        places=Lots.of(places),
        series=Lots.of([(key, 1 / rank) for rank, key in enumerate(GATHERINGS, 1)]),
        outlets=Lots.of([(name, 1 / rank) for rank, name in enumerate(_outlets(lexicon), 1)]),
    )


def _in_office(lexicon: Lexicon, year: int) -> Iterator[tuple[Participant, float]]:
    """Who holds a prominent office in the middle of a year; who comes after today is who is there today."""
    day = min(dt.date(year, 7, 1), dt.date(LAST_YEAR - 2, 7, 1))
    for key in sorted(lexicon.people.by_key):
        person = lexicon.people.by_key[key]
        for term in person.offices_on(day)[:1]:
            if RANK[term.office] < PROMINENT:
                yield _participant(person, term), PROMINENCE.get(term.of, OTHERS) / (1 + RANK[term.office])


def _participant(person: Person, term: Term) -> Participant:
    return Participant(person.key, person.name, term.of if term.national else None, term.office)


def _capital(lexicon: Lexicon, iso: str) -> Iterator[tuple[Place, float]]:
    capital = lexicon.countries[iso].capital
    found = lexicon.places.resolve(capital, iso) if capital else None
    if found:
        place = Place(found.city, iso, latitude=found.latitude, longitude=found.longitude)
        yield place, PROMINENCE.get(iso, OTHERS)


def _outlets(lexicon: Lexicon) -> list[str]:
    return sorted(lexicon.outlets.by_name)
