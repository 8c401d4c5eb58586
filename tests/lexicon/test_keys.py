from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.lexicon.keys import plain, slug, venue_key


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("Xi Jinping", "xi-jinping"),
        ("N'Djamena", "n-djamena"),
        ("São Tomé", "sao-tome"),
        ("Łódź", "lodz"),
        ("Tromsø", "tromso"),
        ("St. Petersburg", "st-petersburg"),
        ("  two  words ", "two-words"),
        ("İstanbul", "istanbul"),
        ("北京", ""),
        ("", ""),
    ],
)
def test_slug(text, key):
    assert slug(text) == key


@pytest.mark.parametrize(
    ("text", "ascii_text"), [("Élysée", "Elysee"), ("Kyiv", "Kyiv"), ("Bürgenstock", "Burgenstock"), ("Straße", "Strasse"), ("Þór", "Thor")]
)
def test_plain(text, ascii_text):
    assert plain(text) == ascii_text


@pytest.mark.parametrize(
    ("city", "country", "key"),
    [
        ("Hamburg", "DE", "hamburg-de"),
        ("Sharm el-Sheikh", "EG", "sharm-el-sheikh-eg"),
        ("Camp David", "US", "camp-david-us"),
        ("Oslo", None, "oslo"),
    ],
)
def test_venue_key(city, country, key):
    assert venue_key(city, country) == key


@given(st.text())
def test_a_slug_is_its_own_slug_and_safe_in_a_url(text):
    key = slug(text)
    assert slug(key) == key
    assert all(letter.isascii() and (letter.isalnum() or letter == "-") for letter in key)
