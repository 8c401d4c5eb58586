"""What most commands begin with: settings, logs, and a database at head."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import click
from sqlalchemy import Engine, make_url
from sqlalchemy.exc import OperationalError

from tracker import logs
from tracker.config import Config, ConfigError
from tracker.store import schema
from tracker.store.engine import open_engine


def settings() -> Config:
    """Read the settings and set up logging; a bad one ends the program with its name."""
    try:
        config = Config.from_environment(os.environ)
    except ConfigError as error:
        raise click.ClickException(str(error)) from None
    logs.configure(config)
    return config


@contextmanager
def database(config: Config) -> Iterator[Engine]:
    """Open the database at head, made first if it is not there."""
    url = make_url(config.database_url)
    if url.get_backend_name() == "sqlite" and url.database:
        Path(url.database).parent.mkdir(parents=True, exist_ok=True)
    engine = open_engine(config.database_url)
    try:
        schema.upgrade(engine)
        yield engine
    except OperationalError as error:
        where = url.render_as_string(hide_password=True)
        raise click.ClickException(f"TRACKER_DATABASE_URL={where}: the database does not answer ({error.orig})") from None
    finally:
        engine.dispose()
