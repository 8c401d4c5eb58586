"""Drafts from gatherings that have a name: "the G20 summit in Bali", "travelling to the G20"."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from tracker.domain import Kind, Place, Status
from tracker.mining.attendance import AWAY, Attendance
from tracker.mining.dates.spans import DateSpan
from tracker.mining.model import Draft, Node, Outlook, Party, Reading, Tag
from tracker.mining.nouns import NounFrames
from tracker.mining.own_names import NAMED
from tracker.mining.scene import MARGINS, Scene, in_series

LIST_JOINTS = frozenset({"the", "a", "an", ":", ",", ";", "and", "including", "such as", "--", "namely"})
LONGEST_BRACKET = 10  # words
NAMES_OF_GATHERINGS = NAMED | {"assembly"}


@dataclass(slots=True)
class GatheringFrames:
    """Reads the drafts of a scene's named gatherings."""

    scene: Scene
    nouns: NounFrames
    attendance: Attendance

    def names_one(self, at: int) -> bool:
        """A series by its bare name where it is attended or travelled to: "travelling to the G20 in Bali"."""
        node = self.scene.row.nodes[at]
        reading = node.get(Tag.SERIES)
        if not reading:
            return False
        following = self.scene.row.node(self._past_brackets(at + 1))
        if following and following.has(Tag.NOUN):
            return following.tags[Tag.NOUN][0].detail in {"summit", "conference", "meeting"}
        if self.attendance.list_head(at) is not None and self.scene.row.low(at - 1) in LIST_JOINTS:
            return True
        if (
            not NAMES_OF_GATHERINGS.isdisjoint(node.low.split())
            and not node.has(Tag.ORGANISATION)
            and not (following and following.has(Tag.ROLE, Tag.TITLE))
        ):
            return True
        return not (following and following.has(Tag.ROLE, Tag.TITLE)) and self._by_bare_name(at, reading)

    def _by_bare_name(self, at: int, reading: Reading) -> bool:
        """Whether what stands before a bare name makes a gathering of it: "to the G20", "attend NATO this week", "the upcoming ASEAN"."""
        article = self.scene.row.low(at - 1) in {"the", "a", "an"}
        before = self.scene.row.node(at - 2 if article else at - 1)
        if before is None:
            return False
        if before.has(Tag.PROSPECT) and not self._followed_by_noun(at):
            return before.low == "ahead of" or before.tags[Tag.PROSPECT][0].form != "preposed"
        if self._attended_by_name(before, at, article=article):
            return True
        return (reading.strong or self.scene.row.low(at - 1) in {"a", "an"}) and before.low in {"to", "at", "attend", "ahead of"}

    def _attended_by_name(self, before: Node, at: int, *, article: bool) -> bool:
        """Whether a body's name is what somebody attends: "will attend NATO this week", "participates in the World Economic Forum"."""
        verb = before.get(Tag.VERB)
        if not verb or verb.key not in {"attend", "participate in", "take part in"} or self._followed_by_noun(at):
            return False
        return not article or not NAMES_OF_GATHERINGS.isdisjoint(self.scene.row.low(at).split())

    def _followed_by_noun(self, at: int) -> bool:
        """Whether a name only qualifies what follows: "upcoming NATO membership"."""
        following = self.scene.row.node(self._past_brackets(at + 1))
        if following is None or following.date or not following.low.isalpha():
            return False
        return following.low not in self.scene.cues.words["prepositions"] | self.scene.cues.words["conjunctions"] | {"to", "when", "where"}

    def _past_brackets(self, at: int) -> int:
        """The node after what stands in brackets at a node: "the APEC (Asia-Pacific Economic Cooperation) summit"."""
        if self.scene.row.low(at) != "(":
            return at
        return next((here + 1 for here in range(at + 1, at + LONGEST_BRACKET) if self.scene.row.low(here) == ")"), at)

    def read(self, at: int) -> Iterator[Draft]:
        """Give the draft of the gathering at a node, if it is to come."""
        node = self.scene.row.nodes[at]
        reading = node.get(Tag.GATHERING) or node.get(Tag.SERIES)
        assert reading
        if self._qualifies(at):
            return
        start = self.scene.noun_outlooks.phrase_start(at)
        head = self.attendance.list_head(at)
        outlook = (self._of_list(head, at) if head is not None else None) or self.nouns.outlook(at) or self.nouns.of_what_it_hosts(at)
        if self.nouns.in_transcript(start):
            outlook = Outlook(Status.CONFIRMED, ("transcript",), underway=True)
        stays_away = self._shunned(at, start, outlook)
        if stays_away:
            outlook = Outlook(Status.CONFIRMED, (*(outlook.rules if outlook else ()), "attendance-denied"))
        if not outlook:
            yield from self._dated(at, start, reading)
            return
        if outlook.underway and self.attendance.attended(start) and self.attendance.arrival(start):
            outlook = replace(outlook, status=Status.CONFIRMED, underway=False, weak=False)
        if self._hosts(start) and outlook.status:
            weak = outlook.weak and not self.scene.own_dates(at)
            outlook = replace(outlook, status=Status.CONFIRMED, rules=(*outlook.rules, "host-gathering"), weak=weak)
        series = self.scene.lexicon.series.get(reading.key)
        denied = stays_away and not _stays_away(outlook)
        attended = self.attendance.attended(start) and not denied
        owners = tuple(party for party in self.scene.roles.owners(start, at) if party.group and party.countries)
        partners = self.scene.roles.partners(at, self.scene.tight(at), direct=False)
        listed = self._takers_of_list(head, at) if head is not None else ()
        told = self.attendance.takers(start) or listed or self.attendance.joining(start)
        takers = () if denied or self.attendance.refused(start) else told
        parties = (*takers, *owners, *partners, *self.scene.brought(at))
        draft = in_series(self.scene.draft(at, series.kind if series else Kind.SUMMIT, outlook, parties, ("gathering",)), reading.key)
        place = self.nouns.place(at, start)
        if not place.country:
            place = self._inside(self.scene.row.nodes[at].low) or self.nouns.host_place(start) or self._hosted_by(at) or place
        draft = replace(draft, place=place)
        if any("minister" in found.low for found in self.scene.row.nodes[start : at + 1]):
            draft = replace(draft, kind=Kind.CONFERENCE)
        moved = self.scene.new_dates(at) if outlook.status is Status.POSTPONED else []
        dates = moved or self._when(at, start, head, attended=attended)
        comes = self.attendance.words_of_coming(start)
        yield replace(draft, dates=tuple(dates), attended=bool(takers) and self.attendance.by_envoy(start), attendance=comes)

    def _when(self, at: int, start: int, head: int | None, *, attended: bool) -> list[DateSpan]:
        """The dates of a gathering: its own, those of the list that it stands in, or of who hosts it, or counted from another."""
        dates = self.scene.dates_between(start, self.scene.tight(at)) if not attended else self._gathering_dates(at, start)
        if not dates and head is not None:
            dates = self.scene.own_dates(head)
        hosting = self.attendance.hosting(start)
        return dates or (self.scene.own_dates(hosting) if hosting is not None else []) or self.scene.day_after_another(start) or []

    def _dated(self, at: int, start: int, reading: Reading) -> Iterator[Draft]:
        """What only says when a gathering is that is told elsewhere: "the war will loom over this week's summit"."""
        dates = tuple(date for date in self.scene.dates_between(start, at) if date.of_noun)
        if dates and not any(True for _ in self.scene.noun_outlooks.read(at)):
            draft = self.scene.draft(at, Kind.SUMMIT, Outlook(None, ("hint",)), (), ("gathering",))
            yield replace(in_series(draft, reading.key), dates=dates, hint=True)

    def _of_list(self, head: int, at: int) -> Outlook | None:
        """The outlook of a list of gatherings: that of its plural, or of who is said to attend them."""
        verb = self._relative(head, at)
        return self.nouns.outlook(head) or (self.scene.verb_outlooks.read(*verb) if verb else None)

    def _takers_of_list(self, head: int, at: int) -> tuple[Party, ...]:
        """Who attends the gatherings of a list: "three summits that Lind is to attend, including", "will go to three summits:"."""
        verb = self._relative(head, at)
        if verb:
            return self.scene.roles.subject(self.scene.cues.chain(verb[0])[1])
        return self.attendance.takers(self.scene.noun_outlooks.phrase_start(head))

    def _relative(self, head: int, at: int) -> tuple[int, Reading] | None:
        """The verb of attending in the clause between a plural and its list."""
        for here in range(head + 1, at):
            verb = self.scene.row.nodes[here].get(Tag.VERB)
            if verb and verb.detail == "attend":
                return here, verb
        return None

    def _qualifies(self, at: int) -> bool:
        """Whether it only says of what another meeting is: "the East Asia Summit Senior Officials Meeting"."""
        row, here = self.scene.row, at + 1
        while row.capital(here) and not row.title_case and not row.nodes[here].has(Tag.NOUN, Tag.VERB, Tag.GOVERNOR, Tag.DATE):
            here += 1
        return here > at + 1 and row.capital(here) and row.nodes[here].has(Tag.NOUN)

    def _shunned(self, at: int, start: int, outlook: Outlook | None) -> bool:
        """Whether it is told by who stays away from it, which takes for granted that it is held: "will not attend", "his COP snub"."""
        following = (
            at + 2 if self.scene.row.nodes[at].has(Tag.SERIES) and self.scene.row.low(at + 1) in {"summit", "conference"} else at + 1
        )
        if self.scene.row.low(following) in self.scene.cues.words["absences"]:
            return True
        if outlook is None:
            return self.attendance.shunned(start) and self.scene.row.low(start - 2) == "to"
        denied = outlook.denied and self.attendance.attended(start) and self.attendance.by_envoy(start)
        return denied or _stays_away(outlook)

    def _inside(self, surface: str) -> Place | None:
        """The country within a gathering's own name: "peace summit in Switzerland"."""
        _, found, tail = surface.rpartition(" in ")
        country = self.scene.lexicon.countries.find(tail) if found else None
        return Place(country=country.iso) if country else None

    def _hosted_by(self, at: int) -> Place | None:
        """The country by which it is to be hosted: "the next summit will be hosted by Malta"."""
        row = self.scene.row
        by = next((here for here in range(at + 1, min(self.scene.limit(at), len(row.nodes))) if row.low(here) == "hosted"), at) + 1
        host = self.scene.roles.party_at(by + 1) if row.low(by) == "by" else None
        return Place(country=host.countries[0]) if host and host.group and len(host.countries) == 1 else None

    def _hosts(self, start: int) -> bool:
        """Whether the gathering is only where something else takes place: "on the sidelines of the G20 summit"."""
        return self.scene.row.low(start - 2) in MARGINS or self.scene.row.low(start - 1) in {"at", "around", "during"}

    def _gathering_dates(self, at: int, start: int) -> list[DateSpan]:
        when = self.attendance.when_clause(start)
        main = self.scene.dates_between(self.scene.roles.clause_start(when - 1), when) if when else []
        own = self.scene.dates_between(start, self.scene.tight(at))
        left = self.scene.dates_between(self.scene.left_edge(at), start)
        if self.scene.led_to(at):
            return own
        if self.attendance.arrival(start):  # "leaves for the summit on Sunday" tells the day of leaving, unless that is told before
            return own if left else self.scene.dates_between(start, at)
        if own and not all(self.scene.names_year(span) for span in own):
            return own
        return left or own or main


def _stays_away(outlook: Outlook) -> bool:
    """Whether a cue says by itself that somebody stays away: "will skip"."""
    return any(rule.endswith(f":{AWAY}") for rule in outlook.rules)
