"""Frames: a draft of an event from each trigger of a sentence, with its parties, its place and its dates."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from tracker.domain import Evidence, Kind, LinkKind, Place, Status
from tracker.lexicon import Lexicon
from tracker.mining.dates.spans import DateSpan, Relation
from tracker.mining.model import Draft, Node, Outlook, Party, Reading, Tag
from tracker.mining.nodes import Row
from tracker.mining.outlook import OutlookReader
from tracker.mining.roles import Roles, countries_of
from tracker.mining.venues import DIRECTIONAL, LOCATIVE, NOWHERE, Stop, VenueReader, by_country, one_place

NOT_OWN_DATE = frozenset({Relation.REPORT, Relation.ATTRIBUTE, Relation.TIME, Relation.DURATION, Relation.SINCE})
VISITS = frozenset({"visit", "travel", "leave", "arrive"})
PHONE = frozenset({"phone", "telephone", "call", "video", "virtually", "virtual", "videoconference", "teleconference", "phone call"})
TOURED = frozenset({"in", "of", "including", "covering", "across", "through"})
TRILATERAL = 3
NAMED = frozenset({"summit", "conference", "dialogue", "forum", "ministerial", "assembly", "ministerial meeting", "ministerial conference"})
FORMALITIES = frozenset(
    "the a an first second third fourth fifth sixth seventh eighth ninth tenth annual inaugural upcoming next special extraordinary virtual joint and of".split()
)
VISIT_NOUNS = frozenset({"visit", "trip", "tour", "stopover", "visits", "trips"})
STOPS = frozenset({";", '"', "but", "while", "whereas", "although", "though"})


@dataclass(frozen=True, slots=True)
class FrameReader:
    """Reads the drafts of one sentence."""

    row: Row
    roles: Roles
    outlooks: OutlookReader
    venues: VenueReader
    lexicon: Lexicon
    text: str
    base: dt.date

    def read(self) -> list[Draft]:
        """All drafts of the sentence, in order of their triggers."""
        found: list[Draft] = []
        for at in range(len(self.row.nodes)):
            if not self._quiet(at):
                found += self._at(at)
        return found

    def _quiet(self, at: int) -> bool:
        return self.roles.quiet(at)

    def _at(self, at: int) -> Iterator[Draft]:
        node = self.row.nodes[at]
        noun, verb = node.get(Tag.NOUN), node.get(Tag.VERB)
        if noun and (noun.detail == "none" or self._low(at + 1) in self.outlooks.words["compounds"]):
            return
        if node.has(Tag.GATHERING) or self._bare_series(at):
            yield from self._gathering(at)
        elif noun and (not verb or self._nominal(at)):
            yield from self._noun(at, noun)
        elif verb:
            yield from self._verb(at, verb)

    def _nominal(self, at: int) -> bool:
        """Whether a word that can be a noun or a verb ("visit", "talks", "meeting") is the noun here."""
        node, before = self.row.nodes[at], self._low(at - 1)
        previous = self._node(at - 1)
        if before in {"to", "will", "who", "he", "she", "they"} or (
            previous and previous.has(Tag.GOVERNOR) and previous.low.endswith("to")
        ):
            return False
        if (
            node.low == "meeting"
            and previous
            and (previous.low in self.outlooks.words["be"] or previous.low in {"before", "after", "while"})
        ):
            return False
        chain, edge = self.outlooks.chain(at)
        if (
            chain
            and chain[0][0].detail in {"settled", "possible", "reported"}
            and self._low(chain[0][1]) in {"will", "may", "might", "could", "would", "shall", "can", "should"}
        ):
            return False
        verb = node.get(Tag.VERB)
        if verb and verb.form in {"base", "third"} and self.roles.party_at(edge) and edge == at - 1 and not self._adjective_before(at):
            follows = self._node(at + 1)
            return not (
                follows
                and (follows.has(Tag.COUNTRY, Tag.PLACE, Tag.PERSON, Tag.DEMONYM, Tag.TITLE, Tag.DATE) or follows.low in {"the", "with"})
            )
        return not (verb and verb.form == "ing" and before in {",", "and"} and self._low(at + 1) == "with")

    def _adjective_before(self, at: int) -> bool:
        previous = self._node(at - 1)
        return bool(previous and (previous.has(Tag.DEMONYM) or previous.low == "'s"))

    # Verbs

    def _verb(self, at: int, verb: Reading) -> Iterator[Draft]:
        if verb.form == "ing" and self._premodifier(at):
            return
        outlook = self.outlooks.verb(at, verb)
        if not outlook or not (outlook.status or outlook.underway or outlook.denied):
            return
        _, edge = self.outlooks.chain(at)
        reader = {"meet": self._meet, "host": self._host, "gather": self._gather, "call": self._call, "attend": self._attend}.get(
            verb.detail
        )
        if reader:
            yield from reader(at, edge, verb, outlook)
        elif verb.detail in VISITS:
            yield from self._visit(at, edge, verb, outlook)

    def _premodifier(self, at: int) -> bool:
        """ "visiting French minister", "meeting room"."""
        following = self._node(at + 1)
        return bool(
            following and following.has(Tag.DEMONYM, Tag.TITLE, Tag.PERSON, Tag.ROLE) and self._low(at - 1) not in self.outlooks.words["be"]
        )

    def _meet(self, at: int, edge: int, verb: Reading, outlook: Outlook) -> Iterator[Draft]:
        subject = self.roles.subject(edge)
        limit = self._limit(at)
        partners = self.roles.partners(at, limit, direct=True)
        groups = by_country(self.venues.stops(at + 1, limit, LOCATIVE))
        if len(groups) > 1 or (groups and not partners and len(subject) == 1 and not subject[0].group):
            yield from self._journey(at, outlook, subject, [stop for group in groups for stop in group], (f"trigger:{verb.key}", "meet-in"))
            return
        if not partners and self._low(at + 1) == "with":
            return
        if not partners and not (len(subject) > 1 or any(party.group for party in subject)):
            return
        kind = Kind.SUMMIT if not partners and self._leaders_of_several(subject) else Kind.MEETING
        alternatives = self._alternatives(at, partners)
        for some in alternatives:
            yield self._draft(at, kind, outlook, (*subject, *some), rules=(f"trigger:{verb.key}",))
        yield from self._second_meeting(at, subject, outlook, groups)

    def _leaders_of_several(self, subject: Sequence[Party]) -> bool:
        """Whether leaders of three countries or more meet, which makes a summit."""
        leaders = any("leaders" in node.low for party in subject for node in self.row.nodes[party.first : party.last + 1])
        return leaders and len(countries_of(subject)) >= TRILATERAL

    def _second_meeting(self, at: int, subject: tuple[Party, ...], outlook: Outlook, groups: Sequence[Sequence[Stop]]) -> Iterator[Draft]:
        """ "will meet the king in Windsor and Sunak in London": a meeting of its own for each place."""
        last = groups[0][0].last if groups else at
        other = self.roles.party_at(last + 2) if groups and self._low(last + 1) == "and" else None
        if not other or not other.person:
            return
        stops = self.venues.stops(other.last + 1, min(other.last + 4, len(self.row.nodes)), LOCATIVE)
        if stops:
            draft = self._draft(at, Kind.MEETING, outlook, (*subject, other), rules=("second-meeting",))
            yield replace(draft, place=stops[0].place)

    def _alternatives(self, at: int, partners: tuple[Party, ...]) -> list[tuple[Party, ...]]:
        """ "will meet either Li or Xi" tells two possible meetings."""
        if len(partners) > 1 and any(self._low(here) == "either" for here in range(at + 1, partners[0].first + 1)):
            return [(party,) for party in partners]
        return [partners]

    def _host(self, at: int, edge: int, verb: Reading, outlook: Outlook) -> Iterator[Draft]:
        following = self._node(at + 1)
        subject, limit = self.roles.subject(edge), self._limit(at)
        partners = self.roles.partners(at, limit, direct=True)
        people = tuple(party for party in partners if party.person or party.office)
        if not people or not subject or (following and following.has(Tag.NOUN, Tag.GATHERING, Tag.DATE) and not people):
            return
        if verb.key != "host" and not (self._own_dates(at) or verb.form == "base"):
            return
        draft = self._draft(at, Kind.MEETING, outlook, (*people, *subject), rules=(f"trigger:{verb.key}",))
        if stops := self.venues.stops(partners[-1].last, limit, LOCATIVE | DIRECTIONAL):
            draft = replace(draft, place=one_place(by_country(stops)[0]))
        home = countries_of(subject)
        yield draft if draft.place.country or len(home) != 1 else replace(draft, place=Place(country=home[0]))

    def _gather(self, at: int, edge: int, verb: Reading, outlook: Outlook) -> Iterator[Draft]:
        subject = self.roles.subject(edge)
        node = self._node(at + 1)
        if not subject or (node and node.has(Tag.NOUN)):
            return
        yield self._draft(at, Kind.SUMMIT, outlook, subject, rules=(f"trigger:{verb.key}",))

    def _call(self, at: int, edge: int, verb: Reading, outlook: Outlook) -> Iterator[Draft]:
        subject = self.roles.subject(edge)
        partners = self.roles.partners(at, self._limit(at), direct=True)
        phone = any(node.low in PHONE for node in self.row.nodes)
        people = tuple(party for party in (*subject, *partners) if party.person)
        if len({party.key for party in people}) > 1 and (phone or verb.key != "speak") and (partners or phone):
            yield self._draft(at, Kind.CALL, outlook, people, rules=(f"trigger:{verb.key}",))

    def _attend(self, at: int, edge: int, verb: Reading, outlook: Outlook) -> Iterator[Draft]:
        """A gathering by its own noun looks back at this verb; one that is told before ("a summit which Xi will attend") is found here."""
        following = self._node(at + 1)
        if following and not (following.low in {",", ".", "in", "on", "next"} or following.has(Tag.DATE)):
            return
        gathering = self._antecedent(edge)
        if gathering is None:
            return
        node = self.row.nodes[gathering]
        series = node.get(Tag.GATHERING) or node.get(Tag.SERIES)
        start = self.outlooks._phrase_start(gathering)
        draft = self._draft(
            at,
            Kind.SUMMIT,
            outlook,
            self.roles.subject(edge),
            rules=(f"trigger:{verb.key}", "relative"),
            series=series.key if series else None,
        )
        dates = draft.dates or tuple(self._dates_between(start, at))
        yield replace(draft, dates=dates, place=self._noun_place(gathering, start))

    def _antecedent(self, edge: int) -> int | None:
        """The gathering that a relative clause ("in which", "that") is about."""
        for here in range(edge, max(-1, edge - 12), -1):
            if self._low(here) in {"which", "that"}:
                for back in range(here - 1, max(-1, here - 5), -1):
                    if self.row.nodes[back].has(Tag.GATHERING) or (
                        self.row.nodes[back].has(Tag.NOUN) and self.row.nodes[back].tags[Tag.NOUN][0].detail in {"summit", "conference"}
                    ):
                        return back
        return None

    def _visit(self, at: int, edge: int, verb: Reading, outlook: Outlook) -> Iterator[Draft]:
        travellers = tuple(party for party in self.roles.subject(edge) if party.person or party.office or party.group)
        stops = self._destinations(at, verb) or self._inviting_country(at, edge, outlook)
        if not travellers or not stops:
            return
        yield from self._journey(at, outlook, travellers, stops, (f"trigger:{verb.key}",))

    def _inviting_country(self, at: int, edge: int, outlook: Outlook) -> list[Stop]:
        """Where one visits who is invited and no place is named: "UK invites the Saudi crown prince to visit"."""
        if not any(rule.startswith("offered:") for rule in outlook.rules):
            return []
        first = next((party for party in self.roles.parties if party.last < edge and len(party.countries) == 1), None)
        return [Stop(at, at, Place(country=first.countries[0]))] if first else []

    def _destinations(self, at: int, verb: Reading) -> list[Stop]:
        limit = self._limit(at)
        if verb.detail == "visit":
            return self.venues.row(at + 1, limit)
        if verb.detail == "leave":
            return self.venues.stops(at + 1, limit, frozenset({"for"}))
        if verb.detail == "arrive":
            return self.venues.stops(at + 1, min(limit, at + 8), LOCATIVE)
        return self.venues.first_row(at + 1, min(limit, at + 12), DIRECTIONAL | {"in"} if verb.key == "land" else DIRECTIONAL)

    def _journey(
        self, at: int, outlook: Outlook, travellers: tuple[Party, ...], stops: list[Stop], rules: tuple[str, ...]
    ) -> Iterator[Draft]:
        """One draft for each country of a journey."""
        last = max((stop.last for stop in stops), default=at)
        hosts = self.roles.partners(last, self._limit(at), direct=False)
        groups = by_country(stops)
        hosts = _unique((*hosts, *self._inviters(groups)))
        for group in groups:
            place = one_place(group)
            if place.country and all(place.country in party.countries for party in travellers) and travellers:
                continue
            extra = hosts if len(groups) == 1 else tuple(host for host in hosts if place.country in host.countries)
            draft = self._draft(at, Kind.VISIT, outlook, (*travellers, *extra), rules=rules)
            yield replace(draft, place=place, visited=place.country, journey=(draft.trigger,) if len(groups) > 1 else ())

    def _inviters(self, groups: Sequence[Sequence[Stop]]) -> tuple[Party, ...]:
        """The people of the visited country whom a sentence about an invitation names."""
        if len(groups) != 1 or not any(
            reading.key in {"offers to", "accepts"} for node in self.row.nodes for reading in node.tags.get(Tag.GOVERNOR, ())
        ):
            return ()
        country = groups[0][0].place.country
        return tuple(party for party in self.roles.parties if party.person and country in party.countries)

    # Nouns

    def _noun(self, at: int, noun: Reading) -> Iterator[Draft]:
        outlook = self._noun_outlook(at)
        kind = Kind(noun.detail)
        start = self.outlooks._phrase_start(at)
        told = list(self._told_by_noun(at, start, outlook, noun)) if outlook else list(self._hints(at, start, noun))
        articles = {"the", "this", "that", "their", "a", "an", "our"} if kind is Kind.SUMMIT else {"the", "this", "that", "their"}
        if not told and self._low(start) in articles and not self.roles.owners(start, at):
            draft = self._draft(at, kind, outlook or Outlook(None), (), rules=(f"anaphor:{noun.key}",))
            told = [replace(draft, place=self._noun_place(at, start), bare=True)]
        yield from told

    def _hints(self, at: int, start: int, noun: Reading) -> Iterator[Draft]:
        """A noun that says nothing of the future may still add to an event told elsewhere: "during Washington visit"."""
        if self._denied_or_past(at):
            return
        for draft in self._told_by_noun(at, start, Outlook(None, ("hint",)), noun):
            yield replace(draft, hint=True)

    def _denied_or_past(self, at: int) -> bool:
        return any(outlook.denied or outlook.status is None for outlook in self.outlooks.noun(at)) or self._told_as_past(at)

    def _told_by_noun(self, at: int, start: int, outlook: Outlook, noun: Reading) -> Iterator[Draft]:
        kind = Kind(noun.detail)
        if kind is Kind.VISIT:
            yield from self._visit_noun(at, start, outlook, noun)
            return
        parties = self._noun_parties(at, start)
        series = self._series_near(at, start) or self._own_name(at)
        if kind in {Kind.SUMMIT, Kind.MEETING} and not series and (body := self._body_of_leaders(parties)):
            kind, series = Kind.SUMMIT, body
        if kind is Kind.SUMMIT and not series and len(parties) == len([party for party in parties if party.person]) and parties:
            kind = Kind.MEETING if len(parties) < TRILATERAL else kind
        if (
            kind in {Kind.MEETING, Kind.TALKS}
            and series
            and not [party for party in parties if party.person][1:]
            and not self._sideline(at, self._limit(at))
        ):
            kind = Kind.SUMMIT if any("leaders" in node.low for node in self.row.nodes[start:at]) else Kind.CONFERENCE
        if (kind is Kind.CALL and len([party for party in parties if party.person]) < 2) or (not parties and not series):
            return
        draft = self._draft(at, kind, outlook, parties, rules=(f"noun:{noun.key}",), series=series)
        yield replace(draft, place=self._noun_place(at, start))

    def _body_of_leaders(self, parties: Sequence[Party]) -> str | None:
        """The series whose leaders meet: "APEC leaders began their annual meeting"."""
        for party in parties:
            leaders = any("leaders" in node.low for node in self.row.nodes[party.first : party.last + 1])
            if leaders and self.lexicon.series.get(party.organisation):
                return party.organisation
        return None

    def _noun_place(self, at: int, start: int) -> Place:
        """Where an encounter told by a noun takes place: after it, in its own phrase, or where one travels for it."""
        limit = self._tight(at)
        stops = self.venues.stops(at + 1, limit, LOCATIVE) or self._stops_before(start, at)
        if not stops and self._low(start - 1) == "for":
            stop = self.venues.stop(start - 2, start - 1)
            stops = [stop] if stop else self.venues.stops(self.roles.clause_start(start - 1), start, LOCATIVE | DIRECTIONAL)
        stops = stops or self._fronted(at)
        return one_place(by_country(stops)[0]) if stops else NOWHERE

    def _tight(self, at: int) -> int:
        """The limit of a noun's own words: the next verb or gathering, or the stretch's end."""
        limit = self._limit(at)
        for here in range(at + 1, limit):
            node = self.row.nodes[here]
            joined = node.low.endswith("ing") and self._low(here - 1) == "and" and not node.has(Tag.NOUN)
            if joined or node.has(Tag.GATHERING) or (node.has(Tag.VERB) and not node.has(Tag.NOUN, Tag.PREDICATE)):
                return here
        return limit

    def _noun_outlook(self, at: int) -> Outlook | None:
        """The most telling outlook of a noun; a future date of its own makes one where no word does."""
        best: Outlook | None = None
        for outlook in self.outlooks.noun(at):
            if outlook.status in {Status.POSTPONED, Status.CANCELLED}:
                return outlook
            if outlook.denied:
                return outlook
            if best is None or (best.weak and not outlook.weak):
                best = outlook
        if best is None and not self._told_as_past(at) and self._future_dates(at):
            return Outlook(Status.CONFIRMED, ("future-date",), weak=True)
        return best if best and (best.status or best.underway) else None

    def _future_dates(self, at: int) -> bool:
        """Whether a date of its own lies ahead however it is read."""
        spans = self._own_dates(at)
        return any(
            span.when.earliest and span.when.earliest > self.base and not span.other and span.relation in {Relation.ON, Relation.FROM}
            for span in spans
        )

    def _told_as_past(self, at: int) -> bool:
        """Whether a verb governs the noun and says nothing of the future."""
        node = self._node(self.outlooks._phrase_start(at) - 1)
        return bool(node and node.has(Tag.VERB))

    def _noun_parties(self, at: int, start: int) -> tuple[Party, ...]:
        limit = self._limit(at)
        partners = self.roles.partners(at, limit, direct=False)
        of = self.roles.partners(at, limit, direct=True) if self._low(at + 1) in {"of", "among"} else ()
        owners = self.roles.owners(start, at) or self.roles.pronoun_owner(start, at)
        subject = () if self._closed(start, at, owners, partners) else self._holder(start)
        return _unique((*self._whom(start), *subject, *owners, *partners, *of))

    def _whom(self, at: int) -> tuple[Party, ...]:
        """The one before "with whom": "Abe, with whom he will hold talks"."""
        for here in range(at, self.roles.clause_start(at), -1):
            if self._low(here) == "whom":
                return self.roles._antecedent(here)
        return ()

    def _closed(self, start: int, at: int, owners: Sequence[Party], partners: Sequence[Party]) -> bool:
        """Whether the noun's phrase names all parties itself, so that the verb's subject is none: "talks between A and B"."""
        return self._low(at + 1) == "between" or (len(owners) > 1)

    def _holder(self, start: int) -> tuple[Party, ...]:
        """Who holds, attends or travels for the encounter: the subject of the verb that governs the noun."""
        here = start - 1
        if self._low(here) == "to" and (guest := self.roles.party_at(here - 1)):
            return (guest,)
        while here >= 0 and not self._quiet(here):
            node = self.row.nodes[here]
            if (verb := node.get(Tag.VERB)) and not node.has(Tag.NOUN):
                _, edge = self.outlooks.chain(here)
                guests = self.roles.partners(here, start, direct=True) if verb.detail == "host" else ()
                return (*guests, *self.roles.subject(edge))
            if node.has(Tag.GOVERNOR) and not self._light(here):
                _, edge = self.outlooks.chain(here + 1)
                return self.roles.subject(edge)
            if node.low in {";", '"', "who", "which", "when"}:
                break
            here -= 1
        return self.roles.subject(start - 1) if self._low(start - 1) in {"and", "for", "during", "in", "ahead of", "before", "at"} else ()

    def _light(self, at: int) -> bool:
        return self.row.nodes[at].has(Tag.VERB)

    def _visit_noun(self, at: int, start: int, outlook: Outlook, noun: Reading) -> Iterator[Draft]:
        owners = tuple(party for party in self.roles.owners(start, at) if party.person or party.office) or self.roles.pronoun_owner(
            start, at
        )
        by = tuple(party for party in self._of_or_by(at) if party.person or party.office)
        travellers = owners or by or tuple(party for party in self._holder(start) if party.person or party.office or party.group)
        stops = self.venues.first_row(at + 1, min(self._limit(at), at + 14), DIRECTIONAL) or self._toured(at, noun) or self._stops_before(start, at)
        if not stops and self._low(at + 1) == "by" and (host := self._hosting(start, travellers)):
            stops = [Stop(at, at, Place(country=host))]
        if travellers and stops:
            yield from self._journey(at, outlook, travellers, stops, (f"noun:{noun.key}",))

    def _hosting(self, start: int, travellers: Sequence[Party]) -> str | None:
        """The country that receives, postpones or announces a visit by others: "China postponed a visit by Rice"."""
        home = countries_of(travellers)
        hosts = [country for country in countries_of(self._holder(start)) if country not in home]
        return hosts[0] if home and len(hosts) == 1 else None

    def _toured(self, at: int, noun: Reading) -> list[Stop]:
        """ "a tour of Japan and Korea", "a trip taking in Israel"."""
        if noun.key != "trip":
            return []
        start = at + 2 if self._low(at + 1) in {"taking", "that", "covering"} else at + 1
        return self.venues.first_row(start, min(start + 1, len(self.row.nodes)), TOURED, reach=len(self.row.nodes))

    def _of_or_by(self, at: int) -> tuple[Party, ...]:
        if self._low(at + 1) not in {"of", "by", "from"}:
            return ()
        party = self.roles.party_at(at + 2) or self.roles.party_at(at + 3)
        return (party,) if party else ()

    def _stops_before(self, start: int, at: int) -> list[Stop]:
        """ "his China visit", "a Beijing trip"."""
        for here in range(start, at):
            if (
                self.row.nodes[here].has(Tag.PLACE)
                and "-" not in (self._low(here - 1), self._low(here + 1))
                and self._low(here + 1) != "'s"
            ):
                stop = self.venues.stop(here, at)
                return [stop] if stop and stop.place.city else []
        stop = self.venues.stop(at - 1, at) if at > start and self.row.nodes[at].low in VISIT_NOUNS else None
        return [stop] if stop else []

    # Gatherings

    def _bare_series(self, at: int) -> bool:
        """A series by its bare name where it is attended or travelled to: "travelling to the G20 in Bali"."""
        node = self.row.nodes[at]
        reading = node.get(Tag.SERIES)
        if not reading:
            return False
        following = self._node(at + 1)
        if following and following.has(Tag.NOUN):
            return following.tags[Tag.NOUN][0].detail in {"summit", "conference", "meeting"}
        if node.low.endswith(tuple(NAMED)) and not node.has(Tag.ORGANISATION) and not (following and following.has(Tag.ROLE, Tag.TITLE)):
            return True
        if not reading.strong:
            return False
        before = self._low(at - 2) if self._low(at - 1) == "the" else self._low(at - 1)
        previous = self._node(at - 2) if self._low(at - 1) == "the" else self._node(at - 1)
        return (
            before in {"to", "at", "attend", "ahead of", "of"}
            and bool(previous)
            and not (following and following.has(Tag.ROLE, Tag.TITLE))
            and before != "of"
        )

    def _gathering(self, at: int) -> Iterator[Draft]:
        node = self.row.nodes[at]
        reading = node.get(Tag.GATHERING) or node.get(Tag.SERIES)
        assert reading
        outlook = self._noun_outlook(at)
        start = self.outlooks._phrase_start(at)
        if not outlook:
            return
        if self._hosts(start) and outlook.status:
            outlook = replace(outlook, status=Status.CONFIRMED, rules=(*outlook.rules, "host-gathering"))
        series = self.lexicon.series.get(reading.key)
        attended = self._attended(start)
        owners = tuple(party for party in self.roles.owners(start, at) if party.group and party.countries)
        partners = self.roles.partners(at, self._tight(at), direct=False)
        parties = (*(self._holder(start) if attended else ()), *owners, *partners, *self._brought(at))
        draft = self._draft(at, series.kind if series else Kind.SUMMIT, outlook, parties, rules=("gathering",), series=reading.key)
        if any("minister" in found.low for found in self.row.nodes[start : at + 1]):
            draft = replace(draft, kind=Kind.CONFERENCE)
        dates = self._dates_between(start, self._tight(at)) if not attended else self._gathering_dates(at, start)
        yield replace(draft, place=self._noun_place(at, start), dates=tuple(dates))

    def _hosts(self, start: int) -> bool:
        """Whether the gathering is only where something else takes place: "on the sidelines of the G20 summit"."""
        return self._low(start - 2) in {"sidelines", "margins", "fringes"} or self._low(start - 1) in {"at", "around", "during"}

    def _when_clause(self, start: int) -> int | None:
        """The "when" that opens the clause: its gatherings share the main clause's window, which is around them."""
        first = self.roles.clause_start(start)
        return first - 1 if first > 0 and self._low(first - 1) == "when" else None

    def _gathering_dates(self, at: int, start: int) -> list[DateSpan]:
        when = self._when_clause(start)
        main = self._dates_between(self.roles.clause_start(when - 1), when) if when else []
        return self._dates_between(start, self._tight(at)) or self._dates_between(self._left_edge(at), start) or main

    def _brought(self, at: int) -> tuple[Party, ...]:
        """Whom a gathering brings together: "the summit will bring together leaders, including Hu and Bush"."""
        for here in range(at + 1, min(self._limit(at), len(self.row.nodes))):
            if self.row.nodes[here].low in {"bring together", "brings together", "attended"}:
                return self.roles.partners(here, len(self.row.nodes), direct=True)
        return ()

    def _attended(self, start: int) -> bool:
        before = self._node(start - 1)
        if not before:
            return False
        verb = before.get(Tag.VERB)
        if verb and verb.detail in {"attend", "host", "hold", "begin"}:
            return True
        if before.low == "and" and (earlier := self.outlooks._joined_noun(start - 1)) is not None:
            return self._attended(self.outlooks._phrase_start(earlier))
        if before.low not in {"to", "for"}:
            return False
        if self._when_clause(start) is not None:
            return True
        return any(self._travels(here) for here in range(self.roles.clause_start(start - 1), start))

    def _travels(self, at: int) -> bool:
        node = self.row.nodes[at]
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

    def _series_near(self, at: int, start: int) -> str | None:
        """The gathering on whose sidelines, or as part of which, the encounter takes place."""
        for here in range(start, min(len(self.row.nodes), self._limit(at))):
            node = self.row.nodes[here]
            reading = node.get(Tag.GATHERING) or node.get(Tag.SERIES)
            if reading and (reading.tag is Tag.GATHERING or reading.strong or here < at):
                return reading.key
        return None

    def _own_name(self, at: int) -> str | None:
        """A gathering's name that no list has: "Global COVID-19 Summit", "High-Level Economic Dialogue"."""
        if not self.row.nodes[at].capital or self.row.title_case or self.row.nodes[at].low not in NAMED:
            return None
        first = at
        while first > 0 and self._named_with(first - 1):
            first -= 1
        while first < at and (self.row.nodes[first].low in FORMALITIES or not self.row.nodes[first].low[0].isalnum()):
            first += 1
        if self._low(at - 1) == ")":
            return f"{self._written(at - 2, at - 2)} {self._written(at, at)}"
        return self._written(first, at) if first < at else None

    def _named_with(self, at: int) -> bool:
        node = self.row.nodes[at]
        return (
            (node.capital and not node.date)
            or node.low in {"-", "and", "of"}
            or (node.low[0].isdigit() and not node.date)
            or node.low in {"(", ")"}
        )

    def _written(self, first: int, last: int) -> str:
        return " ".join(self.text[self.row.nodes[first].start : self.row.nodes[last].end].split())

    # What all drafts share

    def _draft(
        self, at: int, kind: Kind, outlook: Outlook, parties: tuple[Party, ...], *, rules: tuple[str, ...], series: str | None = None
    ) -> Draft:
        limit = self._limit(at)
        stops = self.venues.stops(at + 1, limit, LOCATIVE) or self._fronted(at)
        related = series or self._sideline(at, limit)
        return Draft(
            sentence=self.row.sentence.index,
            kind=kind,
            outlook=outlook,
            parties=tuple(party for party in _unique(parties) if party.office != "spokesperson"),
            place=one_place(by_country(stops)[0]) if stops else NOWHERE,
            dates=tuple(self._own_dates(at)),
            evidence=self._evidence(at, limit),
            series=related,
            relations=tuple((LinkKind.AROUND, key) for key in self._around(at)),
            rules=(*outlook.rules, *rules),
            trigger=self.row.nodes[at].start,
            headline=self.row.sentence.title,
        )

    def _around(self, at: int) -> tuple[str, ...]:
        """The gatherings around which the encounter is to be: "around the NATO summit", "when Trump is in Europe for"."""
        found = []
        limit = self._limit(at)
        when = self._low(limit) == "when"
        for here in range(at + 1, len(self.row.nodes) if when else limit):
            reading = self.row.nodes[here].get(Tag.GATHERING)
            if reading and (when or "around" in (self._low(here - 1), self._low(here - 2))):
                found.append(reading.key)
        return tuple(dict.fromkeys(found))

    def _sideline(self, at: int, limit: int) -> str | None:
        for here in range(at + 1, limit):
            node = self.row.nodes[here]
            reading = node.get(Tag.GATHERING) or node.get(Tag.SERIES)
            if not reading:
                continue
            before = [self._low(back) for back in range(max(0, here - 5), here)]
            if "sidelines" in before or "margins" in before or "fringes" in before or "at" in before or "during" in before:
                return reading.key
        return None

    def _fronted(self, at: int) -> list[Stop]:
        """ "In Paris, he will meet": a place at the front of the clause."""
        start = self.roles.clause_start(at)
        return self.venues.stops(start, min(at, start + 3), LOCATIVE)

    def _limit(self, at: int) -> int:
        """The node before which what belongs to a trigger ends: a new predicate, a reporting clause, or a strong break."""
        for here in range(self._said_of(at) + 1, len(self.row.nodes)):
            node = self.row.nodes[here]
            if (
                self._quiet(here)
                or here in self.roles.seams
                or node.low in STOPS
                or node.low in {"when", "where", "who", "which", "whose", "before", "after", "as"}
            ):
                return here
            if node.has(Tag.GOVERNOR) and not node.has(Tag.PROSPECT, Tag.NOUN, Tag.DATE) and here > at + 1:
                return here
            if here > at + 1 and (prospect := node.get(Tag.PROSPECT)) and prospect.form == "preposed":
                return here
            if node.date and node.date.relation in {Relation.OFFSET, Relation.SEQUEL}:
                return here
        return len(self.row.nodes)

    def _said_of(self, at: int) -> int:
        """The last node of what is said of an encounter's noun ("the talks, which will be held"), up to which nothing ends it."""
        trigger = self.row.nodes[at]
        if not trigger.has(Tag.NOUN, Tag.GATHERING, Tag.SERIES):
            return at
        for here in range(at + 1, min(at + 12, len(self.row.nodes))):
            node = self.row.nodes[here]
            if self._quiet(here) or node.low in STOPS or (node.has(Tag.VERB) and not node.has(Tag.PREDICATE, Tag.NOUN)):
                return at
            if node.has(Tag.PREDICATE) and (node.has(Tag.VERB) or self.row.nodes[here - 1].has(Tag.GOVERNOR) or self._low(here - 1) in self.outlooks.words["be"]):
                return here
        return at

    def _own_dates(self, at: int) -> list[DateSpan]:
        """The dates that say when: those after the trigger in its stretch, else those before it in its clause."""
        right = self._dates_between(at, self._limit(at))
        if right:
            return right
        return self._dates_between(self._left_edge(at), at)

    def _left_edge(self, at: int) -> int:
        """The first node before a trigger whose dates can be its own: after "then", or where the clause starts."""
        start = self.roles.clause_start(at)
        return next((here + 1 for here in range(at - 1, start - 1, -1) if self._low(here) == "then"), start)

    def _dates_between(self, first: int, limit: int) -> list[DateSpan]:
        nodes = self.row.nodes[first:limit]
        return [node.date for node in nodes if node.date and node.date.relation not in NOT_OWN_DATE]

    def _evidence(self, at: int, limit: int) -> Evidence:
        start = self.row.nodes[self.roles.clause_start(at)].start
        end = self.row.nodes[max(at, limit - 1)].end
        return Evidence(start, end, self.text[start:end])

    def _node(self, at: int) -> Node | None:
        return self.row.nodes[at] if 0 <= at < len(self.row.nodes) else None

    def _low(self, at: int) -> str:
        return self.row.nodes[at].low if 0 <= at < len(self.row.nodes) else ""


def _unique(parties: Sequence[Party]) -> tuple[Party, ...]:
    found: dict[object, Party] = {}
    for party in parties:
        found.setdefault(party.key or (party.countries, party.organisation, party.office), party)
    return tuple(found.values())
