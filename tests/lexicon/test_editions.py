from __future__ import annotations

import datetime as dt

import pytest

from tracker.lexicon import LexiconError
from tracker.lexicon.editions import COLUMNS, load_editions

ROW = ("G20-2017", "G20", "G20 summit, Hamburg 2017", "2017-07-07", "2017-07-08", "Hamburg", "DE", "held", "", "public", "https://x.org")


def write(tmp_path, *rows):
    path = tmp_path / "editions.tsv"
    path.write_text("\n".join("\t".join(row) for row in (COLUMNS, *rows)), encoding="utf-8")
    return path


def changed(**cells):
    return tuple(cells.get(column, cell) for column, cell in zip(COLUMNS, ROW, strict=True))


@pytest.fixture
def three(tmp_path):
    earlier = changed(key="G20-2016", earliest="2016-09-04", latest="2016-09-05")
    later = changed(key="G20-2018", earliest="2018-11-30", latest="2018-12-01")
    return load_editions(write(tmp_path, later, ROW, earlier))


def test_editions_of_a_series_stand_in_order_of_time(three):
    assert [edition.key for edition in three.of("G20")] == ["G20-2016", "G20-2017", "G20-2018"]
    assert three.of("G99") == ()


@pytest.mark.parametrize(
    ("day", "keys"),
    [
        (dt.date(2017, 4, 27), ["G20-2017", "G20-2016"]),
        (dt.date(2017, 7, 8), ["G20-2017", "G20-2016"]),
        (dt.date(2018, 1, 10), ["G20-2018", "G20-2017"]),
        (dt.date(2030, 1, 1), []),
    ],
)
def test_near_gives_the_next_before_the_last(three, day, keys):
    assert [edition.key for edition in three.near("G20", day)] == keys


@pytest.mark.parametrize(("day", "distance"), [("2017-07-01", 6), ("2017-07-07", 0), ("2017-07-08", 0), ("2017-07-10", 2)])
def test_distance(three, day, distance):
    assert three.by_key["G20-2017"].distance(dt.date.fromisoformat(day)).days == distance


@pytest.mark.parametrize(
    ("rows", "message"),
    [
        ([ROW, ROW], "editions.tsv:3: G20-2017 stands twice"),
        ([changed(latest="2017-07-01")], "editions.tsv:2: latest 2017-07-01 is before earliest 2017-07-07; swap them"),
        ([changed(earliest="July")], "editions.tsv:2: earliest is 'July'; write a day as YYYY-MM-DD"),
    ],
)
def test_a_wrong_row_is_refused(tmp_path, rows, message):
    with pytest.raises(LexiconError, match=message):
        load_editions(write(tmp_path, *rows))


def test_who_says_so_and_when(tmp_path):
    told = changed(source="Azernews: hosts to 2028", known="2025-05-23")
    said = load_editions(write(tmp_path, told)).by_key["G20-2017"]
    assert (said.outlet, said.known) == ("Azernews", dt.date(2025, 5, 23))
    unsaid = load_editions(write(tmp_path, ROW)).by_key["G20-2017"]
    assert (unsaid.outlet, unsaid.known) == ("public", None)


def test_an_empty_place_is_none(tmp_path):
    edition = load_editions(write(tmp_path, changed(city="", country=""))).by_key["G20-2017"]
    assert (edition.city, edition.country) == (None, None)


def test_every_edition_belongs_to_a_series_and_is_on_the_map(lexicon):
    for edition in lexicon.editions.by_key.values():
        assert edition.series in lexicon.series.by_key, edition.key
        assert edition.country is None or edition.country in lexicon.countries.by_iso, edition.key
        if edition.city:
            assert lexicon.places.resolve(edition.city, edition.country), f"{edition.key}: {edition.city}"
