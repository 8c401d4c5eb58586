"""Drafts from verbs: meeting, visiting, travelling, hosting, gathering, calling."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from tracker.domain import Kind, Place, Status
from tracker.mining.apart import one_by_one
from tracker.mining.before import countries_of
from tracker.mining.cast import POWER
from tracker.mining.invitations import inviters, inviting_country
from tracker.mining.model import Draft, Outlook, Party, Reading, Tag
from tracker.mining.nouns import NounFrames, kind_of_heads
from tracker.mining.scene import Scene, in_series
from tracker.mining.stations import Station, dated, encounters, legs
from tracker.mining.venues import DIRECTIONAL, LOCATIVE, NOWHERE, Stop, by_country, one_place

VISITS = frozenset({"visit", "travel", "leave", "arrive"})
ASSEMBLIES = frozenset({"assembly", "council", "committee", "commission", "quartet", "board"})
PHONE = frozenset({"phone", "telephone", "call", "video", "virtually", "virtual", "videoconference", "teleconference", "phone call"})
TRILATERAL = 3
NEAR_OBJECT = 5
UNWILLING = frozenset({"denied", "hypothetical"})
FAR_GOAL = 12  # words after "travel" among which "to" says where
FAR_HOST = 5  # words after "visit" among which the one visited is named
OFFICIALS = ("ministers", "ambassadors", "envoys")
GERUND_BEFORE = frozenset({"before", "after", "while", "by", "when", "and"})


@dataclass(slots=True)
class VerbFrames:
    """Reads the drafts of a scene's verbs."""

    scene: Scene
    nouns: NounFrames

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
            "send": self._send,
        }.get(verb.detail)
        if reader:
            yield from reader(at, edge, verb, outlook)
        elif verb.detail in VISITS:
            yield from self._visit(at, edge, verb, outlook)

    def _send(self, at: int, edge: int, verb: Reading, outlook: Outlook) -> Iterator[Draft]:
        """Read "will send a delegation to Kyiv", "will send Foreign Minister Lind to Cairo": a visit of whoever is sent."""
        limit = self.scene.limit(at)
        stops = self.scene.venues.first_row(at + 1, min(limit, at + FAR_GOAL), DIRECTIONAL, reach=limit)
        if not stops:
            return
        sent = tuple(party for party in self.scene.roles.partners(at, stops[0].first, direct=True) if party.person)
        unnamed = any(node.low in self.scene.cues.words["sent"] for node in self.scene.row.nodes[at + 1 : stops[0].first])
        senders = countries_of(self.scene.roles.subject(edge))
        if not sent and unnamed and senders:
            sent = (Party(at, at, senders, office="envoy", group=True),)
        if sent:
            yield from self.scene.journey(at, outlook, sent, stops, (f"trigger:{verb.key}",))

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
        if body := self._body_met(at):
            yield in_series(self.scene.draft(at, Kind.SUMMIT, outlook, (*subject, *partners), (*rules, "body")), body)
        elif not partners and (assembly := self._assembly(edge)):
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
        assembled = self._assembled(subject) if not partners else None
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

    def _body_met(self, at: int) -> str | None:
        """The group of countries with which somebody meets: "will meet with the Bucharest Nine"."""
        start = at + 2 if self.scene.row.low(at + 1) == "with" else at + 1
        node = self.scene.row.node(start + 1 if self.scene.row.low(start) == "the" else start)
        series = node.get(Tag.SERIES) if node and not node.has(Tag.ORGANISATION) else None
        return series.key if series and series.strong else None

    def _assembly(self, edge: int) -> str | None:
        """The assembly or council that meets as a whole: "the UN General Assembly meets on Monday"."""
        node = self.scene.row.node(edge)
        body = (node.get(Tag.GATHERING) or node.get(Tag.SERIES)) if node and not ASSEMBLIES.isdisjoint(node.low.split()) else None
        return body.key if body else None

    def _assembled(self, subject: Sequence[Party]) -> tuple[Kind, str | None]:
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
        kind, series = self._assembled(subject)
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
            yield from self._ceremony(at, edge, verb, outlook)
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

    def _ceremony(self, at: int, edge: int, verb: Reading, outlook: Outlook) -> Iterator[Draft]:
        """Read "will attend the coronation in London": a visit for an occasion that is no gathering of its own."""
        limit = self.scene.limit(at)
        if not any(node.low in self.scene.cues.words["ceremonies"] for node in self.scene.row.nodes[at:limit]):
            return
        guests = tuple(party for party in self.scene.roles.subject(edge) if self._travels(party))
        stops = self.scene.venues.stops(at + 1, limit, LOCATIVE)
        if guests and stops:
            yield from self.scene.journey(at, outlook, guests, stops, (f"trigger:{verb.key}", "ceremony"))

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

    def _visit(self, at: int, edge: int, verb: Reading, outlook: Outlook) -> Iterator[Draft]:
        travellers = tuple(party for party in self.scene.roles.subject(edge) if self._travels(party))
        if self.scene.row.low(edge) == "who" and not any(party.person or party.office for party in travellers):
            return
        kind, series = self._assembled(travellers)
        if series and kind is not Kind.MEETING:
            yield in_series(
                replace(
                    self.scene.draft(at, kind, outlook, travellers, (f"trigger:{verb.key}",)), place=_first(self._destinations(at, verb))
                ),
                series,
            )
            return
        if any(node.low in self.scene.cues.words["private"] for node in self.scene.row.nodes[at : self.scene.limit(at)]):
            return
        stops = self._destinations(at, verb) or inviting_country(self.scene, (at, edge), outlook)
        if travellers and not stops and verb.detail == "visit":
            yield from self._visit_to_somebody(at, travellers, outlook, verb)
        if len(travellers) == 1 and not stops and verb.detail == "leave" and self.scene.dates_between(at + 1, at + 2):
            yield replace(self.scene.draft(at, Kind.VISIT, outlook, travellers, ("anaphor:whose", "anaphor:setting-out")), bare=True)
        if not travellers or not stops:
            return
        yield from self._leg_by_leg(at, outlook, travellers, stops, (f"trigger:{verb.key}",))

    def _leg_by_leg(
        self, at: int, outlook: Outlook, travellers: tuple[Party, ...], stops: list[Stop], rules: tuple[str, ...]
    ) -> Iterator[Draft]:
        """A journey with the days of each of its legs, where they have their own."""
        several = legs(self.scene, stops)
        if len(several) < 2:
            yield from self.scene.journey(at, outlook, travellers, stops, rules)
            return
        for leg in several:
            for draft in self.scene.journey(at, outlook, travellers, list(leg.stops), (*rules, "leg")):
                yield replace(draft, dates=leg.dates)

    def _travels(self, party: Party) -> bool:
        """Whether a party can go somewhere: people and delegations can, a bare country cannot ("Hong Kong returns to China")."""
        if party.person or party.office:
            return party.office != "business"
        node = self.scene.row.nodes[party.last]
        return party.group and not node.has(Tag.COUNTRY, Tag.PLACE, Tag.DEMONYM)

    def _visit_to_somebody(self, at: int, travellers: tuple[Party, ...], outlook: Outlook, verb: Reading) -> Iterator[Draft]:
        """Read "will visit Macron in Paris", "Xi to visit Putin": a journey to where the one visited is, else to the land that he leads."""
        host = next(
            (party for party in self.scene.roles.partners(at, min(self.scene.limit(at), at + FAR_HOST), direct=True) if party.person), None
        )
        if not host:
            return
        stops = self.scene.venues.stops(host.last + 1, self.scene.limit(at), LOCATIVE)
        if not stops and host.office in POWER and host.countries:
            stops = [Stop(host.last, host.last, Place(country=host.countries[0]))]
        if stops and not set(host.countries) & set(countries_of(travellers)):
            yield from self.scene.journey(at, outlook, (*travellers, host), stops, (f"trigger:{verb.key}", "visit-to-somebody"))

    def verbless_journey(self, at: int) -> Iterator[Draft]:
        """Read "Xi to Paris next week", "Blinken is due in Tel Aviv": a journey without a verb."""
        due = self.scene.row.nodes[at].low != "to"
        edge = self.scene.cues.chain(at)[1] if due else at - 1
        party = self.scene.roles.party_at(edge)
        if not party or not (party.person or party.office) or not (due or self.scene.own_dates(at)):
            return
        stops = self.scene.venues.row(at + 1, self.scene.limit(at))
        if stops:
            rule = "settled:due to" if due else "headline-to"
            yield from self.scene.journey(at, Outlook(Status.CONFIRMED, (rule,)), (party,), stops, ("trigger:to",))

    def presence(self, at: int) -> Iterator[Draft]:
        """Read "will be in Brussels on May 25", "is in Brussels for talks": a visit told by where somebody is, or is to be."""
        cue = self.scene.row.node(at - 1)
        if not cue or not (cue.low.endswith("be") or cue.low == "is"):
            return
        chain, edge = self.scene.cues.chain(at)
        outlook = self.scene.cues.weigh(chain) if chain else self.nouns.visits.there_for(at)
        subject = tuple(party for party in self.scene.roles.subject(edge) if party.person or party.office) if outlook else ()
        stops = self.scene.venues.row(at + 1, self.scene.limit(at)) if subject else []
        if outlook and outlook.status and stops:
            yield from self._leg_by_leg(at, outlook, subject, stops, ("presence",))

    def invitation(self, at: int) -> Iterator[Draft]:
        """Read "invited Modi to Kyiv", "has been invited to Paris": a visit that is offered, without a verb of travel."""
        guest = next((party for party in self.scene.roles.parties if party.first == at + 1 and (party.person or party.office)), None)
        chain, edge = self.scene.cues.chain(at)
        passive = self.scene.row.low(at - 1) in self.scene.cues.words["be"]
        guests = (guest,) if guest else self.scene.roles.subject(edge) if passive else ()
        whole = self.scene.row.low(at).endswith(" to")
        to = self._past_company(guest.last + 1) if guest else at if whole else at + 1
        stops = self.scene.venues.row(to + 1, self.scene.limit(to)) if self.scene.row.low(to).endswith("to") else []
        if self.scene.row.low(edge) in self.scene.cues.words["negations"] or any(reading.detail in UNWILLING for reading, _ in chain):
            return
        if stops and guests and all(person.person or person.office for person in guests):
            hosts = () if passive else tuple(party for party in self.scene.roles.subject(edge) if party.person)
            yield from self.scene.journey(
                at, Outlook(Status.SPECULATIVE, ("offered:offers to",)), (*guests, *hosts), stops, ("invitation",)
            )

    def _past_company(self, at: int) -> int:
        """The node after whom a guest is invited with: "invited Xi and his wife to Paris"."""
        if self.scene.row.low(at) != "and":
            return at
        return next((here for here in range(at, at + FAR_HOST) if self.scene.row.low(here).endswith("to")), at)

    def _destinations(self, at: int, verb: Reading) -> list[Stop]:
        limit = self.scene.limit(at)
        if verb.detail == "visit":
            return self.scene.venues.row(at + 1, limit)
        if verb.detail == "leave":
            return self.scene.venues.stops(at + 1, limit, frozenset({"for"}))
        if verb.detail == "arrive":
            return self.scene.venues.stops(at + 1, min(limit, at + 8), LOCATIVE)
        towards = DIRECTIONAL | {"in"} if verb.key == "land" else DIRECTIONAL
        return self.scene.venues.first_row(at + 1, min(limit, at + FAR_GOAL), towards, reach=limit)


def _first(stops: Sequence[Stop]) -> Place:
    return one_place(by_country(stops)[0]) if stops else Place()
