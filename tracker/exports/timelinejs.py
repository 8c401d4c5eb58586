"""TimelineJS 3 JSON (Knight Lab): slides with start, end, and the window in words as ``display_date``. Undated events are left out."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from html import escape
from typing import Any

import orjson

from tracker import wording
from tracker.exports.model import Export, Exported


def write(export: Export) -> Iterator[bytes]:
    """Yield the timeline; TimelineJS shows text as HTML, so everything mined is escaped."""
    title = {"text": {"headline": escape(export.title), "text": f"Retrieved {wording.day(export.retrieved.date())}"}}
    yield b'{"title":' + orjson.dumps(title) + b',"events":['
    first = True
    for row in export.rows:
        if row.event.shown[0] is not None:
            yield (b"" if first else b",") + orjson.dumps(_slide(row))
            first = False
    yield b"]}"


def _slide(row: Exported) -> dict[str, Any]:
    event = row.event
    start, end = event.shown
    assert start is not None
    assert end is not None
    lines = [f"{wording.STATUS_LABELS[event.status]} · {wording.place(event.place)}"]
    lines += filter(None, [wording.parties(event)])
    lines += [f"“{event.quote}” ({event.outlet})"] if event.quote else []
    link = f'<p><a href="{escape(row.url)}">Sources and history</a></p>' if row.url else ""
    return {
        "unique_id": event.uid,
        "start_date": _date(start),
        "end_date": _date(end),
        "display_date": escape(wording.shown(event)),
        "group": event.kind.value,
        "text": {"headline": escape(event.title), "text": "".join(f"<p>{escape(line)}</p>" for line in lines) + link},
    }


def _date(day: dt.date) -> dict[str, int]:
    return {"year": day.year, "month": day.month, "day": day.day}
