import datetime as dt

import pytest

from tracker.domain import Change, EventLink, LinkKind, Review, Status
from tracker.filters import EventFilter, FilterError
from tracker.store import queries
from tracker.store.queries import Between
from tracker.store.versions import History

RECORDED = dt.datetime(2026, 11, 23, 9, 0, tzinfo=dt.UTC)
ALL = EventFilter()


def day(text):
    return dt.date.fromisoformat(text)


def change(uid, known, new):
    return Change(uid, "status", None, new, day(known), RECORDED, "mention:a#0", f"became {new}", "Kommersant")


@pytest.fixture
def spring(store, event, reading):
    """Two events with five changes between January and May."""
    one, other = event(), event(uid="e2", leaders=("xi-jinping",))
    store(
        History("e1", (one,), tuple(change("e1", known, f"e1 {known}") for known in ("2017-01-10", "2017-03-01", "2017-05-01"))),
        History("e2", (other,), tuple(change("e2", known, f"e2 {known}") for known in ("2017-02-10", "2017-03-01"))),
    )
    return reading


def told(page):
    return [row.change.new for row in page.rows]


def between(since, until, **fields):
    return Between(day(since), day(until), **fields)


def test_history_is_in_the_order_in_which_it_became_known(spring):
    assert [one.known.isoformat() for one in queries.history(spring, "e1")] == ["2017-01-10", "2017-03-01", "2017-05-01"]
    assert queries.history(spring, "e1")[0] == change("e1", "2017-01-10", "e1 2017-01-10")
    assert queries.history(spring, "unknown") == []


@pytest.mark.parametrize(
    ("since", "until", "expected"),
    [
        ("2017-01-01", "2017-12-31", ["e1 2017-05-01", "e2 2017-03-01", "e1 2017-03-01", "e2 2017-02-10", "e1 2017-01-10"]),
        ("2017-02-10", "2017-03-01", ["e2 2017-03-01", "e1 2017-03-01", "e2 2017-02-10"]),
        ("2017-02-11", "2017-02-28", []),
        ("2017-03-02", "2017-02-01", []),
    ],
)
@pytest.mark.parametrize("most", [0, 5_000])
def test_changes_between_two_days_the_latest_first(spring, monkeypatch, since, until, expected, most):
    monkeypatch.setattr("tracker.store.queries.past.MOST_MATCHES", most)
    assert told(queries.changes_between(spring, ALL, between(since, until))) == expected


@pytest.mark.parametrize("most", [0, 5_000])
def test_only_events_under_the_filter(spring, monkeypatch, most):
    monkeypatch.setattr("tracker.store.queries.past.MOST_MATCHES", most)
    wanted = EventFilter(leader=("xi-jinping",))
    assert told(queries.changes_between(spring, wanted, between("2017-01-01", "2017-12-31"))) == ["e2 2017-03-01", "e2 2017-02-10"]
    assert told(queries.changes_between(spring, EventFilter(leader=("nobody",)), between("2017-01-01", "2017-12-31"))) == []


def test_on_an_earlier_day_nothing_later_is_known(spring):
    wanted = EventFilter(as_known_on=day("2017-02-28"))
    assert told(queries.changes_between(spring, wanted, between("2017-01-01", "2017-12-31"))) == ["e2 2017-02-10", "e1 2017-01-10"]


def test_changes_come_in_pages(spring):
    found, cursor = [], ""
    while cursor is not None:
        page = queries.changes_between(spring, ALL, between("2017-01-01", "2017-12-31", limit=2, cursor=cursor))
        found += told(page)
        cursor = page.next_cursor
    assert found == told(queries.changes_between(spring, ALL, between("2017-01-01", "2017-12-31")))


@pytest.mark.parametrize("fields", [{"limit": 0}, {"limit": 1_001}, {"cursor": "x"}])
def test_a_bad_page_is_refused(spring, fields):
    with pytest.raises(FilterError) as refused:
        queries.changes_between(spring, ALL, between("2017-01-01", "2017-12-31", **fields))
    assert refused.value.name in fields


def test_a_change_comes_with_its_event(spring):
    row = queries.changes_between(spring, ALL, between("2017-02-01", "2017-02-28")).rows[0]
    assert (row.event.uid, row.change.words, row.change.outlet) == ("e2", "became e2 2017-02-10", "Kommersant")


def test_many_events_are_found_at_once_and_unknown_ones_left_out(spring):
    assert set(queries.find_events(spring, ["e1", "e2", "e3"])) == {"e1", "e2"}
    assert queries.find_events(spring, []) == {}
    assert queries.find_events(spring, ["e1"], day("2016-12-31")) == {}


def test_all_versions_with_their_days(store, event, reading):
    versions = (event("2017-01-01"), event("2017-02-01", status=Status.CONFIRMED), event("2017-03-01", status=Status.HELD))
    store(versions)
    assert queries.versions_of(reading, "e1") == list(versions)
    assert queries.versions_of(reading, "unknown") == []


def test_a_summit_knows_its_sidelines_as_they_were_known(store, event, reading):
    link = (EventLink(LinkKind.SIDELINE_OF, "summit"),)
    store(
        [event(uid="summit")],
        [event("2017-01-01", uid="late", start="2017-05-02"), event("2017-03-01", uid="late", start="2017-05-02", links=link)],
        [event("2017-01-01", uid="early", links=link)],
        [event("2017-01-01", uid="gone", links=link, review=Review.REJECTED)],
    )
    assert [(one.kind, one.event.uid) for one in queries.links_to(reading, "summit")] == [
        (LinkKind.SIDELINE_OF, "early"),
        (LinkKind.SIDELINE_OF, "late"),
    ]
    assert [one.event.uid for one in queries.links_to(reading, "summit", day("2017-02-01"))] == ["early"]


def test_the_sequence_rises_with_every_write(store, event, reading):
    assert queries.sequence_of(reading, "e1") is None
    reading.rollback()
    store([event()])
    store([event(status=Status.CONFIRMED)])
    assert queries.sequence_of(reading, "e1") == 2


def test_what_another_version_is_believed_of_is_given_as_that_has_it(store, event, reading):
    store([event("2017-01-01", uid="same")], [event("2017-01-01", uid="moved"), event("2017-04-01", uid="moved", city="Hamburg")])
    known = queries.find_events(reading, ["same", "moved"], dt.date(2017, 2, 1))
    assert set(known) == {"same", "moved"}
    assert {uid: now.place.city for uid, now in queries.superseded(reading, known).items()} == {"moved": "Hamburg"}
    assert queries.superseded(reading, queries.find_events(reading, ["same", "moved"])) == {}
