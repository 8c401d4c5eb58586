"""Roles: which parties of a sentence stand on which side of a trigger."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from tracker.mining.before import NOBODY, PAIR, Before
from tracker.mining.model import Node, Party, Tag
from tracker.mining.reports import Report
from tracker.mining.seams import FINITE

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
RELATIVES = frozenset({"who", "which", "whom", "where", "whose"})
LEFT_OBJECTS = frozenset(
    {"of", "with", "to", "in", "at", "for", "by", "from", "on", "over", "against", "between", "into", "about", "near", "alongside"}
)
TOPICS = frozenset(
    {
        "on",
        "about",
        "over",
        "amid",
        "regarding",
        "concerning",
        "despite",
        "against",
        "because",
        "toward",
        "towards",
        "aimed",
        "focused",
        "as",
        "after",
        "under",
        "to",
        "during",
        "since",
        "when",
        "where",
        "which",
        "who",
        "while",
        "but",
        "that",
        "than",
    }
)
BEING = frozenset({",", "is", "are", "currently", "now"})
MEMBERS = frozenset({"members", "representatives", "heads", "chiefs", "group", "number"})
GENDERS = {"he": "m", "she": "f"}
NATIONS = frozenset({"sides", "countries", "nations", "governments", "neighbours", "neighbors"})
DURING = frozenset({"during", "on", "before", "after", "ahead of"})
JOINTS = frozenset({",", "and", "&", "or", "the", "-", "both", "either", "–", "his", "her", "their", "its"})
HOSTED = frozenset({"hosted", "attended", "chaired", "joined", "led", "mediated", "co-hosted", "accompanied"})
PARTNERS = frozenset({"with", "between", "among", "alongside", "versus", "involving", "by"})


@dataclass(slots=True)
class Roles:
    """The parties of one sentence, and who of them does what."""

    nodes: Sequence[Node]
    parties: Sequence[Party]
    reports: Sequence[Report]
    before: Before = NOBODY
    seams: frozenset[int] = frozenset()
    silent: frozenset[int] = field(init=False)
    by_node: Mapping[int, Party] = field(init=False)
    clauses: dict[int, int] = field(default_factory=dict)

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

    def subject(self, edge: int) -> tuple[Party, ...]:
        """The parties that do what the verb group starting after ``edge`` says."""
        if self._low(edge) in {"'s", "'"} and (owner := self.party_at(edge - 1)):
            return self.coordinated(owner)
        here = edge
        leaders: tuple[Party, ...] = ()
        while here >= 0:
            party = self.party_at(here)
            if party and not self._possessor(party):
                if self._leads(party):
                    leaders = (party,)
                elif not self._object(party):
                    return (*leaders, *self.coordinated(party))
            elif (meant := self._meant(here, party)) is not None:
                return meant
            elif self.quiet(here) or self.nodes[here].low in {";", '"', ":"} or here in self.seams or self._of_a_thing(here, edge):
                break
            here = party.first - 1 if party else here - 1
        return ()

    def _of_a_thing(self, at: int, edge: int) -> bool:
        """Whether "that" opens a clause whose subject is a thing or people without a name: "he said that planes will arrive"."""
        if self.nodes[at].low != "that" or at >= edge:
            return False
        noun, first = self.nodes[edge], self.nodes[at + 1]
        relative = first.low in FINITE or first.has(Tag.GOVERNOR, Tag.VERB)  # "countries that have ties"
        plain = noun.low.isalpha() and not noun.tags and noun.low.endswith("s") and not noun.low.endswith(("ss", "ways"))
        return plain and not relative

    def _meant(self, at: int, party: Party | None) -> tuple[Party, ...] | None:
        """Whom a relative, a pronoun, "the two leaders" or a bare title means as a subject; None where the node is none of these."""
        node = self.nodes[at]
        if node.low in RELATIVES and node.low != "whom":
            return self.antecedent(at) or None
        if several := self._several(at, party):
            return several
        if node.low in GENDERS:
            return self._single(at, GENDERS[node.low])
        if node.low == "they":
            return self.before.pair or self.before.pronoun or self.before.sides
        if node.low == "i":
            return self._speaker(len(self.nodes)) or self.before.pronoun
        titled = node.has(Tag.TITLE) or node.low in {"delegation", "team", "couple"}
        return self._apposed(at) or self.before.pronoun if titled and not party and not node.has(Tag.VERB) else None

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
            return self._both_before(at) or self.before.pair or self.before.sides
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

    def _speaker(self, at: int) -> tuple[Party, ...]:
        """Who is meant by "he" in what somebody has said before a node: the one who says it."""
        for report in self.reports:
            if report.last < at:
                people = [party for party in self.parties if report.first <= party.first <= report.verb and party.person]
                if people:
                    return (people[0],)
        return ()

    def _earlier_subject(self, at: int, wrong: str = "") -> tuple[Party, ...]:
        """The person of whom an earlier clause of the sentence speaks, of either gender but the wrong one."""
        before = [party for party in self.parties if party.last < at and party.person and (not wrong or party.gender != wrong)]
        people = [party for party in before if not self._object(party)]
        return (people[0],) if people else ()

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
        return at - 1 if self._low(at) in {"the", "both"} else at

    def antecedent(self, relative: int) -> tuple[Party, ...]:
        """Whom a relative pronoun means."""
        before = relative - 1
        while before >= 0 and self.nodes[before].low in {",", "with", "to", "--", "of", "-"}:
            before -= 1
        party = self.party_at(before)
        return (party,) if party else ()

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

    def partners(self, at: int, limit: int, *, direct: bool) -> tuple[Party, ...]:
        """The parties after a trigger that take part: its object if ``direct``, and those after "with" or "between"."""
        found: list[Party] = []
        here, open_ = at + 1, direct
        if direct and self._low(here) in {"of", "among"}:
            here += 1
        while here < limit:
            node = self.nodes[here]
            party = self.party_at(here)
            if self.quiet(here):
                break
            if open_ and node.has(Tag.DUAL):
                found += self.dual(here)
            if party:
                if open_ and not self._place_like(party):
                    found.append(party)
                here = party.last + 1
                continue
            if not open_ and found and node.low in PARTNERS and self._of_a_topic(at, here):
                break
            if not (open_ and node.low == "of" and self._members_met(at, here)):
                open_ = self._still_open(node, open_=open_)
            if node.low in {";", '"', "but", "while", "who", "which", "where"} and found:
                break
            here += 1
        return tuple(found)

    def _of_a_topic(self, at: int, here: int) -> bool:
        """Whether it is told who did what is talked of: "discussions with Borg on steps agreed by Lind", not "talks on trade hosted by"."""
        topic = next((back for back in range(here - 1, at, -1) if self._low(back) in {"on", "about", "over"}), None)
        done = self._low(here) == "by" and not self.nodes[here - 1].has(Tag.DATE)
        return topic is not None and done and self._low(here - 1) not in HOSTED

    def _members_met(self, at: int, of: int) -> bool:
        """Whether members of something are met, after whom others may be named: "with members of parliament and Minister Kato"."""
        return self._low(of - 1) in MEMBERS and any(self._low(here) == "with" for here in range(at, of))

    def _still_open(self, node: Node, *, open_: bool) -> bool:
        """Whether the next party takes part, given the word before it."""
        if node.low in PARTNERS:
            return True
        if (
            node.low in TOPICS
            or node.low in {"in", "at", "for", "of", ".", "from"}
            or node.has(Tag.GOVERNOR)
            or (node.has(Tag.VERB) and not node.has(Tag.NOUN))
        ):
            return False
        return open_ and not (node.low.endswith("ing") and node.low != "including" and not node.capital and not node.tags)

    def _place_like(self, party: Party) -> bool:
        """Whether a country stands as a place: "in Japan", "at the White House"."""
        before = self._low(party.first - 1)
        before = self._low(party.first - 2) if before == "the" else before
        return before in {"in", "at", "to", "near"} and not party.person

    def after_front(self, at: int) -> tuple[Party, ...]:
        """The person of whom a sentence speaks after what it begins with: "Ahead of a meeting with Biden, the Brazilian leader, Lula,"."""
        comma = next((here for here in range(at + 1, len(self.nodes)) if self._low(here) == ","), len(self.nodes))
        party = self.party_at(comma + 1) or self.party_at(comma + 2)
        met = any(self._low(here) == "with" for here in range(at, comma))
        return (party,) if at == 0 and met and party and party.person else ()

    def hangs(self, at: int) -> bool:
        """Whether a preposition or joint hangs on the clause's subject: "for a visit", "Wang, on a visit"."""
        low = self._low(at)
        return low in {"and", "to", "for", "during", "in", "at"} or (low == "on" and self._low(at - 1) in BEING)

    def owners(self, start: int, at: int) -> tuple[Party, ...]:
        """Parties within an event's own phrase: "Putin's visit", "US-China talks", "the Trump-Putin meeting"."""
        return tuple(party for party in self.parties if start <= party.first and party.last < at)

    def pronoun_owner(self, start: int, at: int) -> tuple[Party, ...]:
        """Whom "his" or "their" in the phrase means."""
        for here in range(start, at):
            if self.nodes[here].low in {"his", "her"}:
                return self._own_subject(here) or self._nearest_person(here) or self.before.pronoun
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

    def _nearest_person(self, at: int) -> tuple[Party, ...]:
        before = [party for party in self.parties if party.last < at and party.person]
        return (before[-1],) if before else ()

    def _low(self, at: int) -> str:
        return self.nodes[at].low if 0 <= at < len(self.nodes) else ""
