"""A sentence as words and letters, and the matches of a language's rules in it."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from tracker.mining.dates.spans import Tense
from tracker.mining.dates.tables import OTHER, DateTables, Rule

TOKEN = re.compile(
    r"[aApP]\.[mM]\b\.?|[^\W\d_]\w*|['’](?:s|S|t|ll|d|re|ve|m)\b|\d{1,3}(?:,\d{3})+"
    r"|\d+\s?(?:<sup>)?(?:st|nd|rd|th)\b(?:</sup>)?|\d+|\S"
)
_RAISED = re.compile(r"\s|</?sup>")  # in "20<sup>th</sup>" and "20 th", which pages make of a raised ordinal

NAMES_BETWEEN = 3  # words between a date and the noun that it belongs to


class Sentence:
    """The words of a sentence; their offsets are worked out only when asked for."""

    __slots__ = ("_lower", "_raw", "_starts", "letters", "tables", "text", "words")

    def __init__(self, text: str, tables: DateTables) -> None:
        self.text = text
        self.tables = tables
        self._raw: list[str] = TOKEN.findall(text)
        self.words = [_RAISED.sub("", word) if word[0].isdigit() else word for word in self._raw]
        get = tables.letters.get
        self.letters = "".join([get(word, OTHER) for word in self.words])
        self._starts: list[int] = []
        self._lower: list[str] = []

    def start(self, index: int) -> int:
        """Where a word begins."""
        if not self._starts:
            self._starts = list(self._found())
        return self._starts[index]

    def _found(self) -> Iterator[int]:
        """Where each word stands: only white space lies between one and the next."""
        at = 0
        for word in self._raw:
            at = self.text.index(word, at)
            yield at
            at += len(word)

    def end(self, index: int) -> int:
        """Where a word ends."""
        return self.start(index) + len(self._raw[index])

    def lower(self, index: int) -> str:
        """A word in lower case, or nothing beyond the sentence."""
        return self.lowers[index] if 0 <= index < len(self.words) else ""

    @property
    def lowers(self) -> list[str]:
        """Every word in lower case."""
        if not self._lower:
            self._lower = [word.lower() for word in self.words]
        return self._lower

    def around(self, index: int, name: str) -> bool:
        """Whether a word stands in one of the table's lists of neighbours."""
        return self.lower(index) in self.tables.around[name]

    def is_in(self, index: int, name: str) -> bool:
        """Whether a word is in a class."""
        word = self.tables.words.get(self.words[index]) if 0 <= index < len(self.words) else None
        return word is not None and name in word.values

    def matches(self) -> Iterator[tuple[Rule, int, int]]:
        """Each rule that matches, with its first word and the word after its last."""
        tables, letters, at = self.tables, self.letters, 0
        while start := tables.starts.search(letters, at):
            at = start.end()
            match = tables.scanners[start.group()].match(letters, start.start())
            if match and match.lastgroup:
                at = match.end()
                yield tables.rules[match.lastgroup], *match.span()


@dataclass(slots=True)
class Match:
    """What a builder reads: the matched words' values by class, their neighbours, the publication date, and the tense."""

    sentence: Sentence
    first: int
    last: int  # the word after the match
    base: dt.date
    tense: Tense | None = None
    sure: bool = False  # the words themselves look back ("since"), so nearness cannot outweigh the tense

    @property
    def past(self) -> bool:
        """Whether the governing verb looks back."""
        return self.tense in (Tense.PAST, Tense.REPORT)

    @property
    def words(self) -> list[str]:
        """The matched words as they stand."""
        return self.sentence.words[self.first : self.last]

    def pairs(self, *names: str) -> list[tuple[str, Any]]:
        """Class and value of every matched word that is in one of the classes, in order."""
        return list(self._pairs(names))

    def _pairs(self, names: tuple[str, ...]) -> Iterator[tuple[str, Any]]:
        known = self.sentence.tables.words
        for word in self.words:
            values = known[word].values
            for name in names:
                if name in values:
                    yield name, values[name]

    def all(self, *names: str) -> list[Any]:
        """Values only."""
        return [value for _, value in self.pairs(*names)]

    def one(self, *names: str) -> Any:
        """The first value, or None."""
        return next((value for _, value in self._pairs(names)), None)

    def says(self, name: str) -> bool:
        """Whether a matched word is in a class."""
        return any(name in self.sentence.tables.words[word].values for word in self.words)

    def before(self, name: str) -> bool:
        """Whether the word before is in a list of neighbours."""
        return self.sentence.around(self.first - 1, name)

    def after(self, name: str) -> bool:
        """Whether the word after is in a list of neighbours."""
        return self.sentence.around(self.last, name)

    def noun_follows(self, name: str) -> bool:
        """Whether a noun of a list follows, names between aside ("the May 25 NATO summit")."""
        for index in range(self.last, min(self.last + NAMES_BETWEEN + 1, len(self.sentence.words))):
            if self.sentence.around(index, name):
                return True
            if not self.sentence.words[index][0].isupper():
                return False
        return False

    def licensed(self) -> bool:
        """Whether a weak word is marked as a date by what stands before it or by an event noun after it."""
        return self.before("licence") or self.after("event_nouns")
