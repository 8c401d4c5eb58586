"""Atom (RFC 4287) of changes, written with lxml."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Iterable
from dataclasses import dataclass

from lxml import etree
from lxml.builder import ElementMaker

from tracker.domain import Change

ATOM = "http://www.w3.org/2005/Atom"
E = ElementMaker(namespace=ATOM, nsmap={None: ATOM})
NOT_XML = dict.fromkeys([*range(9), 11, 12, *range(14, 32), 0xFFFE, 0xFFFF])


@dataclass(frozen=True, slots=True)
class ChangeEntry:
    """A change with the title and the page of its event."""

    change: Change
    title: str
    url: str


def write(title: str, url: str, entries: Iterable[ChangeEntry], updated: dt.datetime) -> bytes:
    """Give the feed; ``updated`` stands where there is no entry."""
    rows = list(entries)
    newest = max((row.change.recorded_at for row in rows), default=updated)
    feed = E.feed(
        E.title(_clean(title)),
        E.id(url),
        E.link(href=url, rel="self"),
        E.updated(_moment(newest)),
        E.author(E.name("Diplomatic event tracker")),
        *map(_entry, rows),
    )
    return bytes(etree.tostring(feed, xml_declaration=True, encoding="utf-8"))


def _entry(row: ChangeEntry) -> etree._Element:
    change = row.change
    identity = hashlib.sha256(f"{change.event_uid}|{change.field}|{change.known}|{change.cause}|{change.new}".encode("utf-8", "replace"))
    words = change.words or f"{change.field}: {change.old} to {change.new}"
    return E.entry(
        E.title(_clean(f"{row.title}: {words}" if row.title not in words else words)),
        E.id(f"urn:sha256:{identity.hexdigest()[:40]}"),
        E.link(href=row.url),
        E.updated(_moment(change.recorded_at)),
        E.published(_moment(dt.datetime.combine(change.known, dt.time(), dt.UTC))),
        E.content(_clean(words), type="text"),
    )


def _moment(moment: dt.datetime) -> str:
    aware = moment if moment.tzinfo else moment.replace(tzinfo=dt.UTC)
    return aware.isoformat(timespec="seconds")


def _clean(text: str) -> str:
    """Take out what XML 1.0 cannot hold."""
    return text.translate(NOT_XML).encode("utf-8", "replace").decode()
