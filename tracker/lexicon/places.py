"""Places: cities, sites and areas where a meeting can be, with coordinates; and regions larger than a country."""

from __future__ import annotations

import functools
import re
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from pathlib import Path

from tracker.lexicon.keys import plain, venue_key
from tracker.lexicon.surfaces import WEAK, forms
from tracker.lexicon.tables import LIST_SEPARATOR, LexiconError, Row, read_raw_lines, read_table

VENUE_COLUMNS = ("site", "names", "city", "country", "latitude", "longitude", "example")
AREA_COLUMNS = ("country", "areas")
REGION_COLUMNS = ("region", "names")
TAB = "\t"
CITY_TABS = 5
REMEMBERED = 1 << 12  # places and names, many more than a day of news has
_QUALIFIER = re.compile(r"[,(]")
_APOSTROPHES = str.maketrans("’‘ʻ`", "''''")


@dataclass(frozen=True, slots=True)
class Location:
    """One place that a surface can mean. ``site`` is the building or resort where it is not the city itself ("White House").

    ``strong``: under this name a capital, a large city or a curated venue, which needs no support from its context. ``population`` is
    0 where it is not known.
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


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Places:
    """What a surface can mean as a place. All dictionaries go by lower-case surface.

    ``cities`` holds lines of ``cities.tsv``, which are parsed when they are asked for: 33,000 objects would cost the start more than
    all the rest. ``areas`` are states and provinces with the ISO code of their country, ``regions`` the usual names of larger ones.
    """

    venues: dict[str, tuple[Location, ...]]
    cities: dict[str, list[str]]
    areas: dict[str, str]
    regions: dict[str, str]

    @property
    def surfaces(self) -> AbstractSet[str]:
        """Every surface that means a location."""
        return self.venues.keys() | self.cities.keys()

    def candidates(self, name: str, country: str | None = None) -> tuple[Location, ...]:
        """Every place that the name can mean, likeliest first, in the country if one is given."""
        found = _meanings(self, name)
        return found if country is None else tuple(one for one in found if one.country == country)

    def resolve(self, name: str, country: str | None = None) -> Location | None:
        """The likeliest place of a name such as "Kiev", "Paris, France", "Camp David, Maryland" or "Kananaskis (Alberta)"."""
        if found := self.candidates(name, country):
            return found[0]
        head, *tail = _QUALIFIER.split(name, maxsplit=1)
        return self.resolve(head, country) if tail and head.strip() else None

    def located(self, surface: str) -> list[Location]:
        """Venues before cities, larger cities before smaller ones; a venue that is a city takes that city's population and its turn."""
        cities = {location.key: location for location in (_city(line, surface) for line in self.cities.get(surface, ()))}
        venues = [
            replace(venue, population=cities.pop(venue.key).population) if not venue.site and venue.key in cities else venue
            for venue in self.venues.get(surface, ())
        ]
        return [*venues, *cities.values()]


@functools.lru_cache(maxsize=REMEMBERED)
def _meanings(places: Places, name: str) -> tuple[Location, ...]:
    """Every place that a name can mean, likeliest first; the news speaks of the same few thousand."""
    surface = lookup(name)
    return tuple(places.located(surface) or places.located(plain(surface)))


def lookup(name: str) -> str:
    """A name as the surfaces have it: lower case, straight apostrophes, single spaces."""
    return " ".join(name.translate(_APOSTROPHES).lower().split())


def load_places(folder: Path) -> Places:
    """Read venues, cities, areas and regions."""
    regions = {row["region"]: (row["region"], *row.many("names")) for row in read_table(folder / "regions.tsv", REGION_COLUMNS)}
    areas = {row["country"]: row.many("areas") for row in read_table(folder / "areas.tsv", AREA_COLUMNS)}
    return Places(
        venues=_venues(folder / "venues.tsv"),
        cities=_cities(folder / "cities.tsv"),
        areas={name.lower(): country for country, names in areas.items() for name in names},
        regions={name.lower(): region for region, names in regions.items() for name in names},
    )


def _venues(path: Path) -> dict[str, tuple[Location, ...]]:
    found: dict[str, tuple[Location, ...]] = {}
    for row in read_table(path, VENUE_COLUMNS):
        location = _venue(row)
        for name in (row["site"], *row.many("names")):
            named = replace(location, strong=not name.endswith(WEAK))
            for form in forms(name.removesuffix(WEAK)):
                found[form] = (*found.get(form, ()), named)
    return found


def _venue(row: Row) -> Location:
    site = row["site"].removesuffix(WEAK)
    return Location(
        city=row["city"],
        country=row["country"],
        latitude=row.number("latitude"),
        longitude=row.number("longitude"),
        site=site if site != row["city"] else None,
    )


def _cities(path: Path) -> dict[str, list[str]]:
    """The lines of the bulk file by surface. It has no header: its comment names the columns, its order is the rank."""
    found: dict[str, list[str]] = {}
    for number, line in read_raw_lines(path):
        if line.count(TAB) != CITY_TABS:
            raise LexiconError(path, f"has {line.count(TAB)} tabs for {CITY_TABS}; run `python -m tracker.lexicon.bake`", number)
        name, others = line[: line.index(TAB)], line[line.rindex(TAB) + 1 :]
        for one in (name, *others.split(LIST_SEPARATOR)) if others else (name,):
            found.setdefault(one.removesuffix(WEAK).lower(), []).append(line)
    return found


@functools.lru_cache(maxsize=REMEMBERED)
def _city(line: str, surface: str) -> Location:
    """A line of ``cities.tsv``, as strong as the name under which it was found."""
    name, country, latitude, longitude, population, others = line.split("\t")
    weak = {one.removesuffix(WEAK).lower() for one in (name, *others.split(LIST_SEPARATOR)) if one.endswith(WEAK)}
    return Location(
        city=name.removesuffix(WEAK),
        country=country,
        latitude=float(latitude),
        longitude=float(longitude),
        population=int(population),
        strong=surface not in weak,
    )
