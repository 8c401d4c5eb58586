from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.mining.sentences import LONGEST, split

ABBREVIATIONS = frozenset({"mr", "u.s", "p.m", "gen", "st", "sept"})


def pieces(text, title_end=0):
    return [text[sentence.start : sentence.end] for sentence in split(text, ABBREVIATIONS, title_end)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("They will meet. Then they will leave.", ["They will meet.", "Then they will leave."]),
        ("Will they meet? Perhaps!", ["Will they meet?", "Perhaps!"]),
        ("Mr. Brown will meet Gen. Green.", ["Mr. Brown will meet Gen. Green."]),
        ("U.S. President Biden agreed.", ["U.S. President Biden agreed."]),
        ("He flew to the U.S. The trip was long.", ["He flew to the U.S.", "The trip was long."]),
        ("They meet at 3 p.m. on Sept. 9.", ["They meet at 3 p.m. on Sept. 9."]),
        ("J. K. Rowling and George W. Bush came.", ["J. K. Rowling and George W. Bush came."]),
        ('"We will meet." He left.', ['"We will meet."', "He left."]),
        ("It cost 3.5 million. They paid.", ["It cost 3.5 million.", "They paid."]),
        ("First paragraph\n\nSecond paragraph", ["First paragraph", "Second paragraph"]),
        ("One line\nof the same sentence.", ["One line\nof the same sentence."]),
        ("A list:\n- Paris\n- Rome", ["A list:", "- Paris", "- Rome"]),
        ("Photo     They will meet.", ["Photo", "They will meet."]),
        ("Home | World", ["Home |", "World"]),
        ("they met. and then no capital", ["they met. and then no capital"]),
        ("", []),
        ("   \n\n  ", []),
    ],
)
def test_split(text, expected):
    assert pieces(text) == expected


def test_the_title_is_a_sentence_of_its_own():
    text = "Xi to Moscow\n\nThe president will travel."
    found = split(text, ABBREVIATIONS, len("Xi to Moscow") + 1)
    assert [(text[one.start : one.end], one.title) for one in found] == [("Xi to Moscow", True), ("The president will travel.", False)]


def test_sentences_are_numbered_in_order():
    found = split("One. Two. Three.", ABBREVIATIONS)
    assert [one.number for one in found] == list(range(len(found)))


def test_a_run_without_a_stop_is_cut_at_spaces():
    text = "word " * 1000
    found = pieces(text)
    assert all(len(piece) <= LONGEST for piece in found)
    assert not any(piece.startswith("ord") or piece.endswith("wor") for piece in found)


def test_a_run_without_a_space_is_cut_all_the_same():
    assert [len(piece) for piece in pieces("x" * (2 * LONGEST))] == [LONGEST, LONGEST]


@given(st.text(alphabet="aB.?! \n\"'|-…\u2028\x00", max_size=300))
def test_sentences_never_overlap_and_lose_nothing_but_space(text):
    found = split(text, ABBREVIATIONS)
    assert all(one.end <= other.start for one, other in itertools.pairwise(found))
    kept = "".join(text[one.start : one.end] for one in found)
    assert "".join(kept.split()) == "".join(text.split())
