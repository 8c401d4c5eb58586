import multiprocessing
import os
import signal
import time
from types import SimpleNamespace

import pytest
from structlog.testing import capture_logs

from tracker.cli import crew
from tracker.cli.crew import CrewError, can_fork, serve_together, usual_size

pytestmark = pytest.mark.skipif(not can_fork(), reason="this system serves from one process")


def test_who_ends_at_once_cannot_serve():
    with pytest.raises(CrewError, match="TRACKER_PROCESSES=1"):
        serve_together(lambda: os._exit(3), 2)


@pytest.mark.parametrize(
    ("platform", "cores", "size"), [("linux", 2, 2), ("linux", 64, 4), ("linux", None, 1), ("darwin", 8, 1), ("win32", 8, 1)]
)
def test_one_process_a_core_where_that_is_usual(monkeypatch, platform, cores, size):
    monkeypatch.setattr(crew.sys, "platform", platform)
    monkeypatch.setattr(crew.os, "cpu_count", lambda: cores)
    assert usual_size() == size


def _ended(monkeypatch, serve, serving):
    """The exit codes of a crew whose first process is told to stop when all serve."""
    begin, wait, first, started, waits = crew._started, crew.connection.wait, os.getpid(), [], []

    def waiting(sentinels, timeout=None):
        if os.getpid() == first and not waits:
            waits.append(sentinels)
            serving.wait(30)
            os.kill(first, signal.SIGTERM)
        return wait(sentinels, timeout)

    monkeypatch.setattr(crew, "connection", SimpleNamespace(wait=waiting))
    monkeypatch.setattr(crew, "_started", lambda serve: started.append(begin(serve)) or started[-1])
    before = signal.getsignal(signal.SIGTERM)
    serve_together(serve, 2)
    assert signal.getsignal(signal.SIGTERM) is before
    return [process.exitcode for process in started]


def test_all_are_stopped_when_this_one_is_told_to(monkeypatch):
    serving = multiprocessing.get_context("fork").Barrier(3)

    def serve():
        serving.wait()
        time.sleep(600)

    assert _ended(monkeypatch, serve, serving) == [0, 0]


@pytest.mark.parametrize(("heeds", "ends"), [(2, 0), (10_000, -signal.SIGKILL)], ids=["the second word", "no word"])
def test_who_does_not_heed_the_first_word_is_told_again(monkeypatch, heeds, ends):
    """As one does that is told while it is being started; who never heeds is killed."""
    monkeypatch.setattr(crew, "NUDGE", 0.05)
    monkeypatch.setattr(crew, "PATIENCE", 30.0 if heeds == 2 else 0.2)
    serving = multiprocessing.get_context("fork").Barrier(3)

    def serve():
        words = []
        signal.signal(signal.SIGTERM, lambda *_: words.append(1) or (os._exit(0) if len(words) >= heeds else None))
        serving.wait()
        while True:
            time.sleep(600)

    assert _ended(monkeypatch, serve, serving) == [ends] * 2


def test_who_ended_is_waited_for():
    """A process closes its descriptors a moment before it is gone; who looks only once in that moment leaves a zombie."""

    def serve():
        first = multiprocessing.parent_process().sentinel  # closed, it would look as if the first process were gone
        os.closerange(3, first)
        os.closerange(first + 1, 256)
        time.sleep(0.3)
        os._exit(3)

    with capture_logs() as said, pytest.raises(CrewError):
        serve_together(serve, 1)
    assert [line["code"] for line in said] == [3]
