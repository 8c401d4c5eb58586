"""The cast of an article: who is named in full or by title, so that surnames, titles and pronouns resolve within it."""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from tracker.lexicon import Lexicon
from tracker.lexicon.keys import slug
from tracker.lexicon.names import FAMILY_FIRST
from tracker.lexicon.people import RANK, Person

POWER = frozenset({"head-of-state", "head-of-government", "head-of-state-elect", "head-of-government-elect"})
LATELY, ELECT = 730, 180  # days
SENIOR = RANK["legislator"]
TITLES_OF_OFFICE = {
    "leader": ("head-of-state", "head-of-government", "monarch", "faction-leader", "party-leader", "religious-leader"),
    "head-of-state": ("head-of-state", "president-of-organisation", "head-of-state-elect"),
    "head-of-government": ("head-of-government", "head-of-government-elect", "deputy-head-of-government"),
    "monarch": ("monarch", "religious-leader", "head-of-state"),
    "royal": ("crown-prince", "monarch", "royal"),
    "minister": (
        "minister",
        "foreign-minister",
        "defence-minister",
        "finance-minister",
        "trade-minister",
        "energy-minister",
        "interior-minister",
    ),
    "diplomat": ("diplomat", "foreign-minister", "deputy-foreign-minister", "special-envoy", "ambassador", "ambassador-to-un"),
}
NEAR = 3  # sentences within which the one more often named is meant by a title alone, not the one named last
HEADSHIPS = frozenset({"president-of-organisation", "secretary-general"})
PART_OF_BODY = {"European Commission": "EU", "European Council": "EU"}  # whose presidents are the Union's in terms.tsv
_HYPHENATED = re.compile(r"^\w+ \w+-[a-z]+$")  # a given name of two syllables after the family name: "Kang Kyung-wha"
POSTS = frozenset(RANK)  # what the lexicon keeps; a title outside it ("Mr", "ambassador") tells no two bearers of a name apart


@dataclass(slots=True, unsafe_hash=True)
class Figure:
    """A person of the article: out of the lexicon, or known by title and name only."""

    key: str
    name: str
    country: str | None = None
    office: str = ""
    gender: str = ""
    organisation: str = ""
    listed: bool = True


