import datetime as dt

import pytest

from tracker.domain import Kind, Precision, Status
from tracker.filters import EventFilter
from tracker.lexicon.editions import Edition
from tracker.store.changes import lapse_due, seed_editions
from tracker.store.engine import session, writing
from tracker.store.queries import list_events

NOW = dt.datetime(2026, 11, 23, 9, tzinfo=dt.UTC)


def edition(key, first, last, status="planned", series="G20", city="Hamburg", country="DE", known=None):
    days = (dt.date.fromisoformat(first), dt.date.fromisoformat(last))
    day = dt.date.fromisoformat(known) if known else None
    return Edition(key, series, f"{series} {key}", *days, city, country, status, "Host's calendar: page 3", "https://h.example/", day)


@pytest.fixture
def seeded(engine, lexicon):
    def seed(*editions, now=NOW):
        with writing(engine) as opened:
            counts = seed_editions(opened, editions, lexicon, now)
            lapse_due(opened, now)
        with session(engine) as opened:
            return counts, list_events(opened, EventFilter()).rows

    return seed


def test_an_edition_is_an_event_with_its_place_and_source(seeded):
    _, (event,) = seeded(edition("a", "2026-12-14", "2026-12-15"))
    assert (event.status, event.kind, event.series, event.edition) == (Status.CONFIRMED, Kind.SUMMIT, "G20", "a")
    assert (event.when.precision, event.when.words) == (Precision.DAYS, "14–15 December 2026")
    assert event.place.latitude == pytest.approx(53.55, abs=0.1)
    assert event.outlet == "Host's calendar"


@pytest.mark.parametrize(
    ("first", "last", "precision", "edtf", "words"),
    [
        ("2027-01-01", "2027-12-31", Precision.YEAR, "2027", "2027"),
        ("2026-12-01", "2026-12-31", Precision.MONTH, "2026-12", "December 2026"),
        ("2027-07-01", "2027-12-31", Precision.SEASON, "2027-07-01/2027-12-31", "July–December 2027"),
        ("2027-03-03", "2027-03-03", Precision.DAY, "2027-03-03", "3 March 2027"),
    ],
)
def test_days_still_to_be_set_are_a_window(seeded, first, last, precision, edtf, words):
    _, (event,) = seeded(edition("a", first, last))
    assert (event.when.precision, event.when.edtf, event.when.words) == (precision, edtf, words)


def test_what_the_calendar_says_of_the_outcome(seeded):
    _, events = seeded(
        edition("held", "2026-05-01", "2026-05-02", "held"),
        edition("planned", "2026-06-01", "2026-06-02"),
        edition("cancelled", "2026-07-01", "2026-07-02", "cancelled"),
    )
    assert [event.status for event in events] == [Status.HELD, Status.LAPSED, Status.CANCELLED]


@pytest.mark.parametrize(
    ("first", "published", "known"),
    [
        ("2026-05-01", None, "2025-05-01"),
        ("2027-11-24", None, "2026-11-23"),
        ("2028-09-19", None, "2026-11-23"),
        ("2028-09-19", "2025-11-24", "2025-11-24"),
        ("2026-05-01", "2026-01-09", "2026-01-09"),
    ],
)
def test_a_date_is_known_when_it_was_published_else_a_year_ahead_or_since_the_table_was_checked(engine, seeded, first, published, known):
    seeded(edition("a", first, first, known=published))
    day = dt.date.fromisoformat(known)
    with session(engine) as opened:
        assert list_events(opened, EventFilter(as_known_on=day)).rows
        assert not list_events(opened, EventFilter(as_known_on=day - dt.timedelta(1))).rows


def test_a_conference_series_gives_conferences(seeded):
    _, (event,) = seeded(edition("m", "2027-02-12", "2027-02-14", series="Munich Security Conference", city="Munich"))
    assert event.kind is Kind.CONFERENCE


def test_seeding_again_changes_nothing(seeded):
    one = edition("a", "2026-05-01", "2026-05-02", "held")
    seeded(one)
    counts, events = seeded(one)
    assert counts == {"inserted": 0, "updated": 0, "unchanged": 2}
    assert len(events) == 1


def test_an_unknown_status_stops(seeded):
    with pytest.raises(KeyError, match="perhaps"):
        seeded(edition("a", "2026-05-01", "2026-05-02", "perhaps"))
