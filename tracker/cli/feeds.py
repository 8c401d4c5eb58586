"""``feeds``: the watched feeds and their health."""

from __future__ import annotations

import datetime as dt

import click

from tracker.cli.setting import database, settings
from tracker.config import Config
from tracker.intake import Tools, try_feed
from tracker.sources import SourceError
from tracker.sources.fetch import checked_url
from tracker.sources.sandbox import Sandbox
from tracker.store.engine import session, writing
from tracker.store.feeds import Feed, FeedError, add_feed, list_feeds, pause_feed, remove_feed
from tracker.worker import fetcher_of

SHOWN = 5
"""Articles of a new feed that are shown."""


def now() -> dt.datetime:
    """The moment, in UTC."""
    return dt.datetime.now(dt.UTC)


@click.group()
def feeds() -> None:
    """Watch feeds: add, list, pause, resume, remove. A worker reads them (``run`` starts one beside the server)."""


@feeds.command("add")
@click.argument("url")
@click.option("--title", default="", help="A name; the feed's own title if left out.")
@click.option("--untried", is_flag=True, help="Do not read it first: for a feed that does not answer now.")
def add(url: str, title: str, *, untried: bool) -> None:
    """Watch the feed at URL, which is read first and shown; redirects are followed, and the final address is what is watched."""
    config = settings()
    with database(config) as engine:
        try:
            final, named = (checked_url(url), title) if untried else _tried(url, title, config)
            with writing(engine) as opened:
                number = add_feed(opened, final, named, now())
        except (FeedError, SourceError) as error:
            raise click.ClickException(str(error)) from None
    click.echo(f"feed {number} is watched: {final}")


def _tried(url: str, title: str, config: Config) -> tuple[str, str]:
    """Read the feed and show what it holds; gives its final address and its name."""
    with Sandbox(config.parse_timeout) as sandbox:
        final, feed = try_feed(url, Tools(fetcher_of(config), sandbox, now().date()))
    click.echo(f"{title or feed.title or final}: {len(feed.articles)} articles")
    for article in feed.articles[:SHOWN]:
        click.echo(f"    {article.published or 'no date'}  {article.title or article.text[:80]}")
    for warning in feed.warnings[:SHOWN]:
        click.echo(f"    {warning}", err=True)
    return final, title or feed.title


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
