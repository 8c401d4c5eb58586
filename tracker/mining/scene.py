"""The scene: one sentence with everything that is read of it, and the drafts that it gives to each trigger."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from tracker.domain import Evidence, Kind, LinkKind, Place, Status
from tracker.lexicon import Lexicon
from tracker.mining.borrowing import ALSO
from tracker.mining.model import Draft, Outlook, Party, Reading, Tag, unique
from tracker.mining.outlook import VerbOutlook
from tracker.mining.stretch import Stretch
from tracker.mining.venues import DIRECTIONAL, LOCATIVE, NOWHERE, Stop, VenueReader, by_country, one_place

VISIT_NOUNS = frozenset({"visit", "trip", "tour", "stopover", "visits", "trips"})
MARGINS = frozenset({"sidelines", "margins", "fringes", "sideline", "margin"})
SPEECHES = frozenset({"remarks", "statement", "statements"})
LEADING = frozenset({"lead", "leads", "leading", "head", "heads", "heading"})


@dataclass(slots=True)
class Scene(Stretch):
    """A sentence under reading: its row, who does what in it, how its triggers stand, and its places."""

    verb_outlooks: VerbOutlook
    venues: VenueReader
    lexicon: Lexicon
    text: str
    leading: bool = False  # only what can be an event by itself is asked for, not what may add to one

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
            dates=tuple((outlook.status is Status.POSTPONED and self.new_dates(at)) or self.own_dates(at)),
            evidence=self._evidence(at, limit),
            series=self.sideline(at, limit),
            relations=tuple((LinkKind.AROUND, key) for key in self._around(at)),
            rules=(*outlook.rules, *rules, *((ALSO,) if self._also(at) else ())),
            trigger=self.row.nodes[at].start,
            headline=self.row.sentence.title,
            counted=self.counted(at),
        )

    def _also(self, at: int) -> bool:
        """Whether it is told as one more: "will also meet"."""
        return any(self.row.low(here) == ALSO for here in range(self.roles.clause_start(at), at))

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
        if self.closes_another(max(0, start - 1), comma):
            return []
        return self.venues.stops(start, min(at, comma), LOCATIVE)

    def brought(self, at: int) -> tuple[Party, ...]:
        """Whom a gathering brings together: "the summit will bring together leaders, including Hu and Bush"."""
        for here in range(at + 1, min(self.limit(at), len(self.row.nodes))):
            if self.row.nodes[here].low in {"bring together", "brings together", "attended"}:
                return self.roles.partners(here, len(self.row.nodes), direct=True)
        return ()

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
                return (*self._company(here, start, verb), *self.roles.subject(edge))
            if node.has(Tag.GOVERNOR) and not self._light(here):
                _, edge = self.cues.chain(here + 1)
                return self.roles.subject(edge)
            if node.low in {";", '"', "who", "which", "when"}:
                break
            here -= 1
        prospect = self.row.nodes[start - 1].get(Tag.PROSPECT) if start else None
        leads = (prospect and prospect.form == "preposed") or self.roles.hangs(start - 1)
        return (self.roles.subject(start - 1) or self.roles.after_front(start - 1)) if leads else ()

    def _company(self, at: int, start: int, verb: Reading) -> tuple[Party, ...]:
        """Whom a verb's subject hosts or joins for it: "will host Yoon for talks", "will join Lind in Oslo for talks"."""
        guests = self.roles.partners(at, start, direct=True) if verb.detail == "host" or verb.key == "join" else ()
        return guests if verb.detail == "host" else tuple(guest for guest in guests if guest.countries)

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
