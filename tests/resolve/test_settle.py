"""What an event is, given its claims: status, dates and place, from tests/cases/standing.toml; parties, anchors, quotes beside it."""

from __future__ import annotations

import datetime as dt
import tomllib
from dataclasses import replace
from pathlib import Path

import pytest

from tests.resolve.builders import claim, claims, place, when
from tracker.domain import EventLink, Kind, LinkKind, Status
from tracker.resolve.settle import Course, SummitDates, Surroundings, conclude, seen_under_way, settle_claims, stale_from

CASES = tomllib.loads((Path(__file__).parents[1] / "cases" / "standing.toml").read_text())["case"]
BOTH = {"people": ["xi-jinping:CN", "vladimir-putin:RU"], "countries": ["CN", "RU"]}


def settled(told, day, around=None):
    """What some claims amount to on a day."""
    return conclude(settle_claims("e", told, around or Surroundings()), day, Course(seen_under_way(told), stale_from(told)))


def event_of(*rows, day, **others):
    return settled(claims([{**BOTH, **row} for row in rows]), dt.date.fromisoformat(day), **others)


def days(window):
    return (window.earliest, window.latest)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_the_claims_of_the_case_amount_to_its_event(case):
    event = event_of(*case["claims"], day=case["day"])
    expected = {name: value for name, value in case.items() if name not in ("name", "day", "claims")}
    found = {
        "status": event.status,
        "announced": event.announced,
        "parties": dict(event.party_status),
        "comes": dict(event.attendance),
        "for_putin": event.status_of("vladimir-putin"),
        "disputed": event.disputed,
        "origins": event.origins,
        "when": days(event.when),
        "previous": event.previous and days(event.previous),
        "rivals": [days(rival) for rival in event.rivals],
        "place": (event.place.city, event.place.country),
    }
    if "rivals" in expected:
        expected["rivals"] = [days(when(rival)) for rival in expected["rivals"]]
    for name in ("when", "previous"):
        if name in expected:
            expected[name] = days(when(expected[name]))
    if "place" in expected:
        expected["place"] = (place(expected["place"]).city, place(expected["place"]).country)
    assert {name: found[name] for name in expected} == expected


MOVED = [{"known": "2023-03-13", "when": "2023-03-20"}, {"known": "2023-03-15", "when": "2023-04-03", "status": "postponed"}]


@pytest.mark.parametrize("again", [{}, {"when": "2023-04-03"}])
def test_what_moved_and_was_then_put_off_has_not_moved_to_where_it_stood(again):
    put_off = {"known": "2023-03-17", "status": "postponed", **again}
    assert event_of(*MOVED, day="2023-03-16").previous == when("2023-03-20")
    assert event_of(*MOVED, put_off, day="2023-03-18").previous is None
    renewed = event_of(*MOVED, put_off, {"known": "2023-03-18", "when": "2023-04-10", "status": "postponed"}, day="2023-03-18")
    assert (renewed.when, renewed.previous) == (when("2023-04-10"), when("2023-04-03"))


def test_people_are_those_whom_more_than_a_slip_names():
    rows = [{"known": "2023-03-17"}] * 12 + [{"known": "2023-03-17", "people": ["xi-jinping:CN", "joe-biden:US"]}]
    event = event_of(*rows, day="2023-03-18")
    assert [person.key for person in event.participants] == ["xi-jinping", "vladimir-putin"]


def test_of_few_claims_everybody_is_kept():
    rows = [{"known": "2023-03-17"}, {"known": "2023-03-17", "people": ["xi-jinping:CN", "sergei-lavrov:RU"]}]
    event = event_of(*rows, day="2023-03-18")
    assert [person.key for person in event.participants] == ["xi-jinping", "vladimir-putin", "sergei-lavrov"]


def test_a_meeting_beside_a_summit_stands_where_the_summit_is_and_follows_it():
    beside = {
        "known": "2017-04-27",
        "when": "2017-07-01..2017-07-31",
        "anchor": "G20-2017 2017-07-07/2017-07-08 Hamburg, DE",
        "place": "Hamburg, DE",
    }
    moved = Surroundings({"G20-2017": SummitDates(dt.date(2017, 9, 1), dt.date(2017, 9, 2), "Berlin", "DE")})
    before, after = event_of(beside, day="2017-05-01"), event_of(beside, day="2017-05-01", around=moved)
    assert before.shown == (dt.date(2017, 7, 7), dt.date(2017, 7, 8))
    assert after.shown == (dt.date(2017, 9, 1), dt.date(2017, 9, 2))
    assert (before.place.city, after.place.city) == ("Hamburg", "Berlin")
    assert before.when == after.when


