"""The arithmetic of windows, against days that calendars print."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.domain import Precision
from tracker.mining.dates import intervals

DAYS = st.dates(dt.date(1900, 1, 1), dt.date(2100, 12, 31))
MAY = intervals.month(2017, 5)


def days(interval):
    return tuple(day.isoformat() for day in interval.days)


@pytest.mark.parametrize(
    ("year", "day"),
    [(1995, "1995-04-16"), (2000, "2000-04-23"), (2008, "2008-03-23"), (2017, "2017-04-16"), (2024, "2024-03-31"), (2038, "2038-04-25")],
)
def test_easter(year, day):
    assert intervals.easter(year).isoformat() == day


@pytest.mark.parametrize(
    ("year", "number", "first", "last"),
    [
        (2017, 2, "2017-02-01", "2017-02-28"),
        (2016, 2, "2016-02-01", "2016-02-29"),
        (2017, 13, "2018-01-01", "2018-01-31"),
        (2017, 0, "2016-12-01", "2016-12-31"),
        (2017, -11, "2016-01-01", "2016-01-31"),
        (2017, 25, "2019-01-01", "2019-01-31"),
    ],
)
def test_months_run_over_years(year, number, first, last):
    assert days(intervals.month(year, number)) == (first, last)


@pytest.mark.parametrize(
    ("whole", "part", "first", "last"),
    [
        (MAY, "early", "2017-05-01", "2017-05-10"),
        (MAY, "mid", "2017-05-11", "2017-05-20"),
        (MAY, "late", "2017-05-21", "2017-05-31"),
        (intervals.month(2017, 2), "late", "2017-02-21", "2017-02-28"),
        (intervals.year(2017), "early", "2017-01-01", "2017-04-30"),
        (intervals.year(2017), "mid", "2017-05-01", "2017-08-31"),
        (intervals.year(2017), "late", "2017-09-01", "2017-12-31"),
        (intervals.season(2017, 2), "late", "2017-08-01", "2017-08-31"),
        (intervals.season(2017, 4), "late", "2018-02-01", "2018-02-28"),
        (intervals.week_of(dt.date(2017, 4, 27)), "early", "2017-04-24", "2017-04-26"),
        (intervals.week_of(dt.date(2017, 4, 27)), "mid", "2017-04-26", "2017-04-26"),
        (intervals.week_of(dt.date(2017, 4, 27)), "late", "2017-04-27", "2017-04-30"),
        (intervals.weekend_of(dt.date(2017, 4, 27)), "early", "2017-04-29", "2017-04-29"),
    ],
)
def test_thirds(whole, part, first, last):
    assert days(intervals.third(whole, part)) == (first, last)


@pytest.mark.parametrize(
    ("whole", "part", "first", "last"),
    [
        (intervals.year(2017), "early", "2017-01-01", "2017-01-31"),
        (intervals.year(2017), "mid", "2017-05-01", "2017-08-31"),
        (intervals.year(2017), "late", "2017-12-01", "2017-12-31"),
        (MAY, "late", "2017-05-21", "2017-05-31"),
    ],
)
def test_edges(whole, part, first, last):
    assert days(intervals.edge(whole, part)) == (first, last)


@pytest.mark.parametrize(
    ("which", "first", "last"), [(1, "05-01", "05-07"), (2, "05-08", "05-14"), (5, "05-29", "05-31"), (-1, "05-25", "05-31")]
)
def test_weeks_of_a_month(which, first, last):
    assert days(intervals.nth_week(MAY, which)) == (f"2017-{first}", f"2017-{last}")


@pytest.mark.parametrize(
    ("which", "weekday", "day"), [(1, 0, "2017-05-01"), (2, 4, "2017-05-12"), (5, 0, "2017-05-29"), (-1, 4, "2017-05-26"), (5, 6, None)]
)
def test_weekdays_of_a_month(which, weekday, day):
    found = intervals.nth_weekday(MAY, which, weekday)
    assert (found.days[0].isoformat() if found else None) == day


def test_a_window_is_cut_to_what_is_left_of_it():
    assert days(MAY.not_before(dt.date(2017, 5, 20))) == ("2017-05-20", "2017-05-31")
    assert MAY.not_before(dt.date(2017, 6, 20)) is MAY
    assert MAY.not_before(dt.date(2017, 4, 20)) is MAY
    assert days(MAY.not_after(dt.date(2017, 5, 20))) == ("2017-05-01", "2017-05-20")
    assert MAY.not_after(dt.date(2017, 6, 20)) is MAY


def test_a_bound_that_has_passed_leaves_the_bound():
    assert days(intervals.up_to(dt.date(2017, 5, 20), dt.date(2017, 5, 1))) == ("2017-05-01", "2017-05-01")


def test_one_of_one_day_is_that_day():
    day = dt.date(2017, 5, 20)
    assert intervals.choice([day, day]) == intervals.single(day)


@given(DAYS)
def test_weeks_and_weekends_hold_their_day_or_its_week(day):
    week, weekend = intervals.week_of(day), intervals.weekend_of(day)
    assert week.days[0] <= day <= week.days[1]
    assert (week.days[0].weekday(), week.days[1].weekday()) == (0, 6)
    assert weekend.days[1] == week.days[1]
    assert weekend.days[0].weekday() == 5


@given(st.integers(1000, 2199), st.integers(1, 4))
def test_seasons_and_quarters_are_three_months(year, which):
    for whole in (intervals.season(year, which), intervals.quarter(year, which)):
        assert 89 <= (whole.days[1] - whole.days[0]).days <= 91
        assert whole.precision in (Precision.SEASON, Precision.QUARTER)


@given(DAYS, st.integers(-10_000_000, 10_000_000))
def test_shifts_stay_in_the_calendar(day, count):
    moved = intervals.shift(day, count)
    assert moved in (dt.date.min, dt.date.max) or (moved - day).days == count
