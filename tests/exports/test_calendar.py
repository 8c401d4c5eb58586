import datetime as dt
from dataclasses import replace

import icalendar
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.exports.conftest import DAYS, PLAIN, window
from tracker.domain import Place, Precision, Status, When
from tracker.exports import calendar
from tracker.exports.folding import FOLD
from tracker.exports.model import Exported


def parsed(export, **options):
    return icalendar.Calendar.from_ical(b"".join(calendar.write(export, **options)))


def events(export, **options):
    return list(parsed(export, **options).walk("VEVENT"))


def test_the_calendar_names_itself_and_says_when_to_come_back(make):
    got = parsed(make({}, title="Leader: Vladimir Putin"))
    assert (got["X-WR-CALNAME"], got["NAME"], got["METHOD"], got["VERSION"]) == (
        "Leader: Vladimir Putin",
        "Leader: Vladimir Putin",
        "PUBLISH",
        "2.0",
    )
    assert got["REFRESH-INTERVAL"].dt == dt.timedelta(hours=6)
    assert got["X-PUBLISHED-TTL"] == "PT6H"


def test_an_exact_event_has_every_property(make):
    (event,) = events(make({}))
    assert event["UID"] == "u1@diplomatic-event-tracker"
    assert event["SEQUENCE"] == 2
    assert event["DTSTAMP"].dt == dt.datetime(2017, 6, 29, tzinfo=dt.UTC)
    assert (event["DTSTART"].dt, event["DTEND"].dt) == (dt.date(2017, 7, 7), dt.date(2017, 7, 9))
    assert event["DTSTART"].params["VALUE"] == "DATE"
    assert event["STATUS"] == "CONFIRMED"
    assert event["GEO"].to_ical() == "53.55;9.99"
    assert event["LOCATION"] == "Hamburg, Germany"
    assert event["URL"] == "https://t.example/events/u1"
    assert event["CATEGORIES"].cats == ["meeting", "confirmed", "G20"]
    assert event["TRANSP"] == "OPAQUE"
    assert "When: 7–8 July 2017" in event["DESCRIPTION"]
    assert '"the two will meet in Hamburg" - Reuters' in event["DESCRIPTION"]


@pytest.mark.parametrize(
    ("status", "parties", "code", "mark"),
    [
        (Status.SPECULATIVE, (), "TENTATIVE", "[speculative] "),
        (Status.CONFIRMED, (), "CONFIRMED", ""),
        (Status.CONFIRMED, (("US", Status.CONFIRMED), ("RU", Status.SPECULATIVE)), "TENTATIVE", ""),
        (Status.CONFIRMED, (("US", Status.CONFIRMED), ("RU", Status.CONFIRMED)), "CONFIRMED", ""),
        (Status.POSTPONED, (), "CANCELLED", "[postponed] "),
        (Status.CANCELLED, (), "CANCELLED", "[cancelled] "),
        (Status.HELD, (), "CONFIRMED", "[held] "),
        (Status.LAPSED, (), "TENTATIVE", "[lapsed] "),
    ],
)
def test_status(make, status, parties, code, mark):
    (event,) = events(make({"status": status, "party_status": parties}))
    assert event["STATUS"] == code
    assert event["SUMMARY"] == f"{mark}Trump-Putin meeting"


def test_places_and_parties_are_told_by_their_names(make):
    (event,) = events(make({"party_status": (("DE", Status.CONFIRMED),), "countries": ("RU", "US", "DE")}))
    for told in ("Where: Hamburg, Germany.", "Who: Donald Trump, Vladimir Putin, Germany.", "What they say: Germany confirms it."):
        assert told in event["DESCRIPTION"].split("\n")


def test_cancelled_events_can_be_dropped(make):
    export = make({"status": Status.CANCELLED}, {"status": Status.POSTPONED}, {})
    assert [event["UID"][:2] for event in events(export, keep_cancelled=False)] == ["u3"]


def test_a_short_window_stands_whole_and_blocks_nobody(make):
    (event,) = events(make({"when": window("2017-07-03", "2017-07-09", Precision.WEEK, words="next week")}))
    assert (event["DTSTART"].dt, event["DTEND"].dt) == (dt.date(2017, 7, 3), dt.date(2017, 7, 10))
    assert event["TRANSP"] == "TRANSPARENT"
    assert 'In the words of the source: "next week".' in event["DESCRIPTION"]


def test_a_long_window_stands_on_its_first_day_and_says_until_when(make):
    (event,) = events(make({"when": window("2017-04-27", "2017-05-31"), "status": Status.SPECULATIVE}))
    assert (event["DTSTART"].dt, event["DTEND"].dt) == (dt.date(2017, 4, 27), dt.date(2017, 4, 28))
    assert event["SUMMARY"] == "[speculative] Trump-Putin meeting (some time until 31 May 2017)"


def test_an_event_without_date_is_left_out(make):
    assert [event["UID"][:2] for event in events(make({"when": When()}, {}))] == ["u2"]


def test_a_moved_event_keeps_its_uid_and_raises_its_sequence(make):
    before, after = (
        events(make({"when": when, "sequence": n}))[0] for n, when in ((2, DAYS), (3, window("2017-07-09", "2017-07-09", Precision.DAY)))
    )
    assert before["UID"] == after["UID"]
    assert after["SEQUENCE"] == before["SEQUENCE"] + 1


def test_what_is_postponed_to_another_day_stands_there(make):
    """Cancelled it would be where it was postponed and nobody says until when."""
    later = window("2017-07-09", "2017-07-09", Precision.DAY)
    export = make({"status": Status.POSTPONED, "previous": DAYS, "when": later})
    (event,) = events(export, keep_cancelled=False)
    assert (event["SUMMARY"], event["STATUS"], event["TRANSP"]) == ("[moved] Trump-Putin meeting", "CONFIRMED", "OPAQUE")
    assert "Moved from: 7–8 July 2017." in event["DESCRIPTION"].split("\n")


@pytest.mark.parametrize(
    "title", ["Line\r\nEND:VCALENDAR", "bell \x07 null \x00", "lone \ud800 surrogate", "commas, semicolons; and \\ backslashes", "é" * 200]
)
def test_hostile_text_costs_nothing(make, title):
    got = events(make({"title": title, "quote": title, "place": Place(region=title)}, {}))
    assert len(got) == 2
    assert "\r" not in got[0]["SUMMARY"]
    assert got[1]["SUMMARY"] == PLAIN.title


def test_it_is_streamed(make):
    pieces = calendar.write(make(*[{}] * 50))
    assert next(pieces).startswith(b"BEGIN:VCALENDAR")
    assert next(pieces).startswith(b"BEGIN:VEVENT")


SOME = st.text(st.characters(exclude_categories=["Cs"]), max_size=120)
PLACES = st.builds(Place, city=SOME, country=st.sampled_from(["DE", None]), latitude=st.none() | st.floats(-90, 90), longitude=st.just(9.5))


@given(title=SOME, quote=SOME, place=PLACES, status=st.sampled_from(Status), sequence=st.integers(0, 5000))
def test_an_entry_is_the_one_that_the_library_writes(title, quote, place, status, sequence):
    """Read by the library and written by it again, an entry stays what it is: its lines, their order, their breaks."""
    event = replace(PLAIN, title=title, quote=quote, place=place, status=status, sequence=sequence)
    written = calendar.entry(Exported(event, "https://t.example/events/u1"))
    again = icalendar.Event.from_ical(written).to_ical()
    assert again.replace(FOLD, b"") == written.replace(FOLD, b"")
