"""The calendar of gatherings: its shape, well-known rows, and agreement with travels that nobody here wrote."""

from __future__ import annotations

import csv
import datetime as dt
import tomllib
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest

from tracker.lexicon import load
from tracker.lexicon.editions import COLUMNS, Edition
from tracker.lexicon.keys import venue_key

ROOT = Path(__file__).resolve().parents[2]
TABLE = ROOT / "tracker" / "lexicon" / "editions.tsv"
CASES = tomllib.loads((ROOT / "tests" / "cases" / "editions.toml").read_text(encoding="utf-8"))
CHECKED = dt.date(2026, 11, 23)  # the day on which the table was last checked: seed/README.md
LONGEST = dt.timedelta(days=20)  # no gathering here lasts longer; a longer row is the window of one whose days are not known
A_DAY = dt.timedelta(days=1)
EDITIONS = tuple(load().editions.by_key.values())


def rows() -> list[dict[str, str]]:
    with TABLE.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t"))


def test_the_header_names_the_columns_in_order():
    assert tuple(TABLE.read_text(encoding="utf-8").split("\n", 1)[0].split("\t")) == COLUMNS


def test_every_row_is_read():
    assert {row["key"] for row in rows()} == {edition.key for edition in EDITIONS}
    assert len(rows()) >= 1000


def test_rows_stand_by_series_and_then_in_order_of_time():
    order = [row["series"] for row in rows()]
    blocks = [series for at, series in enumerate(order) if at == 0 or order[at - 1] != series]
    assert len(blocks) == len(set(blocks))
    for series in blocks:
        days = [row["earliest"] for row in rows() if row["series"] == series]
        assert days == sorted(days), series


def test_no_cell_has_stray_space():
    assert not [(row["key"], name) for row in rows() for name, cell in row.items() if cell != cell.strip()]


def faults(edition: Edition, lexicon) -> list[str]:
    """What is wrong with one row, in words."""
    checks = {
        "series is not in series.toml": lexicon.series.get(edition.series) is not None,
        "country is no ISO code": edition.country is None or edition.country in lexicon.countries.by_iso,
        "city without country": bool(edition.country) or not edition.city,
        "status is unknown": edition.status in {"held", "planned", "cancelled"},
        "key lacks the year": str(edition.earliest.year) in edition.key.split("-"),
        "no title": bool(edition.title),
        "no source": len(edition.source) > 5,
        "url is no address": edition.url.startswith(("https://", "http://")) and " " not in edition.url,
        "held after the table was checked": edition.status != "held" or edition.latest <= CHECKED,
        "held without exact days": edition.status != "held" or edition.latest - edition.earliest < LONGEST,
    }
    return [f"{edition.key}: {fault}" for fault, right in checks.items() if not right]


def test_every_row_is_sound(lexicon):
    assert [fault for edition in EDITIONS for fault in faults(edition, lexicon)] == []


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        ({"series": "G21"}, "series is not in series.toml"),
        ({"country": "XX"}, "country is no ISO code"),
        ({"country": None}, "city without country"),
        ({"status": "confirmed"}, "status is unknown"),
        ({"key": "G20-2016"}, "key lacks the year"),
        ({"title": ""}, "no title"),
        ({"source": ""}, "no source"),
        ({"url": "www.g20.org"}, "url is no address"),
        ({"earliest": dt.date(2017, 1, 1), "latest": dt.date(2017, 12, 31)}, "held without exact days"),
    ],
)
def test_a_fault_is_found(change, fault, lexicon):
    assert faults(replace(lexicon.editions.by_key["G20-2017"], **change), lexicon) == [f"{change.get('key', 'G20-2017')}: {fault}"]


def test_what_is_ahead_is_planned():
    ahead = [edition for edition in EDITIONS if edition.earliest > CHECKED]
    assert len(ahead) >= 15
    assert {edition.status for edition in ahead} == {"planned"}


def test_a_window_without_known_days_is_a_whole_span_of_months():
    for edition in EDITIONS:
        if edition.latest - edition.earliest >= LONGEST:
            assert edition.earliest.day == 1, edition.key
            assert (edition.latest + A_DAY).day == 1, edition.key


def test_editions_of_a_series_share_at_most_a_day():
    for series in {edition.series for edition in EDITIONS}:
        known = [one for one in load().editions.of(series) if one.status == "held"]
        for before, after in pairwise(known):
            assert before.latest <= after.earliest, (before.key, after.key)


