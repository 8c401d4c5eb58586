"""Which claims meet at all: keys of the parties, days that matter, and no more of either than an index can bear."""

from __future__ import annotations

import datetime as dt

import pytest

from tests.resolve.builders import claim
from tracker.resolve.blocking import AHEAD, BACK, CALLED_OFF_BACK, EDITION_SLACK, MOST_DAYS, SLACK, Reach, reaches

VISIT = {"known": "2023-03-17", "kind": "visit", "people": ["xi-jinping:CN"], "countries": ["CN", "RU"], "when": "2023-03-20/2023-03-22"}
MEETING = {"known": "2023-03-17", "people": ["xi-jinping:CN", "vladimir-putin:RU"], "when": "2023-03-20..2023-03-26"}


def keys(**parts):
    return {reach.key for reach in reaches(claim(**parts))}


def days(**parts):
    (span,) = {(reach.first, reach.last) for reach in reaches(claim(**parts)) if not reach.key.startswith("e:")}
    return span


def day(text):
    return dt.date.fromisoformat(text)


def meet(one, other):
    mine, theirs = reaches(claim(article="one", **one)), reaches(claim(article="other", **other))
    return any(first.meets(second) for first in mine for second in theirs)


@pytest.mark.parametrize(
    ("parts", "expected"),
    [
        (VISIT, {"l:xi-jinping|RU", "c:CN|RU"}),
        ({**VISIT, "place": "Moscow, RU"}, {"l:xi-jinping|RU", "c:CN|RU", "w:xi-jinping|Moscow"}),
        (MEETING, {"p:vladimir-putin|xi-jinping", "l:xi-jinping|RU", "l:vladimir-putin|CN", "c:CN|RU"}),
        ({"known": "2023-03-17", "kind": "visit", "people": ["joe-biden:US"], "place": ", IE"}, {"l:joe-biden|IE", "c:IE|US"}),
        ({"known": "2023-03-17", "kind": "summit", "series": "NATO", "place": "Vilnius, LT"}, {"s:NATO", "v:Vilnius|LT"}),
        ({"known": "2023-03-17", "kind": "summit", "series": "NATO", "edition": "NATO-2023"}, {"s:NATO", "e:NATO-2023"}),
        ({**VISIT, "series": "SCO"}, {"s:SCO", "h:SCO|xi-jinping", "l:xi-jinping|RU", "c:CN|RU"}),
        ({"known": "2023-03-17", "series": "SCO", "people": ["xi-jinping:CN"]}, {"h:SCO|xi-jinping"}),
        ({"known": "2023-03-17", "kind": "talks", "series": "SCO", "countries": ["IN"]}, {"h:SCO|IN"}),
        ({"known": "2023-03-17", "kind": "talks", "countries": ["IN", "PK"]}, {"c:IN|PK"}),
        ({"known": "2023-03-17", "people": ["joe-biden:US"]}, {"o:joe-biden"}),
        ({"known": "2023-03-17", "countries": ["US"]}, {"o:US"}),
        ({"known": "2023-03-17"}, set()),
    ],
)
def test_the_keys_of_a_claim(parts, expected):
    assert keys(**parts) == expected


def test_the_guests_of_a_summit_make_no_pairs():
    guests = [f"leader-{number}:{code}" for number, code in enumerate(("US", "GB", "FR", "DE", "IT", "JP", "CA"))]
    assert keys(known="2023-05-17", kind="summit", series="G7", people=guests) == {"s:G7"}


def test_a_crowd_without_a_series_makes_a_bounded_number_of_keys():
    guests = [f"leader-{number}:{chr(65 + number % 26)}{chr(65 + number // 26)}" for number in range(60)]
    assert len(keys(known="2023-05-17", kind="conference", people=guests)) <= 15 + 24 + 6


def test_a_dated_claim_reaches_a_little_beyond_its_window():
    assert days(**VISIT) == (day("2023-03-20") - dt.timedelta(SLACK), day("2023-03-22") + dt.timedelta(SLACK))


def test_an_undated_claim_reaches_from_its_publication_ahead():
    undated = {**VISIT, "when": ""}
    assert days(**undated) == (day("2023-03-17") - dt.timedelta(BACK), day("2023-03-17") + dt.timedelta(AHEAD))


@pytest.mark.parametrize("status", ["postponed", "cancelled"])
def test_a_call_off_reaches_back_to_what_was_called_off(status):
    first, last = days(**{**VISIT, "when": "", "known": "2023-04-15", "status": status})
    assert first == day("2023-04-15") - dt.timedelta(CALLED_OFF_BACK)
    assert last >= day("2023-04-15")


def test_an_edition_is_the_same_however_far_it_moves():
    (edition,) = [
        reach for reach in reaches(claim(known="2020-03-17", kind="summit", series="COP", edition="COP-26")) if reach.key[0] == "e"
    ]
    assert edition.last - edition.first == dt.timedelta(2 * EDITION_SLACK)


def test_no_reach_is_wider_than_the_index_can_bear():
    first, last = days(known="2023-01-01", kind="visit", people=["a:US"], countries=["US", "IN"], when="2023-01-01..2032-12-31")
    assert (last - first).days == MOST_DAYS


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        (VISIT, MEETING, True),
        (VISIT, {**VISIT, "when": ""}, True),
        (VISIT, {**VISIT, "when": "2023-04-25"}, False),
        (VISIT, {**VISIT, "people": ["li-qiang:CN"]}, True),
        (VISIT, {**VISIT, "countries": ["CN", "IR"]}, False),
        (VISIT, {**VISIT, "known": "2024-06-01", "when": "2024-06-20"}, False),
    ],
    ids=["its meeting", "undated", "a month later", "someone else of these countries", "another country", "another year"],
)
def test_which_claims_are_compared(one, other, expected):
    assert meet(one, other) is expected
    assert meet(other, one) is expected


BESIDE = {"known": "2023-09-10", "series": "UNGA", "when": "2023-09-18..2023-09-25"}


@pytest.mark.parametrize(
    ("other", "expected"),
    [
        ({**BESIDE, "people": ["joe-biden:US"]}, True),
        ({**BESIDE, "people": ["joe-biden:US", "lula-da-silva:BR"]}, True),
        ({**BESIDE, "people": ["emmanuel-macron:FR", "olaf-scholz:DE"]}, False),
        ({**BESIDE, "kind": "summit"}, False),
    ],
    ids=["his other meeting, or this one", "him with somebody else", "others who meet there", "the gathering itself"],
)
def test_of_the_hundreds_that_meet_beside_one_gathering_few_are_compared(other, expected):
    biden = {**BESIDE, "people": ["joe-biden:US", "narendra-modi:IN"]}
    assert meet(biden, other) is expected
    assert meet(other, biden) is expected


def test_who_travels_to_a_gathering_is_compared_with_it_and_with_whom_he_meets_there():
    trip = {**BESIDE, "kind": "visit", "people": ["joe-biden:US"]}
    assert meet(trip, {**BESIDE, "kind": "summit"})
    assert meet(trip, {**BESIDE, "people": ["joe-biden:US", "narendra-modi:IN"]})


def test_reaches_of_different_keys_never_meet():
    one, other = Reach("a", day("2023-01-01"), day("2023-02-01")), Reach("b", day("2023-01-01"), day("2023-02-01"))
    assert not one.meets(other)
    assert one.meets(Reach("a", day("2023-02-01"), day("2023-02-01")))
    assert not one.meets(Reach("a", day("2023-02-02"), day("2023-03-01")))
