"""One language's dates.toml, checked and compiled: each word to a letter, each rule to a regular expression over those letters.

Words that no rule can tell apart share a letter, so a sentence becomes a short string of letters, and one walk along that string, with
a few expressions to try at each letter, finds every rule's matches in linear time.
"""

from __future__ import annotations

import functools
import itertools
import re
import sys
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from types import MappingProxyType
from typing import Any

from tracker.lexicon import Lexicon
from tracker.mining.dates.patterns import names, shape_of
from tracker.mining.dates.spans import Relation

OTHER = "x"
WEAK_MONTHS = ("WMONTH", "MABBR")
MONTHS = ("MONTH", *WEAK_MONTHS)
_DIGIT_CLASSES = {
    "NUM": {text: day for day in range(1, 32) for text in {f"{day}", f"{day:02}"}},
    "NTH": {f"{day}{'th' if 10 < day < 20 else {1: 'st', 2: 'nd', 3: 'rd'}.get(day % 10, 'th')}": day for day in range(1, 32)},
    "YEAR": {f"{year}": year for year in range(1000, 2200)},
    "HHMM": {f"{hour:02}{minute:02}": 100 * hour + minute for hour in range(10) for minute in range(60)},
    "MINUTE": {f"{minute:02}": minute for minute in (0, *range(32, 60))},
}
_MARKS = {
    "COMMA": ",",
    "DOT": ".",
    "COLON": ":",
    "SLASH": "/",
    "DASH": "-–—−‐‑",
    "OPEN": "(",
    "CLOSE": ")",
    "APOS": "'’",
}


_TELLING = ("future", "report", "past", "weak_past", "infinitive")
_Classes = dict[str, dict[str, Any]]


class BadDateTable(ValueError):  # noqa: N818 - read by whoever edits the table
    """The table contradicts itself; the message names the entry."""


@dataclass(frozen=True, slots=True)
class Word:
    """What a surface may stand for: its letter in patterns, and its value in each class that has it."""

    letter: str
    values: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Rule:
    """A named shape, the builder that reads it, whether tense can move its window, and whether that is a month or longer."""

    name: str
    pattern: str
    build: str
    example: str
    tensed: bool
    long: bool


@dataclass(frozen=True)
class DateTables:
    """A language's words and rules, ready to scan with."""

    words: Mapping[str, Word]
    rules: Mapping[str, Rule]
    scanners: Scanners
    starts: re.Pattern[str]
    prefixes: Mapping[str, str]
    around: Mapping[str, frozenset[str]]
    tense: Mapping[str, frozenset[str]]
    past_endings: tuple[str, ...]

    @cached_property
    def letters(self) -> dict[str, str]:
        """Surface to letter, for the scan."""
        return {surface: word.letter for surface, word in self.words.items()}

    @cached_property
    def verbs(self) -> dict[str, str]:
        """Each word that tells a tense, with the list it stands in; the first of these lists counts."""
        return {form: name for name in reversed(_TELLING) for word in self.tense[name] for form in (word, word.replace("'", "’"))}

    @cached_property
    def longest_prefix(self) -> int:
        """Most words of any prefix."""
        return max(prefix.count(" ") + 1 for prefix in self.prefixes)

    @cached_property
    def prefix_ends(self) -> frozenset[str]:
        """The last word of every prefix."""
        return frozenset(prefix.rsplit(" ", 1)[-1] for prefix in self.prefixes)


@functools.cache
def date_tables(language: str = "en") -> DateTables:
    """The compiled dates.toml of a language folder of the lexicon."""
    return compile_tables(Lexicon.language(language)["dates"])


def compile_tables(table: Mapping[str, Any]) -> DateTables:
    """Check a parsed dates.toml and make it ready; raises BadDateTable."""
    classes, aliases = _classes(table), table["aliases"]
    if both := classes.keys() & aliases.keys():
        raise BadDateTable(f"alias {min(both)} has the name of a class; rename it")
    rules = {entry["name"].replace("-", "_"): _rule(entry) for entry in table["rules"]}
    literals = {word for text in (*aliases.values(), *(rule.pattern for rule in rules.values())) for word in names(text) if word.islower()}
    words = _lettered(classes, literals)
    scanners = Scanners(rules, _letters_of(words), aliases)
    return DateTables(
        words=MappingProxyType(words),
        rules=MappingProxyType(rules),
        scanners=scanners,
        starts=re.compile(f"[{''.join(scanners.begins)}]"),
        prefixes=MappingProxyType(_prefixes(table["prefixes"])),
        around=MappingProxyType({name: frozenset(entries) for name, entries in table["around"].items()}),
        tense=MappingProxyType({name: frozenset(entries) for name, entries in table["tense"].items() if name != "past_endings"}),
        past_endings=tuple(table["tense"]["past_endings"]),
    )


