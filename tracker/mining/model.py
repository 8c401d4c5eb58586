"""What the steps of the miner hand to each other: readings of words, nodes of a sentence, parties, and drafts of events."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import ClassVar, NamedTuple

from tracker.domain import Attribution, Evidence, Kind, LinkKind, Place, Status, When
from tracker.mining.dates.spans import DateSpan


class Tag(str):
    """What a word or a run of words can be read as.

    No Enum: to name a member of one takes Python 3.11 four times as long, and the rules name tags some thousand times a sentence.
    """

    __slots__ = ()

    PERSON: ClassVar[Tag]
    SURNAME: ClassVar[Tag]
    COUNTRY: ClassVar[Tag]
    DEMONYM: ClassVar[Tag]
    GOVERNMENT: ClassVar[Tag]
    PLACE: ClassVar[Tag]
    REGION: ClassVar[Tag]
    ORGANISATION: ClassVar[Tag]
    HEAD: ClassVar[Tag]
    SERIES: ClassVar[Tag]
    GATHERING: ClassVar[Tag]
    OUTLET: ClassVar[Tag]
    TITLE: ClassVar[Tag]
    ROLE: ClassVar[Tag]
    VERB: ClassVar[Tag]
    NOUN: ClassVar[Tag]
    GOVERNOR: ClassVar[Tag]
    PROSPECT: ClassVar[Tag]
    PREDICATE: ClassVar[Tag]
    REPORT: ClassVar[Tag]
    SPEAKER: ClassVar[Tag]
    UNNAMED: ClassVar[Tag]
    INSTITUTION: ClassVar[Tag]
    SPOKESPERSON: ClassVar[Tag]
    OUTLET_WORD: ClassVar[Tag]
    DUAL: ClassVar[Tag]
    PAIR: ClassVar[Tag]
    DATE: ClassVar[Tag]


for _name in Tag.__annotations__:
    setattr(Tag, _name, Tag(_name.lower().replace("_", "-")))


PROPER = frozenset(
    {
        Tag.PERSON,
        Tag.SURNAME,
        Tag.COUNTRY,
        Tag.DEMONYM,
        Tag.GOVERNMENT,
        Tag.PLACE,
        Tag.REGION,
        Tag.ORGANISATION,
        Tag.HEAD,
        Tag.SERIES,
        Tag.GATHERING,
        Tag.OUTLET,
    }
)


@dataclass(frozen=True, slots=True)
class Reading:
    """One meaning of a surface: ``key`` names the thing, the rule or the cue; ``detail`` is the frame, effect, kind or office."""

    tag: Tag
    key: str
    detail: str = ""
    form: str = ""
    strong: bool = True


Tags = Mapping[Tag, tuple[Reading, ...]]  # the readings of a surface by what they read it as
NO_TAGS: Tags = {}


def by_tag(readings: Iterable[Reading]) -> Tags:
    """Readings by their tags."""
    tags: dict[Tag, tuple[Reading, ...]] = {}
    for reading in readings:
        tags[reading.tag] = (*tags.get(reading.tag, ()), reading)
    return tags


class Span(NamedTuple):
    """A surface found in the text, with everything that it can mean."""

    start: int
    end: int
    tags: Tags


class Node(NamedTuple):
    """One unit of a sentence: a word, a punctuation mark, or a surface of the vocabulary or a date taken whole.

    A tuple, for an article has hundreds of them and a frozen dataclass takes three times as long to make.
    """

    start: int
    end: int
    low: str
    capital: bool
    tags: Tags = NO_TAGS
    date: DateSpan | None = None

    def get(self, tag: Tag) -> Reading | None:
        """The first reading under a tag."""
        known = self.tags
        return known[tag][0] if tag in known else None

    def has(self, *tags: Tag) -> bool:
        """Whether it can be read as one of these."""
        known = self.tags
        if known:
            for tag in tags:
                if tag in known:
                    return True
        return False


@dataclass(slots=True, unsafe_hash=True)
class Party:
    """Somebody who may take part: a person, a government, an organisation or a group, at nodes ``first`` to ``last`` (inclusive)."""

    first: int
    last: int
    countries: tuple[str, ...] = ()
    key: str = ""
    name: str = ""
    office: str = ""
    organisation: str = ""
    group: bool = False
    guess: bool = False
    gender: str = ""

    @property
    def person(self) -> bool:
        """Whether it is one known person."""
        return bool(self.name)


@dataclass(slots=True, unsafe_hash=True)
class Outlook:
    """How an encounter stands as its words tell it: planned and how surely, under way, over, or nothing of the kind."""

    status: Status | None
    rules: tuple[str, ...] = ()
    underway: bool = False
    denied: bool = False
    weak: bool = False
    fair: tuple[Status, ...] = ()


@dataclass(slots=True, unsafe_hash=True)
class Draft:
    """An event as one sentence tells it, before it is merged with what others tell."""

    sentence: int
    kind: Kind
    outlook: Outlook
    parties: tuple[Party, ...]
    place: Place
    dates: tuple[DateSpan, ...]
    evidence: Evidence
    series: str | None = None
    edition_hint: str = ""
    visited: str | None = None
    relations: tuple[tuple[LinkKind, str], ...] = ()
    attribution: tuple[Attribution, ...] = ()
    said: tuple[tuple[str, Status], ...] = ()
    rules: tuple[str, ...] = ()
    bare: bool = False
    hint: bool = False
    headline: bool = False
    founded: bool = False  # a gathering that is an event without a party or series: "the summit in Oslo in May"
    attended: bool = False  # a gathering told by who attends it
    trigger: int = 0
    journey: tuple[int, ...] = ()
    lasting: int = 0  # days, where a length is told
    attendance: tuple[tuple[str, Status], ...] = ()
    counted: tuple[int, int] | None = None  # "a day after the summit": days, and where what they count from stands


@dataclass(slots=True, unsafe_hash=True)
class Told:
    """An event of the article: the draft that leads, and the window settled so far."""

    draft: Draft
    when: When
    quotes: tuple[Evidence, ...]


def unique(parties: Sequence[Party]) -> tuple[Party, ...]:
    """The parties without those that stand for the same."""
    found: dict[object, Party] = {}
    for party in parties:
        found.setdefault(party.key or (party.countries, party.organisation, party.office), party)
    return tuple(found.values())
