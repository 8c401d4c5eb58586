"""Articles with all that follows: settled whatever their order, revised, copied, told once; each test on both databases."""

from __future__ import annotations

import datetime as dt
import random
from dataclasses import replace

import pytest

from tests.resolve.builders import claims
from tracker.domain import Article, Status
from tracker.filters import EventFilter
from tracker.store import queries
from tracker.store.changes import Mined, Outcome, Run, lapse_due, store, store_article
from tracker.store.engine import session, writing
from tracker.store.integrity import problems

NOW = dt.datetime(2026, 11, 23, 9, 0, tzinfo=dt.UTC)
VISIT = {"kind": "visit", "people": ["xi-jinping:CN"], "countries": ["CN", "RU"], "place": "Moscow, RU"}
STORY = (
    {**VISIT, "known": "2023-02-21", "status": "speculative", "outlet": "WSJ"},
    {**VISIT, "known": "2023-03-13", "status": "speculative", "when": "2023-03-20..2023-03-26", "outlet": "Reuters"},
    {**VISIT, "known": "2023-03-17", "when": "2023-03-20/2023-03-22", "outlet": "TASS", "sources": ["institution:Kremlin:RU"]},
    {"known": "2023-03-17", "people": ["xi-jinping:CN", "vladimir-putin:RU"], "when": "2023-03-20..2023-03-26", "outlet": "NPR"},
    {"known": "2023-02-25", "people": ["volodymyr-zelensky:UA", "xi-jinping:CN"], "status": "speculative", "outlet": "NBC"},
    {"known": "2023-03-29", "people": ["volodymyr-zelensky:UA", "xi-jinping:CN"], "status": "speculative", "outlet": "Fox"},
    {"known": "2023-03-21", "people": ["xi-jinping:CN", "vladimir-putin:RU"], "when": "2023-03-21", "status": "held", "outlet": "AP"},
)


def mined(*rows, url="", text=""):
    """One article a row."""
    found = []
    for claim in claims(rows):
        mention = claim.mention
        words = text or f"{mention.evidence[0].quote} ({mention.article_key})"
        article = Article(mention.article_key, words, published=claim.known, published_at=claim.published_at, outlet=claim.outlet, url=url)
        found.append(Mined(article, [mention], "rules-1"))
    return found


@pytest.fixture
def put(engine):
    """Stores articles, each in a transaction of its own, and gives what became of them."""

    def write(items, now=NOW):
        outcomes = []
        for item in items:
            with writing(engine) as opened:
                outcomes.append(store_article(opened, item, now).outcome)
        return outcomes

    return write


def everything(engine, day=None):
    with session(engine) as opened:
        return {event.uid: event for event in queries.every_event(opened, EventFilter(as_known_on=day))}


def summary(engine, day=None):
    events = everything(engine, day).values()
    return sorted((event.status.value, str(event.when.earliest), len(event.mentions), len(event.reports)) for event in events)


def test_articles_settle_into_events(engine, put):
    assert put(mined(*STORY)) == [Outcome.INSERTED] * len(STORY)
    assert summary(engine) == [("held", "2023-03-20", 4, 1), ("lapsed", "None", 2, 0)]
    with session(engine) as opened:
        assert problems(opened) == []


def test_each_day_gives_what_was_believed(engine, put):
    put(mined(*STORY))
    statuses = {
        str(day): {event.status for event in everything(engine, day).values() if event.place.city}
        for day in map(dt.date.fromisoformat, ("2023-02-20", "2023-02-21", "2023-03-16", "2023-03-17", "2023-03-22"))
    }
    assert statuses == {
        "2023-02-20": set(),
        "2023-02-21": {Status.SPECULATIVE},
        "2023-03-16": {Status.SPECULATIVE},
        "2023-03-17": {Status.CONFIRMED},
        "2023-03-22": {Status.HELD},
    }


@pytest.mark.parametrize("seed", range(4))
def test_any_order_of_arrival_gives_the_same_store(engine, put, seed):
    items = mined(*STORY)
    random.Random(seed).shuffle(items)
    put(items)
    with_order = everything(engine)
    assert {uid: replace(event, sequence=0) for uid, event in with_order.items()} == _in_order()
    with session(engine) as opened:
        assert problems(opened) == []


def _in_order():
    """The same story in one transaction and in order, in a database of its own."""
    from tracker.store import schema  # noqa: PLC0415
    from tracker.store.engine import open_engine  # noqa: PLC0415

    other = open_engine("sqlite://")
    schema.upgrade(other)
    with writing(other) as opened:
        run = Run(opened, NOW)
        for item in mined(*STORY):
            store(run, item)
        run.finish()
    found = {uid: replace(event, sequence=0) for uid, event in everything(other).items()}
    other.dispose()
    return found


