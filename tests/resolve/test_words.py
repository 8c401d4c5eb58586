"""Fields as JSON, changes as phrases, days as lines."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from tracker.domain import Anchor, Change, Event, EventLink, Kind, LinkKind, Participant, Place, Precision, Review, Status, When
from tracker.resolve.fields import SETTABLE, FieldError, field_json, from_json, to_json
from tracker.resolve.words import line, phrase

XI, PUTIN = Participant("xi-jinping", "Xi Jinping", "CN"), Participant("vladimir-putin", "Vladimir Putin", "RU")
DAYS = When(dt.date(2023, 3, 20), dt.date(2023, 3, 22), Precision.DAYS, "20-22 March", "2023-03-20/2023-03-22")
EVENT = Event("e", Kind.VISIT, "Visit", Status.CONFIRMED, DAYS, Place("Moscow", "RU"), (XI,), ("CN", "RU"), mentions=(("a", 0), ("b", 0)))


def changed(**fields):
    return phrase(next(iter(fields)), EVENT, replace(EVENT, **fields))


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"status": Status.CANCELLED}, "confirmed to cancelled, 20–22 March 2023"),
        ({"when": When(dt.date(2023, 4, 3), dt.date(2023, 4, 3), Precision.DAY)}, "now 3 April 2023, was 20–22 March 2023"),
        ({"place": Place("Kazan", "RU")}, "now Kazan, Russia, was Moscow, Russia"),
        ({"participants": (XI, PUTIN)}, "with Vladimir Putin"),
        ({"participants": (PUTIN,)}, "with Vladimir Putin, without Xi Jinping"),
        ({"participants": ()}, "without Xi Jinping"),
        ({"countries": ("CN", "RU", "BY", "KZ")}, "with Belarus and Kazakhstan"),
        ({"countries": ("RU", "CN")}, "in another order"),
        ({"kind": Kind.TALKS}, "visit became talks"),
        ({"title": "State visit"}, "now called “State visit”"),
        ({"disputed": True}, "its parties contradict each other"),
        ({"review": Review.REJECTED}, "rejected by an analyst"),
        ({"links": (EventLink(LinkKind.PART_OF, "x"),)}, "linked to 1 other event"),
        ({"links": (EventLink(LinkKind.PART_OF, "x"), EventLink(LinkKind.AROUND, "y"))}, "linked to 2 other events"),
        ({"links": (EventLink(LinkKind.REPLACES, "x"),)}, "1 other event merged into it"),
        (
            {"links": (EventLink(LinkKind.REPLACES, "x"), EventLink(LinkKind.AROUND, "y"))},
            "1 other event merged into it, linked to 1 other event",
        ),
        ({"source_claims": (("place", {}), ("when", {}))}, "sources now say otherwise of place and when"),
        ({"party_status": (("CN", Status.CANCELLED), ("RU", Status.POSTPONED))}, "China says cancelled and Russia says postponed"),
        ({"party_status": (("CN", Status.CONFIRMED), ("RU", Status.CONFIRMED))}, "China and Russia say confirmed"),
        ({"party_status": (("CN", Status.CONFIRMED),)}, "China says confirmed"),
    ],
)
def test_a_change_of_a_field_in_words(fields, words):
    assert changed(**fields) == words


def test_what_is_taken_back_in_words():
    assert phrase("disputed", replace(EVENT, disputed=True), EVENT) == "its parties agree again"
    assert phrase("review", replace(EVENT, review=Review.ACCEPTED), EVENT) == "back to how it was mined"
    assert phrase("links", replace(EVENT, links=(EventLink(LinkKind.REPLACES, "x"),)), EVENT) == "1 other event no longer merged into it"
    assert phrase("links", replace(EVENT, links=(EventLink(LinkKind.AROUND, "x"),)), EVENT) == "no longer linked to another event"
    assert phrase("source_claims", replace(EVENT, source_claims=(("when", {}),)), EVENT) == "no open claim"
    assert phrase("party_status", replace(EVENT, party_status=(("CN", Status.CONFIRMED),)), EVENT) == "no party speaks for itself"


def test_a_first_date_and_a_first_place_replace_nothing():
    assert phrase("when", replace(EVENT, when=When()), EVENT) == "now 20–22 March 2023"
    assert phrase("place", replace(EVENT, place=Place()), EVENT) == "now Moscow, Russia"


def test_a_summit_beside_it():
    beside = replace(EVENT, anchors=(Anchor("G20", "G20-2017", dt.date(2017, 7, 7), dt.date(2017, 7, 8), "Hamburg", "DE"),))
    assert phrase("anchors", EVENT, beside) == "beside G20, 7–8 July 2017, Hamburg"
    assert phrase("anchors", beside, EVENT) == "no longer beside a summit"


@pytest.mark.parametrize(
    ("mentions", "words"),
    [
        ((("a", 0),), "1 report withdrawn"),
        ((("a", 0), ("b", 0), ("c", 0), ("d", 0)), "2 more reports"),
        ((("c", 0),), "1 more report, 2 reports withdrawn"),
        ((("a", 0), ("b", 0), ("source:1", 0)), "an analyst added a source"),
    ],
)
def test_sources_that_come_and_go(mentions, words):
    assert phrase("sources", EVENT, replace(EVENT, mentions=mentions)) == words


def test_how_an_event_appears():
    assert phrase("event", None, EVENT) == "first told as confirmed, 20–22 March 2023, Moscow, Russia"
    assert phrase("event", None, replace(EVENT, place=Place(), when=When(words="soon"))) == "first told as confirmed, no date (soon)"


def change(words, outlet="", field="status"):
    return Change("e", field, None, None, dt.date(2023, 3, 17), dt.datetime(2023, 3, 17, tzinfo=dt.UTC), "time", words, outlet)


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ([change("lapsed")], "Visit: lapsed; 17 March 2023"),
        ([change("one", "TASS"), change("two", "TASS")], "Visit: one; two; TASS, 17 March 2023"),
        ([change("one", "TASS"), change("one", "NPR"), change("", "BBC")], "Visit: one; TASS, NPR and BBC, 17 March 2023"),
    ],
)
def test_a_line_joins_what_one_day_changed(changes, words):
    assert line("Visit", changes) == words


@pytest.mark.parametrize("field", SETTABLE)
def test_every_field_that_can_be_set_goes_to_json_and_back(field):
    assert from_json(field, field_json(EVENT, field)) == getattr(EVENT, field)


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("kind", "picnic"),
        ("status", 7),
        ("when", {"earliest": "tomorrow"}),
        ("participants", [{"name": "no key"}]),
        ("countries", "RU"),
        ("title", None),
    ],
)
def test_a_value_that_a_field_cannot_have_is_refused_by_name(field, value):
    with pytest.raises(FieldError) as refused:
        from_json(field, value)
    assert refused.value.field == field


def test_a_field_that_nobody_can_set_is_refused():
    with pytest.raises(FieldError, match="uid: is none of title, kind"):
        to_json("uid", "x")
