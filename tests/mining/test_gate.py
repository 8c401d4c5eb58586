"""The gate lets every article through that tells something, and keeps out what cannot."""

from __future__ import annotations

import pytest

from tests.mining.casebook import every_case
from tracker.lexicon import load
from tracker.mining.folding import fold, loosen
from tracker.mining.gate import openings
from tracker.mining.vocabulary import vocabulary

KNOWN = vocabulary(load())


def opened(text, title_end=0):
    return openings(f" {loosen(fold(text))} ", title_end, KNOWN)


@pytest.mark.parametrize(
    "text",
    [
        "Xi will meet Putin",
        "Xi is expected to visit Moscow",
        "Xi may travel to Moscow",
        "the talks are scheduled for Monday",
        "ahead of a meeting with Putin",
        "the planned summit",
        "Xi arrives in Moscow on Monday",
        "the visit has been postponed",
        "a phone call is planned",
        "Macron, who is paying a visit to Berlin",
        "Pohamba is in Singapore for a state visit",
        "the two sides are holding talks",
        "the king will then also see the premier",
    ],
)
def test_open(text):
    assert opened(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "The price of bread rose.",
        "He was a painter and died in Paris.",
        "Rain is expected on Monday.",
        "It will be cold in May.",
        "The fund could over the long run see its debt fall.",
        "She paid a visit to her aunt.",
        "The house is in good order.",
    ],
)
def test_shut(text):
    assert opened(text) == []


@pytest.mark.parametrize("text", ["Xi to Moscow next week", "Putin, Xi meet"])
def test_a_headline_needs_no_cue(text):
    assert opened(text, len(text) + 1)


def test_offsets_are_those_of_the_words():
    text = "Yesterday was long. Xi will meet Putin."
    assert all(0 <= offset < len(text) for offset in opened(text))
    assert text.index("meet") in opened(text)


@pytest.mark.parametrize(
    "case", [case for case in every_case() if case.expect and not (case.known or case.past)], ids=lambda case: case.name
)
def test_it_is_open_for_every_case_that_tells_an_event(case):
    title = case.article.title
    assert opened(case.article.full_text, len(title) + 1 if title else 0)
