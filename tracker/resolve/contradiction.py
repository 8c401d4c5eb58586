"""Whether what sources say of a field contradicts an analyst's word, or only says it less exactly."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from typing import Any

from tracker.domain import Place, When
from tracker.resolve.parties import ENCOUNTERS


def leaves_room(field: str, said: Any, own: Any) -> bool:
    """Whether the sources' value can be true where the analyst's is: "in Peru" and Lima, "in May" and 12 May, fewer of the people."""
    return bool(said == own or (field in _ROOM and _ROOM[field](said, own)))


def same(field: str, one: Any, other: Any) -> bool:
    """Whether two values say the same, in whatever words."""
    return leaves_room(field, one, other) and leaves_room(field, other, one)


def _window(said: When, own: When) -> bool:
    """A window holds every day in it; stated days are a duration and hold nothing but themselves."""
    if said.earliest is None or said.latest is None:
        return True
    if own.earliest is None or own.latest is None:
        return False
    if said.exact:
        return own.exact and (said.earliest, said.latest) == (own.earliest, own.latest)
    return said.earliest <= own.earliest and own.latest <= said.latest


def _place(said: Place, own: Place) -> bool:
    told = ((said.country, own.country), (said.city, own.city), (said.site, own.site))
    return all(theirs is None or theirs == mine for theirs, mine in told)


def _among(said: Collection[Any], own: Collection[Any]) -> bool:
    return set(said) <= set(own)


_ROOM: Mapping[str, Callable[[Any, Any], bool]] = {
    "title": lambda *_: True,  # made out of the other fields: nobody says it
    "kind": lambda said, own: {said, own} <= ENCOUNTERS,
    "when": _window,
    "place": _place,
    "participants": lambda said, own: _among([person.key for person in said], [person.key for person in own]),
    "countries": _among,
    "series": lambda said, _: said is None,
}
