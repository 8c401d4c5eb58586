"""iCalendar (RFC 5545, RFC 7986): every line is made by the icalendar library, and streamed an event at a time.

Rules for what is not a day: an exact day or stated days stand as they are. A window of up to LONGEST days stands whole, transparent. A
longer one stands on its first day only, and its summary says until when; an undated event is left out. A moved event keeps its UID and
raises SEQUENCE. Text loses its control characters, since one bad property would cost the whole feed.
"""

from __future__ import annotations

import datetime as dt
import functools
import re
from collections.abc import Iterator

import icalendar
from icalendar.prop import vCategory, vDate, vDatetime, vGeo, vInt, vText, vUri

from tracker import wording
from tracker.domain import Event, Kind, Place, Status
from tracker.exports import codes
from tracker.exports.folding import component, line
from tracker.exports.model import Export, Exported
from tracker.resolve.words import party_words

LONGEST = 14
UID_DOMAIN = "diplomatic-event-tracker"
REFRESH = dt.timedelta(hours=6)
ONE_DAY = dt.timedelta(days=1)
CONTROLS = dict.fromkeys((*range(32), 127), " ") | {10: "\n"}
UNPRINTABLE = re.compile("[\x00-\x09\x0b-\x1f\x7f\ud800-\udfff]")


def write(export: Export, *, keep_cancelled: bool = True) -> Iterator[bytes]:
    """Yield the calendar in pieces. ``keep_cancelled`` keeps called-off events, with STATUS:CANCELLED."""
    frame: bytes = _calendar(export).to_ical()
    head, end = frame.split(b"END:VCALENDAR")
    yield head
    for row in export.rows:
        gone = codes.icalendar(row.event) == "CANCELLED"
        if row.event.shown[0] is not None and (keep_cancelled or not gone):
            yield entry(row)
    yield b"END:VCALENDAR" + end


def entry(row: Exported) -> bytes:
    """Write the VEVENT of an event that has a window, its lines in the order of the library."""
    event = row.event
    first, last = event.shown
    assert first is not None
    assert last is not None
    long = not event.when.exact and (last - first).days >= LONGEST
    opaque = event.when.exact and codes.icalendar(event) == "CONFIRMED"
    stamp = event.version_from or first
    lines = [
        _text("SUMMARY", _summary(event, last if long else None)),
        _day("DTSTART", first),
        _day("DTEND", (first if long else last) + ONE_DAY),
        _stamp("DTSTAMP", stamp),
        _text("UID", f"{event.uid}@{UID_DOMAIN}"),
        _sequence(event.sequence),
        _categories(event.kind, event.status, event.series),
        _text("DESCRIPTION", _description(row)),
        *_geo(event.place),
        _stamp("LAST-MODIFIED", stamp),
        *_location(event.place),
        _again("STATUS", codes.icalendar(event)),
        _again("TRANSP", "OPAQUE" if opaque else "TRANSPARENT"),
        *([line("URL", vUri(row.url))] if row.url else []),
    ]
    return component(b"VEVENT", lines)


def _text(name: str, words: str) -> bytes:
    return line(name, vText(_clean(words)))


# What comes again and again is worked out once: days, places, codes.
_again = functools.lru_cache(maxsize=4096)(_text)


@functools.lru_cache(maxsize=4096)
def _day(name: str, day: dt.date) -> bytes:
    value = vDate(day)
    value.params["VALUE"] = "DATE"
    return line(name, value)


@functools.lru_cache(maxsize=4096)
def _stamp(name: str, day: dt.date) -> bytes:
    return line(name, vDatetime(dt.datetime.combine(day, dt.time(), dt.UTC)))


@functools.lru_cache(maxsize=1024)
def _sequence(number: int) -> bytes:
    return line("SEQUENCE", vInt(number))


@functools.lru_cache(maxsize=4096)
def _categories(kind: Kind, status: Status, series: str | None) -> bytes:
    return line("CATEGORIES", vCategory([kind.value, status.value, *([series] if series else [])]))


@functools.lru_cache(maxsize=4096)
def _geo(place: Place) -> tuple[bytes, ...]:
    if place.latitude is None or place.longitude is None:
        return ()
    return (line("GEO", vGeo((place.latitude, place.longitude))),)


def _location(place: Place) -> tuple[bytes, ...]:
    return (_again("LOCATION", wording.place(place)),) if place.city or place.country or place.region else ()


def _calendar(export: Export) -> icalendar.Calendar:
    calendar = icalendar.Calendar()
    calendar.add("prodid", "-//Diplomatic event tracker//EN")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("name", _clean(export.title))
    calendar.add("x-wr-calname", _clean(export.title))
    calendar.add("refresh-interval", REFRESH, parameters={"VALUE": "DURATION"})
    calendar.add("x-published-ttl", f"PT{REFRESH.seconds // 3600}H")
    if export.url:
        calendar.add("url", export.url)
    return calendar


def _summary(event: Event, until: dt.date | None) -> str:
    standing = "moved" if event.status is Status.POSTPONED and codes.moved(event) else wording.standing(event).lower()
    mark = "" if event.status is Status.CONFIRMED else f"[{standing}] "
    return f"{mark}{event.title}" + (f" (some time until {wording.day(until)})" if until else "")


def _description(row: Exported) -> str:
    event = row.event
    lines = [
        f"{wording.standing(event)}: {wording.status_hint(event)}.",
        f"When: {wording.shown(event)}." + (f' In the words of the source: "{event.when.words}".' if event.when.words else ""),
        f"Where: {wording.place(event.place)}.",
    ]
    if event.previous and codes.moved(event):
        lines.insert(2, f"Moved from: {wording.when(event.previous)}.")
    if who := wording.parties(event):
        lines.append(f"Who: {who}.")
    if event.party_status:
        lines.append(f"What they say: {', '.join(party_words(event.party_status))}.")
    if event.quote:
        lines.append(f'"{event.quote}"' + (f" - {event.outlet}" if event.outlet else ""))
    return "\n".join(lines)


def _clean(text: str) -> str:
    """Take out control characters and lone surrogates: one bad property would cost the whole feed."""
    return text.translate(CONTROLS).encode("utf-8", "replace").decode() if UNPRINTABLE.search(text) else text
