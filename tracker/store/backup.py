"""Copies of a running database."""

from __future__ import annotations

import sqlite3
from pathlib import Path
from typing import Any

from sqlalchemy import Engine


class BackupError(RuntimeError):
    """A backup that this program does not make; the message says what does."""


def backup(engine: Engine, target: Path) -> None:
    """Copy a SQLite database into a new file while others read and write; the copy is the state of one moment.

    Raises BackupError if the file exists already, or for PostgreSQL, whose own tool does it better.
    """
    if engine.dialect.name != "sqlite":
        url = engine.url.set(drivername="postgresql").render_as_string(hide_password=True)
        raise BackupError(f"for PostgreSQL use its own tool: pg_dump --format=custom --file={target} {url!r}")
    if target.exists():
        raise BackupError(f"{target} exists; name a file that does not, or move that one away")
    with engine.connect() as connection:
        driver: Any = connection.connection.driver_connection
        copy = sqlite3.connect(target)
        try:
            driver.backup(copy, pages=4096)
        finally:
            copy.close()
