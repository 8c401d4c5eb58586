"""GeoJSON, TimelineJS, JSON-LD, ninjs and Atom."""

import datetime as dt
import json

import pytest
from lxml import etree

from tests.exports.conftest import DAYS, window
from tracker.domain import Change, Place, Precision, Status, When
from tracker.exports import atom, codes, linked, places, timelinejs

NOW = dt.datetime(2017, 7, 1, 12, tzinfo=dt.UTC)


def read(pieces):
    return json.loads(b"".join(pieces))


def row(make, **change):
    return make(change).rows[0]


def test_geojson_has_a_point_a_venue_with_its_events(make):
    got = read(
        places.write(make({}, {"title": "Second"}, {"place": Place("Vienna", "AT", latitude=48.2, longitude=16.4)}, {"place": Place("X")}))
    )
    assert got["type"] == "FeatureCollection"
    assert [(f["geometry"]["coordinates"], f["properties"]["count"]) for f in got["features"]] == [([9.99, 53.55], 2), ([16.4, 48.2], 1)]
    assert got["features"][0]["properties"]["events"][1]["title"] == "Second"


def test_geojson_without_venues_is_empty(make):
    assert read(places.write(make({"place": Place()})))["features"] == []


def test_timelinejs_slides(make):
    got = read(timelinejs.write(make({}, {"when": When()}, {"title": "<b>x</b>", "quote": "<script>alert(1)</script>"})))
    assert [slide["unique_id"] for slide in got["events"]] == ["u1", "u3"]
    assert got["events"][0]["start_date"] == {"year": 2017, "month": 7, "day": 7}
    assert got["events"][0]["display_date"] == "7–8 July 2017"
    assert got["events"][1]["text"]["headline"] == "&lt;b&gt;x&lt;/b&gt;"
    assert "<script>" not in got["events"][1]["text"]["text"]


def test_json_ld_of_a_confirmed_event(make):
    got = linked.json_ld(row(make))
    assert (got["@type"], got["startDate"], got["endDate"]) == ("Event", "2017-07-07", "2017-07-08")
    assert got["eventStatus"] == "https://schema.org/EventScheduled"
    assert got["location"]["geo"] == {"@type": "GeoCoordinates", "latitude": 53.55, "longitude": 9.99}
    told = {"publisher": "Kommersant", "url": "https://k.example/1", "datePublished": "2017-04-27"}
    assert got["citation"] == [{"@type": "CreativeWork", **told}]


def test_json_ld_of_a_moved_and_of_an_uncertain_event(make):
    moved = linked.json_ld(row(make, previous=window("2017-05-20", "2017-05-20", Precision.DAY)))
    assert (moved["eventStatus"], moved["previousStartDate"]) == ("https://schema.org/EventRescheduled", "2017-05-20")
    open_ended = linked.json_ld(row(make, status=Status.SPECULATIVE, when=window("2017-04-27", "2017-05-31", edtf="../2017-05-31")))
    assert open_ended["startDate"] == "../2017-05-31"
    assert "eventStatus" not in open_ended
    assert "endDate" not in open_ended


def test_ninjs(make):
    got = linked.ninjs(row(make))
    assert (got["type"], got["uri"], got["standard"]["version"]) == ("event", "urn:diplomatic-event-tracker:u1", "3.1")
    assert got["eventDetails"]["eventStatus"] == "http://cv.iptc.org/newscodes/eventoccurstatus/eos5"
    assert got["eventDetails"]["dates"] == {"startDate": "2017-07-07T00:00:00+00:00", "endDate": "2017-07-08T23:59:59+00:00"}
    assert got["places"][0]["contactInfo"][0]["address"] == {"locality": "Hamburg", "country": "DE"}
    vague = linked.ninjs(row(make, when=window("2017-04-27", "2017-05-31"), place=Place()))
    assert vague["eventDetails"]["dates"] == {"expectedStartDate": "2017-04-27", "expectedEndDate": "2017-05-31"}
    assert "places" not in vague
    assert "dates" not in linked.ninjs(row(make, when=When()))["eventDetails"]


@pytest.mark.parametrize(
    ("change", "iptc", "schema"),
    [
        ({"status": Status.SPECULATIVE}, "eos3", None),
        ({"status": Status.SPECULATIVE, "party_status": (("RU", Status.CANCELLED),)}, "eos2", None),
        ({"party_status": (("RU", Status.CONFIRMED), ("US", Status.SPECULATIVE))}, "eos4", "EventScheduled"),
        ({}, "eos5", "EventScheduled"),
        ({"previous": DAYS}, "eos5", "EventRescheduled"),
        ({"status": Status.POSTPONED}, "eos1", "EventPostponed"),
        ({"status": Status.POSTPONED, "previous": DAYS}, "eos5", "EventRescheduled"),
        ({"status": Status.POSTPONED, "previous": DAYS, "when": When()}, "eos1", "EventPostponed"),
        ({"status": Status.CANCELLED}, "eos6", "EventCancelled"),
        ({"status": Status.HELD}, "eos5", "EventScheduled"),
        ({"status": Status.LAPSED}, "eos2", None),
    ],
)
def test_codes_follow_the_table_of_the_house_plan(make, change, iptc, schema):
    event = row(make, **change).event
    assert codes.iptc(event) == iptc
    assert codes.schema_org(event) == (schema and f"https://schema.org/{schema}")


def change(words="Hamburg meeting: speculative to confirmed", new="confirmed"):
    return Change("u1", "status", "speculative", new, dt.date(2017, 6, 29), NOW, "mention:a#0", words)


def feed(*entries):
    return etree.fromstring(atom.write("Changes", "https://t.example/changes.atom", entries, NOW))


def test_atom_entries():
    got = feed(atom.ChangeEntry(change(), "Hamburg meeting", "https://t.example/events/u1"))
    space = {"a": atom.ATOM}
    assert got.findtext("a:title", namespaces=space) == "Changes"
    assert got.findtext("a:entry/a:title", namespaces=space) == "Hamburg meeting: speculative to confirmed"
    assert got.findtext("a:entry/a:published", namespaces=space) == "2017-06-29T00:00:00+00:00"
    assert got.find("a:entry/a:link", space).get("href") == "https://t.example/events/u1"


def test_atom_identities_are_stable_and_differ():
    ids = [
        feed(atom.ChangeEntry(entry, "t", "u")).findtext("a:entry/a:id", namespaces={"a": atom.ATOM})
        for entry in (change(), change(), change(new="held"))
    ]
    assert ids[0] == ids[1] != ids[2]


def test_atom_survives_hostile_text_and_emptiness():
    got = feed(atom.ChangeEntry(change("a \x00 b \ud800 <script>"), "t", "u"))
    assert "<script>" in got.findtext("a:entry/a:content", namespaces={"a": atom.ATOM})
    assert feed().findtext("a:updated", namespaces={"a": atom.ATOM}) == "2017-07-01T12:00:00+00:00"
