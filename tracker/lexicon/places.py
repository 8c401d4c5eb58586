"""Places: cities, sites and areas where a meeting can be, with coordinates; and regions larger than a country."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from tracker.lexicon.keys import plain, venue_key
from tracker.lexicon.surfaces import WEAK
from tracker.lexicon.tables import Row, read_lines, read_table

VENUE_COLUMNS = ("site", "names", "city", "country", "latitude", "longitude", "example")
REGION_COLUMNS = ("region", "names")


@dataclass(frozen=True, slots=True)
class Location:
    """One place that a surface can mean. ``site`` is the building or resort where it is not the city itself ("White House").

    ``strong``: a capital, a large city or a curated venue, which needs no support from its context. ``population`` is 0 for venues.
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
    """Locations by lower-case surface, the diplomatic default first, and regions ("Europe") by lower-case surface."""

    surfaces: dict[str, tuple[Location, ...]]
    regions: dict[str, str]

    def candidates(self, name: str, country: str | None = None) -> tuple[Location, ...]:
        """Every place that the name can mean, likeliest first, in the country if one is given."""
        found = self.surfaces.get(lookup(name)) or self.surfaces.get(plain(lookup(name)), ())
        return tuple(one for one in found if country is None or one.country == country)

    def resolve(self, name: str, country: str | None = None) -> Location | None:
        """The likeliest place of a name such as "Kiev", "Paris, France" or "Camp David, Maryland"."""
        if found := self.candidates(name, country):
            return found[0]
        head, comma, _ = name.partition(",")
        return self.resolve(head, country) if comma else None


def lookup(name: str) -> str:
    """A name as the surfaces have it: lower case, straight apostrophes, single spaces."""
    return " ".join(name.replace("’", "'").lower().split())


def load_places(folder: Path) -> Places:
    """Read ``venues.tsv``, ``cities.tsv`` and ``regions.tsv``. Venues stand before cities, larger cities before smaller ones."""
    surfaces: dict[str, list[Location]] = {}
    for names, location in (*_venues(folder / "venues.tsv"), *_cities(folder / "cities.tsv")):
        for name in names:
            surfaces.setdefault(name, []).append(location)
    return Places({name: tuple(found) for name, found in surfaces.items()}, _regions(folder / "regions.tsv"))


def _venues(path: Path) -> Iterator[tuple[set[str], Location]]:
    for row in read_table(path, VENUE_COLUMNS):
        yield _forms(row["site"], *row.many("names")), _venue(row)


def _venue(row: Row) -> Location:
    site = row["site"] if row["site"] != row["city"] else None
    return Location(row["city"], row["country"], row.number("latitude"), row.number("longitude"), site=site)


def _cities(path: Path) -> Iterator[tuple[set[str], Location]]:
    """The bulk file has no header: name, country, latitude, longitude, population. Its order is the rank."""
    for _, (name, country, latitude, longitude, population) in read_lines(path):
        city = name.removesuffix(WEAK)
        yield _forms(city), Location(city, country, float(latitude), float(longitude), int(population), strong=city is name)


def _forms(*names: str) -> set[str]:
    lowered = {name.lower() for name in names}
    return lowered | {plain(name) for name in lowered}


def _regions(path: Path) -> dict[str, str]:
    rows = list(read_table(path, REGION_COLUMNS))
    return {form: row["region"] for row in rows for form in _forms(row["region"], *row.many("names"))}
