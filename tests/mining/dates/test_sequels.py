from __future__ import annotations

import datetime as dt

import pytest

from tracker.mining.dates import Relation, date_tables, find_dates
from tracker.mining.dates.sequels import with_sequels

BASE = dt.date(2024, 5, 15)


def days(text, told=None):
    spans, last = with_sequels(find_dates(text, BASE, date_tables("en")), told)
    return [str(span.when.earliest) for span in spans if span.when.known], str(last)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("He will visit Paris on May 20 and London the following day.", ["2024-05-20", "2024-05-21"]),
        ("He will visit Paris on May 20, Bonn two days later and Rome the next day.", ["2024-05-20", "2024-05-22", "2024-05-23"]),
        ("He will visit Paris on May 20 and London the same day.", ["2024-05-20", "2024-05-20"]),
        ("He will visit Paris from May 20 to 22 and London the following day.", ["2024-05-20", "2024-05-23"]),
    ],
)
def test_a_sequel_is_counted_from_the_date_before(text, found):
    assert days(text)[0] == found


@pytest.mark.parametrize(
    ("told", "day"), [(dt.date(2024, 5, 20), "2024-05-20"), (dt.date(2024, 5, 13), "2024-05-15"), (None, "2024-05-15")]
)
def test_a_time_of_day_is_of_the_day_before_it_or_of_today(told, day):
    assert days("He will meet them in the afternoon.", told)[0] == [day]


def test_the_date_may_stand_in_an_earlier_sentence():
    assert days("He will go on to London two days later.", dt.date(2024, 5, 20)) == (["2024-05-22"], "2024-05-22")


@pytest.mark.parametrize(
    "text", ["He will go on to London the following day.", "He will visit Paris in June and London the following day."]
)
def test_without_a_day_before_it_a_sequel_has_no_window(text):
    spans, _ = with_sequels(find_dates(text, BASE, date_tables("en")), None)
    assert not next(span for span in spans if span.relation is Relation.SEQUEL).when.known
