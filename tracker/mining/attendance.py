"""Attendance: who of those that a sentence names takes part in a gathering, and where they travel for it."""

from __future__ import annotations

from dataclasses import dataclass

from tracker.domain import Status
from tracker.mining.model import Outlook, Party, Tag
from tracker.mining.noun_outlook import DELEGATIONS
from tracker.mining.outlook import JOURNEYS
from tracker.mining.scene import Scene
from tracker.mining.venues import DIRECTIONAL, LOCATIVE, Stop

ATTENDING = frozenset({"attend", "host", "hold", "begin"})
GREETINGS = frozenset({"welcome", "receive"})  # a summit is welcomed from afar
DECIDING = frozenset({"cancelled", "postponed", "accepted"})
PLURALS = frozenset({"summits", "meetings", "gatherings", "conferences"})
LIST_OPENERS = frozenset({":", "including", "such as", "--", "namely"})
AWAY = "stays away"  # the cue of the same name
AMONG = frozenset({"at", "during"})


@dataclass(slots=True)
class Attendance:
    """Reads who takes part in the gatherings of a scene. ``start`` is where a gathering's own phrase starts."""

    scene: Scene

    def attended(self, start: int) -> bool:
        """Whether somebody attends, hosts, enters, leaves or travels to the gathering whose phrase starts at a node."""
        before = self.scene.row.node(start - 1)
        if not before:
            return False
        verb, cue = before.get(Tag.VERB), before.get(Tag.GOVERNOR)
        if (verb and verb.detail in ATTENDING and verb.key not in GREETINGS) or (cue and cue.detail in DECIDING):
            return True
        if (earlier := self._joined(start)) is not None:
            return self.attended(self.scene.noun_outlooks.phrase_start(earlier))
        if before.low not in {"to", "for"}:
            return False
        journey = any(self._travels(here) for here in range(self.scene.roles.clause_start(start - 1), start))
        return journey or self.when_clause(start) is not None

    def takers(self, start: int) -> tuple[Party, ...]:
        """Who takes part: who attends it, whose appearance at it is spoken of, and who plans something there."""
        if self.attended(start):
            return self.scene.holder(start)
        if (earlier := self._joined(start)) is not None:
            return self.takers(self.scene.noun_outlooks.phrase_start(earlier))
        return tuple(party for party in self._appearing(start) or self._planning(start) if party.person or party.office)

    def joining(self, start: int) -> tuple[Party, ...]:
        """Who joins whom for it: "Lind will join Borg for the summit"."""
        clause = range(self.scene.roles.clause_start(start - 1), start) if self.scene.row.low(start - 1) == "for" else range(0)
        verbs = (self.scene.row.nodes[here].get(Tag.VERB) for here in clause)
        return self.scene.holder(start) if any(verb and verb.key == "join" for verb in verbs) else ()

    def list_head(self, at: int) -> int | None:
        """The plural before a list in which a gathering stands: "three summits: the G20 in Bali and APEC in Bangkok"."""
        row = self.scene.row
        opened = False
        for here in range(at - 1, -1, -1):
            node = row.nodes[here]
            opened = opened or node.low in LIST_OPENERS
            if node.low in PLURALS and node.has(Tag.NOUN):
                return here if opened else None
        return None

    def heads_list(self, at: int) -> bool:
        """Whether a plural only opens a list of gatherings, which are told one by one."""
        row = self.scene.row
        if row.low(at) not in PLURALS:
            return False
        listed = (here for here in row.tagged if here > at and row.nodes[here].has(Tag.SERIES, Tag.GATHERING))
        return any(self.list_head(here) == at for here in listed)

    def shunned(self, start: int) -> bool:
        """Whether somebody only stays away from it: "Kirov skips the summit"."""
        return self.scene.row.low(start - 1) in self.scene.cues.words["shunning"]

    def arrival(self, start: int) -> bool:
        """Whether it is told by who sets out or arrives for it, so that the day beside it is not its own: "arrived on Friday for the"."""
        journeys = (self.scene.row.nodes[here].get(Tag.VERB) for here in range(self.scene.roles.clause_start(start - 1), start))
        return any(verb is not None and verb.detail in {"arrive", "leave"} for verb in journeys)

    def by_envoy(self, start: int) -> bool:
        """Whether it is told by who attends it or plans something there, not by who holds it."""
        verb = self.scene.row.nodes[start - 1].get(Tag.VERB) if start else None
        return not verb or verb.detail == "attend"

    def words_of_coming(self, start: int) -> tuple[tuple[str, Status], ...]:
        """Whether each person comes, where the words are about that and not about the gathering: "may attend", "will skip"."""
        word = self._word_of_coming(start)
        return tuple((party.key, word) for party in self.scene.holder(start) if party.person) if word else ()

    def refused(self, start: int) -> bool:
        """Whether somebody is said not to travel to it: "does not intend to go to the summit"."""
        journey = self._journey(start)
        return bool(journey and journey.denied)

    def _word_of_coming(self, start: int) -> Status | None:
        if (earlier := self._joined(start)) is not None:
            return self._word_of_coming(self.scene.noun_outlooks.phrase_start(earlier))
        before = self.scene.row.node(start - 1)
        verb, cue = (before.get(Tag.VERB), before.get(Tag.GOVERNOR)) if before else (None, None)
        if cue and cue.key == AWAY:
            return self._staying_away(start - 1)
        outlook = self.scene.verb_outlooks.read(start - 1, verb) if verb and verb.detail == "attend" else self._journey(start)
        if not outlook:
            return None
        return Status.CANCELLED if outlook.denied else outlook.status

    def _staying_away(self, at: int) -> Status:
        """Who may stay away may come, and who will not stay away comes."""
        chain, _ = self.scene.cues.chain(at)
        governing = self.scene.cues.weigh(chain) if chain else None
        if governing and governing.denied:
            return Status.CONFIRMED
        return Status.SPECULATIVE if governing and governing.status is Status.SPECULATIVE else Status.CANCELLED

    def _journey(self, start: int) -> Outlook | None:
        """The outlook of the journey to it."""
        if self.scene.row.low(start - 1) != "to":
            return None
        for here in range(start - 2, self.scene.roles.clause_start(start - 1) - 1, -1):
            verb = self.scene.row.nodes[here].get(Tag.VERB)
            if verb and verb.detail in JOURNEYS:
                return self.scene.verb_outlooks.read(here, verb)
        return None

    def when_clause(self, start: int) -> int | None:
        """The "when" that opens the clause: its gatherings share the main clause's window, which is around them."""
        first = self.scene.roles.clause_start(start)
        return first - 1 if first > 0 and self.scene.row.low(first - 1) == "when" else None

    def journey_for(self, start: int) -> list[Stop]:
        """Where one travels for it: "will travel to Brussels for the summit", "to attend the summit"."""
        row = self.scene.row
        if (earlier := self._joined(start)) is not None:
            return self.journey_for(self.scene.noun_outlooks.phrase_start(earlier))
        if row.low(start - 1) == "for":
            stop = self._just_before(start - 1)
            return [stop] if stop else self.scene.venues.stops(self.scene.roles.clause_start(start - 1), start, LOCATIVE | DIRECTIONAL)
        verb = row.nodes[start - 1].get(Tag.VERB) if start else None
        if not verb or verb.detail != "attend" or row.low(start - 2) != "to":
            return []
        for here in range(start - 3, -1, -1):
            journey = row.nodes[here].get(Tag.VERB)
            if journey and journey.detail in JOURNEYS:
                return self.scene.venues.first_row(here + 1, start - 2, DIRECTIONAL | LOCATIVE)
            if row.low(here) in {";", '"'} or journey:
                break
        return []

    def hosting(self, start: int) -> int | None:
        """The verb by which guests are received for it: "will host the leaders in Riga on May 12 for", "will gather in Oslo during"."""
        row = self.scene.row
        if row.low(start - 1) not in {"for", "during"}:
            return None
        first = self.scene.roles.clause_start(start - 1)
        verbs = ((here, row.nodes[here].get(Tag.VERB)) for here in range(start - 2, first - 1, -1))
        return next((here for here, verb in verbs if verb and verb.detail in {"host", "gather", "meet"}), None)

    def hosted_at(self, start: int) -> list[Stop]:
        """Where guests are received for it."""
        verb = self.hosting(start)
        return self.scene.venues.stops(verb + 1, start - 1, LOCATIVE | DIRECTIONAL) if verb is not None else []

    def _just_before(self, limit: int) -> Stop | None:
        """The place that ends before a node: "to Vilnius in Lithuania for"."""
        for first in range(max(0, limit - 4), limit):
            stop = self.scene.venues.stop(first, limit)
            if stop and stop.last == limit - 1:
                return stop
        return None

    def _joined(self, start: int) -> int | None:
        """The gathering that this one is joined to by "and" or a comma."""
        if self.scene.row.low(start - 1) not in {"and", ",", ";"}:
            return None
        return self.scene.noun_outlooks.phrases.joined(start - 1)

    def _travels(self, at: int) -> bool:
        node = self.scene.row.nodes[at]
        verb = node.get(Tag.VERB)
        if node.has(Tag.GOVERNOR) and node.low.endswith(" be") and self.scene.row.low(at + 1) == "in":
            return True  # "will be in Bali for the summit"
        return bool(verb and (verb.detail in JOURNEYS or verb.detail == "host")) or node.low in self.scene.cues.words["bound_for"]

    def _appearing(self, start: int) -> tuple[Party, ...]:
        """Whose appearance there is spoken of: "his appearance at the summit", "the attendance of Xi at"."""
        at = self.scene.noun_outlooks.phrases.appearance(start - 1)
        if at is None:
            return ()
        first = self.scene.noun_outlooks.phrase_start(at)
        if self.scene.row.low(at + 1) in {"of", "by"}:
            return self.scene.roles.partners(at + 1, start - 1, direct=True)
        return self.scene.roles.owners(first, at) or self.scene.roles.pronoun_owner(first, at)

    def _planning(self, start: int) -> tuple[Party, ...]:
        """Who plans something there: "Biden will raise it at the summit", "leads a delegation to the summit"."""
        row, first = self.scene.row, self.scene.roles.clause_start(start - 1)
        if row.low(start - 1) not in AMONG and not (row.low(start - 1) == "to" and row.low(start - 2) in DELEGATIONS):
            return ()
        for here in range(start - 2, first - 1, -1):
            node = row.nodes[here]
            if node.has(Tag.GOVERNOR) and not self.scene.cues.named(here):
                chain, edge = self.scene.cues.chain(here + 1)
                planned = bool(chain) and not self._passive(here) and self.scene.cues.weigh(chain).status is not None
                return (*self.scene.roles.subject(edge), *self._met(here, start)) if planned else ()
            if node.low == "to" and self._headline(here):
                return (*self.scene.roles.subject(here - 1), *self._met(here, start))
            verb = node.get(Tag.VERB)
            if verb and verb.key == "represent" and self.scene.verb_outlooks.read(here, verb):
                return self.scene.roles.subject(self.scene.cues.chain(here)[1])
            if verb and verb.form in {"past", "participle"} and not node.has(Tag.NOUN):
                return ()
        return ()

    def _headline(self, at: int) -> bool:
        """Whether "to" is a headline's future: "Biden to meet Kishida at the summit"."""
        verb = self.scene.row.nodes[at + 1].get(Tag.VERB)
        found = self.scene.verb_outlooks.read(at + 1, verb) if verb and self.scene.row.sentence.title else None
        return bool(found and "headline-to" in found.rules)

    def _met(self, first: int, start: int) -> tuple[Party, ...]:
        """Whom somebody is to meet there: "will hold a meeting with Kishida at the summit"."""
        for here in range(first, start - 1):
            node = self.scene.row.nodes[here]
            verb = node.get(Tag.VERB)
            if (verb and verb.detail == "meet") or node.has(Tag.NOUN):
                return self.scene.roles.partners(here, start - 1, direct=bool(verb and verb.detail == "meet"))
        return ()

    def _passive(self, at: int) -> bool:
        """Whether a cue is of a passive, whose subject does nothing: "which will be discussed at the summit"."""
        row = self.scene.row
        be = at if row.low(at).split()[-1] in self.scene.cues.words["be"] else at + 1
        return row.low(be).split()[-1:] == ["be"] and not row.low(be + 1).endswith("ing")
