"""No text makes the miner raise, and none makes it slower than its length does."""

from __future__ import annotations

import datetime as dt
import sys

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tracker.domain import Article
from tracker.lexicon import load
from tracker.mining import mine

DAY = dt.date(2024, 5, 15)
TELLING = "Emmanuel Macron will meet Xi Jinping in Paris on May 20. "
HOSTILE = {
    "empty": "",
    "spaces": " " * 20_000,
    "commas": "," * 20_000,
    "capitals": "A" * 20_000,
    "capital words": "Meet " * 5_000,
    "digits": "1" * 20_000,
    "numbers": "12 " * 7_000,
    "and": "and " * 5_000,
    "quotes": '"' * 10_000,
    "open tags": "<" * 10_000,
    "titles": "President Prime Minister " * 1_000,
    "countries": "France, Germany and " * 1_000,
    "a megabyte without a stop": "will meet Xi in Paris with " * 40_000,
    "nul": "Macron will\0 meet Xi\0 in Paris",
    "right to left": "سيلتقي ماكرون مع شي في باريس will meet Xi",
    "emoji": "🇫🇷 Macron will meet 🇨🇳 Xi 😀 in Paris 🗼",
    "lone surrogate": "Macron will meet \ud800 Xi in Paris",
    "markup": "<p>Macron will <b>meet</b> Xi on the 7<sup>th</sup> of June &amp; in Paris</p>",
    "dotted capital i": "İİİ Macron will meet Xi in İstanbul",
    "ligatures": "oﬃcials will meet in Paris ﬀ",
}


def quotes_what_stands_there(article):
    """Whether every passage that is mined is one of the title, an empty line and the text."""
    whole = f"{article.title}\n\n{article.text}" if article.title else article.text
    return all(whole[passage.start : passage.end] == passage.quote for mention in mine(article, load()) for passage in mention.evidence)


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE.keys())
def test_no_text_raises(text):
    assert quotes_what_stands_there(Article("hostile", text, published=DAY))


@pytest.mark.parametrize("text", ["", "Macron will meet Xi in Paris on May 20."])
@pytest.mark.parametrize("title", ["", "Macron to meet Xi in Paris", "\0", "🗼"])
def test_titles_of_any_kind(title, text):
    assert quotes_what_stands_there(Article("titled", text, title=title, published=DAY))


@pytest.mark.parametrize("day", [dt.date.min, dt.date.max, dt.date(1900, 2, 28), dt.date(2024, 2, 29)])
def test_days_at_the_edge_of_the_calendar(day):
    assert quotes_what_stands_there(Article("edge", TELLING + "They will travel to Rome next week and to Oslo next month.", published=day))


WORDS = st.sampled_from(
    [
        "will",
        "meet",
        "Xi",
        "Macron",
        "in",
        "Paris",
        "on",
        "Friday",
        "and",
        ",",
        "the",
        "summit",
        "G20",
        "visit",
        "to",
        "postponed",
        "said",
        '"',
        "President",
        "of",
        "France",
        "ahead of",
        "talks",
        "between",
        "may",
        "not",
        "he",
        "they",
        "who",
        "which",
        "-",
        "next week",
        ".",
        "\n\n",
        "'s",
    ]
)


@given(st.lists(WORDS, max_size=60))
@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_words_in_any_order(words):
    assert quotes_what_stands_there(Article("shuffled", " ".join(words), published=DAY))


@given(st.text(max_size=300))
@settings(max_examples=100, deadline=None)
def test_letters_in_any_order(text):
    assert quotes_what_stands_there(Article("letters", f"{text} {TELLING} {text}", published=DAY))


def steps(text):
    """How many functions are called to mine a text: a measure of cost that no busy machine changes."""
    count = 0

    def tally(_frame, event, _argument):
        nonlocal count
        count += event in {"call", "c_call"}

    article = Article("long", text, published=DAY)
    sys.setprofile(tally)
    try:
        mine(article, load())
    finally:
        sys.setprofile(None)
    return count


GROWING = {
    "a telling paragraph": TELLING * 5 + "The talks will focus on trade, officials said. Prices rose. " * 5 + "\n\n",
    "spaces": "Macron will meet" + " " * 400 + "Xi. ",
    "commas": "Macron will meet Xi" + "," * 100 + " in Paris. ",
    "capitals": "Macron will meet " + "Alpha Beta Gamma Delta " * 10 + "in Paris. ",
    "digits": "Macron will meet Xi on " + "12 7 2024 " * 20 + ". ",
    "and": "Macron will meet Xi " + "and " * 60 + "Putin. ",
    "countries": "Macron will visit " + "France, Germany, Peru and " * 8 + "Chad. ",
    "no full stop": "Macron will meet Xi in Paris with " * 40,
    "markup": "<p>Macron will <b>meet</b> Xi in Paris.</p>\n",
    "headlines": "Xi to Moscow\n\n",
}


@pytest.mark.parametrize("text", GROWING.values(), ids=GROWING.keys())
def test_cost_grows_no_faster_than_length(text):
    """Eight times the text takes at most about eight times the steps."""
    steps(text)  # what is worked out once and kept: folded letters, compiled expressions
    assert steps(text * 24) <= 10 * steps(text * 3)


def test_many_different_events_cost_what_they_are():
    days = [
        f"Emmanuel Macron will meet Xi Jinping in Paris on {month} {day}. " for month in ("June", "July", "August") for day in range(1, 29)
    ]
    steps("".join(days[:5]))
    assert steps("".join(days[:48])) <= 12 * steps("".join(days[:6]))
