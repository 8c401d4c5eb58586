"""Drafts from gatherings that have a name: "the G20 summit in Bali", "travelling to the G20"."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from tracker.domain import Kind, Place, Status
from tracker.mining.dates.spans import DateSpan
from tracker.mining.model import Draft, Outlook, Tag
from tracker.mining.nouns import NAMED, NounFrames
from tracker.mining.scene import MARGINS, Scene, in_series
from tracker.mining.verbs import VISITS

ATTENDING = frozenset({"attend", "host", "hold", "begin"})
NAMES_OF_GATHERINGS = NAMED | {"assembly"}
DECIDING = frozenset({"cancelled", "postponed", "accepted"})


@dataclass(frozen=True, slots=True)
class GatheringFrames:
    """Reads the drafts of a scene's named gatherings."""

    scene: Scene
    nouns: NounFrames

    def names_one(self, at: int) -> bool:
        """A series by its bare name where it is attended or travelled to: "travelling to the G20 in Bali"."""
        node = self.scene.row.nodes[at]
        reading = node.get(Tag.SERIES)
        if not reading:
            return False
        following = self.scene.row.node(at + 1)
        if following and following.has(Tag.NOUN):
            return following.tags[Tag.NOUN][0].detail in {"summit", "conference", "meeting"}
        if (
            not NAMES_OF_GATHERINGS.isdisjoint(node.low.split())
            and not node.has(Tag.ORGANISATION)
            and not (following and following.has(Tag.ROLE, Tag.TITLE))
        ):
            return True
        if not reading.strong and self.scene.row.low(at - 1) not in {"a", "an"}:
            return False
        before = self.scene.row.low(at - 2) if self.scene.row.low(at - 1) in {"the", "a", "an"} else self.scene.row.low(at - 1)
        previous = self.scene.row.node(at - 2) if self.scene.row.low(at - 1) in {"the", "a", "an"} else self.scene.row.node(at - 1)
        return (
            before in {"to", "at", "attend", "ahead of", "of"}
            and bool(previous)
            and not (following and following.has(Tag.ROLE, Tag.TITLE))
            and before != "of"
        )

    def read(self, at: int) -> Iterator[Draft]:
        """Give the draft of the gathering at a node, if it is to come."""
        node = self.scene.row.nodes[at]
        reading = node.get(Tag.GATHERING) or node.get(Tag.SERIES)
        assert reading
        outlook = self.nouns.outlook(at) or self.nouns.of_what_it_hosts(at)
        start = self.scene.noun_outlooks.phrase_start(at)
        stays_away = bool(outlook and outlook.denied and self._attended(start) and self._ahead(at, start))
        if stays_away:
            outlook = Outlook(Status.CONFIRMED, ("attendance-denied",), weak=True)
        if not outlook:
            return
        if self._hosts(start) and outlook.status:
            outlook = replace(outlook, status=Status.CONFIRMED, rules=(*outlook.rules, "host-gathering"))
        series = self.scene.lexicon.series.get(reading.key)
        attended = self._attended(start) and not stays_away
        owners = tuple(party for party in self.scene.roles.owners(start, at) if party.group and party.countries)
        partners = self.scene.roles.partners(at, self.scene.tight(at), direct=False)
        parties = (*(self.scene.holder(start) if attended else ()), *owners, *partners, *self.scene.brought(at))
        draft = in_series(self.scene.draft(at, series.kind if series else Kind.SUMMIT, outlook, parties, ("gathering",)), reading.key)
        place = self.nouns.place(at, start)
        if not place.country:
            place = self._inside(self.scene.row.nodes[at].low) or self.nouns.host_country(start) or place
        draft = replace(draft, place=place)
        if any("minister" in found.low for found in self.scene.row.nodes[start : at + 1]):
            draft = replace(draft, kind=Kind.CONFERENCE)
        dates = self.scene.dates_between(start, self.scene.tight(at)) if not attended else self._gathering_dates(at, start)
        yield replace(draft, dates=tuple(dates))

    def _ahead(self, at: int, start: int) -> bool:
        """Whether a date of the gathering's own lies ahead, whoever stays away: "will not attend the summit on Sunday"."""
        return any(span.when.earliest and span.when.earliest > self.scene.base for span in self._gathering_dates(at, start))

    def _inside(self, surface: str) -> Place | None:
        """The country within a gathering's own name: "peace summit in Switzerland"."""
        _, found, tail = surface.rpartition(" in ")
        country = self.scene.lexicon.countries.find(tail) if found else None
        return Place(country=country.iso) if country else None

    def _hosts(self, start: int) -> bool:
        """Whether the gathering is only where something else takes place: "on the sidelines of the G20 summit"."""
        return self.scene.row.low(start - 2) in MARGINS or self.scene.row.low(start - 1) in {"at", "around", "during"}

    def _when_clause(self, start: int) -> int | None:
        """The "when" that opens the clause: its gatherings share the main clause's window, which is around them."""
        first = self.scene.roles.clause_start(start)
        return first - 1 if first > 0 and self.scene.row.low(first - 1) == "when" else None

    def _gathering_dates(self, at: int, start: int) -> list[DateSpan]:
        when = self._when_clause(start)
        main = self.scene.dates_between(self.scene.roles.clause_start(when - 1), when) if when else []
        own = self.scene.dates_between(start, self.scene.tight(at))
        if own and not all(self.scene.names_year(span) for span in own):
            return own
        return self.scene.dates_between(self.scene.left_edge(at), start) or own or main

    def _attended(self, start: int) -> bool:
        """Whether somebody attends, hosts, enters, leaves or travels to the gathering whose phrase starts at a node."""
        before = self.scene.row.node(start - 1)
        if not before:
            return False
        verb, cue = before.get(Tag.VERB), before.get(Tag.GOVERNOR)
        if (verb and verb.detail in ATTENDING) or (cue and cue.detail in DECIDING):
            return True
        if before.low == "and" and (earlier := self.scene.noun_outlooks.joined_noun(start - 1)) is not None:
            return self._attended(self.scene.noun_outlooks.phrase_start(earlier))
        if before.low not in {"to", "for"}:
            return False
        journey = any(self._travels(here) for here in range(self.scene.roles.clause_start(start - 1), start))
        return journey or self._when_clause(start) is not None

    def _travels(self, at: int) -> bool:
        node = self.scene.row.nodes[at]
        verb = node.get(Tag.VERB)
        return bool(verb and verb.detail in VISITS) or node.low in {
            "invited",
            "invites",
            "invite",
            "en route to",
            "en route",
            "on his way to",
            "on her way to",
        }
