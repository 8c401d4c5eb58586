"""Which claims are one event: every rule of the weights, for and against, from tests/cases/settling.toml."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from tests.resolve.builders import claims
from tracker.resolve import weights
from tracker.resolve.match import decide
from tracker.resolve.order import settle
from tracker.resolve.pool import Pool
from tracker.resolve.profile import Profile
from tracker.resolve.score import compare

CASES = tomllib.loads((Path(__file__).parents[1] / "cases" / "settling.toml").read_text())["case"]


def settled(rows):
    """The indexes of the claims, grouped by the event that each was settled into."""
    told = claims(rows)
    pool = Pool()
    settle(pool, told)
    homes = {}
    for number, one in enumerate(told):
        homes.setdefault(pool.homes[one.uid], []).append(number)
    return sorted(homes.values())


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_claims_are_settled_into_the_events_of_the_case(case):
    assert settled(case["claims"]) == case["events"]


@pytest.mark.parametrize("case", [case for case in CASES if "rules" in case], ids=lambda case: case["name"])
def test_the_named_rules_fire_for_the_last_claim(case):
    *before, last = claims(case["claims"])
    groups = [[before[number] for number in group if number < len(before)] for group in case["events"]]
    matches = [compare(last, Profile.of(group[0].uid, group)) for group in groups if group]
    fired = {reason.rule.name for match in matches for reason in match.reasons}
    assert set(case["rules"]) <= fired


def test_every_rule_has_a_case():
    every = {rule.name for rule in vars(weights).values() if isinstance(rule, weights.Rule)}
    assert every - {name for case in CASES for name in case.get("rules", ())} == set()


def test_a_decision_explains_itself():
    first, second = claims(CASES[0]["claims"])
    decision = decide(second, [Profile.of(first.uid, [first])])
    assert decision.uid == first.uid
    assert decision.score == pytest.approx(sum(reason.rule.points for reason in decision.match.reasons))
    assert any(line.startswith("party.traveller +3.5 (xi-jinping") for line in decision.reasons)


def test_a_new_event_says_that_nothing_agreed():
    (only,) = claims(CASES[0]["claims"][:1])
    decision = decide(only, [])
    assert (decision.uid, decision.match, decision.score) == (only.uid, None, 0.0)
    assert decision.reasons == ("new: nothing known agrees with it enough",)


def test_what_an_analyst_made_by_form_joins_nothing():
    told = claims(CASES[0]["claims"])
    by_form = claims([{**CASES[0]["claims"][1], "article": "form", "rules": ["form.create"]}])[0]
    assert decide(by_form, [Profile.of("x", told[:1])]).uid == by_form.uid
