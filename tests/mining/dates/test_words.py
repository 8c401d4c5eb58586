"""Every window has words, and they never say more than the window."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.domain import Precision, When
from tracker.mining.dates import intervals
from tracker.mining.dates.words import describe

DAYS = st.dates(dt.date(1900, 1, 1), dt.date(2100, 12, 31))
PRECISIONS = st.sampled_from(Precision)


def when(first, last, precision, edtf="", **more):
    return When(dt.date.fromisoformat(first), dt.date.fromisoformat(last), precision, edtf=edtf, **more)


@pytest.mark.parametrize(
    ("window", "words"),
    [
        (When(), "no date yet"),
        (When(precision=Precision.OPEN, edtf="2017-05/.."), "from 2017-05 on"),
        (when("2017-05-25", "2017-05-25", Precision.DAY), "25 May 2017"),
        (when("2017-05-25", "2017-05-25", Precision.DAY, time="14:30+03:00"), "25 May 2017, 14:30 (UTC+03:00)"),
        (when("2017-05-25", "2017-05-25", Precision.DAY, time="14:30"), "25 May 2017, 14:30"),
        (when("2017-05-25", "2017-05-26", Precision.DAYS, inferred=True), "25-26 May 2017 (year inferred)"),
        (when("2017-05-31", "2017-06-01", Precision.DAYS), "31 May to 1 June 2017"),
        (when("2016-12-31", "2017-01-01", Precision.DAYS), "31 December 2016 to 1 January 2017"),
        (when("2017-05-22", "2017-05-28", Precision.WEEK), "in the week of 22 May 2017"),
        (when("2017-05-27", "2017-05-28", Precision.WEEK), "on the weekend of 27-28 May 2017"),
        (when("2017-05-28", "2017-05-28", Precision.WEEK), "28 May 2017"),
        (when("2017-05-24", "2017-05-28", Precision.WEEK), "between 24 and 28 May 2017"),
        (when("2017-05-29", "2017-06-02", Precision.WEEK), "between 29 May and 2 June 2017"),
        (when("2017-05-01", "2017-05-31", Precision.MONTH), "in May 2017"),
        (when("2017-05-04", "2017-05-31", Precision.MONTH), "between 4 and 31 May 2017"),
        (when("2017-05-01", "2017-07-31", Precision.MONTH, "[2017-05,2017-07]"), "in May or July 2017"),
        (when("2017-05-01", "2017-07-31", Precision.MONTH), "May to July 2017"),
        (when("2017-06-01", "2017-06-10", Precision.PART_OF_MONTH), "early June 2017"),
        (when("2017-02-21", "2017-02-28", Precision.PART_OF_MONTH), "late February 2017"),
        (when("2017-06-03", "2017-06-08", Precision.PART_OF_MONTH), "between 3 and 8 June 2017"),
        (when("2017-06-01", "2017-08-31", Precision.SEASON), "in summer 2017"),
        (when("2017-12-01", "2018-02-28", Precision.SEASON), "in winter 2017-18"),
        (when("2017-06-11", "2017-08-31", Precision.SEASON), "between 11 June and 31 August 2017"),
        (when("2017-07-01", "2017-09-30", Precision.QUARTER), "in the third quarter of 2017"),
        (when("2017-07-11", "2017-09-30", Precision.QUARTER), "between 11 July and 30 September 2017"),
        (when("2017-01-01", "2017-12-31", Precision.YEAR), "in 2017"),
        (when("2017-01-01", "2017-04-30", Precision.YEAR), "early 2017"),
        (when("2017-05-01", "2017-08-31", Precision.YEAR), "mid-2017"),
        (when("2017-07-01", "2017-12-31", Precision.YEAR), "in the second half of 2017"),
        (when("2017-04-28", "2017-12-31", Precision.YEAR), "between 28 April and 31 December 2017"),
        (when("2017-04-27", "2017-05-31", Precision.OPEN, "../2017-05-31"), "by 31 May 2017"),
        (when("2017-04-27", "2017-05-31", Precision.OPEN), "by 31 May 2017"),
        (when("2014-01-01", "2017-04-27", Precision.OPEN, "2014-01-01/.."), "since 1 January 2014"),
        (when("2017-07-07", "2017-07-08", Precision.OPEN, "[2017-07-07,2017-07-08]"), "7 or 8 July 2017"),
        (when("2017-03-12", "2017-03-14", Precision.OPEN, "[2017-03-12..2017-03-14]"), "between 12 and 14 March 2017"),
        (when("2017-03-12", "2017-03-14", Precision.UNKNOWN), "between 12 and 14 March 2017"),
    ],
)
def test_windows_in_words(window, words):
    assert describe(window) == words


@given(DAYS, DAYS, PRECISIONS)
def test_any_window_has_words_with_its_last_year(first, last, precision):
    window = intervals.span(first, last)
    words = describe(When(*window.days, precision))
    assert str(window.days[1].year) in words or f"{window.days[1].year % 100:02}" in words
    assert words == words.strip()
