"""Outlook of nouns: what governs "a meeting", what qualifies it, and what is said of it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from tracker.domain import Status
from tracker.mining.cues import EFFECTS, ENDS, REACH, Chain, CueReader
from tracker.mining.dates.spans import Relation
from tracker.mining.model import Node, Outlook, Reading, Tag
from tracker.mining.outlook import VerbOutlook

LIGHT = frozenset({"hold", "begin", "attend", "host", "gather", "meet"})
OPENING = frozenset({"begins", "opens", "kicks off", "starts", "resumes", "continues"})

STRONG_BREAKS = frozenset({";", '"', "who", "but", "that", "while"})
BESIDE = 2
NEAR_CLAUSE = 6  # words after a noun among which the clause about it begins
SAID_OF_ANYTHING = frozenset({"announced", "agreed", "confirmed", "planned", "finalised", "finalized"})
WHEN_REACH = 4
OVER = frozenset({"took place", "ended", "concluded", "wrapped up"})
ARTICLES = frozenset({"the", "a", "an"})  # what stands before one belongs to another phrase: "could overshadow the summit"
PREDETERMINERS = frozenset({"of", "all", "both"})
REFUSALS = frozenset({"will not", "would not", "won't"})
DELEGATIONS = frozenset({"delegation", "team"})
SETTLED_THERE = frozenset({"agreed", "accepted"})  # "agreed to cut tariffs during his visit" tells where it was agreed
WAYS = frozenset({"on his way", "on her way", "on their way", "en route"})


@dataclass(slots=True)
class NounOutlook:
    """Reads the outlooks of the nouns of one sentence."""

    cues: CueReader
    verbs: VerbOutlook
    starts: dict[int, int] = field(default_factory=dict)

    def read(self, at: int) -> Iterator[Outlook]:
        """Every outlook that the words around an encounter's noun give, the most telling first."""
        start = self.phrase_start(at)
        yield from self._before(start)
        yield from self._modifiers(start, at)
        yield from (Outlook(None, ("past-relative",)),) if self._which_was(at) else self._predicate(at)

    def phrase_start(self, at: int) -> int:
        """The first node of the noun's own phrase: adjectives, names, possessives."""
        if at not in self.starts:
            self.starts[at] = self._phrase_start(at)
        return self.starts[at]

    def _phrase_start(self, at: int) -> int:
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

    def _before(self, start: int) -> Iterator[Outlook]:
        """What governs the phrase from the left: a light verb, a cue, "ahead of", or a preposition whose verb is planned."""
        edge = start - 1
        node = self.cues.row.node(edge)
        if not node:
            return
        if node.low in {"and", ","}:
            yield from self._beside(edge)
        if (prospect := node.get(Tag.PROSPECT)) and prospect.form == "preposed":
            yield self._prospect(prospect)
        verb = node.get(Tag.VERB)
        if verb and verb.detail in LIGHT and (found := self.verbs.read(edge, verb)):
            yield Outlook(found.status, (*found.rules, f"verb:{verb.key}"), found.underway, found.denied, found.weak)
        elif (
            verb and verb.detail in LIGHT and verb.form in {"past", "participle"} and self.cues.row.low(edge - 1) in self.cues.words["have"]
        ):
            yield Outlook(None, (f"past:{verb.key}",))
        if node.has(Tag.GOVERNOR) and not verb:
            yield from self._governed(edge)
        if (noun := self.appearance(edge)) is not None:
            yield from self.read(noun)
        offset = node.date is not None and node.date.relation is Relation.OFFSET
        hanging = offset or node.low in {"for", "on", "to", "at", "during", "in", "of", "with", "as", "into", "around"}
        if node.low == "on" and self._being_on(edge):
            yield Outlook(Status.CONFIRMED, ("on-a-visit",), underway=True)
        elif hanging and not self.cues.opens_clause(edge):
            yield from self._prepositional(edge)

    def _being_on(self, edge: int) -> bool:
        """Whether somebody is said to be on it: "Wang, on a visit to Nairobi, said", "Wang, who is on a visit to"."""
        row = self.cues.row
        if row.low(edge + 1) not in {"a", "an", "his", "her"}:
            return False
        if row.low(edge - 1) in {"is", "are", "currently", "now"}:
            return True
        return row.low(edge - 1) == "," and any(party.last == edge - 2 and (party.person or party.office) for party in self.cues.parties)

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

    def joined_noun(self, edge: int) -> int | None:
        """The gathering to which this one is joined: "the NATO summit in Brussels and the G-7 summit"."""
        for here in range(edge - 1, max(-1, edge - 8), -1):
            node = self.cues.row.nodes[here]
            if node.has(Tag.GATHERING, Tag.SERIES) or (node.capital and node.has(Tag.NOUN) and not self.cues.row.title_case):
                return here
            if node.has(Tag.VERB, Tag.GOVERNOR) or node.low in {";", '"'}:
                return None
        return None

    def _beside(self, edge: int) -> Iterator[Outlook]:
        """What the noun that this one is joined to is told with."""
        if (earlier := self.joined_noun(edge)) is not None:
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
        return (Outlook(found.status, (*found.rules, "within"), weak=True),)

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
            if self._new_subject(here):
                return
            if self.is_to_be(here):
                yield self.cues.weigh(self.cues.chain(here + 1)[0])
                return
            if here == at + 1 and node.low.endswith("ed") and not node.tags:
                return
            if node.low in {";", '"', "who", "but", "where"} or (
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
            if chain or passive:
                return

    def _elsewhere(self, at: int) -> bool:
        """Whether what is moved goes to another place and not to another day: "moved from Siem Reap to Phnom Penh"."""
        following = self.cues.row.node(at + 1)
        return self.cues.row.low(at) == "moved from" and following is not None and following.has(Tag.PLACE, Tag.COUNTRY)

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
        node, follows = self.cues.row.nodes[at], self.cues.row.node(at + 1)
        if not node.has(Tag.GOVERNOR) or not node.low.endswith(" be") or not follows:
            return False
        return follows.low in {"in", "at", "with", "between"} or bool(follows.date)

    def _headlined(self, noun: int, at: int) -> bool:
        """Whether an infinitive is all that is said of the noun that a sentence begins with: "Talks on Friday to focus on trade"."""
        between = self.cues.row.nodes[noun + 1 : at]
        return self.phrase_start(noun) == 0 and self.cues.row.low(at - 1) == "to" and not any(node.has(Tag.VERB) for node in between)

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
        elif reading.detail == "held" and self.cues.row.nodes[at].low in OPENING:
            yield Outlook(Status.CONFIRMED, (name, "opening"), underway=True)
        elif reading.detail == "settled" and (
            passive or beside or self.cues.row.low(at - 1) == "," or self.cues.row.low(at) not in SAID_OF_ANYTHING
        ):
            yield Outlook(Status.CONFIRMED, (name,))
        elif reading.detail == "held" and self._in_present(at):
            yield Outlook(Status.CONFIRMED, (name, "present"), weak=True)
