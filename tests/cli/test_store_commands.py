"""ingest, events, export, changes, feeds, db: the way from a file to a list."""

import json
from pathlib import Path

import icalendar
import pytest

from tests.cli.conftest import MEETING, VISIT


def test_ingest_reports_what_it_did(tracker, lines):
    path = lines(VISIT, MEETING, "broken", {"id": "u", "text": "Xi Jinping will visit Moscow next week."})
    result = tracker("ingest", path)
    assert "inserted 2, updated 0, unchanged 0, rejected 2" in result.stdout
    assert "in.jsonl, line 3: no JSON" in result.stderr
    assert "u: " in result.stderr
    assert "inserted 0, updated 0, unchanged 2" in tracker("ingest", path).stdout


def test_it_shows_what_it_found_before_storing_unless_told_to_store(tracker, lines):
    path = lines(VISIT, {"id": "u", "text": "Xi Jinping will visit Moscow next week."})
    shown = tracker("ingest", path).stdout
    assert "in.jsonl, line 1: Xi to visit Moscow" in shown
    assert "confirmed: Xi Jinping's visit to Moscow, 20–22 March 2023, Moscow" in shown
    assert "no publication date" in shown
    assert shown.index("confirmed:") < shown.index("inserted 1")
    assert tracker("ingest", path, "--yes").stdout.splitlines() == [f"{path}: inserted 0, updated 0, unchanged 1, rejected 1"]


def test_a_changed_article_is_an_update(tracker, lines):
    tracker("ingest", lines(VISIT))
    assert "updated 1" in tracker("ingest", lines({**VISIT, "text": VISIT["text"].replace("20-22", "21-23")})).stdout
    (event,) = map(json.loads, tracker("export").stdout.splitlines())
    assert event["earliest"] == "2023-03-21"


def test_text_takes_the_day_and_outlet_that_are_given(tracker, tmp_path):
    path = tmp_path / "a.txt"
    path.write_text(VISIT["text"])
    tracker("ingest", path, "--published", "2023-03-17", "--outlet", "The Paper")
    (event,) = map(json.loads, tracker("export").stdout.splitlines())
    assert (event["outlet"], event["earliest"]) == ("The Paper", "2023-03-20")


def test_a_source_that_cannot_be_read_says_why(tracker, tmp_path):
    assert "no such file" in tracker("ingest", tmp_path / "none.txt", status=1).stderr
    assert "only http and https" in tracker("ingest", "ftp://a.example/x", status=1).stderr
    assert "loopback" in tracker("ingest", "http://127.0.0.1:9/x", status=1).stderr


def test_who_stays_away_from_a_summit_does_not_call_it_off(tracker, lines):
    said = "{} the G20 summit in Rio de Janeiro on November 18-19, his office said."
    told = [
        ("2024-01-10", "Vladimir Putin may attend"),
        ("2024-03-02", "Narendra Modi will attend"),
        ("2024-05-11", "Vladimir Putin will not attend"),
    ]
    tracker("ingest", lines(*({"id": day, "published": day, "outlet": f"Post {day}", "text": said.format(who)} for day, who in told)))
    assert " stays away " in tracker("events", "--leader", "vladimir-putin").stdout
    assert tracker("events", "--leader", "Putin").stdout == tracker("events", "--leader", "vladimir-putin").stdout
    assert " lapsed " in tracker("events", "--leader", "narendra-modi").stdout


def test_events_are_listed_under_the_filters_options(tracker, lines):
    tracker("ingest", lines(VISIT, MEETING))
    assert "2 of 2 events" in tracker("events").stderr
    listed = tracker("events", "--leader", "emmanuel-macron").stdout
    assert "Macron" in listed
    assert "Xi Jinping" not in listed
    assert tracker("events", "--venue", "berlin-de", "--from", "2023-04-01").stdout == ""


@pytest.mark.parametrize(
    ("options", "says"),
    [
        (("--from", "July"), "YYYY-MM-DD"),
        (("--kind", "party"), "summit"),
        (("--as-known-on", "x"), "--as-known-on"),
        (("--sort", "colour"), "no column"),
    ],
)
def test_bad_options_say_what_is_wrong(tracker, options, says):
    result = tracker("events", *options, status=1 if options[0] == "--sort" else 2)
    assert says in result.stderr


