"""The schema's migrations, run from Python: no alembic.ini, no current directory."""

from __future__ import annotations

import io
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from alembic.util import CommandError
from sqlalchemy import Engine

MIGRATIONS = Path(__file__).parent / "migrations"


class SchemaError(RuntimeError):
    """The database is not at the schema that this code needs; the message says which command mends it."""


def upgrade(engine: Engine, revision: str = "head") -> None:
    """Bring the database to a revision; at head already, nothing happens."""
    with engine.begin() as connection:
        command.upgrade(_config(connection), revision)


def downgrade(engine: Engine, revision: str = "base") -> None:
    """Take the database back to a revision."""
    with engine.begin() as connection:
        command.downgrade(_config(connection), revision)


def check(engine: Engine) -> None:
    """Raise SchemaError if the database is not at head, or if its tables differ from the models."""
    require_head(engine)
    with engine.begin() as connection:
        try:
            command.check(_config(connection))
        except CommandError as difference:
            raise SchemaError(f"the tables differ from the models: {difference}") from difference


def require_head(engine: Engine) -> None:
    """Raise SchemaError unless the database is at head; a matter of a millisecond."""
    current, head = current_revision(engine), ScriptDirectory(str(MIGRATIONS)).get_current_head()
    if current != head:
        raise SchemaError(f"the database is at revision {current}, this code needs {head}: run python -m tracker db upgrade")


def current_revision(engine: Engine) -> str | None:
    """The revision of the database; None if it is empty."""
    with engine.connect() as connection:
        return MigrationContext.configure(connection).get_current_revision()


def new_revision(engine: Engine, message: str, number: str) -> None:
    """Write a migration for what the models have and the database at head lacks; ``number`` is its revision ("0002")."""
    with engine.begin() as connection:
        command.revision(_config(connection), message, autogenerate=True, rev_id=number)


def _config(connection: object) -> Config:
    config = Config(stdout=io.StringIO())  # what it has to say comes as an exception
    config.set_main_option("script_location", str(MIGRATIONS))
    config.attributes["connection"] = connection
    return config
