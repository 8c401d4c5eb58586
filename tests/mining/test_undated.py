from __future__ import annotations

import datetime as dt

import pytest

from tracker.domain import Article
from tracker.lexicon import load
from tracker.mining import UndatedArticle, mine
from tracker.mining.undated import infer_base


def article(text, **fields):
    return Article(key="undated", text=text, **fields)


@pytest.mark.parametrize(
    ("text", "year"),
    [
        ("Donald Trump and Vladimir Putin will meet at the G20 summit in Hamburg in July.", 2017),
        ("Joe Biden will attend the G7 summit in Hiroshima in May.", 2023),
        ("Xi Jinping will attend the BRICS summit in Johannesburg in August 2023 and the G20 summit in New Delhi.", 2023),
    ],
)
def test_the_year_follows_from_the_summits(text, year):
    assert infer_base(article(text), load()) == dt.date(year, 1, 1)


@pytest.mark.parametrize(
    "text",
    [
        "Donald Trump and Vladimir Putin will meet in July.",
        "Leaders will attend the NATO summit in Brussels.",
        "Leaders will attend a summit.",
        "The G20 was founded in Berlin.",
        "",
    ],
)
def test_without_such_a_summit_the_date_is_asked_for(text):
    with pytest.raises(UndatedArticle, match="give its date"):
        mine(article(text), load())


def test_what_is_inferred_is_marked():
    text = "Donald Trump and Vladimir Putin will meet at the G20 summit in Hamburg in July."
    found = mine(article(text), load())
    assert found
    assert all(mention.when.inferred for mention in found if mention.when.known)
    assert {mention.when.earliest.year for mention in found if mention.when.known} == {2017}


def test_a_publication_date_is_never_inferred():
    text = "Donald Trump and Vladimir Putin will meet at the G20 summit in Hamburg in July."
    found = mine(article(text, published=dt.date(2017, 4, 27)), load())
    assert found
    assert not any(mention.when.inferred for mention in found)


def test_the_title_counts():
    text = "Donald Trump and Vladimir Putin will meet in July."
    assert infer_base(article(text, title="G20 summit in Hamburg"), load()).year == 2017
