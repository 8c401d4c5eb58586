from __future__ import annotations

import pytest

from tracker.lexicon import load
from tracker.mining.folding import fold
from tracker.mining.model import Tag
from tracker.mining.scan import scan
from tracker.mining.vocabulary import vocabulary

KNOWN = vocabulary(load())


def tags(text):
    return {tag for span in scan(text, fold(text), KNOWN) for tag in span.tags}


def test_it_is_compiled_once():
    known = load()
    assert vocabulary(known) is vocabulary(known)


@pytest.mark.parametrize("name", ["adverbs", "be", "have", "negations", "determiners", "pronouns", "prepositions", "duals"])
def test_the_closed_classes_are_there(name):
    assert KNOWN.words[name]


def test_what_a_word_can_mean_is_kept_together():
    assert {Tag.VERB, Tag.NOUN} <= tags("visit")
    assert {Tag.TITLE, Tag.GOVERNMENT} & tags("the White House secretary")


@pytest.mark.parametrize("form", ["meet", "visit", "summit", "talks", "travel", "host", "attend", "arrive"])
def test_the_gate_knows_every_strong_trigger(form):
    text = f" {form} "
    assert any(text[end] == " " for _, _, end in KNOWN.gate.find_matches_as_indexes(text, overlapping=True))


@pytest.mark.parametrize("text", ["the stock market fell", "rain in the north", "a recipe for soup"])
def test_the_gate_stays_shut_on_other_words(text):
    text = f" {text} "
    assert [text[start:end] for _, start, end in KNOWN.gate.find_matches_as_indexes(text, overlapping=True) if text[end] == " "] == []


def test_every_form_of_a_person_leads_to_a_person():
    people = load().people
    keys = {
        key
        for number in range(len(KNOWN.readings))
        for reading in KNOWN.readings[number]
        if reading.tag is Tag.PERSON
        for key in reading.key.split()
    }
    assert keys <= set(people.by_key)


def test_no_alias_hides_the_longer_name_that_it_opens():
    """ "President Xi" as a name would take the first two words of "President Xi Jinping" and leave "Jinping" to nobody."""
    people = load().people
    hidden = [
        f"{title} {name}"
        for title in ("president", "prime minister", "foreign minister", "premier", "chancellor", "chairman")
        for person in people.by_key.values()
        for name in [person.name.lower()]
        if " " in name and f"{title} {name.split()[0]}" in people.surfaces
    ]
    assert hidden == []


@pytest.mark.parametrize("name", ["the Kremlin", "the White House", "the Pentagon", "the Vatican", "the Élysée", "Downing Street"])
def test_a_seat_of_power_is_more_than_a_place(name):
    assert tags(f"{name} said so") & {Tag.GOVERNMENT, Tag.INSTITUTION, Tag.COUNTRY, Tag.SPEAKER}
