"""Intervals of days, whose word a claim is, and who its parties are."""

from __future__ import annotations

import datetime as dt

import pytest

from tests.resolve.builders import claim, mention, when
from tracker.resolve.claims import founds_event, stands_alone, tells_move, tells_under_way
from tracker.resolve.origins import Weight, count_origins, source_of
from tracker.resolve.parties import is_gathering, is_sideline, parties_of, place_of
from tracker.resolve.windows import Window, sharpen, window_of

RU_CN = frozenset({"RU", "CN"})


def window(text):
    told = when(text)
    return Window(told.earliest, told.latest, told.exact)


@pytest.mark.parametrize(
    ("current", "told", "after"),
    [
        ("2023-03-01..2023-03-31", "2023-03-20..2023-03-26", "2023-03-20..2023-03-26"),
        ("2023-03-20..2023-03-26", "2023-03-01..2023-03-31", "2023-03-20..2023-03-26"),
        ("2023-03-20..2023-03-26", "2023-03-20/2023-03-22", "2023-03-20/2023-03-22"),
        ("2023-03-20/2023-03-22", "2023-03-20", "2023-03-20/2023-03-22"),
        ("2023-03-20", "2023-03-20/2023-03-22", "2023-03-20/2023-03-22"),
        ("2023-03-20", "2023-03-20..2023-03-26", "2023-03-20"),
        ("2023-03-20/2023-03-26", "2023-03-20/2023-03-22", "2023-03-20/2023-03-22"),
        ("2023-03-20..2023-03-26", "2023-03-24..2023-03-31", "2023-03-24..2023-03-31"),
        ("2023-03-20", "2023-03-20", "2023-03-20"),
    ],
)
def test_sharper_words_narrow_and_vaguer_ones_leave(current, told, after):
    assert sharpen(window(current), window(told)) == window(after)


def test_the_first_window_is_taken_as_it_is():
    assert sharpen(None, window("2023-03-20")) == window("2023-03-20")


@pytest.mark.parametrize(
    ("one", "other", "gap"),
    [
        ("2023-03-20", "2023-03-20", 0),
        ("2023-03-20", "2023-03-21", 1),
        ("2023-03-25", "2023-03-20/2023-03-22", 3),
        ("2023-03-01..2023-03-31", "2023-03-20", 0),
    ],
)
def test_gaps_are_days_between(one, other, gap):
    assert window(one).gap(window(other)) == window(other).gap(window(one)) == gap


def test_a_window_has_its_days():
    assert window("2023-03-20/2023-03-22").days == 3
    assert window("2023-03-21").within(window("2023-03-20/2023-03-22"))
    assert not window("2023-03-20/2023-03-22").within(window("2023-03-21"))


@pytest.mark.parametrize(
    ("parts", "expected"),
    [
        ({"when": "2017-07-01..2017-07-31", "anchor": "G20-2017 2017-07-07/2017-07-08 Hamburg, DE"}, "2017-07-07..2017-07-08"),
        ({"when": "2017-07-07", "anchor": "G20-2017 2017-07-07/2017-07-08 Hamburg, DE"}, "2017-07-07"),
        ({"when": "2017-05-01..2017-05-31", "around": "G7-2017 2017-05-26/2017-05-27 Taormina, IT"}, "2017-05-01..2017-05-31"),
        ({"anchor": "G20-2017 2017-07-07/2017-07-08 Hamburg, DE"}, "2017-07-07..2017-07-08"),
    ],
)
def test_a_sideline_without_days_of_its_own_stands_where_its_summit_is(parts, expected):
    assert window_of(mention(**parts)) == window(expected)


def test_what_has_no_date_has_no_window():
    assert window_of(mention(words="soon")) is None


