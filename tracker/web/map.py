"""Venues of what is in view, as points of the map: where, how many events, and of what status."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy.orm import Session

from tracker.domain import Event
from tracker.filters import EventFilter
from tracker.lexicon import load
from tracker.lexicon.keys import venue_key
from tracker.store.queries import facet, window
from tracker.web import names
from tracker.web.outlines import project

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
    uids: list[str] = field(default_factory=list)

    def point(self) -> dict[str, Any]:
        """As the script takes it."""
        return {
            "venue": self.key,
            "label": self.label,
            "x": self.x,
            "y": self.y,
            "count": self.count,
            "statuses": self.statuses,
            "uids": self.uids,
        }


def map_payload(session: Session, wanted: EventFilter) -> dict[str, Any]:
    """Single events where they are few, else the number of events per venue; what has no place is counted."""
    found = window(session, wanted, "none", MOST_EVENTS)
    if found.crowded:
        venues = _counted(session, wanted)
        return {"venues": [venue.point() for venue in venues], "placeless": 0, "counted": True}
    venues, placeless = _gathered([row.event for row in found.rows])
    return {"venues": [venue.point() for venue in venues], "placeless": placeless, "counted": False}


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
        venue = found.setdefault(key, Venue(key, names.place(place), x, y))
        venue.count += 1
        venue.statuses[event.status.value] += 1
        venue.uids.append(event.uid)
    return list(found.values()), placeless


def _counted(session: Session, wanted: EventFilter) -> list[Venue]:
    found = []
    for row in facet(session, "venue", wanted, "", MOST_VENUES):
        country = row.key.rpartition("-")[2].upper()
        location = load().places.resolve(row.label, country)
        if location is not None:
            x, y = project(location.longitude, location.latitude)
            found.append(Venue(row.key, f"{row.label}, {names.country(country)}", x, y, row.count))
    return found
