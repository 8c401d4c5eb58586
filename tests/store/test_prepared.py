"""A query is built once a form, and answers for the values that it is asked with."""

import datetime as dt

import pytest
from sqlalchemy import func, select

from tracker.domain import Kind, Status
from tracker.filters import EventFilter
from tracker.store.queries.criteria import criteria_of
from tracker.store.queries.prepared import ask
from tracker.store.queries.streams import streams, together

MAY = {"start": dt.date(2017, 5, 1), "end": dt.date(2017, 5, 31)}
JUNE = {"start": dt.date(2017, 6, 1), "end": dt.date(2017, 6, 30)}


@pytest.fixture
def count(reading):
    """Counts what a filter finds; ``count.built`` are the criteria for which the query was built."""

    def build(criteria, factor):
        built.append(criteria)
        found = together(streams(criteria, (select(1).scalar_subquery().label("one"),), undated=True))
        return select(func.count() * factor).select_from(found)

    def counted(factor=1, **wanted):
        return ask(reading, build, criteria_of(reading, EventFilter(**wanted)), factor).scalar_one()

    counted.built = built = []
    return counted


def test_the_same_form_is_built_once_and_asked_with_other_values(store, event, count):
    store(
        [event(start="2017-05-03", leaders=("donald-trump",))],
        [event(uid="e2", start="2017-06-03", leaders=("donald-trump",))],
        [event(uid="e3", start="2017-06-04", leaders=("xi-jinping",), status=Status.CONFIRMED)],
    )
    assert [count(**MAY), count(**JUNE)] == [1, 2]
    assert len(count.built) == 1
    assert [count(leader=("donald-trump",), **JUNE), count(leader=("xi-jinping",), **JUNE)] == [1, 1]
    meeting = {"kind": (Kind.MEETING,)}
    assert [count(leader=("donald-trump",), **meeting), count(leader=("xi-jinping",), **meeting)] == [2, 1]
    assert len(count.built) == 3
    assert [count(status=(Status.CONFIRMED,)), count(status=(Status.HELD,)), count(status=(Status.HELD, Status.CONFIRMED))] == [1, 0, 1]
    assert len(count.built) == 5


def test_constants_are_part_of_the_form(store, event, count):
    store([event()])
    assert [count(1), count(2), count(1)] == [1, 2, 1]
    assert len(count.built) == 2


def test_what_is_rare_is_built_with_its_values(store, event, count, monkeypatch):
    monkeypatch.setattr("tracker.store.queries.criteria.MOST_KEYS", 0)
    store([event(city="Hamburg")])
    assert [count(q="hamb"), count(q="trum")] == [1, 1]
    assert count(changed_since=dt.date(2030, 1, 1)) == 0
    assert all(criteria.places is None for criteria in count.built)
