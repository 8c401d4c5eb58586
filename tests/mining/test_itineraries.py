from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from tracker.domain import Evidence, Kind, Place, Precision, Status, When
from tracker.mining.dates.spans import DateSpan
from tracker.mining.itineraries import come_home
from tracker.mining.joining import HOMECOMING
from tracker.mining.model import Draft, Outlook, Party, Told

NAUSEDA = Party(0, 0, ("LT",), "gitanas-nauseda", "Gitanas Nausėda", "head-of-state")
STUBB = Party(0, 0, ("FI",), "alexander-stubb", "Alexander Stubb", "head-of-state")
START = dt.date(2024, 5, 20)


def on(day):
    return When(day, day, Precision.DAY, "on a day")


def told(when, traveller=NAUSEDA, **fields):
    outlook = Outlook(fields.pop("status", Status.CONFIRMED))
    draft = Draft(0, Kind.VISIT, outlook, (traveller,), Place(country="EG"), fields.pop("dates", ()), Evidence(0, 9, "q"), **fields)
    return Told(draft, when, (draft.evidence,))


def back(day, *dates):
    return told(on(day), rules=(HOMECOMING,), dates=dates)


def end(found, *homecomings):
    known = [found]
    come_home(known, homecomings)
    return known[0].when.latest


def test_a_day_of_return_ends_the_journey():
    assert end(told(on(START)), back(dt.date(2024, 5, 23))) == dt.date(2024, 5, 23)


@pytest.mark.parametrize(
    "known",
    [
        told(on(START), STUBB),
        told(on(START), status=Status.CANCELLED),
        told(on(dt.date(2024, 4, 20))),  # too long before
        told(replace(on(START), latest=dt.date(2024, 5, 21), precision=Precision.DAYS)),  # its end is told
    ],
)
def test_other_journeys_keep_their_end(known):
    assert end(known, back(dt.date(2024, 5, 23))) == known.when.latest


@pytest.mark.parametrize(("rule", "latest"), [("weekday", dt.date(2024, 5, 23)), ("month-day", START)])
def test_a_weekday_of_return_is_the_one_after_the_start(rule, latest):
    thursday = dt.date(2024, 5, 16)
    assert end(told(on(START)), back(thursday, DateSpan(0, 9, on(thursday), rule))) == latest
