"""``ingest``, ``import``, ``seed`` and ``remine``: articles and records into the database."""

from __future__ import annotations

import datetime as dt
import os
import sys
import textwrap
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import islice
from pathlib import Path
from typing import Any

import click
from sqlalchemy import Engine
from sqlalchemy.orm import Session
from tqdm import tqdm

from tracker import wording
from tracker.cli.progress import counter
from tracker.cli.setting import database, settings
from tracker.config import ROOT
from tracker.domain import Article, Report
from tracker.ingest import Manner, mine_one
from tracker.ingest import ingest as ingest_articles
from tracker.intake import Tools, is_address, read_source
from tracker.lexicon import load
from tracker.seeding import seed_database
from tracker.sources import SourceError
from tracker.sources.files import Given
from tracker.sources.items import Item
from tracker.sources.sandbox import Sandbox
from tracker.sources.spread import spreading
from tracker.store.changes import Mined
from tracker.store.checkpoints import finished, position_of, set_position
from tracker.store.directory import keep_directory
from tracker.store.engine import session, writing
from tracker.store.models import Checkpoint
from tracker.worker import fetcher_of

PREVIEWED = 20
BEGINNING = 80
LARGE = 1_000_000
"""Bytes from which on an archive is mined on all cores: starting processes takes as long as mining some hundred articles."""
PAGES_AHEAD = 8
"""Pages of an archive that may wait in each process that reads them."""
STREAMED = (".jsonl", ".ndjson", ".warc", ".gz")


def now() -> dt.datetime:
    """The moment, in UTC."""
    return dt.datetime.now(dt.UTC)


@click.command()
@click.argument("sources", nargs=-1, required=True)
@click.option("--yes", is_flag=True, help="Store without showing first what was found.")
@click.option("--published", type=click.DateTime(["%Y-%m-%d"]), help="Day of publication, for documents that do not say.")
@click.option("--outlet", default="", help="Who published it, for documents that do not say.")
@click.option("--url", default="", help="Where it was published, for a single document.")
@click.option("--workers", type=click.IntRange(1, 64), help="Processes that mine; left out, one a core for a large archive.")
def ingest(*, sources: tuple[str, ...], yes: bool, published: dt.datetime | None, outlet: str, url: str, workers: int | None) -> None:
    """Read articles from SOURCES (JSON Lines, text, Markdown, HTML, mail, web archives, folders, addresses of pages and feeds), and store.

    It shows first what was found, and asks where there is a terminal; --yes leaves both out. An interrupted file goes on where it stopped.
    """
    config = settings()
    given = Given(published.date() if published else None, outlet, url)
    with database(config) as engine, Sandbox(config.parse_timeout) as sandbox:
        keep_directory(engine, load(), now())
        tools = Tools(fetcher_of(config), sandbox, now().date())
        for source in sources:
            job = _Job(engine, source, given, tools)
            if not yes:
                job.show()
                if sys.stdin.isatty() and not click.confirm("Store?", default=True):
                    continue
            click.echo(f"{source}: {_counts(job.run(workers or workers_for(source)))}")


class _Job:
    """One source on its way into the database."""

    def __init__(self, engine: Engine, source: str, given: Given, tools: Tools) -> None:
        self._engine, self._source, self._given, self._tools = engine, source, given, tools
        self._fingerprint = _fingerprint(source)
        self._left_out = 0
        self._positions: deque[int] = deque()

    def show(self) -> None:
        """Show what the first documents say."""
        for item in islice(self._items(0, self._tools), PREVIEWED):
            click.echo(f"{item.where}: {item.error or (item.article and shown(item.article))}")
            for line in _found(item):
                click.echo(f"    {line}")

    def run(self, workers: int) -> Report:
        """Store everything, going on where an interrupted run stopped."""
        with session(self._engine) as opened:
            start = position_of(opened, self._source, self._fingerprint) if self._fingerprint else 0
        if start:
            click.echo(f"{self._source}: going on at byte {start:,}", err=True)
        with counter("ingesting", "articles") as bar, spreading(workers, PAGES_AHEAD) as spread:
            manner = Manner(workers, lambda *_: _advance(bar), self._mark if self._fingerprint else None)
            report = ingest_articles(self._engine, self._articles(start, replace(self._tools, spread=spread)), load(), now(), manner)
        if self._fingerprint:
            with writing(self._engine) as opened:
                finished(opened, self._source, now())
        for warning in report.warnings:
            click.echo(warning, err=True)
        return Report(report.inserted, report.updated, report.unchanged, report.rejected + self._left_out, report.warnings)

    def _items(self, start: int, tools: Tools) -> Iterator[Item]:
        try:
            yield from read_source(self._source, self._given, tools, start)
        except SourceError as error:
            raise click.ClickException(str(error)) from None

    def _articles(self, start: int, tools: Tools) -> Iterator[Article]:
        for item in self._items(start, tools):
            for warning in item.warnings:
                click.echo(f"{item.where}: {warning}", err=True)
            if item.article is None:
                self._left_out += 1
                click.echo(f"{item.where}: {item.error}", err=True)
            else:
                self._positions.append(item.position)
                yield item.article

    def _mark(self, opened: Session, batch: Sequence[Article]) -> None:
        """Note how far the file is stored, in the transaction of the batch; batches come in the order in which articles were read."""
        position = [self._positions.popleft() for _ in batch][-1]
        row = Checkpoint(source=self._source, fingerprint=self._fingerprint, position=position, finished=False, updated_at=now())
        set_position(opened, row)


