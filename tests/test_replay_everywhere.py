"""``as known on D`` is one answer wherever it is asked: each view, API and export against what a store holds that knows nothing later."""

from __future__ import annotations

import csv
import datetime as dt
import io
import json
import re

import pytest
from click.testing import CliRunner

from tracker.cli import main
from tracker.config import ROOT, Config
from tracker.filters import EventFilter
from tracker.ingest import ingest
from tracker.seeding import digests
from tracker.store import queries, schema
from tracker.store.changes import seed_editions
from tracker.store.engine import open_engine, session, writing
from tracker.web import create_app

TODAY = dt.date(2026, 11, 23)
YEAR = {"from": "2017-01-01", "to": "2017-12-31"}
DAYS = ("2017-01-31", "2017-04-30", "2017-06-30", "2017-07-07", "2017-12-31")
FILTERS = (
    {},
    {"leader": "vladimir-putin"},
    {"series": "G20"},
    {"country": "US", "status": "speculative"},
    {"kind": "meeting", "q": "putin"},
)
ROWS = 50  # of one page of the table
ASKED = [(day, wanted) for day in DAYS for wanted in FILTERS]


def filled(engine, lexicon, until):
    """The storyline as far as it was told by a day, settled on that day."""
    now = dt.datetime.combine(until, dt.time(23), dt.UTC)
    schema.upgrade(engine)
    with writing(engine) as opened:
        seed_editions(opened, [one for one in lexicon.editions.by_key.values() if one.earliest.year == 2017], lexicon, now)
    story = [article for article in digests(ROOT / "seed", TODAY) if article.published.year == 2017 and article.published <= until]
    ingest(engine, story, lexicon, now)


@pytest.fixture(scope="module")
def url(tmp_path_factory, lexicon):
    """The whole storyline, as a store of today holds it."""
    found = f"sqlite:///{tmp_path_factory.mktemp('replay') / 'store.sqlite3'}"
    engine = open_engine(found)
    filled(engine, lexicon, TODAY)
    engine.dispose()
    return found


@pytest.fixture(scope="module")
def client(url):
    app = create_app(Config(database_url=url, secret_key="tests"), clock=lambda: TODAY)
    app.config["WTF_CSRF_ENABLED"] = False
    yield app.test_client()
    app.extensions["tracker-engine"].dispose()


@pytest.fixture(scope="module")
def truth(lexicon):
    """What was believed on a day, by stores that hold nothing later: ``truth(day, filter) -> {uid: event}``."""
    stores = {}

    def look(day, wanted):
        if day not in stores:
            stores[day] = open_engine("sqlite://")
            filled(stores[day], lexicon, dt.date.fromisoformat(day))
        known = EventFilter.parse([*wanted.items(), *YEAR.items(), ("as_known_on", day)])
        with session(stores[day]) as opened:
            return {event.uid: event for event in queries.every_event(opened, known)}

    yield look
    for engine in stores.values():
        engine.dispose()


def statuses(events):
    return {uid: event.status.value for uid, event in events.items()}


def records(rows):
    return {row["uid"]: row["outcome"] or row["status"] for row in rows}


def api(client, query):
    found, cursor = {}, ""
    while cursor is not None:
        page = client.get("/api/v1/events", query_string=query | ({"cursor": cursor} if cursor else {})).json
        found |= records(page["events"])
        cursor = page["next_cursor"]
    return found


def jsonl(client, query):
    return records(map(json.loads, client.get("/events.jsonl", query_string=query).text.splitlines()))


def table(client, query):
    return {
        row["uid"]: row["status"]
        for row in csv.DictReader(io.StringIO(client.get("/events.csv", query_string=query).text.lstrip("\ufeff")))
    }


def calendar(client, query):
    text = client.get("/calendar.ics", query_string=query).text.replace("\r\n ", "")
    categories = [line.split(",")[1].strip() for line in re.findall(r"^CATEGORIES:(.*?)\r?$", text, re.MULTILINE)]
    return dict(zip(re.findall(r"^UID:([^@]+)@", text, re.MULTILINE), categories, strict=True))


