"""Every rule has a name, a case in which it fires and one in which its words stand and it does not (STYLE.md 8 and 10)."""

from __future__ import annotations

import functools
import re

import pytest

from tests.mining.casebook import every_case
from tracker.lexicon import load
from tracker.mining.folding import fold, loosen, patterns

TABLES = load().language("en")
# What the structure of a sentence says, whatever its words: named in the code, not in the cue tables.
STRUCTURAL = frozenset(
    "schedule one-by-one on-a-visit infinitive "
    "present progressive headline-to there-to there-for on-the-way purpose joined condition double-negation for within future-date "
    "opening unnamed-sources denied-after host-gathering gathering relative second-meeting meet-in at-home attendance-denied body "
    "days-from-another headline-ing hint presence transcript whether "
    "invitation ceremony visit-to-somebody window-of-summit window-of-visit own-name on-a-visit place-of-visit place-of-summit tour "
    "leg assembly had-been window-of-journey after-a-plan before-its-end also day-of-another stay window-of-the-first".split()
)
FIRES_IN_VERBS = {"meet", "visit", "travel", "host", "attend", "gather", "call", "leave", "arrive"}
CUES = {
    **{f"trigger:{verb['name']}": verb["forms"] for verb in TABLES["triggers"]["verb"] if verb["frame"] in FIRES_IN_VERBS - {"attend"}},
    **{f"noun:{noun['name']}": noun["forms"] for noun in TABLES["triggers"]["noun"] if noun["kind"] != "none"},
    **{
        f"{cue['effect']}:{cue['name']}": cue["forms"]
        for table in ("governor", "prospect")
        for cue in TABLES["governors"][table]
        if cue["effect"] not in {"denied", "done", "hypothetical"}
    },
}
SILENT = {
    f"{cue['effect']}:{cue['name']}": cue["forms"]
    for table in ("governor", "prospect")
    for cue in TABLES["governors"][table]
    if cue["effect"] in {"denied", "done", "hypothetical"}
}


@functools.cache
def fired():
    """The names of the rules by case."""
    return {case.name: {rule for mention in case.mentions for rule in mention.rules} for case in every_case()}


@functools.cache
def loose(text):
    return f" {' '.join(loosen(fold(text)).replace(',', ' ').split())} "


def has_form(text, forms):
    return any(f" {pattern} " in loose(text) for form in forms for pattern in patterns(form)[:1])


@pytest.mark.parametrize("rule", sorted(CUES))
def test_a_rule_fires_in_a_case(rule):
    assert [name for name, rules in fired().items() if rule in rules], f"no case in which {rule} fires"


@pytest.mark.parametrize("rule", sorted(CUES))
def test_a_rule_keeps_still_where_its_words_mean_something_else(rule):
    still = [case.name for case in every_case() if has_form(case.article.full_text, CUES[rule]) and rule not in fired()[case.name]]
    assert still, f"no case that has the words of {rule} and in which it does not fire"


@pytest.mark.parametrize("rule", sorted(SILENT))
def test_a_rule_that_denies_has_a_case_without_an_event(rule):
    quiet = [case.name for case in every_case() if has_form(case.article.full_text, SILENT[rule]) and not case.mentions]
    assert quiet, f"no case in which {rule} keeps an event away"


@pytest.mark.parametrize("rule", sorted(STRUCTURAL - {"condition"}))
def test_a_structural_rule_fires_in_a_case(rule):
    assert [name for name, rules in fired().items() if rule in rules], f"no case in which {rule} fires"


def test_every_rule_that_fires_is_known():
    names = {rule for rules in fired().values() for rule in rules}
    patterns_ = re.compile(
        r"(?:past|anaphor|verb|trigger|noun|settled|reported|expected|possible|intended|wished|offered|accepted|agreed|denied|done|hypothetical|abandoned|postponed|cancelled|held|underway|doubted):.+"
    )
    assert sorted(name for name in names if name not in STRUCTURAL and not patterns_.fullmatch(name)) == []
