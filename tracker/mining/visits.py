"""Drafts from nouns of travel: "his visit to China", "a tour of Africa", "a visit by the Dutch premier"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from tracker.domain import Kind, Place, Status
from tracker.mining.before import countries_of
from tracker.mining.invitations import inviting_country
from tracker.mining.model import Draft, Node, Outlook, Party, Reading, Tag
from tracker.mining.scene import Scene
from tracker.mining.venues import DIRECTIONAL, LOCATIVE, NOWHERE, Stop, by_country, one_place

FAR_GOAL = 14  # words after "visit" among which "to" says where
FAR_AGENT = 9  # words after "visit" among which "by" names the visitor: "a visit to Saudi Arabia next month by"
TOURED = frozenset({"in", "of", "including", "covering", "across", "through"})


@dataclass(slots=True)
class VisitFrames:
    """Reads the drafts of a scene's nouns of travel."""

    scene: Scene

    def read(self, at: int, start: int, outlook: Outlook, noun: Reading) -> Iterator[Draft]:
        """Give the drafts of a noun of travel, one for each country."""
        named = tuple(party for party in self.scene.roles.owners(start, at) if party.person or party.office)
        owners = named or self.scene.roles.pronoun_owner(start, at)
        by = tuple(party for party in self.of_or_by(at) if party.person or party.office or self._delegated(party))
        travellers = by or owners or self._of_the_trip(start)
        travellers = travellers or tuple(party for party in self._holder(start) if party.person or party.office or party.group)
        stops = self._stops(at, start, noun)
        if not stops and outlook.status and (host := self._hosting(start, named or by)):
            stops = [Stop(at, at, Place(country=host))]
        if not stops and self.scene.row.low(start) != "the":
            stops = inviting_country(self.scene, (at, start - 1), outlook)
        if stops and self.scene.row.low(at + 1) == "with":
            travellers = (*travellers, *self.scene.roles.partners(at, stops[0].first, direct=False))
        rules = (f"noun:{noun.key}",)
        for some in self._companies(at, travellers) if stops else ():
            yield from self.scene.journey(at, outlook, some, stops, rules)

    def _holder(self, start: int) -> tuple[Party, ...]:
        """Who makes a journey: who holds it, or who says something in the course of it or ahead of it."""
        prospect = self.scene.row.nodes[start - 1].get(Tag.PROSPECT) if start else None
        ahead = prospect and prospect.form == "preposed"
        return self.scene.holder(start) or (self.scene.roles.sayer(start - 1) if ahead else ())

    def there_for(self, at: int) -> Outlook | None:
        """Whether somebody is where they are on a visit: "is in Oslo for talks", "is in Oslo to meet", but not "for the summit"."""
        row, limit = self.scene.row, self.scene.limit(at)
        stops = self.scene.venues.row(at + 1, limit) if row.low(at - 1) == "is" else []
        to = stops[-1].last + 1 if stops else at
        if row.low(to) not in {"for", "to"} or any(_gathers(node) for node in row.nodes[to:limit]):
            return None
        return Outlook(Status.CONFIRMED, ("there-for",), underway=True)

    def _companies(self, at: int, travellers: tuple[Party, ...]) -> list[tuple[Party, ...]]:
        """Who travels together: all for one visit, each for "visits" by people of several countries."""
        apart = self.scene.row.nodes[at].low == "visits" and len(countries_of(travellers)) > 1
        return [(party,) for party in travellers] if apart else [travellers] if travellers else []

    def _of_the_trip(self, start: int) -> tuple[Party, ...]:
        """Whose trip it is that has this stop: "Kirova's trip will include stops in Oslo and Riga"."""
        for here in range(start - 1, self.scene.roles.clause_start(start - 1), -1):
            noun = self.scene.row.nodes[here].get(Tag.NOUN)
            if noun and noun.detail == "visit":
                first = self.scene.noun_outlooks.phrase_start(here)
                return self.scene.roles.owners(first, here) or self.scene.roles.pronoun_owner(first, here)
        return ()

    def _delegated(self, party: Party) -> bool:
        """Whether a group is one of people who travel: "a visit by African leaders"."""
        return party.group and self.scene.row.nodes[party.last].has(Tag.ROLE)

    def place(self, at: int, start: int, noun: Reading) -> Place:
        """Where a journey goes that is told elsewhere: "the visit to Lima"."""
        return one_place(by_country(stops)[0]) if (stops := self._stops(at, start, noun)) else NOWHERE

    def _stops(self, at: int, start: int, noun: Reading) -> list[Stop]:
        """Where a journey goes: "to" it, "of" it, in its own phrase, or where one is "for a visit"."""
        venues, end = self.scene.venues, self.scene.limit(at)
        goal = venues.first_row(at + 1, min(end, at + FAR_GOAL), DIRECTIONAL, reach=end)
        stops = self._toured(at, noun) or goal or self.scene.stops_before(start, at)
        if not stops and self.scene.row.low(start - 1) == "for":
            stops = venues.stops(self.scene.roles.clause_start(start - 1), start, LOCATIVE)
        if not stops and self.scene.row.low(at + 1) == "with":
            stops = venues.stops(at + 1, end, LOCATIVE)
        return stops or self._the_country(at, start)

    def _the_country(self, at: int, start: int) -> list[Stop]:
        """Read "a visit to the country": the last one named before that is not the visitor's own."""
        row = self.scene.row
        if [row.low(here) for here in range(at + 1, at + 4)] not in (["to", "the", "country"], ["to", "the", "kingdom"]):
            return []
        home = countries_of(self.scene.roles.owners(start, at) or self.scene.roles.pronoun_owner(start, at))
        lands = (row.nodes[here].tags[Tag.COUNTRY][0].key for here in reversed(row.where(Tag.COUNTRY)) if here < start)
        abroad = next((land for land in lands if home and land not in home), None)
        return [Stop(at + 3, at + 3, Place(country=abroad))] if abroad else []

    def _hosting(self, start: int, travellers: Sequence[Party]) -> str | None:
        """The country that receives, postpones or announces a visit by others: "China postponed a visit by Rice"."""
        home = countries_of(travellers)
        prospect = self.scene.row.nodes[start - 1].get(Tag.PROSPECT) if start else None
        named = tuple(party for party in self.scene.roles.parties if party.last < start)
        others = self.scene.holder(start) or (named if prospect and prospect.form == "preposed" else ())
        hosts = [country for country in countries_of(others) if country not in home]
        return hosts[0] if home and len(hosts) == 1 else None

    def _toured(self, at: int, noun: Reading) -> list[Stop]:
        """Read "a tour of Japan and Korea", "a trip taking in Israel"."""
        if noun.key != "trip" and not self.scene.row.nodes[at].low.startswith("stop"):
            return []
        start = at + 2 if self.scene.row.low(at + 1) in {"taking", "that", "covering"} else at + 1
        return self.scene.venues.first_row(start, min(start + 1, len(self.scene.row.nodes)), TOURED, reach=len(self.scene.row.nodes))

    def of_or_by(self, at: int) -> tuple[Party, ...]:
        """Whose journey it is by the words after the noun: "the visit of Premier Lind", "a visit to Mali by the premier"."""
        if self.scene.row.low(at + 1) in {"of", "by", "from"}:
            return self._party_from(at + 2)
        by = next((here for here in range(at + 2, min(self.scene.limit(at), at + FAR_AGENT)) if self.scene.row.low(here) == "by"), None)
        where = (Tag.COUNTRY, Tag.PLACE, Tag.REGION, Tag.DATE)
        goes_on = by and (self.scene.row.nodes[by - 1].has(*where) or self.scene.row.low(by - 1) == "here")  # not "announced by"
        return self._party_from(by + 1) if by and goes_on else ()

    def _party_from(self, at: int) -> tuple[Party, ...]:
        """Who stands at a node, an article aside: "of the king", but not "of the Biden administration"."""
        party = self.scene.roles.party_at(at) or self.scene.roles.party_at(at + 1)
        bare = party and self.scene.row.low(at) == "the" and self.scene.row.nodes[party.first].has(Tag.PERSON, Tag.SURNAME)
        if bare:
            return ()
        return (party,) if party else ()


def _gathers(node: Node) -> bool:
    """Whether a node names a gathering."""
    noun = node.get(Tag.NOUN)
    return node.has(Tag.GATHERING, Tag.SERIES) or bool(noun and noun.detail in {Kind.SUMMIT, Kind.CONFERENCE})
