"""A table that contradicts itself is refused by name; patterns mean what they say."""

from __future__ import annotations

import copy
import re

import pytest

from tracker.lexicon import Lexicon
from tracker.mining.dates import compile_tables, date_tables
from tracker.mining.dates.grammar import BUILDERS
from tracker.mining.dates.patterns import BadPattern, shape_of
from tracker.mining.dates.tables import BadDateTable

LETTERS = {"A": "a", "B": "bc", "word": "w"}


@pytest.fixture
def table():
    return copy.deepcopy(Lexicon.language("en")["dates"])


@pytest.mark.parametrize(
    ("pattern", "yes", "no", "begins"),
    [
        ("A B", ["ab", "ac"], ["a", "ba"], "a"),
        ("A? B", ["ab", "b"], ["a"], "abc"),
        ("A|B word", ["a", "bw"], ["w", "b"], "abc"),
        ("(A|B) word?", ["a", "cw"], ["w"], "abc"),
        ("(A B){0,2} word", ["w", "abw", "abacw"], ["ab", "abababw"], "aw"),
        ("X", ["ab"], ["a"], "a"),
        ("(A?)", ["", "a"], ["b"], "a"),
    ],
)
def test_patterns(pattern, yes, no, begins):
    shape = shape_of(pattern, LETTERS, {"X": "A B"})
    assert all(re.fullmatch(shape.regex, text) for text in yes)
    assert not any(re.fullmatch(shape.regex, text) for text in no)
    assert shape.begins == set(begins)
    assert shape.empty is ("" in yes)


@pytest.mark.parametrize(
    ("pattern", "complaint"), [("A C", "'C' is no class"), ("(A", "not closed"), ("A )", "out of place"), ("A *", "no class")]
)
def test_patterns_that_cannot_be_read(pattern, complaint):
    with pytest.raises(BadPattern, match=re.escape(complaint)):
        shape_of(pattern, LETTERS, {})


def test_a_class_stands_in_one_place(table):
    table["cased"]["MONTH"] = {"Thermidor": 11}
    with pytest.raises(BadDateTable, match="class MONTH"):
        compile_tables(table)


def test_an_unknown_relation_is_refused(table):
    table["prefixes"]["beside"] = ["next to"]
    with pytest.raises(BadDateTable, match="beside"):
        compile_tables(table)


def test_a_preposition_has_one_meaning(table):
    table["prefixes"]["since"].append("by")
    with pytest.raises(BadDateTable, match="'by' stands under"):
        compile_tables(table)


def test_an_alias_is_no_class(table):
    table["aliases"]["MONTH"] = "WMONTH"
    with pytest.raises(BadDateTable, match="alias MONTH"):
        compile_tables(table)


def test_every_builder_is_used_and_known():
    assert {rule.build for rule in date_tables().rules.values()} == set(BUILDERS)


def test_weak_words_need_their_capital():
    words = date_tables().words
    assert "May" in words
    assert "MAY" in words
    assert "may" not in words
    assert "july" in words


def test_words_that_no_rule_tells_apart_share_a_letter():
    words = date_tables().words
    assert words["Monday"].letter == words["Sunday"].letter
    assert words["July"].letter != words["May"].letter


def test_the_letter_of_a_word_says_nothing_of_its_value():
    words = date_tables().words
    assert (words["Monday"].values["WEEKDAY"], words["Sunday"].values["WEEKDAY"]) == (0, 6)
