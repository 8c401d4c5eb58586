import datetime as dt

import pytest

from tracker.store.queries.buckets import Buckets, whole, whole_months
from tracker.store.queries.criteria import LATEST
from tracker.store.queries.units import Unit


def day(text):
    return {"first": dt.date.min, "latest": LATEST}.get(text) or dt.date.fromisoformat(text)


def parts(text):
    """``month 2017-02-01 2017-12-31; year ...``"""
    return tuple(Buckets(grain, day(first), day(last)) for grain, first, last in (part.split() for part in text.split("; ") if part))


@pytest.mark.parametrize(
    ("unit", "first", "last", "expected"),
    [
        ("day", "2017-05-03", "2017-05-03", "day 2017-05-03 2017-05-03"),
        ("week", "2017-05-01", "2017-05-14", "week 2017-05-01 2017-05-14"),
        ("week", "2017-05-02", "2017-05-15", "week 2017-05-08 2017-05-14"),
        ("week", "2017-05-02", "2017-05-13", ""),
        ("week", "first", "latest", "week first latest"),
        ("month", "2017-05-01", "2017-05-31", "month 2017-05-01 2017-05-31"),
        ("month", "2017-05-02", "2017-07-30", "month 2017-06-01 2017-06-30"),
        ("month", "2017-05-02", "2017-05-30", ""),
        ("month", "2017-12-31", "2018-02-01", "month 2018-01-01 2018-01-31"),
        ("month", "first", "2017-02-27", "month first 2017-01-31"),
        ("year", "2017-01-01", "2018-12-31", "year 2017-01-01 2018-12-31"),
        ("year", "2016-11-20", "2018-03-05", "month 2016-12-01 2016-12-31; year 2017-01-01 2017-12-31; month 2018-01-01 2018-02-28"),
        ("year", "2017-02-01", "2018-11-30", "month 2017-02-01 2018-11-30"),
        ("year", "2015-12-01", "2016-12-31", "month 2015-12-01 2015-12-31; year 2016-01-01 2016-12-31"),
        ("year", "2017-02-03", "2017-03-30", ""),
        ("year", "first", "latest", "year first latest"),
        ("year", "2017-03-01", "latest", "month 2017-03-01 2017-12-31; year 2018-01-01 latest"),
        ("year", "2018-05-01", "2017-05-01", ""),
    ],
)
def test_whole_buckets_between_two_days(unit, first, last, expected):
    assert whole(Unit(unit), day(first), day(last)) == parts(expected)


@pytest.mark.parametrize(
    ("first", "last", "expected"),
    [
        ("2017-05-03", "2017-06-03", ("2017-05-01", "2017-06-30")),
        ("2016-02-29", "2016-02-29", ("2016-02-01", "2016-02-29")),
        ("9999-12-01", "latest", ("9999-12-01", "latest")),
    ],
)
def test_days_are_widened_to_their_months(first, last, expected):
    assert whole_months(day(first), day(last)) == tuple(map(day, expected))
