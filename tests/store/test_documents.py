import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.store.population import histories
from tracker.domain import (
    Anchor,
    Attribution,
    Event,
    EventLink,
    Evidence,
    Kind,
    LinkKind,
    Mention,
    MentionLink,
    Origin,
    Participant,
    Place,
    Precision,
    Review,
    Status,
    When,
)
from tracker.store.documents import event_document, event_of, mention_document, mention_of

MAY = When(dt.date(2017, 5, 1), dt.date(2017, 5, 31), Precision.MONTH, "in May", "2017-05", inferred=True, time="14:30+03:00")
FULL = Event(
    uid="e1",
    kind=Kind.SUMMIT,
    title="Ünïcode “title” \x00",
    status=Status.CONFIRMED,
    when=MAY,
    place=Place("Hamburg", "DE", None, "Messe", 53.5, 10.0),
    participants=(Participant("a", "A", "US", "head-of-state"),),
    countries=("US",),
    series="G20",
    edition="G20-2017",
    anchors=(Anchor("G20", "G20-2017", dt.date(2017, 7, 7), dt.date(2017, 7, 8), "Hamburg", "DE", LinkKind.AROUND),),
    party_status=(("US", Status.CANCELLED), ("RU", Status.POSTPONED)),
    attribution=(Attribution(Origin.UNNAMED, "sources", "RU", 3, 9),),
    links=(EventLink(LinkKind.ALTERNATIVE_OF, "e2"),),
    review=Review.ACCEPTED,
    disputed=True,
    origins=3,
    sequence=7,
    version_from=dt.date(2017, 1, 1),
    mentions=(("a1", 0), ("a2", 3)),
    previous=MAY,
    edited=("when",),
    source_claims=(("when", {"earliest": "2017-06-01"}), ("place", None)),
    quote="said",
    outlet="Kommersant",
)
MENTION = Mention(
    "a1", 2, Kind.CALL, "Call", FULL.participants, ("US",), MAY, FULL.place, Status.SPECULATIVE, (Evidence(1, 5, "call"),), ("r1", "r2"),
    "G20", None, FULL.anchors, FULL.party_status, FULL.attribution, (MentionLink(LinkKind.SIDELINE_OF, 1),),
)  # fmt: skip


def test_an_event_comes_back_whole():
    assert event_of(event_document(FULL)) == FULL


def test_a_mention_comes_back_whole():
    assert mention_of(mention_document(MENTION)) == MENTION


@pytest.mark.parametrize("version", [version for history in histories(20, seed=1) for version in history.versions])
def test_any_event_comes_back_whole(version):
    assert event_of(event_document(version)) == version


@given(st.text(max_size=40).filter(lambda text: text.isprintable()))
def test_any_title_comes_back(title):
    event = Event("e", Kind.MEETING, title, Status.HELD, When(), Place())
    assert event_of(event_document(event)) == event


def test_equal_events_have_equal_documents_and_defaults_are_left_out():
    plain = Event("e", Kind.MEETING, "t", Status.HELD, When(), Place())
    assert event_document(plain) == event_document(Event("e", Kind.MEETING, "t", Status.HELD, When(), Place(), disputed=False))
    assert b"disputed" not in event_document(plain)


def test_a_document_that_is_no_event_is_refused():
    with pytest.raises(ValueError, match="status"):
        event_of(b'{"uid": "e", "kind": "meeting", "title": "t", "status": "perhaps", "when": {}, "place": {}}')
