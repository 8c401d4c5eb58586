"""``events``, ``export`` and ``changes``: what the tracker knows, on the terminal and into files."""

from __future__ import annotations

import datetime as dt
import sys
from collections.abc import Iterator
from typing import Any

import click
from sqlalchemy.orm import Session

from tracker import wording
from tracker.cli.options import filter_of, filter_options
from tracker.cli.setting import database, settings
from tracker.domain import Event
from tracker.filters import EventFilter, FilterError
from tracker.handout import FORMATS, Handout, write
from tracker.resolve.words import line
from tracker.store.engine import session
from tracker.store.queries import Between, EventChange, Order, by_day_and_event, by_key, changes_between, list_events

PAGE = 200


@click.command()
@filter_options
@click.option("--sort", default="start", show_default=True, help="start, title, status, venue or updated; a minus sign turns the order.")
@click.option("--limit", default=50, show_default=True, type=click.IntRange(1, 1000), help="How many to list.")
def events(sort: str, limit: int, **options: Any) -> None:
    """List events: when, what, status, place, who says so."""
    wanted = filter_of(options)
    with database(settings()) as engine, session(engine) as opened:
        try:
            page = list_events(opened, by_key(opened, wanted), Order(sort.removeprefix("-"), sort.startswith("-")), limit)
        except FilterError as error:
            raise click.ClickException(str(error)) from None
        for event in page.rows:
            click.echo(_line(event))
        more = "more than " if page.more else ""
        click.echo(f"{len(page.rows)} of {more}{page.total} events", err=True)


@click.command()
@click.option("--format", "form", type=click.Choice(list(FORMATS)), default="jsonl", show_default=True, help="What to write.")
@click.option("--output", type=click.Path(dir_okay=False, writable=True), help="File to write; standard output if left out.")
@click.option(
    "--cancelled", type=click.Choice(["keep", "drop"]), default="keep", show_default=True, help="Called-off events in a calendar."
)
@filter_options
def export(form: str, output: str | None, cancelled: str, **options: Any) -> None:
    """Write the events of a filter in one of the formats, streamed."""
    wanted = filter_of(options)
    with database(settings()) as engine, session(engine) as opened, click.open_file(output or "-", "wb") as file:
        asked = Handout(by_key(opened, wanted), dt.datetime.now(dt.UTC))
        for piece in write(opened, asked, form, keep_cancelled=cancelled == "keep"):
            file.write(piece)


@click.command()
@click.option("--since", type=click.DateTime(["%Y-%m-%d"]), required=True, help="First day.")
@click.option("--until", type=click.DateTime(["%Y-%m-%d"]), help="Last day; today if left out.")
@filter_options
def changes(since: dt.datetime, until: dt.datetime | None, **options: Any) -> None:
    """Say what changed between two days, in words, the latest first."""
    wanted = filter_of(options)
    last = until.date() if until else dt.datetime.now(dt.UTC).date()
    if last < since.date():
        raise click.BadParameter(f"{last} is before {since.date()}; swap them", param_hint="--until")
    with database(settings()) as engine, session(engine) as opened:
        wanted = by_key(opened, wanted)
        for rows in by_day_and_event(_changes(opened, wanted, (since.date(), last))):
            click.echo(line(rows[0].event.title, [row.change for row in rows]))
    sys.stdout.flush()


def _changes(opened: Session, wanted: EventFilter, days: tuple[dt.date, dt.date]) -> Iterator[EventChange]:
    """Read all changes, a page at a time."""
    cursor: str | None = ""
    while cursor is not None:
        page = changes_between(opened, wanted, Between(*days, PAGE, cursor))
        yield from page.rows
        cursor = page.next_cursor


def _line(event: Event) -> str:
    who = f" [{', '.join(person.name for person in event.participants)}]" if event.participants else ""
    what = f"{event.title}{who}, {wording.place(event.place)}"
    return f"{wording.shown(event):42}  {wording.standing(event).lower():11}  {what}  ({event.outlet or 'no outlet'})  {event.uid}"