def test_export_has_the_contracts_fields(tracker, lines):
    tracker("ingest", lines(VISIT, MEETING))
    events = [json.loads(line) for line in tracker("export", "--format", "jsonl").stdout.splitlines()]
    assert [event["articles"] for event in events] == [["a1"], ["a2"]]
    assert set(events[0]) >= {"id", "uid", "review", "links", "kind", "participants", "status", "party_status", "anchored"}


def test_export_as_known_on_a_day(tracker, lines):
    tracker("ingest", lines(VISIT, MEETING))
    assert [json.loads(line)["articles"] for line in tracker("export", "--as-known-on", "2023-03-17").stdout.splitlines()] == [["a1"]]


def test_export_to_a_file_in_another_format(tracker, lines, tmp_path):
    tracker("ingest", lines(VISIT))
    tracker("export", "--format", "ics", "--output", tmp_path / "x.ics")
    calendar = icalendar.Calendar.from_ical((tmp_path / "x.ics").read_bytes())
    assert len(calendar.walk("VEVENT")) == 1


def test_changes_in_words(tracker, lines):
    tracker("ingest", lines(VISIT))
    line = tracker("changes", "--since", "2023-03-01", "--until", "2023-03-31").stdout.splitlines()[-1]
    assert line.startswith("Xi Jinping's visit to Moscow: first told as confirmed, 20–22 March 2023, Moscow, Russia; ")
    assert line.endswith(", 17 March 2023")
    assert tracker("changes", "--since", "2023-04-01", "--until", "2023-04-30").stdout == ""
    assert "is before" in tracker("changes", "--since", "2023-04-01", "--until", "2023-03-30", status=2).stderr


def test_feeds_from_the_command_line(tracker):
    tracker("feeds", "add", "https://a.example/feed", "--title", "A", "--untried")
    assert "watched already" in tracker("feeds", "add", "https://a.example/feed", "--untried", status=1).stderr
    assert "only http" in tracker("feeds", "add", "javascript:x", status=1).stderr
    assert "A  never read" in tracker("feeds", "list").stdout
    tracker("feeds", "pause", "1")
    assert "paused" in tracker("feeds", "list").stdout
    tracker("feeds", "resume", "1")
    tracker("feeds", "remove", "1")
    assert tracker("feeds", "list").stdout == ""
    assert "no feed 1" in tracker("feeds", "remove", "1", status=1).stderr


def test_the_database_is_checked_and_copied(tracker, lines, tmp_path):
    tracker("ingest", lines(VISIT))
    assert "no problems" in tracker("db", "check").stdout
    tracker("db", "backup", tmp_path / "copy.sqlite3")
    assert "exists" in tracker("db", "backup", tmp_path / "copy.sqlite3", status=1).stderr
    assert "at revision" in tracker("db", "upgrade").stdout


def test_invented_events_of_any_number(tracker):
    tracker("synth", "30", "--seed", "2")
    assert len(tracker("export").stdout.splitlines()) > 20


def test_import_of_records_and_calendars(tracker, tmp_path):
    path = tmp_path / "v.xml"
    days = "<start-date>2023-04-26</start-date><end-date>2023-04-26</end-date>"
    visit = f"{days}<visitor>President Yoon Suk-yeol</visitor><from>Korea, South</from></visit>"
    path.write_text(f"<visits><visit><id>1</id>{visit}<visit><id></id>{visit}</visits>")
    result = tracker("import", path)
    assert "inserted 1, updated 0, unchanged 0, rejected 1" in result.stdout
    assert "no id" in result.stderr
    (event,) = map(json.loads, tracker("export").stdout.splitlines())
    assert (event["outcome"], event["countries"]) == ("held", ["KR", "US"])
    assert "no XML" in tracker("import", Path(__file__), status=1).stderr


def test_a_bad_setting_ends_every_command_with_its_name(tracker, monkeypatch):
    monkeypatch.setenv("TRACKER_WORKER", "maybe")
    assert "TRACKER_WORKER='maybe'" in tracker("events", status=1).stderr


def test_seed_fills_an_empty_database_once(tracker):
    first = tracker("seed").stdout
    assert "inserted 0" not in first
    assert tracker("seed").stdout.startswith("inserted 0, updated 0")
