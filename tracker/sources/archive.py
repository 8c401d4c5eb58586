"""WARC archives (ISO 28500) -> Articles, streamed with fastwarc."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

from fastwarc.warc import ArchiveIterator, WarcRecord, WarcRecordType

from tracker.sources.errors import SourceError
from tracker.sources.items import Item
from tracker.sources.page import read_page

MAX_RECORD = 5_000_000  # bytes of one page
HTML = ("text/html", "application/xhtml+xml")


def read_archive(path: Path, start: int = 0) -> Iterator[Item]:
    """Read the HTML responses of an archive, from the record that begins at byte ``start``.

    Where the archive is damaged the items before are given and the last item says so: what follows a broken record has no known start.
    """
    with path.open("rb") as file:
        file.seek(start)
        last = start
        try:
            for record in ArchiveIterator(file, record_types=WarcRecordType.response, parse_http=True):
                last = record.stream_pos
                if record.http_content_type in HTML:
                    yield _item(record, path)
        except OSError as error:
            yield Item(path.name, last, error=f"the archive is damaged or none from byte {last:,} on ({error})")


def _item(record: WarcRecord, path: Path) -> Item:
    """Give one page; its position is its own first byte, so that going on reads it again (storing it twice changes nothing)."""
    url = (record.headers.get("WARC-Target-URI") or "").strip("<>")
    where, position = f"{path.name}, {url}", record.stream_pos
    body = record.reader.read(MAX_RECORD + 1)
    if len(body) > MAX_RECORD:
        return Item(where, position, error=f"larger than {MAX_RECORD:,} bytes")
    try:
        crawled = dt.datetime.fromisoformat(record.headers.get("WARC-Date") or "").date()
        page = read_page(body, url, crawled)
    except (SourceError, ValueError) as error:
        return Item(where, position, error=str(error))
    return Item(where, position, article=page.article, warnings=page.warnings)
