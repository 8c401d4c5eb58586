"""The rows that follow from one version of an event: its own, and those of the search tables."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from tracker.domain import Event, Review, Status
from tracker.store.documents import event_document
from tracker.store.models import EVERYTHING
from tracker.store.models.base import STATUS_CODES
from tracker.store.spans import Span, span_of, stored_class, stored_window

UNLISTED = frozenset({Review.REJECTED, Review.MERGED})

Values = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Believed:
    """A version with the days of its validity: believed from ``known_from`` up to the day before ``known_to``."""

    event: Event
    known_from: dt.date
    known_to: dt.date


@dataclass(frozen=True, slots=True)
class Entry:
    """What the search tables hold of one listed version: the keys under which it stands, each with its status there."""

    version_id: int
    span: Span
    start: dt.date
    end: dt.date
    known_from: dt.date
    known_to: dt.date
    keys: tuple[tuple[int, Status], ...]


def version_values(believed: Believed, event_id: int, recorded_at: dt.datetime) -> Values:
    """The columns of ``event_versions``, the id aside."""
    event = believed.event
    start, end = event.shown
    return {
        "event_id": event_id,
        "sequence": event.sequence,
        "known_from": believed.known_from,
        "known_to": believed.known_to,
        "recorded_at": recorded_at,
        "listed": event.review not in UNLISTED,
        "review": event.review.value,
        "kind": event.kind.value,
        "status": event.status.value,
        "title": event.title,
        "shown_start": start,
        "shown_end": end,
        "venue": event.place.city or "",
        "country": event.place.country,
        "series": event.series,
        "edition": event.edition,
        "document": event_document(event),
    }


def entry_of(believed: Believed, version_id: int, keys: Iterable[tuple[int, Status]]) -> Entry:
    """The search entry of a listed version."""
    first, last = believed.event.shown
    start, end = stored_window(first, last)
    stands = ((EVERYTHING, believed.event.status), *keys)
    return Entry(version_id, span_of(first, last), start, end, believed.known_from, believed.known_to, stands)


def facet_rows(entry: Entry) -> list[tuple[int, ...]]:
    """The rows of ``facets``, one for each key, as the database's own values in the order of its columns."""
    place = (stored_class(entry.span, entry.known_to), entry.start.toordinal(), entry.version_id, entry.end.toordinal())
    known = (entry.known_from.toordinal(), entry.known_to.toordinal())
    return [(key_id, *place, STATUS_CODES[status], *known) for key_id, status in entry.keys]


def participant_rows(event: Event, version_id: int) -> list[tuple[Any, ...]]:
    """The rows of ``participants``, as the database's own values in the order of its columns."""
    people = enumerate(event.participants)
    return [(version_id, ordinal, person.key, person.name, person.country, person.office) for ordinal, person in people]


def link_rows(event: Event, version_id: int) -> list[Values]:
    """The rows of ``event_links``."""
    return [
        {"version_id": version_id, "kind": kind, "target": uid}
        for kind, uid in dict.fromkeys((link.kind.value, link.uid) for link in event.links)
    ]
