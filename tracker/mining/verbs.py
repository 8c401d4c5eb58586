"""Drafts from verbs: meeting, hosting, gathering, calling, attending; those of travel have a room of their own."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from tracker.domain import Kind, Place
from tracker.mining.apart import one_by_one
from tracker.mining.assemblies import Assemblies
from tracker.mining.before import countries_of
from tracker.mining.invitations import inviters
from tracker.mining.model import Draft, Outlook, Party, Reading, Tag
from tracker.mining.nouns import NounFrames, kind_of_heads
from tracker.mining.scene import Scene, in_series
from tracker.mining.stations import Station, dated, encounters
from tracker.mining.travel import TravelFrames
from tracker.mining.venues import DIRECTIONAL, LOCATIVE, NOWHERE, Stop, by_country, one_place

VISITS = frozenset({"visit", "travel", "leave", "arrive"})
PHONE = frozenset({"phone", "telephone", "call", "video", "virtually", "virtual", "videoconference", "teleconference", "phone call"})
NEAR_OBJECT = 5
GERUND_BEFORE = frozenset({"before", "after", "while", "by", "when", "and"})


@dataclass(slots=True)
class VerbFrames:
    """Reads the drafts of a scene's verbs."""

    scene: Scene
    nouns: NounFrames
    assemblies: Assemblies
    travel: TravelFrames

    @classmethod
    def of(cls, scene: Scene, nouns: NounFrames) -> VerbFrames:
        """The reader of a scene's verbs."""
        assemblies = Assemblies(scene, nouns)
        return cls(scene, nouns, assemblies, TravelFrames(scene, nouns.visits, assemblies))

    def read(self, at: int, verb: Reading) -> Iterator[Draft]:
        """Give the drafts of the verb at a node."""
        if (verb.form == "ing" and self._premodifier(at)) or self._passive(at, verb):
            return
        outlook = self.scene.verb_outlooks.read(at, verb)
        if not outlook or not (outlook.status or outlook.underway or outlook.denied):
            return
        _, edge = self.scene.cues.chain(at)
        reader = {
            "meet": self._meet,
            "host": self._host,
            "gather": self._gather,
            "call": self._call,
            "attend": self._attend,
            "send": self.travel.send,
            "take": self.travel.taken,
        }.get(verb.detail)
        if reader:
            yield from reader(at, edge, verb, outlook)
        elif verb.detail in VISITS:
            yield from self.travel.visit(at, edge, verb, outlook)

    def _premodifier(self, at: int) -> bool:
        """Read "visiting French minister", "meeting room"."""
        following, before = self.scene.row.node(at + 1), self.scene.row.node(at - 1)
        if before and before.has(Tag.GOVERNOR):
            return False
        return bool(
            following
            and following.has(Tag.DEMONYM, Tag.TITLE, Tag.PERSON, Tag.ROLE)
            and self.scene.row.low(at - 1) not in self.scene.cues.words["be"] | GERUND_BEFORE
        )

    def _passive(self, at: int, verb: Reading) -> bool:
        """Read "will be met at the airport": what is done to the subject is no encounter that it plans."""
        return (
            verb.form in {"past", "participle"}
            and verb.detail in {"meet", "visit", "call"}
            and self.scene.row.low(at - 1).endswith(("be", "been", "being"))
        )

    def _meet(self, at: int, edge: int, verb: Reading, outlook: Outlook) -> Iterator[Draft]:
        subject = self.scene.roles.subject(edge)
        limit = self.scene.limit(at)
        partners = self.scene.roles.partners(at, limit, direct=True) or inviters(self.scene, subject)
        rules = (f"trigger:{verb.key}",)
        if body := self.assemblies.body_met(at):
            yield in_series(self.scene.draft(at, Kind.SUMMIT, outlook, (*subject, *partners), (*rules, "body")), body)
        elif not partners and (assembly := self.assemblies.of_body(edge)):
            kind = self.scene.lexicon.series.by_key[assembly].kind
            yield in_series(self.scene.draft(at, kind, outlook, (), (*rules, "assembly")), assembly)
        elif not partners and (stops := self._met_in(at, limit, subject)):
            yield from self.scene.journey(at, outlook, subject, stops, (*rules, "meet-in"))
        elif self._meets_people(at, verb, subject, partners):
            yield from self._encounter(at, outlook, (subject, partners), rules)

    def _encounter(
        self, at: int, outlook: Outlook, sides: tuple[tuple[Party, ...], tuple[Party, ...]], rules: tuple[str, ...]
    ) -> Iterator[Draft]:
        """An encounter of a subject with its partners: one, or one with each where they are met one after the other or apart."""
        subject, partners = sides
        if partners and (several := encounters(self.scene, at)):
            yield from self._one_after_the_other(at, subject, outlook, several)
            return
        assembled = self.assemblies.assembled(subject) if not partners else None
        meetings = self._alternatives(at, partners)
        rules = (*rules, "one-by-one") if len(meetings) > 1 else rules
        for some in meetings:
            kind, series = assembled or (kind_of_heads((*subject, *some)), None)
            yield in_series(self.scene.draft(at, kind, outlook, (*subject, *some), rules), series)

    def _met_in(self, at: int, limit: int, subject: tuple[Party, ...]) -> list[Stop]:
        """Where somebody meets people who are not named, which makes it a visit: "will meet officials in Oslo"."""
        if len(subject) != 1 or subject[0].group:
            return []
        return self.scene.venues.stops(at + 1, limit, LOCATIVE) or self.scene.fronted(at)

    def _meets_people(self, at: int, verb: Reading, subject: tuple[Party, ...], partners: tuple[Party, ...]) -> bool:
        """Whether somebody is met, or those of the subject meet each other; "meet the challenges" has another object."""
        if verb.key == "see":
            return any(party.person and party.first - at <= NEAR_OBJECT for party in partners)
        if partners:
            return not self.scene.cues.meets_a_need(at)
        several = len(subject) > 1 or any(party.group for party in subject)
        follows = self.scene.row.low(at + 1)
        return several and follows != "with" and (follows not in self.scene.cues.words["determiners"] or follows == "each")

    def _one_after_the_other(self, at: int, subject: tuple[Party, ...], outlook: Outlook, several: list[Station]) -> Iterator[Draft]:
        """Read "will meet the king in Windsor and Sunak in London": a meeting of its own for each."""
        for station, dates in dated(several):
            draft = self.scene.draft(at, Kind.MEETING, outlook, (*subject, *station.parties), ("second-meeting",))
            own = one_place(by_country(station.stops)[0]) if station.stops else NOWHERE
            shared = draft.place if not any(other.stops for other in several) else NOWHERE
            yield replace(draft, place=own if station.stops else shared, dates=dates or draft.dates)

    def _alternatives(self, at: int, partners: tuple[Party, ...]) -> list[tuple[Party, ...]]:
        """Read "will meet either Li or Xi" tells two possible meetings, "will meet separately with Li and Modi" two."""
        if len(partners) > 1 and any(self.scene.row.low(here) == "either" for here in range(at + 1, partners[0].first + 1)):
            return [(party,) for party in partners]
        return one_by_one(self.scene, at, at, partners)

    def _host(self, at: int, edge: int, verb: Reading, outlook: Outlook) -> Iterator[Draft]:
        following = self.scene.row.node(at + 1)
        subject, limit = self.scene.roles.subject(edge), self.scene.limit(at)
        partners = self.scene.roles.partners(at, limit, direct=True)
        people = tuple(party for party in partners if party.person or party.office)
        if not people or not subject or (following and following.has(Tag.NOUN, Tag.GATHERING, Tag.DATE) and not people):
            return
        received = self.scene.row.low(at - 1).endswith("be") and verb.form in {"past", "participle"}
        if verb.key != "host" and not (self.scene.own_dates(at) or verb.form == "base" or received):
            return
        if received:  # "will be received by Macron": the subject is the guest
            people, subject = subject, people
        draft = self.scene.draft(at, kind_of_heads((*people, *subject)), outlook, (*people, *subject), (f"trigger:{verb.key}",))
        if stops := self.scene.venues.stops(at + 1 if received else partners[-1].last, limit, LOCATIVE | DIRECTIONAL):
            draft = replace(draft, place=one_place(by_country(stops)[0]))
        home = countries_of(subject)
        if not draft.place.country and len(home) == 1 and not self._remote(at, limit):
            draft = replace(draft, place=Place(country=home[0]))
        yield self._as_visit(draft, home) if self._official_visit(at, limit) else draft

    def _remote(self, at: int, limit: int) -> bool:
        """Whether those who meet stay where they are: "will host him for a virtual meeting"."""
        return any(node.low in self.scene.cues.words["remote"] for node in self.scene.row.nodes[at:limit])

    def _official_visit(self, at: int, limit: int) -> bool:
        """Whether the guest is hosted for a visit: "will host Yoon for a state visit"."""
        nodes = self.scene.row.nodes
        return any(nodes[here].has(Tag.NOUN) and nodes[here].low == "visit" for here in range(at + 1, min(limit, len(nodes))))

    def _as_visit(self, draft: Draft, home: tuple[str, ...]) -> Draft:
        """The same as a visit of the guest to the host's country."""
        guests = countries_of(draft.parties[:1])
        return replace(draft, kind=Kind.VISIT, visited=home[0]) if len(home) == 1 and guests and home[0] not in guests else draft

    def _gather(self, at: int, edge: int, verb: Reading, outlook: Outlook) -> Iterator[Draft]:
        subject = self.scene.roles.subject(edge)
        node = self.scene.row.node(at + 1)
        several = len(subject) > 1 or any(party.group for party in subject)
        if not several or (node and node.has(Tag.NOUN)):
            return
        kind, series = self.assemblies.assembled(subject)
        draft = self.scene.draft(at, kind if series else Kind.SUMMIT, outlook, subject, (f"trigger:{verb.key}",))
        yield in_series(draft, series)

    def _call(self, at: int, edge: int, verb: Reading, outlook: Outlook) -> Iterator[Draft]:
        subject = self.scene.roles.subject(edge)
        partners = self.scene.roles.partners(at, self.scene.limit(at), direct=True)
        phone = any(node.low in PHONE for node in self.scene.row.nodes)
        people = tuple(party for party in (*subject, *partners) if party.person)
        if len({party.key for party in people}) > 1 and (phone or verb.key != "speak") and (partners or phone):
            yield self.scene.draft(at, Kind.CALL, outlook, people, (f"trigger:{verb.key}",))

    def _attend(self, at: int, edge: int, verb: Reading, outlook: Outlook) -> Iterator[Draft]:
        """A gathering by its own noun looks back at this verb; one that is told before ("a summit which Xi will attend") is found here."""
        following = self.scene.row.node(at + 1)
        if following and not (following.low in {",", ".", "in", "on", "next"} or following.has(Tag.DATE)):
            yield from self.travel.ceremony(at, edge, verb, outlook)
            return
        gathering = self._antecedent(edge)
        if gathering is None:
            return
        node = self.scene.row.nodes[gathering]
        series = node.get(Tag.GATHERING) or node.get(Tag.SERIES)
        start = self.scene.noun_outlooks.phrase_start(gathering)
        draft = self.scene.draft(
            at,
            Kind.SUMMIT,
            outlook,
            self.scene.roles.subject(edge),
            (f"trigger:{verb.key}", "relative"),
        )
        draft = in_series(draft, series.key if series else None)
        dates = draft.dates or tuple(self.scene.dates_between(start, at))
        comes = tuple((party.key, outlook.status) for party in draft.parties if party.person and outlook.status)
        yield replace(draft, dates=dates, attendance=comes, place=self.nouns.place(gathering, start))

    def _antecedent(self, edge: int) -> int | None:
        """The gathering that a relative clause ("in which", "that") is about."""
        for here in range(edge, max(-1, edge - 12), -1):
            if self.scene.row.low(here) in {"which", "that"}:
                for back in range(here - 1, max(-1, here - 5), -1):
                    if self.scene.row.nodes[back].has(Tag.GATHERING) or (
                        self.scene.row.nodes[back].has(Tag.NOUN)
                        and self.scene.row.nodes[back].tags[Tag.NOUN][0].detail in {"summit", "conference", "meeting"}
                    ):
                        return back
        return None
