"""A window is never drawn as a duration."""

import datetime as dt

import pytest

from tracker.domain import Anchor, LinkKind, Precision, Status, When
from tracker.web.chart.frame import DAY_MS, milliseconds
from tracker.web.chart.marks import marks_of


def day(text):
    return dt.date.fromisoformat(text)


def span(first, last):
    return milliseconds(day(first)), milliseconds(day(last)) + DAY_MS


def test_an_exact_day_is_a_mark_at_noon(make, frame):
    marks = marks_of(make(first="2026-12-01"), frame)
    assert marks.point == milliseconds(day("2026-12-01")) + DAY_MS / 2
    assert (marks.band, marks.core) == (None, None)


def test_stated_days_are_a_core_to_the_end_of_the_last(make, frame):
    marks = marks_of(make(first="2026-12-01", last="2026-12-03"), frame)
    assert marks.core == span("2026-12-01", "2026-12-03")
    assert (marks.band, marks.point) == (None, None)


def test_days_too_slim_to_see_are_a_mark(make, frame):
    wide = type(frame)(day("2010-01-01"), day("2030-01-01"), frame.today)
    marks = marks_of(make(first="2026-12-01", last="2026-12-03"), wide)
    assert marks.core is None
    assert marks.point is not None


@pytest.mark.parametrize("precision", [Precision.MONTH, Precision.WEEK, Precision.SEASON, Precision.YEAR, Precision.PART_OF_MONTH])
def test_a_vague_date_is_a_band_without_core(make, frame, precision):
    marks = marks_of(make(first="2026-12-01", last="2026-12-31", precision=precision), frame)
    assert marks.band == span("2026-12-01", "2026-12-31")
    assert (marks.core, marks.point, marks.open_left, marks.open_right) == (None, None, False, False)


@pytest.mark.parametrize(
    ("edtf", "left", "right"),
    [("../2026-12-31", True, False), ("2026-12-01/..", False, True), ("/2026-12-31", True, False), ("", True, False)],
)
def test_open_ends_are_open(make, frame, edtf, left, right):
    marks = marks_of(make(first="2026-12-01", last="2026-12-31", precision=Precision.OPEN, edtf=edtf), frame)
    assert (marks.open_left, marks.open_right) == (left, right)


def test_a_summits_days_are_a_core_inside_the_band_and_pinned(make, frame):
    anchor = Anchor("G20", "G20-2026", day("2026-12-14"), day("2026-12-18"))
    marks = marks_of(make(first="2026-12-01", last="2026-12-31", precision=Precision.MONTH, anchors=(anchor,)), frame)
    assert marks.band == span("2026-12-01", "2026-12-31")
    assert marks.core == span("2026-12-14", "2026-12-18")
    assert marks.pins == (sum(span("2026-12-14", "2026-12-18")) / 2,)


def test_being_around_a_summit_pins_but_gives_no_core(make, frame):
    anchor = Anchor("NATO", "NATO-2026", day("2026-12-14"), day("2026-12-14"), relation=LinkKind.AROUND)
    marks = marks_of(make(first="2026-12-01", last="2026-12-31", precision=Precision.MONTH, anchors=(anchor,)), frame)
    assert marks.core is None
    assert len(marks.pins) == 1


def test_a_moved_event_leaves_a_ghost(make, frame):
    before = When(day("2026-12-01"), day("2026-12-02"), Precision.DAYS)
    marks = marks_of(make(first="2027-01-10", last="2027-01-14", previous=before), frame)
    assert marks.ghost == span("2026-12-01", "2026-12-02")
    assert marks.bounds == (marks.ghost[0], marks.core[1])
    assert marks.body == marks.core


def test_a_window_that_did_not_move_leaves_none(make, frame):
    same = When(day("2026-12-01"), day("2026-12-31"), Precision.MONTH)
    marks = marks_of(make(first="2026-12-01", last="2026-12-31", precision=Precision.MONTH, previous=same), frame)
    assert marks.ghost is None


def test_postponed_without_a_new_date_is_only_a_ghost(make, frame):
    marks = marks_of(make(status=Status.POSTPONED, first="2026-12-01", last="2026-12-02"), frame)
    assert marks.ghost == span("2026-12-01", "2026-12-02")
    assert (marks.band, marks.core, marks.point) == (None, None, None)
    assert marks.body == marks.ghost


def test_what_has_no_date_is_not_drawn(make, frame):
    assert marks_of(make(first=None), frame) is None


def test_a_summit_whose_own_dates_are_vague_gives_no_core(make, frame):
    anchor = Anchor("EU", "EU-2026", day("2026-07-01"), day("2026-12-31"))
    marks = marks_of(make(first="2026-12-01", last="2026-12-31", precision=Precision.MONTH, anchors=(anchor,)), frame)
    assert marks.core is None
    assert marks.band == span("2026-12-01", "2026-12-31")
