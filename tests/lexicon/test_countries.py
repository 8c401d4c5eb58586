from __future__ import annotations

import itertools
from pathlib import Path

import pytest

from tracker.lexicon import LexiconError, load
from tracker.lexicon.countries import COLUMNS, load_countries
from tracker.lexicon.surfaces import SurfaceKind
from tracker.lexicon.tables import read_toml

COUNTRIES = load().countries
CASES = read_toml(Path(__file__).parent.parent / "cases" / "countries.toml")
# In these the state is its own seat of government, or has none that stands for it.
WITHOUT_CAPITAL = {"MC", "SM", "SG", "ST"}


@pytest.mark.parametrize(("code", "name"), [("US", "United States"), ("KR", "South Korea"), ("EU", "EU"), ("", "")])
def test_a_code_by_name(code, name):
    assert COUNTRIES.name_of(code) == name


def test_all_members_and_observers_are_there():
    standing = [country.standing for country in COUNTRIES.by_iso.values()]
    assert standing.count("member") == 193
    assert {country.iso for country in COUNTRIES.by_iso.values() if country.standing == "observer"} == {"VA", "PS"}
    assert {"TW", "XK"} <= {country.iso for country in COUNTRIES.by_iso.values() if country.standing == "state"}


@pytest.mark.parametrize("country", [one for one in COUNTRIES.by_iso.values() if one.standing != "territory"], ids=lambda one: one.iso)
def test_every_state_has_an_adjective_and_a_capital_on_the_map(country, lexicon):
    assert country.texts(SurfaceKind.ADJECTIVE) or country.iso in {"VA", "CG"}
    assert country.capital or country.iso in WITHOUT_CAPITAL
    for capital in country.texts(SurfaceKind.CAPITAL):
        assert lexicon.places.resolve(capital, country.iso), capital


def test_a_strong_surface_means_one_country():
    shared = {
        text: keys
        for text, surfaces in COUNTRIES.surfaces.items()
        if len(keys := {one.key for one in surfaces if one.strong and one.kind is not SurfaceKind.CAPITAL}) > 1
    }
    assert shared == {}


@pytest.mark.parametrize(("name", "iso"), CASES["found"])
def test_names(name, iso):
    assert COUNTRIES.find(name).iso == iso


@pytest.mark.parametrize("name", CASES["no_country"])
def test_what_is_no_country(name):
    assert COUNTRIES.find(name) is None


@pytest.mark.parametrize("name", CASES["weak"])
def test_weak_names(name):
    assert not any(surface.strong for surface in COUNTRIES.surfaces[name])


@pytest.mark.parametrize("name", CASES["strong"])
def test_strong_names(name):
    assert all(surface.strong for surface in COUNTRIES.surfaces[name])


@pytest.mark.parametrize(
    ("iso", "adjective", "capital"),
    [
        ("FR", "French", "Paris"),
        ("US", "American", "Washington"),
        ("NL", "Dutch", "The Hague"),
        ("XK", "Kosovar", "Pristina"),
        ("SG", "Singaporean", None),
    ],
)
def test_adjective_and_capital(iso, adjective, capital):
    assert (COUNTRIES[iso].adjective, COUNTRIES[iso].capital) == (adjective, capital)


def test_get_takes_none():
    assert COUNTRIES.get(None) is None
    assert COUNTRIES.get("QQ") is None


@pytest.mark.parametrize(
    ("rows", "message"),
    [
        ([("FR", "member"), ("FR", "member")], "countries.tsv:3: FR stands twice"),
        ([("FR", "empire")], "countries.tsv:2: standing is 'empire'; write one of member, observer"),
    ],
)
def test_a_wrong_row_is_refused(tmp_path, rows, message):
    path = tmp_path / "countries.tsv"
    lines = ["\t".join((*row, "France", "", "French", "Paris", "")) for row in rows]
    path.write_text("\n".join(itertools.chain(["\t".join(COLUMNS)], lines)), encoding="utf-8")
    with pytest.raises(LexiconError, match=message):
        load_countries(path)
