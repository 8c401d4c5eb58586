"""Importing official records and calendars: a source like any other, moved and never doubled. SQLite."""

import datetime as dt

import pytest

from tracker.domain import Status
from tracker.filters import EventFilter
from tracker.imports import import_source
from tracker.sources import SourceError
from tracker.sources.fetch import Fetcher
from tracker.store import schema
from tracker.store.engine import open_engine, session
from tracker.store.queries import history, list_events

NOW = dt.datetime(2026, 11, 23, 9, tzinfo=dt.UTC)
DAYS = "<start-date>2023-04-26</start-date><end-date>2023-04-27</end-date>"
VISIT = f"<visits><visit><id>1</id>{DAYS}<visitor>President Yoon Suk-yeol</visitor><from>Korea, South</from></visit></visits>"


def calendar(*entries):
    return "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:x\r\n" + "".join(entries) + "END:VCALENDAR\r\n"


def entry(day="20261214", stamp="20261101T000000Z", status="CONFIRMED", uid="a@x"):
    lines = [
        f"UID:{uid}",
        "SUMMARY:Visit of Emmanuel Macron to Japan",
        f"DTSTAMP:{stamp}",
        f"DTSTART;VALUE=DATE:{day}",
        f"STATUS:{status}",
        "LOCATION:Tokyo",
    ]
    return "BEGIN:VEVENT\r\n" + "\r\n".join(lines) + "\r\nEND:VEVENT\r\n"


@pytest.fixture
def engine(tmp_path):
    opened = open_engine(f"sqlite:///{tmp_path / 'imports.sqlite3'}")
    schema.upgrade(opened)
    yield opened
    opened.dispose()


@pytest.fixture
def load_text(engine, tmp_path, lexicon):
    def load(text, name="x.ics"):
        path = tmp_path / name
        path.write_text(text)
        return import_source(engine, str(path), lexicon, Fetcher(), NOW)

    return load


def events(engine):
    with session(engine) as opened:
        return list_events(opened, EventFilter()).rows


def test_a_moved_entry_moves_its_event_and_never_doubles_it(engine, load_text):
    load_text(calendar(entry()))
    (before,) = events(engine)
    assert load_text(calendar(entry(day="20270118", stamp="20261110T000000Z"))).updated == 1
    (after,) = events(engine)
    assert (after.uid, after.when.earliest) == (before.uid, dt.date(2027, 1, 18))
    assert after.sequence > before.sequence
    with session(engine) as opened:
        assert any(change.field == "when" for change in history(opened, after.uid))


def test_a_cancelled_entry_cancels_its_event(engine, load_text):
    load_text(calendar(entry()))
    load_text(calendar(entry(stamp="20261110T000000Z", status="CANCELLED")))
    (event,) = events(engine)
    assert event.status is Status.CANCELLED


def test_importing_again_changes_nothing(engine, load_text):
    load_text(calendar(entry(), entry(uid="b@x", day="20270301")))
    report = load_text(calendar(entry(), entry(uid="b@x", day="20270301")))
    assert (report.inserted, report.updated, report.unchanged) == (0, 0, 2)


def test_an_official_visit_is_a_held_event(engine, load_text):
    report = load_text(VISIT, "v.xml")
    (event,) = events(engine)
    assert (report.inserted, event.status, event.countries) == (1, Status.HELD, ("KR", "US"))


def test_an_official_visit_settles_the_planned_one(engine, load_text):
    plan = entry(day="20230426", stamp="20230401T000000Z").replace(
        "Visit of Emmanuel Macron to Japan", "Visit of Yoon Suk-yeol to the United States"
    )
    load_text(calendar(plan.replace("LOCATION:Tokyo\r\n", "LOCATION:United States\r\n")))
    load_text(VISIT, "v.xml")
    (event,) = events(engine)
    assert (event.status, len(event.mentions) + len(event.reports)) == (Status.HELD, 2)


@pytest.mark.parametrize(("text", "name"), [("hello", "x.ics"), ("hello", "v.xml"), ("<html></html>", "v.xml")])
def test_what_is_neither_is_refused_or_empty(engine, load_text, text, name):
    if text.startswith("<"):
        assert load_text(text, name).inserted == 0
    else:
        with pytest.raises(SourceError, match=name.replace(".", r"\.")):
            load_text(text, name)
    assert events(engine) == ()
