"""Surfaces: the ways in which a text writes the name of something that the lexicon knows."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from tracker.lexicon.keys import plain

WEAK = "?"
SHORT_ACRONYM = 3


class SurfaceKind(StrEnum):
    """What a surface says about its key."""

    NAME = "name"  # the thing itself: "Japan", "NATO"
    ADJECTIVE = "adjective"  # "Japanese", "Swedish", and nouns for its people: "Swedes", "Spaniard"
    CAPITAL = "capital"  # a city that may stand for its government: "Moscow"
    GOVERNMENT = "government"  # a seat or nickname that means the government: "the Kremlin", "Downing Street"
    HEAD = "head"  # the title of the one who leads an organisation: "NATO chief"
    GATHERING = "gathering"  # a summit or conference in so many words: "G20 summit", "COP28"


@dataclass(frozen=True, slots=True)
class Surface:
    """One way to write ``key``. ``text`` has straight apostrophes; a weak one (not ``strong``) needs support from its context."""

    text: str
    key: str
    kind: SurfaceKind
    strong: bool = True

    @classmethod
    def parse(cls, written: str, key: str, kind: SurfaceKind) -> Surface:
        """Read a data file's notation, in which a question mark at the end says weak: "Jordan?"."""
        return cls(written.removesuffix(WEAK), key, kind, strong=not written.endswith(WEAK))

    def fits(self, found: str) -> bool:
        """Whether the words found in a text, which agree but for case, agree in case as well.

        A short acronym must stand as written ("US", "WHO", never "us", "who"); a longer one may be capitalised as a name ("Nato",
        "Cop28"); a name must start with a capital; a surface in small letters ("six-party talks") may stand in any case.
        """
        if self.text.islower():
            return True
        if self.text.isupper() and self.text.isalpha() and len(self.text) <= SHORT_ACRONYM:
            return found == self.text
        return found[:1] == self.text[:1] and not found.islower()


def forms(text: str) -> tuple[str, ...]:
    """A text in lower case, and without accents where it has some."""
    lowered = text.lower()
    return (lowered,) if lowered.isascii() else (lowered, plain(lowered))


def index(surfaces: Iterable[Surface]) -> dict[str, tuple[Surface, ...]]:
    """Surfaces by their lower-case text, with and without accents; one that is written twice for a key counts once.

    Of several meanings the strong ones come first ("Dominican": the Dominican Republic before Dominica).
    """
    found: dict[str, list[Surface]] = {}
    for surface in surfaces:
        for form in forms(surface.text):
            known = found.setdefault(form, [])
            if not any(one.key == surface.key and one.kind is surface.kind for one in known):
                known.append(surface)
    return {form: tuple(sorted(known, key=lambda one: not one.strong)) for form, known in found.items()}
