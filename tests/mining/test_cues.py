"""Chains of cues before a trigger, nearest first, and what they make of it together."""

from __future__ import annotations

import pytest

from tests.mining.stage import stage
from tracker.domain import Status
from tracker.mining.cues import EFFECTS, ORDER

LEAD = "Xi Jinping {} meet Vladimir Putin in Astana on Friday."


def outlook(words, text=LEAD):
    found = stage(text.format(words))
    at = found.at("meet")
    chain, _ = found.cues.chain(at)
    return found.cues.weigh(chain) if chain else None


@pytest.mark.parametrize(
    ("words", "status", "rules"),
    [
        ("will", Status.CONFIRMED, ("settled:will",)),
        ("is to", Status.CONFIRMED, ("settled:is to",)),
        ("is expected to", Status.SPECULATIVE, ("expected:expected to",)),
        ("may", Status.SPECULATIVE, ("possible:may",)),
        ("will reportedly", Status.SPECULATIVE, None),
        ("would like to", Status.SPECULATIVE, ("wished:hopes to",)),
        ("hopes to", Status.SPECULATIVE, ("wished:hopes to",)),
        ("plans to", Status.CONFIRMED, ("intended:plans to",)),
        ("agreed to", Status.CONFIRMED, ("agreed:agrees to",)),
        ("offered to", Status.SPECULATIVE, ("offered:offers to",)),
        ("is scheduled to", Status.CONFIRMED, ("settled:scheduled to",)),
        ("is due to", Status.CONFIRMED, ("settled:due to",)),
        ("will also", Status.CONFIRMED, ("settled:will",)),
        ("will then", Status.CONFIRMED, ("settled:will",)),
    ],
)
def test_the_strongest_cue_decides(words, status, rules):
    found = outlook(words)
    assert found.status is status
    assert rules is None or found.rules == rules


@pytest.mark.parametrize(
    "words", ["will not", "won't", "refuses to", "is not expected to", "does not plan to", "declined to", "will never", "has no plans to"]
)
def test_negation_denies(words):
    found = outlook(words)
    assert found.status is None
    assert found.denied


@pytest.mark.parametrize(
    "text", ["If Xi Jinping {} meet Vladimir Putin, markets will rise.", "Unless Xi Jinping {} meet Vladimir Putin, markets will fall."]
)
def test_a_condition_is_no_plan(text):
    found = outlook("will", text)
    assert found.status is None
    assert "condition" in found.rules


def test_a_rumour_makes_it_uncertain():
    assert outlook("will", "Speculation is mounting that Xi Jinping {} meet Vladimir Putin.").status is Status.SPECULATIVE


def test_without_a_cue_there_is_no_chain():
    found = stage("Xi Jinping will meet Vladimir Putin in Astana.")
    assert found.cues.chain(found.at("vladimir putin") + 2)[0] == []


def test_every_effect_has_a_place_in_the_order():
    assert set(ORDER) == set(EFFECTS)


@pytest.mark.parametrize(
    ("weaker", "stronger"),
    [("settled", "expected"), ("settled", "possible"), ("possible", "denied"), ("agreed", "postponed"), ("postponed", "cancelled")],
)
def test_the_order_of_effects(weaker, stronger):
    assert ORDER.index(weaker) < ORDER.index(stronger)


@pytest.mark.parametrize(
    ("text", "be"), [("Xi is now ready; he will meet Vladimir Putin.", True), ("Xi's envoys will meet Vladimir Putin.", False)]
)
def test_the_possessive_is_no_verb(text, be):
    found = stage(text)
    assert found.cues.is_be(1) is be
