"""Calendars, tables and feeds of a filter, as a browser or a calendar program gets them."""

import csv
import io
import json
from dataclasses import replace
from urllib.parse import quote

import icalendar
import openpyxl
import pytest
from lxml import etree

from tests.web.api.conftest import NOW, VISIT
from tracker.store.engine import writing
from tracker.store.versions import History, replace_histories


def get(client, path, status=200):
    response = client.get(path)
    assert response.status_code == status, response.text
    return response


def titles(response):
    return [str(event["SUMMARY"]) for event in icalendar.Calendar.from_ical(response.data).walk("VEVENT")]


def test_a_calendar_of_a_filter(client):
    response = get(client, "/calendar.ics?leader=donald-trump")
    assert response.mimetype == "text/calendar"
    assert "Content-Disposition" not in response.headers
    assert titles(response) == ["Trump-Putin meeting <b>", "[cancelled] =cmd visit"]
    calendar = icalendar.Calendar.from_ical(response.data)
    assert calendar["X-WR-CALNAME"] == "Diplomatic events: Donald Trump"
    assert calendar.walk("VEVENT")[0]["URL"] == "http://localhost/events/hamburg"


DOWNLOADS = ["calendar.ics", "events.csv", "events.xlsx", "events.jsonl", "events.geojson", "events.timelinejs.json"]


@pytest.mark.parametrize("name", DOWNLOADS)
def test_who_subscribes_is_sent_nothing_until_something_is_written(app, client, name):
    tag = get(client, f"/{name}").headers["ETag"]
    same = client.get(f"/{name}", headers={"If-None-Match": tag})
    assert (same.status_code, same.data) == (304, b"")
    with writing(app.extensions["tracker-engine"]) as opened:
        replace_histories(opened, [History("new", (replace(VISIT, uid="new"),))], NOW)
    assert client.get(f"/{name}", headers={"If-None-Match": tag}).status_code == 200


@pytest.mark.parametrize("name", DOWNLOADS)
def test_a_download_gives_its_connection_back(app, name):
    pool = app.extensions["tracker-engine"].pool
    client = app.test_client()
    held = pool.checkedout()
    response = client.get(f"/{name}", buffered=False)
    assert response.get_data()
    response.close()
    assert pool.checkedout() == held


def test_a_download_that_is_broken_off_gives_its_connection_back(app):
    pool = app.extensions["tracker-engine"].pool
    held = pool.checkedout()
    response = app.test_client().get("/events.csv", buffered=False)
    next(iter(response.response))
    response.close()
    assert pool.checkedout() == held


def test_cancelled_events_can_be_dropped_from_a_calendar(client):
    assert titles(get(client, "/calendar.ics?cancelled=drop")) == ["Trump-Putin meeting <b>"]
    assert len(titles(get(client, "/calendar.ics?cancelled=keep"))) == 2
    get(client, "/calendar.ics?cancelled=maybe", status=400)


def test_a_calendar_as_known_on_a_day(client):
    assert titles(get(client, "/calendar.ics?as_known_on=2017-05-01&series=G20")) == ["[speculative] Trump-Putin meeting <b>"]


def test_csv_has_the_rows_in_view_with_their_sources(client):
    response = get(client, "/events.csv?status=confirmed")
    (row,) = csv.DictReader(io.StringIO(response.data.decode("utf-8-sig")))
    assert row["title"] == "Trump-Putin meeting <b>"
    assert row["sources"] == "Reuters 2017-04-27 https://r.example/1"
    assert row["retrieved"].startswith("2017-06-30T")
    assert response.headers["Content-Disposition"] == 'attachment; filename="diplomatic-events-2017-06-30.csv"'


def test_formulas_stay_text_in_csv_and_xlsx(client):
    rows = list(csv.DictReader(io.StringIO(get(client, "/events.csv").data.decode("utf-8-sig"))))
    assert [row["title"] for row in rows] == ["Trump-Putin meeting <b>", "'=cmd visit", "Talks"]
    sheet = openpyxl.load_workbook(io.BytesIO(get(client, "/events.xlsx").data)).active
    assert [(row[1].value, row[1].data_type) for row in list(sheet.iter_rows())[1:]] == [
        ("Trump-Putin meeting <b>", "s"),
        ("=cmd visit", "s"),
        ("Talks", "s"),
    ]


def test_json_lines_are_the_records_of_the_api(client):
    lines = [json.loads(line) for line in get(client, "/events.jsonl").data.splitlines()]
    assert lines == client.get("/api/v1/events").json["events"]
    assert lines[0]["articles"] == ["a1"]


def test_geojson_and_timelinejs(client):
    features = get(client, "/events.geojson").json["features"]
    assert [feature["properties"]["name"] for feature in features] == ["Hamburg"]
    slides = json.loads(get(client, "/events.timelinejs.json").data)["events"]
    assert [slide["text"]["headline"] for slide in slides] == ["Trump-Putin meeting &lt;b&gt;", "=cmd visit"]


def test_atom_of_changes(client):
    response = get(client, "/changes.atom?leader=vladimir-putin")
    feed = etree.fromstring(response.data)
    assert response.mimetype == "application/atom+xml"
    assert [entry.findtext("{*}title") for entry in feed.findall("{*}entry")] == ["Trump-Putin meeting <b>: Hamburg meeting confirmed"]
    assert client.get("/changes.atom?leader=vladimir-putin", headers={"If-None-Match": response.headers["ETag"]}).status_code == 304
    assert etree.fromstring(get(client, "/changes.atom?leader=nobody").data).findall("{*}entry") == []


def test_one_event_as_linked_data(client):
    assert get(client, "/events/hamburg/event.jsonld").json["@type"] == "Event"
    assert get(client, "/events/hamburg/ninjs.json").json["type"] == "event"
    get(client, "/events/none/ninjs.json", status=404)


@pytest.mark.parametrize("path", ["/calendar.ics", "/events.csv", "/events.xlsx", "/events.jsonl", "/events.geojson", "/changes.atom"])
def test_a_bad_filter_says_so_and_an_empty_one_is_no_error(client, path):
    assert "YYYY-MM-DD" in get(client, f"{path}?from=July", status=400).text
    assert get(client, f"{path}?leader={quote('nobody here')}").status_code == 200
