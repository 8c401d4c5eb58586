"""The gate lets every article through that tells something, and keeps out what cannot."""

from __future__ import annotations

import json

import pytest

from tests.mining.casebook import every_case
from tracker.lexicon import load
from tracker.mining import language_of, mine, reading
from tracker.mining.folding import fold, loosen
from tracker.mining.gate import openings
from tracker.mining.vocabulary import vocabulary
from tracker.records import article_from_record

KNOWN = vocabulary(load())
EVERYWHERE = 40  # characters from one opening to the next


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


def test_what_it_shuts_out_of_judged_articles_tells_nothing_when_every_stretch_is_opened(shared, monkeypatch):
    """Each article of dev.jsonl that the gate leaves unread is read as if it opened everywhere."""
    lines = (shared / "eval" / "dev.jsonl").read_text(encoding="utf-8").splitlines()
    articles = [article_from_record(json.loads(line)) for line in lines]
    shut = [article for article in articles if language_of(article) and not reading.open_text(article, article.published, load())]
    monkeypatch.setattr(reading, "openings", lambda loose, _, __: list(range(0, max(1, len(loose) - 2), EVERYWHERE)))
    assert shut
    assert [article.key for article in shut if mine(article, load())] == []
