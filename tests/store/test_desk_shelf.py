"""Saved views, and the days on which beliefs changed."""

import datetime as dt

import pytest

from tracker.store.engine import session, writing
from tracker.store.known_days import known_days
from tracker.store.saved_views import LONGEST_NAME, forget_view, save_view, saved_views
from tracker.store.versions import History, replace_histories

NOW = dt.datetime(2026, 11, 23, 9, 0, tzinfo=dt.UTC)


def views_after(engine, *writes):
    with writing(engine) as opened:
        for write, *arguments in writes:
            write(opened, *arguments)
    with session(engine) as opened:
        return saved_views(opened)


def test_views_are_listed_by_name(engine):
    found = views_after(engine, (save_view, "b", "leader=x", NOW), (save_view, "a", "q=y", NOW))
    assert found == [("a", "q=y"), ("b", "leader=x")]


def test_the_later_view_of_a_name_stays(engine):
    assert views_after(engine, (save_view, "a", "q=1", NOW), (save_view, "a", "q=2", NOW)) == [("a", "q=2")]


def test_a_view_is_forgotten_and_forgetting_twice_is_no_fault(engine):
    assert views_after(engine, (save_view, "a", "q=1", NOW), (forget_view, "a"), (forget_view, "a")) == []


def test_a_long_name_is_cut(engine):
    ((name, _),) = views_after(engine, (save_view, "n" * 500, "", NOW))
    assert len(name) == LONGEST_NAME


@pytest.fixture
def story(engine, event):
    versions = tuple(event(known) for known in ("2017-01-10", "2017-03-01", "2017-06-22"))
    other = (event("2017-03-01", uid="e2"), event("2017-07-07", uid="e2"))
    with writing(engine) as opened:
        replace_histories(opened, [History("e1", versions), History("e2", other)], NOW)
    return engine


@pytest.mark.parametrize(
    ("uids", "days"),
    [
        (["e1"], ["2017-01-10"]),
        (["e1", "e2"], ["2017-01-10", "2017-03-01"]),
        (["nobody"], []),
        ([], []),
    ],
)
def test_days_are_each_once_in_order(story, uids, days):
    with session(story) as opened:
        found = [day.isoformat() for day in known_days(opened, uids)]
    assert found[: len(days)] == days
    assert found == sorted(set(found))
