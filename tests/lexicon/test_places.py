from __future__ import annotations

from pathlib import Path

import pytest

from tracker.lexicon import FOLDER, LexiconError, load
from tracker.lexicon.places import VENUE_COLUMNS, _city, load_places
from tracker.lexicon.tables import read_lines, read_table, read_toml

PLACES = load().places
CASES = read_toml(Path(__file__).parent.parent / "cases" / "places.toml")


@pytest.mark.parametrize(("name", "city", "country"), CASES["resolves"])
def test_resolve(name, city, country):
    found = PLACES.resolve(name)
    assert (found.city, found.country) == (city, country)


@pytest.mark.parametrize(("name", "hint", "key"), CASES["in_country"])
def test_a_country_chooses_among_namesakes(name, hint, key):
    assert PLACES.resolve(name, hint).key == key


@pytest.mark.parametrize(("name", "hint"), CASES["nowhere"])
def test_what_is_no_place(name, hint):
    assert PLACES.resolve(name, hint or None) is None


@pytest.mark.parametrize(("name", "strong"), CASES["strength"])
def test_strength_belongs_to_the_name(name, strong):
    assert PLACES.resolve(name).strong is strong


def test_a_venue_that_is_a_city_has_its_population_and_stands_once():
    found = PLACES.candidates("Busan", "KR")
    assert len(found) == 1
    assert found[0].population > 3_000_000


def test_a_site_is_named_beside_its_city():
    found = PLACES.resolve("White House")
    assert (found.site, found.city, found.key) == ("White House", "Washington", "washington-us")
    assert PLACES.resolve("Camp David").site is None


@pytest.mark.parametrize("row", list(read_table(FOLDER / "venues.tsv", VENUE_COLUMNS)), ids=lambda row: row["site"])
def test_every_venue_stands_in_its_example_and_on_the_globe(row, lexicon):
    names = [name.removesuffix("?") for name in (row["site"], *row.many("names"))]
    assert any(name.lower() in row["example"].lower() for name in names)
    assert -90 <= row.number("latitude") <= 90
    assert -180 <= row.number("longitude") <= 180
    for name in names:
        assert any(one.city == row["city"] for one in PLACES.candidates(name, row["country"])), name


def test_every_city_line_can_be_read(lexicon):
    for line, cells in read_lines(FOLDER / "cities.tsv"):
        location = _city("\t".join(cells), "x")
        assert -90 <= location.latitude <= 90, line
        assert -180 <= location.longitude <= 180, line
        assert len(location.country) == 2, line


def test_areas_and_regions(lexicon):
    assert PLACES.areas["texas"] == "US"
    assert set(PLACES.areas.values()) <= set(lexicon.countries.by_iso)
    assert PLACES.regions["balkan"] == "Balkans"
    assert PLACES.regions["southeast asian"] == "Southeast Asia"
    assert "japan" not in PLACES.regions


def test_regions_are_no_countries(lexicon):
    assert not [name for name in PLACES.regions if lexicon.countries.find(name)]


def test_a_broken_city_line_is_refused(tmp_path):
    for name in ("venues.tsv", "regions.tsv", "areas.tsv"):
        (tmp_path / name).write_text((FOLDER / name).read_text(encoding="utf-8"), encoding="utf-8")
    (tmp_path / "cities.tsv").write_text("Oslo\tNO\n", encoding="utf-8")
    with pytest.raises(LexiconError, match=r"cities.tsv:1: has 1 tabs for 5; run `python -m tracker.lexicon.bake`"):
        load_places(tmp_path)
