"""Drafts from nouns: "talks between", "ahead of a meeting with", "the conference opens"."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from tracker.domain import Kind, Place, Precision, Status, When
from tracker.mining.apart import one_by_one
from tracker.mining.attendance import GREETINGS, Attendance
from tracker.mining.before import countries_of
from tracker.mining.cast import POWER
from tracker.mining.dates.spans import DateSpan, Relation
from tracker.mining.model import Draft, Outlook, Party, Reading, Tag
from tracker.mining.noun_outlook import LIGHT
from tracker.mining.noun_parties import NounParties
from tracker.mining.officeholders import kind_of_offices
from tracker.mining.own_names import OwnName, OwnNames
from tracker.mining.scene import MARGINS, SPEECHES, Scene, in_series
from tracker.mining.stations import encounters
from tracker.mining.venues import LOCATIVE, NOWHERE, by_country, one_place
from tracker.mining.visits import VisitFrames

APART = frozenset({Kind.MEETING, Kind.TALKS})
HALF_A_YEAR = dt.timedelta(days=183)
MEETINGS = 2  # at least, where they are told one by one
TRILATERAL = 3
FRONT = 4
FAR_HOST = 6  # words from "host", whom it hosts between, to the summit at which
BREAKING = frozenset({",", ";", "in", "on", "at", "with", "for", "about", "from", "who", "which", "that"})


@dataclass(slots=True)
class NounFrames:
    """Reads the drafts of a scene's nouns; those of journeys go to ``visits``."""

    scene: Scene
    visits: VisitFrames
    attendance: Attendance
    own_names: OwnNames
    parties: NounParties

    def read(self, at: int, noun: Reading) -> Iterator[Draft]:
        """Give the drafts of the noun at a node: an event, an addition to one told elsewhere, or nothing."""
        if self.attendance.heads_list(at):
            return
        outlook = self.outlook(at)
        kind = Kind(noun.detail)
        start = self.scene.noun_outlooks.phrase_start(at)
        if not outlook and kind in {Kind.SUMMIT, Kind.CONFERENCE}:
            outlook = self.of_what_it_hosts(at)
        if self.in_transcript(start):
            outlook = Outlook(Status.CONFIRMED, ("transcript",), underway=True)
        elif kind in {Kind.SUMMIT, Kind.CONFERENCE} and self.attendance.shunned(start) and not self.scene.roles.owners(start, at):
            return
        if self.scene.leading and not outlook:
            return
        told = list(self._told_by_noun(at, start, outlook, noun)) if outlook else list(self._hints(at, start, noun))
        whose = self._traveller(start, at) if kind is Kind.VISIT else ()
        owned = self._without_venue(self.scene.roles.owners(start, at), start, at)
        opens = at == start == 0 and kind in APART
        if not told and (whose or ((opens or self._spoken_of(start, kind)) and not owned)):
            takers = self.attendance.takers(start) if kind in {Kind.SUMMIT, Kind.CONFERENCE} else whose
            whom = (*takers, *self.scene.brought(at), *self._inviter(at))
            rules = (f"anaphor:{noun.key}", "anaphor:whose") if whose else (f"anaphor:{noun.key}",)
            draft = self.scene.draft(at, kind, outlook or Outlook(None), whom, rules)
            pair = self.scene.roles.before.pair if kind is Kind.MEETING and outlook and outlook.status and draft.dates else ()
            place = self.visits.place(at, start, noun) if kind is Kind.VISIT else self.place(at, start)
            named = draft.series or (self._series_near(at, start) if kind is Kind.MEETING else None)
            told = [replace(draft, place=place, parties=pair or draft.parties, bare=not pair, series=named)]
        yield from told

    def _inviter(self, at: int) -> tuple[Party, ...]:
        """Who invites to what was told elsewhere: "the visit comes at the invitation of Wang Yi"."""
        row = self.scene.row
        of = next((here for here in range(at + 1, len(row.nodes)) if row.low(here) == "of" and row.low(here - 1) == "invitation"), 0)
        host = self.scene.roles.party_at(of + 1) if of else None
        return (host,) if host and host.person else ()

    def _spoken_of(self, start: int, kind: Kind) -> bool:
        """Whether a noun may mean what was told elsewhere: "the talks", "a summit", "next month's summit", "ahead of summit in Bled"."""
        low, node = self.scene.row.low(start), self.scene.row.nodes[start]
        if kind is Kind.SUMMIT and (
            (node.date and self.scene.row.low(start + 1) in {"'s", "'"}) or (start and self.parties.is_ahead(start))
        ):
            return True
        lasting = kind is Kind.VISIT and low == "a" and self.scene.row.low(start - 1) == "during"  # "during a three-day stop here"
        return (
            lasting
            or low in {"the", "this", "that", "their"}
            or (kind in {Kind.SUMMIT, Kind.CONFERENCE, Kind.MEETING} and low in {"a", "an", "our"})
        )

    def _traveller(self, start: int, at: int) -> tuple[Party, ...]:
        """The one whose journey a noun speaks of: "his trip", "Kishida's visit"."""
        parties = self.scene.roles.owners(start, at) or (self.visits.of_or_by(at) if self.scene.row.sentence.title else ())
        named = tuple(party for party in parties if party.person)
        whose = named or (self.scene.roles.pronoun_owner(start, at) if self.scene.row.low(start) in {"his", "her"} else ())
        return whose[:1] if len(whose) == 1 else ()

    def _hints(self, at: int, start: int, noun: Reading) -> Iterator[Draft]:
        """A noun that says nothing of the future may still add to an event told elsewhere: "during Washington visit"."""
        if self._denied_or_past(at):
            return
        for draft in self._told_by_noun(at, start, Outlook(None, ("hint",)), noun):
            yield replace(draft, hint=True)

    def _denied_or_past(self, at: int) -> bool:
        after = self.scene.row.node(at + 1)
        ended = after and after.low.endswith("ed") and (not after.tags or after.tags.keys() == {Tag.PROSPECT})
        if ended or self._told_as_past(at):
            return True
        return any(outlook.denied or outlook.status is None for outlook in self.scene.noun_outlooks.read(at))

    def _told_by_noun(self, at: int, start: int, outlook: Outlook, noun: Reading) -> Iterator[Draft]:
        kind = Kind(noun.detail)
        if kind is Kind.VISIT:
            yield from self.visits.read(at, start, outlook, noun)
            return
        parties = self._without_venue(self.parties.of(at, start), start, at)
        name = self._own_name(at, start, kind)
        series = name.text if name else self._series_near(at, start) or (self._of_its_body(start) if kind is Kind.SUMMIT else None)
        if kind is Kind.SUMMIT and self._stands_by_itself(at, start) and outlook.status is Status.SPECULATIVE:
            outlook = replace(outlook, status=Status.CONFIRMED, rules=(*outlook.rules, "host-gathering"))
        if not series and (body := self.body_of(parties, "leaders")):
            kind, series = Kind.SUMMIT, body
        if not series and (kind is Kind.CONFERENCE or (kind is Kind.MEETING and not any(party.person for party in parties))):
            series = self.body_of(parties, "ministers")
        if kind is Kind.SUMMIT and not series and self.scene.row.low(at + 1) in {"between", "of", "with"}:
            series = self._of_a_body(at)
        attended = self._only_attended(at, start)
        by_name = name.kind if name and kind is not Kind.SUMMIT else None
        kind = by_name or self._kind_by_parties(at, start, noun, (kind, series, () if attended else parties))
        by_office = kind_of_offices(self.scene, at, start) if not series and not countries_of(parties) else None
        if by_office and kind is not Kind.TALKS:
            kind = by_office
        if (kind is Kind.CALL and len([party for party in parties if party.person]) < 2) or not (parties or series or by_office):
            return
        draft = in_series(self.scene.draft(at, kind, outlook, parties, (f"noun:{noun.key}",)), series)
        place = self.place(at, start)
        if place == NOWHERE:
            place = self.scene.venues.here if self.in_transcript(start) else self.host_place(start) or NOWHERE
        again = attended and not series and kind is Kind.SUMMIT and self.scene.row.low(start) == "the"
        rules = (*draft.rules, "own-name") if name else draft.rules
        yield from self._with_each(
            replace(draft, place=place, attended=attended, rules=rules, bare=again, founded=bool(by_office)), at, start
        )

    def _only_attended(self, at: int, start: int) -> bool:
        """Whether it is told by who attends it, and not with whom."""
        if not self.attendance.by_envoy(start) or not self.attendance.takers(start):
            return False
        return not self.scene.roles.owners(start, at) and not self.scene.roles.partners(at, self.scene.limit(at), direct=False)

    def _of_a_body(self, at: int) -> str | None:
        """The body whose summit with others it is: "a summit between ASEAN and its partners"."""
        bodies = [party.organisation for party in self.scene.roles.partners(at, self.scene.limit(at), direct=True)][:1]
        return next((body for body in bodies if self.scene.lexicon.series.get(body)), None)

    def _own_name(self, at: int, start: int, kind: Kind) -> OwnName | None:
        """The gathering's own name, where no series is named with it or only as one of two sides: "the U.S.-EU Energy Council"."""
        name = self.own_names.read(at)
        if not name or (self._series_near(at, start) and (kind is Kind.SUMMIT or not self.own_names.of_sides(name))):
            return None
        return name if name.last >= at or name.first >= start or self.own_names.of_sides(name) else None

    def _with_each(self, draft: Draft, at: int, start: int) -> Iterator[Draft]:
        """A draft for each with whom somebody meets one by one: "bilateral meetings with A, B and C"."""
        apart = draft.kind in APART or (draft.kind is Kind.SUMMIT and not draft.series)
        partners = self.scene.roles.partners(at, self.scene.limit(at), direct=False) if apart else ()
        several = one_by_one(self.scene, at, start, partners)
        if len(several) < MEETINGS:
            yield draft
            return
        others = tuple(party for party in draft.parties if party not in partners)
        days = {party: station.dates for station in encounters(self.scene, self.scene.said_of(at)) for party in station.parties}
        for some in several:
            dates = days.get(some[0]) or draft.dates
            kind = Kind.MEETING if draft.kind is Kind.SUMMIT else draft.kind
            yield replace(draft, kind=kind, parties=(*others, *some), dates=dates, rules=(*draft.rules, "one-by-one"))

    def _kind_by_parties(self, at: int, start: int, noun: Reading, told: tuple[Kind, str | None, tuple[Party, ...]]) -> Kind:
        """The kind that its parties make of an encounter: two people's summit or talks are a meeting, a body's meeting is a gathering."""
        kind, series, parties = told
        if noun.key == "talks" and self._of_people(parties):
            return Kind.MEETING
        if not series:
            return Kind.MEETING if kind is Kind.SUMMIT and self._of_two(parties) and not self._convened(start, parties) else kind
        people = [party for party in parties if party.person]
        if kind is Kind.SUMMIT and self._of_two(parties) and (people[1:] or self.scene.sideline(at, self.scene.limit(at))):
            return Kind.MEETING
        if kind is not Kind.MEETING or noun.key == "talks" or people[1:] or self.scene.sideline(at, self.scene.limit(at)):
            return kind
        return Kind.SUMMIT if any("leaders" in node.low for node in self.scene.row.nodes[start:at]) else Kind.CONFERENCE

    def _convened(self, start: int, parties: Sequence[Party]) -> bool:
        """Whether one alone hosts it ("Borg will host a summit on migration") or is told to be at it ("to host Borg at a summit")."""
        here = start - 1
        if self.scene.row.low(here) == "at" and len(parties) == 1:
            here = next((back for back in range(here, here - FAR_HOST, -1) if parties[0].first - 1 == back), here)
        node = self.scene.row.node(here)
        verb = node.get(Tag.VERB) if node else None
        return len(parties) == 1 and verb is not None and verb.detail == "host"

    def _of_two(self, parties: Sequence[Party]) -> bool:
        """Whether a summit is one of two people, whatever else names their countries: "a summit with his Maltese counterpart Borg"."""
        people = [party for party in parties if party.person or party.office]
        if not people:
            return len(countries_of(parties)) == MEETINGS and not any(party.organisation for party in parties)
        if any(party.organisation and self._several_lead(party) for party in parties):
            return False  # "a summit with African leaders"
        lands = set(countries_of(people))
        return 0 < len(people) < TRILATERAL and len(lands) < TRILATERAL and all(set(party.countries) <= lands for party in parties)

    def _several_lead(self, party: Party) -> bool:
        """Whether a party is a body's or region's leaders and not the body."""
        return party.group and any(node.has(Tag.ROLE) for node in self.scene.row.nodes[party.first : party.last + 1])

    def _of_people(self, parties: Sequence[Party]) -> bool:
        """Whether people of two countries or bodies are all who take part, which makes their talks a meeting."""
        sides = {party.countries or party.organisation for party in parties if party.person}
        return len(sides) > 1 and all(party.person for party in parties)

    def _of_its_body(self, start: int) -> str | None:
        """The body of the sentence whose summit "its summit" or "the alliance's summit" is: "Ukraine could join NATO at its summit"."""
        row = self.scene.row
        if row.low(start) != "its" and not (row.low(start + 1) in self.scene.cues.words["bodies"] and row.low(start + 2) in {"'s", "'"}):
            return None
        for here in range(start - 1, -1, -1):
            reading = self.scene.row.nodes[here].get(Tag.SERIES)
            if reading:
                return reading.key
        return None

    def _stands_by_itself(self, at: int, start: int) -> bool:
        """Whether a gathering is a fact, whatever may happen at it: "could join NATO at its summit in July"."""
        return self.scene.row.low(start - 1) in {"at", "during"} and bool(self.scene.own_dates(at))

    def host_place(self, start: int) -> Place | None:
        """The country or city that hosts: "Brazil will host a summit", "Belem, a port in Brazil, will host"."""
        node = self.scene.row.node(start - 1)
        verb = node.get(Tag.VERB) if node else None
        if not verb or verb.key != "host":
            return None
        first = self.scene.roles.clause_start(start - 1)
        city = self.scene.venues.stop(first, start) if self.scene.row.nodes[first].has(Tag.PLACE) else None
        if city and city.place.city and not self.scene.row.nodes[first].has(Tag.COUNTRY, Tag.PERSON):
            return city.place
        home = countries_of(self.scene.holder(start))
        return Place(country=home[0]) if len(home) == 1 else None

    def _without_venue(self, parties: tuple[Party, ...], start: int, at: int) -> tuple[Party, ...]:
        """The parties but for a city state that is only where it takes place: "the Hong Kong ministerial meeting"."""
        if len(parties) != 1 or parties[0].person or not start <= parties[0].first < at:
            return parties
        node = self.scene.row.nodes[parties[0].first]
        return () if node.has(Tag.PLACE) and not node.has(Tag.ORGANISATION) else parties

    def body_of(self, parties: Sequence[Party], who: str) -> str | None:
        """The series whose leaders or ministers meet: "APEC leaders began their annual meeting"."""
        return next((one.organisation for one in parties if self.scene.lexicon.series.get(one.organisation) and self._says(one, who)), None)

    def _says(self, party: Party, word: str) -> bool:
        return any(word in node.low for node in self.scene.row.nodes[party.first : party.last + 1])

    def place(self, at: int, start: int) -> Place:
        """Where an encounter told by a noun takes place: after it, in its own phrase, or where one travels for it."""
        limit = self.scene.tight(at)
        stops = self.scene.venues.stops(at + 1, limit, LOCATIVE) or self.scene.stops_before(start, at)
        stops = stops or self.attendance.hosted_at(start) or self.attendance.journey_for(start) or self.scene.fronted(at)
        return one_place(by_country(stops)[0]) if stops else NOWHERE

    def outlook(self, at: int) -> Outlook | None:
        """The most telling outlook of a noun; a future date of its own makes one where no word does."""
        best: Outlook | None = None
        for outlook in self.scene.noun_outlooks.read(at):
            if outlook.status in {Status.POSTPONED, Status.CANCELLED} or any(rule.startswith("doubted:") for rule in outlook.rules):
                return outlook
            if outlook.denied:
                return outlook
            ahead = "settled:upcoming" in outlook.rules  # "is hosting the next summit"
            if best is None or (best.weak and not outlook.weak) or (best.underway and ahead):
                best = outlook
        if (best is None or best.rules == ("done:after",)) and not self._held_before(at) and self._future_dates(at):
            return Outlook(Status.CONFIRMED, ("future-date",), weak=True)
        return best if best and (best.status or best.underway) else None

    def of_what_it_hosts(self, at: int) -> Outlook | None:
        """The outlook of a gathering at the front of a sentence that plans something in it: "At a summit in Bled on Friday, they will"."""
        start = self.scene.noun_outlooks.phrase_start(at)
        if start > FRONT and self.scene.row.low(start - 1) in {"at", "during"}:
            return self._planned_there(at, start)
        if any(node.date and node.date.relation is Relation.AGO for node in self.scene.row.nodes[: min(start, FRONT)]):
            return None  # "Last week, at the summit in Bled, we"
        if start > FRONT or not (self.scene.row.low(start - 2) in MARGINS or self.scene.row.low(start - 1) in {"at", "during"}):
            return None
        for here in range(at + 1, len(self.scene.row.nodes)):
            node = self.scene.row.nodes[here]
            verb = node.get(Tag.VERB)
            found = self.scene.verb_outlooks.read(here, verb) if verb else None
            if found and found.status:
                return found
            if node.low == "will" and self.scene.own_dates(at):
                return Outlook(Status.CONFIRMED, ("settled:will", "host-gathering"))
        return None

    def _planned_there(self, at: int, start: int) -> Outlook | None:
        """The outlook of a gathering at which somebody plans something, however far before: "will attack ... at the summit"."""
        row = self.scene.row
        for here in range(start - 2, 0, -1):
            if row.low(here) in {";", "who", "but"} or row.nodes[here].has(Tag.REPORT):
                return None
            if not self.scene.roles.party_at(here - 1):
                continue
            if row.low(here) == "will":
                return Outlook(Status.CONFIRMED, ("settled:will", "host-gathering"), weak=not self.scene.own_dates(at))
            if row.low(here) == "to" and row.sentence.title:
                return Outlook(Status.CONFIRMED, ("headline-to", "host-gathering"))
        return None

    def _future_dates(self, at: int) -> bool:
        """Whether a date of its own lies ahead however it is read."""
        spans = [span for span in self.scene.own_dates(at) if self._says_when(at, span)]
        return any(
            span.when.earliest
            and span.when.earliest > self.scene.base
            and (_of_one_reading(span) or self._month_near(at, span) or self._is_subject(at, span))
            and not self._may_be_over(span.when)
            and span.relation in {Relation.ON, Relation.FROM}
            for span in spans
        )

    def _is_subject(self, at: int, span: DateSpan) -> bool:
        """Whether an encounter opens a sentence in which no past tense makes its weekday a past one: "Borg's talks on Monday are vital"."""
        start = self.scene.noun_outlooks.phrase_start(at)
        return start == 0 and span.rule == "weekday" and len(self.parties.of(at, start)) > 1

    def _month_near(self, at: int, span: DateSpan) -> bool:
        """Whether a month before the noun is the one ahead even where the tense is past: "they discussed Borg's June trip", in May."""
        start = self.scene.row.nodes[self.scene.noun_outlooks.phrase_start(at)].start
        within = start <= span.start < self.scene.row.nodes[at].start
        return within and span.when.precision is Precision.MONTH and span.other == span.when

    def _says_when(self, at: int, span: DateSpan) -> bool:
        """Whether a date belongs to a noun by its place: after it, in its phrase, or at the front of the clause."""
        row, start = self.scene.row, self.scene.noun_outlooks.phrase_start(at)
        front = self.scene.roles.clause_start(start)
        return span.start >= row.nodes[start].start or span.start <= row.nodes[min(front + FRONT, start)].start

    def _told_as_past(self, at: int) -> bool:
        """Whether a verb governs the noun and says nothing of the future."""
        node = self.scene.row.node(self.scene.noun_outlooks.phrase_start(at) - 1)
        return bool(node and node.has(Tag.VERB))

    def _held_before(self, at: int) -> bool:
        """Whether a verb of holding or attending it says nothing of the future: "held talks"; "welcomed the talks next week" is none."""
        node = self.scene.row.node(self.scene.noun_outlooks.phrase_start(at) - 1)
        verb = node.get(Tag.VERB) if node else None
        return bool(verb and verb.detail in LIGHT and verb.key not in GREETINGS)

    def _may_be_over(self, when: When) -> bool:
        """Whether a day without its year is so far ahead that the last such day can be meant: "to discuss the April 14 summit", in May."""
        if when.precision not in {Precision.DAY, Precision.DAYS} or not when.earliest or str(when.earliest.year) in when.words:
            return False
        return when.earliest - self.scene.base > HALF_A_YEAR

    def in_transcript(self, start: int) -> bool:
        """Whether what follows was said at it: "Remarks by President Kirov Before Bilateral Meeting"."""
        row = self.scene.row
        return row.sentence.title and row.low(0) in SPEECHES and row.low(start - 1) in {"before", "in", "during", "at"}

    def _series_near(self, at: int, start: int) -> str | None:
        """The gathering on whose sidelines, or as part of which, the encounter takes place."""
        for here in range(start, min(len(self.scene.row.nodes), self.scene.limit(at))):
            node = self.scene.row.nodes[here]
            reading = node.get(Tag.GATHERING) or node.get(Tag.SERIES)
            if reading and (reading.tag is Tag.GATHERING or reading.strong or here < at or self._of_body(at, here)):
                return reading.key
        return None

    def _of_body(self, at: int, here: int) -> bool:
        """Whether a body's bare name says whose meeting it is: "a meeting of the new partnership AUKUS"."""
        row = self.scene.row
        if row.low(at + 1) != "of":
            return False
        between = row.nodes[at + 2 : here]
        return not any(node.has(Tag.VERB, Tag.PERSON) or node.low in BREAKING for node in between)


def _of_one_reading(span: DateSpan) -> bool:
    """Whether a date has one reading only: "next month" and "upcoming July" have, "in April" is past or to come."""
    return not span.other or (span.rule in {"relative-unit", "relative-month"} and span.other == span.when)


def kind_of_heads(parties: Sequence[Party]) -> Kind:
    """What it is when people meet: a summit where they lead three countries or more."""
    heads = [party for party in parties if party.office in POWER]
    return Kind.SUMMIT if len(set(countries_of(heads))) >= TRILATERAL else Kind.MEETING
