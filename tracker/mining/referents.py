"""Referents: whom a relative, a pronoun, "the two leaders" or a bare title means."""

from __future__ import annotations

from dataclasses import dataclass

from tracker.mining.before import NOBODY, PAIR, Before
from tracker.mining.model import Party, Tag
from tracker.mining.standing import LEFT_OBJECTS, Standing

RELATIVES = frozenset({"who", "which", "whom", "where", "whose"})
GENDERS = {"he": "m", "she": "f", "him": "m", "her": "f"}
SUBJECTS = frozenset({"he", "she"})
POSSESSIVES = {"his": "m", "her": "f"}
JUDGING = frozenset(
    [
        "applauded",
        "attacked",
        "backed",
        "blasted",
        "condemned",
        "criticised",
        "criticized",
        "defended",
        "denounced",
        "hailed",
        "lauded",
        "mocked",
        "opposed",
        "praised",
        "protested",
        "questioned",
        "slammed",
        "supported",
        "welcomed",
    ]
)
COMPANIES = frozenset({"delegation", "team", "couple"})
NATIONS = frozenset({"sides", "countries", "nations", "governments", "neighbours", "neighbors"})
DURING = frozenset({"during", "on", "before", "after", "ahead of"})


@dataclass(slots=True)
class Referents(Standing):
    """Reads whom words without a name mean."""

    before: Before = NOBODY

    def _meant(self, at: int, party: Party | None) -> tuple[Party, ...] | None:
        """Whom a relative, a pronoun, "the two leaders" or a bare title means as a subject; None where the node is none of these."""
        node = self.nodes[at]
        if node.low in RELATIVES and node.low != "whom":
            return self.antecedent(at) or None
        if several := self._several(at, party):
            return several
        if node.low in SUBJECTS:
            return self._single(at, GENDERS[node.low])
        if node.low == "they":
            return self.before.pair or self.before.pronoun or self.before.sides
        if node.low == "i":
            return self._speaker(len(self.nodes)) or self.before.pronoun
        joined = self._low(at - 2) == "and" and self._low(at - 1) in {"a", "his", "her"}  # "Borg and a delegation"
        titled = node.has(Tag.TITLE) or (node.low in COMPANIES and not joined)
        titled = titled and self._low(self._before_article(at - 1)) not in LEFT_OBJECTS  # "was received by the king"
        return self._apposed(at) or self.before.pronoun if titled and not party and not node.has(Tag.VERB) else None

    def judged(self, at: int) -> tuple[Party, ...]:
        """Whose plan somebody else judges: "Borg criticised his decision to travel", which nobody says of a plan of his own."""
        gender = POSSESSIVES.get(self._low(at)) if self._low(at - 1) in JUDGING else None
        if not gender:
            return ()
        people = [party for party in self.parties if party.last < at and party.person]
        others = [party for party in people if party.key != people[-1].key]
        return tuple(others[:1]) or (self.before.he if gender == "m" else self.before.she)

    def _apposed(self, at: int) -> tuple[Party, ...]:
        """The person right before a comma whose title follows it: "Noh Kyu-duk, special representative for"."""
        comma = at - 2 if self._low(at - 1) in {"the", "a"} else at - 1
        named = self.party_at(comma - 1) if self._low(comma) == "," else None
        return (named,) if named and named.person else ()

    def _several(self, at: int, party: Party | None) -> tuple[Party, ...]:
        """Whom "the two leaders" or "the leaders" mean."""
        node = self.nodes[at]
        if node.has(Tag.DUAL):
            return self.dual(at)
        bare = node.has(Tag.ROLE) and not party and self._low(at - 1) == "the" and not node.has(Tag.VERB)
        return self.before.group if bare else ()

    def dual(self, at: int) -> tuple[Party, ...]:
        """Whom "the two leaders" or "both sides" mean: the two people or the two countries of whom was spoken last."""
        if NATIONS.isdisjoint(self.nodes[at].low.split()):
            return self._both_before(at) or self.before.pair or self.before.sides or self._both_before(len(self.nodes))
        return self.before.sides or self.before.pair

    def _both_before(self, at: int) -> tuple[Party, ...]:
        """The two people of two countries who are all whom the sentence has named: "Orpo expects Tusk to agree when the two meet"."""
        people = {party.key: party for party in self.parties if party.last < at and party.person}
        lands = {party.countries[:1] for party in people.values()}
        return tuple(people.values()) if len(people) == len(lands) == PAIR and () not in lands else ()

    def _single(self, at: int, gender: str) -> tuple[Party, ...]:
        """Whom "he" or "she" at a node means: who says it, of whom an earlier clause speaks, or of whom the text spoke last."""
        wrong = {"m": "f", "f": "m"}[gender]
        here = next((found for found in (self._speaker(at), self._earlier_subject(at, wrong)) if found and found[0].gender != wrong), ())
        return here or (self.before.he if gender == "m" else self.before.she)

    def meant_by(self, at: int, pronoun: str) -> tuple[Party, ...]:
        """Whom an object pronoun at a node means: "the trip will take him to Oslo"."""
        if pronoun == "them":
            return self._pair_before(at) or self.before.pair
        return self._single(at, GENDERS[pronoun]) if pronoun in GENDERS else ()

    def _speaker(self, at: int) -> tuple[Party, ...]:
        """Who is meant by "he" in what somebody has said before a node: the one who says it."""
        for report in self.reports:
            if report.last < at:
                people = [party for party in self.parties if report.first <= party.first <= report.verb and party.person]
                if people:
                    return (people[0],)
        return ()

    def sayer(self, at: int) -> tuple[Party, ...]:
        """Who says what ends right before a node, a comma aside: "Borg said ahead of talks", "he said, midway through a visit"."""
        end = at - 1 if self._low(at - 1) != "," else at - 2
        report = next((report for report in self.reports if report.covers(end)), None)
        if not report:
            return ()
        named = [party for party in self.parties if report.first <= party.first <= end and (party.person or party.office)]
        pronoun = next((here for here in range(report.first, end + 1) if self._low(here) in SUBJECTS), None)
        return tuple(named[:1]) or (self._single(pronoun, GENDERS[self._low(pronoun)]) if pronoun is not None else ())

    def _earlier_subject(self, at: int, wrong: str = "") -> tuple[Party, ...]:
        """The person of whom an earlier clause of the sentence speaks, of either gender but the wrong one."""
        before = [party for party in self.parties if party.last < at and party.person and (not wrong or party.gender != wrong)]
        people = [party for party in before if not self._object(party)]
        return (people[0],) if people else ()

    def antecedent(self, relative: int) -> tuple[Party, ...]:
        """Whom a relative pronoun means."""
        before = relative - 1
        while before >= 0 and self.nodes[before].low in {",", "with", "to", "--", "of", "-"}:
            before -= 1
        party = self.party_at(before)
        return (party,) if party else ()

    def pronoun_owner(self, start: int, at: int) -> tuple[Party, ...]:
        """Whom "his" or "their" in the phrase means."""
        for here in range(start, at):
            if self.nodes[here].low in {"his", "her"}:
                return self._own_subject(here) or self._nearest_person(here) or self._named_after(here) or self.before.pronoun
            if self.nodes[here].low == "their":
                return self._pair_before(here) or self.before.pair or self.before.sides
        return ()

    def _pair_before(self, at: int) -> tuple[Party, ...]:
        """The two people whom the sentence names before "their"."""
        people = {party.key: party for party in self.parties if party.last < at and party.person}
        return tuple(people.values()) if len(people) == PAIR else ()

    def _own_subject(self, at: int) -> tuple[Party, ...]:
        """The one who does something "during his trip", whomever it is done with."""
        if self._low(at - 1) not in DURING:
            return ()
        people = [party for party in self.parties if self.clause_start(at) <= party.first < at and party.person]
        return (people[0],) if people and not self._object(people[0]) else ()

    def _named_after(self, at: int) -> tuple[Party, ...]:
        """Who is named right after what a sentence begins with: "Ahead of his visit to Kenya, Lind said"."""
        comma = next((here for here in range(at, len(self.nodes)) if self._low(here) == ","), len(self.nodes))
        named = self.party_at(comma + 1) if self.clause_start(at) == 0 else None
        return (named,) if named and named.person else ()

    def _nearest_person(self, at: int) -> tuple[Party, ...]:
        before = [party for party in self.parties if party.last < at and party.person]
        return (before[-1],) if before else ()
