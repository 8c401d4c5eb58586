"""schema.org Event as JSON-LD, and IPTC ninjs 3.1 (an object of type "event") for newsroom systems."""

from __future__ import annotations

from typing import Any

from tracker import wording
from tracker.domain import Event, Place
from tracker.exports import codes
from tracker.exports.calendar import UID_DOMAIN
from tracker.exports.model import Exported, SourceLine

NINJS_SCHEMA = "http://www.iptc.org/std/ninjs/ninjs-schema_3.1.json#"


def json_ld(row: Exported) -> dict[str, Any]:
    """Give schema.org/Event. Dates are ISO 8601 days; a window that is no duration is left to ``description``."""
    event = row.event
    first, last = event.shown
    known = {
        "@context": "https://schema.org",
        "@type": "Event",
        "identifier": event.uid,
        "name": event.title,
        "url": row.url,
        "description": f"{wording.STATUS_LABELS[event.status]}: {wording.shown(event)}.",
        "eventStatus": codes.schema_org(event),
        "startDate": first.isoformat() if first and event.when.exact else event.when.edtf or None,
        "endDate": last.isoformat() if last and event.when.exact else None,
        "previousStartDate": event.previous.earliest.isoformat()
        if event.previous and event.previous.earliest and codes.moved(event)
        else None,
        "location": _schema_place(event.place),
        "attendee": [{"@type": "Person", "name": person.name} for person in event.participants],
        "citation": [_citation(source) for source in row.sources],
    }
    return {name: value for name, value in known.items() if value}


def ninjs(row: Exported) -> dict[str, Any]:
    """Give ninjs 3.1: exact days as startDate and endDate, windows as expectedStartDate and expectedEndDate."""
    event = row.event
    details = {"eventStatus": codes.IPTC_OCCURRENCE + codes.iptc(event), "dates": _ninjs_dates(event)}
    known = {
        "standard": {"name": "ninjs", "version": "3.1", "schema": NINJS_SCHEMA},
        "uri": f"urn:{UID_DOMAIN}:{event.uid}",
        "type": "event",
        "representationType": "full",
        "version": str(event.sequence),
        "title": event.title,
        "descriptions": [{"contentType": "text/plain", "value": _ninjs_words(event)}],
        "people": [{"name": person.name} for person in event.participants],
        "places": _ninjs_places(event.place),
        "subjects": [{"name": event.kind.value}, *([{"name": event.series}] if event.series else [])],
        "eventDetails": {name: value for name, value in details.items() if value},
    }
    return {name: value for name, value in known.items() if value}


def _ninjs_words(event: Event) -> str:
    quoted = f' "{event.quote}" ({event.outlet})' if event.quote else ""
    return f"{wording.STATUS_LABELS[event.status]}: {wording.shown(event)}. {wording.place(event.place)}.{quoted}"


def _ninjs_dates(event: Event) -> dict[str, str]:
    first, last = event.shown
    if first is None or last is None:
        return {}
    if event.when.exact:
        return {"startDate": f"{first}T00:00:00+00:00", "endDate": f"{last}T23:59:59+00:00"}
    return {"expectedStartDate": first.isoformat(), "expectedEndDate": last.isoformat()}


def _ninjs_places(place: Place) -> list[dict[str, Any]]:
    name = place.site or place.city or place.region or place.country
    if not name:
        return []
    address = {"locality": place.city, "country": place.country}
    contact = [{"type": "physical", "address": {key: value for key, value in address.items() if value}}]
    point = [{"geoJSON": {"type": "Point", "coordinates": [place.longitude, place.latitude]}}] if place.latitude is not None else []
    return [{"name": name, "contactInfo": contact, **(point[0] if point else {})}]


def _citation(source: SourceLine) -> dict[str, Any]:
    told = {"publisher": source.outlet, "url": source.url, "datePublished": source.published and source.published.isoformat()}
    return {"@type": "CreativeWork", **{name: value for name, value in told.items() if value}}


def _schema_place(place: Place) -> dict[str, Any] | None:
    name = place.site or place.city or place.region or place.country
    if not name:
        return None
    address = {"@type": "PostalAddress", "addressLocality": place.city, "addressCountry": place.country}
    out: dict[str, Any] = {"@type": "Place", "name": name, "address": {key: value for key, value in address.items() if value}}
    if place.latitude is not None:
        out["geo"] = {"@type": "GeoCoordinates", "latitude": place.latitude, "longitude": place.longitude}
    return out
