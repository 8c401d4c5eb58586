"""What a verb form alone says: past, present, progressive, infinitive, joined verbs."""

from __future__ import annotations

import pytest

from tests.mining.stage import stage
from tracker.domain import Status
from tracker.mining.model import Tag
from tracker.mining.outlook import VerbOutlook

OTHER = " Olaf Scholz will meet Donald Tusk on Friday."


def outlook(text, verb, *, title=False):
    found = stage(text + OTHER)
    at = next(index for index, node in enumerate(found.nodes) if node.low == verb and node.has(Tag.VERB))
    return VerbOutlook(found.cues, found.reports, title).read(at, found.nodes[at].get(Tag.VERB))


@pytest.mark.parametrize(
    ("text", "verb"),
    [
        ("Xi Jinping met Vladimir Putin in Moscow.", "met"),
        ("Xi Jinping visited Vladimir Putin in Moscow.", "visited"),
        ("Xi Jinping has met Vladimir Putin in Moscow.", "met"),
        ("Xi Jinping was the first to visit Moscow.", "visit"),
    ],
)
def test_the_past_tells_no_plan(text, verb):
    found = outlook(text, verb)
    assert found is None or not (found.status or found.underway)


@pytest.mark.parametrize(
    ("text", "verb"),
    [("Xi Jinping arrived in Moscow on Wednesday.", "arrived"), ("Xi Jinping left for Moscow on Wednesday.", "left")],
)
def test_setting_out_and_arriving_go_on(text, verb):
    found = outlook(text, verb)
    assert found.underway
    assert found.status is None


@pytest.mark.parametrize(
    ("text", "verb", "rule"),
    [
        ("Xi Jinping is meeting Vladimir Putin on Friday.", "meeting", "progressive"),
        ("Xi Jinping meets Vladimir Putin on Friday.", "meets", "present"),
        ("Xi Jinping travels to Moscow on Friday.", "travels", "present"),
    ],
)
def test_the_present_is_a_plan_only_beside_a_date(text, verb, rule):
    found = outlook(text, verb)
    assert found.status is Status.CONFIRMED
    assert found.weak
    assert rule in found.rules


def test_a_headlines_infinitive_is_its_future():
    found = outlook("Xi Jinping to meet Vladimir Putin.", "meet", title=True)
    assert found.status is Status.CONFIRMED
    assert "headline-to" in found.rules


def test_a_joined_verb_inherits():
    found = stage("Xi Jinping may visit Moscow and meet Vladimir Putin.")
    verbs = VerbOutlook(found.cues, found.reports)
    visit, meet = found.at("visit"), found.at("meet")
    assert verbs.read(visit, found.nodes[visit].get(Tag.VERB)).status is Status.SPECULATIVE
    joined = verbs.read(meet, found.nodes[meet].get(Tag.VERB))
    assert joined.status is Status.SPECULATIVE


def test_the_purpose_of_a_journey():
    found = stage("Xi Jinping will fly to Moscow to meet Vladimir Putin.")
    verbs = VerbOutlook(found.cues, found.reports)
    meet = found.at("meet")
    outlook_ = verbs.read(meet, found.nodes[meet].get(Tag.VERB))
    assert outlook_.status is Status.CONFIRMED
    assert "purpose" in outlook_.rules


def test_what_was_read_is_kept():
    found = stage("Xi Jinping will meet Vladimir Putin.")
    verbs = VerbOutlook(found.cues, found.reports)
    at = found.at("meet")
    first = verbs.read(at, found.nodes[at].get(Tag.VERB))
    assert verbs.read(at, found.nodes[at].get(Tag.VERB)) is first
    assert verbs.seen == {at: first}
