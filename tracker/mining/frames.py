"""Frames: a draft of an event from each trigger of a sentence, read as a verb, a noun or a named gathering."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from tracker.mining.attendance import Attendance
from tracker.mining.gatherings import LONGEST_BRACKET, GatheringFrames
from tracker.mining.model import Draft, Tag
from tracker.mining.noun_parties import NounParties
from tracker.mining.nouns import NounFrames
from tracker.mining.own_names import OwnNames
from tracker.mining.parties import means_those_who_gather
from tracker.mining.scene import Scene
from tracker.mining.verbs import VerbFrames
from tracker.mining.visits import VisitFrames

MOST_DRAFTS = 16  # more than any sentence that a person wrote tells
DUE = frozenset({"due in", "due at", "expected in", "expected at"})
BARE = DUE | {"to", "in"}  # triggers by their words alone
TRIGGERS = frozenset({Tag.NOUN, Tag.VERB, Tag.GOVERNOR, Tag.GATHERING, Tag.SERIES})
MODALS = frozenset({"will", "may", "might", "could", "would", "shall", "can", "should"})


@dataclass(slots=True)
class FrameReader:
    """Reads the drafts of one scene."""

    scene: Scene
    verbs: VerbFrames
    nouns: NounFrames
    gatherings: GatheringFrames

    @classmethod
    def of(cls, scene: Scene) -> FrameReader:
        """The reader of a scene."""
        attendance = Attendance(scene)
        nouns = NounFrames(scene, VisitFrames(scene), attendance, OwnNames(scene), NounParties(scene, attendance))
        return cls(scene, VerbFrames.of(scene, nouns), nouns, GatheringFrames(scene, nouns, attendance))

    def read(self) -> Iterator[Draft]:
        """The drafts of the sentence, in order of their triggers, each read when it is asked for."""
        found = 0
        for at, node in enumerate(self.scene.row.nodes):
            trigger = node.low in BARE or (node.tags and not TRIGGERS.isdisjoint(node.tags))
            if trigger and not self.scene.quiet(at):
                for draft in self._at(at):
                    found += 1
                    yield draft
            if found > MOST_DRAFTS:
                return

    def _at(self, at: int) -> Iterator[Draft]:
        node = self.scene.row.nodes[at]
        noun, verb = node.get(Tag.NOUN), node.get(Tag.VERB)
        if noun and (noun.detail == "none" or self.scene.row.low(at + 1) in self.scene.cues.words["compounds"] or self._bracketed(at)):
            return
        if node.low == "in":
            yield from self.verbs.travel.stay(at) if at == 0 else self.verbs.travel.presence(at)
        elif node.has(Tag.GOVERNOR) and node.low.startswith("invit"):
            yield from self.verbs.travel.invitation(at)
        elif node.low in DUE or (node.low == "to" and self.scene.row.sentence.title):
            yield from self.verbs.travel.verbless_journey(at)
        elif (node.has(Tag.GATHERING) and not means_those_who_gather(node) and not self._of_group(at)) or self.gatherings.names_one(at):
            yield from self.gatherings.read(at)
        elif noun and (not verb or self._nominal(at)):
            yield from self.nouns.read(at, noun)
        elif verb:
            yield from self.verbs.read(at, verb)

    def _bracketed(self, at: int) -> bool:
        """Whether a noun belongs to the name before a bracket: "the Group of Seven (G7) gathering"."""
        opening = next((here for here in range(at - 1, max(-1, at - LONGEST_BRACKET), -1) if self.scene.row.low(here) == "("), 0)
        name = self.scene.row.node(opening - 1) if self.scene.row.low(at - 1) == ")" else None
        return bool(name and name.has(Tag.SERIES, Tag.GATHERING))

    def _of_group(self, at: int) -> bool:
        """Whether a gathering's name only says whose leaders somebody is: "leaders of the APEC forum"."""
        party = self.scene.roles.party_at(at)
        return bool(party and party.group and party.first < at)

    def _nominal(self, at: int) -> bool:
        """Whether a word that can be a noun or a verb ("visit", "talks", "meeting") is the noun here."""
        node, before = self.scene.row.nodes[at], self.scene.row.low(at - 1)
        previous = self.scene.row.node(at - 1)
        if before in {"to", "will", "who", "he", "she", "they", "then"} or (
            previous and previous.has(Tag.GOVERNOR) and previous.low.endswith("to")
        ):
            return False
        if node.low == "meeting" and previous and (self.scene.cues.is_be(at - 1) or previous.low in {"before", "after", "while"}):
            return False
        chain, edge = self.scene.cues.chain(at)
        if any(self.scene.row.low(here) in MODALS for _, here in chain):
            return False
        verb = node.get(Tag.VERB)
        if self._object_of_cue(at):
            return True
        if (
            verb
            and verb.form in {"base", "third"}
            and self.scene.roles.party_at(edge)
            and edge == at - 1
            and not self._adjective_before(at)
        ):
            follows = self.scene.row.node(at + 1)
            return not (
                follows
                and (follows.has(Tag.COUNTRY, Tag.PLACE, Tag.PERSON, Tag.DEMONYM, Tag.TITLE, Tag.DATE) or follows.low in {"the", "with"})
            )
        return not (verb and verb.form == "ing" and before in {",", "and"} and self.scene.row.low(at + 1) == "with")

    def _object_of_cue(self, at: int) -> bool:
        """Whether a country between a cue and the word makes it a noun: "mulls Angola visit"."""
        party = self.scene.roles.party_at(at - 1)
        before = self.scene.row.node(party.first - 1) if party and party.group else None
        return bool(before and before.has(Tag.GOVERNOR))

    def _adjective_before(self, at: int) -> bool:
        previous = self.scene.row.node(at - 1)
        return bool(previous and (previous.has(Tag.DEMONYM) or previous.low == "'s"))
