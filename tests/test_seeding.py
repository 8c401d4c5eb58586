"""What a fresh database holds after ``make run``."""

import datetime as dt

import pytest

from tracker.config import ROOT
from tracker.domain import Status
from tracker.filters import EventFilter
from tracker.seeding import seed_database
from tracker.store import schema
from tracker.store.engine import open_engine, session
from tracker.store.queries import count_events, list_events
from tracker.store.review import review_queue

NOW = dt.datetime(2026, 11, 23, 9, tzinfo=dt.UTC)


@pytest.fixture(scope="module")
def seeded(tmp_path_factory, lexicon):
    engine = open_engine(f"sqlite:///{tmp_path_factory.mktemp('seed') / 'seed.sqlite3'}")
    schema.upgrade(engine)
    report = seed_database(engine, ROOT / "seed", lexicon, NOW)
    yield engine, report
    engine.dispose()


def test_every_digest_is_stored(seeded):
    assert (seeded[1].rejected, seeded[1].updated, seeded[1].warnings) == (0, 0, ())


def test_the_first_look_is_worth_it(seeded):
    with session(seeded[0]) as opened:
        ahead = list_events(opened, EventFilter(start=NOW.date(), end=NOW.date() + dt.timedelta(days=180)))
        assert ahead.total >= 15
        assert (
            count_events(
                opened, EventFilter(leader=("donald-trump", "vladimir-putin"), start=dt.date(2017, 1, 1), end=dt.date(2017, 12, 31))
            )
            >= 2
        )


def test_the_calendar_needs_no_review(seeded):
    with session(seeded[0]) as opened:
        queue = review_queue(opened, NOW)
    assert queue
    assert [item for item in queue if item.event.when.latest and item.event.when.latest.year == 2016] == []


def test_seeding_again_changes_nothing(seeded, lexicon):
    engine, first = seeded
    with session(engine) as opened:
        before = count_events(opened, EventFilter())
    again = seed_database(engine, ROOT / "seed", lexicon, NOW)
    assert (again.inserted, again.updated) == (0, 0)
    assert again.unchanged == first.inserted + first.unchanged
    with session(engine) as opened:
        assert count_events(opened, EventFilter()) == before


def test_putin_stays_away_from_miami_and_the_summit_stands(seeded):
    with session(seeded[0]) as opened:
        (whole,) = list_events(
            opened, EventFilter(series=("G20",), start=dt.date(2026, 12, 1), leader=("donald-trump", "vladimir-putin"))
        ).rows
        (his,) = list_events(opened, EventFilter(series=("G20",), start=dt.date(2026, 12, 1), leader=("vladimir-putin",))).rows
    assert (whole.place.city, whole.status, his.status) == ("Miami", Status.CONFIRMED, Status.CANCELLED)
