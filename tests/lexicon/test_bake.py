from __future__ import annotations

import pytest

from tracker.lexicon import LexiconError
from tracker.lexicon.bake import NAME_COLUMNS, City, Names, bake
from tracker.lexicon.tables import read_table

CITIES = (
    City(("Paris",), "US", 33.66, -95.56, 24_171),
    City(("Paris",), "FR", 48.85, 2.35, 2_138_551),
    City(("Vaduz",), "LI", 47.14, 9.52, 5_197),
    City(("München",), "DE", 48.14, 11.58, 1_260_391),
    City(("Lagos",), "NG", 6.45, 3.39, 15_388_000),
    City(("Lagos",), "NG", 6.0, 3.0, 20_000),
)


def names(tmp_path, *rows):
    path = tmp_path / "city_names.tsv"
    path.write_text("\n".join("\t".join(row) for row in (NAME_COLUMNS, *rows)), encoding="utf-8")
    return Names(read_table(path, NAME_COLUMNS), {"paris-fr", "vaduz-li"}, {"armenia"})


def lines(text):
    return [line for line in text.splitlines() if not line.startswith("#")]


def test_capitals_first_then_named_cities_then_by_population(tmp_path):
    text = bake(CITIES, names(tmp_path, ("Munich", "DE", "München; Muenchen")))
    assert lines(text) == [
        "Paris\tFR\t48.85\t2.35\t2138551\t",
        "Vaduz\tLI\t47.14\t9.52\t5197\t",
        "Munich\tDE\t48.14\t11.58\t1260391\tMünchen; Muenchen; Munchen",
        "Lagos\tNG\t6.45\t3.39\t15388000\t",
        "Paris?\tUS\t33.66\t-95.56\t24171\t",
    ]


def test_a_named_city_may_be_weak(tmp_path):
    text = bake(CITIES, names(tmp_path, ("Lagos?", "NG", "")))
    assert "Lagos?\tNG\t6.45\t3.39\t15388000\t" in lines(text)


def test_a_name_without_a_city_is_refused(tmp_path):
    with pytest.raises(LexiconError, match=r"city_names.tsv:2: GeoNames has no Camp David in US .*; add one, or use venues.tsv"):
        bake(CITIES, names(tmp_path, ("Camp David", "US", "")))


def test_a_weak_name_stays_weak_without_its_accents(tmp_path):
    cities = (*CITIES, City(("Huế",), "VN", 16.46, 107.59, 1_380_000))
    text = bake(cities, names(tmp_path, ("Hue?", "VN", "Huế")))
    assert "Hue?\tVN\t16.46\t107.59\t1380000\tHuế" in lines(text)


def test_a_city_that_is_named_like_a_country_is_weak(tmp_path):
    text = bake((*CITIES, City(("Armenia",), "CO", 4.53, -75.68, 315_000)), names(tmp_path))
    assert "Armenia?\tCO\t4.53\t-75.68\t315000\t" in lines(text)
