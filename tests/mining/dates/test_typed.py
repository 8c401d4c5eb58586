"""What a person types, and the window in words that the form answers with."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tracker.domain import Precision
from tracker.mining.dates import UnreadableDate
from tracker.mining.dates.typed import LONGEST, parse_when

BASE = dt.date(2017, 4, 27)


@pytest.mark.parametrize(
    ("text", "edtf"),
    [
        ("before the end of May", "../2017-05-31"),
        ("before the end of may", "../2017-05-31"),
        ("7-8 July 2017", "2017-07-07/2017-07-08"),
        ("7-8 july 2017", "2017-07-07/2017-07-08"),
        ("  July 7 - 8,  2017 ", "2017-07-07/2017-07-08"),
        ("next week", "2017-05-01/2017-05-07"),
        ("spring 2027", "2027-21"),
        ("2017-05-26/2017-05-27", "2017-05-26/2017-05-27"),
        ("../2017-05-31", "../2017-05-31"),
        ("[2017-05,2017-07]", "[2017-05,2017-07]"),
        ("2017-22", "2017-22"),
        ("may", "2017-05"),
        ("Mar", "2018-03"),
        ("2019", "2019"),
        ("25.5.2017", "2017-05-25"),
        ("tomorrow at 3pm", "2017-04-28"),
        ("tomorrow at 3pm ET", "2017-04-28"),
        ("Q3 2027", "2027-35"),
        ("first half of 2027", "2027-40"),
        ("early 2018", "2018-01-01/2018-04-30"),
        ("mid june", "2017-06-11/2017-06-20"),
        ("late june", "2017-06-21/2017-06-30"),
        ("31 May - 6 June", "2017-05-31/2017-06-06"),
        ("30 December - 2 January", "2017-12-30/2018-01-02"),
        ("july 7 or 8", "[2017-07-07,2017-07-08]"),
        ("June 2, 3 or 4", "[2017-06-02,2017-06-03,2017-06-04]"),
        ("between 12 and 14 may", "[2017-05-12..2017-05-14]"),
        ("after may 20", "2017-05-21/.."),
        ("from 3 May 2027 on", "2027-05-03/.."),
        ("from May", "2017-05-01/.."),
        ("from 3 May to 5 May 2027", "2027-05-03/2027-05-05"),
        ("this weekend", "2017-04-29/2017-04-30"),
        ("this week", "2017-04-27/2017-04-30"),
        ("winter 2017", "2017-24"),
        ("June to August 2017", "2017-06/2017-08"),
        ("December 2017 to January 2018", "2017-12/2018-01"),
        ("December to February 2018", "2017-12/2018-02"),
        ("second week of July", "2017-07-08/2017-07-14"),
        ("since May 2016", "2016-05-01/.."),
        ("soon", ""),
        ("in the coming weeks", ""),
        ("на следующей неделе", "2017-05-01/2017-05-07"),
        ("до конца мая", "../2017-05-31"),
        ("в июле", "2017-07"),
        ("25 мая 2017", "2017-05-25"),
        ("le 7 juin", "2017-06-07"),
        ("6月7日", "2017-06-07"),
        ("7 يونيو", "2017-06-07"),
    ],
)
def test_a_typed_date_is_understood(text, edtf):
    assert parse_when(text, BASE).edtf == edtf


@pytest.mark.parametrize(
    ("text", "remedy"),
    [
        ("", "is empty"),
        ("   ", "is empty"),
        ("banana", "cannot be read"),
        ("7/8/2017", "cannot be read"),
        ("3pm", "cannot be read"),
        ("12:30", "cannot be read"),
        ("5", "cannot be read"),
        ("a", "cannot be read"),
        ("10-14", "cannot be read"),
        ("next decade", "cannot be read"),
        ("30 February 2018", "cannot be read"),
        ("32 July", "cannot be read"),
        ("1 January 0000", "cannot be read"),
        ("July 7 20177", "cannot be read"),
        ("meeting of ministers on Friday in Rome", "cannot be read"),
        ("7-8 July and 9 August", "names 2 dates"),
        ("a day after", "not when"),
        ("three-day", "not when"),
        ("x" * (LONGEST + 1), f"may have {LONGEST}"),
    ],
)
def test_what_cannot_be_read_is_refused_with_a_remedy(text, remedy):
    with pytest.raises(UnreadableDate, match=remedy) as caught:
        parse_when(text, BASE)
    assert "day" in str(caught.value) or "7-8 July 2017" in str(caught.value) or "hyphen" in str(caught.value)


def test_a_day_that_cannot_be_counted_from_is_refused():
    with pytest.raises(UnreadableDate, match="no day to count from"):
        parse_when("next week", dt.date.max)


def test_the_words_are_what_was_typed():
    assert parse_when("  before   the end of May ", BASE).words == "before the end of May"


def test_an_undated_time_keeps_its_precision():
    assert parse_when("soon", BASE).precision is Precision.UNKNOWN


@given(st.text(max_size=60))
@settings(max_examples=60, deadline=None)
def test_any_text_is_read_or_refused(text):
    try:
        when = parse_when(text, BASE)
    except UnreadableDate:
        return
    assert when.known or when.precision in (Precision.UNKNOWN, Precision.OPEN)
