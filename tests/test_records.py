import datetime as dt
import json

import pytest

from tracker.domain import (
    Anchor,
    Article,
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
from tracker.records import RecordError, article_from_record, event_record, mention_record, read_published

JULY = When(dt.date(2017, 7, 1), dt.date(2017, 7, 31), Precision.MONTH, "this July", "2017-07")
HAMBURG = Anchor("G20", "G20-2017", dt.date(2017, 7, 7), dt.date(2017, 7, 8), "Hamburg", "DE")
PUTIN = Participant("vladimir-putin", "Vladimir Putin", "RU")
MENTION = Mention(
    article_key="a",
    ordinal=0,
    kind=Kind.MEETING,
    title="Trump-Putin meeting",
    participants=(PUTIN,),
    countries=("RU", "US"),
    when=JULY,
    place=Place("Hamburg", "DE"),
    status=Status.SPECULATIVE,
    evidence=(Evidence(3, 9, "words!"), Evidence(20, 24, "more")),
    rules=("meet-verb",),
    series="G20",
    anchors=(HAMBURG,),
    party_status=(("RU", Status.CONFIRMED),),
    attribution=(Attribution(Origin.CITED_OUTLET, "Kommersant", "RU"),),
    links=(MentionLink(LinkKind.SIDELINE_OF, 2),),
)
CONTRACT = set(
    "kind title participants countries series city country region earliest latest precision edtf anchored status party_status attribution "
    "evidence start end rules".split()
)


def test_a_mention_has_every_field_of_the_contract():
    record = mention_record(MENTION)
    assert set(record) >= CONTRACT
    assert record["participants"] == ["Vladimir Putin"]
    assert (record["earliest"], record["latest"], record["edtf"]) == ("2017-07-01", "2017-07-31", "2017-07")
    assert (record["evidence"], record["start"], record["end"]) == ("words!", 3, 9)
    assert record["anchored"]["earliest"] == "2017-07-07"
    assert record["anchored"]["editions"][0]["edition"] == "G20-2017"
    assert record["party_status"] == {"RU": "confirmed"}
    assert record["attribution"] == [{"origin": "cited-outlet", "name": "Kommersant", "country": "RU"}]
    assert record["links"] == [{"kind": "sideline_of", "event": 2}]
    assert json.loads(json.dumps(record)) == record


def test_an_event_has_the_same_fields_and_its_own():
    event = Event(
        uid="u1",
        kind=Kind.VISIT,
        title="t",
        status=Status.HELD,
        when=When(),
        place=Place(),
        review=Review.ACCEPTED,
        links=(EventLink(LinkKind.ALTERNATIVE_OF, "u2"),),
        version_from=dt.date(2017, 7, 7),
    )
    record = event_record(event, ["a", "b"])
    assert set(record) >= (CONTRACT - {"start", "end", "rules"}) | {"id", "uid", "review", "articles", "links"}
    assert (record["id"], record["review"], record["articles"]) == ("u1", "accepted", ["a", "b"])
    assert (record["earliest"], record["anchored"]) == (None, None)
    assert (record["status"], record["outcome"]) == ("confirmed", "held")
    assert record["links"] == [{"kind": "alternative_of", "uid": "u2"}]


def test_an_article_is_read_and_unknown_keys_are_ignored():
    record = {"id": "x", "published": "2017-04-27", "title": "T", "text": "Words.", "outlet": "Foreign Policy", "events": [1], "url": None}
    assert article_from_record(record) == Article("x", "Words.", "T", dt.date(2017, 4, 27), None, "Foreign Policy", "", "en")


@pytest.mark.parametrize(
    ("raw", "day", "moment"),
    [
        ("2023-02-09 06:58:38", dt.date(2023, 2, 9), dt.datetime(2023, 2, 9, 6, 58, 38, tzinfo=dt.UTC)),
        ("2023-02-09T23:30:00-05:00", dt.date(2023, 2, 9), dt.datetime.fromisoformat("2023-02-09T23:30:00-05:00")),
        ("2023-02-09", dt.date(2023, 2, 9), None),
        ("", None, None),
    ],
)
def test_publication_dates(raw, day, moment):
    assert read_published(raw) == (day, moment)


@pytest.mark.parametrize(
    ("record", "says"),
    [
        ([], "must be an object"),
        ("text", "must be an object"),
        ({"text": "x"}, "'id' is missing"),
        ({"id": "x"}, "neither 'title' nor 'text'"),
        ({"id": "x", "text": "   "}, "neither"),
        ({"id": "x", "text": 5}, "'text' is int"),
        ({"id": 7, "text": "x"}, "'id' is int"),
        ({"id": "a\x00b", "text": "x"}, "take the control characters out"),
        ({"id": "x", "text": "y", "published": "27 April"}, "YYYY-MM-DD"),
    ],
)
def test_a_bad_record_is_named(record, says):
    with pytest.raises(RecordError, match=says):
        article_from_record(record)


@pytest.mark.parametrize(
    ("status", "announced", "plan", "outcome"),
    [
        (Status.SPECULATIVE, None, "speculative", None),
        (Status.CANCELLED, Status.CONFIRMED, "cancelled", None),
        (Status.HELD, Status.SPECULATIVE, "speculative", "held"),
        (Status.LAPSED, Status.SPECULATIVE, "speculative", "lapsed"),
        (Status.LAPSED, None, "confirmed", "lapsed"),
    ],
)
def test_the_status_of_the_plan_stands_beside_its_outcome(status, announced, plan, outcome):
    event = Event(uid="u", kind=Kind.VISIT, title="t", status=status, when=When(), place=Place(), announced=announced)
    record = event_record(event)
    assert (record["status"], record["outcome"]) == (plan, outcome)
