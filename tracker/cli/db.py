"""``db`` and ``synth``: the database itself."""

from __future__ import annotations

from functools import partial
from pathlib import Path

import click

from tracker.cli.progress import advance_to, counter
from tracker.cli.setting import database, settings
from tracker.store import schema
from tracker.store.backup import BackupError
from tracker.store.backup import backup as copy_database
from tracker.store.engine import session
from tracker.store.integrity import problems
from tracker.store.synth import synthesise


@click.group()
def db() -> None:
    """Look after the database: upgrade, check, backup, migration."""


@db.command()
def upgrade() -> None:
    """Bring the database to the newest schema (every command does so by itself)."""
    with database(settings()) as engine:
        click.echo(f"at revision {schema.current_revision(engine)}")


@db.command()
def check() -> None:
    """Check schema and contents; exit 1 where something is wrong."""
    with database(settings()) as engine:
        schema.check(engine)
        with session(engine) as opened:
            found = problems(opened)
    for line in found:
        click.echo(line, err=True)
    if found:
        raise click.ClickException(f"{len(found)} problems; restore a backup, or report them with these lines")
    click.echo("no problems")


@db.command()
@click.argument("target", type=click.Path(path_type=Path))
def backup(target: Path) -> None:
    """Copy the running database into the file TARGET."""
    with database(settings()) as engine:
        try:
            copy_database(engine, target)
        except BackupError as error:
            raise click.ClickException(str(error)) from None
    click.echo(f"{target}: {target.stat().st_size:,} bytes")


@db.command()
@click.argument("message")
def migration(message: str) -> None:
    """Write a new migration for what the models have and the database has not."""
    with database(settings()) as engine:
        number = str(len(list((Path(schema.__file__).parent / "migrations" / "versions").glob("*.py"))) + 1).rjust(4, "0")
        schema.new_revision(engine, message, number)
    click.echo(f"migration {number} is written; read it, and run the tests on both databases")


@click.command()
@click.argument("count", type=click.IntRange(1))
@click.option("--seed", default=1, show_default=True, help="The same seed gives the same events.")
def synth(count: int, seed: int) -> None:
    """Fill the database with COUNT invented events, for trying out and measuring. They are not real."""
    bar = counter("inventing", "events", count)
    with database(settings()) as engine, bar:
        synthesise(engine, count, seed, partial(advance_to, bar))
    click.echo(f"{count:,} invented events")
