"""Every query agrees with the meaning of EventFilter in plain Python, on any day of knowledge, on both databases."""

import datetime as dt
from collections import Counter
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.store.population import CITIES, COUNTRIES, FIRST, LEADERS, histories, keys, matching, seen
from tracker.domain import Kind, Status
from tracker.filters import LANES, EventFilter
from tracker.store import queries
from tracker.store.queries.listing import COLUMNS

WORLD = histories(140, seed=7)
DAYS = st.integers(0, 900).map(lambda days: FIRST + dt.timedelta(days))
WORDS = ("putin", "mer", "hamburg", "são", "of", "the", "meeting", "élysée", "20", "b", "_", "%", "round", "germany", "zzz", "G-20 the")


def some(values, most=2):
    return st.lists(st.sampled_from(values), max_size=most, unique=True).map(tuple)


@st.composite
def filters(draw):
    start, end = draw(st.none() | DAYS), draw(st.none() | DAYS)
    if start and end and end < start:
        start, end = end, start
    return EventFilter(
        leader=draw(some((*LEADERS, "nobody"))),
        venue=draw(some(("hamburg-de", "taormina-it", "sao-paulo-br"))),
        country=draw(some((*COUNTRIES, "FR"))),
        series=draw(some(("G20", "G7"))),
        kind=draw(some(list(Kind), 3)),
        status=draw(some(list(Status), 3)),
        start=start,
        end=end,
        q=" ".join(draw(st.lists(st.sampled_from(WORDS), max_size=2))),
        as_known_on=draw(st.none() | DAYS),
        changed_since=draw(st.none() | DAYS),
    )


# Most drawn filters have several conditions and match little; these leave out most of them.
loose = st.builds(
    lambda wanted, keep: EventFilter(**{name: getattr(wanted, name) for name in keep}),
    filters(),
    st.sets(st.sampled_from(("leader", "country", "kind", "status", "start", "end", "q", "as_known_on", "changed_since")), max_size=4),
).filter(lambda wanted: not (wanted.start and wanted.end and wanted.start > wanted.end))
any_filter = filters() | loose
checked = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


@pytest.fixture
def world(store, reading):
    store(*WORLD)
    return reading


def first(event):
    return event.shown[0] or dt.date.max


SORT_VALUE = {
    "start": first,
    "title": lambda event: event.title,
    "status": lambda event: event.status.value,
    "venue": lambda event: event.place.city or "",
    "updated": lambda event: event.version_from,
}


def pages(session, wanted, order, size):
    cursor, rows = "", []
    while cursor is not None:
        page = queries.list_events(session, wanted, order, size, cursor)
        rows += page.rows
        cursor = page.next_cursor
    return rows


