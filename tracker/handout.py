"""Handing out: the events of a filter with their sources, in any of the formats, streamed. Web and command line give the same bytes."""

from __future__ import annotations

import datetime as dt
import itertools
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

import orjson
from sqlalchemy import select
from sqlalchemy.orm import Session

from tracker.domain import Event
from tracker.exports import calendar, places, tables, timelinejs
from tracker.exports.model import Export, Exported, SourceLine
from tracker.filters import EventFilter
from tracker.records import Record, event_record
from tracker.sources.links import safe_link
from tracker.store.batches import batches
from tracker.store.models import ArticleRow
from tracker.store.queries import every_event

BATCH = 500


@dataclass(frozen=True, slots=True)
class Format:
    """One format: its media type, the end of a file's name, and whether it is a download (a calendar is subscribed to)."""

    media_type: str
    suffix: str
    attached: bool = True


@dataclass(frozen=True, slots=True)
class Handout:
    """What is asked for: a filter, the moment of retrieval, and the address that the tracker is reached at ("" where it has none)."""

    filter: EventFilter
    retrieved: dt.datetime
    base_url: str = ""
    title: str = "Diplomatic events"
    query: str = ""


@dataclass(frozen=True, slots=True)
class _Source:
    origin: str
    line: SourceLine


def export_of(session: Session, wanted: Handout) -> Export:
    """Give the export of a filter; its rows are read page by page as they are written."""
    url = f"{wanted.base_url}/?{wanted.query or wanted.filter.query()}" if wanted.base_url else ""
    return Export(wanted.title, url, wanted.retrieved, exported(session, every_event(session, wanted.filter), wanted.base_url))


def exported(session: Session, events: Iterable[Event], base_url: str = "") -> Iterator[Exported]:
    """Give each event with its sources."""
    for event, sources in _with_sources(session, events):
        url = f"{base_url}/events/{event.uid}" if base_url else ""
        yield Exported(event, url, tuple(source.line for source in sources))


def records(session: Session, events: Iterable[Event]) -> Iterator[Record]:
    """Give each event as the JSON record of ``export --format jsonl``."""
    for event, sources in _with_sources(session, events):
        yield event_record(event, dict.fromkeys(source.origin for source in sources))


def json_lines(session: Session, wanted: EventFilter) -> Iterator[bytes]:
    """Yield a line an event."""
    for record in records(session, every_event(session, wanted)):
        yield orjson.dumps(record) + b"\n"


def _with_sources(session: Session, events: Iterable[Event]) -> Iterator[tuple[Event, list[_Source]]]:
    stream = iter(events)
    while batch := list(itertools.islice(stream, BATCH)):
        found = _sources(session, {key for event in batch for key, _ in event.mentions})
        for event in batch:
            yield event, [found[key] for key in dict.fromkeys(key for key, _ in event.mentions) if key in found]


def _sources(session: Session, keys: set[str]) -> dict[str, _Source]:
    columns = (ArticleRow.key, ArticleRow.origin, ArticleRow.outlet, ArticleRow.url, ArticleRow.published)
    found: dict[str, _Source] = {}
    for some in batches(sorted(keys)):
        for row in session.execute(select(*columns).where(ArticleRow.key.in_(some))):
            found[row.key] = _Source(row.origin, SourceLine(row.outlet, safe_link(row.url), row.published))
    return found


FORMATS = {
    "ics": Format("text/calendar", "ics", attached=False),
    "csv": Format("text/csv", "csv"),
    "xlsx": Format("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "xlsx"),
    "geojson": Format("application/geo+json", "geojson"),
    "timelinejs": Format("application/json", "json"),
    "jsonl": Format("application/x-ndjson", "jsonl"),
}
_WRITERS: dict[str, Callable[[Export], Iterator[bytes]]] = {
    "csv": tables.write_csv,
    "xlsx": tables.write_xlsx,
    "geojson": places.write,
    "timelinejs": timelinejs.write,
}


def write(session: Session, wanted: Handout, name: str, *, keep_cancelled: bool = True) -> Iterator[bytes]:
    """Write a filter's events in a format of FORMATS. ``keep_cancelled`` is for calendars."""
    if name == "jsonl":
        return json_lines(session, wanted.filter)
    export = export_of(session, wanted)
    if name == "ics":
        return calendar.write(export, keep_cancelled=keep_cancelled)
    return _WRITERS[name](export)
