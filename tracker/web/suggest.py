"""Suggestions while a person types into a form: events, people, countries, places and series, out of the store and the lexicon."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Mapping

import orjson
from flask import Blueprint, Response, abort, request

from tracker import wording
from tracker.filters import EventFilter
from tracker.lexicon import load
from tracker.lexicon.keys import plain
from tracker.store.queries import facet
from tracker.web.clicks import found_events
from tracker.web.database import get_session
from tracker.web.desk import today

blueprint = Blueprint("suggest", __name__, url_prefix="/suggest")

MOST = 8
LONGEST = 80
Suggestion = dict[str, str]


@blueprint.get("/<what>")
def suggest(what: str) -> Response:
    """Suggestions that have a word which begins with what was typed: value, label, note."""
    if what not in _FINDERS:
        abort(404)
    typed = " ".join(request.args.get("q", "").split())[:LONGEST]
    rows = list(_FINDERS[what](typed)) if typed else []
    return Response(orjson.dumps(rows[:MOST]), mimetype="application/json", headers={"Cache-Control": "no-store"})


def _events(typed: str) -> Iterator[Suggestion]:
    for event in found_events(typed, request.args.get("except", "")):
        note = f"{wording.STATUS_LABELS[event.status]}, {wording.shown(event)}, {wording.place(event.place)}"
        yield {"value": event.uid, "label": event.title, "note": note}


def _people(typed: str) -> Iterator[Suggestion]:
    """Those who stand in the store first, then everybody of the lexicon, those in office before those who were."""
    day = today()
    stored = facet(get_session(), "leader", EventFilter(), typed, MOST)
    for row in stored:
        yield {"value": row.label, "label": row.label, "note": f"{row.count} {'event' if row.count == 1 else 'events'}"}
    seen = {row.key for row in stored}
    listed = [person for person in load().people.by_key.values() if person.key not in seen and _begins(person.name, typed)]
    for person in sorted(listed, key=lambda person: (not person.offices_on(day), person.name)):
        yield {"value": person.name, "label": person.name, "note": _office(person.key, day)}


def _office(key: str, day: dt.date) -> str:
    offices = load().people.by_key[key].offices_on(day)
    return ", ".join(f"{term.office.replace('-', ' ')} of {wording.country(term.of)}" for term in offices[:1]) or "former office"


def _countries(typed: str) -> Iterator[Suggestion]:
    for country in load().countries.by_iso.values():
        if _begins(country.name, typed) or country.iso == typed.upper():
            yield {"value": country.name, "label": country.name, "note": country.iso}


def _places(typed: str) -> Iterator[Suggestion]:
    """Venues of the store, then cities and sites that are called so or begin so."""
    stored = facet(get_session(), "venue", EventFilter(), typed, MOST)
    for row in stored:
        yield {"value": row.label, "label": row.label, "note": f"{row.count} {'event' if row.count == 1 else 'events'}"}
    for found in load().places.candidates(typed)[:MOST]:
        name = ", ".join(part for part in (found.site, found.city, wording.country(found.country)) if part)
        if name not in {row.label for row in stored}:
            yield {"value": name, "label": name, "note": "site" if found.site else "city"}


def _series(typed: str) -> Iterator[Suggestion]:
    for series in load().series.by_key.values():
        if _begins(series.key, typed) or _begins(series.label, typed):
            yield {"value": series.key, "label": series.key, "note": series.label}


def _begins(name: str, typed: str) -> bool:
    """Whether the name, or a word of it, begins with what was typed, accents aside."""
    folded, start = plain(name).lower(), plain(typed).lower()
    return folded.startswith(start) or f" {start}" in folded


_FINDERS: Mapping[str, Callable[[str], Iterable[Suggestion]]] = {
    "events": _events,
    "people": _people,
    "countries": _countries,
    "places": _places,
    "series": _series,
}