def test_lists_hold_what_matches_in_order_whatever_the_page_size(world):
    @checked
    @given(any_filter, st.sampled_from(COLUMNS), st.booleans(), st.sampled_from((1, 7, 200)))
    def agree(wanted, column, descending, size):
        expected = seen(WORLD, wanted)
        found = pages(world, wanted, queries.Order(column, descending), max(size, len(expected) // 5 + 1))
        assert sorted(event.uid for event in found) == sorted(event.uid for event in expected)
        values = [SORT_VALUE[column](event) for event in found]
        assert values == sorted(values, reverse=descending)
        assert queries.count_events(world, wanted) == len(expected)
        assert queries.any_event(world, wanted) is bool(expected)
        assert {event.uid: event for event in found} == {event.uid: event for event in expected}

    agree()


def test_long_lists_are_walked_in_the_same_order_as_short_ones_are_sorted(world, monkeypatch):
    @checked
    @given(any_filter, st.sampled_from(COLUMNS), st.booleans())
    def agree(wanted, column, descending):
        order = queries.Order(column, descending)
        monkeypatch.setattr("tracker.store.queries.listing.MOST_SORTED", 5000)
        monkeypatch.setattr("tracker.store.queries.criteria.MOST_RECENT", 5000)
        short = pages(world, wanted, order, 50)
        monkeypatch.setattr("tracker.store.queries.listing.MOST_SORTED", 0)
        monkeypatch.setattr("tracker.store.queries.criteria.MOST_RECENT", 0)
        assert pages(world, wanted, order, 50) == short

    agree()


def test_windows_hold_the_dated_events_with_their_lanes(world):
    @checked
    @given(any_filter, st.sampled_from(LANES))
    def agree(wanted, lanes):
        expected = {event.uid: event for event in matching(WORLD, wanted) if event.shown[0]}
        found = queries.window(world, wanted, lanes, limit=200)
        assert {row.event.uid: row.event for row in found.rows} == expected
        assert {row.event.uid: row.lanes for row in found.rows} == {uid: keys(event, lanes) for uid, event in expected.items()}
        assert {key for key, _ in found.labels} == {key for event in expected.values() for key in keys(event, lanes)}
        assert [first(row.event) for row in found.rows] == sorted(first(row.event) for row in found.rows)
        assert found.total == len(expected)

    agree()


def begun(event, wanted, unit):
    return unit.floor(max(event.shown[0], wanted.start or dt.date.min)), event.status


def test_densities_count_every_dated_event_once(world):
    @checked
    @given(any_filter, st.sampled_from(list(queries.Unit)))
    def agree(wanted, unit):
        expected = Counter(begun(event, wanted, unit) for event in seen(WORLD, wanted) if event.shown[0])
        found = {(row.bucket, row.status): row.count for row in queries.density(world, wanted, unit)}
        assert found == dict(expected)
        assert queries.count_dated(world, wanted) == expected.total()

    agree()


def test_the_busiest_values_of_a_window_are_counted_to_the_last_event(world):
    @checked
    @given(any_filter, st.sampled_from(("leader", "venue", "country")), st.booleans())
    def agree(wanted, dimension, simple):
        wanted = EventFilter(start=wanted.start, end=wanted.end, status=wanted.status) if simple else wanted
        widened = replace(wanted, **{dimension: ()})
        dated = {key: [event for event in chosen(widened, dimension, key) if event.shown[0]] for key in values(dimension)}
        found = queries.most_in_window(world, dimension, wanted)
        if wanted.start and wanted.end:
            assert {row.key: row.count for row in found} == {key: len(events) for key, events in dated.items() if events}
        assert [row.count for row in found] == sorted((row.count for row in found), reverse=True)
        assert not any(row.partly for row in found)

    agree()


def test_lane_densities_count_an_event_in_each_of_its_lanes(world):
    @checked
    @given(any_filter, st.sampled_from(list(queries.Unit)), st.sampled_from(("leader", "country", "kind", "venue")))
    def agree(wanted, unit, dimension):
        chosen = {"leader": LEADERS[:3], "country": ("US", "DE", "ZZ"), "kind": ("visit", "call"), "venue": ("hamburg-de",)}[dimension]
        dated = [event for event in matching(WORLD, wanted) if event.shown[0]]
        shown = ((key, in_lane(event, wanted, dimension, key)) for event in dated for key in keys(event, dimension) if key in chosen)
        expected = Counter((key, *begun(event, wanted, unit)) for key, event in shown)
        found = queries.lane_density(world, wanted, unit, dimension, chosen)
        columns = [(lane, day, counts) for lane, table in found.items() for day, counts in table.items()]
        rows = {(lane, day, status): count for lane, day, counts in columns for status, count in counts.items()}
        assert rows == dict(expected)

    agree()


def in_lane(event, wanted, dimension, key):
    """In a leader's lane an event is drawn as it stands for that leader."""
    return event.seen_by((key,) if dimension == "leader" else wanted.leader)


def test_facets_count_what_would_be_found(world):
    @checked
    @given(any_filter, st.sampled_from(("leader", "venue", "country", "series", "kind", "status")))
    def agree(wanted, dimension):
        widened = EventFilter(**{**{name: getattr(wanted, name) for name in wanted.__slots__}, dimension: ()})
        expected = {key: events for key in values(dimension) if (events := chosen(widened, dimension, key))}
        rows = queries.facet(world, dimension, wanted, "", 50)
        assert {row.key: row.count for row in rows} == {key: len(events) for key, events in expected.items()}
        assert [row.count for row in rows] == sorted((len(events) for events in expected.values()), reverse=True)
        if dimension != "status" and wanted.as_known_on:
            assert {row.key: row.next_day for row in rows} == {
                key: next_day(events, wanted.as_known_on) for key, events in expected.items()
            }

    agree()


def values(dimension):
    if dimension == "status":
        return tuple(status.value for status in Status)
    return sorted({key for history in WORLD for version in history.versions for key in keys(version, dimension)})


def chosen(widened, dimension, key):
    """What a filter gives once one value of a dimension is added to it."""
    if dimension == "status":
        return [event for event in seen(WORLD, widened) if event.status.value == key]
    if dimension == "leader":
        return seen(WORLD, replace(widened, leader=(key,)))
    return [event for event in seen(WORLD, widened) if key in keys(event, dimension)]


def next_day(events, today):
    ahead = (event for event in events if event.status in (Status.SPECULATIVE, Status.CONFIRMED))
    return min((event.shown[0] for event in ahead if event.shown[0] and event.shown[0] >= today), default=None)


def test_the_world_has_what_the_filters_ask_for():
    assert {city for city, _ in CITIES} >= {"Hamburg", None}
    assert sum(len(history.versions) for history in WORLD) > len(WORLD)
    assert len(matching(WORLD, EventFilter())) > 60
