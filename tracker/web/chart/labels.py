"""The words beside a mark: as many as tell it apart in its lane, cut to length and to the room there is."""

from __future__ import annotations

from functools import lru_cache

from tracker.domain import Event, Kind, Participant
from tracker.lexicon import load
from tracker.wording import COMING, KIND_LABELS, absent

LONGEST = 36
SHORTEST = 4  # letters; fewer before a "…" say nothing
SIZE = 12.5
NARROW = frozenset("ijlftrI.,:;'’|()[] -–·")
WIDE = frozenset("mwMWQGOCDHNU@%&—")


def label(event: Event, dimension: str, lane: str) -> str:
    """Who or what, then where; the lane's own leader, venue or series is left out, as the lane says it already."""
    what = _gathering(event) or _others(event, lane) or event.series or KIND_LABELS[event.kind]
    if dimension == "series" and what == lane:
        what = KIND_LABELS[event.kind]
    where = "" if dimension == "venue" else event.place.city or event.place.region or ""
    if dimension == "none":
        return _cut(event.title)
    there = what if where in what else f"{what}, {where}"
    return _cut(f"{there}: {COMING[event.status]}" if absent(event) else there)


def _gathering(event: Event) -> str:
    """A summit goes by its series: naming two who attend would make it look like a meeting of theirs."""
    return event.series or "" if event.kind in (Kind.SUMMIT, Kind.CONFERENCE) else ""


def _others(event: Event, lane: str) -> str:
    names = [short_name(person) for person in event.participants if person.key != lane]
    if len(names) > 2:
        return f"{names[0]} +{len(names) - 1}" if not event.series else ""
    return "–".join(names) if len(event.participants) == len(names) else " & ".join(names)


def _cut(text: str) -> str:
    return text if len(text) <= LONGEST else text[: LONGEST - 1].rstrip(" ,") + "…"


def short_name(person: Participant) -> str:
    """The family name as the lexicon knows it ("Xi", "Putin"), else the last word."""
    family = _family_names().get(person.key)
    return family or person.name.rpartition(" ")[2]


@lru_cache(maxsize=1)
def _family_names() -> dict[str, str]:
    people = load().people
    found: dict[str, str] = {}
    for surname, keys in people.surnames.items():
        for key in keys:
            start = f" {people.by_key[key].name.lower()} ".find(f" {surname} ")
            if start >= 0 and len(surname) > len(found.get(key, "")):
                found[key] = people.by_key[key].name[start : start + len(surname)]
    return found


def within(text: str, room: float) -> str:
    """The text cut to so many pixels; nothing where hardly a word would be left."""
    if width(text) <= room:
        return text
    while text and width(text) + _em("…") * SIZE > room:
        text = text[:-1]
    text = text.rstrip(" ,–-")
    return f"{text}…" if len(text) >= SHORTEST else ""


@lru_cache(maxsize=8192)
def width(text: str) -> float:
    """Pixels of a label, near enough to keep labels apart."""
    return sum(_em(character) for character in text) * SIZE


def _em(character: str) -> float:
    if character in NARROW:
        return 0.3
    if character in WIDE:
        return 0.74
    return 0.58 if character.isupper() else 0.5
