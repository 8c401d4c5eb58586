"""CSV (RFC 4180) and XLSX of the rows in view, with their sources and the moment of retrieval.

A cell that begins with = + - @ (or a tab or carriage return before one) would be run as a formula by spreadsheets (CWE-1236): in
CSV it gets an apostrophe in front, in XLSX it is stored as text.
"""

from __future__ import annotations

import csv
import io
import tempfile
from collections.abc import Callable, Iterator
from typing import Any

import xlsxwriter

from tracker import wording
from tracker.exports.model import Export, Exported

FORMULA = ("=", "+", "-", "@", "\t", "\r")
CHUNK = 65_536

Column = Callable[[Exported], str]

COLUMNS: dict[str, Column] = {
    "uid": lambda row: row.event.uid,
    "title": lambda row: row.event.title,
    "kind": lambda row: row.event.kind.value,
    "status": lambda row: row.event.status.value,
    "earliest": lambda row: _day(row.event.shown[0]),
    "latest": lambda row: _day(row.event.shown[1]),
    "when": lambda row: wording.shown(row.event),
    "precision": lambda row: row.event.when.precision.value,
    "edtf": lambda row: row.event.when.edtf,
    "participants": lambda row: "; ".join(person.name for person in row.event.participants),
    "countries": lambda row: "; ".join(row.event.countries),
    "series": lambda row: row.event.series or "",
    "site": lambda row: row.event.place.site or "",
    "city": lambda row: row.event.place.city or "",
    "country": lambda row: row.event.place.country or "",
    "region": lambda row: row.event.place.region or "",
    "latitude": lambda row: _number(row.event.place.latitude),
    "longitude": lambda row: _number(row.event.place.longitude),
    "party_status": lambda row: "; ".join(f"{party}: {status.value}" for party, status in row.event.party_status),
    "attendance": lambda row: "; ".join(f"{person}: {status.value}" for person, status in row.event.attendance),
    "review": lambda row: row.event.review.value,
    "quote": lambda row: row.event.quote,
    "sources": lambda row: "; ".join(_source(source) for source in row.sources) or row.event.outlet,
    "url": lambda row: row.url,
}


def cells(row: Exported) -> list[str]:
    """Give the cells of a row, unguarded."""
    return [read(row) for read in COLUMNS.values()]


def write_csv(export: Export) -> Iterator[bytes]:
    """Yield UTF-8 CSV with a byte order mark, a header line, and the moment of retrieval in the last column."""
    buffer = io.StringIO()
    writer = csv.writer(buffer)
    writer.writerow([*COLUMNS, "retrieved"])
    retrieved = export.retrieved.isoformat(timespec="seconds")
    yield b"\xef\xbb\xbf"
    for row in export.rows:
        writer.writerow([guarded(cell) for cell in cells(row)] + [retrieved])
        if buffer.tell() > CHUNK:
            yield _taken(buffer)
    yield _taken(buffer)


def guarded(cell: str) -> str:
    """Keep a cell that looks like a formula text."""
    return f"'{cell}" if cell.startswith(FORMULA) and not _is_number(cell) else cell


def write_xlsx(export: Export) -> Iterator[bytes]:
    """Yield a workbook with one sheet; built row by row in a temporary file, so that its length costs no memory."""
    with tempfile.TemporaryFile() as file:
        options = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
        with xlsxwriter.Workbook(file, options) as book:
            _fill(book, export)
        file.seek(0)
        while piece := file.read(CHUNK):
            yield piece


def _fill(book: Any, export: Export) -> None:
    book.set_properties({"title": export.title, "comments": f"Retrieved {export.retrieved:%Y-%m-%d %H:%M} UTC from {export.url}"})
    book.set_size(2400, 1200)
    sheet = book.add_worksheet("Events")
    sheet.freeze_panes(1, 2)
    heading = book.add_format({"bold": True})
    names = [*COLUMNS, "retrieved"]
    for column, name in enumerate(names):
        sheet.write_string(0, column, name, heading)
    retrieved = export.retrieved.isoformat(timespec="seconds")
    for number, row in enumerate(export.rows, 1):
        for column, cell in enumerate([*cells(row), retrieved]):
            sheet.write_string(number, column, cell[:32_767])


def _taken(buffer: io.StringIO) -> bytes:
    text = buffer.getvalue()
    buffer.seek(0)
    buffer.truncate()
    return text.encode("utf-8", "replace")


def _source(source: Any) -> str:
    return " ".join(part for part in (source.outlet, _day(source.published), source.url) if part)


def _day(day: Any) -> str:
    return day.isoformat() if day else ""


def _number(value: float | None) -> str:
    return "" if value is None else f"{value:.5f}"


def _is_number(cell: str) -> bool:
    try:
        float(cell)
    except ValueError:
        return False
    return True
