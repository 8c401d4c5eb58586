"""What the kill tests start: ``tracker ingest`` or ``remine`` in a fork of a process that has the lexicon, killed at an SQL statement.

Counting statements and not seconds makes the moments the same on slow and fast machines, and meets every step of a transaction.
"""

from __future__ import annotations

import datetime as dt
import os
import signal
from contextlib import contextmanager
from itertools import count

from sqlalchemy import Engine, event

import tracker.remine
from tracker import ingest as room
from tracker.cli import ingest as command
from tracker.domain import Article
from tracker.lexicon import load

room.mine_one(Article("warm", "Xi Jinping will visit Moscow on March 20.", published=dt.date(2023, 3, 13)), load())


def ingest(url, path, batch, *, kill_at=0):
    """Ingest a file into a database, ``batch`` articles a transaction, going on where a killed run stopped; give the statements it took."""
    return _run(command.ingest, [path, "--yes"], url, batch, kill_at)


def remine(url, batch, *, kill_at=0):
    """Mine a database anew, ``batch`` articles a transaction, going on where a killed run stopped; give the statements it took."""
    return _run(command.remine, ["--yes"], url, batch, kill_at)


def _run(command, arguments, url, batch, kill_at):
    os.environ["TRACKER_DATABASE_URL"] = url
    room.BATCH = tracker.remine.BATCH = batch
    with _killed_at(kill_at) as statements:
        command.main(arguments, standalone_mode=False)
    return next(statements) - 1


@contextmanager
def _killed_at(number):
    """Kill this process before its statement of a number; 0 lets it live."""
    statements = count(1)

    def counted(*_):
        if next(statements) == number:
            os.kill(os.getpid(), signal.SIGKILL)

    event.listen(Engine, "before_cursor_execute", counted)
    try:
        yield statements
    finally:
        event.remove(Engine, "before_cursor_execute", counted)
