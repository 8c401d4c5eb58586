"""Names in place of keys in a filter."""

import pytest

from tracker.domain import Participant, Place
from tracker.filters import EventFilter
from tracker.store.queries import by_key


@pytest.fixture
def known(store, event, reading):
    """Events of both Bushes, in Hamburg, Niger and Nigeria."""
    people = {"george-bush": "George Bush", "george-w-bush": "George W. Bush", "xi-jinping": "Xi Jinping"}
    store(
        *(
            [event(uid=key, participants=(Participant(key, name),), place=Place(city="Hamburg", country="DE"), series="G20")]
            for key, name in people.items()
        ),
        [event(uid="n", countries=("NE", "NG"))],
    )
    return reading


@pytest.mark.parametrize(
    ("dimension", "name", "keys"),
    [
        ("leader", "xi-jinping", ("xi-jinping",)),
        ("leader", "Xi", ("xi-jinping",)),
        ("leader", "jinping XI", ("xi-jinping",)),
        ("leader", "Bush", ("george-bush", "george-w-bush")),
        ("leader", "George Bush", ("george-bush",)),
        ("leader", "Jin", ("Jin",)),  # a part of a word is no name
        ("leader", "nobody-at-all", ("nobody-at-all",)),
        ("leader", "the", ("the",)),
        ("venue", "hamburg", ("hamburg-de",)),
        ("country", "Niger", ("NE",)),
        ("country", "DE", ("DE",)),
        ("series", "g20", ("G20",)),
    ],
)
def test_a_name_is_taken_for_the_keys_that_bear_it(known, dimension, name, keys):
    given = EventFilter.parse([(dimension, name)])
    found = by_key(known, given)
    assert getattr(found, dimension) == keys
    assert by_key(known, found) == found


def test_keys_and_names_stand_together_each_once(known):
    given = EventFilter.parse([("leader", "george-bush"), ("leader", "Bush"), ("q", "visit")])
    assert by_key(known, given) == EventFilter(leader=("george-bush", "george-w-bush"), q="visit")
