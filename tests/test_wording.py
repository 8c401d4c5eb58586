import datetime as dt

import pytest

from tracker import wording
from tracker.domain import Anchor, Event, Kind, LinkKind, Place, Precision, Status, When


def d(text):
    return dt.date.fromisoformat(text)


def when(first, last, precision, edtf="", words=""):
    return When(first and d(first), last and d(last), precision, words, edtf)


@pytest.mark.parametrize(
    ("window", "said"),
    [
        (when("2017-05-25", "2017-05-25", Precision.DAY), "25 May 2017"),
        (when("2017-05-26", "2017-05-27", Precision.DAYS), "26–27 May 2017"),
        (when("2017-05-31", "2017-06-06", Precision.DAYS), "31 May – 6 June 2017"),
        (when("2017-12-31", "2018-01-02", Precision.DAYS), "31 December 2017 – 2 January 2018"),
        (when("2017-04-27", "2017-05-31", Precision.OPEN, "../2017-05-31"), "by 31 May 2017"),
        (when("2017-04-27", "2017-12-31", Precision.OPEN, "2017-04-27/.."), "from 27 April 2017 on"),
        (when("2017-07-01", "2017-07-31", Precision.MONTH), "some time in July 2017"),
        (when("2017-01-01", "2017-12-31", Precision.YEAR), "some time in 2017"),
        (when("2017-06-01", "2017-08-31", Precision.SEASON), "some time in June–August 2017"),
        (when("2017-12-01", "2018-02-28", Precision.SEASON), "some time in December 2017 – February 2018"),
        (when("2017-05-22", "2017-05-28", Precision.WEEK), "some time 22–28 May 2017"),
        (when(None, None, Precision.UNKNOWN), "no date"),
        (when(None, None, Precision.UNKNOWN, words="soon"), "no date (soon)"),
    ],
)
def test_windows_in_words(window, said):
    assert wording.when(window) == said


def test_a_sideline_meeting_is_shown_on_its_summits_days():
    anchor = Anchor("G20", "G20-2017", d("2017-07-07"), d("2017-07-08"))
    july = when("2017-07-01", "2017-07-31", Precision.MONTH)
    event = Event("u", Kind.MEETING, "t", Status.SPECULATIVE, july, Place(), anchors=(anchor,))
    assert wording.shown(event) == "7–8 July 2017, with the G20"


def test_a_summit_is_shown_on_the_known_days_of_its_edition():
    anchor = Anchor("G20", "G20-2017", d("2017-07-07"), d("2017-07-08"), relation=LinkKind.PART_OF)
    july = when("2017-07-01", "2017-07-31", Precision.MONTH)
    event = Event("u", Kind.SUMMIT, "t", Status.CONFIRMED, july, Place(), anchors=(anchor,), series="G20")
    assert event.shown == (d("2017-07-07"), d("2017-07-08"))
    assert wording.shown(event) == "7–8 July 2017, by the G20's calendar"


def test_what_is_only_around_a_summit_stays_in_its_window():
    anchor = Anchor("G20", "G20-2017", d("2017-07-07"), d("2017-07-08"), relation=LinkKind.AROUND)
    july = when("2017-07-01", "2017-07-31", Precision.MONTH)
    event = Event("u", Kind.MEETING, "t", Status.SPECULATIVE, july, Place(), anchors=(anchor,))
    assert event.shown == (d("2017-07-01"), d("2017-07-31"))
    assert wording.shown(event) == "some time in July 2017"


@pytest.mark.parametrize(
    ("place", "said"),
    [
        (Place("Washington", "US", site="White House"), "White House, Washington, United States"),
        (Place("Camp David", "US", site="Camp David"), "Camp David, United States"),
        (Place(region="Europe"), "Europe"),
        (Place(country="DE"), "Germany"),
        (Place("Nowhere", "ZZ"), "Nowhere, ZZ"),
        (Place(), "place not said"),
    ],
)
def test_places_in_words(place, said):
    assert wording.place(place) == said


def test_every_status_and_kind_has_words():
    assert set(wording.STATUS_LABELS) == set(wording.STATUS_HINTS) == set(Status)
    assert set(wording.KIND_LABELS) == set(Kind)
