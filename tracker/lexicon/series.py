"""Summit series: the gatherings that recur under a name, and how texts write them."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tracker.domain import Kind
from tracker.lexicon.organisations import check_fields
from tracker.lexicon.surfaces import Surface, SurfaceKind, index
from tracker.lexicon.tables import LexiconError, read_toml

FIELDS = {"key", "label", "kind", "organisation", "names", "gatherings", "examples", "counterexamples"}
_NUMBERS = re.compile(r"\{(\d+)-(\d+)\}")


@dataclass(frozen=True, slots=True)
class Series:
    """A series. ``key`` is its short usual name and its id ("G20"); ``label`` how it is printed in full; ``kind`` what its editions are.

    Surfaces of kind NAME are the bare name ("G20", weak: "NATO"), of kind GATHERING unmistakable ("NATO summit", "COP28").
    """

    key: str
    label: str
    kind: Kind
    organisation: str | None
    surfaces: tuple[Surface, ...]
    examples: tuple[str, ...]
    counterexamples: tuple[str, ...]


@dataclass(frozen=True, slots=True, repr=False)
class AllSeries:
    """All series, by key and by lower-case surface."""

    by_key: dict[str, Series]
    surfaces: dict[str, tuple[Surface, ...]]

    def __getitem__(self, key: str) -> Series:
        return self.by_key[key]

    def get(self, key: str | None) -> Series | None:
        """The series of a key, if there is one."""
        return self.by_key.get(key) if key else None


def load_series(path: Path) -> AllSeries:
    """Read ``series.toml``."""
    table = read_toml(path)
    by_key: dict[str, Series] = {}
    for entry in table.get("series", ()):
        series = _series(path, entry, table["gathering_words"])
        if series.key in by_key:
            raise LexiconError(path, f"{series.key} stands twice; merge the two entries")
        by_key[series.key] = series
    return AllSeries(by_key, index(surface for one in by_key.values() for surface in one.surfaces))


def _series(path: Path, entry: dict[str, Any], words: dict[str, list[str]]) -> Series:
    check_fields(path, entry, FIELDS)
    try:
        kind = Kind(entry["kind"])
    except ValueError as error:
        raise LexiconError(path, f"{entry['key']} has kind {entry['kind']!r}; write one of {', '.join(Kind)}") from error
    return Series(
        key=entry["key"],
        label=entry.get("label", entry["key"]),
        kind=kind,
        organisation=entry.get("organisation"),
        surfaces=tuple(_surfaces(entry, words[kind])),
        examples=tuple(entry["examples"]),
        counterexamples=tuple(entry.get("counterexamples", ())),
    )


def _surfaces(entry: dict[str, Any], words: list[str]) -> Iterator[Surface]:
    """The bare names, every name with every gathering word ("G20" + "summit"), and the gatherings that are written out."""
    key = entry["key"]
    names = [Surface.parse(text, key, SurfaceKind.NAME) for text in entry.get("names", ())]
    yield from names
    for name, word in itertools.product(names, words):
        yield Surface(f"{name.text} {word}", key, SurfaceKind.GATHERING)
    for text in entry.get("gatherings", ()):
        for written in _numbered(text):
            yield Surface.parse(written, key, SurfaceKind.GATHERING)


def _numbered(text: str) -> list[str]:
    """Expand "COP{1-3}" to COP1, COP2, COP3; a text without braces stays as it is."""
    found = _NUMBERS.search(text)
    if not found:
        return [text]
    first, last = map(int, found.groups())
    return [text.replace(found[0], str(number)) for number in range(first, last + 1)]
