from __future__ import annotations

import datetime as dt

import pytest

from tracker.domain import Precision, Status
from tracker.lexicon import load
from tracker.mining.dates import Relation, date_tables, find_dates
from tracker.mining.model import Outlook
from tracker.mining.timing import UNKNOWN, settle

BASE = dt.date(2024, 5, 15)
PLANNED = Outlook(Status.CONFIRMED)
GOING_ON = Outlook(None, underway=True)
TABLES = date_tables("en")


def timing(text, outlook=PLANNED):
    found = find_dates(text, BASE, TABLES)
    durations = [span for span in found if span.relation is Relation.DURATION]
    return settle([span for span in found if span not in durations], durations, outlook, BASE)


def days(found):
    return (str(found.when.earliest), str(found.when.latest))


@pytest.mark.parametrize(
    ("text", "window"),
    [
        ("They will meet on May 20", ("2024-05-20", "2024-05-20")),
        ("They will meet on Friday", ("2024-05-17", "2024-05-17")),
        ("They will meet next month", ("2024-06-01", "2024-06-30")),
        ("They will meet in June, on June 12", ("2024-06-12", "2024-06-12")),
        ("They will meet on Friday and Saturday", ("2024-05-17", "2024-05-18")),
        ("They will begin a three-day visit on June 3", ("2024-06-03", "2024-06-05")),
        ("They will meet before the end of June", ("2024-05-15", "2024-06-30")),
        ("They will meet from June 3 to June 7", ("2024-06-03", "2024-06-07")),
    ],
)
def test_the_window_of_a_plan(text, window):
    found = timing(text)
    assert days(found) == window
    assert not found.over


@pytest.mark.parametrize("text", ["They will meet", "They will meet soon"])
def test_without_a_date_there_is_no_window(text):
    assert timing(text) == type(timing(text))(UNKNOWN)


@pytest.mark.parametrize("text", ["They met last week", "They met two days ago", "They met on May 3, 2024"])
def test_what_is_over(text):
    assert timing(text).over


@pytest.mark.parametrize(
    ("text", "window"),
    [
        ("They arrived on Wednesday for a two-day visit", ("2024-05-15", "2024-05-16")),
        ("They arrived on Wednesday", ("2024-05-15", "2024-05-15")),
        ("They arrived", ("2024-05-15", "2024-05-15")),
    ],
)
def test_what_goes_on(text, window):
    found = timing(text, GOING_ON)
    assert days(found) == window
    assert not found.over


def test_what_began_long_ago_is_over():
    assert timing("They arrived on Friday", GOING_ON).over


def test_a_window_keeps_its_precision():
    assert timing("They will meet next month").when.precision is Precision.MONTH
    assert timing("They will meet in early June").when.precision is Precision.PART_OF_MONTH


def test_what_was_held_stands_on_the_day_that_has_passed():
    found = timing("They met on Monday", Outlook(Status.HELD))
    assert days(found) == ("2024-05-13", "2024-05-13")


def test_the_tables_are_those_of_the_lexicon():
    assert load().language("en")["dates"]
