"""Who takes part in a gathering, as a single sentence tells it, and where they travel for it."""

from __future__ import annotations

import pytest

from tests.mining.stage import BASE, reading
from tracker.domain import Kind
from tracker.lexicon import load
from tracker.mining.telling import tell

GATHERINGS = {Kind.SUMMIT, Kind.CONFERENCE}


def gatherings(text):
    return [item.draft for item in tell(reading(text), BASE, load()) if item.draft.kind in GATHERINGS and not item.draft.hint]


@pytest.mark.parametrize(
    ("text", "people"),
    [
        ("Olaf Scholz will attend the G7 summit in Bari.", ["Olaf Scholz"]),
        ("Olaf Scholz will raise tariffs at the G7 summit in Bari next month.", ["Olaf Scholz"]),
        ("Tariffs will be raised by nobody at the G7 summit in Bari next month.", []),
        ("Officials prepare Olaf Scholz's appearance at the G7 summit in Bari next month.", ["Olaf Scholz"]),
        ("Officials prepare the G7 summit in Bari next month, says Olaf Scholz.", []),
        ("Olaf Scholz will lead the German delegation to the G7 summit in Bari next month.", ["Olaf Scholz"]),
        ("Olaf Scholz will meet Fumio Kishida at the G7 summit in Bari next month.", ["Olaf Scholz", "Fumio Kishida"]),
        ("Olaf Scholz spoke in Rome ahead of the G7 summit in Bari next month.", []),
    ],
)
def test_who_takes_part(text, people):
    (draft,) = gatherings(text)
    assert [party.name for party in draft.parties if party.person] == people


@pytest.mark.parametrize(
    ("text", "city"),
    [
        ("Olaf Scholz will travel to Prague to attend the NATO foreign ministerial.", "Prague"),
        ("Olaf Scholz will travel to Prague for the NATO summit.", "Prague"),
        ("Olaf Scholz will attend the NATO summit, before he travels to Prague.", None),
    ],
)
def test_where_they_travel_for_it(text, city):
    (draft,) = gatherings(text)
    assert draft.place.city == city


@pytest.mark.parametrize(
    ("text", "series"),
    [
        ("Olaf Scholz will go to two summits next week: the G20 in Bali and APEC in Bangkok.", ["G20", "APEC"]),
        ("Olaf Scholz will go to the G20 in Bali next week and speak about APEC.", ["G20"]),
    ],
)
def test_a_list_is_told_one_by_one(text, series):
    assert [draft.series for draft in gatherings(text)] == series
