"""Outlook of nouns: what governs "a meeting", what qualifies it, and what is said of it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from tracker.domain import Status
from tracker.mining.cues import EFFECTS, CueReader
from tracker.mining.dates.spans import Relation
from tracker.mining.model import Node, Outlook, Reading, Tag
from tracker.mining.outlook import VerbOutlook

LIGHT = frozenset({"hold", "begin", "attend", "host", "gather", "meet"})
OPENING = frozenset({"begins", "opens", "kicks off", "starts", "resumes", "continues"})

WAYS = frozenset({"on his way", "on her way", "on their way", "en route"})


@dataclass(frozen=True, slots=True)
class NounOutlook:
    """Reads the outlooks of the nouns of one sentence."""

    cues: CueReader
    verbs: VerbOutlook

    def read(self, at: int) -> Iterator[Outlook]:
        """Every outlook that the words around an encounter's noun give, the most telling first."""
        start = self.phrase_start(at)
        yield from self._before(start, at)
        yield from self._modifiers(start, at)
        yield from self._predicate(at)

    def phrase_start(self, at: int) -> int:
        """The first node of the noun's own phrase: adjectives, names, possessives."""
        here = at
        while here > 0 and self._in_phrase(here - 1):
            here -= 1
        return here

    def _in_phrase(self, at: int) -> bool:
        node = self.cues.row.nodes[at]
        if node.has(Tag.PROSPECT) and not node.has(Tag.GOVERNOR):
            return node.tags[Tag.PROSPECT][0].form != "preposed"
        if node.has(Tag.GOVERNOR):
            return node.low in {"planned", "proposed", "expected", "scheduled"} and self.cues.row.low(at - 1) in self.cues.words["determiners"]
        if node.has(Tag.VERB) and not node.has(Tag.NOUN):
            return node.low in {"coming", "opening", "visiting", "meeting"} and self.cues.row.low(at - 1) in self.cues.words["determiners"]
        if self.cues.row.low(at + 1) == "-" and node.low.isalpha():
            return True
        if node.has(Tag.REPORT, Tag.DUAL) or node.low in self.cues.words["prepositions"] - {"of"} or node.low in self.cues.words["conjunctions"]:
            return node.low == "and" and self._nations(at)
        if node.low in self.cues.words["be"] - {"'s"} or node.low in self.cues.words["pronouns"] - {"her"}:
            return False
        if node.low == "of":
            return self.cues.row.low(at - 1) in {
                "round",
                "series",
                "part",
                "leg",
                "day",
                "days",
                "session",
                "start",
                "opening",
                "kind",
                "first",
            } or self.cues.row.nodes[at - 1].has(Tag.NOUN)
        return not (
            node.low in {",", ";", ":", '"', ".", "(", ")", "that", "who", "which", "to", "as", "--"} or node.low in self.cues.words["have"]
        )

    def _nations(self, at: int) -> bool:
        after, before = self.cues.row.node(at + 1), self.cues.row.node(at - 1)
        return bool(after and before and after.has(Tag.COUNTRY, Tag.DEMONYM) and before.has(Tag.COUNTRY, Tag.DEMONYM))

    def _before(self, start: int, at: int) -> Iterator[Outlook]:
        """What governs the phrase from the left: a light verb, a cue, "ahead of", or a preposition whose verb is planned."""
        edge = start - 1
        node = self.cues.row.node(edge)
        if not node:
            return
        if node.low in {"and", ","} and (earlier := self.joined_noun(edge)) is not None:
            yield from self.read(earlier)
        if (prospect := node.get(Tag.PROSPECT)) and prospect.form == "preposed":
            yield self._prospect(prospect)
        verb = node.get(Tag.VERB)
        if verb and verb.detail in LIGHT and (found := self.verbs.read(edge, verb)):
            yield Outlook(found.status, (*found.rules, f"verb:{verb.key}"), found.underway, found.denied, found.weak)
        if node.has(Tag.GOVERNOR) and not verb:
            yield from self._governed(edge)
        if node.low in {"for", "on", "to", "at", "during", "in", "of", "with", "as", "after", "into", "by", "from"}:
            yield from self._prepositional(edge)

    def joined_noun(self, edge: int) -> int | None:
        """The gathering to which this one is joined: "the NATO summit in Brussels and the G-7 summit"."""
        for here in range(edge - 1, max(-1, edge - 8), -1):
            node = self.cues.row.nodes[here]
            if node.has(Tag.GATHERING, Tag.SERIES):
                return here
            if node.has(Tag.VERB, Tag.GOVERNOR) or node.low in {";", '"'}:
                return None
        return None

    def _prospect(self, prospect: Reading) -> Outlook:
        return Outlook(EFFECTS[prospect.detail], (f"{prospect.detail}:{prospect.key}",), underway=prospect.detail == "underway")

    def _governed(self, edge: int) -> Iterator[Outlook]:
        chain, _ = self.cues.chain(edge + 1)
        if chain:
            yield self.cues.weigh(chain, edge)

    def _prepositional(self, edge: int) -> Iterator[Outlook]:
        """ "will travel to Seoul for talks", "an invitation for a visit", "during his visit he will meet"."""
        before = self.cues.row.node(edge - 1)
        if before and before.has(Tag.GOVERNOR) and not before.has(Tag.DATE) and self.cues.row.low(edge) in {"for", "to", "on", "of"}:
            chain, _ = self.cues.chain(edge)
            if chain:
                yield self.cues.weigh(chain, edge)
        for here in range(edge - 1, max(-1, edge - 16), -1):
            node = self.cues.row.nodes[here]
            if node.low in {";", '"', "who", "but", "that", "while"} or any(report.covers(here) for report in self.verbs.reports):
                return
            verb = node.get(Tag.VERB)
            if verb and (found := self.verbs.read(here, verb)):
                if found.status or found.underway:
                    yield Outlook(found.status or Status.CONFIRMED, (*found.rules, "for"), found.underway, found.denied, found.weak)
                return
            if node.low in WAYS:
                yield Outlook(Status.CONFIRMED, ("on-the-way",))
                return
            if self.cues.is_be(here) and self.cues.row.low(here) in {"is", "are"} and self.cues.row.low(here + 1) == "in":
                yield Outlook(Status.CONFIRMED, ("there-for",), underway=True, weak=True)
                return
            if (summons := node.get(Tag.GOVERNOR)) and node.low == "summoned":
                yield Outlook(EFFECTS[summons.detail], (f"{summons.detail}:{summons.key}", "for"))
                return
            if node.low == "when" and any(self.cues.row.low(back) in self.cues.words["be"] for back in range(here, edge)):
                yield Outlook(Status.CONFIRMED, ("when-there",))
                return
            if node.low in {"will", "would"} or (node.has(Tag.GOVERNOR) and node.low.endswith(" to")):
                if self.cues.row.low(edge) not in {"during", "at", "in"} and not (self.cues.row.low(edge) == "to" and self.cues.row.low(edge - 1) == "and"):
                    return
                chain, _ = self.cues.chain(here + 1)
                if chain:
                    found = self.cues.weigh(chain, here)
                    yield Outlook(found.status, (*found.rules, "within"), weak=True)
                return

    def _modifiers(self, start: int, at: int) -> Iterator[Outlook]:
        """Adjectives that look ahead or back: "upcoming", "possible", "last"."""
        for here in range(at - 1, start - 1, -1):
            if reading := self.cues.row.nodes[here].get(Tag.PROSPECT):
                yield self._prospect(reading)
            elif self.cues.row.nodes[here].has(Tag.DATE):
                yield from self._dated(self.cues.row.nodes[here])
        after = self.cues.row.node(at + 1)
        if after and (reading := after.get(Tag.PROSPECT)) and reading.detail == "underway":
            yield self._prospect(reading)

    def _dated(self, node: Node) -> Iterator[Outlook]:
        if node.date and node.date.relation in {Relation.AGO, Relation.SINCE, Relation.ATTRIBUTE}:
            yield Outlook(None, ("past-date",))

    def _predicate(self, at: int) -> Iterator[Outlook]:
        """What is said of the encounter: "will take place", "is scheduled", "was postponed"."""
        for here in range(at + 1, min(len(self.cues.row.nodes), at + 24)):
            node = self.cues.row.nodes[here]
            if self.cues.is_be(here) or node.low in self.cues.words["have"]:
                continue
            if node.low in {";", '"', "who", "but", "where"} or (
                here > at + 1 and node.has(Tag.VERB) and not node.has(Tag.PREDICATE, Tag.NOUN) and node.low not in self.cues.words["have"]
            ):
                return
            reading = node.get(Tag.PREDICATE)
            if not reading:
                continue
            chain, edge = self.cues.chain(here)
            passive = any(self.cues.row.low(back) in self.cues.words["be"] for back in range(edge + 1, here))
            yield from self._said(reading, chain, passive, here)
            if chain or passive:
                return

    def _said(self, reading: Reading, chain: Sequence[tuple[Reading, int]], passive: bool, at: int) -> Iterator[Outlook]:
        name = f"{reading.detail}:{reading.key}"
        if reading.detail == "underway":
            yield Outlook(Status.CONFIRMED, (name,), underway=True)
        elif chain:
            outlook = self.cues.weigh(chain, at)
            certain = reading.detail != "held" and outlook.status is Status.CONFIRMED
            yield Outlook(EFFECTS[reading.detail], (*outlook.rules, name)) if certain else outlook
        elif reading.detail in {"postponed", "cancelled"} and (passive or self.verbs.title):
            yield Outlook(EFFECTS[reading.detail], (name,))
        elif reading.detail in {"expected", "possible"}:
            yield Outlook(Status.SPECULATIVE, (name,))
        elif reading.detail == "held" and self.cues.row.nodes[at].low in OPENING:
            yield Outlook(Status.CONFIRMED, (name, "opening"), underway=True)
        elif reading.detail == "settled":
            yield Outlook(Status.CONFIRMED, (name,))
        elif reading.detail == "held" and self.cues.row.nodes[at].low.endswith("s"):
            yield Outlook(Status.CONFIRMED, (name, "present"), weak=True)
