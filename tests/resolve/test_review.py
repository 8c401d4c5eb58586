"""The findings of the review queue and their order."""

from __future__ import annotations

import datetime as dt

import pytest

from tracker.domain import Event, Kind, Participant, Place, Precision, Status, When
from tracker.resolve.importance import Why
from tracker.resolve.review import Finding, closing, conflicts, contradictions, distant, duplicate, kilometres, queue

WARSAW = Place("Warsaw", "PL", latitude=52.23, longitude=21.01)
BERLIN = Place("Berlin", "DE", latitude=52.52, longitude=13.40)
POTSDAM = Place("Potsdam", "DE", latitude=52.40, longitude=13.06)
SEOUL = Place("Seoul", "KR", latitude=37.57, longitude=126.98)
DAY = dt.date(2023, 3, 24)
BIDEN = Participant("joe-biden", "Joe Biden", "US")


def event(uid, place=WARSAW, first=DAY, last=None, **fields):
    precision = fields.pop("precision", Precision.DAY if last in (None, first) else Precision.DAYS)
    whole = {"kind": Kind.VISIT, "title": uid, "status": Status.CONFIRMED, "participants": (BIDEN,), **fields}
    return Event(uid=uid, when=When(first, last or first, precision) if first else When(), place=place, **whole)


def found(*events):
    return {(finding.event.uid, finding.other.uid) for finding in conflicts(events)}


def test_one_leader_on_one_day_in_two_distant_cities_is_told_from_both_sides():
    assert found(event("a"), event("b", SEOUL)) == {("a", "b"), ("b", "a")}
    finding = next(conflicts([event("a"), event("b", SEOUL)]))
    assert (finding.why, finding.words) == (Why.CONFLICT, "Joe Biden would be in Warsaw and in Seoul on 24 March 2023")


@pytest.mark.parametrize(
    "other",
    [
        event("b", SEOUL, DAY + dt.timedelta(1)),
        event("b", SEOUL, DAY, DAY + dt.timedelta(2)),
        event("b", SEOUL, precision=Precision.OPEN),
        event("b", SEOUL, status=Status.CANCELLED),
        event("b", SEOUL, participants=(Participant("jill-biden", "Jill Biden", "US"),)),
        event("b", Place(country="KR")),
        event("b", Place("Gdańsk", "PL", latitude=54.35, longitude=18.65)),
    ],
    ids=["next day", "a trip of days", "a window", "called off", "another person", "no city", "a near city"],
)
def test_what_is_no_conflict(other):
    assert found(event("a"), other) == set()


def test_a_conflict_of_a_whole_delegation_is_told_once():
    both = (BIDEN, Participant("antony-blinken", "Antony Blinken", "US"))
    findings = list(conflicts([event("a", participants=both), event("b", SEOUL, participants=both)]))
    assert len(findings) == 2
    assert findings[0].words.startswith("Joe Biden, Antony Blinken would be")


@pytest.mark.parametrize(
    ("one", "other", "far"),
    [
        (WARSAW, BERLIN, True),
        (BERLIN, POTSDAM, False),
        (Place("X", "PL"), BERLIN, True),
        (Place("X", "DE"), BERLIN, False),
        (Place("X"), BERLIN, False),
    ],
)
def test_distance_by_coordinates_or_else_by_country(one, other, far):
    assert distant(one, other) is far


def test_kilometres_are_those_of_the_globe():
    assert kilometres(WARSAW, BERLIN) == pytest.approx(517, abs=5)
    assert kilometres(WARSAW, WARSAW) == 0


def test_parties_and_sources_that_contradict():
    disputed = event("a", disputed=True, party_status=(("CN", Status.CANCELLED), ("RU", Status.POSTPONED)))
    edited = event("b", source_claims=(("place", {"city": "Moscow"}),))
    assert [finding.words for finding in contradictions([disputed, edited, event("c")])] == [
        "its parties contradict each other: China says it is cancelled, Russia says it is postponed",
        "sources now say Moscow (the analyst: Warsaw, Poland)",
    ]


@pytest.mark.parametrize(
    ("last", "status", "told"),
    [
        (dt.date(2023, 3, 20), Status.SPECULATIVE, True),
        (dt.date(2023, 3, 27), Status.SPECULATIVE, True),
        (dt.date(2023, 3, 28), Status.SPECULATIVE, False),
        (dt.date(2023, 3, 19), Status.SPECULATIVE, False),
        (dt.date(2023, 3, 24), Status.CONFIRMED, False),
    ],
)
def test_windows_about_to_close_without_confirmation(last, status, told):
    one = event("a", first=dt.date(2023, 3, 1), last=last, status=status, precision=Precision.MONTH)
    assert bool(list(closing([one], dt.date(2023, 3, 20)))) is told


