"""Outlook of nouns: what governs "a meeting", what qualifies it, and what is said of it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from tracker.domain import Status
from tracker.mining.cues import EFFECTS, REACH, WAYS, Chain, CueReader
from tracker.mining.dates.spans import Relation
from tracker.mining.model import Node, Outlook, Reading, Tag
from tracker.mining.noun_phrases import NounPhrases
from tracker.mining.noun_predicates import NounPredicates
from tracker.mining.outlook import VerbOutlook

LIGHT = frozenset({"hold", "begin", "attend", "host", "gather", "meet"})
STRONG_BREAKS = frozenset({";", '"', "who", "but", "that", "while"})
WHEN_REACH = 4
REFUSALS = frozenset({"will not", "would not", "won't"})
DELEGATIONS = frozenset({"delegation", "team"})
SETTLED_THERE = frozenset({"agreed", "accepted"})  # "agreed to cut tariffs during his visit" tells where it was agreed
AWAITED = frozenset({"expected", "due", "planned", "scheduled"})
AHEAD = "settled:ahead of"
ENDINGS = frozenset({"end of", "conclusion of"})
BEFORE_ITS_END = Outlook(Status.CONFIRMED, ("before-its-end",), underway=True)
AFTER_A_PLAN = Outlook(Status.CONFIRMED, ("after-a-plan",), weak=True)


@dataclass(slots=True)
class NounOutlook:
    """Reads the outlooks of the nouns of one sentence."""

    cues: CueReader
    verbs: VerbOutlook
    phrases: NounPhrases
    predicates: NounPredicates

    @classmethod
    def of(cls, cues: CueReader, verbs: VerbOutlook) -> NounOutlook:
        """The reader of the nouns of a sentence whose cues and verbs are read by these."""
        phrases = NounPhrases(cues)
        return cls(cues, verbs, phrases, NounPredicates(cues, verbs, phrases))

    def read(self, at: int) -> Iterator[Outlook]:
        """Every outlook that the words around an encounter's noun give, the most telling first."""
        start = self.phrase_start(at)
        yield from self._before(start)
        yield from self._modifiers(start, at)
        yield from self.predicates.read(at)

    def phrase_start(self, at: int) -> int:
        """The first node of the noun's own phrase: adjectives, names, possessives."""
        return self.phrases.start(at)

    def _before(self, start: int) -> Iterator[Outlook]:
        """What governs the phrase from the left: a light verb, a cue, "ahead of", or a preposition whose verb is planned."""
        edge = start - 1
        node = self.cues.row.node(edge)
        if not node:
            return
        if node.low in {"and", ","}:
            yield from self._beside(edge)
        yield from self._leading(edge)
        verb = node.get(Tag.VERB)
        if verb and verb.detail in LIGHT and (found := self.verbs.read(edge, verb)):
            yield Outlook(found.status, (*found.rules, f"verb:{verb.key}"), found.underway, found.denied, found.weak)
        elif (
            verb and verb.detail in LIGHT and verb.form in {"past", "participle"} and self.cues.row.low(edge - 1) in self.cues.words["have"]
        ):
            yield Outlook(None, (f"past:{verb.key}",))
        if node.has(Tag.GOVERNOR) and not verb:
            yield from self._governed(edge)
        if (noun := self.phrases.appearance(edge)) is not None:
            yield from self.read(noun)
        offset = node.date is not None and node.date.relation is Relation.OFFSET
        hanging = offset or node.low in {"for", "on", "to", "at", "during", "in", "of", "with", "as", "into", "around"}
        if node.low == "on" and self._being_on(edge):
            yield Outlook(Status.CONFIRMED, ("on-a-visit",), underway=True)
        elif hanging and not self.cues.opens_clause(edge):
            yield from self._prepositional(edge)

    def _leading(self, edge: int) -> Iterator[Outlook]:
        """What a word of time right before the phrase tells: "ahead of", "three days before", "after", "hours before the end of"."""
        prospect = self.cues.row.nodes[edge].get(Tag.PROSPECT)
        if self._after_a_plan(edge):
            yield AFTER_A_PLAN
        elif self._before_its_end(edge):
            yield BEFORE_ITS_END
        elif prospect and prospect.form == "preposed":
            yield self._prospect(prospect)
        elif self._leads_up_to(edge):
            yield Outlook(Status.CONFIRMED, (AHEAD,))

    def _after_a_plan(self, edge: int) -> bool:
        """Whether what comes after the encounter is still to come, and so the encounter: "a statement is expected after the talks"."""
        row = self.cues.row
        if row.low(edge) not in {"after", "following"}:
            return False
        for here in range(edge - 1, max(-1, edge - REACH), -1):
            node = row.nodes[here]
            if node.low in STRONG_BREAKS or node.low == "," or any(report.covers(here) for report in self.verbs.reports):
                return False
            if node.low in AWAITED and self.cues.is_be(here - 1):
                return row.low(here - 1) in {"is", "are"}
        return False

    def _before_its_end(self, edge: int) -> bool:
        """Whether something takes place while the encounter lasts: "hours before the end of the talks", "on the eve of" is no end."""
        row = self.cues.row
        return row.low(edge) in ENDINGS and self._leads_up_to(edge - 2 if row.low(edge - 1) == "the" else edge - 1)

    def _leads_up_to(self, at: int) -> bool:
        """Whether a node says that what follows comes after: "ahead of", "three days before"."""
        node = self.cues.row.node(at)
        prospect = node.get(Tag.PROSPECT) if node else None
        if prospect:
            return prospect.form == "preposed" and prospect.detail == "settled"
        return (
            node is not None
            and node.date is not None
            and node.date.relation is Relation.OFFSET
            and node.low.endswith(("before", "ahead of"))
        )

    def _being_on(self, edge: int) -> bool:
        """Whether somebody is said to be on it: "Wang, on a visit to Nairobi, said", "Wang, who is on a visit to"."""
        row = self.cues.row
        if row.low(edge + 1) not in {"a", "an", "his", "her", "travel"}:
            return False
        if row.low(edge - 1) in {"is", "are", "currently", "now"}:
            return True
        return row.low(edge - 1) == "," and any(party.last == edge - 2 and (party.person or party.office) for party in self.cues.parties)

    def _beside(self, edge: int) -> Iterator[Outlook]:
        """What the noun that this one is joined to is told with."""
        if (earlier := self.phrases.joined(edge)) is not None:
            yield from self.read(earlier)
        if self.cues.row.low(edge) == "and" and (prospect := self.cues.shared(edge)):
            yield self._prospect(prospect)

    def _prospect(self, prospect: Reading) -> Outlook:
        return Outlook(EFFECTS[prospect.detail], (f"{prospect.detail}:{prospect.key}",), underway=prospect.detail == "underway")

    def _governed(self, edge: int) -> Iterator[Outlook]:
        chain, _ = self.cues.chain(edge + 1)
        if chain:
            yield self.cues.weigh(chain)

    def _prepositional(self, edge: int) -> Iterator[Outlook]:
        """Read "will travel to Seoul for talks", "an invitation for a visit", "during his visit he will meet"."""
        before = self.cues.row.node(edge - 1)
        if self.cues.row.low(edge) == "for" and (chain := self._invited(edge)):
            yield self.cues.weigh(chain)
            return
        if before and before.has(Tag.GOVERNOR) and not before.has(Tag.DATE) and self.cues.row.low(edge) in {"for", "to", "on", "of"}:
            yield from self._governed(edge - 1)
        if self._done_there(edge):
            yield Outlook(None, ("done-there",))
            return
        for here in range(edge - 1, max(-1, edge - REACH), -1):
            node = self.cues.row.nodes[here]
            if node.low in STRONG_BREAKS or any(report.covers(here) for report in self.verbs.reports):
                return
            prospect = node.get(Tag.PROSPECT)
            if prospect and prospect.form == "preposed" and (prospect.detail != "done" or self._encounter_between(here, edge)):
                yield self._prospect(prospect)
                return
            answer = self._by_verb(here, edge) or self._by_way(here) or self._by_refusal(here, edge) or self._by_modal(here, edge)
            if answer is not None:
                yield from answer
                return

    def _invited(self, edge: int) -> Chain:
        """The cues before a guest whom somebody invites for it: "has invited Li for talks"."""
        guest = next((party for party in self.cues.parties if party.last == edge - 1 and party.person), None)
        chain = self.cues.chain(guest.first)[0] if guest else ()
        return chain if any(reading.detail == "offered" for reading, _ in chain) else ()

    def _done_there(self, edge: int) -> bool:
        """Whether a past participle says what was done at the encounter: "a plan announced during his visit"."""
        row, words = self.cues.row, self.cues.words
        done = row.low(edge - 1).endswith("ed") and row.low(edge - 2) not in words["be"] and row.low(edge - 2).split()[-1:] != ["be"]
        return done and row.low(edge) in {"during", "at", "in"} and not row.nodes[edge - 1].has(Tag.PROSPECT)

    def _encounter_between(self, first: int, limit: int) -> bool:
        """Whether what is past is an encounter: "after trips to Lithuania for a summit"."""
        return any(node.has(Tag.NOUN) for node in self.cues.row.nodes[first:limit])

    def _by_verb(self, at: int, edge: int) -> tuple[Outlook, ...] | None:
        """Give the outlook of a verb that the preposition hangs on; nothing more is looked for if that verb tells none."""
        verb = self.cues.row.nodes[at].get(Tag.VERB)
        found = self.verbs.read(at, verb) if verb else None
        if verb and verb.detail == "hold" and not self._encounter_between(at, edge):
            return ()  # "is making efforts for talks"
        if not found:
            return () if verb and verb.form == "past" else None
        if (not found.status and not found.underway) or self._offered_there(found, edge):
            return ()
        return (Outlook(found.status or Status.CONFIRMED, (*found.rules, "for"), found.underway, found.denied, found.weak),)

    def _offered_there(self, found: Outlook, edge: int) -> bool:
        """Whether an encounter is only where something was offered: "proposed convening a panel at the meeting"."""
        there = self.cues.row.low(edge) in {"at", "during"} and self.cues.row.low(edge + 1) in {"the", "his", "her", "their"}
        return there and any(rule.startswith("offered:") for rule in found.rules)

    def _by_way(self, at: int) -> tuple[Outlook, ...] | None:
        """Give the outlook of being on the way, of being somewhere for it, of being summoned, or of "when he is there for"."""
        row, node = self.cues.row, self.cues.row.nodes[at]
        if node.low in WAYS:
            return (Outlook(Status.CONFIRMED, ("on-the-way",)),)
        if node.low in {"is", "are"} and row.low(at + 1) == "in":
            there = any(row.low(back) == "when" for back in range(max(0, at - WHEN_REACH), at))
            return (
                Outlook(Status.CONFIRMED, ("when-there",))
                if there
                else Outlook(Status.CONFIRMED, ("there-for",), underway=True, weak=True),
            )
        summons = node.get(Tag.GOVERNOR)
        if summons and node.low == "summoned":
            return (Outlook(EFFECTS[summons.detail], (f"{summons.detail}:{summons.key}", "for")),)
        return None

    def _by_refusal(self, at: int, edge: int) -> tuple[Outlook, ...]:
        """Give the outlook of a visit that stands, whatever will not be said on it: "would not comment during her trip to London"."""
        silent = self.cues.row.low(at) in REFUSALS and self.cues.row.low(edge) == "during"
        return (Outlook(Status.CONFIRMED, ("within",), weak=True),) if silent else ()

    def _by_modal(self, at: int, edge: int) -> tuple[Outlook, ...] | None:
        """Give the outlook of a plan in whose course the noun stands: "will discuss trade during his visit to Oslo"."""
        row, node = self.cues.row, self.cues.row.nodes[at]
        if self.cues.named(at):
            return None
        there = node.has(Tag.GOVERNOR) and node.low.endswith(" be") and row.low(at + 1) == "in"
        if there:
            return (Outlook(self.cues.weigh(self.cues.chain(at + 1)[0]).status, ("there-for",)),)
        if node.low not in {"will", "would", "will be"} and not (node.has(Tag.GOVERNOR) and node.low.endswith((" to", " to be"))):
            return None
        joined = row.low(edge) == "to" and row.low(edge - 1) in DELEGATIONS | {"and"}
        chain, _ = self.cues.chain(at + 1)
        if not chain or not (joined or row.low(edge) in {"during", "at", "in"}):
            return ()
        if any(reading.detail in SETTLED_THERE for reading, _ in chain):
            return ()
        found = self.cues.weigh(chain)
        return (Outlook(found.status, (*found.rules, "within"), weak=not joined),)

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
