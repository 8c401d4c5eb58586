import os
import time
from types import SimpleNamespace

import pytest

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


def test_all_are_stopped_when_this_one_is_told_to(monkeypatch):
    """What stops this one is raised where it waits; by then both processes serve."""
    begin, started = crew._started, []

    def stopped(_sentinels):
        raise SystemExit

    monkeypatch.setattr(crew, "connection", SimpleNamespace(wait=stopped))
    monkeypatch.setattr(crew, "_started", lambda serve: started.append(begin(serve)) or started[-1])
    with pytest.raises(SystemExit):
        serve_together(lambda: time.sleep(600), 2)
    assert [process.is_alive() for process in started] == [False, False]