@pytest.mark.parametrize(
    ("parts", "key", "weight"),
    [
        ({"outlet": "NPR"}, "outlet:npr", Weight.REPORT),
        ({"outlet": "NPR", "sources": ["unnamed:sources"]}, "outlet:npr", Weight.HEARSAY),
        ({"outlet": "FP", "sources": ["outlet:FP", "cited-outlet:Kommersant", "unnamed:sources:RU"]}, "outlet:kommersant", Weight.HEARSAY),
        ({"outlet": "FP", "sources": ["cited-outlet:Reuters"]}, "outlet:reuters", Weight.REPORT),
        ({"outlet": "FP", "sources": ["cited-outlet:TASS", "official:Dmitry Peskov:RU"]}, "party:RU", Weight.PARTY),
        ({"outlet": "FP", "sources": ["institution:White House:US"]}, "official:us", Weight.REPORT),
        ({"outlet": "FP", "sources": ["official:Josep Borrell"]}, "official:josep borrell", Weight.REPORT),
        ({"sources": ["analyst:ann"]}, "analyst:ann", Weight.ANALYST),
        ({"outlet": ""}, "outlet:a", Weight.REPORT),
    ],
)
def test_whose_word_a_claim_is_and_what_it_weighs(parts, key, weight):
    source = source_of(claim(known="2023-03-17", **parts), RU_CN)
    assert (source.key, source.weight) == (key, weight)
    assert (source.party is not None) == (weight is Weight.PARTY)


def test_origins_are_counted_once():
    told = [claim(known="2023-03-17", outlet=name) for name in ("NPR", "npr", "NBC")]
    assert count_origins(told, RU_CN) == 2


def test_parties_are_people_named_countries_and_the_host_of_a_visit():
    visit = parties_of(mention(kind="visit", people=["xi-jinping:CN", "somebody"], countries=["CN"], place="Moscow, RU"))
    assert visit.keys == {"xi-jinping", "somebody"}
    assert visit.countries == {"CN", "RU"}
    assert visit.by_country == {"CN": {"xi-jinping"}}
    assert parties_of(mention(kind="meeting", people=["xi-jinping:CN"], place="Bali, ID")).countries == {"CN"}


@pytest.mark.parametrize(
    ("kind", "gathering"), [("summit", True), ("conference", True), ("meeting", False), ("visit", False), ("talks", False), ("call", False)]
)
def test_which_kinds_are_gatherings(kind, gathering):
    assert is_gathering(mention(kind=kind)) is gathering


def test_a_sideline_is_beside_a_gathering_and_none_itself():
    assert is_sideline(mention(anchor="G20-2017 2017-07-07 Hamburg, DE"))
    assert not is_sideline(mention(kind="summit", anchor="G20-2017 2017-07-07 Hamburg, DE"))
    assert not is_sideline(mention(around="G20-2017 2017-07-07 Hamburg, DE"))


def test_where_a_sideline_is():
    assert place_of(mention(anchor="G20-2017 2017-07-07 Hamburg, DE")).city == "Hamburg"
    assert place_of(mention(anchor="G20-2017 2017-07-07 Hamburg, DE", place="Lübeck, DE")).city == "Lübeck"
    assert place_of(mention(around="G20-2017 2017-07-07 Hamburg, DE")).city is None


@pytest.mark.parametrize(
    ("parts", "moves", "goes_on", "founds", "alone"),
    [
        ({}, False, False, True, False),
        ({"rules": ["status.moved"]}, True, False, True, False),
        ({"rules": ["outlook.under-way"]}, False, True, True, False),
        ({"status": "held"}, False, False, False, False),
        ({"status": "held", "rules": ["import.official-record"]}, False, False, True, False),
        ({"rules": ["form.create"]}, False, False, True, True),
    ],
)
def test_what_rules_say_of_a_claim(parts, moves, goes_on, founds, alone):
    one = mention(**parts)
    assert (tells_move(one), tells_under_way(one), founds_event(one), stands_alone(one)) == (moves, goes_on, founds, alone)


def test_days_are_days():
    assert window("2023-03-20").first == dt.date(2023, 3, 20)
