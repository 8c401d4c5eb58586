"""``explain`` shows how a text is read, line by line."""

from __future__ import annotations

import datetime as dt

import pytest

from tracker.domain import Article
from tracker.lexicon import load
from tracker.mining import UndatedArticle
from tracker.mining.explain import explain

TEXT = "Xi Jinping will visit Paris on May 20, the Elysee said."


def lines(text, published=dt.date(2024, 5, 15), **fields):
    return list(explain(Article(key="a", text=text, published=published, **fields), load()))


def test_it_says_as_of_which_day_it_reads():
    assert lines(TEXT)[0] == "read as of 2024-05-15"


@pytest.mark.parametrize(
    "shown", [TEXT, "'Xi Jinping'", "'visit'", "'on May 20'", "2024-05-20", "settled:will", "trigger:visit", "Xi Jinping's visit to Paris"]
)
def test_it_shows_sentence_spans_dates_rules_and_mentions(shown):
    assert any(shown in line for line in lines(TEXT))


def test_it_says_why_it_reads_nothing():
    assert "no sentence can tell" in lines("Bread costs more.")[-1]


def test_it_says_when_the_year_was_inferred():
    found = lines("Donald Trump will attend the G20 summit in Hamburg in July.", None)
    assert "inferred" in found[0]


def test_it_asks_for_a_date_like_mining():
    with pytest.raises(UndatedArticle):
        lines(TEXT, None)


def test_every_sentence_that_tells_has_its_offsets():
    text = "It rained. " + TEXT
    found = [line for line in lines(text) if line.startswith("[")]
    assert any(f"[{text.index('Xi')}:{len(text)}]" in line for line in found)
