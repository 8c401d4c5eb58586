"""Each surface and title of organisations.toml stands in an example, each example holds a strong one, no counterexample does."""

from __future__ import annotations

import pytest

from tracker.lexicon import LexiconError, load
from tracker.lexicon.organisations import load_organisations
from tracker.lexicon.surfaces import SurfaceKind

LEXICON = load()
ORGANISATIONS = list(LEXICON.organisations.by_key.values())


@pytest.mark.parametrize("organisation", ORGANISATIONS, ids=lambda one: one.key)
def test_every_example_is_found(organisation, find):
    for example in organisation.examples:
        assert find(example, [surface for surface in organisation.surfaces if surface.strong]), example


@pytest.mark.parametrize("organisation", ORGANISATIONS, ids=lambda one: one.key)
def test_every_surface_has_an_example(organisation, find):
    for surface in organisation.surfaces:
        assert any(find(example, [surface]) for example in organisation.examples), surface.text


@pytest.mark.parametrize("organisation", ORGANISATIONS, ids=lambda one: one.key)
def test_no_counterexample_is_found(organisation, find):
    assert organisation.counterexamples
    for phrase in organisation.counterexamples:
        assert not [one.text for one in find(phrase, organisation.surfaces) if one.strong], phrase


@pytest.mark.parametrize("organisation", ORGANISATIONS, ids=lambda one: one.key)
def test_the_seat_is_a_known_place(organisation):
    if organisation.country:
        assert organisation.country in LEXICON.countries.by_iso
    if organisation.seat:
        assert LEXICON.places.resolve(organisation.seat), organisation.seat


def test_a_strong_surface_means_one_organisation():
    shared = {
        text: keys
        for text, surfaces in LEXICON.organisations.surfaces.items()
        if len(keys := {one.key for one in surfaces if one.strong}) > 1
    }
    assert shared == {}


@pytest.mark.parametrize(
    ("found", "key"),
    [("UN", "UN"), ("Nato", "NATO"), ("EU", "EU"), ("World Trade Organisation", "WTO"), ("Taleban", "Taliban"), ("WHO", "WHO")],
)
def test_spot_checks(found, key):
    assert [one.key for one in LEXICON.organisations.surfaces[found.lower()] if one.fits(found)] == [key]


@pytest.mark.parametrize("found", ["un", "Un", "who", "Who", "eu", "nato", "Au"])
def test_an_acronym_is_no_word(found):
    assert not [one for one in LEXICON.organisations.surfaces[found.lower()] if one.fits(found)]


@pytest.mark.parametrize(
    ("title", "key"),
    [("NATO Secretary General", "NATO"), ("EU foreign policy chief", "EEAS"), ("IAEA chief", "IAEA"), ("IMF Managing Director", "IMF")],
)
def test_titles_of_heads(title, key):
    surfaces = LEXICON.organisations.surfaces[title.lower()]
    assert [(one.key, one.kind) for one in surfaces] == [(key, SurfaceKind.HEAD)]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ('[[organisation]]\nkey = "X"\nname = "X"\n', "X has no examples"),
        ('[[organisation]]\nname = "X"\nexamples = ["X"]\n', "an entry without key has no key"),
        ('[[organisation]]\nkey = "X"\nname = "X"\nexamples = ["X"]\nhome = "Y"\n', "X has home"),
        ('[[organisation]]\nkey = "X"\nname = "X"\nexamples = ["X"]\n' * 2, "X stands twice"),
    ],
)
def test_a_wrong_entry_is_refused(tmp_path, text, message):
    path = tmp_path / "organisations.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(LexiconError, match=message):
        load_organisations(path)
