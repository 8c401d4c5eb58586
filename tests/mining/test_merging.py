"""Which tellings of an article are the same event, and what two of them make together."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from tracker.domain import Evidence, Kind, Place, Precision, Status, When
from tracker.mining.joining import finer, join
from tracker.mining.merging import merge, same_event
from tracker.mining.model import Draft, Outlook, Party, Told

QUOTE = Evidence(0, 4, "text")
XI = Party(0, 0, ("CN",), "xi-jinping", "Xi Jinping", "head-of-state")
PUTIN = Party(2, 2, ("RU",), "vladimir-putin", "Vladimir Putin", "head-of-state")
BIDEN = Party(2, 2, ("US",), "joe-biden", "Joe Biden", "head-of-state")
CHINA = Party(0, 0, ("CN",), group=True)
RUSSIA = Party(2, 2, ("RU",), group=True)


def day(number, precision=Precision.DAY):
    return When(dt.date(2024, 5, number), dt.date(2024, 5, number), precision)


MAY = When(dt.date(2024, 5, 1), dt.date(2024, 5, 31), Precision.MONTH)


def told(kind=Kind.MEETING, parties=(XI, PUTIN), when=MAY, place=None, **fields):
    outlook = fields.pop("outlook", Outlook(Status.CONFIRMED, ("settled:will",)))
    draft = Draft(fields.pop("sentence", 0), kind, outlook, parties, place or Place(), (), QUOTE, **fields)
    return Told(draft, when, (QUOTE,))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (told(), told()),
        (told(), told(when=day(20))),
        (told(), told(when=When())),
        (told(), told(parties=(CHINA, RUSSIA))),
        (told(), told(kind=Kind.TALKS)),
        (told(), told(place=Place("Beijing", "CN"))),
        (told(place=Place(None, "CN")), told(place=Place("Beijing", "CN"))),
        (told(kind=Kind.SUMMIT, series="G20", parties=()), told(kind=Kind.SUMMIT, series="G20", parties=(XI,))),
        (told(kind=Kind.VISIT, parties=(PUTIN,), visited="CN"), told(place=Place("Beijing", "CN"))),
    ],
)
def test_the_same_event(one, other):
    assert same_event(one, other)
    assert same_event(other, one)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (told(when=day(20)), told(when=day(21))),
        (told(), told(parties=(XI, BIDEN))),
        (told(place=Place("Beijing", "CN")), told(place=Place("Moscow", "RU"))),
        (told(place=Place("Beijing", "CN")), told(place=Place("Shanghai", "CN"))),
        (told(kind=Kind.SUMMIT, series="G20"), told(kind=Kind.SUMMIT, series="G7")),
        (told(kind=Kind.SUMMIT, series="G20", parties=()), told()),
        (told(kind=Kind.VISIT, parties=(PUTIN,), visited="CN"), told(kind=Kind.VISIT, parties=(BIDEN,), visited="CN")),
        (told(kind=Kind.VISIT, parties=(PUTIN,), visited="CN"), told(kind=Kind.VISIT, parties=(PUTIN,), visited="VN")),
        (told(kind=Kind.CALL), told(kind=Kind.MEETING)),
    ],
)
def test_different_events(one, other):
    assert not same_event(one, other)
    assert not same_event(other, one)


def test_two_tellings_make_one_with_all_evidence():
    (event,) = merge([told(), told(when=day(20), place=Place("Beijing", "CN"))])
    assert event.when == day(20)
    assert event.draft.place.city == "Beijing"
    assert len(event.quotes) == 2


def test_events_stay_in_order_of_their_first_telling():
    events = merge([told(when=day(20)), told(when=day(21)), told(when=day(20))])
    assert [event.when for event in events] == [day(20), day(21)]


def test_merging_once_is_merging_for_good():
    events = merge([told(), told(when=day(20)), told(parties=(XI, BIDEN))])
    assert merge(events) == events


def test_a_hint_adds_and_never_founds():
    hint = told(when=day(20), hint=True)
    assert merge([hint]) == []
    (event,) = merge([told(), hint])
    assert event.when == day(20)


def test_the_bare_noun_refers_to_what_was_told():
    bare = told(parties=(), when=day(20), bare=True)
    (event,) = merge([told(), bare])
    assert event.when == day(20)
    assert merge([bare]) == []


def test_the_bare_summit_founds_where_the_article_has_one_series():
    bare = told(kind=Kind.SUMMIT, parties=(), when=day(20), bare=True)
    (event,) = merge([bare], "G20")
    assert event.draft.series == "G20"
    assert merge([bare]) == []


@pytest.mark.parametrize(
    ("first", "second", "status"),
    [
        (Status.CONFIRMED, Status.CANCELLED, Status.CANCELLED),
        (Status.CANCELLED, Status.CONFIRMED, Status.CANCELLED),
        (Status.CONFIRMED, Status.POSTPONED, Status.POSTPONED),
        (Status.SPECULATIVE, Status.CONFIRMED, Status.SPECULATIVE),
    ],
)
def test_a_called_off_plan_stays_called_off(first, second, status):
    joined = join(told(outlook=Outlook(first)), told(outlook=Outlook(second)))
    assert joined.draft.outlook.status is status


def test_the_text_outdoes_the_headline():
    headline = told(outlook=Outlook(Status.CONFIRMED), headline=True)
    assert join(headline, told(outlook=Outlook(Status.SPECULATIVE))).draft.outlook.status is Status.SPECULATIVE


def test_surer_words_outdo_weak_ones():
    weak = told(outlook=Outlook(Status.CONFIRMED, weak=True))
    assert join(weak, told(outlook=Outlook(Status.SPECULATIVE))).draft.outlook.status is Status.SPECULATIVE


def test_people_replace_no_people_and_add_to_others():
    joined = join(told(parties=(XI,)), told(parties=(XI, PUTIN)))
    assert [party.key for party in joined.draft.parties] == ["xi-jinping", "vladimir-putin"]


def test_rules_of_both_are_kept():
    joined = join(told(rules=("a", "b")), told(rules=("b", "c")))
    assert joined.draft.rules == ("a", "b", "c")


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        (When(), MAY, MAY),
        (MAY, When(), MAY),
        (MAY, day(20), day(20)),
        (day(20), MAY, day(20)),
        (day(20), day(21), day(20)),
    ],
)
def test_the_finer_window(one, other, expected):
    assert finer(one, other) == expected


def test_an_undated_leg_takes_the_window_of_its_journey():
    first = told(kind=Kind.VISIT, parties=(XI,), visited="RS", journey=(7,), when=day(20))
    second = told(kind=Kind.VISIT, parties=(XI,), visited="HU", journey=(7,), when=When())
    assert [event.when for event in merge([first, second])] == [day(20), day(20)]
    other = replace(second, draft=replace(second.draft, journey=(9,)))
    assert merge([first, other])[1].when == When()