@pytest.mark.parametrize("case", CASES["known"], ids=lambda case: case[0])
def test_well_known_gathering(case, lexicon):
    edition = lexicon.editions.by_key[case[0]]
    days = [edition.earliest.isoformat(), edition.latest.isoformat()]
    assert [edition.key, *days, edition.city or "", edition.country or ""] == case
    assert edition.status != "cancelled"


def test_at_least_sixty_gatherings_are_checked_one_by_one():
    assert len(CASES["known"]) >= 60


@pytest.mark.parametrize("case", CASES["cancelled"], ids=lambda case: case["key"])
def test_cancelled_gathering_and_its_new_date(case, lexicon):
    editions = lexicon.editions.by_key
    assert editions[case["key"]].status == "cancelled"
    if case["moved_to"]:
        assert editions[case["moved_to"]].status in {"held", "planned"}


@pytest.mark.parametrize(("series", "day"), CASES["none"])
def test_day_without_gathering(series, day, lexicon):
    day = dt.date.fromisoformat(day)
    assert not [one.key for one in lexicon.editions.of(series) if one.earliest <= day <= one.latest and one.status == "held"]


@pytest.mark.parametrize(("series", "first", "last"), CASES["every_year"])
def test_no_year_is_missing(series, first, last, lexicon):
    years = {one.earliest.year for one in lexicon.editions.of(series) if one.status != "planned"}
    assert not set(range(first, last + 1)) - years


def test_cities_are_written_as_the_places_are(lexicon):
    small = {tuple(pair) for pair in CASES["small_places"]}
    astray = set()
    for edition in EDITIONS:
        found = lexicon.places.resolve(edition.city, edition.country) if edition.city else None
        if edition.city and (not found or (edition.city != found.site and venue_key(edition.city, edition.country) != found.key)):
            astray.add((edition.city, edition.country))
    assert astray <= small


def trips(shared: Path) -> list[dict[str, str]]:
    """Presidential trips since 1995 to gatherings of the series that are compared."""
    with (shared / "data" / "summit-trips.tsv").open(encoding="utf-8", newline="") as file:
        found = [row for row in csv.DictReader(file, delimiter="\t") if row["role"] == "president" and row["start"] >= "1995"]
    excused = {(series, day) for series, day, _ in CASES["trips"]["exceptions"]}
    return [row for row in found if row["series"] in CASES["trips"]["series"] and (row["series"], row["start"]) not in excused]


def met(trip: dict[str, str], lexicon) -> list[Edition]:
    """The editions that lie within the trip, a day of travel allowed."""
    start, end = dt.date.fromisoformat(trip["start"]), dt.date.fromisoformat(trip["end"] or trip["start"])
    series = CASES["trips"]["series"][trip["series"]]
    editions = [edition for key in series for edition in lexicon.editions.of(key)]
    return [one for one in editions if one.earliest <= end + A_DAY and one.latest >= start - A_DAY and one.status == "held"]


def test_every_presidential_trip_to_a_summit_finds_it(shared, lexicon):
    compared = trips(shared)
    assert len(compared) >= 90
    assert [(trip["series"], trip["start"], trip["city"]) for trip in compared if not met(trip, lexicon)] == []


def test_the_exceptions_are_still_needed(shared, lexicon):
    with (shared / "data" / "summit-trips.tsv").open(encoding="utf-8", newline="") as file:
        every = list(csv.DictReader(file, delimiter="\t"))
    for series, day, why in CASES["trips"]["exceptions"]:
        there = [trip for trip in every if (trip["series"], trip["start"]) == (series, day)]
        assert there, why
        assert not any(met(trip, lexicon) for trip in there if trip["role"] == "president"), why


def test_trips_and_editions_agree_on_the_country(shared, lexicon):
    elsewhere = {tuple(pair) for pair in CASES["trips"]["neighbouring"]}
    wrong = []
    for trip in trips(shared):
        names = {surface.key for surface in lexicon.countries.surfaces.get(trip["country"].lower(), ())}
        editions = {edition.country for edition in met(trip, lexicon)}
        if names and not names & editions and (trip["start"], trip["country"]) not in elsewhere:
            wrong.append((trip["start"], trip["series"], trip["city"], trip["country"], editions))
    assert wrong == []
