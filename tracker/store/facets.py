"""Under which leaders, venues, countries, series, kinds and words an event is found: ``facets_of`` is the one definition."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from tracker import wording
from tracker.domain import Event, Status
from tracker.lexicon import load
from tracker.lexicon.keys import plain, venue_key

DIMENSIONS = ("leader", "venue", "country", "series", "kind")
LEADER = "leader"
WORD = "word"
STOP_WORDS = frozenset({"a", "an", "and", "at", "for", "in", "of", "on", "s", "the", "to", "with"})
_WORDS = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class FacetName:
    """One value of a dimension, as filters write it (``key``) and as a person reads it (``label``)."""

    dimension: str
    key: str
    label: str

    @property
    def folded(self) -> str:
        """What words are looked for in: the label, and for a series its short name too."""
        return fold(f"{self.key} {self.label}" if self.dimension == "series" else self.label)


@functools.lru_cache(maxsize=65536)
def fold(text: str) -> str:
    """The text as it is searched: lower-case, accents dropped."""
    return plain(text).lower()


@functools.lru_cache(maxsize=65536)
def words(text: str) -> tuple[str, ...]:
    """The words that are searched for, each once; "of", "and" and the like find nothing and exclude nothing."""
    return tuple(dict.fromkeys(word for word in _WORDS.findall(fold(text)) if word not in STOP_WORDS))


def facets_of(event: Event) -> tuple[FacetName, ...]:
    """All facets of an event, each once: its own and, for the words of its title that none of those holds, a facet each."""
    named = tuple(dict.fromkeys(named_facets(event)))
    folded = [name.folded for name in named]
    free = (word for word in words(event.title) if not any(word in label for label in folded))
    return (*named, *(FacetName(WORD, word, word) for word in free))


def statuses_of(event: Event, names: Iterable[FacetName]) -> tuple[Status, ...]:
    """How the event stands under each of its facets: under a leader as it stands for him."""
    return tuple(event.status_of(name.key) if name.dimension == LEADER else event.status for name in names)


def series_label(key: str) -> str:
    """The series' full name, or the key of a series that the lexicon lacks."""
    series = load().series.get(key)
    return series.label if series else key


def named_facets(event: Event) -> Iterator[FacetName]:
    """What of an event has a name: its kind, leaders, venue, countries and series, without the words of its title."""
    yield FacetName("kind", event.kind.value, event.kind.value)
    for person in event.participants:
        yield FacetName(LEADER, person.key, person.name)
    place = event.place
    if place.city:
        yield FacetName("venue", venue_key(place.city, place.country), place.city)
    for iso in dict.fromkeys((*event.countries, *filter(None, [place.country]))):
        yield FacetName("country", iso, wording.country(iso))
    if event.series:
        yield FacetName("series", event.series, series_label(event.series))
