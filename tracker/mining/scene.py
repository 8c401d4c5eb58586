"""The scene: one sentence with everything that is read of it, and how far what belongs to a trigger extends."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from tracker.domain import Evidence, Kind, LinkKind, Place, Precision
from tracker.lexicon import Lexicon
from tracker.mining.cues import CueReader
from tracker.mining.dates import intervals
from tracker.mining.dates.grammar import to_when
from tracker.mining.dates.spans import DateSpan, Relation
from tracker.mining.model import Draft, Outlook, Party, Tag, unique
from tracker.mining.nodes import Row
from tracker.mining.noun_outlook import NounOutlook
from tracker.mining.outlook import VerbOutlook
from tracker.mining.roles import Roles
from tracker.mining.timing import ahead, either
from tracker.mining.venues import DIRECTIONAL, LOCATIVE, NOWHERE, Stop, VenueReader, by_country, one_place

NOT_OWN_DATE = frozenset({Relation.REPORT, Relation.ATTRIBUTE, Relation.TIME, Relation.DURATION, Relation.SINCE})
STOPS = frozenset({";", '"', "but", "while", "whereas", "although", "though"})
VISIT_NOUNS = frozenset({"visit", "trip", "tour", "stopover", "visits", "trips"})
MARGINS = frozenset({"sidelines", "margins", "fringes", "sideline", "margin"})
SPEECHES = frozenset({"remarks", "statement", "statements"})
RECORDS = frozenset({"first", "only", "highest", "largest", "biggest"})
RECORD_REACH = 14
LEADING = frozenset({"lead", "leads", "leading", "head", "heads", "heading"})
JOINABLE = frozenset({"visit", "travel", "meet", "host", "attend", "leave"})
COMPARING = frozenset({"known", "such", "well"})
FAR_DATE = 8  # words after "a day after" among which what it counts from has its date
ASIDES = frozenset({"who", "which", "whose"})
SUBORDINATES = frozenset({"when", "where", "who", "which", "whose", "before", "after", "as"})


@dataclass(slots=True)
class Scene:
    """A sentence under reading: its row, who does what in it, how its triggers stand, and its places."""

    row: Row
    roles: Roles
    cues: CueReader
    verb_outlooks: VerbOutlook
    noun_outlooks: NounOutlook
    venues: VenueReader
    lexicon: Lexicon
    text: str
    base: dt.date
    leading: bool = False  # only what can be an event by itself is asked for, not what may add to one
    limits: dict[int, int] = field(default_factory=dict)

    def quiet(self, at: int) -> bool:
        """Whether a node belongs to a reporting clause."""
        return self.roles.quiet(at)

    def draft(self, at: int, kind: Kind, outlook: Outlook, parties: tuple[Party, ...], rules: tuple[str, ...]) -> Draft:
        """Give what all drafts share: parties, place, dates, evidence, and the gathering beside which it is."""
        limit = self.limit(at)
        stops = self.venues.stops(at + 1, limit, LOCATIVE) or self.fronted(at)
        return Draft(
            sentence=self.row.sentence.number,
            kind=kind,
            outlook=outlook,
            parties=tuple(party for party in unique(parties) if party.office != "spokesperson"),
            place=one_place(by_country(stops)[0]) if stops else NOWHERE,
            dates=tuple(self.own_dates(at)),
            evidence=self._evidence(at, limit),
            series=self.sideline(at, limit),
            relations=tuple((LinkKind.AROUND, key) for key in self._around(at)),
            rules=(*outlook.rules, *rules),
            trigger=self.row.nodes[at].start,
            headline=self.row.sentence.title,
            counted=self._counted(at),
        )

    def _offset(self, at: int) -> int | None:
        """The node of "a day after" or the like that says when a trigger takes place: at its end or in front of its clause."""
        if not self.row.where(Tag.DATE):
            return None
        places: tuple[int, ...] = (self.limit(at), *range(self.left_edge(at), at))
        return next((here for here in places if (date := self._date(here)) and date.relation is Relation.OFFSET and date.days), None)

    def _date(self, at: int) -> DateSpan | None:
        return node.date if (node := self.row.node(at)) else None

    def _counted(self, at: int) -> tuple[int, int] | None:
        """How many days a trigger is before or after what follows: "a day after the summit"."""
        offset = self._offset(at)
        node = self.row.nodes[offset] if offset is not None else None
        return (node.date.days, node.end + 1) if node and node.date else None

    def _counted_date(self, offset: int) -> DateSpan | None:
        """The day that "a day after" makes of a date that stands with what follows: "a day after the summit on March 25"."""
        counted = self.row.nodes[offset].date
        for here in range(offset + 1, min(offset + FAR_DATE, len(self.row.nodes))):
            node = self.row.nodes[here]
            if node.low in {",", ";"} or node.has(Tag.GOVERNOR, Tag.VERB):
                return None
            if node.date and counted and (days := ahead(node.date, self.base)) and days.exact:
                start = days.latest if counted.days > 0 else days.earliest
                assert start
                when = to_when(intervals.single(intervals.shift(start, counted.days)), f"{counted.when.words} {days.words}")
                if start < self.base:
                    return None
                return replace(node.date, when=when, other=None, relation=Relation.ON)
        return None

    def journey(
        self, at: int, outlook: Outlook, travellers: tuple[Party, ...], stops: list[Stop], rules: tuple[str, ...]
    ) -> Iterator[Draft]:
        """One draft for each country of a journey."""
        last = max((stop.last for stop in stops), default=at)
        hosts = self.roles.partners(last, self.limit(at), direct=False)
        groups = by_country(stops)
        hosts = unique((*hosts, *self._inviters(groups)))
        for group in groups:
            place = one_place(group)
            if place.country and all(place.country in party.countries for party in travellers) and travellers:
                yield from self._at_home(at, outlook, travellers, place)
                continue
            extra = hosts if len(groups) == 1 else tuple(host for host in hosts if place.country in host.countries)
            draft = self.draft(at, Kind.VISIT, outlook, (*travellers, *extra), rules)
            yield replace(draft, place=place, visited=place.country, journey=(draft.trigger,) if len(groups) > 1 else ())

    def _at_home(self, at: int, outlook: Outlook, travellers: tuple[Party, ...], place: Place) -> Iterator[Draft]:
        """A journey within one's own country is a meeting if it is told whom it brings together: "to Sunnylands, alongside Abe"."""
        beside = next((here for here in range(at + 1, len(self.row.nodes)) if self.row.low(here) == "alongside"), None)
        guests = self.roles.partners(beside - 1, len(self.row.nodes), direct=False) if beside else ()
        if any(guest.person for guest in guests):
            yield replace(self.draft(at, Kind.MEETING, outlook, (*travellers, *guests), ("at-home",)), place=place)

    def _inviters(self, groups: Sequence[Sequence[Stop]]) -> tuple[Party, ...]:
        """The people of the visited country whom a sentence about an invitation names."""
        if len(groups) != 1 or not any(
            reading.key in {"offers to", "accepts"} for node in self.row.nodes for reading in node.tags.get(Tag.GOVERNOR, ())
        ):
            return ()
        country = groups[0][0].place.country
        return tuple(party for party in self.roles.parties if party.person and country in party.countries)

    def _around(self, at: int) -> tuple[str, ...]:
        """The gatherings around which the encounter is to be: "around the NATO summit", "when Trump is in Europe for"."""
        limit = self.limit(at)
        when = self.row.low(limit) == "when"
        last = len(self.row.nodes) if when else limit
        found = [
            self.row.nodes[here].tags[Tag.GATHERING][0].key
            for here in self.row.where(Tag.GATHERING)
            if at < here < last and (when or "around" in (self.row.low(here - 1), self.row.low(here - 2)))
        ]
        return tuple(dict.fromkeys(found))

    def sideline(self, at: int, limit: int) -> str | None:
        """The gathering beside which a trigger's encounter is to be, told after it or at the front of the sentence."""
        if not (self.row.where(Tag.GATHERING) or self.row.where(Tag.SERIES)):
            return None
        front = range(self.roles.clause_start(at), at) if self.row.low(self.roles.clause_start(at)) in {"on", "in", "at"} else range(0)
        for here in (*range(at + 1, limit), *front):
            node = self.row.nodes[here]
            reading = node.get(Tag.GATHERING) or node.get(Tag.SERIES)
            if not reading:
                continue
            before = {self.row.low(back) for back in range(max(at + 1 if here > at else 0, here - 5), here)}
            if before & MARGINS or (here > at and before & {"at", "during"}):
                return str(reading.key)
        return self._its_margins(at, limit)

    def _its_margins(self, at: int, limit: int) -> str | None:
        """The gathering told before, where it is "on its sidelines"."""
        beside = next((here for here in range(at + 1, limit) if self.row.low(here) in MARGINS and self.row.low(here - 1) == "its"), at)
        named = (self.row.nodes[here] for here in range(beside - 1, -1, -1) if beside > at)
        readings = (node.get(Tag.GATHERING) or node.get(Tag.SERIES) for node in named)
        return next((str(reading.key) for reading in readings if reading), None)

    def fronted(self, at: int) -> list[Stop]:
        """Read "In Paris, he will meet": a place at the front of the clause."""
        start = self.roles.clause_start(at)
        if self.row.low(start - 1) == "where":
            return self.venues.stops(self.roles.clause_start(start - 1), start - 1, LOCATIVE | DIRECTIONAL)[-1:]
        comma = next((here for here in range(start, at) if self.row.low(here) == ","), start + 3)
        if self._closes_another(max(0, start - 1), comma):
            return []
        return self.venues.stops(start, min(at, comma), LOCATIVE)

    def brought(self, at: int) -> tuple[Party, ...]:
        """Whom a gathering brings together: "the summit will bring together leaders, including Hu and Bush"."""
        for here in range(at + 1, min(self.limit(at), len(self.row.nodes))):
            if self.row.nodes[here].low in {"bring together", "brings together", "attended"}:
                return self.roles.partners(here, len(self.row.nodes), direct=True)
        return ()

    def limit(self, at: int) -> int:
        """The node before which what belongs to a trigger ends: a new predicate, a reporting clause, or a strong break."""
        if at not in self.limits:
            self.limits[at] = self._limit(at)
        return self.limits[at]

    def _limit(self, at: int) -> int:
        for here in range(self.said_of(at) + 1, len(self.row.nodes)):
            node = self.row.nodes[here]
            if here in self.roles.silent or here in self.roles.seams or node.low in STOPS or self._subordinate(here):
                return here
            if here > at + 1 and node.tags and (self._new_predicate(here) or self._new_anchor(here)):
                return here
            if node.date and (node.date.relation is Relation.OFFSET or (node.date.relation is Relation.SEQUEL and self._dated(at, here))):
                return here
        return len(self.row.nodes)

    def _subordinate(self, at: int) -> bool:
        """Whether a node opens a clause of its own; "known as" and "such as" open none."""
        return self.row.low(at) in SUBORDINATES and not (self.row.low(at) == "as" and self.row.low(at - 1) in COMPARING)

    def _dated(self, first: int, limit: int) -> bool:
        """Whether a date stands between two nodes already, so that "the next day" is another event's."""
        return bool(self.dates_between(first, limit))

    def _new_predicate(self, at: int) -> bool:
        """Whether a cue or a verb joined to the trigger's own starts a new statement: "and then travel to Prague"."""
        node = self.row.nodes[at]
        if node.has(Tag.GOVERNOR) and not node.has(Tag.PROSPECT, Tag.NOUN, Tag.DATE) and not node.low.endswith("ly"):
            return True
        verb = node.get(Tag.VERB)
        return bool(verb and verb.form == "base" and verb.detail in JOINABLE and self.row.low(at - 1) == "then")

    def _new_anchor(self, at: int) -> bool:
        """Whether "ahead of" or the like starts to speak of another encounter."""
        prospect = self.row.nodes[at].get(Tag.PROSPECT)
        return bool(prospect and prospect.form == "preposed")

    def said_of(self, at: int) -> int:
        """The last node of what is said of an encounter's noun ("the talks, which will be held"), up to which nothing ends it."""
        if not self.row.nodes[at].has(Tag.NOUN, Tag.GATHERING, Tag.SERIES):
            return at
        for here in range(at + 1, min(at + 12, len(self.row.nodes))):
            node = self.row.nodes[here]
            if self.quiet(here) or node.low in STOPS or (node.has(Tag.VERB) and not node.has(Tag.PREDICATE, Tag.NOUN)):
                return at
            if (node.has(Tag.PREDICATE) and self._new_anchor(here)) or (node.low == "," and self._somebody(here + 1)):
                return at
            before = self.row.nodes[here - 1]
            if self.noun_outlooks.predicates.is_to_be(here):
                return here
            if node.has(Tag.PREDICATE) and (
                node.has(Tag.VERB) or before.has(Tag.GOVERNOR) or before.low in self.cues.words["be"] or before.low in {"which", "that"}
            ):
                return here
        return at

    def _somebody(self, at: int) -> bool:
        """Whether a person stands at a node, so that what follows is said of them: "During his visit, Borg will reaffirm"."""
        while self.row.low(at) == "." or ((node := self.row.node(at)) and node.has(Tag.TITLE) and not self.roles.party_at(at)):
            at += 1
        party = self.roles.party_at(at)
        return bool(party and party.person) or self.row.low(at) in {"he", "she"}

    def tight(self, at: int) -> int:
        """The limit of a noun's own words: the next verb or gathering, or the stretch's end."""
        limit = self.limit(at)
        for here in range(at + 1, limit):
            node = self.row.nodes[here]
            joined = node.low.endswith("ing") and self.row.low(here - 1) == "and" and not node.has(Tag.NOUN)
            whole = self._of(at, here)
            if joined or (node.has(Tag.GATHERING) and not whole) or (node.has(Tag.VERB) and not node.has(Tag.NOUN, Tag.PREDICATE)):
                return here
        return limit

    def _of(self, at: int, here: int) -> bool:
        """Whether a gathering's name only says whose encounter it is: "a summit of G7 leaders", "a summit Thursday of EU leaders"."""
        between = self.row.nodes[at + 1 : here]
        return any(node.low == "of" for node in between) and all(node.date or node.low in {"of", "the"} for node in between)

    def own_dates(self, at: int) -> list[DateSpan]:
        """The dates that say when: those after the trigger in its stretch, else those before it in its clause."""
        if not self.row.where(Tag.DATE):
            return []
        right = self.dates_between(at, self.limit(at))
        if not all(self.names_year(span) for span in right):
            return right
        edge = self.left_edge(at)
        if self.row.low(edge - 1) == "where" and not right:
            own = [date for date in self.dates_between(edge, at) if date.relation is not Relation.OFFSET]
            return own or self.dates_between(self.roles.clause_start(edge - 1), edge)
        start = next((here + 1 for here in range(at - 1, edge - 1, -1) if self._closes_another(max(0, edge - 1), here)), edge)
        right = [date for date in self.dates_between(start, at) if not self._aside(date, start, at)] or right
        return right or self.dates_between(0, int(self.cues.after_an_aside(at)))

    def _aside(self, date: DateSpan, first: int, at: int) -> bool:
        """Whether a date belongs to what is said aside of the subject: "Borg, who arrived in Oslo on Saturday, is to meet"."""
        for here in range(first, at):
            if self.row.low(here) in ASIDES and self.row.low(here - 1) == ",":
                closing = next((back for back in range(here + 1, at) if self.row.low(back) == ","), at)
                before = self.row.nodes[here - 2].date is date and self.row.low(here + 1) in {"was", "were"}  # "in May, which was virtual,"
                if closing < at and (before or self.row.nodes[here].start < date.start < self.row.nodes[closing].start):
                    return True
        return False

    def _closes_another(self, first: int, at: int) -> bool:
        """Whether a comma ends an introduction that is about another encounter."""
        return self.row.low(at) == "," and self._of_another(first, at)

    def left_edge(self, at: int) -> int:
        """The first node before a trigger whose dates can be its own: after "then", or where the clause starts."""
        start = self.roles.clause_start(at)
        return next((here + 1 for here in range(at - 1, start - 1, -1) if self.row.low(here) == "then"), start)

    def names_year(self, span: DateSpan) -> bool:
        """Whether a date is no more than the year that is under way or to come, as in "the 2027 summit"."""
        return span.when.precision is Precision.YEAR and span.when.latest is not None and span.when.latest >= self.base

    def dates_between(self, first: int, limit: int) -> list[DateSpan]:
        """Give the dates between two nodes that can be an encounter's own."""
        found = [(at, date) for at in self.row.where(Tag.DATE) if first <= at < limit and (date := self.row.nodes[at].date)]
        own = [(at, date) for at, date in found if date.relation not in NOT_OWN_DATE and not self._of_others(first, at, date)]
        joined: list[DateSpan] = []
        for at, date in own:
            if joined and self.row.low(at - 1) == "or" and self.row.nodes[at - 2].date:
                joined[-1] = either(joined[-1], date)
            else:
                joined.append(date)
        return joined

    def _of_others(self, first: int, at: int, date: DateSpan) -> bool:
        """Whether a date is another encounter's than a trigger's, or a length that says since when: "the first visit in five years"."""
        since = date.rule == "in-units" and any(self.row.low(here) in RECORDS for here in range(max(0, at - RECORD_REACH), at))
        return since or self.cues.dates_another(first, at)

    def _of_another(self, first: int, at: int) -> bool:
        """Whether a node before a trigger belongs to what is told to come before or after it: "Ahead of the summit on Friday, he will"."""
        for here in range(at - 1, first - 1, -1):
            prospect = self.row.nodes[here].get(Tag.PROSPECT)
            if prospect and prospect.form == "preposed":
                return True
            if self.row.low(here) == ",":
                return False
        return False

    def _evidence(self, at: int, limit: int) -> Evidence:
        start = self.row.nodes[self.roles.clause_start(at)].start
        end = self.row.nodes[max(at, limit - 1)].end
        return Evidence(start, end, self.text[start:end])

    def holder(self, start: int) -> tuple[Party, ...]:
        """Who holds, attends or travels for the encounter: the subject of the verb that governs the noun."""
        here, first = start - 1, self.roles.clause_start(start - 1)
        if self.row.low(here) == "to" and (guest := self.roles.party_at(here - 1)):
            return (*self.leaders(guest), guest)
        while here >= first and not self.quiet(here):
            node = self.row.nodes[here]
            if (verb := node.get(Tag.VERB)) and not node.has(Tag.NOUN):
                _, edge = self.cues.chain(here)
                guests = self.roles.partners(here, start, direct=True) if verb.detail == "host" else ()
                return (*guests, *self.roles.subject(edge))
            if node.has(Tag.GOVERNOR) and not self._light(here):
                _, edge = self.cues.chain(here + 1)
                return self.roles.subject(edge)
            if node.low in {";", '"', "who", "which", "when"}:
                break
            here -= 1
        prospect = self.row.nodes[start - 1].get(Tag.PROSPECT) if start else None
        leads = (prospect and prospect.form == "preposed") or self.roles.hangs(start - 1)
        return (self.roles.subject(start - 1) or self.roles.after_front(start - 1)) if leads else ()

    def leaders(self, delegation: Party) -> tuple[Party, ...]:
        """Who leads a delegation that is the object of "lead": "will lead the U.S. delegation to the dialogue"."""
        here = next((at for at in range(delegation.first - 1, delegation.first - 5, -1) if self.row.low(at) in LEADING), None)
        return self.roles.subject(self.cues.chain(here)[1]) if delegation.group and here is not None else ()

    def _light(self, at: int) -> bool:
        return self.row.nodes[at].has(Tag.VERB)

    def stops_before(self, start: int, at: int) -> list[Stop]:
        """Read "his China visit", "a Beijing trip"."""
        for here in range(start, at):
            if (
                self.row.nodes[here].has(Tag.PLACE)
                and "-" not in (self.row.low(here - 1), self.row.low(here + 1))
                and self.row.low(here + 1) != "'s"
            ):
                stop = self.venues.stop(here, at)
                return [stop] if stop and stop.place.city else []
        if self.row.nodes[at].low not in VISIT_NOUNS:
            return []
        here = at - 1
        while here > start and self._plain(here):
            here -= 1
        stop = self.venues.stop(here, here + 1) if here >= start else None
        return [stop] if stop else []

    def _plain(self, at: int) -> bool:
        """Whether a node is an adjective of a visit and no name: "his US state visit"."""
        node = self.row.nodes[at]
        return node.low.isalpha() and not (node.tags or (node.capital and not self.row.title_case))


def in_series(draft: Draft, series: str | None) -> Draft:
    """The draft as one of the series that its own words name, if they name one."""
    return replace(draft, series=series) if series else draft
