"""What is said of an encounter's noun: "the talks will take place", "a visit is expected", "the summit, which was put off"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from tracker.domain import Status
from tracker.mining.cues import EFFECTS, ENDS, CueReader
from tracker.mining.model import Outlook, Reading, Tag
from tracker.mining.noun_phrases import NounPhrases
from tracker.mining.outlook import VerbOutlook

OPENING = frozenset({"begins", "opens", "kicks off", "starts", "resumes", "restart", "restarts", "continues"})
OPENED = frozenset({"opened", "began", "resumed", "started", "restarted", "reconvened", "kicked off", "got under way", "got underway"})
BESIDE = 2
FAR_DAY = 8  # words after a verb among which the day stands on which something began
NEAR_CLAUSE = 6  # words after a noun among which the clause about it begins
SAID_OF_ANYTHING = frozenset({"announced", "agreed", "confirmed", "planned", "finalised", "finalized"})
MOVING = frozenset({"moved", "shifted"})
OVER = frozenset({"took place", "ended", "concluded", "wrapped up"})


@dataclass(slots=True)
class NounPredicates:
    """Reads what is said of the nouns of one sentence."""

    cues: CueReader
    verbs: VerbOutlook
    phrases: NounPhrases

    def read(self, at: int) -> Iterator[Outlook]:
        """The outlook that the clause about a noun gives."""
        yield from (Outlook(None, ("past-relative",)),) if self._which_was(at) else self._predicate(at)

    def _predicate(self, at: int) -> Iterator[Outlook]:
        """What is said of the encounter: "will take place", "is scheduled", "was postponed"."""
        for here in range(at + 1, min(len(self.cues.row.nodes), at + 24)):
            node = self.cues.row.nodes[here]
            if self.cues.is_be(here) or node.low in self.cues.words["have"]:
                continue
            if self._new_subject(here):
                return
            if self.is_to_be(here):
                yield self.cues.weigh(self.cues.chain(here + 1)[0])
                return
            if here == at + 1 and node.low.endswith("ed") and not node.tags:
                return
            if (node.low in {";", '"', "who", "but", "where"} and not self._goes_on(here)) or (
                here > at + 1 and node.has(Tag.VERB) and not node.has(Tag.PREDICATE, Tag.NOUN) and node.low not in self.cues.words["have"]
            ):
                return
            reading = node.get(Tag.PREDICATE)
            if not reading or self.cues.attribute(here) or self._elsewhere(here):
                continue
            chain, edge = self.cues.chain(here)
            passive = any(self.cues.row.low(back) in self.cues.words["be"] for back in range(edge + 1, here))
            if reading.detail == "held" and not chain and self._headlined(at, here):
                yield Outlook(Status.CONFIRMED, (f"held:{reading.key}", "infinitive"), weak=True)
                return
            yield from self._said(reading, chain, here, passive=passive, beside=here - at <= BESIDE)
            if (chain or passive) and not self._in_aside(at, here) and not any(map(self._goes_on, range(here, len(self.cues.row.nodes)))):
                return

    def _goes_on(self, at: int) -> bool:
        """Whether "but" says more of the same subject: "the visit was due on Monday but has been put off"."""
        row = self.cues.row
        return row.low(at) == "but" and (row.low(at + 1) in self.cues.words["have"] or self.cues.is_be(at + 1))

    def _in_aside(self, noun: int, at: int) -> bool:
        """Whether a clause aside says it, after which more may be said: "the visit, which was planned for May, has been put off"."""
        row = self.cues.row
        return any(row.low(here) == "which" and row.low(here - 1) == "," for here in range(noun + 1, at)) and any(
            row.low(here) == "," for here in range(at + 1, len(row.nodes))
        )

    def _elsewhere(self, at: int) -> bool:
        """Whether what is moved goes to another place and not to another day: "moved from Siem Reap to Phnom Penh"."""
        row = self.cues.row
        to = at + 2 if row.low(at + 1) == "to" else at + 1
        return row.low(at) in MOVING and not ((following := row.node(to)) and following.date)

    def _which_was(self, noun: int) -> bool:
        """Whether a clause right after it only describes it as over: "summit in March, which was virtual"; "was put off" says more."""
        row = self.cues.row
        at = next((here for here in range(noun + 1, noun + NEAR_CLAUSE) if row.low(here) == "," or not row.low(here)), noun) + 1
        if row.low(at) != "which" or row.low(at + 1) not in {"was", "were"}:
            return False
        end = next((here for here in range(at + 2, len(row.nodes)) if row.low(here) in ENDS), len(row.nodes))
        return not any(row.nodes[here].has(Tag.PREDICATE, Tag.GOVERNOR, Tag.PROSPECT) for here in range(at + 2, end))

    def is_to_be(self, at: int) -> bool:
        """Whether a cue says where, when or with whom the encounter is to be: "the talks will be in Oslo", "will be with Borg"."""
        node = self.cues.row.nodes[at]
        if Tag.GOVERNOR not in node.tags or not node.low.endswith(" be"):
            return False
        follows = self.cues.row.node(at + 1)
        if not follows:
            return False
        return follows.low in {"in", "at", "with", "between"} or bool(follows.date)

    def _headlined(self, noun: int, at: int) -> bool:
        """Whether an infinitive is all that is said of the noun that a sentence begins with: "Talks on Friday to focus on trade"."""
        between = self.cues.row.nodes[noun + 1 : at]
        return self.phrases.start(noun) == 0 and self.cues.row.low(at - 1) == "to" and not any(node.has(Tag.VERB) for node in between)

    def _new_subject(self, at: int) -> bool:
        """Whether a person after a comma starts a statement of their own: "On his visit to Paris, Xi is set to meet Macron"."""
        if self.cues.row.low(at - 1) != ",":
            return False
        party = next((party for party in self.cues.parties if party.first == at and party.person), None)
        follows = self.cues.row.node(party.last + 1) if party else None
        if not party or not follows:
            return False
        return follows.has(Tag.GOVERNOR, Tag.VERB) or self.cues.is_be(party.last + 1)

    def _was(self, at: int, *, passive: bool) -> bool:
        """Whether a predicate says that it is over: "was held", "took place", "ended"."""
        row = self.cues.row
        if row.low(at) in OVER:
            return True
        return passive and row.low(at) == "held" and any(row.low(back) in {"was", "were"} for back in range(max(0, at - 3), at))

    def _lately(self, at: int) -> bool:
        """Whether a day beside it, and no day long gone, says when it began: "the talks opened on Tuesday"."""
        near = [node.date for node in self.cues.row.nodes[at + 1 : at + FAR_DAY] if node.date]
        return bool(near) and near[0].rule in {"weekday", "today"}

    def _in_present(self, at: int) -> bool:
        """Whether a predicate stands in the third person: "the summit begins", not "talks to discuss"."""
        low = self.cues.row.low(at)
        return low.endswith("s") and not low.endswith("ss")

    def _said(self, reading: Reading, chain: Sequence[tuple[Reading, int]], at: int, *, passive: bool, beside: bool) -> Iterator[Outlook]:
        name = f"{reading.detail}:{reading.key}"
        if reading.detail in {"underway", "doubted"}:
            yield Outlook(EFFECTS[reading.detail], (name,), underway=reading.detail == "underway")
        elif chain:
            outlook = self.cues.weigh(chain)
            if (
                outlook.status is Status.SPECULATIVE
                and reading.detail == "held"
                and self.cues.row.nodes[at].low not in self.cues.words["taking_place"]
            ):
                return
            certain = reading.detail != "held" and outlook.status is Status.CONFIRMED
            yield Outlook(EFFECTS[reading.detail], (*outlook.rules, name)) if certain else outlook
        elif self.verbs.past and reading.detail == "held" and self._was(at, passive=passive):
            yield Outlook(Status.HELD, (f"held:{self.cues.row.low(at)}",))
        elif reading.detail in {"postponed", "cancelled"} and (passive or self.verbs.title):
            earlier = ("had-been",) if self.cues.row.low(at - 2) == "had" and self.cues.row.low(at - 1) == "been" else ()
            yield Outlook(EFFECTS[reading.detail], (name, *earlier))
        elif reading.detail in {"expected", "possible"} and (passive or beside):
            yield Outlook(Status.SPECULATIVE, (name,))
        elif reading.detail == "settled" and (
            passive or beside or self.cues.row.low(at - 1) == "," or self.cues.row.low(at) not in SAID_OF_ANYTHING
        ):
            yield Outlook(Status.CONFIRMED, (name,))
        elif reading.detail == "held":
            yield from self._held(at, name, passive=passive)

    def _held(self, at: int, name: str, *, passive: bool) -> Iterator[Outlook]:
        """What a verb of taking place tells without a cue: "the summit opens", "the talks resumed on Tuesday", "the talks cover"."""
        low = self.cues.row.low(at)
        if low in OPENING:
            yield Outlook(Status.CONFIRMED, (name, "opening"), underway=True)
        elif low in OPENED and not passive and self._lately(at):
            yield Outlook(None, ("past:opened",), underway=True)
        elif self._in_present(at):
            yield Outlook(Status.CONFIRMED, (name, "present"), weak=True)
