import base64
import datetime as dt
from dataclasses import replace

import orjson
import pytest

from tracker.domain import Status
from tracker.filters import EventFilter, FilterError
from tracker.store import queries
from tracker.store.queries import Order
from tracker.store.queries.cursors import read_cursor, write_cursor

ALL = EventFilter()


@pytest.fixture
def five(store, event, reading):
    """Five events in May, two of them on one day, the last without a date."""
    starts = ("2017-05-03", "2017-05-01", "2017-05-03", "2017-05-09", None)
    store(*([event(uid=f"e{number}", start=start, title=f"Title {9 - number}")] for number, start in enumerate(starts)))
    return reading


def uids(page):
    return [row.uid for row in page.rows]


def test_undated_events_are_listed_last(five):
    assert uids(queries.list_events(five, ALL)) == ["e1", "e0", "e2", "e3", "e4"]


def test_undated_events_are_out_as_soon_as_a_window_is_asked_for(five):
    assert "e4" not in uids(queries.list_events(five, EventFilter(start=dt.date(2000, 1, 1))))
    assert "e4" not in uids(queries.list_events(five, EventFilter(end=dt.date(2100, 1, 1))))


@pytest.mark.parametrize("descending", [False, True])
@pytest.mark.parametrize("column", ["start", "title", "status", "venue", "updated"])
def test_pages_follow_each_other_without_gap_or_repeat(five, column, descending):
    order = Order(column, descending)
    whole = uids(queries.list_events(five, ALL, order))
    found, cursor = [], ""
    while cursor is not None:
        page = queries.list_events(five, ALL, order, 2, cursor)
        assert len(page.rows) <= 2
        assert page.total == 5
        found += uids(page)
        cursor = page.next_cursor
    assert found == whole


def test_a_full_last_page_has_no_next(five):
    assert queries.list_events(five, ALL, limit=5).next_cursor is None


def test_a_page_survives_that_an_event_before_it_goes(five, store, event):
    first = queries.list_events(five, ALL, limit=2)
    five.rollback()
    store([event(uid="e1", start="2019-01-01")])
    assert uids(queries.list_events(five, ALL, Order(), 2, first.next_cursor)) == ["e2", "e3"]


@pytest.mark.parametrize(
    "cursor",
    [
        "x",
        "ä",
        "!!!!",
        "0",
        write_cursor("start", ()),
        write_cursor("start", (1,)),
        write_cursor("start", ("2017-05-01", 1)),
        write_cursor("start", (736450, 1, 1)),
        write_cursor("start", (736450, True)),
        write_cursor("start", (-1, 1)),
        write_cursor("start", (0, 1)),
        write_cursor("start", (4_000_000, 1)),
        write_cursor("start", (736450, 1 << 40)),
        write_cursor("title", ("a", 1)),
        write_cursor("-start", (736450, 1)),
        base64.urlsafe_b64encode(b'{"a": 1}').decode(),
        base64.urlsafe_b64encode(orjson.dumps("start")).decode(),
    ],
)
def test_a_cursor_that_was_not_given_is_refused(five, cursor):
    with pytest.raises(FilterError) as refused:
        queries.list_events(five, ALL, Order("start"), 2, cursor)
    assert refused.value.name == "cursor"
    assert "first page" in refused.value.message


def test_a_bad_cursor_is_refused_where_nothing_matches_too(five):
    with pytest.raises(FilterError):
        queries.list_events(five, EventFilter(leader=("nobody",)), Order(), 2, "x")


@pytest.mark.parametrize("place", [(736450, 7), ("Ünïcode \x00 title", 1), ()])
def test_a_cursor_carries_its_place(place):
    kinds = tuple(type(value) for value in place)
    assert read_cursor(write_cursor("start", place), "start", kinds) == place


@pytest.mark.parametrize("limit", [0, -1, 1_001])
def test_a_page_has_a_size(five, limit):
    with pytest.raises(FilterError, match="1 to 1000"):
        queries.list_events(five, ALL, limit=limit)


def test_an_unknown_column_is_refused_with_the_choices():
    with pytest.raises(FilterError, match="start, title, status, venue, updated"):
        Order("colour")


def test_counting_stops_at_a_cap_that_is_told(five, monkeypatch):
    monkeypatch.setattr("tracker.store.queries.listing.MOST_COUNTED", 2)
    page = queries.list_events(five, EventFilter(start=dt.date(2017, 1, 1), leader=("vladimir-putin", "donald-trump")))
    assert (page.total, page.more) == (3, True)
    assert len(page.rows) == 4


def test_what_the_roll_ups_know_is_counted_whatever_the_cap(five, monkeypatch):
    monkeypatch.setattr("tracker.store.queries.listing.MOST_COUNTED", 2)
    for wanted in (ALL, EventFilter(leader=("vladimir-putin",)), EventFilter(status=(Status.SPECULATIVE,))):
        page = queries.list_events(five, wanted)
        assert (page.total, page.more) == (5, False)
        page = queries.list_events(five, replace(wanted, start=dt.date(2017, 1, 1)))
        assert (page.total, page.more) == (4, False)
    assert queries.count_events(five, EventFilter(status=(Status.HELD,))) == 0


def test_every_event_is_read_page_by_page(five, monkeypatch):
    monkeypatch.setattr("tracker.store.queries.listing.MOST_ROWS", 2)
    assert [one.uid for one in queries.every_event(five, ALL)] == ["e1", "e0", "e2", "e3", "e4"]


def test_an_event_under_two_wanted_leaders_is_listed_once(five):
    page = queries.list_events(five, EventFilter(leader=("vladimir-putin", "donald-trump")))
    assert len(page.rows) == page.total == 5
