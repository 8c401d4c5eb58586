"""Any order of arrival gives the same events, and what was believed on a day is what the claims up to that day say."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.resolve.builders import claim, claims
from tracker.resolve.history import Scene, histories
from tracker.resolve.order import settle, withdraw
from tracker.resolve.pool import Assigned, Pool, order_key
from tracker.resolve.roster import Group

LEADERS = ("xi-jinping:CN", "vladimir-putin:RU", "joe-biden:US", "antony-blinken:US")
PLACES = ("Beijing, CN", "Moscow, RU", ", CN", "")
FIRST = dt.date(2023, 1, 1)
TODAY = dt.date(2024, 1, 1)


@st.composite
def rows(draw):
    known = draw(st.integers(0, 60))
    start = known + draw(st.integers(0, 40))
    window = draw(st.sampled_from(("", "day", "days", "span")))
    first, last = FIRST + dt.timedelta(start), FIRST + dt.timedelta(start + 9)
    when = {"": "", "day": f"{first}", "days": f"{first}/{first + dt.timedelta(2)}", "span": f"{first}..{last}"}[window]
    people = draw(st.lists(st.sampled_from(LEADERS), min_size=1, max_size=2, unique=True))
    return {
        "known": str(FIRST + dt.timedelta(known)),
        "kind": draw(st.sampled_from(("visit", "meeting", "talks"))),
        "people": people,
        "countries": sorted({person.partition(":")[2] for person in people} | {"CN"}),
        "place": draw(st.sampled_from(PLACES)),
        "when": when,
        "status": draw(st.sampled_from(("speculative", "confirmed", "confirmed", "postponed", "held"))),
    }


@st.composite
def stories(draw):
    told = claims(draw(st.lists(rows(), min_size=2, max_size=14)))
    return told, draw(st.permutations(told)), draw(st.integers(1, 4))


def homes(pool):
    return {frozenset(uid for _, uid in cluster.members): uid for uid, cluster in pool.clusters.items() if cluster.members}


@given(stories())
@settings(max_examples=300, deadline=None)
def test_any_order_of_arrival_gives_the_same_events_under_the_same_uids(story):
    in_order, shuffled, step = story
    whole = Pool()
    settle(whole, in_order)
    arriving = Pool()
    for first in range(0, len(shuffled), step):
        settle(arriving, shuffled[first : first + step])
    assert homes(arriving) == homes(whole)


@given(stories())
@settings(max_examples=150, deadline=None)
def test_a_claim_that_came_and_went_leaves_no_trace(story):
    told, _, _ = story
    without, with_it = Pool(), Pool()
    settle(without, told[1:])
    settle(with_it, told)
    withdraw(with_it, [told[0].uid])
    assert homes(with_it) == homes(without)


@given(stories(), st.integers(0, 70))
@settings(max_examples=150, deadline=None)
def test_what_was_believed_on_a_day_is_what_the_claims_of_that_day_say(story, days):
    told, _, _ = story
    day = FIRST + dt.timedelta(days)
    whole, then = Pool(), Pool()
    settle(whole, told)
    settle(then, [one for one in told if one.known <= day])
    assert believed(whole, TODAY, day) == believed(then, day, day)


def believed(pool, today, day):
    """The events as known on a day, out of the histories told up to ``today``."""
    found = {}
    for uid, cluster in pool.clusters.items():
        group = Group({uid: tuple(pool.claims[member] for _, member in cluster.members)})
        for past in histories(group, Scene(today)):
            known = [version for version in past.versions if version.version_from <= day]
            if known:
                found[past.uid] = known[-1]
    return found


def test_a_late_article_is_settled_at_its_place_and_what_it_touches_again():
    plan, follow_up, late = claims(
        [
            {"known": "2023-03-01", "kind": "visit", "people": ["xi-jinping:CN"], "countries": ["CN", "RU"], "when": "2023-03-20"},
            {"known": "2023-03-10", "kind": "visit", "people": ["xi-jinping:CN"], "countries": ["CN", "RU"]},
            {"known": "2023-03-05", "kind": "visit", "people": ["xi-jinping:CN"], "countries": ["CN", "RU"], "when": "2023-04-20"},
        ]
    )
    pool = Pool()
    settle(pool, [plan, follow_up])
    assert pool.homes[follow_up.uid] == plan.uid
    settled = settle(pool, [late])
    assert pool.homes == {plan.uid: plan.uid, follow_up.uid: plan.uid, late.uid: late.uid}
    assert follow_up.uid in settled.decisions  # it was decided again, and stayed: the nearer date is the likelier


def test_an_earlier_article_founds_the_event_anew():
    later, earlier = claims(
        [
            {"known": "2023-03-10", "people": ["xi-jinping:CN", "vladimir-putin:RU"], "when": "2023-03-20"},
            {"known": "2023-03-01", "people": ["xi-jinping:CN", "vladimir-putin:RU"], "when": "2023-03-20..2023-03-31"},
        ]
    )
    pool = Pool()
    settle(pool, [later])
    settled = settle(pool, [earlier])
    assert pool.homes == {later.uid: earlier.uid, earlier.uid: earlier.uid}
    assert settled.touched == {later.uid, earlier.uid}


def test_after_the_latest_claim_nothing_is_decided_again():
    told = claims([{"known": "2023-03-01", "people": ["a:CN", "b:RU"]}, {"known": "2023-03-02", "people": ["a:CN", "b:RU"]}])
    pool = Pool()
    settle(pool, told[:1])
    assert settle(pool, told[1:], order_key(told[0])).decisions.keys() == {told[1].uid}


def test_a_report_without_a_plan_waits_for_one():
    report, plan = claims(
        [
            {"known": "2017-07-07", "people": ["a:US", "b:RU"], "when": "2017-07-07", "status": "held"},
            {"known": "2017-06-29", "people": ["a:US", "b:RU"], "when": "2017-07-07"},
        ]
    )
    pool = Pool()
    settle(pool, [report])
    assert histories(Group({report.uid: (report,)}), Scene(TODAY))[0].versions == ()
    settle(pool, [plan])
    assert pool.homes[report.uid] == plan.uid


def test_two_reports_without_a_plan_do_not_join_each_other():
    told = claims([{"known": "2017-07-07", "people": ["a:US", "b:RU"], "when": "2017-07-07", "status": "held"}] * 2)
    pool = Pool()
    settle(pool, told)
    assert len(set(pool.homes.values())) == 2


def test_what_a_revision_dropped_counts_until_then_and_no_longer():
    first = claim(known="2023-03-01", article="a", people=["a:CN", "b:RU"], place="Moscow, RU", superseded="2023-03-05")
    before = claim(known="2023-03-03", article="b", people=["a:CN", "b:RU"], place="Moscow, RU")
    after = claim(known="2023-03-06", article="c", people=["a:CN", "b:RU"], place="Moscow, RU")
    pool = Pool()
    settle(pool, [first, before, after])
    assert pool.homes == {one.uid: first.uid for one in (first, before, after)}
    profile = pool.profile_before(first.uid, after)
    assert profile is not None
    assert profile.size == 1


@pytest.mark.parametrize(("at", "first"), [("2023-03-01T09:00+00:00", "early"), ("2023-03-01T23:00+00:00", "late")])
def test_within_a_day_the_hour_decides(at, first):
    early = claim(known="2023-03-01", article="z", at=at)
    late = claim(known="2023-03-01", article="a", at="2023-03-01T12:00+00:00")
    names = {early.uid: "early", late.uid: "late"}
    assert names[min((early, late), key=order_key).uid] == first


def test_the_store_is_asked_for_what_a_claim_can_touch():
    plan, follow_up = claims(
        [
            {"known": "2023-03-01", "people": ["a:CN", "b:RU"], "when": "2023-03-20"},
            {"known": "2023-03-10", "people": ["a:CN", "b:RU"], "when": "2023-03-20"},
        ]
    )
    asked = []

    def fetch(wanted):
        asked.extend(wanted)
        return [Assigned(plan, "founded-before")]

    pool = Pool(fetch)
    settle(pool, [follow_up], order_key(plan))
    assert pool.homes[follow_up.uid] == "founded-before"
    assert {"p:a|b", "c:CN|RU", "l:a|RU", "l:b|CN"} <= {reach.key for reach in asked}
