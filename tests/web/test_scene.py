"""From a view to a chart on a store with more events than can be drawn."""

import datetime as dt
from dataclasses import replace

import pytest
from werkzeug.datastructures import MultiDict

from tracker.domain import Status
from tracker.store import schema
from tracker.store.engine import open_engine, session, writing
from tracker.store.versions import History, replace_histories
from tracker.web.scene import changed_since, lane_names, picture
from tracker.web.view import read_frame, read_view

CROWD = 700


@pytest.fixture(scope="module")
def crowd(tmp_path_factory, sample):
    """A store with a crowd of one-day events in one winter, each third cancelled."""
    engine = open_engine(f"sqlite:///{tmp_path_factory.mktemp('crowd') / 'crowd.sqlite3'}")
    schema.upgrade(engine)
    leaders = list(sample.PEOPLE)
    with writing(engine) as opened:
        replace_histories(opened, [History(f"c{number}", (one(sample, leaders, number),)) for number in range(CROWD)], sample.NOW)
    yield engine
    engine.dispose()


def one(sample, leaders, number):
    first = (sample.TODAY + dt.timedelta(number % 90)).isoformat()
    status = Status.CANCELLED if number % 3 == 0 else Status.CONFIRMED
    return sample.event(f"c{number}", [leaders[number % len(leaders)]], status, sample.when(first), "Berlin")


@pytest.fixture
def drawn(crowd, sample):
    def draw(**query):
        view = read_view(MultiDict(query), sample.TODAY)
        with session(crowd) as opened:
            return picture(opened, view, read_frame(MultiDict(query), view, sample.TODAY))

    return draw


def test_many_events_are_counted(drawn):
    found = drawn()
    assert (found.mode, found.total) == ("density", CROWD)
    assert found.events == {}


def test_few_of_the_same_events_are_drawn(drawn):
    found = drawn(**{"from": "2026-12-01", "to": "2026-12-07"})
    assert found.mode == "bars"
    assert found.total == len([event for event in found.events.values() if dt.date(2026, 12, 1) <= event.shown[0] <= dt.date(2026, 12, 7)])


def test_a_small_chart_counts_sooner(drawn):
    window = {"from": "2026-12-01", "to": "2026-12-20"}
    assert drawn(**window, width="1250", height="700").mode == "bars"
    assert drawn(**window, width="300", height="300").mode == "density"


@pytest.mark.parametrize("unit_window", [("2026-11-23", "2027-02-20"), ("2025-01-01", "2027-12-31"), ("2000-01-01", "2030-12-31")])
def test_columns_hold_every_event_once_and_each_status(drawn, unit_window):
    first, last = unit_window
    found = drawn(**{"from": first, "to": last})
    counts = [count for by_status in found.columns.total.values() for count in by_status.values()]
    assert sum(counts) == CROWD
    cancelled = sum(by_status.get(Status.CANCELLED, 0) for by_status in found.columns.total.values())
    assert cancelled == len([number for number in range(CROWD) if number % 3 == 0])


def test_lanes_of_a_density_add_up_to_their_leaders_events(drawn):
    found = drawn(lane="xi-jinping")
    (lane,) = found.columns.lanes
    assert sum(sum(by_status.values()) for by_status in found.columns.by_lane[lane.key].values()) == CROWD // 10


def test_a_filter_can_bring_single_events_back(drawn):
    assert drawn(leader="xi-jinping").mode == "bars"


@pytest.mark.parametrize(
    ("dimension", "keys"),
    [
        ("leader", {"xi-jinping", "donald-trump"}),
        ("venue", {"miami-us"}),
        ("country", {"CN", "US"}),
        ("series", {"G20"}),
        ("kind", {"meeting"}),
        ("none", {""}),
    ],
)
def test_an_event_knows_its_lanes(sample, dimension, keys):
    event = next(event for event in sample.states() if event.uid == "both-confirmed")
    assert set(lane_names(event, dimension)) == keys


def test_an_event_without_any_stands_in_the_lane_of_those(sample):
    event = next(event for event in sample.states() if event.uid == "both-confirmed")
    assert lane_names(replace(event, participants=()), "leader") == {"": "No leader named"}


def test_nothing_changed_since_today(crowd, sample):
    view = read_view(MultiDict(), sample.TODAY)
    with session(crowd) as opened:
        assert changed_since(opened, view.filter, {}) == {}


def test_lanes_without_anything_in_view_stand_only_where_they_are_asked_for(drawn, sample):
    window = {"from": "2026-12-01", "to": "2026-12-03"}
    found = drawn(**window)
    shown = {strip.lane.key for strip in found.chart.strips}
    assert found.mode == "bars"
    assert all(strip.lane.count for strip in found.chart.strips)
    absent = next(key for key in sample.PEOPLE if key not in shown)
    pinned = {strip.lane.key: strip.lane.count for strip in drawn(**window, pin=absent).chart.strips}
    assert pinned[absent] == 0
