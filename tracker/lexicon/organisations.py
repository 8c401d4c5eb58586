"""International organisations and other parties that are no states: names, heads' titles, seats."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tracker.lexicon.surfaces import Surface, SurfaceKind, index
from tracker.lexicon.tables import LexiconError, read_toml

FIELDS = {"key", "name", "surfaces", "heads", "seat", "country", "examples", "counterexamples"}


@dataclass(frozen=True, slots=True)
class Organisation:
    """An organisation. ``seat`` is its city, ``country`` the ISO code of the country of its seat, or that a movement belongs to."""

    key: str
    name: str
    surfaces: tuple[Surface, ...]
    seat: str | None
    country: str | None
    examples: tuple[str, ...]
    counterexamples: tuple[str, ...]


@dataclass(frozen=True, slots=True, repr=False)
class Organisations:
    """All organisations, by key and by lower-case surface."""

    by_key: dict[str, Organisation]
    surfaces: dict[str, tuple[Surface, ...]]

    def __getitem__(self, key: str) -> Organisation:
        return self.by_key[key]

    def get(self, key: str | None) -> Organisation | None:
        """The organisation of a key, if there is one."""
        return self.by_key.get(key) if key else None


def load_organisations(path: Path) -> Organisations:
    """Read ``organisations.toml``."""
    by_key: dict[str, Organisation] = {}
    for entry in read_toml(path).get("organisation", ()):
        organisation = _organisation(path, entry)
        if organisation.key in by_key:
            raise LexiconError(path, f"{organisation.key} stands twice; merge the two entries")
        by_key[organisation.key] = organisation
    return Organisations(by_key, index(surface for one in by_key.values() for surface in one.surfaces))


def _organisation(path: Path, entry: dict[str, Any]) -> Organisation:
    check_fields(path, entry, FIELDS)
    key = entry["key"]
    names = (Surface.parse(text, key, SurfaceKind.NAME) for text in (entry["name"], *entry.get("surfaces", ())))
    heads = (Surface.parse(text, key, SurfaceKind.HEAD) for text in entry.get("heads", ()))
    return Organisation(
        key=key,
        name=entry["name"],
        surfaces=(*names, *heads),
        seat=entry.get("seat"),
        country=entry.get("country"),
        examples=tuple(entry["examples"]),
        counterexamples=tuple(entry.get("counterexamples", ())),
    )


def check_fields(path: Path, entry: dict[str, Any], known: set[str]) -> None:
    """Raise if an entry lacks key or examples, or has a field that nothing reads."""
    label = entry.get("key", "an entry without key")
    if unknown := sorted(set(entry) - known):
        raise LexiconError(path, f"{label} has {', '.join(unknown)}; known fields are {', '.join(sorted(known))}")
    if missing := [name for name in ("key", "examples") if not entry.get(name)]:
        raise LexiconError(path, f"{label} has no {' and no '.join(missing)}; every entry carries them")
