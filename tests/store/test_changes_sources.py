"""A source that an analyst adds to an event: counted from its day, undone, split off, merged along, kept by re-mining."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest
from sqlalchemy import select, update

from tests.resolve.builders import claims
from tracker.domain import Article, Status
from tracker.filters import EventFilter
from tracker.ingest import mine_one
from tracker.lexicon import load
from tracker.mining.dates.typed import parse_when
from tracker.remine import remine_all
from tracker.store import changes, queries
from tracker.store.changes import AddedSource, Author, EditError, Mined, Source
from tracker.store.documents import mention_document
from tracker.store.engine import session, writing
from tracker.store.integrity import problems
from tracker.store.models import ArticleRow, EditRow, MentionRow

TOLD, NOW = dt.date(2023, 3, 10), dt.datetime(2023, 3, 18, 9, 0, tzinfo=dt.UTC)
ME = Author(NOW, "ann")
VISIT = {"kind": "visit", "people": ["xi-jinping:CN"], "countries": ["CN", "RU"], "place": "Moscow, RU", "status": "speculative"}
SOURCE = Source("The foreign ministry announced the visit", "The Evening Post", "https://post.example/visit")


@pytest.fixture
def event(engine):
    """The uid of a visit of which one article told on 10 March."""
    (claim,) = claims([{**VISIT, "known": TOLD.isoformat(), "when": "2023-03-20..2023-03-31"}])
    article = Article(claim.mention.article_key, claim.mention.evidence[0].quote, published=claim.known, outlet=claim.outlet)
    with writing(engine) as opened:
        changes.store_article(opened, Mined(article, [claim.mention], "rules-1"), NOW)
    return claim.uid


@pytest.fixture
def add(engine, event):
    def write(published="2023-03-14", status=Status.CONFIRMED, author=ME, uid=None, when=""):
        day = dt.date.fromisoformat(published)
        said = {"when": parse_when(when, day)} if when else {}
        with writing(engine) as opened:
            return changes.add_source(opened, uid or event, AddedSource(SOURCE, day, status, **said), author)

    return write


@pytest.fixture
def seen(engine, event):
    def look(day=None, uid=None):
        with session(engine) as opened:
            return queries.find_event(opened, uid or event, day and dt.date.fromisoformat(day))

    return look


def sound(engine):
    with session(engine) as opened:
        return list(problems(opened)) == []


def undoings(engine):
    with session(engine) as opened:
        return list(opened.scalars(select(EditRow.id).where(EditRow.kind == "undo")))


def edit_ids(engine, uid):
    with session(engine) as opened:
        return [made.edit.id for made in changes.edits_of(opened, uid)]


def test_it_counts_from_the_day_on_which_it_appeared(engine, add, seen):
    add()
    assert seen("2023-03-13").status is Status.SPECULATIVE
    assert seen("2023-03-14").status is Status.CONFIRMED
    assert (seen("2023-03-13").origins, seen().origins) == (1, 2)
    assert (seen().quote, seen().outlet) == (SOURCE.quote, SOURCE.outlet)
    assert sound(engine)


def test_what_it_does_not_say_stays(add, seen):
    before = seen()
    add()
    after = seen()
    for name in ("title", "kind", "when", "place", "participants", "countries", "series", "review"):
        assert getattr(after, name) == getattr(before, name), name


def test_a_date_that_it_gives_sharpens_the_window(add, seen):
    add(when="March 20-22")
    assert (seen().when.earliest, seen().when.latest) == (dt.date(2023, 3, 20), dt.date(2023, 3, 22))


def test_an_older_source_makes_the_event_known_earlier(add, seen, event):
    assert seen("2023-03-05") is None
    add("2023-03-05", Status.SPECULATIVE)
    assert seen("2023-03-05").uid == event
    assert seen("2023-03-04") is None


def test_it_leaves_its_change_with_the_day_of_both(engine, add, event):
    add()
    with session(engine) as opened:
        told = [change for change in queries.history(opened, event) if change.known == dt.date(2023, 3, 14)]
    assert {change.field for change in told} == {"status", "sources"}
    assert {change.outlet for change in told} == {SOURCE.outlet}
    assert {change.recorded_at for change in told} == {NOW}
    assert [change.words for change in told if change.field == "sources"] == ["an analyst added a source"]


def test_undoing_takes_it_away_and_undoing_that_brings_it_back(engine, add, seen, event):
    add()
    (added,) = edit_ids(engine, event)
    later = Author(NOW + dt.timedelta(1), "ann")
    with writing(engine) as opened:
        changes.undo_edits(opened, event, [added], later)
    assert (seen().status, len(seen().mentions)) == (Status.SPECULATIVE, 1)
    assert seen("2023-03-18").status is Status.CONFIRMED
    with session(engine) as opened:
        every = queries.list_events(opened, EventFilter()).rows
    assert [one.uid for one in every] == [event]
    (undoing,) = undoings(engine)
    with writing(engine) as opened:
        changes.undo_edits(opened, event, [undoing], Author(NOW + dt.timedelta(2), "ann"))
    assert seen().status is Status.CONFIRMED
    assert sound(engine)


def test_it_goes_along_when_the_event_is_merged(engine, add, seen, event):
    add()
    (other,) = claims([{**VISIT, "known": "2023-03-11", "article": "other", "when": "2023-06-01"}])
    article = Article("other", other.mention.evidence[0].quote, published=other.known, outlet="Another")
    with writing(engine) as opened:
        changes.store_article(opened, Mined(article, [other.mention], "rules-1"), NOW)
        changes.merge_events(opened, event, other.uid, ME)
    assert len(seen(uid=other.uid).mentions) == 3
    assert sound(engine)


def test_alone_it_is_no_event_and_cannot_be_split_off(engine, add, seen, event):
    add()
    with pytest.raises(EditError, match="undo the adding"), writing(engine) as opened:
        changes.split_event(opened, event, [key for key in seen().mentions if key[0].startswith("source:")], ME)


def test_it_is_split_off_with_an_article_and_comes_back(engine, add, seen, event):
    (later,) = claims([{**VISIT, "known": "2023-03-12", "article": "later", "outlet": "Third", "when": "2023-03-20/2023-03-22"}])
    article = Article("later", later.mention.evidence[0].quote, published=later.known, outlet="Third")
    with writing(engine) as opened:
        changes.store_article(opened, Mined(article, [later.mention], "rules-1"), NOW)
    add()
    leaving = [key for key in seen().mentions if key[0] == "later" or key[0].startswith("source:")]
    with writing(engine) as opened:
        part = changes.split_event(opened, event, leaving, ME)
    assert (len(seen().mentions), len(seen(uid=part).mentions)) == (1, 2)
    assert sound(engine)
    with writing(engine) as opened:
        changes.undo_edits(opened, event, [part], ME)
    assert len(seen().mentions) == 3
    assert sound(engine)


def test_mining_anew_leaves_it_with_its_event(engine, add, seen):
    text = "WASHINGTON - President Joe Biden may visit Warsaw on March 22, an official said."
    read = mine_one(Article("real", text, published=TOLD, outlet="Wire"), load())
    with writing(engine) as opened:
        changes.store_article(opened, Mined(read.article, read.mentions, "old rules"), NOW)
        (uid,) = opened.scalars(select(MentionRow.uid).join(ArticleRow).where(ArticleRow.key == "real"))
        opened.execute(update(MentionRow).where(MentionRow.uid == uid).values(document=_as_of_old_rules(read.mentions[0])))
    add(uid=uid)
    remine_all(engine, load(), NOW)
    assert seen(uid=uid).participants[0].key == "joe-biden"
    assert [key.partition(":")[0] for key, _ in seen(uid=uid).mentions] == ["real", "source"]
    assert sound(engine)


def _as_of_old_rules(mention):
    return mention_document(replace(mention, title="as older rules called it"))


@pytest.mark.parametrize(("published", "uid"), [("2023-03-19", None), ("2023-03-14", "nobody")])
def test_what_cannot_be_is_refused(add, published, uid):
    with pytest.raises(EditError):
        add(published, uid=uid)


def test_later_articles_still_find_the_event(engine, add, seen, event):
    add()
    (later,) = claims([{**VISIT, "known": "2023-03-16", "article": "later", "outlet": "Third", "when": "2023-03-20/2023-03-22"}])
    article = Article("later", later.mention.evidence[0].quote, published=later.known, outlet="Third")
    with writing(engine) as opened:
        changes.store_article(opened, Mined(article, [later.mention], "rules-1"), NOW)
    assert len(seen().mentions) == 3
