"""Opening a database, and transactions on it. SQLite and PostgreSQL behave alike here: one writer at a time, readers never wait."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy import Engine, create_engine, event, make_url, text
from sqlalchemy.engine import URL, Connection
from sqlalchemy.orm import Session
from sqlalchemy.pool import StaticPool

PRAGMAS = {
    "journal_mode": "WAL",
    "foreign_keys": "ON",
    "synchronous": "NORMAL",
    "busy_timeout": "30000",
    "cache_size": "-65536",  # in KiB
    "mmap_size": str(64 << 20),  # bounded, for what is mapped counts as the memory of a long ingest
    "temp_store": "MEMORY",
}
PLANNER = "-c random_page_cost=1.1 -c jit=off"
"""For PostgreSQL: tables lie in memory or on flash, and no query here runs long enough to be worth compiling."""
_WRITING = "tracker_writing"
_WRITER_LOCK = 7_163_201  # the number under which writers queue on PostgreSQL; any number that nobody else uses


def open_engine(url: str | URL) -> Engine:
    """Open the database; ``postgresql://`` means psycopg 3, ``sqlite://`` a database in memory that lives as long as the engine."""
    target = make_url(url)
    if target.get_backend_name() == "sqlite":
        return _open_sqlite(target)
    if target.drivername == "postgresql":
        target = target.set(drivername="postgresql+psycopg")
    return create_engine(target, pool_pre_ping=True, connect_args={"options": PLANNER})


@contextmanager
def session(engine: Engine) -> Iterator[Session]:
    """A session for reading; it sees one state of the database from its first query on. Write in ``writing``."""
    steady = engine.execution_options(isolation_level="REPEATABLE READ") if engine.dialect.name == "postgresql" else engine
    with Session(steady, autoflush=False, expire_on_commit=False) as opened:
        yield opened


@contextmanager
def writing(engine: Engine) -> Iterator[Session]:
    """A session that is the only writer until it ends: committed as one transaction, or undone if anything is raised."""
    with engine.connect().execution_options(**{_WRITING: True}) as connection, connection.begin():
        if engine.dialect.name == "postgresql":
            connection.execute(text("SELECT pg_advisory_xact_lock(:number)"), {"number": _WRITER_LOCK})
        with Session(connection, autoflush=False, expire_on_commit=False) as opened:
            yield opened
            opened.flush()


def _open_sqlite(url: URL) -> Engine:
    in_memory = url.database in (None, "", ":memory:")
    options: dict[str, Any] = {"poolclass": StaticPool} if in_memory else {}
    engine = create_engine(url, connect_args={"check_same_thread": False}, **options)
    event.listen(engine, "connect", _set_pragmas)
    event.listen(engine, "begin", _begin)
    return engine


def _set_pragmas(connection: Any, record: Any) -> None:
    """Switch the connection to explicit transactions (the driver would begin late and commit early) and set it up."""
    del record
    connection.isolation_level = None
    for name, value in PRAGMAS.items():
        connection.execute(f"PRAGMA {name}={value}")


def _begin(connection: Connection) -> None:
    """Begin as what the transaction is: a writer that began as a reader could find its snapshot outdated and fail."""
    writes = connection.get_execution_options().get(_WRITING, False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")
