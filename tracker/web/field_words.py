"""Values of event fields, as edits and changes hold them in JSON, in the words of a reader."""

from __future__ import annotations

import datetime as dt
from typing import Any

from flask import Flask

from tracker import wording
from tracker.domain import Event
from tracker.resolve.fields import field_json, from_json
from tracker.resolve.words import absent_words, value_words
from tracker.sources.links import safe_link
from tracker.store.queries.articles import CONTEXT
from tracker.web.passages import chain, excerpt

LABELS = {
    "title": "title",
    "kind": "kind",
    "status": "status",
    "when": "date",
    "place": "place",
    "participants": "people",
    "countries": "countries",
    "series": "series",
}


def init_app(app: Flask) -> None:
    """Make the words template filters."""
    app.jinja_env.filters.update(safe_link=safe_link, date_of=dt.datetime.date)
    app.jinja_env.globals.update(
        FIELD_LABELS=LABELS,
        field_said=said,
        field_now=now,
        party_name=party,
        absent_words=absent_words,
        chain=chain,
        excerpt=lambda before, after: excerpt(before, after, CONTEXT),
    )


def said(field: str, value: Any) -> str:
    """A field's JSON value in words."""
    return value_words(field, from_json(field, value))


def now(event: Event, field: str) -> str:
    """A field of an event in words."""
    return said(field, field_json(event, field))


def party(event: Event, key: str) -> str:
    """Who a party is: a country by its code, or a person who takes part."""
    people = {person.key: person.name for person in event.participants}
    return people.get(key) or (key.replace("-", " ").title() if key.islower() else wording.country(key))