def test_the_same_article_twice_changes_nothing(engine, put):
    put(mined(*STORY))
    before = everything(engine)
    assert put(mined(*STORY)) == [Outcome.UNCHANGED] * len(STORY)
    assert everything(engine) == before


def test_an_old_uid_leads_to_the_event_that_an_earlier_article_founded_anew(engine, put):
    first, second = mined(*STORY[:2])
    put([second])
    (old,) = everything(engine)
    put([first])
    (new,) = everything(engine)
    with session(engine) as opened:
        assert new != old
        assert queries.merged_into(opened, old) == new


def test_a_changed_text_is_a_revision_and_the_old_claim_stops_counting(engine, put):
    (item,) = mined({**VISIT, "known": "2023-03-01", "when": "2023-03-20"})
    put([item])
    mention = claims([{**VISIT, "known": "2023-03-05", "when": "2023-04-03"}])[0].mention
    corrected = Mined(replace(item.article, text="corrected", published=dt.date(2023, 3, 5)), [mention], "rules-1")
    assert put([corrected]) == [Outcome.UPDATED]
    (before,) = everything(engine, dt.date(2023, 3, 4)).values()
    (after,) = everything(engine, dt.date(2023, 3, 6)).values()
    assert (str(before.when.earliest), str(after.when.earliest)) == ("2023-03-20", "2023-04-03")
    assert before.uid == after.uid
    with session(engine) as opened:
        rows = [row for row in queries.history(opened, before.uid) if row.field == "sources"]
        assert [(str(row.known), row.words) for row in rows] == [("2023-03-05", "1 more report, 1 report withdrawn")]
        assert [source.stored.superseded_on for source in queries.evidence(opened, before.uid, dt.date(2023, 3, 4))] == [
            dt.date(2023, 3, 5)
        ]


def test_an_event_whose_only_source_took_it_back_ends_and_says_so(engine, put):
    (item,) = mined({**VISIT, "known": "2023-03-01", "when": "2023-03-20"})
    put([item])
    put([Mined(replace(item.article, text="Nothing is planned.", published=dt.date(2023, 3, 5)), [], "rules-1")])
    assert len(everything(engine, dt.date(2023, 3, 4))) == 1
    assert everything(engine, dt.date(2023, 3, 5)) == {}


def test_a_revision_of_the_same_day_is_known_from_its_arrival(engine, put):
    (item,) = mined({**VISIT, "known": "2023-03-01", "status": "speculative"})
    put([item])
    put([Mined(replace(item.article, text="Nothing is planned."), [], "rules-1")], dt.datetime(2023, 3, 9, 12, tzinfo=dt.UTC))
    assert len(everything(engine, dt.date(2023, 3, 8))) == 1
    assert everything(engine, dt.date(2023, 3, 9)) == {}


@pytest.mark.parametrize(
    "other",
    [
        "https://example.org/story?utm_source=rss",
        "http://www.example.org/story/",
        "https://example.org/story/amp",
        "https://example.org/story#comments",
    ],
)
def test_another_address_of_the_same_story_is_the_same_article(engine, put, other):
    (item,) = mined({**VISIT, "known": "2023-03-01"}, url="https://example.org/story")
    put([item])
    again = replace(item, article=replace(item.article, key="another id", url=other))
    assert put([again]) == [Outcome.UNCHANGED]


def test_a_syndicated_copy_is_one_article_with_two_addresses(engine, put):
    (item,) = mined({**VISIT, "known": "2023-03-01"}, url="https://one.example/story")
    put([item])
    copy = replace(item, article=replace(item.article, key="b", url="https://two.example/story"))
    assert put([copy]) == [Outcome.UNCHANGED]
    with session(engine) as opened:
        (event,) = everything(engine).values()
        (source,) = queries.evidence(opened, event.uid)
        assert queries.article(opened, source.article_id).addresses == ("one.example/story", "two.example/story")


def test_the_same_words_a_week_later_are_another_article(engine, put):
    (item,) = mined({**VISIT, "known": "2023-03-01"}, url="https://one.example/story")
    put([item])
    later = replace(item.article, key="b", url="https://two.example/story", published=dt.date(2023, 3, 8))
    assert put([replace(item, article=later)]) == [Outcome.INSERTED]


