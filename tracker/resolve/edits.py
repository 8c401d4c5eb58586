"""Analysts' edits as they stand on a day: which count, and what they make of an event that the sources settled."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any

from tracker.domain import Edit, EditKind, Event, EventLink, LinkKind, Review
from tracker.resolve.fields import field_json, from_json

ENTERED_KEY = "edit:"  # what the key of an article begins with that stands for an analyst's form
_REVIEWS = {EditKind.ACCEPT: Review.ACCEPTED, EditKind.REJECT: Review.REJECTED}


def active_edits(edits: Iterable[Edit], day: dt.date) -> tuple[Edit, ...]:
    """Give the edits made up to the end of a day that no counting edit had undone by then, oldest first.

    An undo can itself be undone, so the newest are read first.
    """
    edits = list(edits)
    undone = {str(edit.value) for edit in active_undoings(edits, day)}
    made = sorted((edit for edit in edits if edit.made_at.date() <= day), key=_moment)
    return tuple(edit for edit in made if edit.id not in undone and edit.kind is not EditKind.UNDO)


def active_undoings(edits: Iterable[Edit], day: dt.date) -> list[Edit]:
    """Give the undoings made up to the end of a day that no later one had undone by then, newest first."""
    counting: list[Edit] = []
    undone: set[str] = set()
    undoings = (edit for edit in edits if edit.kind is EditKind.UNDO and edit.made_at.date() <= day)
    for edit in sorted(undoings, key=_moment, reverse=True):
        if edit.id not in undone:
            undone.add(str(edit.value))
            counting.append(edit)
    return counting


def _moment(edit: Edit) -> tuple[dt.datetime, str]:
    return edit.made_at, edit.id


def apply_edits(event: Event, edits: Sequence[Edit]) -> Event:
    """Put the analyst's words over the sources'; what the sources say otherwise stands beside them until it is dismissed."""
    values: dict[str, Any] = {}
    dismissed: set[tuple[str, str]] = set()
    for edit in edits:
        if edit.kind is EditKind.SET:
            values[edit.field] = edit.value
        elif edit.kind is EditKind.DISMISS:
            dismissed.add((edit.field, repr(edit.value)))
    changed = {field: from_json(field, value) for field, value in values.items()}
    claims = tuple(
        (field, claim)
        for field in (sorted(values) if _has_sources(event) else ())
        if getattr(event, field) != changed[field] and (field, repr(claim := field_json(event, field))) not in dismissed
    )
    links = _links(event.links, edits)
    return replace(event, **changed, edited=tuple(sorted(values)), source_claims=claims, review=_review(edits), links=links)


def _has_sources(event: Event) -> bool:
    """Whether anybody but a form tells of it: who corrects what they entered contradicts no source."""
    return any(not key.startswith(ENTERED_KEY) for key, _ in (*event.mentions, *event.reports))


def _review(edits: Sequence[Edit]) -> Review:
    words = [_REVIEWS[edit.kind] for edit in edits if edit.kind in _REVIEWS]
    if words:
        return words[-1]
    own = any(edit.kind in (EditKind.CREATE, EditKind.SET, EditKind.SPLIT, EditKind.LINK) for edit in edits)
    return Review.ACCEPTED if own else Review.MINED


def _links(links: tuple[EventLink, ...], edits: Sequence[Edit]) -> tuple[EventLink, ...]:
    found = {(link.kind, link.uid): link for link in links}
    for edit in edits:
        if edit.kind in (EditKind.LINK, EditKind.UNLINK):
            key = (LinkKind(edit.field), str(edit.value))
            found.pop(key, None)
            if edit.kind is EditKind.LINK:
                found[key] = EventLink(*key)
    return tuple(found.values())
