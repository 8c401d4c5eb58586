"""The server as a process: ready line, refusal of other addresses, a port in use."""

import os
import re
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import pytest

from tracker.cli.crew import SHORTEST
from tracker.config import ROOT


def free_port():
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return found.getsockname()[1]


@pytest.fixture
def environment(tmp_path):
    kept = {name: value for name, value in os.environ.items() if not name.startswith("TRACKER_")}
    return kept | {"TRACKER_DATABASE_URL": f"sqlite:///{tmp_path / 'run.sqlite3'}", "TRACKER_WORKER": "1", "PORT": str(free_port())}


def start(environment):
    return subprocess.Popen(
        [sys.executable, "-m", "tracker", "run"], cwd=ROOT, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )


@pytest.mark.parametrize("processes", ["1", "2"])
def test_it_says_when_it_is_ready_and_serves_and_stops(environment, processes):
    with start(environment | {"TRACKER_PROCESSES": processes}) as server:
        try:
            ready = server.stdout.readline()
            assert re.fullmatch(rf"Ready: http://127\.0\.0\.1:{environment['PORT']}\n", ready)
            with urllib.request.urlopen(f"http://127.0.0.1:{environment['PORT']}/api/v1/events") as answer:
                assert answer.status == 200
            assert any("worker started" in line for line in server.stderr)
        finally:
            server.send_signal(signal.SIGTERM)
        assert "worker stopped" in server.stderr.read()
        assert server.wait(timeout=60) == 0


def test_another_address_is_refused_with_the_reason(environment):
    with start(environment | {"TRACKER_HOST": "0.0.0.0"}) as server:
        assert server.wait(timeout=60) == 1
        assert "TRACKER_ALLOW_REMOTE=1" in server.stderr.read()


def test_a_port_in_use_is_named(environment):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", int(environment["PORT"])))
        taken.listen()
        with start(environment) as server:
            assert server.wait(timeout=60) == 1
            assert f"PORT={environment['PORT']} cannot be used" in server.stderr.read()


@pytest.fixture
def pair(environment):
    """Two server processes: gives the first one's handle, the port, and a way to list them."""
    with start(environment | {"TRACKER_PROCESSES": "2", "TRACKER_WORKER": "0"}) as server:
        server.stdout.readline()
        yield server, int(environment["PORT"]), lambda: members(server.pid)
        server.kill()


def members(pid):
    """The ids of the processes that a process started."""
    return {int(found) for found in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()}


def until(met):
    """Wait for a condition, for as long as a slow machine may need."""
    for _ in range(600):
        if met():
            return True
        time.sleep(0.1)
    return False


def answers(port):
    with urllib.request.urlopen(f"http://127.0.0.1:{port}/api/v1/events", timeout=60) as answer:
        return answer.status == 200


def free(port):
    with socket.socket() as found:
        return found.connect_ex(("127.0.0.1", port)) != 0


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="processes are counted through /proc")
def test_a_killed_process_is_replaced(pair):
    server, port, running = pair
    assert until(lambda: len(running()) == 2)
    time.sleep(SHORTEST + 3)  # sooner it would count as one that cannot serve
    lost = min(running())
    os.kill(lost, signal.SIGKILL)
    assert until(lambda: len(running()) == 2 and lost not in running())
    assert answers(port)
    assert server.poll() is None


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="processes are counted through /proc")
def test_none_outlives_a_first_process_that_is_killed(pair):
    server, port, running = pair
    assert until(lambda: len(running()) == 2)
    assert answers(port)
    server.kill()
    assert until(lambda: free(port))
