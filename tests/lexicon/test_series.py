"""Each name and gathering of series.toml stands in an example, each example holds a strong surface, no counterexample does."""

from __future__ import annotations

import re

import pytest

from tracker.domain import Kind
from tracker.lexicon import FOLDER, LexiconError, load
from tracker.lexicon.series import load_series
from tracker.lexicon.surfaces import SurfaceKind
from tracker.lexicon.tables import read_toml

ENTRIES = read_toml(FOLDER / "series.toml")["series"]
SERIES = list(load().series.by_key.values())


def by_key(entry):
    return entry["key"]


@pytest.mark.parametrize("series", SERIES, ids=lambda one: one.key)
def test_every_example_is_found(series, find):
    for example in series.examples:
        strong = [surface for surface in series.surfaces if surface.strong]
        assert find(example, strong), example


@pytest.mark.parametrize("series", SERIES, ids=lambda one: one.key)
def test_no_counterexample_is_found(series, find):
    assert series.counterexamples
    for phrase in series.counterexamples:
        assert not [one.text for one in find(phrase, series.surfaces) if one.strong], phrase


@pytest.mark.parametrize("entry", ENTRIES, ids=by_key)
def test_every_written_surface_has_an_example(entry):
    examples = "\n".join(entry["examples"])
    for written in (*entry.get("names", ()), *entry.get("gatherings", ())):
        pattern = re.sub(r"\\\{\d+\\-\d+\\\}|\\\{\d+-\d+\\\}", r"\\d+", re.escape(written.removesuffix("?")))
        assert re.search(pattern, examples, re.IGNORECASE), written


def test_a_strong_gathering_means_one_series(lexicon):
    shared = {
        text: keys for text, surfaces in lexicon.series.surfaces.items() if len(keys := {one.key for one in surfaces if one.strong}) > 1
    }
    assert shared == {}


def test_organisations_of_series_exist(lexicon):
    named = {one.organisation for one in SERIES if one.organisation}
    assert named <= set(lexicon.organisations.by_key)


@pytest.mark.parametrize(
    ("phrase", "key"),
    [
        ("the G-20 summit in Hamburg", "G20"),
        ("Nato summit", "NATO"),
        ("Cop27 climate summit", "COP"),
        ("Australia-Asean summits", "ASEAN"),
        ("the East Asia Summit", "East Asia Summit"),
        ("the European Council summit", "EU"),
        ("a US-Nordic leaders conference", "US-Nordic Leaders' Summit"),
        ("the Southern African International Dialogue", "SAID"),
        ("the six-party talks", "Six-Party Talks"),
        ("Africa-France summit", "Africa-France Summit"),
    ],
)
def test_spot_checks(phrase, key, find):
    surfaces = [surface for one in SERIES for surface in one.surfaces if surface.strong]
    longest = max(find(phrase, surfaces), key=lambda surface: len(surface.text))
    assert longest.key == key


def test_bare_names_of_organisations_are_weak(lexicon):
    for name in ("nato", "eu", "asean", "quad", "opec"):
        assert not any(surface.strong for surface in lexicon.series.surfaces[name]), name


def test_numbers_are_written_out(lexicon):
    assert [one.key for one in lexicon.series.surfaces["cop28"]] == ["COP"]
    assert "cop14" not in lexicon.series.surfaces


def written(tmp_path, text):
    path = tmp_path / "series.toml"
    path.write_text('[gathering_words]\nsummit = ["summit"]\n' + text, encoding="utf-8")
    return path


def test_names_go_with_gathering_words(tmp_path):
    path = written(tmp_path, '[[series]]\nkey = "X"\nkind = "summit"\nnames = ["X?"]\nexamples = ["the X summit"]')
    series = load_series(path)["X"]
    assert [(one.text, one.kind, one.strong) for one in series.surfaces] == [
        ("X", SurfaceKind.NAME, False),
        ("X summit", SurfaceKind.GATHERING, True),
    ]
    assert series.kind is Kind.SUMMIT


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ('[[series]]\nkey = "X"\nkind = "summit"\n', "X has no examples"),
        ('[[series]]\nkey = "X"\nkind = "party"\nexamples = ["x"]\n', "kind 'party'"),
        ('[[series]]\nkey = "X"\nkind = "summit"\nexamples = ["x"]\nname = "X"\n', "X has name; known fields are"),
        ('[[series]]\nkey = "X"\nkind = "summit"\nexamples = ["x"]\n' * 2, "X stands twice"),
        ("[[series", "is no valid TOML"),
    ],
)
def test_a_wrong_entry_is_refused(tmp_path, text, message):
    with pytest.raises(LexiconError, match=message):
        load_series(written(tmp_path, text))
