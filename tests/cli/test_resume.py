"""An ingest that is killed goes on where it stopped: nothing is lost, nothing is read twice from the start."""

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from sqlalchemy import func, select

from tracker.cli.ingest import LARGE, workers_for
from tracker.config import ROOT
from tracker.store import schema
from tracker.store.directory import MARK
from tracker.store.engine import open_engine, session
from tracker.store.models import ArticleRow, Checkpoint

COUNT = 6000


@pytest.fixture
def store(tmp_path):
    url = f"sqlite:///{tmp_path / 'resume.sqlite3'}"
    engine = open_engine(url)
    schema.upgrade(engine)
    yield url, engine
    engine.dispose()


@pytest.fixture
def source(tmp_path):
    path = tmp_path / "many.jsonl"
    with path.open("w") as file:
        for number in range(COUNT):
            file.write(json.dumps({"id": str(number), "published": "2023-03-01", "text": f"It rained {number} times."}) + "\n")
    return path


def start(url, source, *options):
    kept = {name: value for name, value in os.environ.items() if not name.startswith("TRACKER_")}
    command = [sys.executable, "-m", "tracker", "ingest", str(source), "--yes", *options]
    return subprocess.Popen(
        command, cwd=ROOT, env=kept | {"TRACKER_DATABASE_URL": url}, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )


def children(pid):
    tasks = Path(f"/proc/{pid}/task").glob("*/children")
    return [int(child) for task in tasks for child in task.read_text().split()]


def alive(pid):
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


def stored(engine):
    with session(engine) as opened:
        return opened.scalar(select(func.count()).select_from(ArticleRow))


@pytest.mark.parametrize(("name", "size", "workers"), [("a.jsonl", LARGE, os.cpu_count()), ("a.jsonl", 9, 1), ("a.html", LARGE, 1)])
def test_a_large_archive_is_mined_on_all_cores(tmp_path, name, size, workers):
    path = tmp_path / name
    path.write_bytes(b" " * size)
    assert workers_for(str(path)) == workers


def position(engine):
    with session(engine) as opened:
        row = opened.scalar(select(Checkpoint).where(Checkpoint.source != MARK))
        return (row.position, row.finished) if row else (0, False)


def test_a_killed_ingest_goes_on(store, source):
    url, engine = store
    with start(url, source) as first:
        while first.poll() is None and stored(engine) < 300:
            time.sleep(0.02)
        first.send_signal(signal.SIGKILL)
    before = stored(engine)
    at, done = position(engine)
    assert 0 < before < COUNT
    assert 0 < at < source.stat().st_size
    assert not done
    with start(url, source) as second:
        output, errors = second.communicate(timeout=120)
    assert f"going on at byte {at:,}" in errors
    assert f"inserted {COUNT - before}, updated 0, unchanged 0, rejected 0" in output
    assert stored(engine) == COUNT
    assert position(engine)[1]


@pytest.mark.skipif(not Path("/proc/self").is_dir(), reason="looks for processes in /proc")
def test_a_killed_ingest_leaves_no_process_behind(store, source):
    url, engine = store
    with start(url, source, "--workers", "2") as first:
        while first.poll() is None and stored(engine) < 300:
            time.sleep(0.02)
        workers = children(first.pid)
        first.send_signal(signal.SIGKILL)
    assert len(workers) >= 2
    deadline = time.monotonic() + 60
    while any(map(alive, workers)) and time.monotonic() < deadline:
        time.sleep(0.05)
    assert not any(map(alive, workers))


def test_a_file_that_changed_is_read_from_its_start(store, source):
    url, engine = store
    with start(url, source) as first:
        while first.poll() is None and stored(engine) < 300:
            time.sleep(0.02)
        first.send_signal(signal.SIGKILL)
    with source.open("a") as file:
        file.write(json.dumps({"id": "new", "published": "2023-03-01", "text": "It snowed."}) + "\n")
    with start(url, source) as second:
        _, errors = second.communicate(timeout=120)
    assert "going on" not in errors
    assert stored(engine) == COUNT + 1
