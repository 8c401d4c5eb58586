"""WARC archives (ISO 28500) -> Articles, streamed with fastwarc."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from fastwarc.warc import ArchiveIterator, WarcRecord, WarcRecordType

from tracker.sources.errors import SourceError
from tracker.sources.items import Item
from tracker.sources.page import read_page
from tracker.sources.spread import Spread

MAX_RECORD = 5_000_000  # bytes of one page
HTML = ("text/html", "application/xhtml+xml")


@dataclass(frozen=True, slots=True)
class _Record:
    """One page as it was archived. ``position`` is its own first byte, so that going on reads it again: storing twice changes nothing."""

    where: str
    position: int
    url: str = ""
    crawled: str = ""
    body: bytes = b""
    error: str = ""


def read_archive(path: Path, start: int = 0, spread: Spread = map) -> Iterator[Item]:
    """Read the HTML responses of an archive, from the record that begins at byte ``start``; ``spread`` reads the pages, which costs most.

    Where the archive is damaged the items before are given and the last item says so: what follows a broken record has no known start.
    """
    yield from spread(_item, _records(path, start))


def _records(path: Path, start: int) -> Iterator[_Record]:
    with path.open("rb") as file:
        file.seek(start)
        last = start
        try:
            for record in ArchiveIterator(file, record_types=WarcRecordType.response, parse_http=True):
                last = record.stream_pos
                if record.http_content_type in HTML:
                    yield _record(record, path)
        except OSError as error:
            yield _Record(path.name, last, error=f"the archive is damaged or none from byte {last:,} on ({error})")


def _record(record: WarcRecord, path: Path) -> _Record:
    url = (record.headers.get("WARC-Target-URI") or "").strip("<>")
    where, position = f"{path.name}, {url}", record.stream_pos
    body = record.reader.read(MAX_RECORD + 1)
    if len(body) > MAX_RECORD:
        return _Record(where, position, error=f"larger than {MAX_RECORD:,} bytes")
    return _Record(where, position, url, record.headers.get("WARC-Date") or "", body)


def _item(record: _Record) -> Item:
    if record.error:
        return Item(record.where, record.position, error=record.error)
    try:
        page = read_page(record.body, record.url, dt.datetime.fromisoformat(record.crawled).date())
    except (SourceError, ValueError) as error:
        return Item(record.where, record.position, error=str(error))
    return Item(record.where, record.position, article=page.article, warnings=page.warnings)