def _rule(entry: Mapping[str, Any]) -> Rule:
    return Rule(entry["name"], entry["pattern"], entry["build"], entry["example"], entry.get("tensed", False), entry.get("long", False))


def _classes(table: Mapping[str, Any]) -> _Classes:
    """Every class with every spelling of its words."""
    classes: _Classes = {name: dict(values) for name, values in _DIGIT_CLASSES.items()}
    classes |= {name: dict.fromkeys(marks, name) for name, marks in _MARKS.items()}
    for name, entries in table["classes"].items():
        classes[name] = _forms(entries, lambda word: (word, word.lower(), word.capitalize(), word.upper()))
    for name, entries in table["cased"].items():
        if name in classes:
            raise BadDateTable(f"class {name} stands under [classes] and under [cased]; keep one")
        classes[name] = _forms(entries, lambda word: (word, word.upper()))
    return classes


def _forms(entries: Mapping[str, Any], spellings: Callable[[str], Iterable[str]]) -> dict[str, Any]:
    """Every spelling of every word; a key may hold several words, or several forms of one, with spaces between."""
    return {form: value for key, value in entries.items() for word in key.split() for form in spellings(word)}


def _lettered(classes: _Classes, literals: set[str]) -> dict[str, Word]:
    """Give one letter to all words of the same classes; a literal of some pattern has a letter of its own."""
    values: dict[str, dict[str, Any]] = {}
    for name, entries in classes.items():
        for surface, value in entries.items():
            values.setdefault(surface, {})[name] = value
    for literal in literals:
        for form in (literal, literal.capitalize(), literal.upper()):
            values.setdefault(form, {})[literal] = literal
    fresh = (chr(code) for code in itertools.count(0xE000))
    letters: dict[tuple[str, ...], str] = {}
    words = {}
    for surface, own in values.items():
        key = tuple(sorted(own))
        if key not in letters:
            letters[key] = next(fresh)
        words[sys.intern(surface)] = Word(letters[key], own)
    return words


def _letters_of(words: Mapping[str, Word]) -> dict[str, str]:
    """Each class or literal, and the letters of its words."""
    sets: dict[str, set[str]] = {}
    for word in words.values():
        for name in word.values:
            sets.setdefault(name, set()).add(word.letter)
    return {name: "".join(sorted(letters)) for name, letters in sets.items()}


class Scanners(dict[str, re.Pattern[str]]):
    """For each letter that can begin a rule, one expression that tries those rules in their order; compiled when first asked for."""

    def __init__(self, rules: Mapping[str, Rule], letters: Mapping[str, str], aliases: Mapping[str, str]) -> None:
        super().__init__()
        shapes = {group: shape_of(rule.pattern, letters, aliases) for group, rule in rules.items()}
        self.begins = sorted(frozenset[str]().union(*(shape.begins for shape in shapes.values())))
        self._sources = {
            start: "|".join(f"(?P<{group}>{shape.regex})" for group, shape in shapes.items() if start in shape.begins)
            for start in self.begins
        }

    def __missing__(self, start: str) -> re.Pattern[str]:
        compiled = self[start] = re.compile(self._sources[start])
        return compiled


def _prefixes(table: Mapping[str, list[str]]) -> dict[str, str]:
    known = {relation.value for relation in Relation} | {"before", "between", "not_before"}
    for relation in table:
        if relation not in known:
            raise BadDateTable(f"[prefixes] {relation}: not one of {', '.join(sorted(known))}")
    meanings: dict[str, str] = {}
    for relation, phrases in table.items():
        for phrase in phrases:
            if phrase in meanings:
                raise BadDateTable(f"[prefixes] {phrase!r} stands under {meanings[phrase]} and {relation}; keep one")
            meanings[phrase] = relation
    return meanings
