"""Analysts' edits as they stand on a day: which count, and what they make of an event that the sources settled."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from tracker.domain import Edit, EditKind, Event, EventLink, LinkKind, Review
from tracker.resolve.contradiction import leaves_room, same
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
    """Put the analyst's words over the sources'; what contradicts them stands beside them until it is dismissed."""
    own = {edit.field: from_json(edit.field, edit.value) for edit in edits if edit.kind is EditKind.SET}
    dismissed = [(edit.field, from_json(edit.field, edit.value)) for edit in edits if edit.kind is EditKind.DISMISS]
    claims = tuple(_contradictions(event, own, dismissed)) if _has_sources(event) else ()
    links = _links(event.links, edits)
    return replace(event, **own, edited=tuple(sorted(own)), source_claims=claims, review=_review(edits), links=links)


def _contradictions(event: Event, own: Mapping[str, Any], dismissed: Sequence[tuple[str, Any]]) -> Iterator[tuple[str, Any]]:
    """Give what sources say of edited fields that cannot be true where the analyst's word is, and was not put aside."""
    for field in sorted(own):
        said = getattr(event, field)
        heard = any(same(field, said, value) for name, value in dismissed if name == field)
        if not (heard or leaves_room(field, said, own[field])):
            yield field, field_json(event, field)


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
