"""The six nouns as frozen values: Article, Lexicon facts excepted, Mention, Event, Change (EventFilter: ``tracker.filters``).

Nothing here reads a clock, a file or a database. Days are ``datetime.date`` and both ends of every interval are inclusive. Offsets
are in characters of ``Article.full_text``. Country codes are ISO 3166-1 alpha-2 (XK for Kosovo), languages BCP 47, intervals EDTF
(Library of Congress, level 1, and sets of level 2).
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import Any


class Kind(StrEnum):
    """What sort of encounter it is (``shared/eval/GUIDELINES.md``)."""

    SUMMIT = "summit"
    MEETING = "meeting"
    VISIT = "visit"
    TALKS = "talks"
    CONFERENCE = "conference"
    CALL = "call"


class Status(StrEnum):
    """How certain it is that the meeting takes place."""

    SPECULATIVE = "speculative"
    CONFIRMED = "confirmed"
    POSTPONED = "postponed"
    CANCELLED = "cancelled"
    HELD = "held"
    LAPSED = "lapsed"


class Review(StrEnum):
    """Whether an analyst has looked."""

    MINED = "mined"
    ACCEPTED = "accepted"
    REJECTED = "rejected"
    MERGED = "merged"


class Precision(StrEnum):
    """The grain of a date as the text gives it; a date is never more exact than its words."""

    DAY = "day"
    DAYS = "days"
    WEEK = "week"
    PART_OF_MONTH = "part-of-month"
    MONTH = "month"
    SEASON = "season"
    QUARTER = "quarter"
    YEAR = "year"
    OPEN = "open"  # "before the end of May", "after the summit": one end is only a bound
    UNKNOWN = "unknown"  # no date, or words such as "soon" that give no interval


class LinkKind(StrEnum):
    """How one event stands to another. The link is read from its owner: "A is SIDELINE_OF B"."""

    SIDELINE_OF = "sideline_of"
    AROUND = "around"
    ALTERNATIVE_OF = "alternative_of"
    PART_OF = "part_of"
    REPLACES = "replaces"


class Origin(StrEnum):
    """Who stands behind a claim, in a chain of attribution."""

    OUTLET = "outlet"
    CITED_OUTLET = "cited-outlet"
    OFFICIAL = "official"  # a named person or a spokesperson speaking for a party
    INSTITUTION = "institution"  # a ministry, "the Kremlin", "the White House"
    UNNAMED = "unnamed"  # "sources in the Russian administration"
    ANALYST = "analyst"


@dataclass(frozen=True, slots=True)
class Article:
    """A text with where and when it was published. Stored whole and never changed.

    ``key`` is the id that it was ingested with (else its URL, else a hash of its text). ``published`` may be None only before the
    date is inferred; nothing stored lacks one.
    """

    key: str
    text: str
    title: str = ""
    published: dt.date | None = None
    published_at: dt.datetime | None = None
    outlet: str = ""
    url: str = ""
    lang: str = "en"

    @property
    def full_text(self) -> str:
        """Title, an empty line, text: what is mined and what every offset refers to. A title that opens the text is not doubled."""
        if not self.title or self.text.startswith(self.title):
            return self.text
        return f"{self.title}\n\n{self.text}"


@dataclass(frozen=True, slots=True)
class When:
    """A window of whole days in which the event can take place, as exact as ``words`` and no more. Both ends or neither."""

    earliest: dt.date | None = None
    latest: dt.date | None = None
    precision: Precision = Precision.UNKNOWN
    words: str = ""
    edtf: str = ""
    inferred: bool = False  # the year was inferred from a known edition, not given by text or publication date
    time: str = ""  # ISO 8601 local time with zone where the text gives one: "14:30+03:00", "14:30"

    @property
    def known(self) -> bool:
        """Whether there is a window at all."""
        return self.earliest is not None and self.latest is not None

    @property
    def exact(self) -> bool:
        """Whether the window is the duration: a day or stated days, not a span in which the event may fall."""
        return self.precision in (Precision.DAY, Precision.DAYS)


@dataclass(frozen=True, slots=True)
class Place:
    """Where. ``city`` is a city or a site in English, ``region`` words such as "Europe" when no country is named."""

    city: str | None = None
    country: str | None = None
    region: str | None = None
    site: str | None = None  # "White House" beside the city Washington
    latitude: float | None = None
    longitude: float | None = None


@dataclass(frozen=True, slots=True)
class Participant:
    """A person who takes part. ``key`` is the lexicon's id, or ``slug(name)`` for people in no list."""

    key: str
    name: str
    country: str | None = None
    office: str = ""


