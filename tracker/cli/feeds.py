"""``feeds``: the watched feeds and their health."""

from __future__ import annotations

import datetime as dt

import click

from tracker.cli.setting import database, settings
from tracker.sources import SourceError
from tracker.sources.fetch import checked_url
from tracker.store.engine import session, writing
from tracker.store.feeds import Feed, FeedError, add_feed, list_feeds, pause_feed, remove_feed


def now() -> dt.datetime:
    """The moment, in UTC."""
    return dt.datetime.now(dt.UTC)


@click.group()
def feeds() -> None:
    """Watch feeds: add, list, pause, resume, remove. A worker reads them (``run`` starts one beside the server)."""


@feeds.command("add")
@click.argument("url")
@click.option("--title", default="", help="A name; the feed's own title if left out.")
def add(url: str, title: str) -> None:
    """Watch the feed at URL."""
    with database(settings()) as engine:
        try:
            with writing(engine) as opened:
                number = add_feed(opened, checked_url(url), title, now())
        except (FeedError, SourceError) as error:
            raise click.ClickException(str(error)) from None
    click.echo(f"feed {number} is watched: {url}")


@feeds.command("list")
def listing() -> None:
    """List the feeds with their health, failing ones first."""
    with database(settings()) as engine, session(engine) as opened:
        for feed in list_feeds(opened):
            click.echo(_line(feed))


@feeds.command("pause")
@click.argument("number", type=int)
def pause(number: int) -> None:
    """Leave feed NUMBER alone for now."""
    _set_paused(number, paused=True)


@feeds.command("resume")
@click.argument("number", type=int)
def resume(number: int) -> None:
    """Take feed NUMBER up again, at once."""
    _set_paused(number, paused=False)


@feeds.command("remove")
@click.argument("number", type=int)
def remove(number: int) -> None:
    """Stop watching feed NUMBER; its articles stay."""
    with database(settings()) as engine:
        try:
            with writing(engine) as opened:
                feed = remove_feed(opened, number)
        except FeedError as error:
            raise click.ClickException(str(error)) from None
    click.echo(f"no longer watched: {feed.url}")


def _set_paused(number: int, *, paused: bool) -> None:
    with database(settings()) as engine:
        try:
            with writing(engine) as opened:
                feed = pause_feed(opened, number, now(), paused=paused)
        except FeedError as error:
            raise click.ClickException(str(error)) from None
    click.echo(f"{'paused' if paused else 'watched again'}: {feed.url}")


def _line(feed: Feed) -> str:
    state = "paused" if feed.paused else f"next {feed.next_poll:%Y-%m-%d %H:%M}"
    success = f"read {feed.last_success:%Y-%m-%d %H:%M}" if feed.last_success else "never read"
    health = f"failed {feed.failures} times: {feed.error}" if feed.error else f"{feed.articles} articles, {feed.events} events"
    return f"{feed.id:4}  {feed.title or feed.host}  {success}, {state}  {health}  {feed.url}"
