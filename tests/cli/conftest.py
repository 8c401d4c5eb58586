import json

import pytest
import structlog
from click.testing import CliRunner

from tracker.cli import main

VISIT = {
    "id": "a1",
    "published": "2023-03-17",
    "outlet": "The Paper",
    "title": "Xi to visit Moscow",
    "text": "Chinese President Xi Jinping will visit Moscow on March 20-22, the Kremlin said on Friday.",
}
MEETING = {
    "id": "a2",
    "published": "2023-03-18",
    "outlet": "The Post",
    "text": "French President Emmanuel Macron is to meet German Chancellor Olaf Scholz in Berlin on March 24.",
}


@pytest.fixture(autouse=True)
def _quiet_logs():
    yield
    structlog.reset_defaults()


@pytest.fixture
def tracker(tmp_path, monkeypatch):
    """Run a command on a database of its own; gives the result, and fails unless the exit status is ``status``."""
    monkeypatch.setenv("TRACKER_DATABASE_URL", f"sqlite:///{tmp_path / 'cli.sqlite3'}")

    def run(*arguments, status=0, stdin=None):
        result = CliRunner().invoke(main, [str(argument) for argument in arguments], input=stdin)
        assert result.exit_code == status, result.output + repr(result.exception)
        return result

    return run


@pytest.fixture
def lines(tmp_path):
    """Write JSON Lines and give the path."""

    def write(*records, name="in.jsonl"):
        path = tmp_path / name
        path.write_text("".join((record if isinstance(record, str) else json.dumps(record)) + "\n" for record in records))
        return path

    return write