def test_records_of_one_database_share_its_address_and_stay_apart(engine, put):
    rows = [{**VISIT, "known": "2023-03-01", "when": f"2023-0{month}-20", "status": "held", "rules": ["import.test"]} for month in (1, 2)]
    assert put(mined(*rows, url="https://history.example/visits")) == [Outcome.INSERTED] * 2
    assert len(everything(engine)) == 2


def test_an_article_without_a_date_is_refused(engine):
    with writing(engine) as opened, pytest.raises(ValueError, match="publication date is missing"):
        store_article(opened, Mined(Article("a", "text")), NOW)


def test_time_alone_lapses_a_plan(engine, put):
    put(mined(*STORY[:3]), dt.datetime(2023, 3, 18, tzinfo=dt.UTC))
    assert summary(engine) == [("confirmed", "2023-03-20", 3, 0)]
    with writing(engine) as opened:
        assert lapse_due(opened, dt.datetime(2023, 3, 22, tzinfo=dt.UTC)) == 0
        assert lapse_due(opened, dt.datetime(2023, 3, 23, tzinfo=dt.UTC)) == 1
    assert summary(engine) == [("lapsed", "2023-03-20", 3, 0)]
    assert summary(engine, dt.date(2023, 3, 22)) == [("confirmed", "2023-03-20", 3, 0)]


def test_time_alone_lapses_a_rumour_without_a_date(engine, put):
    put(mined({**STORY[0], "known": "2023-02-21"}), dt.datetime(2023, 3, 18, tzinfo=dt.UTC))
    with writing(engine) as opened:
        assert lapse_due(opened, dt.datetime(2023, 5, 7, tzinfo=dt.UTC)) == 0
        assert lapse_due(opened, dt.datetime(2023, 5, 8, tzinfo=dt.UTC)) == 1
        assert lapse_due(opened, dt.datetime(2023, 5, 9, tzinfo=dt.UTC)) == 0
    assert [status for status, *_ in summary(engine)] == ["lapsed"]
    assert [status for status, *_ in summary(engine, dt.date(2023, 5, 7))] == ["speculative"]


def test_what_stands_beside_a_summit_follows_it(engine, put):
    summit = {
        "kind": "summit",
        "series": "G20",
        "edition": "G20-2017",
        "place": "Hamburg, DE",
        "known": "2016-07-07",
        "when": "2017-07-07/2017-07-08",
    }
    beside = {
        "known": "2017-04-27",
        "people": ["donald-trump:US", "vladimir-putin:RU"],
        "series": "G20",
        "edition": "G20-2017",
        "anchor": "G20-2017 2017-07-07/2017-07-08 Hamburg, DE",
        "when": "2017-07-01..2017-07-31",
    }
    moved = {**summit, "known": "2017-06-01", "when": "2017-09-01/2017-09-02", "place": "Berlin, DE", "rules": ["status.moved"]}
    put(mined(summit, beside, moved))
    meeting = [
        next(event for event in everything(engine, day).values() if event.participants)
        for day in (dt.date(2017, 5, 1), dt.date(2017, 6, 2))
    ]
    assert [str(event.shown[0]) for event in meeting] == ["2017-07-07", "2017-09-01"]
    with session(engine) as opened:
        assert [row.cause for row in queries.history(opened, meeting[0].uid) if row.field == "anchors"] == ["summit:G20-2017"]


def test_an_alternative_that_was_held_shows_on_the_other(engine, put):
    people = {"people": ["donald-trump:US", "vladimir-putin:RU"], "known": "2017-04-27", "article": "kommersant", "status": "speculative"}
    may = {**people, "ordinal": 0, "when": "2017-05-01..2017-05-31", "links": {"alternative_of": 1}}
    july = {**people, "ordinal": 1, "when": "2017-07-07/2017-07-08", "links": {"alternative_of": 0}}
    rumour = mined(may)[0]
    both = replace(rumour, mentions=[claim.mention for claim in claims([may, july])])
    held = mined({"known": "2017-07-07", "article": "ap", "people": people["people"], "when": "2017-07-07", "status": "held"})
    put([both, *held])
    events = sorted(everything(engine).values(), key=lambda event: str(event.when.earliest))
    assert [event.status for event in events] == [Status.LAPSED, Status.HELD]
    assert [event.links[0].status for event in events] == [Status.HELD, Status.LAPSED]
    before = sorted(everything(engine, dt.date(2017, 6, 15)).values(), key=lambda event: str(event.when.earliest))
    assert [event.links[0].status for event in before] == [Status.SPECULATIVE, Status.LAPSED]
