"""People: who they are, how they are written, and which office they held when."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from tracker.lexicon.keys import plain
from tracker.lexicon.names import EITHER_ORDER, Spellings, family_first, index, read_spellings, variants
from tracker.lexicon.printed import PrintedNames
from tracker.lexicon.tables import LIST_SEPARATOR, LexiconError, read_lines

# The closed list of offices, the most prominent first: that order decides between two people of one surname.
OFFICES = (
    "head-of-state",
    "head-of-government",
    "monarch",
    "secretary-general",
    "president-of-organisation",
    "foreign-minister",
    "vice-president",
    "crown-prince",
    "high-representative",
    "head-of-state-elect",
    "head-of-government-elect",
    "defence-minister",
    "national-security-adviser",
    "deputy-head-of-government",
    "special-envoy",
    "party-leader",
    "faction-leader",
    "religious-leader",
    "finance-minister",
    "trade-minister",
    "energy-minister",
    "interior-minister",
    "minister",
    "speaker",
    "spokesperson",
    "opposition-leader",
    "deputy-foreign-minister",
    "intelligence-chief",
    "military-chief",
    "adviser",
    "ambassador-to-un",
    "ambassador",
    "deputy-secretary-general",
    "commissioner",
    "central-bank-governor",
    "regional-leader",
    "legislator",
    "royal",
    "spouse",
)
RANK = {office: rank for rank, office in enumerate(OFFICES)}
ORGANISATIONS_OF_TWO_LETTERS = frozenset({"EU", "UN"})
GENDERS = ("", "f", "m")
PEOPLE_COLUMNS = ["key", "name", "short_names", "aliases", "wikidata", "gender"]
TERMS_COLUMNS = ["key", "office", "of", "start", "end", "source"]
WORDS_COLUMNS = ["surname", "also"]


@dataclass(frozen=True, slots=True)
class Term:
    """A span in one office. ``of`` is an ISO country code or an organisation's key; no ``start``: since before the record begins."""

    office: str
    of: str
    start: dt.date
    end: dt.date | None
    source: str

    def covers(self, day: dt.date) -> bool:
        """Whether the office was held on that day; both ends count."""
        return self.start <= day and (self.end is None or day <= self.end)

    @property
    def national(self) -> bool:
        """Whether it is an office of a country, not of an organisation."""
        return len(self.of) == 2 and self.of not in ORGANISATIONS_OF_TWO_LETTERS


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody whom diplomatic news names. ``name`` is the usual English one, ``short_names`` what a second mention uses."""

    key: str
    name: str
    short_names: tuple[str, ...]
    aliases: tuple[str, ...]
    wikidata: str
    gender: str
    terms: tuple[Term, ...]

    def offices_on(self, day: dt.date) -> tuple[Term, ...]:
        """The terms in force on that day, the most prominent first."""
        return tuple(sorted((term for term in self.terms if term.covers(day)), key=lambda term: RANK[term.office]))

    def country_on(self, day: dt.date) -> str | None:
        """For whom the person speaks: the country of an office in force, else of the last one held, else of the first one to come.

        None while the only office in force is an organisation's: a secretary-general is no party for the country of birth.
        """
        current = self.offices_on(day)
        if current:
            return next((term.of for term in current if term.national), None)
        national = [term for term in self.terms if term.national]
        past = [term for term in national if term.start <= day]
        if past:
            return max(past, key=lambda term: term.end or dt.date.max).of
        return min(national, key=lambda term: term.start).of if national else None


@dataclass(frozen=True)
class People:
    """Everybody, with the ways in which a text names them.

    ``surfaces``: full names and aliases by their small letters, accents kept and dropped (strong; a form shared by several people
    lists them all). ``surnames``: what stands alone on second mention (weak, to be resolved). ``wordlike``: the surnames that are
    also a word, a month or a place, which need more than a capital letter to count as a name.
    """

    by_key: Mapping[str, Person]
    surfaces: Mapping[str, tuple[str, ...]]
    surnames: Mapping[str, tuple[str, ...]]
    wordlike: frozenset[str]
    spellings: Spellings = field(repr=False)

    def holders(self, office: str, of: str, day: dt.date) -> tuple[Person, ...]:
        """Who held that office of that country or organisation on that day, the longest-serving last."""
        held = ((term, person) for term, person in self._by_office.get((office, of), ()) if term.covers(day))
        return tuple(person for _, person in sorted(held, key=lambda pair: pair[0].start, reverse=True))

    def resolve_surname(
        self, surname: str, day: dt.date, countries: Collection[str] = (), offices: Collection[str] = ()
    ) -> tuple[str, ...]:
        """The keys that a surname may mean on that day, the likeliest first: asked office, asked country, in office, prominence."""
        keys = self.surnames.get(surname.lower()) or self.surfaces.get(surname.lower(), ())
        return tuple(sorted(keys, key=lambda key: self._likelihood(self.by_key[key], day, countries, offices), reverse=True))

    def find_printed(self, name: str, day: dt.date) -> tuple[Person, ...]:
        """The people whom a name in a protocol list may mean: titles before it, middle names and other transliterations allowed.

        A surname alone ("President Saca") stands for those who hold an office on that day.
        """
        keys = self._printed.find(name)
        if not keys:
            _, _, surname = plain(name).rpartition(" ")
            keys = tuple(key for key in self.resolve_surname(surname, day) if self.by_key[key].offices_on(day))
        return tuple(self.by_key[key] for key in keys)

    def _likelihood(
        self, person: Person, day: dt.date, countries: Collection[str], offices: Collection[str]
    ) -> tuple[bool, bool, bool, int, int]:
        current = person.offices_on(day)
        held = current or tuple(term for term in person.terms if term.start <= day)
        last = max((term.end or day for term in held), default=dt.date.min)
        return (
            bool(offices) and any(term.office in offices for term in held),
            bool(countries) and person.country_on(day) in countries,
            bool(current),
            -min((RANK[term.office] for term in current), default=len(OFFICES)),
            min(last, day).toordinal(),
        )

    @cached_property
    def _by_office(self) -> Mapping[tuple[str, str], tuple[tuple[Term, Person], ...]]:
        found: dict[tuple[str, str], list[tuple[Term, Person]]] = {}
        for person in self.by_key.values():
            for term in person.terms:
                found.setdefault((term.office, term.of), []).append((term, person))
        return {office: tuple(held) for office, held in found.items()}

    @cached_property
    def _printed(self) -> PrintedNames:
        return PrintedNames.of(self.surfaces)


def load_people(folder: Path) -> People:
    """Read people.tsv, terms.tsv, spellings.tsv and surname_words.tsv of the folder. LexiconError names file, line, key and remedy."""
    spellings = read_spellings(folder / "spellings.tsv")
    by_key = _read_people(folder / "people.tsv", _read_terms(folder / "terms.tsv"))
    return People(
        by_key=by_key,
        surfaces=index((form, person.key) for person in by_key.values() for form in _full_forms(person, spellings)),
        surnames=index((form, person.key) for person in by_key.values() for form in _short_forms(person, spellings)),
        wordlike=frozenset(cells[0] for _, cells in _rows(folder / "surname_words.tsv", WORDS_COLUMNS)),
        spellings=spellings,
    )


def _full_forms(person: Person, spellings: Spellings) -> Iterator[str]:
    for name in (person.name, *person.aliases):
        yield from variants(name, spellings)
    if any(term.of in EITHER_ORDER for term in person.terms):
        yield from variants(family_first(person.name), spellings)


def _short_forms(person: Person, spellings: Spellings) -> Iterator[str]:
    for name in person.short_names:
        yield from variants(name, spellings)


def _rows(path: Path, columns: list[str]) -> Iterator[tuple[int, list[str]]]:
    """The lines of one of the two tables, checked for their number of cells. Leaner than ``read_table``: there are many thousands."""
    lines = read_lines(path)
    number, head = next(lines, (1, []))
    if head != columns:
        raise LexiconError(path, f"the first line names {head}; it must name {columns}, separated by tabs", number)
    for number, cells in lines:
        if len(cells) != len(columns):
            raise LexiconError(path, f"{cells[0]}: has {len(cells)} cells; write {len(columns)}: {', '.join(columns)}", number)
        yield number, cells


def _read_people(path: Path, terms: dict[str, list[Term]]) -> dict[str, Person]:
    by_key: dict[str, Person] = {}
    for number, (key, name, short_names, aliases, wikidata, gender) in _rows(path, PEOPLE_COLUMNS):
        if key in by_key:
            raise LexiconError(path, f"{key}: stands twice; join the lines or give one a suffix", number)
        if key not in terms:
            raise LexiconError(path, f"{key}: holds no office; add a line to terms.tsv", number)
        if gender not in GENDERS:
            raise LexiconError(path, f"{key}: gender is {gender!r}; write m, f or nothing", number)
        by_key[key] = Person(key, name, _many(short_names), _many(aliases), wikidata, gender, tuple(terms.pop(key)))
    for key in terms:
        raise LexiconError(path, f"{key}: has terms in terms.tsv and no line here; add the person")
    return by_key


def _read_terms(path: Path) -> dict[str, list[Term]]:
    terms: dict[str, list[Term]] = {}
    for number, (key, office, of, start, end, source) in _rows(path, TERMS_COLUMNS):
        if office not in RANK:
            raise LexiconError(path, f"{key}: office {office!r} is unknown; write one of {', '.join(OFFICES)}", number)
        try:
            term = Term(office, of, _first_day(start), _last_day(end), source)
        except ValueError as error:
            raise LexiconError(path, f"{key}: {error}; write YYYY-MM-DD, YYYY-MM or YYYY", number) from error
        if term.end and term.end < term.start:
            raise LexiconError(path, f"{key}: the term ends on {end}, before it starts on {start}; correct one of them", number)
        terms.setdefault(key, []).append(term)
    return terms


def _many(cell: str) -> tuple[str, ...]:
    return tuple(cell.split(LIST_SEPARATOR)) if cell else ()


def _first_day(written: str) -> dt.date:
    """The day on which a term starts at the earliest; a month or year alone stands for its first day, nothing for "long ago"."""
    if not written:
        return dt.date.min
    return (
        dt.date.fromisoformat(written + "-01-01"[len(written) - len("YYYY-MM-DD") :])
        if len(written) < len("YYYY-MM-DD")
        else dt.date.fromisoformat(written)
    )


def _last_day(written: str) -> dt.date | None:
    """The day on which a term ends at the latest; nothing for one that goes on."""
    if not written:
        return None
    if len(written) == len("YYYY"):
        return dt.date(int(written), 12, 31)
    if len(written) == len("YYYY-MM"):
        first = dt.date.fromisoformat(f"{written}-01")
        return (first + dt.timedelta(days=31)).replace(day=1) - dt.timedelta(days=1)
    return dt.date.fromisoformat(written)
