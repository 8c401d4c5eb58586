"""What a person types, and the window in words that the form answers with."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tracker.domain import Precision
from tracker.mining.dates import UnreadableDate
from tracker.mining.dates.typed import LONGEST, parse_when
from tracker.mining.dates.words import describe

BASE = dt.date(2017, 4, 27)


@pytest.mark.parametrize(
    ("text", "words", "edtf"),
    [
        ("before the end of May", "by 31 May 2017", "../2017-05-31"),
        ("before the end of may", "by 31 May 2017", "../2017-05-31"),
        ("7-8 July 2017", "7-8 July 2017", "2017-07-07/2017-07-08"),
        ("7-8 july 2017", "7-8 July 2017", "2017-07-07/2017-07-08"),
        ("  July 7 - 8,  2017 ", "7-8 July 2017", "2017-07-07/2017-07-08"),
        ("next week", "in the week of 1 May 2017", "2017-05-01/2017-05-07"),
        ("spring 2027", "in spring 2027", "2027-21"),
        ("2017-05-26/2017-05-27", "26-27 May 2017", "2017-05-26/2017-05-27"),
        ("../2017-05-31", "by 31 May 2017", "../2017-05-31"),
        ("[2017-05,2017-07]", "in May or July 2017", "[2017-05,2017-07]"),
        ("2017-22", "in summer 2017", "2017-22"),
        ("may", "in May 2017", "2017-05"),
        ("Mar", "in March 2018", "2018-03"),
        ("2019", "in 2019", "2019"),
        ("25.5.2017", "25 May 2017", "2017-05-25"),
        ("tomorrow at 3pm", "28 April 2017, 15:00", "2017-04-28"),
        ("tomorrow at 3pm ET", "28 April 2017, 15:00 (UTC-04:00)", "2017-04-28"),
        ("Q3 2027", "in the third quarter of 2027", "2027-35"),
        ("first half of 2027", "in the first half of 2027", "2027-40"),
        ("early 2018", "early 2018", "2018-01-01/2018-04-30"),
        ("mid june", "mid-June 2017", "2017-06-11/2017-06-20"),
        ("late june", "late June 2017", "2017-06-21/2017-06-30"),
        ("31 May - 6 June", "31 May to 6 June 2017", "2017-05-31/2017-06-06"),
        ("30 December - 2 January", "30 December 2017 to 2 January 2018", "2017-12-30/2018-01-02"),
        ("july 7 or 8", "7 or 8 July 2017", "[2017-07-07,2017-07-08]"),
        ("June 2, 3 or 4", "between 2 and 4 June 2017", "[2017-06-02,2017-06-03,2017-06-04]"),
        ("between 12 and 14 may", "between 12 and 14 May 2017", "[2017-05-12..2017-05-14]"),
        ("after may 20", "from 21 May 2017 on", "2017-05-21/.."),
        ("this weekend", "on the weekend of 29-30 April 2017", "2017-04-29/2017-04-30"),
        ("this week", "between 27 and 30 April 2017", "2017-04-27/2017-04-30"),
        ("winter 2017", "in winter 2017-18", "2017-24"),
        ("June to August 2017", "June to August 2017", "2017-06/2017-08"),
        ("December 2017 to January 2018", "December 2017 to January 2018", "2017-12/2018-01"),
        ("December to February 2018", "December 2017 to February 2018", "2017-12/2018-02"),
        ("second week of July", "between 8 and 14 July 2017", "2017-07-08/2017-07-14"),
        ("since May 2016", "since 1 May 2016", "2016-05-01/.."),
        ("soon", "no date yet", ""),
        ("in the coming weeks", "no date yet", ""),
        ("на следующей неделе", "in the week of 1 May 2017", "2017-05-01/2017-05-07"),
        ("до конца мая", "by 31 May 2017", "../2017-05-31"),
        ("в июле", "in July 2017", "2017-07"),
        ("25 мая 2017", "25 May 2017", "2017-05-25"),
        ("le 7 juin", "7 June 2017", "2017-06-07"),
        ("6月7日", "7 June 2017", "2017-06-07"),
        ("7 يونيو", "7 June 2017", "2017-06-07"),
    ],
)
def test_a_typed_date_and_its_window_in_words(text, words, edtf):
    when = parse_when(text, BASE)
    assert describe(when) == words
    assert when.edtf == edtf


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
    assert describe(when)
