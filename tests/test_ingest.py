"""Articles in, report out: counts, warnings, whole batches, mining in processes of its own."""

from __future__ import annotations

import datetime as dt

import pytest

import tracker.ingest
from tracker.domain import Article, Report
from tracker.filters import EventFilter
from tracker.ingest import Manner, Rejected, ingest, mine_one, rules_version
from tracker.store import queries, schema
from tracker.store.engine import open_engine, session

NOW = dt.datetime(2026, 11, 23, 9, 0, tzinfo=dt.UTC)
TEXT = "Chinese President Xi Jinping will visit Moscow on March 20 for talks with Russian President Vladimir Putin, the Kremlin said."


@pytest.fixture
def engine(tmp_path):
    opened = open_engine(f"sqlite:///{tmp_path / 'ingest.sqlite3'}")
    schema.upgrade(opened)
    yield opened
    opened.dispose()


def article(number=0, text=TEXT, published=dt.date(2023, 3, 17), outlet=""):
    return Article(f"a{number}", f"{text} ({number})" if number else text, published=published, outlet=outlet or f"Outlet {number}")


def events(engine):
    with session(engine) as opened:
        return list(queries.every_event(opened, EventFilter()))


def test_articles_of_one_meeting_make_one_event(engine, lexicon):
    assert ingest(engine, [article(number) for number in range(3)], lexicon, NOW) == Report(inserted=3)
    visits = [event for event in events(engine) if "xi-jinping" in {person.key for person in event.participants}]
    assert [len(event.mentions) for event in visits] == [3]
    assert ingest(engine, [article(number) for number in range(3)], lexicon, NOW) == Report(unchanged=3)


def test_an_article_without_date_is_refused_and_stops_nothing(engine, lexicon):
    report = ingest(engine, [article(1, published=None), article(2)], lexicon, NOW)
    assert (report.inserted, report.rejected) == (1, 1)
    assert report.warnings[0].startswith("a1: ")


def test_an_article_without_date_that_names_known_summits_is_stored_as_inferred(engine, lexicon):
    text = "Donald Trump and Vladimir Putin may meet on the sidelines of the G-20 summit in Hamburg this July."
    assert ingest(engine, [article(text=text, published=None)], lexicon, NOW) == Report(inserted=1)
    with session(engine) as opened:
        stored = queries.article(opened, 1)
    assert (stored.inferred, stored.article.published) == (True, dt.date(2017, 1, 1))
    assert {event.when.earliest.year for event in events(engine)} == {2017}


def test_a_changed_text_is_counted_as_updated(engine, lexicon):
    ingest(engine, [article()], lexicon, NOW)
    assert ingest(engine, [article(text="Nothing is planned.")], lexicon, NOW) == Report(updated=1)


def test_each_batch_is_stored_whole_before_the_next_is_read(engine, lexicon, monkeypatch):
    monkeypatch.setattr(tracker.ingest, "BATCH", 2)

    def breaking():
        yield from (article(number) for number in range(3))
        raise KeyboardInterrupt

    stored = []
    with pytest.raises(KeyboardInterrupt):
        ingest(engine, breaking(), lexicon, NOW, Manner(watch=lambda one, _: stored.append(one.key)))
    assert stored == ["a0", "a1"]
    assert ingest(engine, [article(number) for number in range(3)], lexicon, NOW) == Report(inserted=1, unchanged=2)


def test_processes_mine_what_one_process_mines(engine, lexicon, monkeypatch):
    monkeypatch.setattr(tracker.ingest, "BATCH", 2)
    seen = []
    report = ingest(
        engine, [article(number) for number in range(5)], lexicon, NOW, Manner(workers=2, watch=lambda one, _: seen.append(one.key))
    )
    assert (report.inserted, seen) == (5, ["a0", "a1", "a2", "a3", "a4"])
    visits = [event for event in events(engine) if "xi-jinping" in {person.key for person in event.participants}]
    assert [len(event.mentions) for event in visits] == [5]


def test_a_batch_ends_where_its_articles_grow_long(engine, lexicon, monkeypatch):
    monkeypatch.setattr(tracker.ingest, "MOST_CHARACTERS", len(TEXT) * 2)
    stored = []

    def counted():
        for number in range(4):
            stored.append(len(list(queries.list_articles(opened).rows)))
            yield article(number)

    with session(engine) as opened:
        ingest(engine, counted(), lexicon, NOW, Manner(watch=lambda *_: opened.rollback()))
    assert stored == [0, 0, 2, 2]


def test_what_is_stored_word_by_word_is_not_mined_again(engine, lexicon, monkeypatch):
    many = [article(number) for number in range(3)]
    ingest(engine, many, lexicon, NOW)
    mined = []
    monkeypatch.setattr(tracker.ingest, "mine_one", lambda one, lexicon: mined.append(one.key) or mine_one(one, lexicon))
    report = ingest(engine, [*many, article(3)], lexicon, NOW)
    assert (report.inserted, report.unchanged, mined) == (1, 3, ["a3"])


def test_an_undated_article_that_is_stored_stays_as_it_is(engine, lexicon):
    text = "Donald Trump and Vladimir Putin may meet on the sidelines of the G-20 summit in Hamburg this July."
    for expected in (Report(inserted=1), Report(unchanged=1)):
        assert ingest(engine, [article(text=text, published=None)], lexicon, NOW) == expected


def test_a_text_that_goes_and_comes_back_within_a_batch_keeps_its_claims(engine, lexicon):
    """The second article of the batch was stored word by word when the batch was looked up, and is not when its turn comes."""
    ingest(engine, [article()], lexicon, NOW)
    report = ingest(engine, [article(text="Nothing is planned."), article()], lexicon, NOW)
    assert report == Report(updated=2)
    visits = [event for event in events(engine) if "xi-jinping" in {person.key for person in event.participants}]
    assert [len(event.mentions) for event in visits] == [1]


@pytest.mark.parametrize("odd", ["\x00", "\ud800"])
def test_characters_that_no_database_takes_cost_nothing(engine, lexicon, odd):
    report = ingest(engine, [article(1, f"{TEXT}{odd} The end.", outlet=f"The{odd}Paper"), article(2)], lexicon, NOW)
    assert (report.inserted, report.rejected) == (2, 0)
    with session(engine) as opened:
        assert {row.outlet for row in queries.list_articles(opened).rows} == {"The Paper", "Outlet 2"}


def test_a_refusal_says_why(lexicon):
    refused = mine_one(article(published=None), lexicon)
    assert isinstance(refused, Rejected)
    assert "date" in refused.reason


def test_the_version_of_the_rules_is_short_and_stays():
    assert rules_version() == rules_version()
    assert len(rules_version()) == 12


def test_an_article_in_a_language_without_rules_is_kept_and_said_to_be_unread(engine, lexicon):
    french = Article(
        "fr1", "Le président chinois se rendra à Moscou le 20 mars, a dit le Kremlin. " * 9, published=dt.date(2023, 3, 17), lang="fr"
    )
    report = ingest(engine, [french, article()], lexicon, NOW)
    assert report.inserted == 2
    assert report.warnings == ("fr1: kept, but no event was looked for: there are no rules for its language (fr)",)
