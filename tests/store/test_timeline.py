import datetime as dt
from dataclasses import replace

import pytest

from tracker.domain import Anchor, LinkKind, Precision, Status, When
from tracker.filters import EventFilter, FilterError
from tracker.store import queries

MAY = EventFilter(start=dt.date(2017, 5, 1), end=dt.date(2017, 5, 31))


@pytest.mark.parametrize(
    ("start", "end", "seen"),
    [
        ("2017-04-30", "2017-04-30", False),
        ("2017-04-30", "2017-05-01", True),
        ("2017-05-31", "2017-06-30", True),
        ("2017-06-01", "2017-06-01", False),
        ("2017-01-01", "2017-12-31", True),
        ("2016-04-29", "2017-05-01", True),  # 367 days: the class of the long ones
        ("1990-01-01", "2030-01-01", True),
        (None, None, False),
    ],
)
def test_a_window_holds_what_overlaps_it(store, event, reading, start, end, seen):
    store([event(start=start, end=end)])
    assert [row.event.uid for row in queries.window(reading, MAY).rows] == ["e1"] * seen


def test_an_event_stands_in_each_of_its_lanes(store, event, reading):
    store([event(start="2017-05-02", city="Hamburg")])
    lanes = {name: queries.window(reading, MAY, name).rows[0].lanes for name in ("leader", "venue", "country", "series", "kind", "none")}
    assert lanes == {
        "leader": ("donald-trump", "vladimir-putin"),
        "venue": ("hamburg-de",),
        "country": ("DE", "RU", "US"),
        "series": (),
        "kind": ("meeting",),
        "none": (),
    }


def test_lanes_have_names(store, event, reading):
    store([event(start="2017-05-02", city="Hamburg")])
    assert dict(queries.window(reading, MAY, "country").labels) == {"DE": "Germany", "RU": "Russia", "US": "United States"}


def test_a_sideline_stands_where_its_summit_is_known_to_be(store, event, reading):
    july = When(dt.date(2017, 7, 1), dt.date(2017, 7, 31), Precision.MONTH)
    host = Anchor("G20", "G20-2017", dt.date(2017, 7, 7), dt.date(2017, 7, 8), relation=LinkKind.SIDELINE_OF)
    store([event(when=july, anchors=(host,))])
    assert queries.window(reading, EventFilter(start=dt.date(2017, 7, 9))).rows == ()
    assert len(queries.window(reading, EventFilter(start=dt.date(2017, 7, 8))).rows) == 1


@pytest.mark.parametrize(("known", "more"), [(None, True), (dt.date(2017, 5, 2), False)])
def test_too_many_are_counted_and_not_given(store, event, reading, known, more):
    """Today's roll-ups tell at once that there are too many, and how many at least; of an earlier day they are counted."""
    store(*([event(uid=f"e{number}", start="2017-05-02", known="2017-05-01")] for number in range(4)))
    crowded = queries.window(reading, replace(MAY, as_known_on=known), "leader", limit=3)
    assert (crowded.rows, crowded.crowded, crowded.total, crowded.more) == ((), True, 4, more)
    fits = queries.window(reading, MAY, "leader", limit=4)
    assert (len(fits.rows), fits.crowded, fits.total) == (4, False, 4)


@pytest.mark.parametrize(("more", "total"), [({}, 4), ({"leader": ("donald-trump",)}, 4), ({"as_known_on": dt.date(2017, 5, 2)}, 3)])
def test_a_very_crowded_window_is_not_counted_to_its_end(store, event, reading, monkeypatch, more, total):
    """Roll-ups know more at once than would be counted; of an earlier day they are not asked."""
    monkeypatch.setattr("tracker.store.queries.timeline.COUNTED", 2)
    store(*([event(uid=f"e{number}", start="2017-05-02", known="2017-05-01")] for number in range(4)))
    crowded = queries.window(reading, replace(MAY, **more), limit=1)
    assert (crowded.total, crowded.more) == (total, True)


@pytest.mark.parametrize("first", [dt.date(2017, 4, 28) + dt.timedelta(number) for number in range(9)])
def test_roll_ups_never_claim_more_than_the_window_holds(store, event, reading, monkeypatch, first):
    days = [dt.date(2017, 4, 20) + dt.timedelta(2 * number) for number in range(20)]
    store(*([event(uid=f"e{number}", start=day.isoformat())] for number, day in enumerate(days)))
    window = EventFilter(start=first, end=first + dt.timedelta(16))
    held = sum(window.start <= day <= window.end for day in days)
    assert queries.window(reading, window, limit=held).total == held
    monkeypatch.setattr("tracker.store.queries.timeline.COUNTED", 1)
    assert queries.window(reading, window, limit=1).total <= held


def test_an_unknown_lane_is_refused_with_the_choices(reading):
    with pytest.raises(FilterError, match="leader, venue, country, series, kind, none"):
        queries.window(reading, MAY, "colour")


def test_the_window_of_another_day_shows_what_was_believed_then(store, event, reading):
    store([event("2017-01-01", start="2017-05-02"), event("2017-04-01", start="2017-06-20", status=Status.POSTPONED)])
    then = EventFilter(start=MAY.start, end=MAY.end, as_known_on=dt.date(2017, 3, 31))
    assert [row.event.status for row in queries.window(reading, then).rows] == [Status.SPECULATIVE]
    assert queries.window(reading, MAY).rows == ()
