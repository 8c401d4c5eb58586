"""The fields of an event that an analyst can set, as JSON values in edits and as domain values in events."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from pydantic import TypeAdapter, ValidationError

from tracker.domain import Event, Kind, Participant, Place, Status, When

SETTABLE: Mapping[str, TypeAdapter[Any]] = {
    "title": TypeAdapter(str),
    "kind": TypeAdapter(Kind),
    "status": TypeAdapter(Status),
    "when": TypeAdapter(When),
    "place": TypeAdapter(Place),
    "participants": TypeAdapter(tuple[Participant, ...]),
    "countries": TypeAdapter(tuple[str, ...]),
    "series": TypeAdapter(str | None),
}


class FieldError(ValueError):
    """A field that no analyst can set, or a value that it cannot have; ``field`` names it."""

    def __init__(self, field: str, message: str) -> None:
        super().__init__(f"{field}: {message}")
        self.field = field


def to_json(field: str, value: Any) -> Any:
    """Give a field's value as JSON, as edits and changes hold it."""
    return _adapter(field).dump_python(value, mode="json", exclude_defaults=True)


def from_json(field: str, value: Any) -> Any:
    """Read a field's value from the JSON of an edit; raises FieldError if it is none."""
    try:
        return _adapter(field).validate_python(value)
    except ValidationError as error:
        raise FieldError(field, error.errors()[0]["msg"]) from error


def field_json(event: Event, field: str) -> Any:
    """Give one field of an event as JSON."""
    return to_json(field, getattr(event, field))


def _adapter(field: str) -> TypeAdapter[Any]:
    if field not in SETTABLE:
        raise FieldError(field, f"is none of {', '.join(SETTABLE)}")
    return SETTABLE[field]
