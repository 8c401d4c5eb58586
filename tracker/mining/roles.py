"""Roles: which parties of a sentence stand on which side of a trigger."""

from __future__ import annotations

from dataclasses import dataclass

from tracker.mining.model import Node, Party, Tag
from tracker.mining.referents import Referents
from tracker.mining.seams import FINITE

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
HOSTED = frozenset({"hosted", "attended", "chaired", "joined", "led", "mediated", "co-hosted", "accompanied"})
DISCUSSED = frozenset({"discuss"})  # what is talked of follows
SUBJECTS = frozenset({"on", "about", "over"}) | DISCUSSED
PARTNERS = frozenset({"with", "between", "among", "alongside", "versus", "involving", "by"})


@dataclass(slots=True)
class Roles(Referents):
    """The parties of one sentence, and who of them does what."""

    def subject(self, edge: int) -> tuple[Party, ...]:
        """The parties that do what the verb group starting after ``edge`` says."""
        if self._low(edge) in {"'s", "'"} and (owner := self.party_at(edge - 1)):
            return self.coordinated(owner)
        if judged := self.judged(edge):
            return judged
        here = edge
        leaders: tuple[Party, ...] = ()
        company: tuple[Party, ...] = ()
        while here >= 0:
            party = self.party_at(here)
            if party and not self._possessor(party):
                if self._leads(party):
                    leaders = (party,)
                elif self._low(party.first - 1) == "by" and self._low(party.first - 2) == "accompanied":
                    company = (*self.coordinated(party), *company)
                elif not self._object(party):
                    return (*leaders, *self._company(party), *self.coordinated(party), *company)
            elif (meant := self._meant(here, party)) is not None:
                return leaders or meant
            elif self.quiet(here) or self.nodes[here].low in {";", '"', ":"} or here in self.seams or self._of_a_thing(here, edge):
                break
            here = party.first - 1 if party else here - 1
        return leaders

    def _company(self, member: Party) -> tuple[Party, ...]:
        """Who leads the company in which somebody is named: "Borg and a delegation of officials, including Lind, will travel"."""
        return self.subject(member.first - 2) if self._low(member.first - 1) == "including" else ()

    def _of_a_thing(self, at: int, edge: int) -> bool:
        """Whether "that" opens a clause whose subject is a thing or people without a name: "he said that planes will arrive"."""
        if self.nodes[at].low != "that" or at >= edge:
            return False
        noun, first = self.nodes[edge], self.nodes[at + 1]
        relative = first.low in FINITE or first.has(Tag.GOVERNOR, Tag.VERB)  # "countries that have ties"
        plain = noun.low.isalpha() and not noun.tags and noun.low.endswith("s") and not noun.low.endswith(("ss", "ways"))
        return plain and not relative

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
            if not open_ and node.low in PARTNERS and (self._of_another(at, here) or self._of_a_topic(at, here, met=bool(found))):
                break
            if not (open_ and node.low == "of" and self._members_met(at, here)):
                still = self._still_open(node, open_=open_) or self._names_members(at, here)
                open_ = still or (direct and not found and self._after_titles(at, here))
            if node.low in {";", '"', "but", "while", "who", "which", "where"} and found:
                break
            here += 1
        return tuple(found)

    def _of_a_topic(self, at: int, here: int, *, met: bool) -> bool:
        """Whether it is told who did what is talked of: "discussions with Borg on steps agreed by Lind", not "talks on trade hosted by"."""
        discussed = SUBJECTS if met else DISCUSSED
        topic = next((back for back in range(here - 1, at, -1) if self._low(back) in discussed), None)
        done = self._low(here) == "by" and not self.nodes[here - 1].has(Tag.DATE)
        return topic is not None and done and self._low(here - 1) not in HOSTED

    def _names_members(self, at: int, here: int) -> bool:
        """Whether it is told whom a group has, after where it is met: "meetings with ministers in Oslo, including Borg"."""
        role = next((back for back in range(here - 1, at, -1) if self.nodes[back].has(Tag.ROLE)), None)
        if self._low(here) != "including" or role is None or PARTNERS.isdisjoint(self._low(back) for back in range(at + 1, role)):
            return False
        return not any(node.low in TOPICS or node.has(Tag.GOVERNOR, Tag.VERB) for node in self.nodes[role + 1 : here])

    def _of_another(self, at: int, here: int) -> bool:
        """Whether it is told whose another encounter is: "will visit Oslo to prepare a visit by Lind"."""
        return self._low(here) == "by" and here - 1 > at and self.nodes[here - 1].has(Tag.NOUN)

    def _members_met(self, at: int, of: int) -> bool:
        """Whether members of something are met, after whom others may be named: "with members of parliament and Minister Kato"."""
        return self._low(of - 1) in MEMBERS and any(self._low(here) == "with" for here in range(at, of))

    def _after_titles(self, at: int, here: int) -> bool:
        """Whether the last of somebody's titles follows, before the name: "with Party Chief, Director of the Office, and Minister Kim"."""
        named = self.party_at(here + 1)
        titles = self.nodes[at + 1 : here]
        plain = all(node.capital or node.low in {"of", "the", "for", ",", "and", "with"} for node in titles)
        return self._low(here) == "and" and self._low(here - 1) == "," and plain and named is not None and named.person

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
