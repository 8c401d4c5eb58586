from __future__ import annotations

import dataclasses
import gc

import pytest

from tracker import lexicon as package
from tracker.lexicon import LexiconError, load


def test_load_is_read_once():
    assert load() is load()


def test_the_lexicon_is_frozen(lexicon):
    with pytest.raises(dataclasses.FrozenInstanceError):
        lexicon.people = None


def test_sizes(lexicon):
    assert len(lexicon.countries.by_iso) >= 230
    assert len(lexicon.people.by_key) >= 3_000
    assert len(lexicon.places.cities) >= 30_000
    assert len(lexicon.places.venues) >= 1_000
    assert len(lexicon.organisations.by_key) >= 120
    assert len(lexicon.series.by_key) >= 190
    assert len(lexicon.editions.by_key) >= 400
    assert len(lexicon.outlets.by_name) >= 550


def test_language_tables_go_by_file_name(lexicon):
    tables = lexicon.language("en")
    assert all(isinstance(table, dict) for table in tables.values())
    assert lexicon.language("en") is tables


def test_an_unknown_language_is_refused(lexicon):
    with pytest.raises(LexiconError, match="xx: is no language folder"):
        lexicon.language("xx")


def test_a_missing_file_stops_loading(monkeypatch, tmp_path):
    monkeypatch.setattr(package, "FOLDER", tmp_path)
    load.cache_clear()
    try:
        with pytest.raises(LexiconError, match=r"countries.tsv: cannot be read .*; restore it from the repository"):
            load()
        assert gc.isenabled()
    finally:
        monkeypatch.undo()
        load.cache_clear()


def test_every_office_is_of_a_country_or_an_organisation(lexicon):
    of = {term.of for person in lexicon.people.by_key.values() for term in person.terms}
    assert of - set(lexicon.countries.by_iso) - set(lexicon.organisations.by_key) == set()