@dataclass(frozen=True, slots=True)
class Attribution:
    """One link of the chain "who says so", outermost first: outlet, cited outlet, official or unnamed source."""

    origin: Origin
    name: str
    country: str | None = None
    start: int = 0
    end: int = 0


@dataclass(frozen=True, slots=True)
class Evidence:
    """A verbatim passage: ``full_text[start:end] == quote``."""

    start: int
    end: int
    quote: str


@dataclass(frozen=True, slots=True)
class Anchor:
    """What a host summit's known dates add beside the words of the text; follows the summit when that moves."""

    series: str
    edition: str  # key of the edition in the lexicon: "G20-2017"
    earliest: dt.date
    latest: dt.date
    city: str | None = None
    country: str | None = None
    relation: LinkKind = LinkKind.SIDELINE_OF


@dataclass(frozen=True, slots=True)
class MentionLink:
    """A link between two mentions of one article; ``target`` is the ordinal of the other."""

    kind: LinkKind
    target: int


@dataclass(frozen=True, slots=True)
class Mention:
    """One article's claim that something is planned. Immutable; ``(article_key, ordinal)`` identifies it.

    ``edition`` names the summit edition that the event is (a summit) or is attached to (a sideline). ``party_status`` pairs an ISO
    code or a person's key with what that party says. ``attendance`` pairs a person's key with how sure it is that this person comes to
    a gathering, where the words are about that and not about the gathering. ``held`` claims (a report that it took place) are mentions
    too when ``mine(..., past=True)`` asks for them: they settle planned events and never make new ones.
    """

    article_key: str
    ordinal: int
    kind: Kind
    title: str
    participants: tuple[Participant, ...]
    countries: tuple[str, ...]
    when: When
    place: Place
    status: Status
    evidence: tuple[Evidence, ...]
    rules: tuple[str, ...]
    series: str | None = None
    edition: str | None = None
    anchors: tuple[Anchor, ...] = ()
    party_status: tuple[tuple[str, Status], ...] = ()
    attribution: tuple[Attribution, ...] = ()
    links: tuple[MentionLink, ...] = ()
    attendance: tuple[tuple[str, Status], ...] = ()

    @property
    def start(self) -> int:
        """Where the first quote begins."""
        return self.evidence[0].start

    @property
    def end(self) -> int:
        """Where the first quote ends."""
        return self.evidence[0].end


@dataclass(frozen=True, slots=True)
class KnownMention:
    """A mention with what settling needs of its article: ``known`` is the day on which its claim became known."""

    mention: Mention
    known: dt.date
    published_at: dt.datetime | None = None
    outlet: str = ""
    superseded_on: dt.date | None = None  # a newer revision of the article dropped it: it stops counting from that day
    uid: str = ""  # stable through re-mining (``tracker.resolve.identity``); an event bears the uid of the mention that founded it


class EditKind(StrEnum):
    """What an analyst did."""

    CREATE = "create"  # a new event by form; ``value`` holds its fields
    SET = "set"  # one field; ``value`` is the new one
    ACCEPT = "accept"
    REJECT = "reject"
    MERGE = "merge"  # ``value`` is the uid of the event that takes it in
    SOURCE = "source"  # a source that the analyst names; ``value`` is the uid of its claim
    SPLIT = "split"  # ``value`` lists mention ids that leave
    LINK = "link"
    UNLINK = "unlink"
    DISMISS = "dismiss"  # a newer claim of the sources beside an edited field is put aside
    UNDO = "undo"  # ``value`` is the id of the edit that no longer counts


@dataclass(frozen=True, slots=True)
class Edit:
    """An analyst's word. Never changed; undone by another Edit. Survives re-mining."""

    id: str
    event_uid: str
    kind: EditKind
    made_at: dt.datetime  # UTC
    field: str = ""
    value: Any = None
    note: str = ""
    editor: str = "analyst"


@dataclass(frozen=True, slots=True)
class EventLink:
    """A link between settled events."""

    kind: LinkKind
    uid: str
    status: Status | None = None  # what is believed of the other one: a held alternative closes this one


