"""GeoJSON (RFC 7946): one point a venue, with the events that it hosts."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import orjson

from tracker import wording
from tracker.exports.model import Export, Exported


def write(export: Export) -> Iterator[bytes]:
    """Yield a FeatureCollection; events without coordinates are left out. Positions are longitude, latitude (WGS 84)."""
    venues: dict[tuple[float, float], list[Exported]] = {}
    for row in export.rows:
        place = row.event.place
        if place.latitude is not None and place.longitude is not None:
            venues.setdefault((place.longitude, place.latitude), []).append(row)
    yield b'{"type":"FeatureCollection","features":['
    for number, (position, rows) in enumerate(venues.items()):
        yield (b"," if number else b"") + orjson.dumps(_feature(position, rows))
    yield b"]}"


def _feature(position: tuple[float, float], rows: list[Exported]) -> dict[str, Any]:
    place = rows[0].event.place
    return {
        "type": "Feature",
        "geometry": {"type": "Point", "coordinates": list(position)},
        "properties": {
            "name": place.city or place.site,
            "country": place.country,
            "count": len(rows),
            "events": [
                {
                    "uid": row.event.uid,
                    "title": row.event.title,
                    "status": row.event.status.value,
                    "when": wording.shown(row.event),
                    "url": row.url,
                }
                for row in rows
            ],
        },
    }
