"""What the kill test starts: ``tracker ingest`` in a fork of a process that has the lexicon, killed before its n-th SQL statement.

Counting statements and not seconds makes the moments the same on slow and fast machines, and meets every step of a transaction.
"""

from __future__ import annotations

import datetime as dt
import os
import signal
from itertools import count

from sqlalchemy import Engine, event

from tracker import ingest as room
from tracker.cli import ingest as command
from tracker.domain import Article
from tracker.lexicon import load

room.mine_one(Article("warm", "Xi Jinping will visit Moscow on March 20.", published=dt.date(2023, 3, 13)), load())


def ingest(url, path, batch, *, kill_at=0):
    """Ingest a file into a database, ``batch`` articles a transaction, going on where a killed run stopped; give the statements it took."""
    os.environ["TRACKER_DATABASE_URL"] = url
    room.BATCH = batch
    statements = count(1)

    def counted(*_):
        if next(statements) == kill_at:
            os.kill(os.getpid(), signal.SIGKILL)

    event.listen(Engine, "before_cursor_execute", counted)
    try:
        command.ingest.main([path, "--yes"], standalone_mode=False)
    finally:
        event.remove(Engine, "before_cursor_execute", counted)
    return next(statements) - 1
