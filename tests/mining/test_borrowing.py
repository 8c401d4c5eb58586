from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from tracker.domain import Evidence, Kind, Place, Precision, Status, When
from tracker.mining.borrowing import borrow
from tracker.mining.model import Draft, Outlook, Party, Told

XI = Party(0, 0, ("CN",), "xi-jinping", "Xi Jinping", "head-of-state")
MACRON = Party(2, 2, ("FR",), "emmanuel-macron", "Emmanuel Macron", "head-of-state")
BIDEN = Party(2, 2, ("US",), "joe-biden", "Joe Biden", "head-of-state")
THREE_DAYS = When(dt.date(2024, 5, 20), dt.date(2024, 5, 22), Precision.DAYS)
JUNE = When(dt.date(2024, 6, 1), dt.date(2024, 6, 30), Precision.MONTH)


def told(kind, parties, when=None, *, country=None, **fields):
    at = fields.pop("at", 0)
    draft = Draft(
        0, kind, Outlook(fields.pop("status", Status.CONFIRMED)), parties, Place(country=country), (), Evidence(at, at + 9, "q"), **fields
    )
    return Told(draft, when or When(), (draft.evidence,))


VISIT = told(Kind.VISIT, (XI,), THREE_DAYS, country="FR", visited="FR")
SUMMIT = told(Kind.SUMMIT, (), THREE_DAYS, series="G20", at=100)


def window(item, *others):
    when = borrow(item, [item, *others]).when
    return (str(when.earliest), str(when.latest), when.precision) if when.known else None


def test_a_meeting_on_a_visit_is_on_some_day_of_it():
    assert window(told(Kind.MEETING, (XI, MACRON)), VISIT) == ("2024-05-20", "2024-05-22", Precision.OPEN)


def test_a_meeting_with_a_third_party_is_on_the_only_visit_that_is_told():
    assert window(told(Kind.MEETING, (XI, BIDEN)), VISIT) == ("2024-05-20", "2024-05-22", Precision.OPEN)
    elsewhere = told(Kind.VISIT, (XI,), JUNE, country="RS", visited="RS")
    assert window(told(Kind.MEETING, (XI, BIDEN)), VISIT, elsewhere) is None


def test_an_encounter_on_a_visit_is_where_the_visit_is():
    assert borrow(told(Kind.MEETING, (XI, MACRON)), [VISIT]).draft.place.country == "FR"
    later = told(Kind.MEETING, (XI, MACRON), JUNE)
    assert borrow(later, [later, VISIT]).draft.place.country is None


@pytest.mark.parametrize(
    ("item", "visit"),
    [
        (told(Kind.MEETING, (XI, MACRON), country="CN"), VISIT),  # elsewhere
        (told(Kind.MEETING, (BIDEN, MACRON)), VISIT),  # without the traveller
        (told(Kind.MEETING, (XI, MACRON), status=Status.CANCELLED), VISIT),
        (told(Kind.MEETING, (XI, MACRON)), replace(VISIT, draft=replace(VISIT.draft, outlook=Outlook(Status.POSTPONED)))),
        (told(Kind.CALL, (XI, MACRON)), VISIT),
    ],
)
def test_other_encounters_borrow_nothing_from_it(item, visit):
    assert window(item, visit) is None


def test_of_two_visits_none_can_be_chosen():
    assert window(told(Kind.MEETING, (XI, MACRON)), VISIT, replace(VISIT, when=JUNE)) is None


def test_a_window_of_its_own_stays():
    item = told(Kind.MEETING, (XI, MACRON), JUNE)
    assert borrow(item, [item, VISIT]) is item


def test_what_is_beside_a_summit_falls_within_its_days():
    assert window(told(Kind.MEETING, (XI, BIDEN), series="G20"), SUMMIT) == ("2024-05-20", "2024-05-22", Precision.OPEN)
    assert window(told(Kind.MEETING, (XI, BIDEN), series="APEC"), SUMMIT) is None


@pytest.mark.parametrize(("days", "day"), [(1, "2024-05-23"), (-1, "2024-05-19"), (-2, "2024-05-18")])
def test_days_are_counted_from_the_edge_of_another_event(days, day):
    assert window(told(Kind.MEETING, (XI, BIDEN), counted=(days, 105)), SUMMIT) == (day, day, Precision.DAY)


def test_nothing_is_counted_from_a_month():
    assert window(told(Kind.MEETING, (XI, BIDEN), counted=(1, 105)), replace(SUMMIT, when=JUNE)) is None


def test_an_encounter_of_a_traveller_falls_within_the_window_of_all_journeys():
    week = replace(THREE_DAYS, words="this week")
    region = told(Kind.VISIT, (XI,), week)
    leg = told(Kind.VISIT, (XI,), week, country="RS", visited="RS")
    meeting = told(Kind.MEETING, (XI, BIDEN))
    assert window(meeting, region, leg) == ("2024-05-20", "2024-05-22", Precision.OPEN)
    assert window(told(Kind.MEETING, (XI, BIDEN), country="CN"), region) is None, "that is at home"
    other = told(Kind.VISIT, (XI,), JUNE, country="FR", visited="FR")
    assert window(meeting, region, leg, other) is None
    leaving = When(dt.date(2024, 5, 20), dt.date(2024, 5, 20), Precision.DAY, "on Monday")
    assert window(meeting, replace(region, when=leaving)) is None, "only the day of leaving is told"


FORUM = {"country": "FR", "series": "ASEM", "attended": True}
DATED = replace(VISIT, when=replace(THREE_DAYS, words="May 20-22"))


def test_a_gathering_that_the_traveller_attends_in_the_visited_country_is_on_some_day_of_the_visit():
    assert window(told(Kind.CONFERENCE, (XI,), **FORUM), DATED) == ("2024-05-20", "2024-05-22", Precision.OPEN)
    assert window(told(Kind.CONFERENCE, (XI,), **FORUM), VISIT) is None, "no day is told, only that the visit is under way"


@pytest.mark.parametrize("changed", [{"country": "RS"}, {"country": None}, {"attended": False}, {"parties": (BIDEN,)}])
def test_a_gathering_elsewhere_or_of_others_is_not(changed):
    fields = {"parties": (XI,), **FORUM, **changed}
    assert window(told(Kind.CONFERENCE, **fields), DATED) is None


def test_an_undated_leg_takes_the_days_of_its_journey():
    leg = told(Kind.VISIT, (XI,), country="RS", visited="RS", journey=(7,))
    assert window(leg, replace(VISIT, draft=replace(VISIT.draft, journey=(7,)))) == ("2024-05-20", "2024-05-22", Precision.DAYS)
    assert window(leg, replace(VISIT, draft=replace(VISIT.draft, journey=(8,)))) is None
