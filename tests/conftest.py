"""Fixtures that more than one test folder uses."""

from __future__ import annotations

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
