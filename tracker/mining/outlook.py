"""Outlook: whether the words around a trigger put the encounter in the future, how surely, or say that it is off, under way or over."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from tracker.domain import Status
from tracker.mining.dates.spans import Relation
from tracker.mining.model import Node, Outlook, Party, Reading, Tag
from tracker.mining.reports import Report

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
    "postponed": Status.POSTPONED,
    "cancelled": Status.CANCELLED,
    "abandoned": Status.CANCELLED,
    "denied": None,
    "hypothetical": None,
    "done": None,
}
ORDER = list(EFFECTS)
RUMOURS = frozenset({"speculation", "rumours", "rumors", "rumour", "rumor"})
RUMOUR_REACH = 12
OPENING = frozenset({"begins", "opens", "kicks off", "starts", "resumes", "continues"})
ORDINALS = frozenset({"first", "last", "only", "second", "third", "latest"})
HEDGES = frozenset({"reportedly", "possibly", "likely", "probably", "tentatively", "perhaps", "apparently", "potentially"})
LIGHT = frozenset({"hold", "begin", "attend", "host", "gather", "meet"})
MOTION = frozenset({"travel", "leave", "arrive", "visit"})
NOUN_PREFIX = frozenset(
    {"of", "first", "second", "third", "the", "a", "an", "-", "/", "state", "official", "bilateral", "trilateral", "working", "'s"}
)


@dataclass(slots=True)
class OutlookReader:
    """Reads the outlook of the triggers of one sentence."""

    nodes: Sequence[Node]
    parties: Sequence[Party]
    reports: Sequence[Report]
    words: dict[str, frozenset[str]]
    title: bool = False
    seen: dict[int, Outlook] = field(default_factory=dict)

    def verb(self, at: int, reading: Reading) -> Outlook | None:
        """The outlook of a verb, None where it tells nothing of the future."""
        if at in self.seen:
            return self.seen[at]
        found = self._verb(at, reading)
        if found:
            self.seen[at] = found
        return found

    def _verb(self, at: int, reading: Reading) -> Outlook | None:
        chain, edge = self.chain(at)
        if chain:
            return self._weigh(chain, at)
        before = self._low(edge)
        if reading.form in {"past", "participle"}:
            return self._past(at, edge, reading)
        if before == "to":
            return self._infinitive(edge, reading)
        if reading.form == "ing":
            return self._ing(at, edge)
        if reading.form == "base":
            return self._base(at, edge)
        return self._present(at, edge)

    # Chains of cues before a verb

    def chain(self, at: int) -> tuple[list[tuple[Reading, int]], int]:
        """The governing cues right before a node, nearest first, with negations; and the first node that is none of them."""
        found: list[tuple[Reading, int]] = []
        here = at - 1
        while here >= 0:
            node = self.nodes[here]
            governor = node.get(Tag.GOVERNOR)
            if governor and (not found or governor.detail != "done"):
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
            elif not self._transparent(here, bool(found)):
                break
            here -= 1
        return found, here

    def _inviter(self, at: int) -> int | None:
        """The node before "an", "his" or "Zelensky's" of an invitation."""
        if self._low(at) in self.words["determiners"]:
            return at - 1
        if self._low(at) in {"'s", "'"} and (party := next((party for party in self.parties if party.last == at - 1), None)):
            return party.first - 1
        return None

    def _contraction(self, at: int) -> bool:
        return self._low(at) == "t" and self._low(at - 1) == "'"

    def _transparent(self, at: int, governed: bool) -> bool:
        """Whether a node may stand between a cue and its verb, or between two cues."""
        node = self.nodes[at]
        if node.low in self.words["adverbs"] or self._be(at) or node.has(Tag.DATE):
            return True
        return (node.low in self.words["have"] and governed) or node.low in {"'", "t"}

    def _be(self, at: int) -> bool:
        """Whether a node is a form of "be"; "'s" only after a pronoun, for it is a possessive after a name."""
        low = self._low(at)
        return low in self.words["be"] and (low != "'s" or self._low(at - 1) in self.words["pronouns"])

    def _weigh(self, chain: Sequence[tuple[Reading, int]], at: int) -> Outlook:
        """The outlook of a chain: the cue that overrides the others decides."""
        effects = [reading.detail for reading, _ in chain]
        if effects[0] in {"postponed", "cancelled"}:
            effects = [effect for effect in effects if effect not in {"hypothetical", "agreed", "wished", "reported", "settled", "done"}]
        if "denied" in effects and "denied" != effects[0] and any(reading.key == "not" for reading, _ in chain):
            return self._negated(effects, chain)
        if "accepted" in effects:
            effects = [effect for effect in effects if effect != "offered"]
        if self._rumoured(chain[-1][1]):
            effects.append("possible")
        effect = max(effects, key=ORDER.index)
        names = tuple(f"{reading.detail}:{reading.key}" for reading, _ in reversed(chain))
        status = EFFECTS[effect]
        if self._conditional(chain[-1][1]):
            return Outlook(None, (*names, "condition"))
        return Outlook(status, names, denied=effect == "denied", weak=effect == "abandoned")

    def _negated(self, effects: Sequence[str], chain: Sequence[tuple[Reading, int]]) -> Outlook:
        names = tuple(f"{reading.detail}:{reading.key}" for reading, _ in reversed(chain))
        if "denied" in [effect for effect, (reading, _) in zip(effects, chain, strict=True) if reading.key != "not"]:
            return Outlook(Status.SPECULATIVE, (*names, "double-negation"))
        return Outlook(None, names, denied=True)

    def _rumoured(self, at: int) -> bool:
        """Whether the clause is the content of a rumour: "speculation is mounting that"."""
        for here in range(at - 1, max(-1, at - RUMOUR_REACH), -1):
            if self._low(here) in RUMOURS:
                return True
            if self._low(here) in {";", "."}:
                return False
        return False

    def _conditional(self, at: int) -> bool:
        """Whether the clause opens with "if" or "unless": imagined, not planned."""
        here = at - 1
        while here >= 0 and not self._breaks(here):
            if self._low(here) in {"if", "unless", "had", "whether"}:
                return self._low(here) != "had" or here == 0
            here -= 1
        return self._low(here) in {"if", "unless"}

    def _breaks(self, at: int) -> bool:
        node = self.nodes[at]
        return node.low in {",", ";", ":", '"'} or (node.low in self.words["breaks"] and not node.tags)

    # Verbs without a cue

    def _past(self, at: int, edge: int, reading: Reading) -> Outlook | None:
        """Past forms tell what is over; setting out and arriving tell what goes on. A participle after "be" may be a plan."""
        if self._low(edge + 1) in self.words["be"] and self.nodes[at].low == "held" and self._low(at - 1) in {"be", "being"}:
            return None
        passive = self._low(at - 1) in self.words["be"] and reading.form == "participle"
        if reading.detail in {"leave", "arrive", "begin"} and not passive:
            return Outlook(None, (f"past:{reading.key}",), underway=True)
        if reading.detail == "travel":
            return Outlook(None, (f"past:{reading.key}",), underway=True, weak=True)
        return None

    def _infinitive(self, edge: int, reading: Reading) -> Outlook | None:
        """ "to meet" without a cue: a headline's future, or the purpose of a journey."""
        if any(self._low(here) in ORDINALS for here in range(max(0, edge - 8), edge)):
            return None
        if journey := self._journey(edge):
            return journey
        if (self.title and not self._finite_before(edge)) or any(party.first == 0 and party.last == edge - 1 for party in self.parties):
            return Outlook(Status.CONFIRMED, ("headline-to",))
        return self._asked(edge) or self._inherited(edge)

    def _asked(self, edge: int) -> Outlook | None:
        """ "invited Putin to visit", "urged the parties to meet": the cue stands before the one who is asked."""
        party = next((party for party in self.parties if party.last == edge - 1), None)
        if not party:
            return None
        chain, _ = self.chain(party.first)
        return (
            self._weigh(chain, party.first)
            if chain and chain[0][0].detail in {"offered", "hypothetical", "wished", "possible", "expected"}
            else None
        )

    def _journey(self, edge: int) -> Outlook | None:
        """The outlook of the journey whose purpose "to meet" is: "flew to Kyiv to meet", "in Kyiv to meet"."""
        for here in range(edge - 1, max(-1, edge - 14), -1):
            node = self.nodes[here]
            if node.low in {";", '"', "said", "that"}:
                return None
            verb = node.get(Tag.VERB)
            if verb and verb.detail in MOTION:
                outlook = self.verb(here, verb)
                if outlook and (outlook.status or outlook.underway):
                    return Outlook(outlook.status or Status.CONFIRMED, (*outlook.rules, "purpose"), weak=outlook.weak)
                return None
        if self.title and any(
            self.nodes[here].has(Tag.PLACE, Tag.COUNTRY) and self._low(here - 1) == "in" for here in range(max(1, edge - 3), edge)
        ):
            return Outlook(Status.CONFIRMED, ("there-to",))
        return None

    def _finite_before(self, edge: int) -> bool:
        """Whether a verb of its own stands before in the clause, so that "to" does not make the headline's predicate."""
        for here in range(edge - 1, -1, -1):
            node = self.nodes[here]
            if node.low in {":", ";", "-", "--", "|", "–", "—"}:
                return False
            if node.has(Tag.GOVERNOR, Tag.REPORT) and not node.has(Tag.TITLE):
                return True
            if (verb := node.get(Tag.VERB)) and verb.form in {"third", "past", "participle"} and not node.has(Tag.NOUN):
                return True
        return False

    def _inherited(self, edge: int) -> Outlook | None:
        """The outlook of the verb that this one is joined to: "will visit Xi and meet Li"."""
        for here in range(edge, -1, -1):
            node = self.nodes[here]
            if node.low in {";", '"', "who", "but", "that", "which"} or any(report.verb == here for report in self.reports):
                return None
            verb = node.get(Tag.VERB)
            if verb and here in self.seen:
                known = self.seen[here]
                return Outlook(known.status, (*known.rules, "joined"), weak=known.weak, denied=known.denied) if known.status else None
            if (governor := node.get(Tag.GOVERNOR)) and (
                node.low.endswith("to") or node.low in {"will", "may", "might", "would", "could", "shall", "can"}
            ):
                chain, _ = self.chain(here + 1)
                return self._weigh(chain or [(governor, here)], here)
        return None

    def _ing(self, at: int, edge: int) -> Outlook | None:
        """ "is meeting", "before meeting", ", meeting"."""
        before = self._low(at - 1)
        if edge < at - 1 and any(self._be(here) for here in range(edge + 1, at)):
            return Outlook(Status.CONFIRMED, ("progressive",), weak=True, underway=True)
        if before in {"before", "while", "by", "and", ",", "when", "then"}:
            return self._inherited(at - 1)
        return None

    def _base(self, at: int, edge: int) -> Outlook | None:
        """A base form is an infinitive joined to another, or the present of a plural subject."""
        if self._low(edge) in {"and", "or", ",", "&"} and (inherited := self._inherited(edge)):
            return inherited
        return self._present(at, edge)

    def _present(self, at: int, edge: int) -> Outlook | None:
        """The present tense: a plan if a future date stands with it, a fact of today in a headline."""
        subject = any(party.last == edge for party in self.parties) or self._low(edge) in self.words["pronouns"] or self._subject_like(edge)
        if not subject or self._low(at - 1) == "to":
            return None
        return Outlook(Status.CONFIRMED, ("present",), weak=True)

    def _subject_like(self, edge: int) -> bool:
        node = self._node(edge)
        return bool(
            node
            and (
                node.has(Tag.ROLE, Tag.NOUN, Tag.GATHERING, Tag.SERIES, Tag.TITLE, Tag.PERSON, Tag.DUAL)
                or (node.low in {",", ")", "--", "who"})
            )
        )

    # Nouns

    def noun(self, at: int) -> Iterator[Outlook]:
        """Every outlook that the words around an encounter's noun give, the most telling first."""
        start = self._phrase_start(at)
        yield from self._before(start, at)
        yield from self._modifiers(start, at)
        yield from self._predicate(at)

    def _phrase_start(self, at: int) -> int:
        """The first node of the noun's own phrase: adjectives, names, possessives."""
        here = at
        while here > 0 and self._in_phrase(here - 1):
            here -= 1
        return here

    def _in_phrase(self, at: int) -> bool:
        node = self.nodes[at]
        if node.has(Tag.PROSPECT) and not node.has(Tag.GOVERNOR):
            return node.tags[Tag.PROSPECT][0].form != "preposed"
        if node.has(Tag.GOVERNOR):
            return node.low in {"planned", "proposed", "expected", "scheduled"} and self._low(at - 1) in self.words["determiners"]
        if node.has(Tag.VERB) and not node.has(Tag.NOUN):
            return node.low in {"coming", "opening", "visiting", "meeting"} and self._low(at - 1) in self.words["determiners"]
        if self._low(at + 1) == "-" and node.low.isalpha():
            return True
        if node.has(Tag.REPORT, Tag.DUAL) or node.low in self.words["prepositions"] - {"of"} or node.low in self.words["conjunctions"]:
            return node.low == "and" and self._nations(at)
        if node.low in self.words["be"] - {"'s"} or node.low in self.words["pronouns"] - {"her"}:
            return False
        if node.low == "of":
            return self._low(at - 1) in {
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
            } or self.nodes[at - 1].has(Tag.NOUN)
        return not (
            node.low in {",", ";", ":", '"', ".", "(", ")", "that", "who", "which", "to", "as", "--"} or node.low in self.words["have"]
        )

    def _nations(self, at: int) -> bool:
        after, before = self._node(at + 1), self._node(at - 1)
        return bool(after and before and after.has(Tag.COUNTRY, Tag.DEMONYM) and before.has(Tag.COUNTRY, Tag.DEMONYM))

    def _before(self, start: int, at: int) -> Iterator[Outlook]:
        """What governs the phrase from the left: a light verb, a cue, "ahead of", or a preposition whose verb is planned."""
        edge = start - 1
        node = self._node(edge)
        if not node:
            return
        if node.low in {"and", ","} and (earlier := self._joined_noun(edge)) is not None:
            yield from self.noun(earlier)
        if (prospect := node.get(Tag.PROSPECT)) and prospect.form == "preposed":
            yield self._prospect(prospect)
        verb = node.get(Tag.VERB)
        if verb and verb.detail in LIGHT and (found := self.verb(edge, verb)):
            yield Outlook(found.status, (*found.rules, f"verb:{verb.key}"), found.underway, found.denied, found.weak)
        if node.has(Tag.GOVERNOR) and not verb:
            yield from self._governed(edge)
        if node.low in {"for", "on", "to", "at", "during", "in", "of", "with", "as", "after", "into", "by", "from"}:
            yield from self._prepositional(edge)

    def _joined_noun(self, edge: int) -> int | None:
        """The gathering to which this one is joined: "the NATO summit in Brussels and the G-7 summit"."""
        for here in range(edge - 1, max(-1, edge - 8), -1):
            node = self.nodes[here]
            if node.has(Tag.GATHERING, Tag.SERIES):
                return here
            if node.has(Tag.VERB, Tag.GOVERNOR) or node.low in {";", '"'}:
                return None
        return None

    def _prospect(self, prospect: Reading) -> Outlook:
        return Outlook(EFFECTS[prospect.detail], (f"{prospect.detail}:{prospect.key}",), underway=prospect.detail == "underway")

    def _governed(self, edge: int) -> Iterator[Outlook]:
        chain, _ = self.chain(edge + 1)
        if chain:
            yield self._weigh(chain, edge)

    def _prepositional(self, edge: int) -> Iterator[Outlook]:
        """ "will travel to Seoul for talks", "an invitation for a visit", "during his visit he will meet"."""
        before = self._node(edge - 1)
        if before and before.has(Tag.GOVERNOR) and not before.has(Tag.DATE) and self._low(edge) in {"for", "to", "on", "of"}:
            chain, _ = self.chain(edge)
            if chain:
                yield self._weigh(chain, edge)
        for here in range(edge - 1, max(-1, edge - 16), -1):
            node = self.nodes[here]
            if node.low in {";", '"', "who", "but", "that", "while"} or any(report.covers(here) for report in self.reports):
                return
            verb = node.get(Tag.VERB)
            if verb and (found := self.verb(here, verb)):
                if found.status or found.underway:
                    yield Outlook(found.status or Status.CONFIRMED, (*found.rules, "for"), found.underway, found.denied, found.weak)
                return
            if (summons := node.get(Tag.GOVERNOR)) and node.low == "summoned":
                yield Outlook(EFFECTS[summons.detail], (f"{summons.detail}:{summons.key}", "for"))
                return
            if node.low == "when" and any(self._low(back) in self.words["be"] for back in range(here, edge)):
                yield Outlook(Status.CONFIRMED, ("when-there",))
                return
            if node.low in {"will", "would"} or (node.has(Tag.GOVERNOR) and node.low.endswith(" to")):
                if self._low(edge) not in {"during", "at", "in"} and not (self._low(edge) == "to" and self._low(edge - 1) == "and"):
                    return
                chain, _ = self.chain(here + 1)
                if chain:
                    found = self._weigh(chain, here)
                    yield Outlook(found.status, (*found.rules, "within"), weak=True)
                return

    def _modifiers(self, start: int, at: int) -> Iterator[Outlook]:
        """Adjectives that look ahead or back: "upcoming", "possible", "last"."""
        for here in range(at - 1, start - 1, -1):
            if reading := self.nodes[here].get(Tag.PROSPECT):
                yield self._prospect(reading)
            elif self.nodes[here].has(Tag.DATE):
                yield from self._dated(self.nodes[here])
        after = self._node(at + 1)
        if after and (reading := after.get(Tag.PROSPECT)) and reading.detail == "underway":
            yield self._prospect(reading)

    def _dated(self, node: Node) -> Iterator[Outlook]:
        if node.date and node.date.relation in {Relation.AGO, Relation.SINCE, Relation.ATTRIBUTE}:
            yield Outlook(None, ("past-date",))

    def _predicate(self, at: int) -> Iterator[Outlook]:
        """What is said of the encounter: "will take place", "is scheduled", "was postponed"."""
        for here in range(at + 1, min(len(self.nodes), at + 24)):
            node = self.nodes[here]
            if node.low in {";", '"', "who", "but", "where"} or (
                here > at + 1 and node.has(Tag.VERB) and not node.has(Tag.PREDICATE) and not node.has(Tag.NOUN)
            ):
                return
            reading = node.get(Tag.PREDICATE)
            if not reading:
                continue
            chain, edge = self.chain(here)
            passive = any(self._low(back) in self.words["be"] for back in range(edge + 1, here))
            yield from self._said(reading, chain, passive, here)
            if chain or passive:
                return

    def _said(self, reading: Reading, chain: Sequence[tuple[Reading, int]], passive: bool, at: int) -> Iterator[Outlook]:
        name = f"{reading.detail}:{reading.key}"
        if chain:
            outlook = self._weigh(chain, at)
            yield outlook if reading.detail == "held" or not outlook.status else Outlook(EFFECTS[reading.detail], (*outlook.rules, name))
        elif reading.detail in {"postponed", "cancelled"} and (passive or self.title):
            yield Outlook(EFFECTS[reading.detail], (name,))
        elif reading.detail == "expected":
            yield Outlook(Status.SPECULATIVE, (name,))
        elif reading.detail == "held" and self.nodes[at].low in OPENING:
            yield Outlook(Status.CONFIRMED, (name, "opening"), underway=True)
        elif reading.detail == "settled":
            yield Outlook(Status.CONFIRMED, (name,))
        elif reading.detail == "held" and self.nodes[at].low.endswith("s"):
            yield Outlook(Status.CONFIRMED, (name, "present"), weak=True)

    def _node(self, at: int) -> Node | None:
        return self.nodes[at] if 0 <= at < len(self.nodes) else None

    def _low(self, at: int) -> str:
        return self.nodes[at].low if 0 <= at < len(self.nodes) else ""
