"""One language's dates.toml, checked and compiled: each word to a letter, each rule to a regular expression over those letters.

Words that no rule can tell apart share a letter, so a sentence becomes a short string of kinds, and one linear scan of that string
by one expression finds every rule's matches.
"""

from __future__ import annotations

import functools
import itertools
import re
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from types import MappingProxyType
from typing import Any

from tracker.lexicon import Lexicon
from tracker.mining.dates.spans import Relation

OTHER = "x"
WEAK_MONTHS = ("WMONTH", "MABBR")
MONTHS = ("MONTH", *WEAK_MONTHS)
_WORD = re.compile(r"[^\W\d_]+|[(|){}?,\d]+")
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
    "APOS": "'’",
}
_POSSESSIVE = ("'s", "’s", "'S", "’S")


class BadDateTable(ValueError):  # noqa: N818 - read by whoever edits the table
    """The table contradicts itself; the message names the entry."""


@dataclass(frozen=True, slots=True)
class Word:
    """What a surface may stand for: its letter in patterns, and its value in each class that has it."""

    letter: str
    values: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Rule:
    """A named shape, the builder that reads it, and whether the tense of the sentence matters to it."""

    name: str
    pattern: str
    build: str
    tensed: bool
    example: str


@dataclass(frozen=True)
class DateTables:
    """A language's words and rules, ready to scan with."""

    words: Mapping[str, Word]
    rules: Mapping[str, Rule]
    scanner: re.Pattern[str]
    prefixes: Mapping[str, str]
    around: Mapping[str, frozenset[str]]
    tense: Mapping[str, frozenset[str]]
    past_ending: str

    @cached_property
    def letters(self) -> dict[str, str]:
        """Surface to letter, for the scan."""
        return {surface: word.letter for surface, word in self.words.items()}

    @cached_property
    def longest_prefix(self) -> int:
        """Most words of any prefix."""
        return max(prefix.count(" ") + 1 for prefix in self.prefixes)


@functools.cache
def date_tables(language: str = "en") -> DateTables:
    """The compiled dates.toml of a language folder of the lexicon."""
    return compile_tables(Lexicon.language(language)["dates"])


def compile_tables(table: Mapping[str, Any]) -> DateTables:
    """Check a parsed dates.toml and make it ready; raises BadDateTable."""
    classes = _classes(table)
    rules = [Rule(r["name"], r["pattern"], r["build"], r.get("tensed", False), r["example"]) for r in table["rules"]]
    aliases: dict[str, str] = table["aliases"]
    literals = {word for text in (*aliases.values(), *(r.pattern for r in rules)) for word in _words(text) if word.islower()}
    words = _lettered(classes, literals)
    shapes = _Shapes(aliases, classes, words)
    names = [rule.name.replace("-", "_") for rule in rules]
    scanner = re.compile("|".join(f"(?P<{name}>{shapes.regex(rule.pattern)})" for name, rule in zip(names, rules, strict=True)))
    return DateTables(
        words=MappingProxyType(words),
        rules=MappingProxyType(dict(zip(names, rules, strict=True))),
        scanner=scanner,
        prefixes=MappingProxyType(_prefixes(table["prefixes"])),
        around=MappingProxyType({name: frozenset(entries) for name, entries in table["around"].items()}),
        tense=MappingProxyType({name: frozenset(entries) for name, entries in table["tense"].items() if name != "past_ending"}),
        past_ending=table["tense"]["past_ending"],
    )


_Classes = dict[str, dict[str, Any]]


def _classes(table: Mapping[str, Any]) -> _Classes:
    """Every class with every spelling of its words."""
    classes: _Classes = {name: dict(values) for name, values in _DIGIT_CLASSES.items()}
    classes |= {name: dict.fromkeys(marks, name) for name, marks in _MARKS.items()}
    classes["POSS"] = dict.fromkeys(_POSSESSIVE, "POSS")
    for name, entries in table["classes"].items():
        classes[name] = {form: value for word, value in entries.items() for form in (word, word.capitalize(), word.upper())}
    for name, entries in table["cased"].items():
        if name in classes:
            raise BadDateTable(f"class {name} stands under [classes] and under [cased]; keep one")
        classes[name] = {form: value for word, value in entries.items() for form in (word, word.upper())}
    return classes


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
        words[sys.intern(surface)] = Word(letters[key], MappingProxyType(own))
    return words


class _Shapes:
    """Turns patterns of words into expressions over letters."""

    def __init__(self, aliases: Mapping[str, str], classes: _Classes, words: Mapping[str, Word]) -> None:
        self._aliases = aliases
        self._sets: dict[str, str] = {}
        for word in words.values():
            for name in word.values:
                if word.letter not in self._sets.setdefault(name, ""):
                    self._sets[name] += word.letter
        for name in aliases:
            if name in classes:
                raise BadDateTable(f"alias {name} has the name of a class; rename it")

    def regex(self, pattern: str) -> str:
        """The expression of one pattern; raises BadDateTable for a name that is neither class, alias nor literal."""
        return "".join(self._piece(piece, pattern) for piece in _WORD.findall(pattern))

    def _piece(self, piece: str, pattern: str) -> str:
        if not piece[0].isalpha():
            return piece.replace("(", "(?:")
        if piece in self._aliases:
            return f"(?:{self.regex(self._aliases[piece])})"
        if piece not in self._sets:
            raise BadDateTable(f"pattern {pattern!r}: {piece} is no class, alias or word")
        return f"[{self._sets[piece]}]"


def _words(pattern: str) -> Iterator[str]:
    return (piece for piece in _WORD.findall(pattern) if piece[0].isalpha())


def _prefixes(table: Mapping[str, list[str]]) -> dict[str, str]:
    known = {relation.value for relation in Relation} | {"before", "between"}
    for relation in table:
        if relation not in known:
            raise BadDateTable(f"[prefixes] {relation}: not one of {', '.join(sorted(known))}")
    return {phrase: relation for relation, phrases in table.items() for phrase in phrases}
