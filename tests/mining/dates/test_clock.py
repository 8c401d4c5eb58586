"""Times of day: what is one, in which zone, and which date it belongs to."""

from __future__ import annotations

import datetime as dt

import pytest

from tracker.mining.dates import Relation, date_tables, find_dates

BASE = dt.date(2017, 4, 27)


def found(text):
    return [(span.when.words, span.when.time, span.relation) for span in find_dates(text, BASE, date_tables())]


@pytest.mark.parametrize(
    ("text", "time"),
    [
        ("at 12:00 a.m.", "00:00"),
        ("at 12 p.m.", "12:00"),
        ("at 1:05 pm", "13:05"),
        ("at 10am", "10:00"),
        ("at 10 A.M.", "10:00"),
        ("at 10.30am", "10:30"),
        ("at 22:15", "22:15"),
        ("at midnight", "00:00"),
        ("at 1800 GMT", "18:00+00:00"),
        ("at 0005 GMT", "00:05+00:00"),
        ("at 5:30 p.m. Manila time", "17:30+08:00"),
        ("at 11:15 am London time", "11:15+01:00"),
        ("at 4 p.m. ET", "16:00-04:00"),
        ("at 4 p.m. EST", "16:00-05:00"),
        ("at 1.30pm eastern time", "13:30-04:00"),
        ("at noon local time", "12:00"),
    ],
)
def test_a_time_alone_keeps_no_day(text, time):
    (span,) = find_dates(f"It begins {text}", BASE, date_tables())
    assert (span.when.time, span.relation, span.when.known) == (time, Relation.TIME, False)


@pytest.mark.parametrize("text", ["3.30", "25:10", "13 p.m.", "0 a.m.", "at 10:75", "1800", "10:5:3", "2575 GMT"])
def test_figures_that_are_no_time(text):
    assert not any(time for _, time, _ in found(f"It was {text} there"))


@pytest.mark.parametrize(
    ("text", "words", "time"),
    [
        ("They meet on Friday at 3 p.m.", "on Friday", "15:00"),
        ("They meet at 3 p.m. on Friday", "on Friday", "15:00"),
        ("They meet on Friday in Paris at 3 p.m.", "on Friday", "15:00"),
        ("They meet at 3 p.m. Friday and dine Saturday", "Friday", "15:00"),
        ("They meet Thursday, dine at 8 p.m. Friday", "Friday", "20:00"),
        ("They meet on Friday at 3:30 p.m. (1930 GMT)", "on Friday", "15:30-04:00"),
        ("They meet on Friday at 10:30 a.m. (0230 GMT)", "on Friday", "10:30+08:00"),
        ("They meet on Friday at 8 a.m. (9 p.m. ET)", "on Friday", "21:00-04:00"),
        ("They meet at 4 p.m. ET on December 5", "on December 5", "16:00-05:00"),
        ("They meet at 4 p.m. ET on June 5", "on June 5", "16:00-04:00"),
    ],
)
def test_a_time_belongs_to_the_date_beside_it(text, words, time):
    assert (words, time) in [(said, at) for said, at, _ in found(text)]
    assert Relation.TIME not in [relation for _, _, relation in found(text)]


@pytest.mark.parametrize(
    "text",
    [
        "They meet on Friday; the flight left at 3 p.m.",
        "They meet on Friday in the large hall of the old palace at 3 p.m.",
        "They meet soon at 3 p.m.",
        "A three-day visit at 3 p.m.",
    ],
)
def test_a_time_far_from_a_date_stays_alone(text):
    assert [time for _, time, relation in found(text) if relation is Relation.TIME] == ["15:00"]
    assert not any(time for _, time, relation in found(text) if relation is not Relation.TIME)


def test_two_times_of_one_sentence_keep_their_dates():
    text = "They meet on Friday at 3 p.m. and dine on Saturday at 8 p.m."
    assert [(words, time) for words, time, _ in found(text)] == [("on Friday", "15:00"), ("on Saturday", "20:00")]


def test_the_words_of_two_times_are_one_passage():
    text = "It begins at 3:30 p.m. (1930 GMT)."
    (span,) = find_dates(text, BASE, date_tables())
    assert text[span.start : span.end] == span.when.words == "3:30 p.m. (1930 GMT"