@click.command("import")
@click.argument("sources", nargs=-1, required=True)
def import_records(sources: tuple[str, ...]) -> None:
    """Import official records (State Department visits and travels, XML) and iCalendar files from SOURCES (files or addresses)."""
    from tracker.imports import import_source  # noqa: PLC0415 - parsers that only this command needs

    config = settings()
    with database(config) as engine:
        for source in sources:
            try:
                report = import_source(engine, source, load(), fetcher_of(config), now())
            except SourceError as error:
                raise click.ClickException(str(error)) from None
            for warning in report.warnings:
                click.echo(warning, err=True)
            click.echo(f"{source}: {_counts(report)}")


@click.command()
@click.option(
    "--folder", type=click.Path(path_type=Path, file_okay=False, exists=True), default=ROOT / "seed", help="Where the digests are."
)
def seed(folder: Path) -> None:
    """Fill the database with the calendar of summits and the digests of seed/; what is there already stays as it is."""
    with database(settings()) as engine:
        click.echo(_counts(seed_database(engine, folder, load(), now())))


@click.command()
@click.option("--dry-run", is_flag=True, help="Only say what would change.")
@click.option("--yes", is_flag=True, help="Do not ask.")
def remine(*, dry_run: bool, yes: bool) -> None:
    """Mine every stored article anew with the present rules; analysts' edits stay.

    Shows first what would change. An interrupted run goes on where it stopped.
    """
    from tracker.remine import preview, remine_all  # noqa: PLC0415 - only this command needs it

    with database(settings()) as engine:
        lines = list(preview(engine, load(), now()))
        for line in lines:
            click.echo(line)
        if dry_run or not lines:
            click.echo("nothing would change" if not lines else f"{len(lines)} changes", err=True)
            return
        if yes or click.confirm("Mine anew?", default=True):
            click.echo(_counts(remine_all(engine, load(), now())))


def shown(article: Article) -> str:
    """Give the title of an article, or how it begins."""
    return article.title or textwrap.shorten(article.text, BEGINNING, placeholder=" ...")


def _advance(bar: tqdm[Any]) -> None:
    bar.update()


def _found(item: Item) -> Iterable[str]:
    """The events of a document, a line each."""
    if item.article is None:
        return
    mined = mine_one(item.article, load())
    if not isinstance(mined, Mined):
        yield mined.reason
        return
    for mention in mined.mentions:
        place = wording.place(mention.place)
        yield f"{mention.status.value}: {mention.title}, {wording.when(mention.when)}, {place} - “{mention.evidence[0].quote}”"


def _counts(report: Report) -> str:
    return f"inserted {report.inserted}, updated {report.updated}, unchanged {report.unchanged}, rejected {report.rejected}"


def workers_for(source: str) -> int:
    """One process a core for a stream that is worth starting them, one for anything else."""
    large = bool(_fingerprint(source)) and Path(source).stat().st_size >= LARGE
    return min(64, os.cpu_count() or 1) if large else 1


def _fingerprint(source: str) -> str:
    """Size and time of a streamed file; empty for what is read at once."""
    path = Path(source)
    if is_address(source) or not path.is_file() or path.suffix.lower() not in STREAMED:
        return ""
    stat = path.stat()
    return f"{stat.st_size}:{stat.st_mtime_ns}"
