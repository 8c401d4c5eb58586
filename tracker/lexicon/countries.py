"""Countries: names, adjectives, capitals and the nicknames of their governments, by ISO 3166-1 alpha-2 code."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from tracker.lexicon.surfaces import Surface, SurfaceKind, index
from tracker.lexicon.tables import Row, read_table

COLUMNS = ("iso", "standing", "name", "names", "adjectives", "capitals", "governments")
STANDINGS = ("member", "observer", "state", "territory")
_PARENTHESIS = re.compile(r"(?P<outer>.*\S) \((?P<inner>.*)\)")
_KINDS = {
    "names": SurfaceKind.NAME,
    "adjectives": SurfaceKind.ADJECTIVE,
    "capitals": SurfaceKind.CAPITAL,
    "governments": SurfaceKind.GOVERNMENT,
}


@dataclass(frozen=True, slots=True)
class Country:
    """A state or territory. ``standing``: UN member or observer, other state (Taiwan, Kosovo), or territory (Hong Kong, Greenland).

    Names of former states and former names stand with the state that followed ("Soviet Union" with RU, "Zaire" with CD).
    """

    iso: str
    standing: str
    name: str
    surfaces: tuple[Surface, ...]

    def texts(self, kind: SurfaceKind) -> tuple[str, ...]:
        """How it is written, for one kind of surface, the usual form first."""
        return tuple(surface.text for surface in self.surfaces if surface.kind is kind)

    @property
    def adjective(self) -> str:
        """The usual adjective, else the name: "French", "Kosovo"."""
        return next(iter(self.texts(SurfaceKind.ADJECTIVE)), self.name)

    @property
    def capital(self) -> str | None:
        """The seat of government under its usual English name."""
        return next(iter(self.texts(SurfaceKind.CAPITAL)), None)


@dataclass(frozen=True, slots=True, repr=False)
class Countries:
    """All countries, by code and by lower-case surface."""

    by_iso: dict[str, Country]
    surfaces: dict[str, tuple[Surface, ...]]

    def __getitem__(self, iso: str) -> Country:
        return self.by_iso[iso]

    def get(self, iso: str | None) -> Country | None:
        """The country of a code, if there is one."""
        return self.by_iso.get(iso) if iso else None

    def name_of(self, iso: str) -> str:
        """The usual English name; what is no country's code (an organisation's, "EU") stands as it is."""
        found = self.by_iso.get(iso)
        return found.name if found else iso

    def find(self, name: str) -> Country | None:
        """The country of a name, adjective or government's nickname, whatever its case; None if there is none.

        Reads registers' forms too: "Korea, Republic of", "Burma (Myanmar)", and the part in "Denmark (Greenland)" before the whole.
        """
        for form in _forms(name.replace("’", "'").strip().lower()):
            for surface in self.surfaces.get(form, ()):
                if surface.kind is not SurfaceKind.CAPITAL:
                    return self.by_iso[surface.key]
        return None


def _forms(name: str) -> Iterator[str]:
    yield name
    if parts := _PARENTHESIS.fullmatch(name):
        yield parts["inner"]
        yield parts["outer"]
    head, comma, tail = name.partition(", ")
    if comma:
        yield f"{tail} {head}"
        yield head


def load_countries(path: Path) -> Countries:
    """Read ``countries.tsv``."""
    by_iso: dict[str, Country] = {}
    for row in read_table(path, COLUMNS):
        country = _country(row)
        if country.iso in by_iso:
            raise row.wrong(f"{country.iso} stands twice; merge the two lines")
        by_iso[country.iso] = country
    return Countries(by_iso, index(surface for country in by_iso.values() for surface in country.surfaces))


def _country(row: Row) -> Country:
    if row["standing"] not in STANDINGS:
        raise row.wrong(f"standing is {row['standing']!r}; write one of {', '.join(STANDINGS)}")
    iso = row["iso"]
    own = Surface.parse(row["name"], iso, SurfaceKind.NAME)
    others = (Surface.parse(text, iso, kind) for column, kind in _KINDS.items() for text in row.many(column))
    return Country(iso, row["standing"], own.text, (own, *others))