def test_an_undated_wish_does_not_close():
    assert list(closing([event("a", first=None, status=Status.SPECULATIVE)], DAY)) == []


def test_the_queue_has_each_event_once_with_its_weightiest_reason_first():
    new, old = event("new"), event("old", first=DAY + dt.timedelta(1))
    items = queue(
        [
            Finding(new, Why.NEW, "new"),
            Finding(old, Why.CHANGED, "changed"),
            duplicate(new, old, ["the same two people"]),
            Finding(old, Why.CLOSING, "closing"),
        ],
        DAY,
    )
    assert [(item.event.uid, item.why, len(item.findings)) for item in items] == [("new", Why.DUPLICATE, 2), ("old", Why.CLOSING, 2)]
    assert items[0].findings[0].words == "may be double (the same two people):"


def order(*findings):
    return [item.event.uid for item in queue(findings, DAY)]


def test_of_equal_importance_what_is_nearest_comes_first():
    late, undated = event("late", first=DAY + dt.timedelta(3)), event("undated", first=None)
    assert order(*(Finding(one, Why.NEW, "") for one in (undated, late, event("soon")))) == ["soon", "late", "undated"]


def test_of_a_window_the_middle_of_what_is_left_counts():
    year = event("some time this year", first=DAY - dt.timedelta(80), last=DAY + dt.timedelta(280), precision=Precision.YEAR)
    almost_over = event("almost over", first=DAY - dt.timedelta(80), last=DAY + dt.timedelta(5), precision=Precision.SEASON)
    soon = event("soon", first=DAY + dt.timedelta(6))
    found = order(*(Finding(one, Why.NEW, "") for one in (year, almost_over, soon)))
    assert found == ["soon", "almost over", "some time this year"]


def test_what_several_tell_comes_before_what_one_tells():
    assert order(Finding(event("few"), Why.NEW, ""), Finding(event("told", origins=3), Why.NEW, "")) == ["told", "few"]


def test_what_is_announced_comes_before_a_rumour():
    rumour = event("a rumour", status=Status.SPECULATIVE)
    assert order(Finding(rumour, Why.NEW, ""), Finding(event("announced"), Why.NEW, "")) == ["announced", "a rumour"]


def test_heads_of_state_come_before_their_envoys():
    envoys = event("envoys", participants=tuple(Participant(name, name, "US", "special-envoy") for name in "ab"))
    heads = event("heads", participants=tuple(Participant(name, name, "US", "head-of-state") for name in "cd"))
    nobody = event("nobody", participants=())
    summit = event("summit", kind=Kind.SUMMIT, participants=())
    found = order(*(Finding(one, Why.NEW, "") for one in (nobody, envoys, summit, heads)))
    assert found == ["heads", "summit", "envoys", "nobody"]


def test_what_is_new_and_near_comes_before_what_changed_of_the_past():
    long_ago, lately = event("long ago", first=DAY - dt.timedelta(2000)), event("lately", first=DAY - dt.timedelta(2))
    new, far = event("new", first=DAY + dt.timedelta(40)), event("far", first=DAY + dt.timedelta(700))
    findings = [
        Finding(long_ago, Why.CONTRADICTION, ""),
        Finding(lately, Why.CHANGED, ""),
        Finding(far, Why.NEW, ""),
        Finding(new, Why.NEW, ""),
    ]
    assert order(*findings) == ["new", "lately", "far", "long ago"]


def test_of_equally_near_ones_what_cannot_be_true_comes_first():
    findings = [Finding(event(why.value), why, "") for why in reversed(Why)]
    assert order(*findings) == ["conflict", "contradiction", "duplicate", "closing", "changed", "new"]


def test_what_is_long_over_comes_last_and_the_latest_of_it_first():
    ahead, undated = event("ahead", first=DAY + dt.timedelta(40)), event("undated", first=None)
    days = {"long ago": 900, "last year": 300, "last month": 20, "lately": 2}
    over = [event(name, first=DAY - dt.timedelta(past)) for name, past in days.items()]
    assert order(*(Finding(one, Why.NEW, "") for one in (*over, undated, ahead))) == [
        "ahead",
        "lately",
        "undated",
        "last month",
        "last year",
        "long ago",
    ]