@dataclass(frozen=True, slots=True)
class Event:
    """The settled view of some mentions and edits on one day of knowledge. Derived, never edited in place.

    ``uid`` is stable for the life of the event (iCalendar UID). ``sequence`` counts the versions (iCalendar SEQUENCE). ``version_from``
    is the day from which this version was believed.
    """

    uid: str
    kind: Kind
    title: str
    status: Status
    when: When
    place: Place
    participants: tuple[Participant, ...] = ()
    countries: tuple[str, ...] = ()
    series: str | None = None
    edition: str | None = None
    anchors: tuple[Anchor, ...] = ()
    party_status: tuple[tuple[str, Status], ...] = ()
    attribution: tuple[Attribution, ...] = ()
    links: tuple[EventLink, ...] = ()
    review: Review = Review.MINED
    disputed: bool = False  # parties disagree on the status
    origins: int = 1  # independent origins behind it (echoes count once)
    sequence: int = 0
    version_from: dt.date | None = None
    mentions: tuple[tuple[str, int], ...] = ()  # (article_key, ordinal) of the claims that plan it
    reports: tuple[tuple[str, int], ...] = ()  # and of those that say that it took place
    previous: When | None = None  # where it stood before it moved
    rivals: tuple[When, ...] = ()  # dates days away that other sources give, and that did not prevail
    edited: tuple[str, ...] = ()  # fields that carry an analyst's value
    source_claims: tuple[tuple[str, Any], ...] = ()  # what sources now say of edited fields
    quote: str = ""  # the best-supported quote
    outlet: str = ""  # the outlet of that quote
    announced: Status | None = None  # of the plan, by the four of the GUIDELINES: what it was before it was held or lapsed
    attendance: tuple[tuple[str, Status], ...] = ()  # of a gathering: whether a person comes, where sources say that of him and not of it

    def status_of(self, person: str) -> Status:
        """How it stands for one person: a gathering takes place without who stays away, and has lapsed for who only might have come."""
        own = dict(self.attendance).get(person, Status.CONFIRMED)
        if own in (Status.CONFIRMED, Status.HELD) or self.status in (Status.CANCELLED, Status.POSTPONED):
            return self.status
        if own is Status.SPECULATIVE and self.status in (Status.HELD, Status.LAPSED):
            return Status.LAPSED
        return own

    @property
    def absent(self) -> frozenset[str]:
        """The people who are said to stay away."""
        return frozenset(person for person, status in self.attendance if status is Status.CANCELLED)

    def seen_by(self, people: tuple[str, ...]) -> Event:
        """Give it as it stands for one person; for nobody or several it is as it is."""
        own = self.status_of(people[0]) if len(people) == 1 else self.status
        return self if own is self.status else replace(self, status=own)

    @property
    def pinned(self) -> tuple[Anchor, ...]:
        """The anchors whose days it falls on: of its own edition, or of the summit beside which it is."""
        return tuple(anchor for anchor in self.anchors if anchor.relation in (LinkKind.SIDELINE_OF, LinkKind.PART_OF))

    @property
    def shown(self) -> tuple[dt.date | None, dt.date | None]:
        """The interval that stands on the timeline: the known days of its edition, or of the summit beside which it is, else the words'."""
        if self.pinned and not self.when.exact:
            return min(anchor.earliest for anchor in self.pinned), max(anchor.latest for anchor in self.pinned)
        return self.when.earliest, self.when.latest


@dataclass(frozen=True, slots=True)
class Change:
    """One row of history: what of an event changed, when that became known, when it was recorded, and because of what."""

    event_uid: str
    field: str
    old: Any
    new: Any
    known: dt.date
    recorded_at: dt.datetime
    cause: str  # "mention:<article_key>#<ordinal>", "edit:<id>", "time" (lapsed), "summit:<edition>"
    words: str = ""  # the change as a person would write it
    outlet: str = ""  # who told it, and whom that outlet cites: "TASS citing Kremlin"


@dataclass(frozen=True, slots=True)
class Report:
    """What ingesting did, in counts and plain words."""

    inserted: int = 0
    updated: int = 0
    unchanged: int = 0
    rejected: int = 0
    warnings: tuple[str, ...] = field(default=())
