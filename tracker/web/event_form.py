"""The form of an event: what is typed, checked at its field, and the values that it comes to."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from typing import Any

from flask_wtf import FlaskForm
from wtforms import FieldList, Form, FormField, HiddenField, SelectField, StringField, TextAreaField, ValidationError
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]  # newer than the stubs
from wtforms.validators import Length

from tracker import wording
from tracker.domain import Event, Kind, LinkKind, Participant, Status
from tracker.lexicon import load
from tracker.mining.title import title as automatic_title
from tracker.resolve.fields import SETTABLE, field_json, to_json
from tracker.sources.links import safe_link
from tracker.store.changes import EventForm, Source
from tracker.web.desk import today
from tracker.web.event_page import LINK_WORDS
from tracker.web.typed import (
    TypedError,
    read_countries,
    read_people,
    read_place,
    read_when,
    typed_people,
    typed_place,
    typed_when,
)

MOST_SOURCES = 12
LONGEST_QUOTE = 4_000
KINDS = [SelectChoice(kind.value, wording.KIND_LABELS[kind]) for kind in Kind]
STATUSES = [SelectChoice(status.value, wording.STATUS_LABELS[status]) for status in Status]
LINKS = [SelectChoice(kind.value, LINK_WORDS[kind][0]) for kind in LinkKind if kind is not LinkKind.REPLACES]


class SourceRow(Form):
    """One source: who published it, where, and the words."""

    outlet = StringField("Outlet", [Length(max=120)])
    url = StringField("Address", [Length(max=2_000)])
    quote = TextAreaField("The words that say so", [Length(max=LONGEST_QUOTE)])

    def validate_url(self, field: StringField) -> None:
        """Only what a browser can open safely."""
        if field.data and field.data.strip() and not safe_link(field.data):
            raise ValidationError("Give an address that begins with http:// or https://, or leave it empty.")

    def value(self) -> Source | None:
        """The source; None where the row is empty."""
        parts = [(field.data or "").strip() for field in (self.quote, self.outlet, self.url)]
        return Source(*parts) if any(parts) else None


class EventFields(FlaskForm):  # type: ignore[misc]
    """An event as an analyst types it. After ``validate()`` ``values`` holds what each field was read as."""

    title = StringField("Title", [Length(max=200)])
    kind = SelectField("Kind", choices=KINDS, default=Kind.MEETING.value)
    status = SelectField("Status", choices=STATUSES, default=Status.SPECULATIVE.value)
    when = StringField("When", [Length(max=200)])
    people = TextAreaField("People, one a line")
    countries = TextAreaField("Countries, one a line")
    place = StringField("Where", [Length(max=200)])
    series = StringField("Series", [Length(max=60)])
    note = StringField("Note", [Length(max=500)])

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Begin with no values read."""
        super().__init__(*args, **kwargs)
        self.values: dict[str, Any] = {}

    def validate(self, extra_validators: Mapping[str, Any] | None = None) -> bool:
        """Check every field, then that something names the event."""
        good = bool(super().validate(extra_validators))
        values = self.values
        if good and not (self.title.data or "").strip() and not any(values[name] for name in ("participants", "countries", "series")):
            self.title.errors = ["Give a title, or say who meets: then one is made from that."]
            return False
        return good

    def validate_when(self, field: StringField) -> None:
        """A date as a person types it."""
        self._read("when", lambda: read_when(field.data or "", today()))

    def validate_people(self, field: TextAreaField) -> None:
        """Names."""
        self._read("participants", lambda: read_people(field.data or "", today()))

    def validate_countries(self, field: TextAreaField) -> None:
        """Countries by name or code."""
        self._read("countries", lambda: read_countries(field.data or ""))

    def validate_place(self, field: StringField) -> None:
        """A site, city, country or region."""
        self._read("place", lambda: read_place(field.data or ""))

    def validate_series(self, field: StringField) -> None:
        """A series by its key or name; another one is kept as typed."""
        self._read("series", lambda: _series(" ".join((field.data or "").split())))

    def _read(self, name: str, read: Callable[[], Any]) -> None:
        try:
            self.values[name] = read()
        except TypedError as error:
            raise ValidationError(f"{error}.") from None

    def event(self, sources: tuple[Source, ...] = ()) -> EventForm:
        """The event that the form describes; a title left empty is made from the rest."""
        values = self.values
        people: tuple[Participant, ...] = values["participants"]
        countries = tuple(dict.fromkeys([person.country for person in people if person.country] + list(values["countries"])))
        kind, place, series = Kind(self.kind.data), values["place"], values["series"]
        title = " ".join((self.title.data or "").split()) or automatic_title(kind, (people, countries), series, place, load())
        status, note = Status(self.status.data), self.note.data or ""
        return EventForm(title, kind, status, values["when"], place, people, countries, series, sources=sources, note=note)


class NewEvent(EventFields):
    """A new event, with its sources and one link."""

    sources = FieldList(FormField(SourceRow), min_entries=1, max_entries=MOST_SOURCES)
    link_kind = SelectField("This event is", choices=LINKS)
    link_other = HiddenField()

    def given_sources(self) -> tuple[Source, ...]:
        """The rows that say something."""
        rows = [entry.form.value() for entry in self.sources]
        return tuple(row for row in rows if row)


class ChangedEvent(EventFields):
    """An event that exists. ``base`` holds its fields as they were when the form was opened, ``sequence`` which version that was."""

    base = HiddenField()
    sequence = HiddenField()


def typed(event: Event, base: dt.date) -> dict[str, str]:
    """The fields of an event as the form shows them."""
    return {
        "title": event.title,
        "kind": event.kind.value,
        "status": event.status.value,
        "when": typed_when(event.when, base),
        "people": typed_people(event.participants),
        "countries": "\n".join(map(wording.country, event.countries)),
        "place": typed_place(event.place),
        "series": event.series or "",
    }


def fields_json(form: EventForm) -> dict[str, Any]:
    """Every settable field of a form as JSON."""
    return {name: to_json(name, getattr(form, name)) for name in SETTABLE}


def event_json(event: Event) -> dict[str, Any]:
    """Every settable field of an event as JSON."""
    return {name: field_json(event, name) for name in SETTABLE}


def _series(text: str) -> str | None:
    if not text:
        return None
    known = {key.lower(): key for key in load().series.by_key} | {series.label.lower(): key for key, series in load().series.by_key.items()}
    return known.get(text.lower(), text)
