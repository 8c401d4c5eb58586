"""Domain values as JSON documents and back, by their declared types. Default values are left out, so documents stay small.

What a domain value holds under ``Any`` (an edit's value, a source's claim) must be JSON: days as ISO 8601 strings.
"""

from __future__ import annotations

from pydantic import TypeAdapter

from tracker.domain import Event, Mention

_EVENT = TypeAdapter(Event)
_MENTION = TypeAdapter(Mention)


def event_document(event: Event) -> bytes:
    """The event as JSON."""
    return _EVENT.dump_json(event, exclude_defaults=True)


def event_of(document: bytes) -> Event:
    """The event of a document."""
    return _EVENT.validate_json(document)


def mention_document(mention: Mention) -> bytes:
    """The mention as JSON."""
    return _MENTION.dump_json(mention, exclude_defaults=True)


def mention_of(document: bytes) -> Mention:
    """The mention of a document."""
    return _MENTION.validate_json(document)
