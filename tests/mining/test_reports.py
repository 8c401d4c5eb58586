"""Reporting clauses: which words are about the saying. What is about the encounter must stay outside of them."""

from __future__ import annotations

import pytest

from tests.mining.stage import stage


def said(text):
    found = stage(text)
    return [found.words(report.first, report.last).strip(" ,") for report in found.reports]


@pytest.mark.parametrize(
    ("text", "clauses"),
    [
        ("Xi Jinping will meet Vladimir Putin in Astana, the Kremlin said.", ["the Kremlin said."]),
        ("The Kremlin said that Xi Jinping will meet Vladimir Putin in Astana.", ["The Kremlin said that"]),
        ("The Kremlin said Xi Jinping will meet Vladimir Putin in Astana.", ["The Kremlin said"]),
        ("The Kremlin said on Monday that Xi Jinping will meet Vladimir Putin.", ["The Kremlin said on Monday that"]),
        ("According to the Kremlin, Xi Jinping will meet Vladimir Putin.", ["According to the Kremlin"]),
        ("Xi Jinping will meet Vladimir Putin in Astana, according to the Kremlin.", ["according to the Kremlin."]),
        ('"Xi Jinping will meet Vladimir Putin in Astana," Dmitry Peskov said.', ['" Dmitry Peskov said.']),
        ("The Kremlin said the May 20 meeting with Xi Jinping will be short.", ["The Kremlin said"]),
        ("The Kremlin said on Monday meetings with Xi Jinping will be short.", ["The Kremlin said on Monday"]),
        ("Xi Jinping will meet Vladimir Putin in Astana.", []),
    ],
)
def test_the_saying(text, clauses):
    assert [clause.lstrip('", ') for clause in said(text)] == [clause.lstrip('", ') for clause in clauses]


@pytest.mark.parametrize(
    "text",
    [
        "Xi Jinping will meet Vladimir Putin in Astana, the Kremlin said.",
        "The Kremlin said that Xi Jinping will meet Vladimir Putin in Astana.",
        "The Kremlin told reporters on Monday that Xi Jinping will meet Vladimir Putin in Astana.",
        "Officials said Xi Jinping, who reported a cold, will meet Vladimir Putin in Astana.",
    ],
)
def test_the_encounter_is_not_part_of_the_saying(text):
    found = stage(text)
    meet = found.at("meet")
    assert not any(report.covers(meet) for report in found.reports)


@pytest.mark.parametrize(
    ("text", "verb"),
    [
        ("Xi Jinping will meet Vladimir Putin in Astana, Dmitry Peskov told TASS.", "told"),
        ("The White House announced that Joe Biden will meet Xi Jinping in Lima.", "announced"),
    ],
)
def test_the_word_of_saying(text, verb):
    found = stage(text)
    assert found.nodes[found.reports[0].verb].low == verb


def test_announcing_a_visit_is_a_cue_and_no_report():
    assert said("The White House announced a visit by Xi Jinping to Washington in June.") == []
