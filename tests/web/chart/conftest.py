"""A frame, and events as short as a test needs them."""

import datetime as dt

import pytest

from tracker.domain import Event, Kind, Participant, Place, Precision, Status, When
from tracker.web.chart.frame import Frame


def day(text):
    return dt.date.fromisoformat(text)


@pytest.fixture
def frame():
    return Frame(day("2026-11-01"), day("2027-01-31"), day("2026-11-23"), width=1100, height=560)


@pytest.fixture
def make():
    """``make("e1", Status.CONFIRMED, "2026-12-01", "2026-12-03", Precision.DAYS, **fields)``."""

    def event(uid="e1", status=Status.CONFIRMED, first="2026-12-01", last=None, precision=None, **fields):
        start = day(first) if first else None
        end = day(last) if last else start
        grain = precision or (Precision.DAY if start == end else Precision.DAYS)
        people = (Participant("xi-jinping", "Xi Jinping", "CN"), Participant("vladimir-putin", "Vladimir Putin", "RU"))
        defaults = {
            "kind": Kind.MEETING,
            "title": "Xi and Putin",
            "when": When(start, end, grain, edtf=fields.pop("edtf", "")),
            "place": Place("Moscow", "RU"),
            "participants": people,
        }
        return Event(uid=uid, status=status, **(defaults | fields))

    return event
