"""Cues: the chain of governing words before a trigger ("is not expected to"), and what they make of it together."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache

from tracker.domain import Status
from tracker.mining.model import Outlook, Party, Reading, Tag
from tracker.mining.nodes import Row

# How an effect of a cue bears on the status; the later in this order, the more it overrides in a chain of cues.
EFFECTS: dict[str, Status | None] = {
    "held": Status.CONFIRMED,
    "underway": Status.CONFIRMED,
    "settled": Status.CONFIRMED,
    "agreed": Status.CONFIRMED,
    "accepted": Status.CONFIRMED,
    "reported": Status.CONFIRMED,
    "intended": Status.CONFIRMED,
    "expected": Status.SPECULATIVE,
    "offered": Status.SPECULATIVE,
    "wished": Status.SPECULATIVE,
    "possible": Status.SPECULATIVE,
    "doubted": Status.SPECULATIVE,
    "postponed": Status.POSTPONED,
    "cancelled": Status.CANCELLED,
    "abandoned": Status.CANCELLED,
    "denied": None,
    "hypothetical": None,
    "done": None,
}
ORDER = list(EFFECTS)
RUMOURS = frozenset({"speculation", "rumours", "rumors", "rumour", "rumor"})
PARTICIPLES = frozenset({"scheduled", "slated", "planned", "set", "due", "expected"})
ASKED = frozenset({"asked", "asking", "questioned"})
ASKED_REACH = 4
RUMOUR_REACH = 12
DOUBTS = frozenset({"unclear", "uncertain", "unknown", "doubtful", "unsure"})
CERTAINTIES = frozenset({"certain", "clear", "sure", "known", "decided", "confirmed", "denied", "said"})
SIGN_REACH = 20
SIGNS = frozenset({"sign", "signs", "indication", "indications", "evidence", "hint", "hints", "proof"})
NONE = frozenset({"no", "little", "few", "without", "any", "scant"})
DENIAL_REACH = 10
CONDITIONS = frozenset({"if", "unless", "provided", "should"})
ENDS = frozenset({",", ";", ":", '"', ".", "(", ")", "that", "who", "which", "to", "as", "--"})  # of a phrase
REACH = 16
WAYS = frozenset({"on his way", "on her way", "on their way", "en route"})  # to another encounter
BASIS = "builds on"  # the cue of the same name
ASIDE = 2  # where one stands after a day and a comma
NEED_REACH = 8
HEDGES = frozenset({"reportedly", "possibly", "likely", "probably", "tentatively", "perhaps", "apparently", "potentially"})


Chain = Sequence[tuple[Reading, int]]


@dataclass(slots=True)
class CueReader:
    """Reads chains of cues in one sentence."""

    row: Row
    parties: Sequence[Party]
    words: dict[str, frozenset[str]]
    chains: dict[int, tuple[Chain, int]] = field(default_factory=dict)

    def chain(self, at: int) -> tuple[Chain, int]:
        """The governing cues right before a node, nearest first, with negations; and the first node that is none of them."""
        if at not in self.chains:
            self.chains[at] = self._chain(at)
        return self.chains[at]

    def _chain(self, at: int) -> tuple[Chain, int]:
        found: list[tuple[Reading, int]] = []
        here = at - 1
        while here >= 0:
            node = self.row.nodes[here]
            governor = node.get(Tag.GOVERNOR)
            if governor and (not found or governor.detail != "done") and not self.named(here):
                found.append((governor, here))
            elif found and node.low == "had" and found[-1][0].detail in {"settled", "intended", "expected", "wished"}:
                found.append((Reading(Tag.GOVERNOR, "had", "abandoned"), here))
            elif node.low in HEDGES:
                found.append((Reading(Tag.GOVERNOR, node.low, "possible"), here))
            elif node.low in self.words["negations"] or self._contraction(here):
                if not found:
                    break
                found.append((Reading(Tag.GOVERNOR, "not", "denied"), here))
            elif found and found[-1][0].detail == "offered" and (owner := self._inviter(here)) is not None:
                here = owner
                continue
            elif found and self._cue_before_article(here):
                pass
            elif not self._transparent(here, governed=bool(found)):
                break
            here -= 1
        return found, here

    def _cue_before_article(self, at: int) -> bool:
        """Whether an article or a possessive joins a cue to another: "shelved a plan to visit"."""
        before = self.row.node(at - 1)
        return self.row.low(at) in self.words["determiners"] and bool(before and before.has(Tag.GOVERNOR) and not before.has(Tag.NOUN))

    def dates_another(self, first: int, at: int) -> bool:
        """Whether a date belongs to another encounter ("will discuss the summit slated for October") or to what was done before it.

        "On Saturday briefed Xi on the upcoming visit" says when it was that he briefed, "news of it emerged on Saturday" when it got known.
        """
        if self.row.low(at - 1) in self.words["known_since"]:
            return True
        done = self.row.node(at + 1)
        if done and done.low.endswith("ed") and not done.tags and not done.capital and self.row.node(at + 2):
            return True
        cue, noun = self.row.node(at - 1), self.row.node(at - 2)
        settled = cue and cue.has(Tag.GOVERNOR, Tag.PREDICATE) and not cue.has(Tag.NOUN) and cue.low.split()[0] in PARTICIPLES
        if not (settled and noun and noun.has(Tag.NOUN, Tag.GATHERING)):
            return False
        between = range(first, at - 2)
        purpose = any(self.row.low(here) == "to" and not self.row.nodes[here + 1].tags for here in between)
        return purpose or any(self.row.nodes[here].has(Tag.VERB, Tag.GOVERNOR, Tag.PREDICATE) for here in between)

    def shared(self, edge: int) -> Reading | None:
        """What is said of both nouns that "and" joins, where both lie behind: "building on their call in May and the summit in August"."""
        nouns = 0
        for here in range(edge - 1, max(-1, edge - REACH), -1):
            node = self.row.nodes[here]
            prospect = node.get(Tag.PROSPECT)
            if prospect and prospect.form == "preposed":
                return prospect if nouns and prospect.key == BASIS else None
            if node.low in ENDS or node.has(Tag.GOVERNOR) or (node.has(Tag.VERB) and not node.has(Tag.NOUN)):
                return None
            nouns += node.has(Tag.NOUN, Tag.GATHERING, Tag.SERIES)
        return None

    def opens_clause(self, edge: int) -> bool:
        """Whether "as" is no preposition but opens a clause of its own: "will visit as talks with Iran have stalled"."""
        row = self.row
        if row.low(edge) != "as":
            return False
        for here in range(edge + 1, min(edge + REACH, len(row.nodes))):
            node = row.nodes[here]
            if node.low in ENDS:
                return False
            if self.is_be(here) or node.low in self.words["have"] or (node.has(Tag.VERB) and not node.has(Tag.NOUN)):
                return True
        return False

    def attribute(self, at: int) -> bool:
        """Whether "ongoing" is said of the noun after it: "their talks will advance ongoing efforts"."""
        follows = self.row.low(at + 1)
        return (
            self.row.low(at) == "ongoing" and follows.isalpha() and follows not in self.words["prepositions"] | self.words["conjunctions"]
        )

    def after_an_aside(self, at: int) -> bool:
        """Whether the sentence opens with a day and an aside about what comes first: "On Friday, following talks in Oslo, Borg will"."""
        if at <= ASIDE or self.row.low(1) != ",":
            return False
        prospect = self.row.nodes[ASIDE].get(Tag.PROSPECT)
        return bool(prospect and prospect.form == "preposed") and any(self.row.low(here) == "," for here in range(ASIDE, at))

    def meets_a_need(self, at: int) -> bool:
        """Whether what is met is a demand and nobody: "to meet Malta's urgent needs"."""
        for here in range(at + 1, min(at + NEED_REACH, len(self.row.nodes))):
            low = self.row.low(here)
            if low in self.words["demands"]:
                return True
            if low in self.words["prepositions"] or low in {",", "and"}:
                return False
            if any(party.person and party.first == here for party in self.parties):
                return False
        return False

    def named(self, at: int) -> bool:
        """Whether a cue's word is part of a name: "the Hanoi Action Plan to cut tariffs"."""
        return at > 0 and self.row.nodes[at].capital and self.row.nodes[at - 1].capital and not self.row.title_case

    def _inviter(self, at: int) -> int | None:
        """The node before "an", "his" or "Zelensky's" of an invitation."""
        if self.row.low(at) in self.words["determiners"]:
            return at - 1
        if self.row.low(at) in {"'s", "'"} and (party := next((party for party in self.parties if party.last == at - 1), None)):
            return party.first - 1
        return None

    def _contraction(self, at: int) -> bool:
        return self.row.low(at) == "t" and self.row.low(at - 1) == "'"

    def _transparent(self, at: int, *, governed: bool) -> bool:
        """Whether a node may stand between a cue and its verb, or between two cues."""
        node = self.row.nodes[at]
        if node.low in self.words["adverbs"] or self.is_be(at) or node.has(Tag.DATE):
            return True
        return (node.low in self.words["have"] and governed) or node.low in {"'", "t"} or self._aside(at)

    def _aside(self, at: int) -> bool:
        """Whether a node belongs to an adverb of several words: "does not at present intend to"."""
        phrases = self.words["asides"]
        if self.row.nodes[at].low not in _words_of(phrases):
            return False
        for phrase in phrases:
            size = phrase.count(" ") + 1
            for first in range(max(0, at - size + 1), at + 1):
                if " ".join(self.row.low(here) for here in range(first, first + size)) == phrase:
                    return True
        return False

    def is_be(self, at: int) -> bool:
        """Whether a node is a form of "be"; "'s" only after a pronoun, for it is a possessive after a name."""
        low = self.row.low(at)
        return low in self.words["be"] and (low != "'s" or self.row.low(at - 1) in self.words["pronouns"])

    def weigh(self, chain: Chain) -> Outlook:
        """The outlook of a chain: the cue that overrides the others decides."""
        effects = [reading.detail for reading, _ in chain]
        if effects[0] in {"postponed", "cancelled"}:
            effects = [effect for effect in effects if effect not in {"hypothetical", "agreed", "wished", "reported", "settled", "done"}]
        if len(chain) > 1 and "denied" in effects and any(reading.key == "not" for reading, _ in chain):
            return self._negated(effects, chain)
        if "accepted" in effects and "yet" in {self.row.low(here) for here in range(max(0, chain[-1][1] - 2), chain[-1][1])}:
            effects = [effect for effect in effects if effect != "accepted"] or ["offered"]
        if "accepted" in effects:
            effects = [effect for effect in effects if effect != "offered"]
        if self._rumoured(chain[-1][1]):
            effects.append("possible")
        effect = max(effects, key=ORDER.index)
        names = tuple(f"{reading.detail}:{reading.key}" for reading, _ in reversed(chain))
        status = EFFECTS[effect]
        if self._undone(chain[-1]) or self._report_denied(chain[-1][1]) or self._neither(chain[-1][1]):
            return Outlook(None, (*names, "denied-or-undone"), denied=True)
        if status is Status.CONFIRMED and self._condition_beside(chain[-1][1]):
            return Outlook(Status.SPECULATIVE, (*names, "condition"))
        if self._conditional(chain[-1][1]) or self._until_then(chain) or self._asked_whether(chain[-1][1]):
            return Outlook(None, (*names, "condition"))
        if status is Status.CONFIRMED and self._open_question(chain[-1][1]):
            return Outlook(Status.SPECULATIVE, (*names, "whether"))
        return Outlook(status, names, denied=effect == "denied", weak=effect == "abandoned")

    def _negated(self, effects: Sequence[str], chain: Sequence[tuple[Reading, int]]) -> Outlook:
        names = tuple(f"{reading.detail}:{reading.key}" for reading, _ in reversed(chain))
        if "denied" in [effect for effect, (reading, _) in zip(effects, chain, strict=True) if reading.key != "not"]:
            return Outlook(Status.SPECULATIVE, (*names, "double-negation"))
        return Outlook(None, names, denied=True)

    def _rumoured(self, at: int) -> bool:
        """Whether the clause is the content of a rumour: "speculation is mounting that"."""
        for here in range(at - 1, max(-1, at - RUMOUR_REACH), -1):
            if self.row.low(here) in RUMOURS or self._doubt(here):
                return True
            if self.row.low(here) in {";", "."}:
                return False
        return False

    def _doubt(self, at: int) -> bool:
        """Whether a word says that what follows is open: "unclear whether", "neither confirmed nor denied that", "not certain that"."""
        low = self.row.low(at)
        if low not in CERTAINTIES:
            return low in DOUBTS
        near = {self.row.low(here) for here in range(max(0, at - 3), at)}
        return not near.isdisjoint(self.words["negations"] | {"yet"})

    def _undone(self, link: tuple[Reading, int]) -> bool:
        """Whether "was to meet" is followed by why it did not."""
        if not self.row.low(link[1]).startswith(("was ", "were ")):
            return False
        return any(self.row.low(here) == "," and self.row.low(here + 1) == "but" for here in range(link[1], len(self.row.nodes)))

    def _neither(self, at: int) -> bool:
        """Whether the subject is denied: "neither Biden nor Xi will attend"."""
        here = at - 1
        while here >= 0 and not self._breaks(here):
            if self.row.low(here) == "nor" and any(party.first == here + 1 for party in self.parties):
                return True
            here -= 1
        return False

    def _report_denied(self, at: int) -> bool:
        """Whether the clause is what a denial is about: "denied a report that Putin is to meet"."""
        for here in range(at - 1, max(-1, at - DENIAL_REACH), -1):
            if self.row.low(here) == "that":
                return self._without_a_sign(here) or any(
                    (cue := self.row.nodes[back].get(Tag.GOVERNOR)) is not None and cue.detail == "denied" and not cue.form
                    for back in range(max(0, here - 5), here)
                )
        return False

    def _without_a_sign(self, that: int) -> bool:
        """Whether nothing speaks for what a clause says: "there was no sign from the talks on Friday that they will meet"."""
        for here in range(that - 1, max(0, that - SIGN_REACH), -1):
            if self.row.low(here) in {";", "that"}:
                return False
            if self.row.low(here) in SIGNS:
                return not {self.row.low(back) for back in range(max(0, here - 2), here)}.isdisjoint(NONE)
        return False

    def _condition_beside(self, at: int) -> bool:
        """Whether the sentence makes the plan depend on something: "If the truce holds, he will visit"."""
        if self.row.low(0) in CONDITIONS and any(self.row.low(here) == "," for here in range(1, at)):
            return True
        return any(self.row.low(here) in CONDITIONS and self.row.low(here - 1) in {",", "only"} for here in range(at, len(self.row.nodes)))

    def _until_then(self, chain: Chain) -> bool:
        """Whether "would" looks ahead from a past that is over: "until he arrived it was not known that he would meet Xi"."""
        told = any(reading.key == "would" for reading, _ in chain)
        return told and any(self.row.low(here) == "until" for here in range(chain[-1][1]))

    def _open_question(self, at: int) -> bool:
        """Whether the clause opens with "whether": "declined to say whether he will visit"."""
        here = at - 1
        while here >= 0 and not self._breaks(here):
            here -= 1
        return self.row.low(here) == "whether"

    def _asked_whether(self, at: int) -> bool:
        """Whether the clause is only what somebody was asked: "asked whether he would meet Kim, he smiled"."""
        here = next((here for here in range(at, -1, -1) if self.row.low(here) in {"whether", "if"}), 0)
        return any(self.row.low(back) in ASKED for back in range(max(0, here - ASKED_REACH), here))

    def _conditional(self, at: int) -> bool:
        """Whether the clause opens with "if" or "unless": imagined, not planned."""
        here = at - 1
        while here >= 0 and not self._breaks(here):
            if self.row.low(here) in {"if", "unless", "had", "whether"}:
                return self.row.low(here) != "had" or here == 0
            here -= 1
        return self.row.low(here) in {"if", "unless"}

    def _breaks(self, at: int) -> bool:
        node = self.row.nodes[at]
        return node.low in {",", ";", ":", '"'} or (node.low in self.words["breaks"] and not node.tags)


@cache
def _words_of(phrases: frozenset[str]) -> frozenset[str]:
    """Every word of some phrases: most nodes are none of them."""
    return frozenset(word for phrase in phrases for word in phrase.split())
