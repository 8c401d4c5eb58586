"""The phrase of an encounter's noun: where it begins, and to which other noun it is joined or hangs on."""

from __future__ import annotations

from dataclasses import dataclass, field

from tracker.mining.cues import ENDS, CueReader
from tracker.mining.model import Tag

ARTICLES = frozenset({"the", "a", "an"})  # what stands before one belongs to another phrase: "could overshadow the summit"
PREDETERMINERS = frozenset({"of", "all", "both"})


@dataclass(slots=True)
class NounPhrases:
    """Reads the phrases of the nouns of one sentence."""

    cues: CueReader
    starts: dict[int, int] = field(default_factory=dict)

    def start(self, at: int) -> int:
        """The first node of the noun's own phrase: adjectives, names, possessives."""
        if at not in self.starts:
            self.starts[at] = self._start(at)
        return self.starts[at]

    def _start(self, at: int) -> int:
        here = at
        while here > 0 and self._in_phrase(here - 1):
            here -= 1
        return here

    def _in_phrase(self, at: int) -> bool:
        """Whether a node belongs to the phrase of the noun after it."""
        row, words, node = self.cues.row, self.cues.words, self.cues.row.nodes[at]
        if Tag.PROSPECT in node.tags and Tag.GOVERNOR not in node.tags:
            return node.tags[Tag.PROSPECT][0].form != "preposed"
        if Tag.GOVERNOR in node.tags or (Tag.VERB in node.tags and Tag.NOUN not in node.tags):
            return node.low in words["participles"] and row.low(at - 1) in words["determiners"]
        after = row.low(at + 1)
        if (after == "-" and node.low.isalpha()) or (after in ARTICLES and node.low not in PREDETERMINERS):
            return after == "-"
        if node.low == "of":
            return row.low(at - 1) in words["portions"] or row.nodes[at - 1].has(Tag.NOUN)
        if node.low in {"and", ","}:
            return self._within_name(at) or (self._nations(at) if node.low == "and" else self._enclosed(at))
        return node.has(Tag.COUNTRY) or not (node.has(Tag.REPORT, Tag.DUAL) or self._outside(node.low))

    def _outside(self, low: str) -> bool:
        """Whether a word of a closed class ends a noun's phrase to the left."""
        words = self.cues.words
        if low in words["be"]:
            return low != "'s"
        if low in words["pronouns"]:
            return low != "her"
        return low in ENDS or low in words["prepositions"] or low in words["conjunctions"] or low in words["have"]

    def _enclosed(self, at: int) -> bool:
        """Whether a comma stands around the country of a place before the noun: "NATO's Vilnius, Lithuania, summit"."""
        row = self.cues.row
        first = at - 2 if row.low(at - 2) == "," else at
        place, country, end = (row.node(at) for at in (first - 1, first + 1, first + 2))
        named = place and country and end and place.has(Tag.PLACE) and country.has(Tag.COUNTRY) and end.low == ","
        follows = row.node(first + 3)
        return bool(follows and follows.has(Tag.NOUN) and row.low(first - 2) in {"'s", "the"}) if named else False

    def _within_name(self, at: int) -> bool:
        """Whether "and" or a comma joins parts of a name: "the Political, Security, and Defense Dialogue"."""
        row = self.cues.row
        if row.title_case:
            return False
        before = at - 1 if row.low(at - 1) != "," else at - 2
        after = at + 1 if row.low(at + 1) != "and" else at + 2
        return row.capital(before) and row.capital(after) and not (row.nodes[before].tags or row.nodes[after].tags)

    def _nations(self, at: int) -> bool:
        after, before = self.cues.row.node(at + 1), self.cues.row.node(at - 1)
        return bool(after and before and after.has(Tag.COUNTRY, Tag.DEMONYM) and before.has(Tag.COUNTRY, Tag.DEMONYM))

    def appearance(self, edge: int) -> int | None:
        """The noun of being there before a preposition: "his appearance at the summit", "the attendance of Xi at the summit"."""
        row, words = self.cues.row, self.cues.words["appearances"]
        if row.low(edge) not in {"at", "in"}:
            return None
        if row.low(edge - 1) in words:
            return edge - 1
        party = next((party for party in self.cues.parties if party.last == edge - 1), None)
        noun = party.first - 2 if party else -1
        return noun if row.low(noun + 1) in {"of", "by"} and row.low(noun) in words else None

    def joined(self, edge: int) -> int | None:
        """The gathering to which this one is joined: "the NATO summit in Brussels and the G-7 summit"."""
        for here in range(edge - 1, max(-1, edge - 8), -1):
            node = self.cues.row.nodes[here]
            if node.has(Tag.GATHERING, Tag.SERIES) or (node.capital and node.has(Tag.NOUN) and not self.cues.row.title_case):
                return here
            if node.has(Tag.VERB, Tag.GOVERNOR) or node.low in {";", '"'}:
                return None
        return None
