from __future__ import annotations

import datetime as dt

import pytest

from tracker.domain import Article
from tracker.lexicon import load
from tracker.mining.leads import can_tell
from tracker.mining.reading import open_text

BASE = dt.date(2024, 5, 15)


def leads(text, *, past=False, **fields):
    opening = open_text(Article(key="a", text=text, published=BASE, **fields), BASE, load(), past=past)
    return opening is not None and can_tell(opening, load())


@pytest.mark.parametrize(
    "text",
    [
        "Xi Jinping will meet Vladimir Putin in Sochi on Friday.",
        "He will meet Vladimir Putin on Friday.",  # whoever he is
        "Modi and Xi spoke at length. The two leaders will meet in Beijing on Friday.",
        "Lavrov will arrive here on Friday.",  # wherever that is
        "The G20 summit will be held in Rio de Janeiro in November.",
        "The summit will open in Vienna on Friday.",  # of a series that another sentence may name
        "At a summit in Prague on Friday, 27 leaders will consider how to share the costs.",
        "Blinken has postponed a visit to Beijing.",
        "Macron, who is paying a visit to Berlin, called for calm.",
    ],
)
def test_what_can_be_an_event_by_itself_leads(text):
    assert leads(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "We will meet again.",
        "Nobody will visit.",
        "Xi Jinping will not meet Vladimir Putin.",
        "The visit to Paris by Xi Jinping will be remembered.",
        "The United States and Canada meet safety standards.",
        "The talks between Russia and China ended without result on Tuesday, the ministry said.",
        "Will Xi Jinping meet Vladimir Putin in Sochi on Friday?",
        "India will meet Pakistan in the cricket tournament on Friday.",
    ],
)
def test_what_only_adds_to_an_event_or_denies_one_leads_nowhere(text):
    assert not leads(text)


def test_a_headline_leads():
    assert leads("Nothing more is known.", title="Putin to visit Pyongyang next week")


def test_only_with_the_past_does_a_held_meeting_lead():
    text = "Xi Jinping met Vladimir Putin in Moscow on Tuesday."
    assert leads(text, past=True)
    assert not leads(text)
