"""The cue words of a language: every entry is found in its own examples and in none of its counterexamples, and every form as itself."""

from __future__ import annotations

import pytest

from tracker.lexicon import load
from tracker.mining.cues import EFFECTS
from tracker.mining.folding import fold, patterns
from tracker.mining.model import Tag
from tracker.mining.scan import scan
from tracker.mining.vocabulary import VERB_FORMS, vocabulary

KNOWN = vocabulary(load())
TABLES = load().language("en")
CUES = [
    pytest.param(tag, entry, id=f"{name}: {entry.get('name') or entry.get('office') or ' '.join(entry.get('countries', ('?',)))}")
    for table, name, tag in (
        ("triggers", "verb", Tag.VERB),
        ("triggers", "noun", Tag.NOUN),
        ("governors", "governor", Tag.GOVERNOR),
        ("governors", "prospect", Tag.PROSPECT),
        ("governors", "predicate", Tag.PREDICATE),
        ("titles", "title", Tag.TITLE),
        ("titles", "pair", Tag.PAIR),
        ("titles", "role", Tag.ROLE),
    )
    for entry in TABLES[table][name]
]


def forms(entry):
    return [*entry["forms"], *entry.get("variants", ())]


def matched(tag, entry, text):
    """The forms of an entry that the scanner finds in a text under its tag."""
    own = {pattern for form in forms(entry) for pattern in patterns(form)}
    found = scan(text, fold(text), KNOWN)
    return [text[span.start : span.end] for span in found if tag in span.tags and set(patterns(text[span.start : span.end])) & own]


@pytest.mark.parametrize(("tag", "entry"), CUES)
def test_every_example_is_matched(tag, entry):
    assert entry["examples"]
    assert [example for example in entry["examples"] if not matched(tag, entry, example)] == []


@pytest.mark.parametrize(("tag", "entry"), CUES)
def test_no_counterexample_is_matched(tag, entry):
    assert entry["counter"]
    assert [counter for counter in entry["counter"] if matched(tag, entry, counter)] == []


@pytest.mark.parametrize(("tag", "entry"), CUES)
def test_every_form_is_found_as_itself(tag, entry):
    missed = [form for form in forms(entry) if not matched(tag, entry, form)]
    assert missed == []


@pytest.mark.parametrize(("tag", "entry"), CUES)
def test_every_form_is_folded_and_listed_once(tag, entry):
    listed = entry["forms"] if tag is not Tag.VERB else sorted(set(entry["forms"]))
    doubled = sorted({form for form in listed if listed.count(form) > 1})
    assert doubled == []
    assert [form for form in listed if form != form.lower() or form != form.strip()] == []


@pytest.mark.parametrize("entry", TABLES["triggers"]["verb"], ids=lambda entry: entry["name"])
def test_a_verb_has_five_forms_a_frame_and_a_kind(entry):
    assert len(entry["forms"]) == len(VERB_FORMS)
    assert entry["frame"] in {
        "meet",
        "visit",
        "travel",
        "host",
        "attend",
        "hold",
        "begin",
        "leave",
        "arrive",
        "gather",
        "send",
        "call",
        "take",
    }
    assert entry["kind"] in {"meeting", "visit", "talks", "summit", "call", "conference"}
    assert entry["forms"][4].split()[0].endswith("ing")


@pytest.mark.parametrize("entry", TABLES["triggers"]["noun"], ids=lambda entry: entry["name"])
def test_a_noun_has_a_kind(entry):
    assert entry["kind"] in {"meeting", "visit", "talks", "summit", "call", "conference", "none"}


@pytest.mark.parametrize("table", ["governor", "prospect", "predicate"])
def test_effects_are_known(table):
    assert {entry["effect"] for entry in TABLES["governors"][table]} <= set(EFFECTS)


def test_every_effect_has_a_cue():
    assert set(EFFECTS) == {entry["effect"] for table in ("governor", "prospect", "predicate") for entry in TABLES["governors"][table]}


def test_names_of_cues_are_unique_in_their_table():
    for table, name in (
        ("triggers", "verb"),
        ("triggers", "noun"),
        ("governors", "governor"),
        ("governors", "prospect"),
        ("governors", "predicate"),
    ):
        names = [entry["name"] for entry in TABLES[table][name]]
        assert sorted(names) == sorted(set(names))


@pytest.mark.parametrize("name", sorted(TABLES["syntax"]["words"]))
def test_closed_classes_are_lower_case_and_not_empty(name):
    words = TABLES["syntax"]["words"][name]
    assert words
    assert [word for word in words if word != word.lower() or word != word.strip()] == []


@pytest.mark.parametrize("name", ["verbs", "subjects", "spokespeople", "unnamed", "institutions", "outlet_words"])
def test_reporting_words_are_found(name):
    tag = {
        "verbs": Tag.REPORT,
        "subjects": Tag.SPEAKER,
        "spokespeople": Tag.SPOKESPERSON,
        "unnamed": Tag.UNNAMED,
        "institutions": Tag.INSTITUTION,
        "outlet_words": Tag.OUTLET_WORD,
    }[name]
    missed = [form for form in TABLES["syntax"]["reporting"][name] if not any(tag in span.tags for span in scan(form, fold(form), KNOWN))]
    assert missed == []