@dataclass(slots=True)
class Cast:
    """Who has been named so far. Filled in reading order; the last one named under a surname or office is the one meant.

    ``home`` is the country of the outlet, whose headlines say "PM" and "Queen" without it.
    """

    lexicon: Lexicon
    day: dt.date
    home: str | None = None
    by_surname: dict[str, list[str]] = field(default_factory=dict)
    by_given: dict[str, list[str]] = field(default_factory=dict)
    by_key: dict[str, Figure] = field(default_factory=dict)
    named: Counter[str] = field(default_factory=Counter)
    strangers: set[str] = field(default_factory=set)  # family names of people whom the article names in full and no list has
    turn: int = 0  # the sentence that is being read
    turns: dict[str, list[int]] = field(default_factory=dict)
    short: dict[str, tuple[set[str], str]] = field(default_factory=dict)  # by key: short names, and the given name
    firsts: set[str] = field(default_factory=set)  # first words of all of them

    def add(self, figure: Figure) -> Figure:
        """Take a figure in; one that is known already gains what is newly said of it."""
        known = self.by_key.get(figure.key)
        if known:
            figure = _with_what_is_said(known, figure)
        else:
            self._introduce(figure)
        self.by_key[figure.key] = figure
        self.named[figure.key] += 1
        self.turns.setdefault(figure.key, []).append(self.turn)
        surnames, given = self.short[figure.key]
        for surname in surnames:
            _last(self.by_surname, surname, figure.key)
        if given:
            _last(self.by_given, given, figure.key)
        return figure

    def learn(self, figure: Figure, country: str | None, office: str) -> Figure:
        """A figure that has been named, with the country and the office that the text gives it where the lexicon knows none on the day."""
        known = self.by_key[figure.key]
        self.by_key[figure.key] = told = _with_what_is_said(known, replace(figure, country=country, office=office))
        return told

    def _introduce(self, figure: Figure) -> None:
        """Note by which short names a figure can be called from now on."""
        surnames, given = self._short_forms(figure), slug(figure.name.split()[0]) if " " in figure.name else ""
        self.short[figure.key] = surnames, given
        self.firsts.update(name.partition("-")[0] for name in (*surnames, given))

    def knows(self, word: str) -> bool:
        """Whether the short name of somebody can begin with a word; anybody's with one that has no letters of ours."""
        first = slug(word).partition("-")[0]
        return not first or first in self.firsts

    def called(self, name: str, country: str | None = None, office: str = "") -> Figure | None:
        """Who of the article is meant by a surname: by title and country where they are said, else who leads a country, else the last."""
        if bearers := [self.by_key[key] for key in self.by_surname.get(name, ())]:
            return max(bearers, key=lambda figure: self._suits(figure, country, office))  # of equals the first: the last one named
        titled = [self.by_key[key] for key in self.by_given.get(name, ())] if office in POSTS or office in TITLES_OF_OFFICE else []
        return next((figure for figure in titled if figure.office in TITLES_OF_OFFICE.get(office, (office,))), None)

    def _suits(self, figure: Figure, country: str | None, office: str) -> tuple[bool, bool, bool]:
        return (
            bool(office) and figure.office in TITLES_OF_OFFICE.get(office, (office,)),
            bool(country) and figure.country == country,
            figure.office in POWER,
        )

    def _short_forms(self, figure: Figure) -> set[str]:
        person = self.lexicon.people.by_key.get(figure.key) if figure.listed else None
        names = set(person.short_names) if person else set()
        words = figure.name.split()
        if not figure.listed and (figure.country in FAMILY_FIRST or _HYPHENATED.search(figure.name)):
            names.add(words[0])
        return {slug(name) for name in (*names, words[-1], " ".join(words[-2:]))}

    def listed(self, keys: Sequence[str], country: str | None = None, office: str = "") -> Figure | None:
        """The likeliest of the lexicon's people under a name: one named before, else by office, country and prominence on the day."""
        people = [self.lexicon.people.by_key[key] for key in keys]
        for person in people:
            if person.key in self.by_key:
                return self.by_key[person.key]
        best = max(people, key=lambda person: self._fitness(person, country, office), default=None)
        return self.figure(best) if best else None

    def _fitness(self, person: Person, country: str | None, office: str) -> tuple[bool, bool, bool, int]:
        current = person.offices_on(self.day)
        return (
            bool(country) and person.country_on(self.day) == country,
            bool(office) and any(term.office in TITLES_OF_OFFICE.get(office, (office,)) for term in current),
            bool(current),
            -min((RANK[term.office] for term in current), default=len(RANK)),
        )

    def figure(self, person: Person) -> Figure:
        """A person of the lexicon as of the article's day."""
        current = person.offices_on(self.day)
        body = next((term.of for term in current if not term.national), "")
        office = current[0].office if current else ""
        return Figure(person.key, person.name, person.country_on(self.day), office, person.gender, body)

    def properly_called(self, keys: Sequence[str], surname: str) -> Sequence[str]:
        """Without those in whose name the surname stands in the middle, if one whose name it opens or ends has led a country."""
        people = self.lexicon.people.by_key
        proper = [key for key in keys if slug(surname) in {slug(people[key].name.split()[0]), slug(people[key].name.split()[-1])}]
        led = any(term.office in POWER and term.start <= self.day for key in proper for term in people[key].terms)
        return proper if led else keys

    def in_office(self, keys: Sequence[str]) -> tuple[str, ...]:
        """Those of the keys who hold a public office on the day, or have held one within the last two years."""
        recent = self.day.toordinal() - LATELY
        people = self.lexicon.people.by_key
        return tuple(
            key
            for key in keys
            if any(
                term.start <= self.day and (term.end is None or term.end.toordinal() >= recent) and RANK[term.office] < SENIOR
                for term in people[key].terms
            )
        )

    def of_country(self, keys: Sequence[str], country: str | None) -> tuple[str, ...]:
        """Those of the keys who speak for a country on the day."""
        people = self.lexicon.people.by_key
        return tuple(key for key in keys if country and people[key].country_on(self.day) == country)

    def leading(self, keys: Sequence[str]) -> tuple[str, ...]:
        """The one of several of a surname who leads a country on the day; none where that is nobody or more than one."""
        people = self.lexicon.people.by_key
        found = tuple(key for key in keys if any(term.office in POWER for term in people[key].offices_on(self.day)))
        return found if len(found) == 1 else ()

    def once_in_power(self, keys: Sequence[str]) -> tuple[str, ...]:
        """Those of the keys who have led a country before the day or soon will, if it is only one."""
        soon = self.day.toordinal() + ELECT
        people = self.lexicon.people.by_key
        found = tuple(key for key in keys if any(term.office in POWER and term.start.toordinal() <= soon for term in people[key].terms))
        return found if len(found) == 1 else ()

    def holding(self, key: str, office: str, country: str | None) -> Figure | None:
        """The figure of a key if that person holds the office on the day, for the country if one is given."""
        person = self.lexicon.people.by_key[key]
        offices = TITLES_OF_OFFICE.get(office, (office,))
        if not any(term.office in offices for term in person.offices_on(self.day)):
            return None
        return self.figure(person) if country in (None, person.country_on(self.day)) else None

    def titled(self, office: str, country: str | None, *, main: bool = False) -> Figure | None:
        """The figure meant by a title alone: of those lately named, or for a headline of all (``main``), the one most often named."""
        offices = TITLES_OF_OFFICE.get(office, (office,))
        fitting = [
            figure for figure in self.by_key.values() if figure.office and figure.office in offices and country in (None, figure.country)
        ]
        if main and fitting:
            return max(fitting, key=lambda figure: self.named[figure.key])
        return max(reversed(fitting), key=self._spoken_of, default=None)  # of equals the last one

    def _spoken_of(self, figure: Figure) -> tuple[bool, int, int]:
        """How near a figure is to the sentence being read: whether it was named before it, how late, and how often."""
        before = [turn for turn in self.turns[figure.key] if turn < self.turn]
        return bool(before), -((self.turn - max(before, default=0)) // NEAR), self.named[figure.key]

    def heading(self, organisation: str) -> Figure | None:
        """The figure who heads an organisation: the last one named."""
        body = PART_OF_BODY.get(organisation, organisation)
        fitting = [figure for figure in self.by_key.values() if figure.organisation == body and figure.office in HEADSHIPS]
        return fitting[-1] if fitting else None

    def unlisted(self, name: str, country: str | None, office: str) -> Figure:
        """Take in somebody who is in no list, known from a title before the name."""
        return self.add(Figure(slug(name) or name, name, country, office, listed=False))


def _with_what_is_said(known: Figure, figure: Figure) -> Figure:
    """A known figure with the country and the office that are newly said of it."""
    country, office = known.country or figure.country, known.office or figure.office
    return known if (country, office) == (known.country, known.office) else replace(known, country=country, office=office)


def _last(bearers: dict[str, list[str]], name: str, key: str) -> None:
    """Put a key at the head of those who bear a name: the last one named."""
    before = bearers.get(name, ())
    if not before or before[0] != key:
        bearers[name] = [key, *(other for other in before if other != key)]
