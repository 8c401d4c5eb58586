from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.lexicon import load
from tracker.mining.boilerplate import blank
from tracker.mining.folding import fold
from tracker.mining.vocabulary import vocabulary

ENTRIES = load().language("en")["syntax"]["boilerplate"]


def blanked(text):
    return blank(text, fold(text), vocabulary(load()).boilerplate)


@pytest.mark.parametrize("entry", ENTRIES, ids=lambda entry: entry["anchor"])
def test_every_phrase_matches_its_examples_and_no_counterexample(entry):
    phrase = re.compile(entry["phrase"], re.IGNORECASE)
    for example in entry["examples"]:
        assert entry["anchor"] in fold(example), "the anchor opens the phrase's gate"
        assert phrase.search(example), example
    for counter in entry.get("counter", ()):
        assert not phrase.search(counter), counter


@pytest.mark.parametrize("entry", ENTRIES, ids=lambda entry: entry["anchor"])
def test_every_phrase_leaves_news_alone(entry):
    news = [
        "The latest updates were discussed in Geneva.",
        "She will sign up to the treaty on Friday.",
        "Xi and Putin will meet in Astana.",
        "They read more than one report aloud at home.",
    ]
    assert [text for text in news if re.search(entry["phrase"], text, re.IGNORECASE)] == []


@pytest.mark.parametrize(
    "text",
    [
        "<p>They will meet</p>",
        "A &amp; B &#8217; C",
        "See https://example.org/a-b?c=d now",
        "[They will meet](https://example.org/x) soon",
    ],
)
def test_markup_becomes_white_space(text):
    found = blanked(text)
    assert len(found) == len(text)
    assert not re.search(r"[<>&]|https|\]\(", found)


@pytest.mark.parametrize(
    ("text", "breaks"),
    [
        ("They <b>will</b> meet", False),
        ("They will<br>meet", True),
        ("<p>They</p><p>will</p>", True),
        ("They <a href='x'>will</a> meet", False),
    ],
)
def test_blocks_end_the_sentence_and_other_markup_does_not(text, breaks):
    found = blanked(text).strip()
    assert ("\n\n" in found) is breaks
    assert "   " not in found.replace("\n\n ", "")


def test_text_around_markup_stays():
    assert "They will meet" in blanked("<p>They will meet</p>")


def test_a_phrase_ends_the_sentence():
    text = "They will meet. Read more: Biden to meet Xi\nThe next story."
    found = blanked(text)
    assert "Biden" not in found
    assert "\n\n" in found
    assert found.endswith("The next story.")


def test_a_line_that_only_compares_is_no_markup():
    assert blanked("a < b\n") == "a < b\n"


@given(st.text(alphabet="<>&;#ab 1\nhttps:/()[]", max_size=120))
def test_length_never_changes(text):
    assert len(blanked(text)) == len(text)
