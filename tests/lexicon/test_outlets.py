from __future__ import annotations

from pathlib import Path

import pytest

from tracker.lexicon import LexiconError, load
from tracker.lexicon.outlets import COLUMNS, load_outlets
from tracker.lexicon.tables import read_toml

OUTLETS = load().outlets
CASES = read_toml(Path(__file__).parent.parent / "cases" / "outlets.toml")


@pytest.mark.parametrize(("name", "usual"), CASES["found"])
def test_find(name, usual):
    assert OUTLETS.find(name).name == usual


@pytest.mark.parametrize("name", CASES["no_outlet"])
def test_what_is_no_outlet(name):
    assert OUTLETS.find(name) is None


@pytest.mark.parametrize("name", CASES["weak"])
def test_names_that_are_words_are_weak(name):
    assert not any(surface.strong for surface in OUTLETS.surfaces[name])


def test_integrity(lexicon):
    for outlet in OUTLETS.by_name.values():
        assert outlet.country is None or outlet.country in lexicon.countries.by_iso, outlet.name
        assert outlet.domains, outlet.name
        assert all("." in domain and "/" not in domain and domain == domain.lower() for domain in outlet.domains), outlet.name


def test_a_strong_name_means_one_outlet():
    shared = {text: keys for text, found in OUTLETS.surfaces.items() if len(keys := {one.key for one in found if one.strong}) > 1}
    assert shared == {}


def test_a_strong_name_is_no_country_or_organisation(lexicon):
    strong = {text for text, found in OUTLETS.surfaces.items() if any(one.strong for one in found)}
    assert strong & set(lexicon.countries.surfaces) == set()
    assert strong & set(lexicon.organisations.surfaces) == set()


def test_an_outlet_twice_is_refused(tmp_path):
    path = tmp_path / "outlets.tsv"
    path.write_text("\n".join("\t".join(row) for row in (COLUMNS, *[("X", "", "FR", "x.fr")] * 2)), encoding="utf-8")
    with pytest.raises(LexiconError, match=r"outlets.tsv:3: X stands twice; merge the two lines"):
        load_outlets(path)
