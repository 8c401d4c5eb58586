"""An address of the timeline, read."""

import datetime as dt

import pytest
from werkzeug.datastructures import MultiDict

from tracker.filters import FilterError
from tracker.web.palette import DARK, LIGHT
from tracker.web.view import read_frame, read_least, read_view

TODAY = dt.date(2026, 11, 23)


def day(text):
    return dt.date.fromisoformat(text)


def view(query=""):
    return read_view(MultiDict(part.split("=") for part in query.split("&") if part), TODAY)


def frame(query=""):
    return read_frame(MultiDict(part.split("=") for part in query.split("&") if part), view(query), TODAY)


@pytest.mark.parametrize(
    ("query", "first", "last"),
    [
        ("", "2026-10-24", "2027-04-22"),
        ("as_known_on=2017-04-27", "2017-03-28", "2017-09-24"),
        ("from=2020-01-01&to=2020-01-31", "2020-01-01", "2020-01-31"),
        ("from=2020-01-01", "2020-01-01", "2020-06-29"),
        ("to=2020-06-29", "2020-01-01", "2020-06-29"),
        ("from=2020-01-01&as_known_on=2019-01-01", "2020-01-01", "2020-06-29"),
        ("to=0001-02-01", "0001-01-01", "0001-02-01"),
        ("from=9999-12-01", "9999-12-01", "9999-12-31"),
    ],
)
def test_a_window_always_has_two_ends(query, first, last):
    assert view(query).window() == (day(first), day(last))


def test_what_is_not_said_has_a_default():
    found = view()
    assert (found.lanes, found.lane_sort, found.lane_start) == ("leader", "count", 0)
    assert (found.chosen, found.pinned, found.folded) == ((), (), ())


def test_lanes_are_chosen_pinned_and_folded_each_once():
    args = MultiDict([("lane", "a"), ("lane", "b"), ("lane", "a"), ("pin", "c"), ("fold", "d"), ("fold", "")])
    found = read_view(args, TODAY)
    assert (found.chosen, found.pinned, found.folded) == (("a", "b"), ("c",), ("d",))


def test_a_thousand_lanes_are_too_many():
    args = MultiDict([("lane", str(number)) for number in range(1000)])
    assert len(read_view(args, TODAY).chosen) == 60


@pytest.mark.parametrize(
    ("query", "name"),
    [
        ("lanes=age", "lanes"),
        ("lane_sort=age", "lane_sort"),
        ("lane_start=-1", "lane_start"),
        ("lane_start=1e3", "lane_start"),
        ("lane_start=9999999", "lane_start"),
    ],
)
def test_what_cannot_be_read_is_named(query, name):
    with pytest.raises(FilterError) as caught:
        view(query)
    assert caught.value.name == name


def test_four_hundred_years_are_the_longest_window():
    with pytest.raises(FilterError, match="400 years"):
        view("from=1000-01-01&to=2000-01-01")


def test_the_frame_has_the_size_and_the_scheme():
    assert frame("width=800&height=600&theme=dark").palette is DARK
    assert frame().palette is LIGHT
    assert (frame("width=800").width, frame("width=1").width, frame("width=99999").width) == (800, 240, 4000)


def test_today_is_the_day_that_is_replayed():
    assert not frame().replayed
    replayed = frame("as_known_on=2017-04-27")
    assert (replayed.today, replayed.replayed) == (day("2017-04-27"), True)


def test_the_least_height_is_never_above_the_whole():
    assert read_least({"least": "300"}, frame("height=500")) == 300
    assert read_least({"least": "900"}, frame("height=500")) == 500
    assert read_least({}, frame()) == 0


def test_half_a_window_is_added_on_each_side():
    found = frame("from=2026-12-01&to=2026-12-10")
    assert found.padded() == (day("2026-11-25"), day("2026-12-16"))
    assert frame("from=0001-01-01&to=0001-03-01").padded()[0] == dt.date.min


def test_a_phone_has_no_gutter():
    assert frame("width=320").narrow
    assert frame("width=320").gutter < frame("width=1200").gutter
