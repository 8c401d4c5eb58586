"""iCalendar (RFC 5545, RFC 7986), written by the icalendar library, streamed an event at a time.

Rules for what is not a day: an exact day or stated days stand as they are. A window of up to LONGEST days stands whole, transparent. A
longer one stands on its first day only, and its summary says until when; an undated event is left out. A moved event keeps its UID and
raises SEQUENCE. Text loses its control characters, since one bad property would cost the whole feed.
"""

from __future__ import annotations

import datetime as dt
import functools
from collections.abc import Iterator

import icalendar
from icalendar.prop import vCategory, vDate, vDatetime, vGeo, vInt, vText, vUri

from tracker import wording
from tracker.domain import Event, Status
from tracker.exports import codes
from tracker.exports.folding import Entry
from tracker.exports.model import Export, Exported

LONGEST = 14
UID_DOMAIN = "diplomatic-event-tracker"
REFRESH = dt.timedelta(hours=6)
ONE_DAY = dt.timedelta(days=1)
CONTROLS = dict.fromkeys((*range(32), 127), " ") | {10: "\n"}


def write(export: Export, *, keep_cancelled: bool = True) -> Iterator[bytes]:
    """Yield the calendar in pieces. ``keep_cancelled`` keeps called-off events, with STATUS:CANCELLED."""
    frame: bytes = _calendar(export).to_ical()
    head, end = frame.split(b"END:VCALENDAR")
    yield head
    for row in export.rows:
        gone = codes.icalendar(row.event) == "CANCELLED"
        if row.event.shown[0] is not None and (keep_cancelled or not gone):
            yield bytes(entry(row).to_ical())
    yield b"END:VCALENDAR" + end


def entry(row: Exported) -> Entry:
    """Make the VEVENT of an event that has a window."""
    event = row.event
    first, last = event.shown
    assert first is not None
    assert last is not None
    long = not event.when.exact and (last - first).days >= LONGEST
    out = Entry()
    # Properties are set as values of the library's own types: ``add`` would look up each type anew, which is half of the time.
    out["UID"] = vText(f"{event.uid}@{UID_DOMAIN}")
    out["SEQUENCE"] = vInt(event.sequence)
    out["DTSTAMP"] = out["LAST-MODIFIED"] = _stamp(event.version_from or first)
    out["SUMMARY"] = vText(_clean(_summary(event, last if long else None)))
    out["DTSTART"] = _day(first)
    out["DTEND"] = _day((first if long else last) + ONE_DAY)
    out["STATUS"] = _code(codes.icalendar(event))
    out["TRANSP"] = _code("OPAQUE" if event.when.exact and event.status is Status.CONFIRMED else "TRANSPARENT")
    out["DESCRIPTION"] = vText(_clean(_description(row)))
    out["CATEGORIES"] = vCategory([event.kind.value, event.status.value, *([event.series] if event.series else [])])
    _add_place(out, event)
    if row.url:
        out["URL"] = vUri(row.url)
    return out


# Days and codes come again and again, and nobody changes a value that stands in an entry.
@functools.lru_cache(maxsize=4096)
def _day(day: dt.date) -> vDate:
    value = vDate(day)
    value.params["VALUE"] = "DATE"
    return value


@functools.lru_cache(maxsize=4096)
def _stamp(day: dt.date) -> vDatetime:
    return vDatetime(dt.datetime.combine(day, dt.time(), dt.UTC))


@functools.cache
def _code(code: str) -> vText:
    return vText(code)


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
    mark = "" if event.status is Status.CONFIRMED else f"[{wording.STATUS_LABELS[event.status].lower()}] "
    return f"{mark}{event.title}" + (f" (some time until {wording.day(until)})" if until else "")


def _description(row: Exported) -> str:
    event = row.event
    lines = [
        f"{wording.STATUS_LABELS[event.status]}: {wording.STATUS_HINTS[event.status]}.",
        f"When: {wording.shown(event)}." + (f' In the words of the source: "{event.when.words}".' if event.when.words else ""),
        f"Where: {wording.place(event.place)}.",
    ]
    if event.participants:
        lines.append(f"Who: {', '.join(person.name for person in event.participants)}.")
    if event.party_status:
        lines.append("Parties: " + ", ".join(f"{party} {status.value}" for party, status in event.party_status) + ".")
    if event.quote:
        lines.append(f'"{event.quote}"' + (f" - {event.outlet}" if event.outlet else ""))
    return "\n".join(lines)


def _add_place(out: icalendar.Event, event: Event) -> None:
    place = event.place
    if place.city or place.country or place.region:
        out["LOCATION"] = vText(_clean(wording.place(place)))
    if place.latitude is not None and place.longitude is not None:
        out["GEO"] = vGeo((place.latitude, place.longitude))


def _clean(text: str) -> str:
    """Take out control characters and lone surrogates: one bad property would cost the whole feed."""
    return text.translate(CONTROLS).encode("utf-8", "replace").decode()
