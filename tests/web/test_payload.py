"""What the script receives: words, not markup; numbers that add up."""

import datetime as dt

import pytest

from tracker import wording
from tracker.domain import Anchor, Event, Kind, LinkKind, Participant, Place, Precision, Status, When
from tracker.web.chart import bars
from tracker.web.chart.bars import Scene
from tracker.web.chart.frame import Frame
from tracker.web.chart.lanes import Lane
from tracker.web.payload import anchored, card, disputed, payload, summary
from tracker.web.scene import Picture

FRAME = Frame(dt.date(2026, 11, 1), dt.date(2026, 11, 30), dt.date(2026, 11, 23))


def make(**fields):
    first = dt.date(2026, 11, 10)
    defaults = {
        "uid": "e1",
        "kind": Kind.VISIT,
        "title": "Xi in Berlin",
        "status": Status.CONFIRMED,
        "when": When(first, first, Precision.DAY, "on 10 November"),
        "place": Place("Berlin", "DE"),
        "participants": (Participant("xi-jinping", "Xi Jinping", "CN"),),
        "countries": ("CN", "DE"),
    }
    return Event(**(defaults | fields))


def test_a_card_has_only_what_is_known():
    words = card(make())
    assert words["title"] == "Xi in Berlin"
    assert words["parties"] == "Xi Jinping, Germany"
    assert words["place"] == "Berlin, Germany"
    assert not {"quote", "moved", "anchored", "disputed", "now"} & words.keys()


def test_a_long_quote_is_cut_at_a_word():
    quote = card(make(quote="word " * 100))["quote"]
    assert len(quote) < 245
    assert quote.endswith("word …")


def test_what_is_believed_today_stands_beside_the_replayed():
    now = make(status=Status.CANCELLED)
    assert card(make(), now)["now"] == "cancelled, 10 November 2026, Berlin, Germany"


@pytest.mark.parametrize(
    ("relation", "words"),
    [
        (LinkKind.SIDELINE_OF, "on the sidelines of the G20 (14–15 December 2026)"),
        (LinkKind.AROUND, "around the G20 (14–15 December 2026)"),
    ],
)
def test_anchors_in_words(relation, words):
    anchor = Anchor("G20", "G20-2026", dt.date(2026, 12, 14), dt.date(2026, 12, 15), relation=relation)
    assert anchored(make(anchors=(anchor,))) == words


def test_a_dispute_names_each_party():
    said = (("DE", Status.CONFIRMED), ("CN", Status.CANCELLED))
    assert disputed(make(disputed=True, party_status=said)) == "Germany: confirmed; China: cancelled"
    assert disputed(make(party_status=said)) == ""


def picture(*events, mode="bars", **fields):
    chart = bars.draw(FRAME, Scene("none", [Lane("", "All events", len(events))], [list(events)]))
    return Picture(chart, mode, len(events), events={event.uid: event for event in events}, **fields)


@pytest.mark.parametrize(
    ("shown", "words"),
    [
        (picture(make()), "1 event, November 2026"),
        (picture(make(), make(uid="e2")), "2 events, November 2026"),
        (picture(mode="density", unit="week"), "0 events, November 2026, counted by week. Zoom in to see each."),
    ],
)
def test_one_line_says_what_is_in_view(shown, words):
    assert summary(shown, FRAME) == words


def test_every_spot_has_its_card():
    answer = payload(picture(make(), make(uid="e2")), FRAME)
    assert {uid for uid, *_ in answer["spots"]} == set(answer["cards"])
    assert answer["columns"] is None
    assert [label[2:] for label in answer["labels"]] == [("Xi in Berlin", "")] * 2


def test_events_of_lanes_that_are_not_drawn_are_not_sent():
    shown = picture(make(), make(uid="e2"))
    shown.events["elsewhere"] = make(uid="elsewhere")
    assert payload(shown, FRAME)["cards"].keys() == {"e1", "e2"}


def test_what_stands_behind_a_more_is_sent_too():
    events = [make(uid=f"e{number}") for number in range(90)]
    assert len(payload(picture(*events), FRAME)["cards"]) == 90


def test_a_state_that_somebody_speaks_for_is_not_named_twice():
    assert wording.parties(make()) == "Xi Jinping, Germany"
    assert wording.parties(make(participants=())) == "China, Germany"
    assert wording.parties(make(participants=(), countries=())) == ""
