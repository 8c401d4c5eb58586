"""One sentence as the miner's steps see it, for tests of a single step."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from tracker.domain import Article
from tracker.lexicon import load
from tracker.mining.cues import CueReader
from tracker.mining.model import Node, Party
from tracker.mining.nodes import Row
from tracker.mining.reading import Reading, open_text, read
from tracker.mining.reports import Report, find_reports
from tracker.mining.roles import Roles
from tracker.mining.venues import VenueReader
from tracker.mining.vocabulary import vocabulary

BASE = dt.date(2024, 5, 15)


@dataclass(frozen=True)
class Stage:
    """The row of a sentence with its parties."""

    text: str
    row: Row
    parties: tuple[Party, ...]

    @property
    def nodes(self) -> tuple[Node, ...]:
        return self.row.nodes

    @property
    def reports(self) -> list[Report]:
        return find_reports(self.row, self.parties)

    @property
    def roles(self) -> Roles:
        return Roles(self.nodes, self.parties, self.reports)

    @property
    def cues(self) -> CueReader:
        return CueReader(self.row, self.parties, vocabulary(load()).words)

    def venues(self, *nations: str) -> VenueReader:
        return VenueReader(self.nodes, load(), vocabulary(load()).words, frozenset(nations))

    def at(self, words: str) -> int:
        """The index of the node that these words are, or are the start of."""
        return next(index for index, node in enumerate(self.nodes) if node.low == words or node.low.startswith(f"{words} "))

    def words(self, first: int, last: int) -> str:
        """What stands in the text from one node to another, both included."""
        return self.text[self.nodes[first].start : self.nodes[last].end]


def reading(text: str, published: dt.date = BASE, **fields: str) -> Reading:
    """A text as read; fails where the gate leaves it unread."""
    opening = open_text(Article(key="test", text=text, published=published, **fields), published, load())
    assert opening is not None, f"left unread: {text}"
    return read(opening)


def stage(text: str, published: dt.date = BASE, number: int = 0) -> Stage:
    """A sentence of a text, by its number."""
    found = reading(text, published)
    return Stage(text, found.rows[number], found.parties[number])


def parties(text: str, published: dt.date = BASE) -> list[Party]:
    """The parties of the last sentence of a text."""
    return list(reading(text, published).parties[-1])
