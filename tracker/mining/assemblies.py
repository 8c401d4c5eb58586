"""Assemblies: the gathering that those who meet make up by themselves, as a body or as leaders of several countries."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from tracker.domain import Kind
from tracker.mining.before import countries_of
from tracker.mining.model import Party, Tag
from tracker.mining.nouns import NounFrames
from tracker.mining.scene import Scene

ASSEMBLIES = frozenset({"assembly", "council", "committee", "commission", "quartet", "board"})
TRILATERAL = 3
OFFICIALS = ("ministers", "ambassadors", "envoys")


@dataclass(slots=True)
class Assemblies:
    """Reads what those of a scene who meet are together."""

    scene: Scene
    nouns: NounFrames

    def body_met(self, at: int) -> str | None:
        """The group of countries with which somebody meets: "will meet with the Bucharest Nine"."""
        start = at + 2 if self.scene.row.low(at + 1) == "with" else at + 1
        node = self.scene.row.node(start + 1 if self.scene.row.low(start) == "the" else start)
        series = node.get(Tag.SERIES) if node and not node.has(Tag.ORGANISATION) else None
        return series.key if series and series.strong else None

    def of_body(self, edge: int) -> str | None:
        """The body that meets as a whole: "the UN General Assembly meets on Monday", "NATO is meeting in Bled"."""
        node, party = self.scene.row.node(edge), self.scene.roles.party_at(edge)
        alone = party is not None and party.first == edge and party.group
        if not node or not ((alone and node.has(Tag.ORGANISATION)) or not ASSEMBLIES.isdisjoint(node.low.split())):
            return None
        body = node.get(Tag.GATHERING) or node.get(Tag.SERIES)
        return body.key if body else None

    def assembled(self, subject: Sequence[Party]) -> tuple[Kind, str | None]:
        """What it is when those of one subject meet: a summit of leaders, a conference of ministers or envoys, else a meeting."""
        if series := self.nouns.body_of(subject, "leaders"):
            return Kind.SUMMIT, series
        if series := next(filter(None, (self.nouns.body_of(subject, who) for who in OFFICIALS)), None):
            return Kind.CONFERENCE, series
        return (Kind.SUMMIT if self._leaders_of_several(subject) else Kind.MEETING), None

    def _leaders_of_several(self, subject: Sequence[Party]) -> bool:
        """Whether leaders of three countries or more meet, which makes a summit."""
        leaders = any("leaders" in node.low for party in subject for node in self.scene.row.nodes[party.first : party.last + 1])
        regional = any(party.organisation in self.scene.lexicon.places.regions.values() for party in subject)
        return leaders and (regional or len(countries_of(subject)) >= TRILATERAL)
