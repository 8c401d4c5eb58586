"""The server as a process: ready line, refusal of other addresses, a port in use."""

import os
import re
import signal
import socket
import subprocess
import sys
import urllib.request

import pytest

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


def test_it_says_when_it_is_ready_and_serves_and_stops(environment):
    with start(environment) as server:
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
