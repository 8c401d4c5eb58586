import datetime as dt

import pytest

from tests.store.population import histories, seen
from tracker.domain import Status
from tracker.filters import EventFilter, FilterError
from tracker.store.queries import counterparts
from tracker.store.queries.facet_counts import AHEAD

WORLD = histories(80, seed=7)
TODAY = dt.date(2017, 6, 1)


@pytest.fixture
def world(store, reading):
    store(*WORLD)
    return reading


def expected(wanted):
    """The same in plain Python: key -> (count, last held, next)."""
    day, found = wanted.as_known_on or TODAY, {}
    for event in seen(WORLD, wanted):
        start = event.shown[0]
        for person in event.participants:
            if event.status is not Status.CANCELLED and event.status_of(person.key) is Status.CANCELLED:
                continue  # stays away
            count, last, following = found.get(person.key, (0, None, None))
            if start and event.status is Status.HELD and start <= day:
                last = max(filter(None, (last, start)))
            if start and event.status in AHEAD and start >= day:
                following = min(filter(None, (following, start)))
            found[person.key] = (count + 1, last, following)
    return {key: value for key, value in found.items() if key not in wanted.leader}


@pytest.mark.parametrize(
    "wanted",
    [
        EventFilter(leader=("vladimir-putin",)),
        EventFilter(leader=("vladimir-putin",), as_known_on=dt.date(2017, 3, 1)),
        EventFilter(leader=("vladimir-putin", "xi-jinping"), start=dt.date(2017, 1, 1), end=dt.date(2017, 12, 1)),
        EventFilter(leader=("anna_b-100%",), country=("DE",)),
        EventFilter(),
    ],
)
def test_everybody_beside_the_leaders_counts(world, wanted):
    found = counterparts(world, wanted, TODAY)
    assert {row.key: (row.count, row.last_day, row.next_day) for row in found} == expected(wanted)
    assert [row.count for row in found] == sorted((row.count for row in found), reverse=True)


def test_only_so_many_as_asked(world):
    assert len(counterparts(world, EventFilter(), TODAY, limit=2)) == 2
    with pytest.raises(FilterError, match="1 to 100"):
        counterparts(world, EventFilter(), TODAY, limit=101)


def test_a_leader_of_no_event_meets_nobody(world):
    assert counterparts(world, EventFilter(leader=("nobody",)), TODAY) == []


def test_a_name_is_that_of_the_directory(store, reading, event):
    store([event(leaders=("vladimir-putin", "donald-trump"))])
    assert [(row.name, row.country) for row in counterparts(reading, EventFilter(leader=("vladimir-putin",)), TODAY)] == [
        ("Donald Trump", None)
    ]
