"""Outlook of verbs: planned and how surely, under way, or nothing of the future."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from tracker.domain import Status
from tracker.mining.cues import CueReader
from tracker.mining.dates.spans import Relation
from tracker.mining.model import Outlook, Party, Reading, Tag
from tracker.mining.reports import Report
from tracker.mining.standing import JOINTS

BACKGROUNDS = frozenset({"when", "until"})
DAY_REACH = 9
ORDINALS = frozenset({"first", "last", "only", "second", "third", "latest"})
HOUR_REACH = 4  # signs before the hour that opens an entry of a schedule
PURPOSE_REACH = 14  # words between what a journey was for and "after"
HELD_FRAMES = frozenset({"meet", "host", "visit", "hold", "attend", "gather", "call"})
ASKING = frozenset({"offered", "hypothetical", "wished", "possible", "expected"})
JOURNEYS = frozenset({"travel", "leave", "arrive", "visit"})
MOTION = frozenset({"travel", "leave", "arrive"})


@dataclass(slots=True)
class VerbOutlook:
    """Reads the outlook of the verbs of one sentence; what was read is kept for the verbs that are joined to it."""

    cues: CueReader
    reports: Sequence[Report]
    title: bool = False
    past: bool = False
    seen: dict[int, Outlook] = field(default_factory=dict)

    def read(self, at: int, reading: Reading) -> Outlook | None:
        """The outlook of a verb, None where it tells nothing of the future."""
        if at in self.seen:
            return self.seen[at]
        found = self._verb(at, reading)
        if found:
            self.seen[at] = found
        return found

    def _verb(self, at: int, reading: Reading) -> Outlook | None:
        chain, edge = self.cues.chain(at)
        if chain:
            return self.cues.weigh(chain)
        before = self.cues.row.low(edge)
        if reading.form in {"past", "participle"}:
            return self._past(at, edge, reading)
        if before == "to":
            return self._infinitive(edge)
        if reading.form == "ing":
            return self._ing(at, edge, reading)
        if reading.form == "base":
            return self._base(at, edge, reading)
        return self._present(at, edge, reading)

    def _past(self, at: int, edge: int, reading: Reading) -> Outlook | None:
        """Past forms tell what is over; setting out and arriving tell what goes on. A participle after "be" may be a plan."""
        if (
            self.cues.row.low(edge + 1) in self.cues.words["be"]
            and self.cues.row.nodes[at].low == "held"
            and self.cues.row.low(at - 1) in {"be", "being"}
        ):
            return None
        if self.past and reading.form == "past" and reading.detail in HELD_FRAMES:
            return Outlook(Status.HELD, (f"held:{reading.key}",))
        if self._goes_on(at, reading):
            return Outlook(None, (f"past:{reading.key}",), underway=True)
        if reading.detail == "travel" and reading.key != "return" and self.cues.row.low(at + 1) != "from":
            return Outlook(None, (f"past:{reading.key}",), underway=True, weak=True)
        return None

    def _goes_on(self, at: int, reading: Reading) -> bool:
        """Whether a past form begins what goes on: "arrived in Oslo", "have gathered in Bled"; not "had begun talks"."""
        before = self.cues.row.low(at - 1)
        if reading.detail == "gather":
            return reading.form == "participle" and before in self.cues.words["have"]
        if (before == "had" and reading.detail == "begin") or self._background(at):
            return False
        passive = before in self.cues.words["be"] and reading.form == "participle"
        return reading.detail in {"leave", "arrive", "begin"} and not passive

    def _background(self, at: int) -> bool:
        """Whether a past form without a day only says when something else was: "got no welcome when he arrived in Beijing"."""
        row = self.cues.row
        if any(node.has(Tag.DATE) for node in row.nodes[at : at + DAY_REACH]):
            return False
        opening = next((row.low(here) for here in range(at - 1, max(-1, at - 5), -1) if row.low(here) in BACKGROUNDS), "")
        return bool(opening)

    def _infinitive(self, edge: int) -> Outlook | None:
        """Read "to meet" without a cue: a headline's future, or the purpose of a journey."""
        if any(self.cues.row.low(here) in ORDINALS for here in range(max(0, edge - 8), edge)):
            return None
        if self.cues.row.low(edge - 1) == "'s" and self.cues.is_be(edge - 1):
            return Outlook(Status.CONFIRMED, ("settled:is to",))
        if self._of_past_trip(edge):
            return None
        if journey := self._journey(edge):
            return journey
        if (self.title and not self._finite_before(edge) and not self._intent_before(edge)) or self._only_parties_before(edge):
            return Outlook(Status.CONFIRMED, ("headline-to",))
        return self._asked(edge) or self._inherited(edge)

    def _intent_before(self, edge: int) -> bool:
        """Whether "to" belongs to the noun before it: "ignores threats to meet", "rejects efforts to meet"."""
        return self.cues.row.low(edge - 1) in self.cues.words["intents"]

    def _only_parties_before(self, edge: int) -> bool:
        """Whether nothing but parties stands before "to", as where a standfirst drops its verb: "Scholz and Macron to meet Xi"."""
        inside = {at for party in self.cues.parties for at in range(party.first, party.last + 1)}
        return edge - 1 in inside and all(at in inside or self.cues.row.low(at) in JOINTS | {"'s"} for at in range(edge))

    def _asked(self, edge: int) -> Outlook | None:
        """Read "invited Putin to visit", "urged the parties to meet": the cue stands before the one who is asked."""
        party = self._asked_party(edge)
        if not party:
            return None
        owned = self.cues.row.low(party.first - 1) in self.cues.words["determiners"]
        inviting = self.cues.row.low(party.first - 1) in {"from", "by"}  # "accepted an invitation from Borg to visit"
        chain, _ = self.cues.chain(party.first - (owned or inviting))
        return (
            self.cues.weigh(chain)
            if chain and (chain[0][0].detail in ASKING or self._for(chain[0][1]) or (self.title and chain[0][0].detail == "settled"))
            else None
        )

    def _asked_party(self, edge: int) -> Party | None:
        """Who is asked before "to", a name after the title and a day aside: "invited his counterpart, Dov Levy, on Friday to visit"."""
        row, last = self.cues.row, edge - 1
        while (node := row.node(last)) and (node.low == "," or node.has(Tag.DATE)):
            last -= 1
        party = next((party for party in self.cues.parties if party.last == last), None)
        if not party or (last < edge - 1 and not party.person):
            return None
        gap = row.low(party.first - 1) in {",", "'s"}
        other = next((other for other in self.cues.parties if other.last == party.first - 1 - gap), None)
        same = other and not other.person and set(other.countries) <= set(party.countries)
        return other if same else party

    def _for(self, at: int) -> bool:
        """Whether a cue takes who does it and what: "getting ready for Xi to visit"."""
        return self.cues.row.low(at).endswith(" for")

    def _journey(self, edge: int) -> Outlook | None:
        """The outlook of the journey whose purpose "to meet" is: "flew to Kyiv to meet", "in Kyiv to meet"."""
        for here in range(edge - 1, max(-1, edge - 14), -1):
            node = self.cues.row.nodes[here]
            if node.low in {";", '"', "said", "that"}:
                return None
            verb = node.get(Tag.VERB)
            if verb and verb.detail in JOURNEYS:
                outlook = self.read(here, verb)
                if outlook and (outlook.status or outlook.underway):
                    return Outlook(outlook.status or Status.CONFIRMED, (*outlook.rules, "purpose"), weak=outlook.weak)
                return None
        if self.title and any(
            self.cues.row.nodes[here].has(Tag.PLACE, Tag.COUNTRY) and self.cues.row.low(here - 1) == "in"
            for here in range(max(1, edge - 3), edge)
        ):
            return Outlook(Status.CONFIRMED, ("there-to",))
        return None

    def _of_past_trip(self, edge: int) -> bool:
        """Whether "to" says what a journey was for that is over: "after a trip to Kyiv to meet Borg"."""
        trip = False
        for here in range(edge - 1, max(-1, edge - PURPOSE_REACH), -1):
            node = self.cues.row.nodes[here]
            if node.low in {",", ";", '"'} or node.has(Tag.GOVERNOR) or (node.has(Tag.VERB) and not node.has(Tag.NOUN)):
                return False
            noun, prospect = node.get(Tag.NOUN), node.get(Tag.PROSPECT)
            trip = trip or (noun is not None and noun.detail == "visit")
            if prospect and prospect.form == "preposed":
                return trip and prospect.detail == "done"
        return False

    def _finite_before(self, edge: int) -> bool:
        """Whether a verb of its own stands before in the clause, so that "to" does not make the headline's predicate."""
        for here in range(edge - 1, -1, -1):
            node = self.cues.row.nodes[here]
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
            node = self.cues.row.nodes[here]
            if node.low in {";", '"', "who", "but", "that", "which"} or any(report.verb == here for report in self.reports):
                return None
            verb = node.get(Tag.VERB)
            if verb and here in self.seen:
                known = self.seen[here]
                return Outlook(known.status, (*known.rules, "joined"), weak=known.weak, denied=known.denied) if known.status else None
            if (
                (governor := node.get(Tag.GOVERNOR))
                and not self.cues.named(here)
                and (node.low.endswith("to") or node.low in {"will", "may", "might", "would", "could", "shall", "can"})
            ):
                chain, _ = self.cues.chain(here + 1)
                return self.cues.weigh(chain or [(governor, here)])
        return None

    def _ing(self, at: int, edge: int, reading: Reading) -> Outlook | None:
        """Read "is meeting", "before meeting", ", meeting", and a headline's "Blinken heading to Beijing"."""
        before = self.cues.row.low(at - 1)
        if edge < at - 1 and any(self.cues.is_be(here) for here in range(edge + 1, at)):
            if reading.key == "go":  # "is going to Hiroshima" looks ahead, where "is visiting" is under way
                return Outlook(Status.CONFIRMED, ("progressive",))
            return Outlook(Status.CONFIRMED, ("progressive",), weak=True, underway=True)
        if before in {"before", "while", "by", "and", ",", "when", "then"}:
            return self._inherited(at - 1)
        if self.title and reading.detail in JOURNEYS and any(party.last == at - 1 for party in self.cues.parties):
            return Outlook(Status.CONFIRMED, ("headline-ing",))
        return None

    def _base(self, at: int, edge: int, reading: Reading) -> Outlook | None:
        """A base form is an infinitive joined to another, or the present of a plural subject."""
        if self.cues.row.low(edge) in {"and", "or", ",", "&"} and (inherited := self._inherited(edge)):
            return inherited
        return self._present(at, edge, reading)

    def _present(self, at: int, edge: int, reading: Reading) -> Outlook | None:
        """The present tense: a plan if a future date stands with it; who "arrives in" or "heads to" a place in a headline is on the way."""
        subject = (
            any(party.last == edge for party in self.cues.parties)
            or self.cues.row.low(edge) in self.cues.words["pronouns"]
            or self._subject_like(edge)
        )
        if not subject or self.cues.row.low(at - 1) == "to":
            return None
        if self._at_hour():
            return Outlook(Status.CONFIRMED, ("schedule",), underway=True)
        if self.title and reading.detail in JOURNEYS and reading.form == "third" and not self._in_time_clause(edge):
            return Outlook(Status.CONFIRMED, ("present", "on-the-way"), underway=True)
        if reading.detail in MOTION and reading.form != "past" and self._meanwhile(edge):
            return Outlook(Status.CONFIRMED, ("present", "on-the-way"), underway=True)
        return Outlook(Status.CONFIRMED, ("present",), weak=True)

    def _meanwhile(self, edge: int) -> bool:
        """Whether the subject before a verb opens a clause of what goes on beside: "called it odd as the two head to Bled"."""
        party = next((party for party in self.cues.parties if party.last == edge), None)
        return self.cues.row.low((party.first if party else edge) - 1) == "as"

    def _in_time_clause(self, edge: int) -> bool:
        """Whether the subject before a verb opens a clause that says when something else will be: "will urge him when he visits"."""
        return any(self.cues.row.low(here) in BACKGROUNDS for here in range(max(0, edge - 2), edge))

    def _at_hour(self) -> bool:
        """Whether the sentence is an entry of a day's schedule: "3:00 p.m. The Secretary meets the Estonian premier"."""
        row = self.cues.row
        return any(date.relation is Relation.TIME and date.start - row.sentence.start < HOUR_REACH for date in row.dates)

    def _subject_like(self, edge: int) -> bool:
        node = self.cues.row.node(edge)
        return bool(
            node
            and (
                node.has(Tag.ROLE, Tag.NOUN, Tag.GATHERING, Tag.SERIES, Tag.TITLE, Tag.PERSON, Tag.DUAL)
                or (node.low in {",", ")", "--", "who"})
            )
        )
