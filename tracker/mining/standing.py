"""Standing: where the parties of a sentence stand in it: in which clause, joined to whom, as whose object."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from tracker.mining.model import Node, Party, Tag
from tracker.mining.reports import Report

CLAUSE_BREAKS = frozenset(
    {
        ";",
        ":",
        '"',
        "but",
        "while",
        "whereas",
        "although",
        "though",
        "because",
        "that",
        "if",
        "when",
        "where",
        "as",
        "after",
        "before",
        "since",
        "--",
        "—",
        "until",
        "amid",
    }
)
LEFT_OBJECTS = frozenset(
    {"of", "with", "to", "in", "at", "for", "by", "from", "on", "over", "against", "between", "into", "about", "near", "alongside"}
)
JOINTS = frozenset({",", "and", "&", "or", "the", "-", "both", "either", "–", "his", "her", "their", "its"})


@dataclass(slots=True)
class Standing:
    """The parties of one sentence and where they stand."""

    nodes: Sequence[Node]
    parties: Sequence[Party]
    reports: Sequence[Report]
    seams: frozenset[int] = frozenset()
    silent: frozenset[int] = field(init=False)
    by_node: Mapping[int, Party] = field(init=False)
    clauses: dict[int, int] = field(init=False, default_factory=dict)

    def __post_init__(self) -> None:
        """Note once which nodes are silent and which party each belongs to."""
        self.silent = frozenset(at for report in self.reports for at in range(report.first, report.last + 1))
        self.by_node = {at: party for party in self.parties for at in range(party.first, party.last + 1)}

    def quiet(self, at: int) -> bool:
        """Whether a node belongs to a reporting clause."""
        return at in self.silent

    def clause_start(self, at: int) -> int:
        """The first node of the clause that a node stands in."""
        if at not in self.clauses:
            self.clauses[at] = self._clause_start(at)
        return self.clauses[at]

    def _clause_start(self, at: int) -> int:
        here = at
        while here > 0 and self.nodes[here - 1].low not in CLAUSE_BREAKS and here - 1 not in self.silent and here not in self.seams:
            here -= 1
        return here

    def party_at(self, at: int) -> Party | None:
        """The party that a node belongs to."""
        return self.by_node.get(at)

    def coordinated(self, last: Party) -> tuple[Party, ...]:
        """A party with those joined to it on the left: "Xi, Putin and Modi"."""
        found = [last]
        here = self.described(last) - 1
        while here >= 0:
            joints = here
            while self._low(joints) in JOINTS:
                joints -= 1
            party = self.party_at(joints)
            if not party or joints == here or (self._low(here) == "," and (party.person != last.person or self._object(party))):
                break
            found.append(party)
            here = self.described(party) - 1
        return tuple(reversed(found))

    def described(self, party: Party) -> int:
        """The first node of a party with what stands before its name: "his Philippine counterpart Marcos", "his counterpart, Marcos,"."""
        gap = self._low(party.first - 1) in {"'s", ","}
        described = self.party_at(party.first - (2 if gap else 1)) if party.person else None
        if not described or described.person or not set(described.countries) <= set(party.countries):
            return party.first
        titled = self.nodes[described.last].has(Tag.ROLE, Tag.TITLE)
        return described.first if titled or self._low(party.first - 1) == "'s" else party.first

    def _leads(self, party: Party) -> bool:
        """Whether somebody is named as at the head of others: "a delegation led by"."""
        return party.person and self._low(party.first - 1) == "by" and self._low(party.first - 2) in {"led", "headed"}

    def _possessor(self, party: Party) -> bool:
        return self._low(party.last + 1) in {"'s", "'"}

    def _object(self, party: Party) -> bool:
        """Whether something before the party takes it as its object, so that it is no subject."""
        here = self._before_article(party.first - 1)
        if not party.person and self._low(here) == "," and here > 0 and self.nodes[here - 1].has(Tag.PLACE):
            return True
        if party.person and self._low(here) == ",":
            return False  # "after a call with Biden, Xi will meet": a list would end in "and"
        while self._low(here) in {"and", ","}:
            back = here
            while self._low(back) in {"and", ","} or (back >= 0 and self.nodes[back].has(Tag.DEMONYM) and not self.party_at(back)):
                back -= 1
            other = self.party_at(back)
            if not other and not (back >= 0 and self.nodes[back + 1].has(Tag.DEMONYM)):
                break
            here = self._before_article(other.first - 1 if other else back)
            if not other:
                break
        node = self.nodes[here] if here >= 0 else None
        return bool(
            node and (node.low in LEFT_OBJECTS or (node.has(Tag.VERB) and not node.has(Tag.NOUN)) or node.low in {"visit", "visits"})
        )

    def _before_article(self, at: int) -> int:
        """The node before an article, or before the one whose a party is: "met Britain's Sunak"."""
        if self._low(at) in {"'s", "'"} and (owner := self.party_at(at - 1)):
            at = owner.first - 1
        return at - 1 if self._low(at) in {"the", "both"} else at

    def _low(self, at: int) -> str:
        return self.nodes[at].low if 0 <= at < len(self.nodes) else ""
