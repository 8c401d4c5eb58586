"""EDTF both ways, checked against the package edtf, which follows the Library of Congress."""

from __future__ import annotations

import datetime as dt
import warnings

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.domain import Precision, When
from tracker.mining.dates import date_tables, find_dates, intervals
from tracker.mining.dates.edtf import NotEdtf, from_edtf, to_edtf

with warnings.catch_warnings():  # pyparsing's names are deprecated where that package uses them
    warnings.simplefilter("ignore")
    import edtf

BASE = dt.date(2017, 4, 27)
DAYS = st.dates(dt.date(1900, 1, 1), dt.date(2100, 12, 31))


@pytest.mark.parametrize(
    ("text", "earliest", "latest", "precision"),
    [
        ("2017-05-26", "2017-05-26", "2017-05-26", Precision.DAY),
        ("2017-07", "2017-07-01", "2017-07-31", Precision.MONTH),
        ("2017-05~", "2017-05-01", "2017-05-31", Precision.MONTH),
        ("2017", "2017-01-01", "2017-12-31", Precision.YEAR),
        ("2017-22", "2017-06-01", "2017-08-31", Precision.SEASON),
        ("2017-24", "2017-12-01", "2018-02-28", Precision.SEASON),
        ("2017-35", "2017-07-01", "2017-09-30", Precision.QUARTER),
        ("2027-40", "2027-01-01", "2027-06-30", Precision.YEAR),
        ("2017-05-26/2017-05-27", "2017-05-26", "2017-05-27", Precision.DAYS),
        ("2017-05/2017-07", "2017-05-01", "2017-07-31", Precision.MONTH),
        ("../2017-05-31", "2017-04-27", "2017-05-31", Precision.OPEN),
        ("/2017-05-31", "2017-04-27", "2017-05-31", Precision.OPEN),
        ("[2017-05,2017-07]", "2017-05-01", "2017-07-31", Precision.MONTH),
        ("[2017-07-07,2017-07-08]", "2017-07-07", "2017-07-08", Precision.OPEN),
        ("[2017-03-12..2017-03-14]", "2017-03-12", "2017-03-14", Precision.OPEN),
    ],
)
def test_forms_that_are_read(text, earliest, latest, precision):
    when = from_edtf(text, BASE)
    assert (str(when.earliest), str(when.latest), when.precision) == (earliest, latest, precision)


@pytest.mark.parametrize("text", ["2017-05-21/..", "2017-05-21/"])
def test_an_open_end_has_no_window(text):
    when = from_edtf(text, BASE)
    assert not when.known
    assert when.edtf == "2017-05-21/.."


@pytest.mark.parametrize(
    "text",
    [
        "",
        "soon",
        "2017-13",
        "2017-02-30",
        "2017-50",
        "17-05",
        "2017/2016",
        "..",
        "../..",
        "/",
        "[]",
        "[2017",
        "2017-05-26/2017-05-27/2017-05-28",
        "٢٠١٧",
        "0000",
    ],
)
def test_what_is_no_edtf_is_refused(text):
    with pytest.raises(NotEdtf):
        from_edtf(text, BASE)


@given(DAYS, DAYS)
def test_a_written_window_reads_back(first, last):
    window = intervals.span(first, last)
    written = to_edtf(When(*window.days, window.precision))
    assert from_edtf(written, BASE).earliest == min(first, last)
    assert from_edtf(written, BASE).latest == max(first, last)


@pytest.mark.parametrize(
    ("when", "text"),
    [
        (When(), ""),
        (When(dt.date(2017, 5, 1), dt.date(2017, 5, 31), Precision.MONTH), "2017-05"),
        (When(dt.date(2017, 1, 1), dt.date(2017, 12, 31), Precision.YEAR), "2017"),
        (When(dt.date(2017, 5, 1), dt.date(2017, 5, 31), Precision.OPEN, edtf="../2017-05-31"), "../2017-05-31"),
    ],
)
def test_what_is_written(when, text):
    assert to_edtf(when) == text


EXPRESSIONS = [
    "on 26 May",
    "May 26-27",
    "before the end of May",
    "in July",
    "this summer",
    "this winter",
    "in May or July",
    "July 7 or 8",
    "between 12 and 14 May",
    "next week",
    "early June",
    "in 2018",
    "after May 20",
    "from July to September",
    "the second half of next month",
]


@pytest.mark.parametrize("words", EXPRESSIONS)
def test_the_grammars_edtf_is_valid_and_reads_back(words):
    when = find_dates(f"They will meet {words}", BASE, date_tables())[0].when
    edtf.parse_edtf(when.edtf)
    again = from_edtf(when.edtf, BASE)
    assert (again.earliest, again.latest) == (when.earliest, when.latest)


@pytest.mark.parametrize("words", ["in the third quarter of 2027", "in the first half of 2027"])
def test_quarters_and_halves_read_back(words):
    when = find_dates(f"They will meet {words}", BASE, date_tables())[0].when
    again = from_edtf(when.edtf, BASE)
    assert (again.earliest, again.latest) == (when.earliest, when.latest)


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [("2017-05-26/2017-05-27", "2017-05-26", "2017-05-27"), ("2017-07", "2017-07-01", "2017-07-31"), ("2017", "2017-01-01", "2017-12-31")],
)
def test_the_package_sees_the_same_days(text, first, last):
    parsed = edtf.parse_edtf(text)
    assert [dt.date(*moment[:3]).isoformat() for moment in (parsed.lower_strict(), parsed.upper_strict())] == [first, last]


@given(st.text(max_size=40))
def test_any_text_is_read_or_refused(text):
    try:
        when = from_edtf(text, BASE)
    except NotEdtf:
        return
    assert when.edtf
