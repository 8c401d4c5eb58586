import datetime as dt

import pytest

from tracker.store.models import FAR
from tracker.store.spans import DATED, Span, earliest_start, span_of, span_stored, stored_class, stored_window

FIRST = dt.date(2017, 5, 1)


@pytest.mark.parametrize(
    ("days", "span"),
    [(0, Span.DAY), (1, Span.MONTH), (31, Span.MONTH), (32, Span.YEAR), (366, Span.YEAR), (367, Span.LONG), (9_000, Span.LONG)],
)
def test_windows_are_classed_by_length(days, span):
    assert span_of(FIRST, FIRST + dt.timedelta(days)) is span


def test_what_has_no_window_is_undated_and_stands_at_the_end_of_time():
    assert span_of(None, None) is Span.UNDATED
    assert stored_window(None, None) == (FAR, FAR)
    assert stored_window(FIRST, FIRST) == (FIRST, FIRST)
    assert Span.UNDATED not in DATED


def test_what_is_no_longer_believed_stands_apart_and_keeps_its_class():
    numbers = {stored_class(span, known_to) for span in Span for known_to in (FAR, FIRST)}
    assert len(numbers) == 2 * len(Span)
    assert all(span_stored(stored_class(span, known_to)) is span for span in Span for known_to in (FAR, FIRST))


@pytest.mark.parametrize("span", DATED)
@pytest.mark.parametrize("length", [0, 1, 31, 32, 366, 367, 5_000])
def test_nothing_that_still_lasts_begins_before_the_earliest_start(span, length):
    end = FIRST + dt.timedelta(length)
    if span_of(FIRST, end) is span:
        assert earliest_start(span, end) <= FIRST


@pytest.mark.parametrize("span", DATED)
def test_the_first_days_of_time_have_no_day_before_them(span):
    assert earliest_start(span, dt.date.min) == dt.date.min
