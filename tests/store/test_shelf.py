"""Articles that arrive together are recognised and settled as if they had come one by one; each test on both databases."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from tests.store.test_changes_articles import STORY, everything, mined
from tracker.store import schema
from tracker.store.changes import Outcome, Run, store, store_all
from tracker.store.changes.shelf import Shelf, Sought
from tracker.store.engine import open_engine, session, writing
from tracker.store.integrity import problems

NOW = dt.datetime(2026, 11, 23, 9, 0, tzinfo=dt.UTC)
URL = "https://news.example/visit"
INSERTED, UPDATED, UNCHANGED = Outcome


def put_together(engine, items):
    with writing(engine) as opened:
        run = Run(opened, NOW)
        outcomes = [stored.outcome for stored in store_all(run, items)]
        run.finish()
    return outcomes


def put_apart(items):
    """What the articles become one by one, in a database of their own."""
    other = open_engine("sqlite://")
    schema.upgrade(other)
    outcomes = []
    for item in items:
        with writing(other) as opened:
            run = Run(opened, NOW)
            outcomes.append(store(run, item).outcome)
            run.finish()
    found = everything(other)
    other.dispose()
    return outcomes, found


def changed(item, text, days=0):
    article = replace(item.article, text=text, published=item.article.published + dt.timedelta(days))
    return replace(item, article=article)


def batches():
    story = mined(*STORY)
    one, two = mined(STORY[0], url=URL)[0], mined(STORY[1], url=f"{URL}?utm_source=feed")[0]
    withdrawn = replace(changed(one, "Nothing is planned.", 1), mentions=[])
    copy = replace(one, article=replace(one.article, key="copy", url="https://other.example/visit"))
    yield "a story", story, [INSERTED] * len(story)
    yield "a story backwards", story[::-1], [INSERTED] * len(story)
    yield "twice the same", [story[0], story[0]], [INSERTED, UNCHANGED]
    yield "a revision beside its first text", [one, withdrawn], [INSERTED, UPDATED]
    yield "a revision between others", [story[2], one, withdrawn, story[4]], [INSERTED, INSERTED, UPDATED, INSERTED]
    yield "a revision of a revision", [one, withdrawn, changed(one, "It is planned again.", 2)], [INSERTED, UPDATED, UPDATED]
    yield "one address, another text", [one, two], [INSERTED, UPDATED]
    yield "a copy under another address", [one, copy], [INSERTED, UNCHANGED]
    yield "a copy a week later", [one, changed(copy, one.article.text, 7)], [INSERTED, INSERTED]


BATCHES = list(batches())


@pytest.mark.parametrize(("items", "outcomes"), [row[1:] for row in BATCHES], ids=[row[0] for row in BATCHES])
def test_together_is_as_one_by_one(engine, items, outcomes):
    apart, wanted = put_apart(items)
    assert put_together(engine, items) == outcomes == apart
    found = everything(engine)
    assert {uid: replace(event, sequence=0) for uid, event in found.items()} == {
        uid: replace(event, sequence=0) for uid, event in wanted.items()
    }
    with session(engine) as opened:
        assert problems(opened) == []


def test_a_batch_with_an_undated_article_is_refused_whole(engine):
    items = mined(*STORY[:2])
    undated = replace(items[1], article=replace(items[1].article, published=None))
    with writing(engine) as opened, pytest.raises(ValueError, match="publication date is missing"):
        store_all(Run(opened, NOW), [items[0], undated])
    assert everything(engine) == {}


def test_a_shelf_knows_by_key_and_by_address_and_nothing_else(engine):
    put_together(engine, mined(STORY[0], url=URL))
    key = mined(STORY[0])[0].article.key
    with session(engine) as opened:
        shelf = Shelf.of(opened, [Sought(key, "", ""), Sought("new", "news.example/visit", ""), Sought("", "", "")])
    assert shelf.known(Sought(key, "", "")) == shelf.known(Sought("new", "news.example/visit", ""))
    assert shelf.known(Sought("new", "news.example/other", "")) is None
    assert shelf.known(Sought("new", "", "")) is None
