from __future__ import annotations

import pytest

from tests.mining.stage import stage
from tracker.lexicon import load
from tracker.mining.titles import TitleReader

REST = " will meet the king of Tonga."


def reader(text):
    return TitleReader(stage(text + REST).row, load())


@pytest.mark.parametrize(
    ("text", "country", "after"),
    [
        ("French President Emmanuel Macron", "FR", 1),
        ("France's president Emmanuel Macron", "FR", 2),
        ("The Kremlin chief", None, 0),
        ("President Emmanuel Macron", None, 0),
        ("Beijing mayor Emmanuel Macron", "CN", 1),
        ("Lyon mayor Emmanuel Macron", None, 0),
    ],
)
def test_whose_office(text, country, after):
    found, _, end = reader(text).owner(0)
    assert (found, end) == (country, after)


@pytest.mark.parametrize(
    ("text", "office", "end"),
    [
        ("President Emmanuel Macron", "head-of-state", 1),
        ("Prime Minister Rishi Sunak", "head-of-government", 1),
        ("Foreign Minister Wang Yi", "foreign-minister", 1),
        ("Secretary of State Antony Blinken", "foreign-minister", 1),
        ("Deputy Foreign Minister Lars Bergqvist", "deputy-foreign-minister", 1),
        ("Emmanuel Macron", "", 0),
    ],
)
def test_offices(text, office, end):
    assert reader(text).title(0) == (office, end)


@pytest.mark.parametrize(
    ("text", "country"),
    [
        ("President of Indonesia Joko Widodo", "ID"),
        ("President of the United States Joe Biden", "US"),
        ("President from Indonesia Joko Widodo", "ID"),
        ("President Joko Widodo", None),
        ("President of the club Joko Widodo", None),
    ],
)
def test_of_which_country(text, country):
    assert reader(text).of_country(1)[0] == country


@pytest.mark.parametrize(
    ("surface", "country"), [("paris", "FR"), ("beijing", "CN"), ("kyiv", "UA"), ("the hague", "NL"), ("lyon", None), ("new york", None)]
)
def test_capitals(surface, country):
    assert reader("President Joko Widodo").capital_of(surface) == country


@pytest.mark.parametrize(
    ("text", "skipped"), [("Former President Joko Widodo", 1), ("Visiting President Joko Widodo", 1), ("President Joko Widodo", 0)]
)
def test_modifiers_are_skipped(text, skipped):
    assert reader(text).skip_modifiers(0) == skipped
