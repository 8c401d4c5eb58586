import datetime as dt

import pytest

from tracker.domain import Status
from tracker.filters import EventFilter, FilterError
from tracker.store import queries
from tracker.store.queries import Unit

SPECULATIVE = Status.SPECULATIVE


def day(text):
    return dt.date.fromisoformat(text)


def rows(found):
    return [(row.bucket.isoformat(), row.count) for row in found]


@pytest.fixture
def spring(store, event, reading):
    """Events that begin on 30 April, 1 May, 17 May and 2 July 2017, one that lasted from 2015 on, and one without a date."""
    spans = [
        ("2017-04-30", "2017-05-02"),
        ("2017-05-01", None),
        ("2017-05-17", None),
        ("2017-07-02", None),
        ("2015-02-01", "2017-06-30"),
        (None, None),
    ]
    store(*([event(uid=f"e{number}", start=start, end=end)] for number, (start, end) in enumerate(spans)))
    return reading


@pytest.mark.parametrize(
    ("unit", "expected"),
    [
        ("day", [("2015-02-01", 1), ("2017-04-30", 1), ("2017-05-01", 1), ("2017-05-17", 1), ("2017-07-02", 1)]),
        ("week", [("2015-01-26", 1), ("2017-04-24", 1), ("2017-05-01", 1), ("2017-05-15", 1), ("2017-06-26", 1)]),
        ("month", [("2015-02-01", 1), ("2017-04-01", 1), ("2017-05-01", 2), ("2017-07-01", 1)]),
        ("year", [("2015-01-01", 1), ("2017-01-01", 4)]),
    ],
)
@pytest.mark.parametrize("wanted", [EventFilter(), EventFilter(leader=("vladimir-putin",)), EventFilter(as_known_on=dt.date(2017, 1, 1))])
def test_events_count_where_they_begin(spring, unit, expected, wanted):
    assert rows(queries.density(spring, wanted, unit)) == expected


@pytest.mark.parametrize("leader", [(), ("vladimir-putin",), ("vladimir-putin", "donald-trump")])
@pytest.mark.parametrize(
    ("start", "end", "unit", "expected"),
    [
        ("2017-05-01", "2017-05-31", "month", [("2017-05-01", 4)]),
        ("2017-05-02", "2017-05-16", "month", [("2017-05-01", 2)]),
        ("2017-05-02", "2017-07-15", "month", [("2017-05-01", 3), ("2017-07-01", 1)]),
        ("2017-05-02", "2017-07-31", "day", [("2017-05-02", 2), ("2017-05-17", 1), ("2017-07-02", 1)]),
        ("2017-06-01", "2017-06-30", "year", [("2017-01-01", 1)]),
        ("2017-07-03", "9999-12-31", "month", []),
        ("0001-01-01", "9999-12-31", "year", [("2015-01-01", 1), ("2017-01-01", 4)]),
    ],
)
def test_what_began_before_the_window_counts_in_its_first_bucket(spring, leader, start, end, unit, expected):
    wanted = EventFilter(leader=leader, start=day(start), end=day(end))
    found = queries.density(spring, wanted, unit)
    assert rows(found) == expected
    assert sum(row.count for row in found) == len(queries.window(spring, wanted).rows)


def test_statuses_are_counted_apart(store, event, reading):
    store([event(status=Status.HELD)], [event(uid="e2")], [event(uid="e3")])
    assert [(row.status, row.count) for row in queries.density(reading, EventFilter(), "year")] == [(SPECULATIVE, 2), (Status.HELD, 1)]
    assert [row.count for row in queries.density(reading, EventFilter(status=(Status.HELD,)), "year")] == [1]


def test_the_past_is_counted_as_it_was_believed(store, event, reading):
    store([event("2017-01-05", start="2017-05-02"), event("2017-02-05", start="2017-07-02"), event("2017-03-05", start="2017-09-02")])
    for known, month in (
        ("2017-01-05", "2017-05-01"),
        ("2017-02-04", "2017-05-01"),
        ("2017-02-05", "2017-07-01"),
        ("2017-03-05", "2017-09-01"),
    ):
        assert rows(queries.density(reading, EventFilter(as_known_on=day(known)), "month")) == [(month, 1)]
    assert queries.density(reading, EventFilter(as_known_on=day("2017-01-04")), "month") == []


def test_lanes_are_counted_apart_and_those_without_events_are_left_out(store, event, reading):
    store([event()], [event(uid="e2", leaders=("vladimir-putin",))])
    found = queries.lane_density(reading, EventFilter(), "month", "leader", ["vladimir-putin", "donald-trump", "nobody"])
    assert found == {key: {day("2017-05-01"): {SPECULATIVE: count}} for key, count in (("donald-trump", 1), ("vladimir-putin", 2))}


def test_lanes_of_a_filter_count_only_what_it_lets_through(store, event, reading):
    store([event()], [event(uid="e2", leaders=("vladimir-putin",))])
    found = queries.lane_density(reading, EventFilter(leader=("donald-trump",)), "year", "leader", ["vladimir-putin", "donald-trump"])
    assert found == {key: {day("2017-01-01"): {SPECULATIVE: 1}} for key in ("donald-trump", "vladimir-putin")}


def test_a_value_that_no_event_has_counts_nothing(spring):
    assert queries.density(spring, EventFilter(leader=("nobody",)), "day") == []


def test_an_unknown_unit_is_refused_with_the_choices(reading):
    with pytest.raises(FilterError, match="day, week, month, year"):
        queries.density(reading, EventFilter(), "decade")


@pytest.mark.parametrize(
    ("unit", "first"),
    [(Unit.DAY, "2026-11-23"), (Unit.WEEK, "2026-11-23"), (Unit.MONTH, "2026-11-01"), (Unit.YEAR, "2026-01-01")],
)
def test_a_unit_begins_on_its_first_day(unit, first):
    assert unit.floor(day("2026-11-23")).isoformat() == first


def test_weeks_begin_on_monday_and_never_before_time():
    assert Unit.WEEK.floor(day("2026-11-29")) == day("2026-11-23")
    assert Unit.WEEK.floor(dt.date.min) == dt.date.min
