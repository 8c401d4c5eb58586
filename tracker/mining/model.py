"""What the steps of the miner hand to each other: readings of words, nodes of a sentence, parties, and drafts of events."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import NewType

from tracker.domain import Attribution, Evidence, Kind, LinkKind, Place, Status, When
from tracker.mining.dates.spans import DateSpan

TagName = NewType("TagName", str)


@dataclass(frozen=True, slots=True)
class _Tags:
    """What a word or a run of words can be read as.

    Plain strings in the slots of one value: to name a member of an Enum, or what belongs to a class, takes Python 3.11 ten times as long,
    and the rules name tags some thousand times a sentence.
    """

    PERSON: TagName = TagName("person")
    SURNAME: TagName = TagName("surname")
    COUNTRY: TagName = TagName("country")
    DEMONYM: TagName = TagName("demonym")
    GOVERNMENT: TagName = TagName("government")
    PLACE: TagName = TagName("place")
    REGION: TagName = TagName("region")
    ORGANISATION: TagName = TagName("organisation")
    HEAD: TagName = TagName("head")
    SERIES: TagName = TagName("series")
    GATHERING: TagName = TagName("gathering")
    OUTLET: TagName = TagName("outlet")
    TITLE: TagName = TagName("title")
    ROLE: TagName = TagName("role")
    VERB: TagName = TagName("verb")
    NOUN: TagName = TagName("noun")
    GOVERNOR: TagName = TagName("governor")
    PROSPECT: TagName = TagName("prospect")
    PREDICATE: TagName = TagName("predicate")
    REPORT: TagName = TagName("report")
    SPEAKER: TagName = TagName("speaker")
    UNNAMED: TagName = TagName("unnamed")
    INSTITUTION: TagName = TagName("institution")
    SPOKESPERSON: TagName = TagName("spokesperson")
    OUTLET_WORD: TagName = TagName("outlet-word")
    DUAL: TagName = TagName("dual")
    PAIR: TagName = TagName("pair")
    DATE: TagName = TagName("date")


Tag = _Tags()
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

    tag: TagName
    key: str
    detail: str = ""
    form: str = ""
    strong: bool = True


Tags = Mapping[TagName, tuple[Reading, ...]]  # the readings of a surface by what they read it as
NO_TAGS: Tags = {}


def by_tag(readings: Iterable[Reading]) -> Tags:
    """Readings by their tags."""
    tags: dict[TagName, tuple[Reading, ...]] = {}
    for reading in readings:
        tags[reading.tag] = (*tags.get(reading.tag, ()), reading)
    return tags


@dataclass(slots=True)
class Span:
    """A surface found in the text, with everything that it can mean."""

    start: int
    end: int
    tags: Tags


@dataclass(slots=True)
class Node:
    """One unit of a sentence: a word, a punctuation mark, or a surface of the vocabulary or a date taken whole.

    No tuple with names, for one takes three times as long to make and five times as long to read; no node is ever changed.
    """

    start: int
    end: int
    low: str
    capital: bool
    tags: Tags
    date: DateSpan | None = None

    def get(self, tag: TagName) -> Reading | None:
        """The first reading under a tag."""
        known = self.tags
        return known[tag][0] if tag in known else None

    def has(self, *tags: TagName) -> bool:
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
