"""Mining anew, killed with SIGKILL at random moments and begun again, on both databases: the store that one undisturbed run makes."""

from __future__ import annotations

import datetime as dt
import multiprocessing
import random
import signal
import tomllib
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import func, select

import tracker.ingest
from tests.store.conftest import NOW
from tests.store.ingest_child import remine
from tracker.domain import Article, Status
from tracker.filters import EventFilter
from tracker.lexicon import load
from tracker.mining import mine
from tracker.remine import preview
from tracker.store import changes, queries, schema
from tracker.store.engine import open_engine, session, writing
from tracker.store.integrity import problems
from tracker.store.models import MentionRow

KILLS, BATCH = 8, 7
TITLE = "The trip, as an analyst calls it"
STORIES = tomllib.loads((Path(__file__).parents[1] / "cases" / "stories.toml").read_text())["story"]
READY = multiprocessing.get_context("forkserver")
READY.set_forkserver_preload(["tests.store.ingest_child"])


def articles():
    told = [row for story in STORIES for row in story["articles"]]
    return [
        Article(str(number), text, published=dt.date.fromisoformat(day), outlet=outlet) for number, (day, outlet, text) in enumerate(told)
    ]


def older_rules(article, lexicon, *, past=False):
    """Rules that do not find every article's claims yet, and take each plan for a mere possibility."""
    found = [] if int(article.key) % 5 == 0 else mine(article, lexicon, past=past)
    return [replace(one, status=Status.SPECULATIVE) if one.status is Status.CONFIRMED else one for one in found]


@pytest.fixture
def filled(monkeypatch):
    """Fills a store by older rules, with an analyst's word in it; gives the event of that word."""

    def fill(engine):
        with monkeypatch.context() as older:
            older.setattr("tracker.ingest.mine", older_rules)
            older.setattr("tracker.ingest.rules_version", lambda: "older")
            tracker.ingest.ingest(engine, articles(), load(), NOW)
        with session(engine) as opened:
            uid = min(event.uid for event in queries.every_event(opened, EventFilter()))
            sequence = queries.sequence_of(opened, uid)
        with writing(engine) as opened:
            changes.change_event(opened, uid, {"title": TITLE}, changes.Author(NOW), expected_sequence=sequence)
        return uid

    return fill


def url_of(engine):
    return engine.url.render_as_string(hide_password=False)


def told(engine):
    """Events, histories, and claims that count, without the moments at which they were recorded."""
    with session(engine) as opened:
        assert problems(opened) == []
        events = {event.uid: replace(event, sequence=0) for event in queries.every_event(opened, EventFilter())}
        history = {
            uid: [replace(change, recorded_at=NOW, cause=change.cause.partition(":")[0]) for change in queries.history(opened, uid)]
            for uid in events
        }
        return events, history, opened.scalar(select(func.count()).select_from(MentionRow).where(MentionRow.active))


def shown(engine):
    return list(preview(engine, load(), NOW))


@pytest.fixture
def undisturbed(filled, tmp_path):
    """What one run makes of the store, and in how many statements."""
    engine = open_engine(f"sqlite:///{tmp_path / 'whole.sqlite3'}")
    schema.upgrade(engine)
    filled(engine)
    statements = remine(url_of(engine), BATCH)
    found = told(engine)
    engine.dispose()
    return found, statements


def run(url, kill_at=0):
    process = READY.Process(target=remine, args=(url, BATCH), kwargs={"kill_at": kill_at})
    process.start()
    process.join()
    return process.exitcode


def test_mining_anew_killed_at_random_moments_ends_as_if_it_was_not(engine, filled, undisturbed):
    whole, statements = undisturbed
    uid = filled(engine)
    before, left = told(engine), [len(shown(engine))]
    assert before != whole
    chance, ends = random.Random(20231130), []
    for _ in range(KILLS):
        ends.append(run(url_of(engine), chance.randint(statements // 8, statements // 2)))
        assert problems_of(engine) == []
        left.append(len(shown(engine)))
    assert ends == [-signal.SIGKILL] * KILLS
    assert left == sorted(left, reverse=True), "what is shown is what is still to change"
    assert 0 < left[-1] < left[0], "the kills met a run at work"
    assert run(url_of(engine)) == 0
    assert told(engine) == whole
    assert whole[0][uid].title == TITLE
    assert shown(engine) == []


def test_killed_while_it_only_shows_nothing_is_changed(engine, filled):
    filled(engine)
    before = told(engine)
    assert run(url_of(engine), kill_at=6) == -signal.SIGKILL
    assert told(engine) == before


def problems_of(engine):
    with session(engine) as opened:
        return list(problems(opened))
