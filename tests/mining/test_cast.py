from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.lexicon import load
from tracker.lexicon.keys import slug
from tracker.mining.cast import Cast, Figure


@pytest.fixture
def cast():
    return Cast(load(), dt.date(2024, 5, 15))


def known(cast, key):
    return cast.figure(load().people.by_key[key])


def test_a_figure_has_the_office_of_the_day(cast):
    figure = known(cast, "emmanuel-macron")
    assert (figure.name, figure.country, figure.office) == ("Emmanuel Macron", "FR", "head-of-state")


def test_before_the_term_there_is_no_office():
    figure = known(Cast(load(), dt.date(2003, 1, 1)), "emmanuel-macron")
    assert figure.office == ""


def test_who_was_named_in_full_is_meant_by_the_surname(cast):
    cast.add(known(cast, "justin-trudeau"))
    assert cast.called("trudeau").key == "justin-trudeau"


def test_the_last_one_named_takes_the_surname(cast):
    cast.add(Figure("jim-kim", "Jim Kim", "US"))
    cast.add(known(cast, "kim-jong-un"))
    assert cast.called("kim").key == "kim-jong-un"


def test_what_is_said_later_adds_to_a_figure(cast):
    cast.unlisted("Tariq Mansoor", None, "")
    cast.unlisted("Tariq Mansoor", "JO", "deputy")
    figure = cast.by_key["tariq-mansoor"]
    assert (figure.country, figure.office, figure.listed) == ("JO", "deputy", False)
    assert cast.named["tariq-mansoor"] == 2


def test_what_is_said_first_stands(cast):
    cast.unlisted("Tariq Mansoor", "JO", "minister")
    cast.unlisted("Tariq Mansoor", "IQ", "envoy")
    assert cast.by_key["tariq-mansoor"].country == "JO"


@pytest.mark.parametrize(
    ("office", "country", "key"),
    [
        ("head-of-state", "FR", "emmanuel-macron"),
        ("head-of-government", "DE", "olaf-scholz"),
        ("head-of-state", "DE", None),
        ("head-of-government", None, "olaf-scholz"),
        ("foreign-minister", "DE", None),
    ],
)
def test_a_title_alone_means_the_figure_who_holds_it(cast, office, country, key):
    cast.add(known(cast, "emmanuel-macron"))
    cast.add(known(cast, "olaf-scholz"))
    figure = cast.titled(office, country)
    assert (figure and figure.key) == key


def test_a_title_alone_means_the_one_most_often_named_of_late(cast):
    for turn, key in enumerate(["emmanuel-macron", "emmanuel-macron", "xi-jinping"]):
        cast.turn = turn
        cast.add(known(cast, key))
    assert cast.titled("head-of-state", None).key == "emmanuel-macron"
    assert cast.titled("head-of-state", "CN").key == "xi-jinping"


def test_one_named_long_before_gives_way_but_in_a_headline(cast):
    for turn, key in enumerate(["emmanuel-macron", "emmanuel-macron", "xi-jinping"]):
        cast.turn = 9 * turn
        cast.add(known(cast, key))
    cast.turn += 1
    assert cast.titled("head-of-state", None).key == "xi-jinping"
    assert cast.titled("head-of-state", None, main=True).key == "emmanuel-macron"


def test_whom_only_the_same_sentence_names_gives_way_to_whom_one_before_names(cast):
    cast.add(known(cast, "emmanuel-macron"))
    cast.turn = 1
    cast.add(known(cast, "xi-jinping"))
    assert cast.titled("head-of-state", None).key == "emmanuel-macron"
    cast.turn = 2
    assert cast.titled("head-of-state", None).key == "xi-jinping"


def test_whom_only_a_later_sentence_names_is_meant_last(cast):
    cast.add(known(cast, "emmanuel-macron"))
    cast.turn = 5
    cast.add(known(cast, "xi-jinping"))
    cast.add(known(cast, "xi-jinping"))
    cast.turn = 1
    assert cast.titled("head-of-state", None).key == "emmanuel-macron"


@pytest.mark.parametrize(("day", "keys"), [(dt.date(2022, 6, 1), ["barack-obama", "michelle-obama"])])
def test_a_surname_in_the_middle_of_a_name_is_not_the_leaders(day, keys):
    found = Cast(load(), day).properly_called(load().people.surnames["obama"], "Obama")
    assert sorted(found) == keys


def test_without_a_leader_of_that_name_every_bearer_stays():
    everybody = load().people.surnames["obama"]
    assert Cast(load(), dt.date(2005, 1, 1)).properly_called(everybody, "Obama") == everybody


@pytest.mark.parametrize(("day", "key"), [(dt.date(1991, 6, 1), "george-h-w-bush"), (dt.date(2004, 6, 1), "george-w-bush")])
def test_of_two_of_one_name_the_one_in_office(day, key):
    keys = load().people.surnames["bush"]
    assert Cast(load(), day).listed(keys, "US", "head-of-state").key == key


def test_one_named_before_is_meant_again(cast):
    cast.add(known(cast, "boris-johnson"))
    assert cast.listed(load().people.surnames["johnson"]).key == "boris-johnson"


@pytest.mark.parametrize(("day", "able"), [(dt.date(2024, 5, 15), True), (dt.date(2010, 1, 1), False)])
def test_only_those_in_office_are_known_by_surname(day, able):
    cast = Cast(load(), day)
    assert ("rishi-sunak" in cast.in_office(["rishi-sunak"])) is able


@pytest.mark.parametrize(
    ("office", "country", "holds"), [("head-of-state", "FR", True), ("head-of-state", "DE", False), ("foreign-minister", None, False)]
)
def test_holding(cast, office, country, holds):
    assert bool(cast.holding("emmanuel-macron", office, country)) is holds


NAMES = st.text(alphabet="abcde éøß'-. 北", min_size=1, max_size=24).filter(lambda name: name.strip())


@given(st.lists(NAMES, min_size=1, max_size=4), NAMES)
def test_whoever_can_be_called_is_known_by_the_first_word(names, said):
    cast = Cast(load(), dt.date(2024, 5, 15))
    for name in names:
        cast.unlisted(name, None, "president")
    assert all(cast.knows(name.split("-")[0]) for name in (*cast.by_surname, *cast.by_given))
    if cast.called(slug(said), None, "president"):
        assert cast.knows(said.split()[0])


def test_nobody_is_known_by_a_word_that_begins_no_name(cast):
    cast.unlisted("Ana Maria Kirova", "BG", "minister")
    assert cast.knows("ana")
    assert cast.knows("kirova")
    assert not cast.knows("the")
