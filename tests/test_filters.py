import datetime as dt

import pytest

from tracker.domain import Kind, Status
from tracker.filters import EventFilter, FilterError


def test_every_name_is_read():
    given = [
        ("leader", "vladimir-putin"),
        ("leader", "donald-trump"),
        ("venue", "hamburg-de"),
        ("country", "ru"),
        ("series", "G20"),
        ("kind", "meeting"),
        ("status", "Confirmed"),
        ("from", "2017-05-01"),
        ("to", "2017-07-31"),
        ("q", "sideline"),
        ("as_known_on", "2017-04-30"),
        ("changed_since", "2017-04-23"),
    ]
    assert EventFilter.parse(given) == EventFilter(
        leader=("vladimir-putin", "donald-trump"),
        venue=("hamburg-de",),
        country=("RU",),
        series=("G20",),
        kind=(Kind.MEETING,),
        status=(Status.CONFIRMED,),
        start=dt.date(2017, 5, 1),
        end=dt.date(2017, 7, 31),
        q="sideline",
        as_known_on=dt.date(2017, 4, 30),
        changed_since=dt.date(2017, 4, 23),
    )


def test_params_give_the_filter_back():
    given = EventFilter(leader=("a", "b"), status=(Status.HELD,), start=dt.date(2026, 1, 1), as_known_on=dt.date(2026, 2, 1), q="x & y")
    assert EventFilter.parse(given.params()) == given
    assert given.query({"lanes": "venue"}) == "leader=a&leader=b&status=held&from=2026-01-01&q=x+%26+y&as_known_on=2026-02-01&lanes=venue"


def test_empty_and_foreign_names_are_left_alone():
    assert EventFilter.parse([("leader", ""), ("from", " "), ("lanes", "venue"), ("page", "2")]) == EventFilter()


def test_a_repeated_value_counts_once():
    assert EventFilter.parse([("country", "ru"), ("country", "RU")]).country == ("RU",)


@pytest.mark.parametrize(
    ("name", "value", "remedy"),
    [
        ("from", "31 May", "YYYY-MM-DD"),
        ("to", "2017-02-30", "YYYY-MM-DD"),
        ("as_known_on", "yesterday", "YYYY-MM-DD"),
        ("kind", "party", "summit, meeting"),
        ("status", "sure", "speculative, confirmed"),
    ],
)
def test_a_bad_value_names_the_parameter_and_the_remedy(name, value, remedy):
    with pytest.raises(FilterError) as caught:
        EventFilter.parse([(name, value)])
    assert caught.value.name == name
    assert value in str(caught.value)
    assert remedy in str(caught.value)


def test_a_window_must_run_forward():
    with pytest.raises(FilterError, match="before from=2017-06-01"):
        EventFilter.parse([("from", "2017-06-01"), ("to", "2017-05-31")])


def test_without_window_keeps_the_rest():
    given = EventFilter(leader=("a",), start=dt.date(2026, 1, 1), end=dt.date(2026, 2, 1))
    assert given.without_window() == EventFilter(leader=("a",))