def page(client, query):
    rows = re.findall(r'<tr data-uid="([^"]+)">(.*?)</tr>', client.get("/timeline/table", query_string=query).text, re.DOTALL)
    return {uid: re.search(r"status-(\w+)", row).group(1) for uid, row in rows}


def cards(client, query):
    answer = client.get("/timeline/data", query_string=query | {"width": 1280, "height": 700, "theme": "light"}).json
    return {uid for uid, *_ in answer["spots"]}


def places(client, query):
    answer = client.get("/map/data", query_string=query).json
    return {uid: row["status"] for uid, row in answer["events"].items()}


def months(client, query):
    found = {}
    for row in client.get("/api/v1/density", query_string=query | {"grain": "year"}).json["density"]:
        found[row["status"]] = found.get(row["status"], 0) + row["count"]
    return found


@pytest.mark.parametrize(("day", "wanted"), ASKED, ids=lambda value: value if isinstance(value, str) else "+".join(value) or "all")
@pytest.mark.parametrize("read", [api, jsonl, table, calendar, page], ids=lambda read: read.__name__)
def test_lists_api_and_exports_say_what_was_believed(client, truth, read, day, wanted):
    found, believed = read(client, wanted | YEAR | {"as_known_on": day}), statuses(truth(day, wanted))
    if read is page and len(believed) > ROWS:
        assert len(found) == ROWS
        believed = {uid: status for uid, status in believed.items() if uid in found}
    assert found == believed


@pytest.mark.parametrize(("day", "wanted"), ASKED, ids=lambda value: value if isinstance(value, str) else "+".join(value) or "all")
def test_chart_map_and_counts_say_what_was_believed(client, truth, day, wanted):
    believed, query = truth(day, wanted), wanted | YEAR | {"as_known_on": day}
    assert cards(client, query) <= set(believed)
    if 0 < len(believed) < 10:
        assert cards(client, query) == set(believed)
    located = {uid: event.status.value for uid, event in believed.items() if event.place.latitude is not None}
    assert places(client, query) == located
    count = {}
    for status in statuses(believed).values():
        count[status] = count.get(status, 0) + 1
    assert months(client, query) == count


@pytest.mark.parametrize("day", DAYS)
def test_the_page_of_each_event_says_what_was_believed(client, truth, day):
    for uid, event in truth(day, {"leader": "vladimir-putin"}).items():
        shown = client.get(f"/events/{uid}", query_string={"as_known_on": day}).text
        head = re.search(r'class="event-status">.*?status-(\w+)', shown, re.DOTALL)
        assert head.group(1) == event.status.value
        answer = client.get(f"/api/v1/events/{uid}", query_string={"as_known_on": day}).json
        assert (answer["outcome"] or answer["status"]) == event.status.value
        assert {(row["article"], row["published"] <= day) for row in answer["mentions"]} == {
            (key, True) for key, _ in event.mentions + event.reports
        }
        assert all(change["known"] <= day for change in answer["history"])
        assert client.get(f"/panel/{uid}", query_string={"as_known_on": day}).status_code == 200


@pytest.mark.parametrize("day", DAYS)
def test_the_command_line_says_what_was_believed(url, truth, day, monkeypatch):
    monkeypatch.setenv("TRACKER_DATABASE_URL", url)
    wanted = ["--leader", "vladimir-putin", "--from", YEAR["from"], "--to", YEAR["to"], "--as-known-on", day]
    done = CliRunner().invoke(main, ["export", "--format", "jsonl", *wanted])
    assert done.exit_code == 0, done.output
    assert records(map(json.loads, done.stdout.splitlines())) == statuses(truth(day, {"leader": "vladimir-putin"}))


def test_what_is_not_known_yet_is_nowhere(client, truth):
    (late,) = set(truth("2017-12-31", {"leader": "rex-tillerson"})) - set(truth("2017-01-31", {"leader": "rex-tillerson"}))
    assert client.get(f"/events/{late}", query_string={"as_known_on": "2017-01-31"}).status_code == 404
    assert client.get(f"/panel/{late}", query_string={"as_known_on": "2017-01-31"}).status_code == 404
    assert client.get(f"/api/v1/events/{late}", query_string={"as_known_on": "2017-01-31"}).status_code == 404
