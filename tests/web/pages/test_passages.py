"""Marks in texts, overlapping ones too; excerpts; chains of who cites whom."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.domain import Attribution, Origin
from tracker.web.passages import Passage, chain, excerpt, paragraphs, segments

TEXT = "0123456789"


def cut(*passages, start=0, end=None):
    return [(part.text, part.marks) for part in segments(TEXT, [Passage(*one) for one in passages], start, end)]


@pytest.mark.parametrize(
    ("passages", "pieces"),
    [
        ([], [(TEXT, ())]),
        ([(2, 4, 1)], [("01", ()), ("23", (1,)), ("456789", ())]),
        ([(0, 10, 1)], [(TEXT, (1,))]),
        ([(2, 6, 1), (4, 8, 2)], [("01", ()), ("23", (1,)), ("45", (1, 2)), ("67", (2,)), ("89", ())]),
        ([(2, 8, 1), (4, 6, 2)], [("01", ()), ("23", (1,)), ("45", (1, 2)), ("67", (1,)), ("89", ())]),
        ([(2, 4, 1), (4, 6, 2)], [("01", ()), ("23", (1,)), ("45", (2,)), ("6789", ())]),
        ([(2, 4, 1), (2, 4, 2)], [("01", ()), ("23", (1, 2)), ("456789", ())]),
        ([(2, 4, 1), (6, 8, 1)], [("01", ()), ("23", (1,)), ("45", ()), ("67", (1,)), ("89", ())]),
    ],
)
def test_cut_where_passages_begin_and_end(passages, pieces):
    assert cut(*passages) == pieces


def test_only_a_part_of_the_text():
    assert cut((2, 6, 1), start=4, end=8) == [("45", (1,)), ("67", ())]


def test_beginnings_and_ends_are_told():
    parts = list(segments(TEXT, [Passage(2, 6, 1), Passage(4, 8, 2)]))
    assert [part.begins for part in parts] == [(), (1,), (2,), (), ()]
    assert [part.ends for part in parts] == [(), (), (1,), (2,), ()]


@given(st.text(max_size=60), st.lists(st.tuples(st.integers(0, 60), st.integers(0, 60), st.integers(1, 4)), max_size=6))
def test_no_letter_is_lost_or_doubled(text, spans):
    passages = [Passage(min(a, b), max(a, b), number) for a, b, number in spans]
    assert "".join(part.text for part in segments(text, passages)) == text


@given(st.text(alphabet="ab \n", max_size=60), st.integers(0, 60), st.integers(0, 60))
def test_paragraphs_hold_every_word(text, first, last):
    parts = [part for one in paragraphs(text, [Passage(min(first, last), max(first, last), 1)]) for part in one]
    assert "".join(part.text for part in parts).replace("\n", "").replace(" ", "") == text.replace("\n", "").replace(" ", "")


def test_a_passage_over_two_paragraphs_is_marked_in_both():
    found = list(paragraphs("one two\n\nthree four", [Passage(4, 14, 1)]))
    assert [[(part.text, part.marks) for part in one] for one in found] == [[("one ", ()), ("two", (1,))], [("three", (1,)), (" four", ())]]


@pytest.mark.parametrize(
    ("before", "after", "shown"),
    [
        ("He said ", " today.", ("He said ", " today.")),
        ("Title\n\nHe said ", " today.\n\nMore", ("He said ", " today.")),
        ("x" * 5 + " word ", " and so on forever", ("… word ", " and so on …")),
        ("", "", ("", "")),
    ],
)
def test_words_around_a_quote(before, after, shown):
    assert excerpt(before, after, 11) == shown


def test_whom_an_outlet_cites():
    cited = [
        Attribution(Origin.OUTLET, "Reuters"),
        Attribution(Origin.CITED_OUTLET, "Kommersant"),
        Attribution(Origin.UNNAMED, "sources"),
        Attribution(Origin.UNNAMED, "Sources"),
    ]
    assert [link.name for link in chain("reuters", cited)] == ["Kommersant", "sources"]
    assert chain("Reuters", []) == []


def test_sources_of_two_countries_are_two():
    cited = [
        Attribution(Origin.UNNAMED, "sources", "RU"),
        Attribution(Origin.UNNAMED, "sources", "US"),
        Attribution(Origin.UNNAMED, "sources", "RU"),
    ]
    assert [link.country for link in chain("Reuters", cited)] == ["RU", "US"]
