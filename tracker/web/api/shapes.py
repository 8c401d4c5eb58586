"""The shapes of answers, as pydantic models: the OpenAPI document is made from them and the tests check answers against them."""

from __future__ import annotations

import datetime as dt
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from tracker.domain import Kind, LinkKind, Origin, Precision, Review, Status


class Shape(BaseModel):
    """No property beyond those that are named."""

    model_config = ConfigDict(extra="forbid")


class Source(Shape):
    """One link of the chain of who says so, outermost first."""

    origin: Origin
    name: str
    country: str | None = Field(description="ISO 3166-1 alpha-2")


class AnchorEdition(Shape):
    """A host summit and its known days."""

    edition: str
    series: str
    earliest: dt.date
    latest: dt.date
    city: str | None
    country: str | None
    relation: LinkKind


class Anchored(Shape):
    """What the known days of host summits add to the words of the text."""

    earliest: dt.date
    latest: dt.date
    relation: LinkKind
    editions: list[AnchorEdition]


class Claim(Shape):
    """What an event and a mention share."""

    kind: Kind
    title: str
    participants: list[str]
    countries: list[str] = Field(description="ISO 3166-1 alpha-2")
    series: str | None
    city: str | None
    country: str | None
    region: str | None
    earliest: dt.date | None
    latest: dt.date | None
    precision: Precision
    edtf: str = Field(description="Extended Date/Time Format")
    words: str
    time: str
    inferred: bool
    anchored: Anchored | None
    status: Status
    party_status: dict[str, Status]
    attendance: dict[str, Status] = Field(description="Of a gathering: whether a person, by key, comes, where sources say that of him")
    attribution: list[Source]
    evidence: str


class EventLink(Shape):
    """A link to another event."""

    kind: LinkKind
    uid: str


class Event(Claim):
    """A settled event. ``status`` is that of the plan; ``outcome`` what came of it, null while it is open."""

    id: str
    uid: str
    outcome: Literal["held", "lapsed"] | None
    review: Review
    outlet: str
    sequence: int
    origins: int
    disputed: bool
    known_from: dt.date | None
    articles: list[str]
    links: list[EventLink]


class Passage(Shape):
    """A verbatim passage, in characters of title, empty line, text."""

    start: int
    end: int
    quote: str


class MentionLink(Shape):
    """A link to another mention of the same article, by its place in the list."""

    kind: LinkKind
    event: int


class Mention(Claim):
    """One article's claim."""

    start: int
    end: int
    passages: list[Passage]
    links: list[MentionLink]
    rules: list[str]


class SourcedMention(Mention):
    """A mention with its article."""

    article: str
    outlet: str
    url: str
    published: dt.date


class Change(Shape):
    """One row of an event's history."""

    field: str
    old: Any
    new: Any
    known: dt.date
    recorded_at: dt.datetime
    cause: str
    words: str
    outlet: str


class ListedChange(Change):
    """A change with its event."""

    uid: str
    title: str


class WholeEvent(Event):
    """An event with its evidence and history."""

    mentions: list[SourcedMention]
    history: list[Change]
    merged_into: str | None


class Events(Shape):
    """A page of events."""

    events: list[Event]
    next_cursor: str | None
    total: int
    total_is_exact: bool


class Name(Shape):
    """A value to filter by."""

    key: str
    label: str
    count: int
    count_is_exact: bool
    next: dt.date | None


class Leaders(Shape):
    """Leaders."""

    leaders: list[Name]


class Counterpart(Shape):
    """Somebody who meets a leader: in how many events, when the last was held, when the next begins."""

    key: str
    label: str
    country: str | None
    count: int
    last: dt.date | None
    next: dt.date | None


class Counterparts(Shape):
    """Who takes part beside the filter's leaders."""

    counterparts: list[Counterpart]


class Venues(Shape):
    """Venues."""

    venues: list[Name]


class Countries(Shape):
    """Countries."""

    countries: list[Name]


class AllSeries(Shape):
    """Summit series."""

    series: list[Name]


class Changes(Shape):
    """A page of changes."""

    changes: list[ListedChange]
    next_cursor: str | None


class Bucket(Shape):
    """How many events begin in a bucket of time, by status."""

    bucket: dt.date
    status: Status
    count: int


class Density(Shape):
    """Counts by time."""

    density: list[Bucket]


class MineRequest(BaseModel):
    """An article to mine; unknown keys are ignored."""

    text: str = ""
    title: str = ""
    published: str | None = Field(None, description="ISO 8601 day, or day and time; inferred from known summits when left out")
    outlet: str | None = None
    lang: str | None = None
    url: str | None = None


class Mined(Shape):
    """The events of one article."""

    id: str
    events: list[Mention]


class Problem(BaseModel):
    """An error (RFC 9457)."""

    type: Literal["about:blank"]
    title: str
    status: int
    detail: str
    instance: str
    parameter: str | None = None
