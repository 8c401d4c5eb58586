"""No text raises, costs grow linearly, and what is found is inside the text and in order."""

from __future__ import annotations

import datetime as dt
import re

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tracker.domain import Precision
from tracker.mining.dates import Hints, Relation, Tense, date_tables, find_dates
from tracker.mining.dates.scan import TOKEN, Sentence

BASE = dt.date(2017, 4, 27)
PIECES = [
    *(
        "May",
        "may",
        "March",
        "June",
        "Sept.",
        "Dec",
        "Monday",
        "Fri",
        "1st",
        "7",
        "31",
        "99",
        "2017",
        "0930",
        "2,500",
        "3:30",
        "p.m.",
        "GMT",
    ),
    *(
        "the",
        "on",
        "in",
        "from",
        "to",
        "and",
        "or",
        "between",
        "until",
        "-",
        "–",
        ",",
        ".",
        "/",
        "(",
        ")",
        "'s",
        "a",
        "of",
        "week",
        "weeks",
    ),
    *("next", "last", "this", "first", "second", "half", "end", "early", "mid", "late", "spring", "fall", "day", "three", "ago", "before"),
    *("tomorrow", "weekend", "later", "soon", "said", "will", "met", "summit", "attack", "\x00", "\u200f", "\ud800", "🌍", "يوليو", "<b>"),
]
SENTENCES = st.lists(st.sampled_from(PIECES), max_size=25).map(" ".join)
DAYS = st.dates(dt.date(1995, 1, 1), dt.date(2035, 12, 31))
HOSTILE = [
    " ",
    ",",
    "A",
    "7",
    "and ",
    "May ",
    "7 ",
    "7, ",
    "May 7, ",
    "7 and ",
    "the ",
    "Monday, ",
    "next ",
    "2017-",
    "1,",
    "in the ",
    "3:30 pm ",
    "( ",
]


def check(text, spans):
    last = 0
    for span in spans:
        assert 0 <= span.start < span.end <= len(text)
        assert span.start >= last or span.relation is Relation.TIME
        last = span.start
        assert (span.when.earliest is None) == (span.when.latest is None)
        if span.when.known:
            assert span.when.earliest <= span.when.latest
        if span.when.precision is Precision.DAY:
            assert span.when.earliest == span.when.latest


@given(SENTENCES, DAYS)
@settings(max_examples=600, suppress_health_check=[HealthCheck.too_slow])
def test_any_row_of_date_words(text, base):
    check(text, find_dates(text, base, date_tables()))


@given(st.text(st.characters(exclude_categories=[]), max_size=200), DAYS)
@settings(max_examples=300)
def test_any_text(text, base):
    check(text, find_dates(text, base, date_tables()))


@given(SENTENCES, DAYS, st.sampled_from([None, *Tense]))
@settings(max_examples=300, suppress_health_check=[HealthCheck.too_slow])
def test_any_tense(text, base, tense):
    check(text, find_dates(text, base, date_tables(), Hints(tense_at=lambda _start, _end: tense)))


@given(SENTENCES, DAYS, st.integers(0, 10_000))
@settings(max_examples=100, suppress_health_check=[HealthCheck.too_slow])
def test_an_offset_changes_nothing_else(text, base, offset):
    plain = find_dates(text, base, date_tables())
    moved = find_dates(text, base, date_tables(), Hints(offset=offset))
    assert [(span.start + offset, span.when, span.rule) for span in plain] == [(span.start, span.when, span.rule) for span in moved]


@pytest.mark.parametrize("base", [dt.date.min, dt.date.max, dt.date(1, 1, 3), dt.date(9999, 12, 30)])
def test_days_at_the_ends_of_the_calendar_have_no_dates_around_them(base):
    assert find_dates("They will meet next week and on Friday in May.", base, date_tables()) == []


@pytest.mark.parametrize("base", [dt.date(100, 1, 1), dt.date(9800, 12, 31)])
def test_days_far_from_today_still_work(base):
    assert find_dates("They will meet next week.", base, date_tables())[0].when.known


def steps(text):
    """How many matches the scan tries: a count that does not depend on the machine."""
    sentence = Sentence(text, date_tables())
    return len(sentence.words) + sum(1 for _ in re.finditer(date_tables().starts, sentence.letters))


@pytest.mark.parametrize("piece", HOSTILE)
def test_long_runs_of_one_piece_are_read(piece):
    text = piece * 4000
    check(text, find_dates(text, BASE, date_tables()))
    assert steps(text) <= 2 * len(text) + 2


@pytest.mark.timeout(60)
def test_a_megabyte_without_a_full_stop_is_read():
    text = "On Monday at 3:30 p.m. (1930 GMT) and May 7 he said that they will meet next week in Rome " * 12_000
    assert len(find_dates(text, BASE, date_tables())) >= 36_000


@given(st.text(alphabet=st.sampled_from("aM.m 1,2’'s-\n é\u00a0th"), max_size=60))
def test_words_stand_where_they_are_found_one_after_the_other(text):
    sentence = Sentence(text, date_tables())
    assert [sentence.start(at) for at in range(len(sentence.words))] == [match.start() for match in TOKEN.finditer(text)]
