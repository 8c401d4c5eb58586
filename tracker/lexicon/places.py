"""Places: cities, sites and areas where a meeting can be, with coordinates; and regions larger than a country."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from tracker.lexicon.keys import plain, venue_key
from tracker.lexicon.surfaces import WEAK
from tracker.lexicon.tables import LIST_SEPARATOR, LexiconError, Row, read_lines, read_table

VENUE_COLUMNS = ("site", "names", "city", "country", "latitude", "longitude", "example")
AREA_COLUMNS = ("country", "areas")
REGION_COLUMNS = ("region", "names")
_QUALIFIER = re.compile(r"[,(]")


@dataclass(frozen=True, slots=True)
class Location:
    """One place that a surface can mean. ``site`` is the building or resort where it is not the city itself ("White House").

    ``strong``: under this name a capital, a large city or a curated venue, which needs no support from its context. ``population`` is
    0 for venues.
    """

    city: str
    country: str
    latitude: float
    longitude: float
    population: int = 0
    site: str | None = None
    strong: bool = True

    @property
    def key(self) -> str:
        """The venue key: "hamburg-de", "washington-us" (for the White House too)."""
        return venue_key(self.city, self.country)


@dataclass(frozen=True, slots=True, repr=False)
class Places:
    """Locations by lower-case surface, the diplomatic default first.

    ``areas`` are states and provinces ("Texas") with the ISO code of their country, ``regions`` larger than one ("Balkan" -> "Balkans");
    both by lower-case surface with whether the surface is strong.
    """

    surfaces: dict[str, tuple[Location, ...]]
    areas: dict[str, tuple[str, bool]]
    regions: dict[str, tuple[str, bool]]

    def candidates(self, name: str, country: str | None = None) -> tuple[Location, ...]:
        """Every place that the name can mean, likeliest first, in the country if one is given."""
        found = self.surfaces.get(lookup(name)) or self.surfaces.get(plain(lookup(name)), ())
        return tuple(one for one in found if country is None or one.country == country)

    def resolve(self, name: str, country: str | None = None) -> Location | None:
        """The likeliest place of a name such as "Kiev", "Paris, France", "Camp David, Maryland" or "Kananaskis (Alberta)"."""
        if found := self.candidates(name, country):
            return found[0]
        head, *tail = _QUALIFIER.split(name, maxsplit=1)
        return self.resolve(head, country) if tail and head.strip() else None


def lookup(name: str) -> str:
    """A name as the surfaces have it: lower case, straight apostrophes, single spaces."""
    return " ".join(name.replace("’", "'").replace("‘", "'").replace("ʻ", "'").lower().split())


def load_places(folder: Path) -> Places:
    """Read venues, cities, areas and regions. Venues stand before cities, larger cities before smaller ones."""
    surfaces: dict[str, list[Location]] = {}
    for names, location in (*_venues(folder / "venues.tsv"), *_cities(folder / "cities.tsv")):
        for name in names:
            _add(surfaces, name, location)
    return Places(
        surfaces={name: tuple(found) for name, found in surfaces.items()},
        areas=_groups(read_table(folder / "areas.tsv", AREA_COLUMNS), "country", "areas"),
        regions=_groups(read_table(folder / "regions.tsv", REGION_COLUMNS), "region", "names"),
    )


def _add(surfaces: dict[str, list[Location]], name: str, location: Location) -> None:
    """Enter a location under a name, with and without accents, unless a better entry of the same place stands there."""
    if name.endswith(WEAK):
        name, location = name.removesuffix(WEAK), replace(location, strong=False)
    lowered = name.lower()
    for form in (lowered,) if lowered.isascii() else (lowered, plain(lowered)):
        surfaces.setdefault(form, []).append(location)


def _venues(path: Path) -> Iterator[tuple[tuple[str, ...], Location]]:
    for row in read_table(path, VENUE_COLUMNS):
        yield (row["site"], *row.many("names")), _venue(row)


def _venue(row: Row) -> Location:
    site = row["site"].removesuffix(WEAK)
    return Location(
        city=row["city"],
        country=row["country"],
        latitude=row.number("latitude"),
        longitude=row.number("longitude"),
        site=site if site != row["city"] else None,
    )


def _cities(path: Path) -> Iterator[tuple[tuple[str, ...], Location]]:
    """The bulk file has no header: its comment names the columns, its order is the rank."""
    for line, cells in read_lines(path):
        try:
            name, country, latitude, longitude, population, others = cells
            location = Location(name.removesuffix(WEAK), country, float(latitude), float(longitude), int(population))
        except ValueError as error:
            raise LexiconError(path, f"is no baked line ({error}); run `python -m tracker.lexicon.bake`", line) from error
        yield (name, *others.split(LIST_SEPARATOR)) if others else (name,), location


def _groups(rows: Iterable[Row], key: str, names: str) -> dict[str, tuple[str, bool]]:
    """The names of each row, by lower-case surface; a key of two letters is a code and no name."""
    pairs = ((name, row[key]) for row in rows for name in (*row.many(names), *([row[key]] if len(row[key]) > 2 else ())))
    return {name.removesuffix(WEAK).lower(): (key, not name.endswith(WEAK)) for name, key in pairs}
