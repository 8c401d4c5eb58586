"""The stretch: how far what belongs to a trigger of a sentence extends, and which of the dates within it say when."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field, replace

from tracker.domain import Precision
from tracker.mining.cues import WAYS, CueReader
from tracker.mining.dates import intervals
from tracker.mining.dates.grammar import to_when
from tracker.mining.dates.spans import DateSpan, Relation
from tracker.mining.model import Tag
from tracker.mining.nodes import Row
from tracker.mining.noun_outlook import NounOutlook
from tracker.mining.roles import Roles
from tracker.mining.timing import either

NOT_OWN_DATE = frozenset({Relation.REPORT, Relation.ATTRIBUTE, Relation.TIME, Relation.DURATION, Relation.SINCE})
STOPS = frozenset({";", '"', "but", "while", "whereas", "although", "though"})
RECORDS = frozenset({"first", "only", "highest", "largest", "biggest"})
RECORD_REACH = 14
FAR_BEFORE = 16  # words before a trigger among which "hours before" is about it
FAR_PREDICATE = 24  # words after a noun among which it is said what becomes of it
JOINABLE = frozenset({"visit", "travel", "meet", "host", "attend", "leave"})
COMPARING = frozenset({"known", "such", "well"})
ASIDES = frozenset({"who", "which", "whose"})
ACTS = frozenset({"agreed", "accepted", "offered", "postponed", "cancelled"})
REASONS = frozenset({"after", "because", "since"})
SUBORDINATES = frozenset({"when", "where", "who", "which", "whose", "before", "after", "as"})


@dataclass(slots=True)
class Stretch:
    """A sentence in which the reach of each trigger is asked for, a trigger at a time."""

    row: Row
    roles: Roles
    cues: CueReader
    noun_outlooks: NounOutlook
    base: dt.date
    limits: dict[int, int] = field(default_factory=dict, kw_only=True)

    def quiet(self, at: int) -> bool:
        """Whether a node belongs to a reporting clause."""
        return self.roles.quiet(at)

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
            if here == at + 1 and self.row.nodes[at].has(Tag.NOUN) and self._new_anchor(here):
                return here
            if here > at + 1 and node.tags and (node.low in WAYS or self._new_predicate(here) or self._new_anchor(here)):
                return here
            if node.date and (node.date.relation is Relation.OFFSET or (node.date.relation is Relation.SEQUEL and self._dated(at, here))):
                return here
        return len(self.row.nodes)

    def _subordinate(self, at: int) -> bool:
        """Whether a node opens a clause of its own, as "his trip that begins on Friday" does; "known as" and "such as" open none."""
        if self.row.low(at) == "that":
            return self.row.nodes[at - 1].has(Tag.NOUN) and self.row.low(at + 1) != "day"
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
        for here in range(at + 1, min(at + FAR_PREDICATE, len(self.row.nodes))):
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
            verb = node.has(Tag.VERB) and not node.has(Tag.NOUN, Tag.PREDICATE) and not self.roles.party_at(here)
            if joined or verb or (node.has(Tag.GATHERING) and not whole):
                return here
        return limit

    def _of(self, at: int, here: int) -> bool:
        """Whether a gathering's name only says whose encounter it is: "a summit of G7 leaders", "a summit Thursday of EU leaders"."""
        between = self.row.nodes[at + 1 : here]
        return any(node.low == "of" for node in between) and all(node.date or node.low in {"of", "the"} for node in between)

    def own_dates(self, at: int) -> list[DateSpan]:
        """The dates that say when: those after the trigger in its stretch, else those before it in its clause."""
        if not self.row.where(Tag.DATE):
            return self._today_at(at) if self.row.dates else []
        right = self.dates_between(at, self.limit(at)) or self._dates_of_the_way(self.limit(at))
        if not all(self.names_year(span) for span in right):
            return right
        if not right and (counted := self.day_after_another(at)) is not None:
            return counted
        if self.led_to(at):
            return self.dates_between(self.noun_outlooks.phrase_start(at), at) or right
        edge = self.left_edge(at)
        if self.row.low(edge - 1) in {"where", "when"} and not right:
            own = [date for date in self.dates_between(edge, at) if date.relation is not Relation.OFFSET]
            main = self.roles.clause_start(edge - 1) if self.row.low(edge - 1) == "where" else edge - 2
            return own or self.dates_between(main, edge)
        start = next((here + 1 for here in range(at - 1, edge - 1, -1) if self.closes_another(max(0, edge - 1), here)), edge)
        right = [date for date in self.dates_between(start, at) if not self._of_the_subject(date, start, at)] or right
        return right or self.dates_between(0, int(self.cues.after_an_aside(at)))

    def led_to(self, at: int) -> bool:
        """Whether an encounter's noun stands after "ahead of" or the like, so that no day before that is its own."""
        if not self.row.nodes[at].has(Tag.NOUN, Tag.GATHERING, Tag.SERIES):
            return False
        before = self.row.node(self.noun_outlooks.phrase_start(at) - 1)
        prospect = before.get(Tag.PROSPECT) if before else None
        return bool(prospect and prospect.form == "preposed" and prospect.detail == "settled")

    def _of_the_subject(self, date: DateSpan, first: int, at: int) -> bool:
        """Whether a date says when the subject did something before: aside, or as in "arrived on Monday and is to meet"."""
        if self._aside(date, first, at) or self._of_the_act(date, at) or self._of_those_who_met(date, at):
            return True
        if not self.row.nodes[at].has(Tag.VERB) or self.row.nodes[at].has(Tag.NOUN):
            return False
        verbs = (here for here in self.row.where(Tag.VERB) if here >= first and self.row.nodes[here].end <= date.start)
        return any(verb.form == "past" for here in verbs if (verb := self.row.nodes[here].get(Tag.VERB)))

    def _of_those_who_met(self, date: DateSpan, at: int) -> bool:
        """Whether a date says when some met who spoke of what is to come: "met today to discuss the upcoming summit"."""
        verb = next(
            (self.row.nodes[here - 1].get(Tag.VERB) for here in self.row.where(Tag.DATE) if self.row.nodes[here].date is date), None
        )
        return verb is not None and verb.detail == "meet" and verb.form == "past" and date.start < self.row.nodes[at].start

    def _of_the_act(self, date: DateSpan, at: int) -> bool:
        """Whether a date says when it was agreed, offered or put off: "On Tuesday, Borg postponed plans to visit Oslo"."""
        noun = self.row.nodes[at].has(Tag.NOUN, Tag.GATHERING, Tag.SERIES)
        chain = self.cues.chain(self.noun_outlooks.phrase_start(at) if noun else at)[0]
        acts = (here for reading, here in chain if reading.detail in ACTS and self.row.low(here).split()[0].endswith("ed"))
        return any(date.start < self.row.nodes[here].start and self.row.low(here - 1) not in self.cues.words["be"] for here in acts)

    def _today_at(self, at: int) -> list[DateSpan]:
        """The day told before or today, where a sentence tells an hour and no day: "will meet Borg at 3 p.m."."""
        first, last = self.row.nodes[at].start, self.row.nodes[self.limit(at) - 1].end
        hours = [date for date in self.row.dates if date.relation is Relation.TIME and first < date.start < last]
        if not hours or any(date.when.known for date in self.row.dates if date.relation is not Relation.TIME):
            return []
        day = max(self.base, hours[0].when.earliest or self.base)
        when = to_when(intervals.single(day), hours[0].when.words, hours[0].when.time)
        return [replace(hours[0], when=when, relation=Relation.ON)]

    def day_after_another(self, at: int) -> list[DateSpan] | None:
        """The day of what something else is told to be before: "hours before they meet"; none where it is not told when that is."""
        commas = 0
        for here in range(at - 1, max(-1, at - FAR_BEFORE), -1):
            date, node = self._date(here), self.row.nodes[here]
            if date and date.relation is Relation.OFFSET and date.days <= 0:
                return self._counted_on(here, date) if commas % 2 == 0 else None  # none, or two around an aside
            commas += node.low == ","
            if node.low == ";" or (node.has(Tag.VERB) and not node.has(Tag.NOUN)):
                return None
        return None

    def _counted_on(self, at: int, offset: DateSpan) -> list[DateSpan]:
        """The day that an offset counts from the last one told before it; "hours before" alone is on the day of publication."""
        told = [date.when.latest for here in self.row.where(Tag.DATE) if here < at and (date := self._date(here)) and date.when.exact]
        day = told[-1] if told else None if offset.days else self.base
        if not day:
            return []
        when = to_when(intervals.single(intervals.shift(day, -offset.days)), offset.when.words)
        return [replace(offset, when=when, other=None, relation=Relation.ON)]

    def new_dates(self, at: int) -> list[DateSpan]:
        """The dates after a trigger to which something is put off."""
        dates = (self._date(here) for here in self.row.where(Tag.DATE) if here > at)
        return [date for date in dates if date and date.relation is Relation.MOVED]

    def _dates_of_the_way(self, limit: int) -> list[DateSpan]:
        """When one is on the way during which it is: "will stop in Hawaii on his way to Lima in August"."""
        return self.dates_between(limit, self.limit(limit)) if self.row.low(limit) in WAYS else []

    def _aside(self, date: DateSpan, first: int, at: int) -> bool:
        """Whether a date belongs to what is said aside of the subject: "Borg, who arrived in Oslo on Saturday, is to meet"."""
        for here in range(first, at):
            if self.row.low(here) in ASIDES and self.row.low(here - 1) == ",":
                closing = next((back for back in range(here + 1, at) if self.row.low(back) == ","), at)
                before = self.row.nodes[here - 2].date is date and self.row.low(here + 1) in {"was", "were"}  # "in May, which was virtual,"
                if closing < at and (before or self.row.nodes[here].start < date.start < self.row.nodes[closing].start):
                    return True
        return False

    def closes_another(self, first: int, at: int) -> bool:
        """Whether a comma ends an introduction that is about another encounter."""
        return self.row.low(at) == "," and self._of_another(first, at)

    def left_edge(self, at: int) -> int:
        """The first node before a trigger whose dates can be its own: after "then" or "during which", or where the clause starts."""
        start = self.roles.clause_start(at)
        for here in range(at - 1, start - 1, -1):
            low, before = self.row.low(here), self.row.low(here - 1)
            if low == "then" or (low in REASONS and before == ",") or (low == "which" and before == "during"):
                return here + 1
            if low == ",":
                break
        return next((here + 1 for here in range(at - 1, start - 1, -1) if self.row.low(here) == "then"), start)

    def names_year(self, span: DateSpan) -> bool:
        """Whether a date is no more than the year that is under way or to come, as in "the 2027 summit"."""
        within = span.when.words.startswith("later")
        return not within and span.when.precision is Precision.YEAR and span.when.latest is not None and span.when.latest >= self.base

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

    def _offset(self, at: int) -> int | None:
        """The node of "a day after" or the like that says when a trigger takes place: at its end or in front of its clause."""
        if not self.row.where(Tag.DATE):
            return None
        places: tuple[int, ...] = (self.limit(at), *range(self.left_edge(at), at))
        return next((here for here in places if (date := self._date(here)) and date.relation is Relation.OFFSET and date.days), None)

    def _date(self, at: int) -> DateSpan | None:
        return node.date if (node := self.row.node(at)) else None

    def counted(self, at: int) -> tuple[int, int] | None:
        """How many days a trigger is before or after what follows: "a day after the summit"."""
        offset = self._offset(at)
        node = self.row.nodes[offset] if offset is not None else None
        return (node.date.days, node.end + 1) if node and node.date else None
