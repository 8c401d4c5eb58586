"""Fields as JSON, changes as phrases, days as lines."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from tracker.domain import Anchor, Change, Event, EventLink, Kind, LinkKind, Participant, Place, Precision, Review, Status, When
from tracker.resolve.fields import SETTABLE, FieldError, field_json, from_json, to_json
from tracker.resolve.words import line, phrase

JOE = Participant("joe-biden", "Joe Biden", "US")
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
        ({"countries": ("CN", "RU", "US")}, "with the United States"),
        ({"countries": ("CN",)}, "without Russia"),
        ({"kind": Kind.TALKS}, "visit became talks"),
        ({"title": "State visit"}, "now called “State visit”"),
        ({"disputed": True}, "its parties contradict each other"),
        ({"review": Review.REJECTED}, "rejected by an analyst"),
        ({"links": (EventLink(LinkKind.PART_OF, "x"),)}, "part of another event"),
        (
            {"links": (EventLink(LinkKind.AROUND, "x"), EventLink(LinkKind.AROUND, "y"), EventLink(LinkKind.ALTERNATIVE_OF, "z"))},
            "around 2 other events, an alternative to another event",
        ),
        ({"links": (EventLink(LinkKind.REPLACES, "x"),)}, "another event merged into it"),
        (
            {"source_claims": (("place", {"city": "Sochi", "country": "RU"}),)},
            "sources now say Sochi, Russia (the analyst: Moscow, Russia)",
        ),
        (
            {"source_claims": (("kind", "call"), ("status", "held"))},
            "sources now say call (the analyst: visit) and held (the analyst: confirmed)",
        ),
        (
            {"party_status": (("CN", Status.CANCELLED), ("RU", Status.POSTPONED))},
            "China says it is cancelled; Russia says it is postponed",
        ),
        ({"party_status": (("CN", Status.CONFIRMED), ("US", Status.CONFIRMED))}, "China and the United States confirm it"),
        ({"party_status": (("CN", Status.SPECULATIVE),)}, "China calls it possible"),
        ({"attendance": (("xi-jinping", Status.SPECULATIVE),)}, "Xi Jinping may come"),
        (
            {"attendance": (("vladimir-putin", Status.CANCELLED), ("mary-roe", Status.CANCELLED))},
            "Vladimir Putin stays away and Mary Roe stays away",
        ),
    ],
)
def test_a_change_of_a_field_in_words(fields, words):
    assert changed(**fields) == words


def test_what_is_taken_back_in_words():
    def back(**fields):
        return phrase(next(iter(fields)), replace(EVENT, **fields), EVENT)

    assert back(disputed=True) == "its parties agree again"
    assert back(review=Review.ACCEPTED) == "back to how it was mined"
    assert back(links=(EventLink(LinkKind.REPLACES, "x"),)) == "another event no longer merged into it"
    assert back(links=(EventLink(LinkKind.ALTERNATIVE_OF, "x"),)) == "no longer an alternative to another event"
    assert back(source_claims=(("kind", "call"),)) == "sources no longer say otherwise"
    assert back(party_status=(("US", Status.CONFIRMED),)) == "no longer the word of the United States"
    assert back(attendance=(("xi-jinping", Status.SPECULATIVE),)) == "nobody's coming is in doubt"


def test_only_what_a_party_says_anew_is_told():
    before = replace(EVENT, party_status=(("CN", Status.CONFIRMED),))
    after = replace(EVENT, party_status=(("CN", Status.CONFIRMED), ("RU", Status.SPECULATIVE)))
    assert phrase("party_status", before, after) == "Russia calls it possible"


def test_what_another_change_tells_is_not_told_twice():
    joined = replace(EVENT, participants=(XI, JOE), countries=("CN", "RU", "US"), attendance=(("joe-biden", Status.CONFIRMED),))
    assert phrase("participants", EVENT, joined) == "with Joe Biden"
    assert phrase("countries", EVENT, joined) == phrase("attendance", EVENT, joined) == ""
    spoken_for = replace(EVENT, participants=(XI, PUTIN))
    assert phrase("countries", EVENT, spoken_for) == "", "Russia was there before somebody spoke for it"


def test_a_first_date_and_a_first_place_replace_nothing():
    assert phrase("when", replace(EVENT, when=When()), EVENT) == "now 20–22 March 2023"
    assert phrase("place", replace(EVENT, place=Place()), EVENT) == "now Moscow, Russia"


G20 = Anchor("G20", "G20-2017", dt.date(2017, 7, 7), dt.date(2017, 7, 8), "Hamburg", "DE")


@pytest.mark.parametrize(
    ("relation", "words"),
    [(LinkKind.SIDELINE_OF, "on the sidelines of G20 (7–8 July 2017, Hamburg)"), (LinkKind.AROUND, "around G20 (7–8 July 2017, Hamburg)")],
)
def test_a_summit_beside_it(relation, words):
    beside = replace(EVENT, anchors=(replace(G20, relation=relation),))
    assert phrase("anchors", EVENT, beside) == words
    assert phrase("anchors", beside, EVENT) == "no longer beside a summit"


def test_beside_a_summit_whose_days_are_told_no_link_is_told():
    beside = replace(EVENT, anchors=(G20,), links=(EventLink(LinkKind.SIDELINE_OF, "g"), EventLink(LinkKind.ALTERNATIVE_OF, "a")))
    assert phrase("links", EVENT, beside) == "an alternative to another event"


def test_its_own_calendar_is_told_only_where_it_has_no_days_without_it():
    own = (replace(G20, relation=LinkKind.PART_OF),)
    vague = replace(EVENT, when=When(dt.date(2017, 7, 1), dt.date(2017, 7, 31), Precision.MONTH, "in July"))
    assert phrase("anchors", EVENT, replace(EVENT, anchors=own)) == phrase("anchors", replace(EVENT, anchors=own), EVENT) == ""
    assert phrase("anchors", vague, replace(vague, anchors=own)) == "by the calendar of G20 (7–8 July 2017, Hamburg)"


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
        ([change("one", "TASS"), change("one", "NPR"), change("two", "BBC")], "Visit: one; two; TASS, NPR and BBC, 17 March 2023"),
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
