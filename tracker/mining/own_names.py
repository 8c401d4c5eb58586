"""Own names: what a gathering is called that no list has: "Global COVID-19 Summit", "U.S.-Morocco Strategic Dialogue"."""

from __future__ import annotations

import re
from dataclasses import dataclass

from tracker.domain import Kind
from tracker.mining.model import Tag
from tracker.mining.scene import Scene

NAMED = frozenset(
    {"summit", "conference", "dialogue", "forum", "ministerial", "ministerial meeting", "ministerial conference", "consultations"}
)
SESSIONS = frozenset({"meeting", "meetings", "session", "talks"})
BODIES = {
    "council": Kind.CONFERENCE,
    "commission": Kind.CONFERENCE,
    "committee": Kind.CONFERENCE,
    "forum": Kind.CONFERENCE,
    "initiative": Kind.CONFERENCE,
    "partnership": Kind.CONFERENCE,
    "dialogue": Kind.TALKS,
    "group": Kind.TALKS,
    "consultations": Kind.TALKS,
}
FORMALITIES = frozenset(
    [
        "the",
        "a",
        "an",
        "first",
        "second",
        "third",
        "fourth",
        "fifth",
        "sixth",
        "seventh",
        "eighth",
        "ninth",
        "tenth",
        "annual",
        "inaugural",
        "upcoming",
        "next",
        "special",
        "extraordinary",
        "virtual",
        "joint",
        "and",
        "of",
    ]
)
ORDINAL = re.compile(r"\d+(?:st|nd|rd|th)")
LONGEST = 12


@dataclass(slots=True, unsafe_hash=True)
class OwnName:
    """A name as it is written, the nodes that it takes, and what kind of encounter its last word makes it."""

    text: str
    first: int
    last: int
    kind: Kind | None = None


@dataclass(slots=True)
class OwnNames:
    """Reads the own names of the gatherings of a scene."""

    scene: Scene

    def read(self, at: int) -> OwnName | None:
        """The name of the gathering whose noun is at a node: that noun's own, or that of the body which meets."""
        row = self.scene.row
        if row.title_case:
            return None
        if row.nodes[at].capital and row.low(at) in NAMED:
            return self._name(at)
        if row.low(at) not in SESSIONS:
            return None
        if row.low(at - 1) in BODIES and row.capital(at - 1):
            return self._name(at - 1)
        of = at + 2 if row.low(at + 2) == "the" else at + 1
        return self._meeting_of(of + 1) if row.low(at + 1) == "of" else None

    def of_sides(self, name: OwnName) -> bool:
        """Whether the name begins with two sides: "U.S.-EU Energy Council"."""
        nations = [here for here in range(name.first, name.last) if self._nation(here)]
        pair = self.scene.row.nodes[name.first].has(Tag.PAIR)
        return pair or (nations[:2] == [name.first, name.first + 1] and self.scene.row.low(name.first + 1) in {"-", "–"})

    def _meeting_of(self, first: int) -> OwnName | None:
        """The body after "a meeting of the"."""
        row = self.scene.row
        for here in range(first, min(first + LONGEST, len(row.nodes))):
            if not self._part(here):
                return None
            if row.low(here) in BODIES and row.capital(here):
                return self._name(here)
        return None

    def _name(self, last: int) -> OwnName | None:
        row, first, listed = self.scene.row, last, False
        while first > 0 and (self._part(first - 1) or (listed and self._item(first - 1))):
            first -= 1
            listed = listed or (row.low(first) == "and" and row.low(first - 1) == ",")
        while first < last and self._formal(first):
            first += 1
        if first == last or self._headed(first) or row.low(first) in self.scene.cues.words["domestic"]:
            return None
        if all(row.nodes[here].has(Tag.PLACE) or row.low(here) == "-" for here in range(first, last)):
            return None  # "the Beijing Summit" says where it is
        kind = BODIES.get(row.low(last))
        if row.low(last - 1) == ")":
            return OwnName(f"{self._written(last - 2, last - 2)} {self._written(last, last)}", first, last, kind)
        if all(self._nation(here) for here in range(first, last)):
            last = self._subject(last)
        return OwnName(self._written(first, last), first, last, kind)

    def _part(self, at: int) -> bool:
        node = self.scene.row.nodes[at]
        return (
            (node.capital and not node.date) or node.low in {"-", "–", "and", "of", "(", ")"} or (node.low[0].isdigit() and not node.date)
        )

    def _item(self, at: int) -> bool:
        """Whether a comma joins the parts of a list within the name: "Political, Security, and Defense Dialogue"."""
        return self.scene.row.low(at) == "," and self.scene.row.capital(at - 1) and not self.scene.row.nodes[at - 1].tags

    def _formal(self, at: int) -> bool:
        """Whether a node at the front is no part of the name: "the tenth", "21st"."""
        low = self.scene.row.low(at)
        return low in FORMALITIES or not low[0].isalnum() or bool(ORDINAL.fullmatch(low))

    def _nation(self, at: int) -> bool:
        node = self.scene.row.nodes[at]
        return node.low in {"-", "–", "and", ","} or node.has(
            Tag.COUNTRY, Tag.DEMONYM, Tag.PAIR, Tag.ORGANISATION, Tag.GOVERNMENT, Tag.SERIES
        )

    def _subject(self, last: int) -> int:
        """The last node of what talks of two sides are called by: "U.S.-EU Consultations on the Indo-Pacific"."""
        row = self.scene.row
        here = last + 2 if row.low(last + 2) != "the" else last + 3
        if row.low(last + 1) != "on" or not row.capital(here):
            return last
        while row.capital(here + 1) or (row.low(here + 1) == "-" and row.capital(here + 2)):
            here += 1
        return here

    def _headed(self, first: int) -> bool:
        """Whether the name is that of a body with a head: "the president of the Cabinda Forum"."""
        row = self.scene.row
        of = first - 2 if row.low(first - 1) == "the" else first - 1
        head = row.node(of - 1)
        return row.low(of) == "of" and head is not None and head.has(Tag.TITLE)

    def _written(self, first: int, last: int) -> str:
        nodes = self.scene.row.nodes
        return " ".join(self.scene.text[nodes[first].start : nodes[last].end].split())
