from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.lexicon import load
from tracker.mining.folding import fold
from tracker.mining.model import Reading, Tag
from tracker.mining.scan import fits, scan
from tracker.mining.vocabulary import vocabulary

KNOWN = vocabulary(load())


def found(text):
    return {text[span.start : span.end]: set(span.tags) for span in scan(text, fold(text), KNOWN)}


@pytest.mark.parametrize(
    ("text", "words", "tag"),
    [
        ("Xi Jinping came", "Xi Jinping", Tag.PERSON),
        ("the Chinese president", "Chinese", Tag.DEMONYM),
        ("in Burkina Faso", "Burkina Faso", Tag.COUNTRY),
        ("near Astana", "Astana", Tag.PLACE),
        ("the G20 summit", "G20 summit", Tag.GATHERING),
        ("the Kremlin said", "Kremlin", Tag.GOVERNMENT),
        ("they will meet", "meet", Tag.VERB),
        ("they are expected to win", "expected to", Tag.GOVERNOR),
        ("ahead of the vote", "ahead of", Tag.PROSPECT),
        ("both leaders", "both leaders", Tag.DUAL),
        ("the two Koreas", "two Koreas", Tag.PAIR),
        ("the foreign minister", "foreign minister", Tag.TITLE),
        ("officials said", "said", Tag.REPORT),
        ("Kommersant wrote", "Kommersant", Tag.OUTLET),
        ("in Central Asia", "Central Asia", Tag.REGION),
        ("the European Union", "European Union", Tag.ORGANISATION),
    ],
)
def test_surfaces_are_found_with_their_meaning(text, words, tag):
    assert any(surface.endswith(words) and tag in tags for surface, tags in found(text).items())


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("the china cupboard", "china"),
        ("he may turkey-shoot", "turkey"),
        ("a chad of paper", "chad"),
        ("in the nice garden", "nice"),
    ],
)
def test_names_are_capitalised(text, words):
    assert not found(text).get(words, set()) & {Tag.COUNTRY, Tag.PLACE, Tag.PERSON, Tag.SURNAME}


@pytest.mark.parametrize("text", ["remeeting", "visitors", "hostages", "Xinjiang", "Indianapolis", "Romero"])
def test_parts_of_words_are_not_found(text):
    assert text[:4] not in {words[:4] for words in found(text) if len(words) < len(text)}


def test_the_longest_surface_wins():
    assert "round of talks" in found("a new round of talks opens")
    assert "talks" not in found("a new round of talks opens")


def test_surfaces_do_not_overlap_and_are_in_order():
    text = "Russian Foreign Minister Sergei Lavrov will meet the two leaders ahead of the G20 summit in Rio de Janeiro."
    spans = scan(text, fold(text), KNOWN)
    assert all(one.end <= other.start for one, other in itertools.pairwise(spans))


@pytest.mark.parametrize(
    ("reading", "words", "expected"),
    [
        (Reading(Tag.VERB, "meet"), "meet", True),
        (Reading(Tag.VERB, "meet"), "MEET", True),
        (Reading(Tag.SURNAME, "xi-jinping"), "Xi", True),
        (Reading(Tag.SURNAME, "xi-jinping"), "xi", False),
        (Reading(Tag.PERSON, "xi-jinping"), "xi jinping", False),
        (Reading(Tag.COUNTRY, "US", form="US"), "US", True),
        (Reading(Tag.COUNTRY, "US", form="US"), "us", False),
        (Reading(Tag.COUNTRY, "US", form="US"), "Us", False),
        (Reading(Tag.COUNTRY, "TR", form="Turkey"), "Turkey", True),
        (Reading(Tag.COUNTRY, "TR", form="Turkey"), "turkey", False),
        (Reading(Tag.COUNTRY, "TR", form="Turkey"), "TURKEY", True),
    ],
)
def test_case_decides_what_a_word_can_be(reading, words, expected):
    assert fits(reading, words) is expected


@given(st.text(max_size=200))
def test_offsets_hold_on_any_text(text):
    for span in scan(text, fold(text), KNOWN):
        assert 0 <= span.start < span.end <= len(text)
