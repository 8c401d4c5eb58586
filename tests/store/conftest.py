"""Databases at head, SQLite and PostgreSQL: every test of the store that asks for ``engine`` runs on both."""

from __future__ import annotations

import datetime as dt
import shutil
import uuid

import pytest

from tests.store.desk import act, elsewhere, put, visit  # noqa: F401 (fixtures)
from tracker.domain import Event, Kind, Participant, Place, Precision, Status, When
from tracker.store import schema
from tracker.store.engine import open_engine, session, writing
from tracker.store.versions import History, replace_histories

NOW = dt.datetime(2026, 11, 23, 9, 0, tzinfo=dt.UTC)
DATABASES = [pytest.param("sqlite", id="sqlite"), pytest.param("postgres", id="postgres", marks=pytest.mark.postgres)]


@pytest.fixture(params=DATABASES)
def database_url(request, tmp_path):
    """The URL of an empty database."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'store.sqlite3'}"
    return request.getfixturevalue("postgres_url")


@pytest.fixture
def empty_engine(database_url):
    opened = open_engine(database_url)
    yield opened
    opened.dispose()


@pytest.fixture(scope="session")
def sqlite_at_head(tmp_path_factory):
    """A file to copy: migrating is what most of a small test would wait for."""
    path = tmp_path_factory.mktemp("head") / "head.sqlite3"
    migrate(f"sqlite:///{path}")
    return path


@pytest.fixture(scope="session")
def postgres_at_head(postgres_server):
    """A database to copy."""
    postgres_server.psql("CREATE DATABASE at_head")
    migrate(postgres_server.get_uri(database="at_head"))
    return "at_head"


def migrate(url):
    opened = open_engine(url)
    schema.upgrade(opened)
    opened.dispose()


@pytest.fixture(params=DATABASES)
def engine(request, tmp_path):
    """A database at head of the test's own."""
    if request.param == "sqlite":
        path = shutil.copy(request.getfixturevalue("sqlite_at_head"), tmp_path / "store.sqlite3")
        opened = open_engine(f"sqlite:///{path}")
        yield opened
        opened.dispose()
        return
    template, server = request.getfixturevalue("postgres_at_head"), request.getfixturevalue("postgres_server")
    name = f"test_{uuid.uuid4().hex}"
    server.psql(f"CREATE DATABASE {name} TEMPLATE {template} STRATEGY FILE_COPY")
    opened = open_engine(server.get_uri(database=name))
    yield opened
    opened.dispose()
    server.psql(f"DROP DATABASE {name} WITH (FORCE)")


def day(text):
    return dt.date.fromisoformat(text)


@pytest.fixture
def event():
    """Makes a version of an event: ``event("2017-01-10", uid=..., start=..., end=..., leaders=..., ...)``."""
    return make_event


def make_event(known="2017-01-01", *, start="2017-05-01", end=None, leaders=("donald-trump", "vladimir-putin"), city=None, **fields):
    first = day(start) if start else None
    last = day(end) if end else first
    people = tuple(Participant(key, key.replace("-", " ").title()) for key in leaders)
    return Event(
        **{
            "uid": "e1",
            "kind": Kind.MEETING,
            "title": "Meeting of " + " and ".join(person.name for person in people),
            "status": Status.SPECULATIVE,
            "when": When(first, last, Precision.DAYS if first else Precision.UNKNOWN),
            "place": Place(city=city, country="DE" if city else None),
            "participants": people,
            "countries": ("US", "RU"),
            "version_from": day(known),
            **fields,
        }
    )


@pytest.fixture
def store(engine):
    """Writes histories, each a list of versions, and gives back what changed."""

    def write(*histories, recorded_at=NOW):
        whole = [one if isinstance(one, History) else History(one[0].uid, tuple(one)) for one in histories]
        with writing(engine) as opened:
            return replace_histories(opened, whole, recorded_at)

    return write


@pytest.fixture
def reading(engine):
    with session(engine) as opened:
        yield opened
