"""The storyline of 2017, replayed: what was believed of a meeting of Trump and Putin on each day, out of the digests of seed/."""

from __future__ import annotations

import datetime as dt

import pytest

from tracker.config import ROOT
from tracker.domain import Status
from tracker.filters import EventFilter
from tracker.ingest import ingest
from tracker.resolve.parties import GATHERINGS
from tracker.seeding import digests
from tracker.store import queries, schema
from tracker.store.changes import seed_editions
from tracker.store.engine import open_engine, session, writing

NOW = dt.datetime(2026, 11, 23, 9, 0, tzinfo=dt.UTC)
BOTH = {"donald-trump", "vladimir-putin"}
HAMBURG = (dt.date(2017, 7, 7), dt.date(2017, 7, 8))


@pytest.fixture(scope="module")
def store(lexicon):
    engine = open_engine("sqlite://")
    schema.upgrade(engine)
    with writing(engine) as opened:
        seed_editions(opened, [one for one in lexicon.editions.by_key.values() if one.earliest.year == 2017], lexicon, NOW)
    story = [article for article in digests(ROOT / "seed", NOW.date()) if article.published.year == 2017]
    assert len(story) >= 10
    ingest(engine, story, lexicon, NOW)
    yield engine
    engine.dispose()


def meetings(store, day):
    """The meetings of the two, as known on a day."""
    known = EventFilter(leader=("vladimir-putin",), as_known_on=dt.date.fromisoformat(day))
    with session(store) as opened:
        found = list(queries.every_event(opened, known))
    return [event for event in found if {person.key for person in event.participants} == BOTH and event.kind not in GATHERINGS]


def at_hamburg(store, day):
    (event,) = [
        event for event in meetings(store, day) if event.shown[0] and event.shown[0] >= HAMBURG[0] and event.place.city == "Hamburg"
    ]
    return event


def in_may(store, day):
    """The rumour of a meeting before June, which the digests tell from the end of April on."""
    return [event for event in meetings(store, day) if event.shown[1] and dt.date(2017, 5, 1) <= event.shown[1] <= dt.date(2017, 5, 31)]


def test_in_january_it_is_a_possibility_at_the_g20(store):
    event = at_hamburg(store, "2017-01-31")
    assert (event.status, event.shown) == (Status.SPECULATIVE, HAMBURG)
    assert in_may(store, "2017-01-31") == []


def test_at_the_end_of_april_the_rumour_of_may_appears_beside_it(store):
    assert in_may(store, "2017-04-25") == []
    rumours = in_may(store, "2017-04-30")
    assert {rumour.status for rumour in rumours} == {Status.SPECULATIVE}
    assert at_hamburg(store, "2017-04-30").uid not in {rumour.uid for rumour in rumours}


def test_in_late_june_it_is_confirmed_at_hamburg(store):
    assert at_hamburg(store, "2017-06-25").status is Status.SPECULATIVE
    event = at_hamburg(store, "2017-06-30")
    assert (event.status, event.shown, event.place.city) == (Status.CONFIRMED, HAMBURG, "Hamburg")


def test_on_7_july_it_was_held_and_the_rumour_of_may_had_lapsed(store):
    assert at_hamburg(store, "2017-07-06").status is Status.CONFIRMED
    assert at_hamburg(store, "2017-07-07").status is Status.HELD
    assert {event.status for event in in_may(store, "2017-07-07")} == {Status.LAPSED}


def test_the_history_says_who_confirmed_it_and_when(store):
    uid = at_hamburg(store, "2017-07-08").uid
    with session(store) as opened:
        rows = [row for row in queries.history(opened, uid) if row.field == "status"]
    assert [(row.old, row.new) for row in rows][-2:] == [("speculative", "confirmed"), ("confirmed", "held")]
    assert dt.date(2017, 6, 25) <= rows[-2].known <= dt.date(2017, 7, 4)
    assert rows[-1].known == HAMBURG[0]
    assert all(row.outlet and row.cause.startswith("mention:") for row in rows[-2:])
