from __future__ import annotations

import datetime as dt

import pytest

from tracker.domain import Article
from tracker.lexicon import load
from tracker.mining import mine
from tracker.mining.languages import NEEDED, language_of, languages

ENGLISH = "French President Emmanuel Macron will meet Chinese leader Xi Jinping in Paris on May 20. "
FRENCH = "Le président Emmanuel Macron rencontrera Xi Jinping à Paris le 20 mai, a annoncé l'Elysée. "


def article(text, lang):
    return Article("a", text, lang=lang, published=dt.date(2024, 5, 15))


@pytest.mark.parametrize("lang", ["en", "EN", "en-GB", "en_US", ""])
def test_english_is_read_however_it_is_written(lang):
    assert language_of(article(ENGLISH * 5, lang)) == "en"


@pytest.mark.parametrize("lang", ["fr", "zh-Hans", "xx"])
def test_a_language_without_a_folder_is_not_read(lang):
    assert language_of(article(FRENCH * 5, lang)) is None
    assert mine(article(FRENCH * 5, lang), load()) == []


def test_a_language_whose_folder_is_only_begun_is_not_read():
    assert load().language("ru").keys() < NEEDED
    assert "ru" not in languages()
    assert language_of(article("Президент встретится с премьером в Москве. " * 10, "ru")) is None


def test_a_headline_is_read_whatever_language_was_guessed():
    found = mine(article("Kim Jong Un to visit Vladivostok next week", "fi"), load())
    assert [mention.place.city for mention in found] == ["Vladivostok"]


def test_every_whole_folder_can_be_mined_in():
    assert "en" in languages()
    for code in languages():
        assert mine(article("", code), load()) == []
