import datetime as dt

import icalendar
import pytest
from hypothesis import given
from hypothesis import strategies as st
from icalendar.parser import Contentline
from icalendar.prop import vDate, vText

from tracker.exports.folding import FOLD, Line, component, line

WORDS = st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=400)
ESCAPES = st.text(st.sampled_from("\\^,;aé€𝄞"), max_size=400)


@given(st.one_of(WORDS, ESCAPES))
def test_a_folded_line_unfolds_to_itself(words):
    folded = Line(f"SUMMARY:{words}").to_ical()
    assert folded.replace(FOLD, b"").decode() == f"SUMMARY:{words}"
    assert Contentline.from_ical(folded.decode()) == f"SUMMARY:{words}"


@given(st.one_of(WORDS, ESCAPES))
def test_no_piece_is_too_long_or_breaks_a_character(words):
    for piece in Line(words).to_ical().split(FOLD):
        assert len(piece) < 75
        piece.decode()


BROKEN = [
    "short",
    "a" * 74,
    "a" * 75,
    "é" * 37,
    "é" * 38,
    "x" * 300,
    "Erdoğan meets Łukasz " * 20,
    "a" * 73 + "\\, and so on",
    "a" * 73 + "^n b",
]


@pytest.mark.parametrize("words", BROKEN)
def test_it_folds_where_the_library_folds(words):
    assert Line(words).to_ical() == Contentline(words).to_ical()


def test_an_escape_is_not_torn_apart():
    for before in range(60, 80):
        pieces = Line("a" * before + "\\;" + "b" * 80).to_ical().split(FOLD)
        assert not any(piece.endswith(b"\\") for piece in pieces)


@pytest.mark.parametrize(
    "value",
    [
        vText("Commas, semicolons; a \\ backslash\nand a second line of some length, so that it is folded once or twice"),
        vText("é" * 100, params={"ALTREP": "https://t.example/1"}),
        vDate(dt.date(2026, 5, 7)),
    ],
    ids=["escapes", "parameters", "day"],
)
def test_a_component_is_what_the_library_writes(value):
    plain = icalendar.Event()
    plain["UID"], plain["X-VALUE"] = vText("u1"), value
    assert component(b"VEVENT", [line("UID", vText("u1")), line("X-VALUE", value)]) == plain.to_ical()
