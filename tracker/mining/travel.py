"""Drafts from verbs of travel: visiting, leaving, arriving, being somewhere, being sent or invited there."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from tracker.domain import Kind, Place, Status
from tracker.mining.assemblies import Assemblies
from tracker.mining.before import countries_of
from tracker.mining.cast import POWER
from tracker.mining.dates.spans import Relation
from tracker.mining.invitations import inviting_country
from tracker.mining.joining import HOMECOMING, SETTING_OUT
from tracker.mining.model import Draft, Outlook, Party, Reading, Tag
from tracker.mining.scene import Scene, in_series
from tracker.mining.stations import legs
from tracker.mining.venues import DIRECTIONAL, LOCATIVE, Stop, by_country, one_place
from tracker.mining.visits import VisitFrames

UNWILLING = frozenset({"denied", "hypothetical"})
FAR_GOAL = 12  # words after "travel" among which "to" says where
FAR_TOUR = 10  # words before "take him to" among which the journey's noun stands
FAR_HOST = 5  # words after "visit" among which the one visited is named


@dataclass(slots=True)
class TravelFrames:
    """Reads the drafts of a scene's journeys that are told without a noun."""

    scene: Scene
    visits: VisitFrames
    assemblies: Assemblies

    def send(self, at: int, edge: int, verb: Reading, outlook: Outlook) -> Iterator[Draft]:
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

    def taken(self, at: int, _edge: int, verb: Reading, outlook: Outlook) -> Iterator[Draft]:
        """Read "the trip will also take him to Spain", "a tour that will take in Kenya": further stops of a journey told as such."""
        row, roles = self.scene.row, self.scene.roles
        tour = next((here for here in range(at - 1, max(-1, at - FAR_TOUR), -1) if self._journey_noun(here)), None)
        if tour is None:
            return
        start = self.scene.noun_outlooks.phrase_start(tour)
        whose = roles.meant_by(at, row.low(at).split()[-1]) or roles.owners(start, tour) or roles.pronoun_owner(start, tour)
        travellers = tuple(party for party in whose or self.scene.holder(start) if self._travels(party))
        limit = self.scene.limit(at)
        stops = self.scene.venues.row(at + 1, limit) or self.scene.venues.first_row(at + 1, min(limit, at + FAR_HOST), DIRECTIONAL, limit)
        if travellers and stops:
            yield from self._leg_by_leg(at, outlook, travellers, stops, (f"trigger:{verb.key}",))

    def _journey_noun(self, at: int) -> bool:
        noun = self.scene.row.nodes[at].get(Tag.NOUN)
        return noun is not None and noun.detail == Kind.VISIT

    def ceremony(self, at: int, edge: int, verb: Reading, outlook: Outlook) -> Iterator[Draft]:
        """Read "will attend the coronation in London": a visit for an occasion that is no gathering of its own."""
        limit = self.scene.limit(at)
        if not any(node.low in self.scene.cues.words["ceremonies"] for node in self.scene.row.nodes[at:limit]):
            return
        guests = tuple(party for party in self.scene.roles.subject(edge) if self._travels(party))
        stops = self.scene.venues.stops(at + 1, limit, LOCATIVE)
        if guests and stops:
            yield from self.scene.journey(at, outlook, guests, stops, (f"trigger:{verb.key}", "ceremony"))

    def visit(self, at: int, edge: int, verb: Reading, outlook: Outlook) -> Iterator[Draft]:
        """Read "will visit Oslo", "leaves for Cairo on Friday": one visit a country, or the gathering of a body that travels as a whole."""
        travellers = tuple(party for party in self.scene.roles.subject(edge) if self._travels(party))
        if self.scene.row.low(edge) == "who" and not any(party.person or party.office for party in travellers):
            return
        kind, series = self.assemblies.assembled(travellers)
        if series and kind is not Kind.MEETING:
            draft = self.scene.draft(at, kind, outlook, travellers, (f"trigger:{verb.key}",))
            yield in_series(replace(draft, place=_first(self._destinations(at, verb))), series)
            return
        if any(node.low in self.scene.cues.words["private"] for node in self.scene.row.nodes[at : self.scene.limit(at)]):
            return
        stops = self._destinations(at, verb) or inviting_country(self.scene, (at, edge), outlook)
        if verb.key == "visit" and not stops:
            stops = self._where_it_is_said(at, travellers)
        if travellers and not stops and verb.detail == "visit":
            yield from self._visit_to_somebody(at, travellers, outlook, verb)
        if way := self._way(at, verb, travellers, stops):
            yield replace(self.scene.draft(at, Kind.VISIT, outlook, travellers, ("anaphor:whose", way)), bare=True)
            return
        if not travellers or not stops:
            return
        journey = self._leg_by_leg(at, outlook, travellers, stops, (f"trigger:{verb.key}",))
        yield from self._first_dated(journey) if verb.detail == "leave" and not self._lasts() else journey

    def _lasts(self) -> bool:
        """Whether the sentence tells how long something lasts."""
        return any(date.relation is Relation.DURATION for date in self.scene.row.dates)

    def _first_dated(self, legs: Iterator[Draft]) -> Iterator[Draft]:
        """The legs of a journey, of which a day of leaving dates the first: "leaves on Friday for Malta, Cyprus and Egypt"."""
        for index, leg in enumerate(legs):
            later = index and leg.journey and leg.dates and all(date.when.exact for date in leg.dates)
            yield replace(leg, dates=(), journey=(), outlook=replace(leg.outlook, weak=False)) if later else leg

    def _way(self, at: int, verb: Reading, travellers: Sequence[Party], stops: Sequence[Stop]) -> str | None:
        """Whether it only tells when a journey begins or ends: "leaves on Friday", "returns on Sunday", "will visit until Sunday"."""
        dates = self.scene.own_dates(at)
        if len(travellers) != 1 or not dates:
            return None
        if not stops and verb.detail == "leave" and self.scene.dates_between(at + 1, at + 2):
            return SETTING_OUT
        home = all(stop.place.country in travellers[0].countries for stop in stops)
        lasts = verb.detail == "visit" and all(date.relation is Relation.UNTIL for date in dates)
        back = verb.key == "return" or (verb.detail == "leave" and stops) or (lasts and not stops)
        return HOMECOMING if home and back else None

    def _where_it_is_said(self, at: int, travellers: tuple[Party, ...]) -> list[Stop]:
        """Read "The Kremlin said that Lind would visit on Friday": a visit to those who tell of it, where it is said when and not where."""
        following = self.scene.row.node(at + 1)
        if not following or not following.has(Tag.DATE):
            return []
        reports = self.scene.roles.reports
        sayers = [party for report in reports for party in self.scene.roles.parties if report.first <= party.first <= report.verb]
        hosts = set(countries_of(sayers)) - set(countries_of(travellers))
        return [Stop(at, at, Place(country=hosts.pop()))] if len(hosts) == 1 and countries_of(travellers) else []

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
        """Read "Xi to Paris next week", "Blinken is due in Tel Aviv", "is expected in Oslo": a journey without a verb."""
        due = self.scene.row.nodes[at].low != "to"
        edge = self.scene.cues.chain(at)[1] if due else at - 1
        party = self.scene.roles.party_at(edge)
        if not party or not (party.person or party.office) or not (due or self.scene.own_dates(at)):
            return
        stops = self.scene.venues.row(at + 1, self.scene.limit(at))
        if stops:
            expected = self.scene.row.low(at).startswith("expected")
            rule = "expected:expected to" if expected else "settled:due to" if due else "headline-to"
            status = Status.SPECULATIVE if expected else Status.CONFIRMED
            yield from self.scene.journey(at, Outlook(status, (rule,)), (party,), stops, ("trigger:to",))

    def stay(self, at: int) -> Iterator[Draft]:
        """Read "In Oslo (May 20-21), Borg will": the days of a stop, told before what is done there, which add to a journey."""
        stops = self.scene.venues.row(at + 1, self.scene.limit(at))
        dated = next(
            (here for stop in stops[-1:] for here in range(stop.last + 1, stop.last + 3) if self.scene.dates_between(here, here + 1)), 0
        )
        guest = next((party for party in self.scene.roles.parties if dated < party.first < dated + FAR_HOST), None)
        if dated and guest and guest.person:
            for draft in self.scene.journey(at, Outlook(None, ("hint",)), (guest,), stops, ("stay",)):
                yield replace(draft, dates=tuple(self.scene.dates_between(dated, dated + 1)), hint=True)

    def presence(self, at: int) -> Iterator[Draft]:
        """Read "will be in Brussels on May 25", "is in Brussels for talks": a visit told by where somebody is, or is to be."""
        cue = self.scene.row.node(at - 1)
        if not cue or not (cue.low.endswith("be") or cue.low == "is"):
            return
        chain, edge = self.scene.cues.chain(at)
        outlook = self.scene.cues.weigh(chain) if chain else self.visits.there_for(at)
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
