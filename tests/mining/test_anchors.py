from __future__ import annotations

import datetime as dt

import pytest

from tracker.domain import LinkKind, Place, Precision, When
from tracker.lexicon import load
from tracker.mining.anchors import anchor, edition_of, infer_year

BASE = dt.date(2017, 4, 27)


def month(year, number):
    last = dt.date(year + number // 12, number % 12 + 1, 1) - dt.timedelta(days=1)
    return When(dt.date(year, number, 1), last, Precision.MONTH)


@pytest.mark.parametrize(
    ("series", "when", "place", "key"),
    [
        ("G20", When(), Place(), "G20-2017"),
        ("G20", month(2017, 7), Place("Hamburg", "DE"), "G20-2017"),
        ("G20", When(), Place("Hamburg", "DE"), "G20-2017"),
        ("G20", month(2017, 9), Place(), None),
        ("G20", When(), Place("Osaka", "JP"), None),
        ("G20", When(), Place(None, "DE"), "G20-2017"),
        ("G20", When(), Place(None, "FR"), None),
        ("G7", When(), Place(), "G7-2017"),
        ("NATO", When(), Place("Brussels", "BE"), "NATO-2017"),
        ("no such series", When(), Place(), None),
    ],
)
def test_the_edition_that_a_text_means(series, when, place, key):
    found = edition_of(series, when, place, BASE, load())
    assert (found and found.key) == key


def test_an_edition_that_has_passed_is_not_meant():
    found = edition_of("G20", When(), Place(), dt.date(2017, 9, 1), load())
    assert found is None or found.earliest > dt.date(2017, 9, 1)


def test_a_text_of_the_week_after_may_still_mean_it():
    assert edition_of("G20", When(), Place(), dt.date(2017, 7, 10), load()).key == "G20-2017"


def test_accents_do_not_hide_a_city():
    assert edition_of("G7", When(), Place("Taorminà", "IT"), BASE, load()).key == "G7-2017"


def test_an_anchor_carries_the_editions_days_and_place():
    edition = edition_of("G20", When(), Place(), BASE, load())
    found = anchor(edition, LinkKind.SIDELINE_OF)
    assert (found.edition, found.earliest, found.latest) == ("G20-2017", dt.date(2017, 7, 7), dt.date(2017, 7, 8))
    assert (found.city, found.country, found.relation) == ("Hamburg", "DE", LinkKind.SIDELINE_OF)


@pytest.mark.parametrize(
    ("named", "year"),
    [
        ([("G20", "Hamburg")], 2017),
        ([("G20", "Hamburg"), ("G7", "Taormina"), ("NATO", "Brussels")], 2017),
        ([("G7", "Hiroshima")], 2023),
        ([("NATO", "Brussels")], None),
        ([("G20", "Nowhere")], None),
        ([], None),
        ([("G20", "Hamburg"), ("G7", "Hiroshima")], None),
    ],
)
def test_the_year_of_an_undated_text(named, year):
    assert infer_year(named, load()) == year


def test_the_only_edition_of_a_country_may_be_called_by_another_place():
    """Carbis Bay lies in Cornwall; the virtual meeting of the same year, of which no place is known, is not meant."""
    assert edition_of("G7", When(), Place("Cornwall", "GB"), dt.date(2021, 4, 23), load()).key == "G7-2021"


def test_where_a_country_has_several_editions_ahead_the_city_decides():
    found = edition_of("EU", When(), Place("Ghent", "BE"), dt.date(2005, 11, 23), load())
    assert found is None or found.city != "Brussels"