def test_who_tells_it_only_around_a_summit_does_not_take_it_off_the_sidelines():
    hamburg = "G20-2017 2017-07-07/2017-07-08 Hamburg, DE"
    rows = [
        {"known": "2017-06-20", "around": hamburg},
        {"known": "2017-06-21", "anchor": hamburg},
        {"known": "2017-06-26", "around": hamburg},
    ]
    relations = [event_of(*rows[:count], day="2017-06-30").anchors[0].relation for count in (1, 2, 3)]
    assert relations == [LinkKind.AROUND, LinkKind.SIDELINE_OF, LinkKind.SIDELINE_OF]


def test_a_place_that_a_claim_gives_by_itself_does_not_follow_the_summit():
    beside = {"known": "2017-04-27", "anchor": "G20-2017 2017-07-07/2017-07-08 Hamburg, DE", "place": "Lübeck, DE"}
    moved = Surroundings({"G20-2017": SummitDates(dt.date(2017, 9, 1), dt.date(2017, 9, 2), "Berlin", "DE")})
    assert event_of(beside, day="2017-05-01", around=moved).place.city == "Lübeck"


def test_a_summit_does_not_hang_on_itself():
    summit = {
        "known": "2017-04-27",
        "kind": "summit",
        "series": "G20",
        "edition": "G20-2017",
        "anchor": "G20-2017 2017-07-07/2017-07-08 Hamburg, DE",
    }
    moved = Surroundings({"G20-2017": SummitDates(dt.date(2017, 9, 1), dt.date(2017, 9, 2), "Berlin", "DE")})
    event = event_of(summit, day="2017-05-01", around=moved)
    assert event.anchors[0].earliest == dt.date(2017, 7, 7)
    assert (event.series, event.edition) == ("G20", "G20-2017")


def test_links_lead_to_events_and_never_to_itself():
    around = Surroundings(linked=lambda _: [EventLink(LinkKind.ALTERNATIVE_OF, "other"), EventLink(LinkKind.AROUND, "e")])
    assert event_of({"known": "2017-04-27"}, day="2017-05-01", around=around).links == (EventLink(LinkKind.ALTERNATIVE_OF, "other"),)


def test_the_quote_is_the_latest_of_those_that_weigh_most_and_say_the_status():
    event = event_of(
        {"known": "2023-03-16", "outlet": "A", "sources": ["institution:Kremlin:RU"], "when": "2023-03-20/2023-03-22"},
        {"known": "2023-03-17", "outlet": "B"},
        {"known": "2023-03-18", "outlet": "C", "status": "speculative"},
        day="2023-03-18",
    )
    assert (event.outlet, event.attribution[0].name) == ("A", "Kremlin")
    assert "2023-03-20/2023-03-22" in event.quote


def test_the_kind_that_most_origins_tell():
    rows = [{"known": "2023-03-17", "kind": kind, "outlet": outlet} for kind, outlet in (("talks", "A"), ("visit", "B"), ("visit", "C"))]
    assert event_of(*rows, day="2023-03-18").kind is Kind.VISIT


def test_the_last_word_of_an_outlet_replaces_its_earlier_ones():
    rows = [{"known": "2023-03-17", "kind": kind, "outlet": "A"} for kind in ("talks", "talks", "talks", "visit")]
    assert event_of(*rows, day="2023-03-18").kind is Kind.VISIT


def test_claims_that_plan_and_reports_that_it_took_place_are_told_apart():
    event = event_of(
        {"known": "2023-03-17", "when": "2023-03-20"}, {"known": "2023-03-20", "when": "2023-03-20", "status": "held"}, day="2023-03-21"
    )
    assert (event.mentions, event.reports) == ((("article-0", 0),), (("article-1", 0),))
    assert event.status is Status.HELD


def test_titles_stay_while_the_event_stays():
    first = claim(known="2023-03-17", article="a", kind="visit", place="Moscow, RU", **BOTH)
    second = claim(known="2023-03-18", article="b", kind="visit", place="Moscow, RU", **BOTH)
    day = dt.date(2023, 3, 19)
    assert settled([first, second], day).title == first.mention.title


def test_a_record_gives_the_title_whatever_articles_call_it():
    rows = [
        {
            "known": "2017-01-02",
            "kind": "summit",
            "series": "G20",
            "when": "2017-07-07/2017-07-08",
            "place": ", DE",
            "rules": ["import.edition"],
        },
        {"known": "2017-06-29", "kind": "summit", "series": "G20", "when": "2017-07-03..2017-07-09", "place": "Hamburg, DE"},
    ]
    told = claims([{**BOTH, **row} for row in rows])
    named = [replace(one, mention=replace(one.mention, title=title)) for one, title in zip(told, ("The record", "The report"), strict=True)]
    assert settled(named, dt.date(2017, 6, 30)).title == "The record"
    assert settled(named[1:], dt.date(2017, 6, 30)).title == "The report"
