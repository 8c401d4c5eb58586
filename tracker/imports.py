"""Importing structured records, official lists and calendars: each is a source like any other, and needs no mining."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

from sqlalchemy import Engine

from tracker.domain import Report
from tracker.intake import is_address, is_calendar
from tracker.lexicon import Lexicon
from tracker.sources import SourceError
from tracker.sources.calendars import read_calendar
from tracker.sources.fetch import Fetcher, fetch
from tracker.sources.official import Official, read_official
from tracker.store.batches import batches
from tracker.store.changes import Mined, Outcome, Run, store_all
from tracker.store.engine import writing

MAX_FILE = 50_000_000  # bytes


def import_source(engine: Engine, source: str, lexicon: Lexicon, fetcher: Fetcher, now: dt.datetime) -> Report:
    """Import a file, a folder or an address. Bad records are warnings and stop nothing; importing again changes nothing.

    Raises SourceError for what is neither visits and travels (XML) nor iCalendar.
    """
    counts: Counter[str] = Counter()
    warnings: list[str] = []
    for name, body in _bodies(source, fetcher):
        records = list(_records(body, name, lexicon, now.date()))
        warnings += [record.error for record in records if record.error]
        counts["rejected"] += sum(1 for record in records if record.error)
        for batch in batches(records):
            counts.update(_store(engine, batch, now))
    return Report(counts[Outcome.INSERTED], counts[Outcome.UPDATED], counts[Outcome.UNCHANGED], counts["rejected"], tuple(warnings))


def _store(engine: Engine, records: Sequence[Official], now: dt.datetime) -> Counter[str]:
    with writing(engine) as session:
        run = Run(session, now)
        good = [Mined(record.article, (record.mention,)) for record in records if record.article and record.mention]
        counts = Counter(stored.outcome for stored in store_all(run, good))
        run.finish()
    return Counter({outcome.value: count for outcome, count in counts.items()})


def _bodies(source: str, fetcher: Fetcher) -> Iterator[tuple[str, bytes]]:
    if is_address(source):
        answer = fetch(source.replace("webcal://", "https://", 1), fetcher)
        yield answer.url, answer.body
        return
    path = Path(source)
    files = sorted([*path.rglob("*.xml"), *path.rglob("*.ics")]) if path.is_dir() else [path]
    for file in files:
        if not file.is_file():
            raise SourceError(f"{file}: no such file or folder")
        if file.stat().st_size > MAX_FILE:
            raise SourceError(f"{file}: {file.stat().st_size:,} bytes; {MAX_FILE:,} are read")
        yield file.name, file.read_bytes()


def _records(body: bytes, name: str, lexicon: Lexicon, today: dt.date) -> Iterator[Official]:
    if is_calendar(body):
        return read_calendar(body, name, lexicon, today)
    return read_official(body, name, lexicon)
