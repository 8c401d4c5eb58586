"""What contradicts an analyst's word, and what only says it less exactly."""

from __future__ import annotations

import datetime as dt

import pytest

from tracker.domain import Kind, Participant, Place, Precision, Status, When
from tracker.resolve.contradiction import leaves_room, same

TWELFTH = When(dt.date(2027, 5, 12), dt.date(2027, 5, 12), Precision.DAY, "12 May")
MAY = When(dt.date(2027, 5, 1), dt.date(2027, 5, 31), Precision.MONTH, "in May")
JUNE = When(dt.date(2027, 6, 1), dt.date(2027, 6, 30), Precision.MONTH, "in June")
THREE_DAYS = When(dt.date(2027, 5, 11), dt.date(2027, 5, 13), Precision.DAYS, "11-13 May")
LIMA = Place("Lima", "PE")
BOLUARTE, XI = Participant("dina-boluarte", "Dina Boluarte", "PE"), Participant("xi-jinping", "Xi Jinping", "CN")


@pytest.mark.parametrize(
    ("field", "said", "own"),
    [
        ("place", Place(country="PE"), LIMA),
        ("place", Place(region="South America"), LIMA),
        ("place", Place(), LIMA),
        ("place", LIMA, Place("Lima", "PE", site="Government Palace", latitude=-12.05, longitude=-77.03)),
        ("when", MAY, TWELFTH),
        ("when", When(), TWELFTH),
        ("when", When(MAY.earliest, MAY.latest, Precision.OPEN, "by the end of May"), MAY),
        ("kind", Kind.TALKS, Kind.VISIT),
        ("participants", (XI,), (BOLUARTE, XI)),
        ("countries", ("CN",), ("PE", "CN")),
        ("series", None, "APEC"),
        ("title", "Xi-Boluarte meeting", "The handshake in Lima"),
    ],
)
def test_what_is_said_less_exactly_contradicts_nothing(field, said, own):
    assert leaves_room(field, said, own)


@pytest.mark.parametrize(
    ("field", "said", "own"),
    [
        ("place", LIMA, Place(country="PE")),
        ("place", Place("Cusco", "PE"), LIMA),
        ("place", Place(country="CL"), LIMA),
        ("when", TWELFTH, MAY),
        ("when", JUNE, TWELFTH),
        ("when", THREE_DAYS, TWELFTH),
        ("when", MAY, When()),
        ("kind", Kind.CALL, Kind.MEETING),
        ("kind", Kind.SUMMIT, Kind.VISIT),
        ("participants", (BOLUARTE, XI), (XI,)),
        ("countries", ("CL",), ("PE", "CN")),
        ("series", "BRICS", "APEC"),
        ("status", Status.HELD, Status.CONFIRMED),
    ],
)
def test_what_is_new_or_otherwise_does(field, said, own):
    assert not leaves_room(field, said, own)


def test_other_words_for_the_same_days_are_the_same():
    assert same("when", MAY, When(MAY.earliest, MAY.latest, Precision.MONTH, "next month"))
    assert not same("when", MAY, TWELFTH)
    assert not same("place", Place(country="PE"), LIMA)
