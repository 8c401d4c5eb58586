"""The places of American presidents' and secretaries' travels since 1995 (HistoryAtState, public domain), as printed there."""

from __future__ import annotations

import re
from collections import Counter
from xml.etree import ElementTree as ET

import pytest

SINCE = "1995"
COUNTRY_FLOOR = 0.97
COORDINATES_FLOOR = 0.95
_AND = re.compile(r", | and |;")


@pytest.fixture(scope="module")
def locales(shared) -> Counter[tuple[str, str]]:
    """Pairs of country and locale, as often as somebody went there. A locale that lists several is taken apart."""
    found: Counter[tuple[str, str]] = Counter()
    for folder in ("president-travels", "secretary-travels"):
        for path in sorted((shared / "data" / "historyatstate" / folder).glob("*.xml")):
            for trip in ET.parse(path).getroot().iter("trip"):
                if trip.findtext("start-date", "") >= SINCE:
                    parts = _AND.split(trip.findtext("locale", "").strip())
                    found.update((trip.findtext("country", "").strip(), part) for part in parts if part)
    return found


def test_locales_resolve_to_the_right_country(locales, lexicon):
    wrong = Counter()
    for (country, locale), times in locales.items():
        place, known = lexicon.places.resolve(locale), lexicon.countries.find(country)
        if not (place and known and place.country == known.iso):
            wrong[country, locale, place and place.country] += times
    share = 1 - wrong.total() / locales.total()
    print(f"country right without being told: {share:.4f} of {locales.total()}; wrong: {wrong.most_common(20)}")
    assert share >= COUNTRY_FLOOR


def test_locales_have_coordinates_in_their_country(locales, lexicon):
    missing = Counter()
    for (country, locale), times in locales.items():
        known = lexicon.countries.find(country)
        if not (known and lexicon.places.resolve(locale, known.iso)):
            missing[country, locale] += times
    share = 1 - missing.total() / locales.total()
    print(f"coordinates: {share:.4f} of {locales.total()}; missing: {missing.most_common(20)}")
    assert share >= COORDINATES_FLOOR


def test_every_country_of_the_travels_is_known(locales, lexicon):
    assert {country for country, _ in locales if not lexicon.countries.find(country)} == set()
