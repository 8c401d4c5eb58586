"""Killed at any moment and started again, or two at once: the same events as one undisturbed run, none lost, none doubled."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from dataclasses import replace

import pytest
from sqlalchemy import func, select

from tests.store.crash_child import NOW, main, mined
from tracker.config import ROOT
from tracker.filters import EventFilter
from tracker.store import queries, schema
from tracker.store.changes import Run, store
from tracker.store.engine import open_engine, session, writing
from tracker.store.integrity import problems
from tracker.store.models import ArticleRow, MentionRow

KILLS = 20


def child(url, share=0, shares=1):
    command = [sys.executable, "-m", "tests.store.crash_child", url, str(share), str(shares)]
    return subprocess.Popen(command, cwd=ROOT, env={**os.environ, "PYTHONPATH": str(ROOT)})


def url_of(engine):
    return engine.url.render_as_string(hide_password=False)


def told(engine):
    with session(engine) as opened:
        events = {event.uid: replace(event, sequence=0) for event in queries.every_event(opened, EventFilter())}
        history = {uid: [replace(change, recorded_at=NOW) for change in queries.history(opened, uid)] for uid in events}
        return events, history


@pytest.fixture(scope="module")
def undisturbed():
    engine = open_engine("sqlite://")
    schema.upgrade(engine)
    with writing(engine) as opened:
        run = Run(opened, NOW)
        for item in mined():
            store(run, item)
        run.finish()
    found = told(engine)
    engine.dispose()
    return found


def stored(engine):
    with session(engine) as opened:
        return opened.scalar(select(func.count(ArticleRow.id)))


def kill_at_a_random_moment(process, chance, length):
    time.sleep(chance.uniform(0.0, length))
    process.send_signal(signal.SIGKILL)
    process.wait()


def test_a_story_killed_twenty_times_is_the_same_story(engine, undisturbed):
    chance = random.Random(2023)
    begun = time.monotonic()
    starting = subprocess.run(
        [sys.executable, "-c", "import tests.store.crash_child"], cwd=ROOT, check=True, env={**os.environ, "PYTHONPATH": str(ROOT)}
    )
    assert starting.returncode == 0
    length = 2 * (time.monotonic() - begun)  # from before the first write to well into the story, on any machine
    for _ in range(KILLS):
        kill_at_a_random_moment(child(url_of(engine)), chance, length)
        with session(engine) as opened:
            assert problems(opened) == []
            half = select(func.count(MentionRow.id)).where(MentionRow.event_id.is_(None))
            assert opened.scalar(half) == 0, "an article is stored with all its consequences or not at all"
    assert child(url_of(engine)).wait() == 0
    assert stored(engine) == len(mined())
    assert told(engine) == undisturbed


def test_two_processes_at_once_give_the_events_of_one(engine, undisturbed):
    both = [child(url_of(engine), share, 2) for share in range(2)]
    assert [process.wait() for process in both] == [0, 0]
    assert told(engine) == undisturbed
    with session(engine) as opened:
        assert problems(opened) == []


def test_the_story_again_changes_nothing(engine, undisturbed):
    main(url_of(engine), 0, 1)
    main(url_of(engine), 0, 1)
    assert told(engine) == undisturbed
