from __future__ import annotations

import pytest

from tests.mining.stage import BASE, reading
from tracker.lexicon import load
from tracker.mining.pipeline import tell


def told(text):
    return [item for item in tell(reading(text), BASE, load()) if not item.draft.hint]


def legs(text):
    return [(item.draft.place.country, str(item.when.earliest)[5:]) for item in told(text)]


def meetings(text):
    return [("+".join(party.key for party in item.draft.parties[1:]), str(item.when.earliest)[5:]) for item in told(text)]


@pytest.mark.parametrize(
    ("text", "stations"),
    [
        ("Xi Jinping will visit Serbia on May 20 and Hungary on May 22.", [("RS", "05-20"), ("HU", "05-22")]),
        ("Xi Jinping will travel to Belgrade on Monday and to Budapest on Tuesday.", [("RS", "05-20"), ("HU", "05-21")]),
        ("Xi Jinping will visit Serbia on May 20 and Hungary the following day.", [("RS", "05-20"), ("HU", "05-21")]),
        ("Xi Jinping will visit Serbia and Hungary on May 20.", [("RS", "05-20"), ("HU", "05-20")]),
        ("Xi Jinping will visit Serbia on Monday and Tuesday.", [("RS", "05-20")]),
    ],
)
def test_legs_with_days_of_their_own(text, stations):
    assert legs(text) == stations


@pytest.mark.parametrize(
    ("text", "stations"),
    [
        (
            "Xi Jinping will meet Emmanuel Macron on Friday and Olaf Scholz on Saturday.",
            [("emmanuel-macron", "05-17"), ("olaf-scholz", "05-18")],
        ),
        (
            "Xi Jinping will meet Emmanuel Macron in Paris on Friday and Olaf Scholz in Berlin.",
            [("emmanuel-macron", "05-17"), ("olaf-scholz", "05-17")],
        ),
        ("Xi Jinping will meet Emmanuel Macron and Olaf Scholz on Friday.", [("emmanuel-macron+olaf-scholz", "05-17")]),
        ("Xi Jinping will meet Emmanuel Macron in Paris on Friday.", [("emmanuel-macron", "05-17")]),
    ],
)
def test_meetings_with_days_or_places_of_their_own(text, stations):
    assert meetings(text) == stations
