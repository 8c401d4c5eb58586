"""The story of ../shared, ingested by the command line and killed with SIGKILL at twenty random moments, on both databases."""

from __future__ import annotations

import multiprocessing
import random
import signal
from dataclasses import replace

import pytest
from sqlalchemy import func, select

from tests.store.conftest import NOW
from tests.store.ingest_child import ingest
from tracker.filters import EventFilter
from tracker.store import queries, schema
from tracker.store.engine import open_engine, session
from tracker.store.integrity import problems
from tracker.store.models import ArticleRow, EventRow, MentionRow

KILLS = 20
BATCHES = (1, 3, 10, 40)  # articles a transaction: a kill meets small and large ones
READY = multiprocessing.get_context("forkserver")
READY.set_forkserver_preload(["tests.store.ingest_child"])


@pytest.fixture(scope="module")
def story(shared):
    return str(shared / "eval" / "story-dev.jsonl")


@pytest.fixture(scope="module")
def undisturbed(story, tmp_path_factory):
    """What one run makes of the story, and in how many statements."""
    engine = open_engine(f"sqlite:///{tmp_path_factory.mktemp('whole') / 'store.sqlite3'}")
    schema.upgrade(engine)
    statements = ingest(url_of(engine), story, BATCHES[1])
    found = told(engine)
    engine.dispose()
    return found, statements


def url_of(engine):
    return engine.url.render_as_string(hide_password=False)


def run(url, story, batch, kill_at=0):
    """Ingest in another process; give the signal or code with which it ended."""
    process = READY.Process(target=ingest, args=(url, story, batch), kwargs={"kill_at": kill_at})
    process.start()
    process.join()
    return process.exitcode


def told(engine):
    """Events, histories and rows, without the moments at which they were recorded."""
    with session(engine) as opened:
        events = {event.uid: replace(event, sequence=0) for event in queries.every_event(opened, EventFilter())}
        history = {uid: [replace(change, recorded_at=NOW) for change in queries.history(opened, uid)] for uid in events}
        rows = [opened.scalar(select(func.count()).select_from(table)) for table in (ArticleRow, MentionRow, EventRow)]
    return events, history, rows


def test_a_story_killed_at_twenty_moments_is_the_same_story(engine, story, undisturbed):
    whole, statements = undisturbed
    chance, ends = random.Random(20230209), []
    for number in range(KILLS):
        kill_at = chance.randint(1, statements // 24)
        ends.append(run(url_of(engine), story, BATCHES[number % len(BATCHES)], kill_at))
        with session(engine) as opened:
            assert problems(opened) == []
            assert opened.scalar(select(func.count(MentionRow.id)).where(MentionRow.event_id.is_(None))) == 0
    assert ends == [-signal.SIGKILL] * KILLS
    assert 0 < told(engine)[2][0] < whole[2][0], "the kills met runs at work"
    assert run(url_of(engine), story, 100) == 0
    assert told(engine) == whole
