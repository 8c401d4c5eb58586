"""Venues of what is in view, as points of the map: where, how many events, and of what status."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy.orm import Session

from tracker import wording
from tracker.domain import Event
from tracker.filters import EventFilter
from tracker.lexicon import load
from tracker.lexicon.keys import venue_key
from tracker.store.queries import most_in_window, window
from tracker.web.outlines import project
from tracker.web.payload import row

MOST_EVENTS = 500
MOST_VENUES = 100  # as many as the store counts at once


@dataclass(slots=True)
class Venue:
    """One city with what takes place there."""

    key: str
    label: str
    x: float
    y: float
    count: int = 0
    statuses: Counter[str] = field(default_factory=Counter)
    events: list[Event] = field(default_factory=list)

    def point(self) -> dict[str, Any]:
        """As the script takes it."""
        return {
            "venue": self.key,
            "label": self.label,
            "x": self.x,
            "y": self.y,
            "count": self.count,
            "statuses": self.statuses,
            "uids": [event.uid for event in self.events],
        }


def map_payload(session: Session, wanted: EventFilter) -> dict[str, Any]:
    """Single events where they are few, else the number of events per venue; what has no place is counted."""
    found = window(session, wanted, "none", MOST_EVENTS)
    if found.crowded:
        venues, partly = _counted(session, wanted)
        return {"venues": [venue.point() for venue in venues], "events": {}, "placeless": 0, "counted": True, "partly": partly}
    venues, placeless = _gathered([row.event.seen_by(wanted.leader) for row in found.rows])
    events = {event.uid: row(event) for venue in venues for event in venue.events}
    return {"venues": [venue.point() for venue in venues], "events": events, "placeless": placeless, "counted": False}


def _gathered(events: list[Event]) -> tuple[list[Venue], int]:
    found: dict[str, Venue] = {}
    placeless = 0
    for event in events:
        place = event.place
        if place.city is None or place.latitude is None or place.longitude is None:
            placeless += 1
            continue
        key = venue_key(place.city, place.country)
        x, y = project(place.longitude, place.latitude)
        venue = found.setdefault(key, Venue(key, wording.place(place), x, y))
        venue.count += 1
        venue.statuses[event.status.value] += 1
        venue.events.append(event)
    return list(found.values()), placeless


def _counted(session: Session, wanted: EventFilter) -> tuple[list[Venue], bool]:
    """The busiest venues, and whether only the latest events were counted."""
    rows = most_in_window(session, "venue", wanted, MOST_VENUES)
    found = []
    for counted in rows:
        country = counted.key.rpartition("-")[2].upper()
        location = load().places.resolve(counted.label, country)
        if location is not None:
            x, y = project(location.longitude, location.latitude)
            found.append(Venue(counted.key, f"{counted.label}, {wording.country(country)}", x, y, counted.count))
    return found, any(row.partly for row in rows)
