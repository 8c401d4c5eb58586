import datetime as dt

import pytest

from tracker.domain import Article, Evidence, Kind, Mention, Place, Status, When
from tracker.store import queries
from tracker.store.documents import mention_document
from tracker.store.engine import writing
from tracker.store.models import ArticleAddress, ArticleRow, EventRow, MentionRow

NOW = dt.datetime(2026, 11, 23, 9, 0, tzinfo=dt.UTC)
TEXT = "It rained. Donald Trump will meet Vladimir Putin in Hamburg. It went on raining."
QUOTE = "Donald Trump will meet Vladimir Putin in Hamburg."


def article_row(number, **fields):
    known = dt.date(2017, 1, number)
    return ArticleRow(
        **{
            "id": number,
            "key": f"a{number}",
            "origin": f"a{number}",
            "sha256": "",
            "published": known,
            "lang": "en",
            "outlet": f"Outlet {number}",
            "url": f"https://example.org/{number}",
            "title": "",
            "text": TEXT,
            "recorded_at": NOW,
            **fields,
        }
    )


def mention_row(number, event_id, **fields):
    start = TEXT.index(QUOTE)
    said = Mention(
        f"a{number}",
        0,
        Kind.MEETING,
        "Meeting",
        (),
        (),
        When(),
        Place(),
        Status.CONFIRMED,
        (Evidence(start, start + len(QUOTE), QUOTE),),
        ("rule",),
    )
    return MentionRow(
        **{
            "uid": f"m{number}",
            "article_id": number,
            "ordinal": 0,
            "kind": "meeting",
            "status": "confirmed",
            "known": dt.date(2017, 1, number),
            "event_id": event_id,
            "score": 0.9,
            "reasons": ["parties agree"],
            "document": mention_document(said),
            **fields,
        }
    )


@pytest.fixture
def told(engine, store, event, reading):
    """An event that two articles tell, the second a revision with a second address; a third article tells nothing that counts."""
    store([event("2017-01-01", mentions=(("a1", 0), ("a2", 0)))])
    with writing(engine) as opened:
        event_id = opened.query(EventRow).one().id
        opened.add_all([article_row(1), article_row(2, origin="a1", revision=2, supersedes=1, title="Rain"), article_row(3)])
        opened.flush()
        opened.add_all([mention_row(1, event_id), mention_row(2, event_id), mention_row(3, None, active=False)])
        opened.add_all(
            [ArticleAddress(url=url, article_id=2, outlet="", first_seen=NOW) for url in ("https://b.example", "https://a.example")]
        )
    return reading


def test_an_article_comes_back_as_it_was_given(told):
    found = queries.article(told, 2)
    assert found.article == Article("a2", TEXT, "Rain", dt.date(2017, 1, 2), None, "Outlet 2", "https://example.org/2", "en")
    assert (found.origin, found.revision, found.supersedes, found.superseded_by) == ("a1", 2, 1, None)
    assert found.addresses == ("https://a.example", "https://b.example")
    assert queries.article(told, 1).superseded_by == 2
    assert queries.article(told, 99) is None


def test_an_article_shows_the_mentions_that_count_with_their_events(told):
    (found,) = queries.mentions_of(told, 1)
    assert (found.event_uid, found.score, found.reasons, found.mention.evidence[0].quote) == ("e1", 0.9, ("parties agree",), QUOTE)
    assert queries.mentions_of(told, 3) == []


def test_evidence_has_the_words_around_the_quote(told):
    first = queries.evidence(told, "e1")[0]
    assert (first.outlet, first.url, first.published) == ("Outlet 1", "https://example.org/1", dt.date(2017, 1, 1))
    assert (first.before, first.stored.mention.evidence[0].quote, first.after) == ("It rained. ", QUOTE, " It went on raining.")


@pytest.mark.parametrize(
    ("known", "expected"), [("2016-12-31", []), ("2017-01-01", ["a1"]), ("2017-01-02", ["a1", "a2"]), (None, ["a1", "a2"])]
)
def test_evidence_is_what_was_known(told, known, expected):
    found = queries.evidence(told, "e1", dt.date.fromisoformat(known) if known else None)
    assert [row.article_key for row in found] == expected


def test_an_unknown_event_has_no_evidence(told):
    assert queries.evidence(told, "unknown") == []


def test_an_event_names_the_ids_that_its_articles_were_ingested_with(told):
    assert queries.origins_of(told, queries.find_event(told, "e1")) == ("a1",)
