"""Analysts' words: checked, stored, and settled in one transaction; who edits what has changed meanwhile gets both versions."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import insert, select
from sqlalchemy.orm import Session

from tracker.domain import Edit, EditKind, Event, LinkKind
from tracker.resolve.edits import active_edits
from tracker.resolve.fields import FieldError, from_json
from tracker.store.changes.groups import edit_of
from tracker.store.changes.settling import Run
from tracker.store.models import EditRow, EventRow, MentionRow
from tracker.store.queries.past import find_event, merged_into


class EditError(ValueError):
    """An edit that cannot be made; the message says why and what can be done instead."""


class EditConflict(Exception):  # noqa: N818 - a conflict is no error of the one who meets it
    """Somebody else wrote the event since it was read: ``theirs`` is how it stands now, under ``sequence``; ``mine`` was not stored."""

    def __init__(self, mine: Sequence[Edit], theirs: Event, sequence: int) -> None:
        super().__init__(f"{theirs.title} was changed by somebody else since you opened it; both versions are shown")
        self.mine = tuple(mine)
        self.theirs = theirs
        self.sequence = sequence


@dataclass(frozen=True, slots=True)
class MadeEdit:
    """An edit with whether it still counts."""

    edit: Edit
    active: bool


def new_id() -> str:
    """Give the id of a new edit."""
    return uuid.uuid4().hex


def record(run: Run, edits: Sequence[Edit], expected_sequence: int | None) -> int:
    """Store edits of one event and settle it; give its new sequence. All or none.

    Raises EditConflict when the event is not at ``expected_sequence`` any more (None: whatever it is at), EditError or FieldError when
    an edit makes no sense.
    """
    uid = edits[0].event_uid
    row = _event(run.session, uid)
    if expected_sequence is not None and row.sequence != expected_sequence:
        theirs = find_event(run.session, uid)
        if theirs is not None:
            raise EditConflict(edits, theirs, row.sequence)
    for edit in edits:
        _CHECKS.get(edit.kind, _nothing)(run, edit)
    run.session.execute(insert(EditRow), [_row(edit) for edit in edits])
    run.touch(_concerned(edits))
    return run.finish().get(uid, row.sequence)


def edits_of(session: Session, uid: str) -> list[MadeEdit]:
    """Give every edit made about an event, oldest first, with those that were undone."""
    rows = session.scalars(select(EditRow).where(EditRow.event_uid == uid).order_by(EditRow.made_at, EditRow.id))
    edits = [edit_of(row) for row in rows]
    if not edits:
        return []
    counting = {edit.id for edit in active_edits(edits, edits[-1].made_at.date())}
    return [MadeEdit(edit, edit.id in counting) for edit in edits if edit.kind is not EditKind.UNDO]


def _concerned(edits: Sequence[Edit]) -> list[str]:
    """Give the uids of all events that edits are about."""
    others = [str(edit.value) for edit in edits if edit.kind in (EditKind.MERGE, EditKind.SOURCE)]
    return list(dict.fromkeys([edit.event_uid for edit in edits] + others))


def _row(edit: Edit) -> dict[str, Any]:
    names = ("id", "event_uid", "made_at", "field", "value", "note", "editor")
    return {name: getattr(edit, name) for name in names} | {"kind": edit.kind.value}


def _event(session: Session, uid: str) -> EventRow:
    row = session.scalar(select(EventRow).where(EventRow.uid == uid))
    if row is None:
        raise EditError(f"there is no event {uid}; it may have been removed")
    return row


def _nothing(run: Run, edit: Edit) -> None:
    del run, edit


def _check_set(run: Run, edit: Edit) -> None:
    del run
    from_json(edit.field, edit.value)


def _check_merge(run: Run, edit: Edit) -> None:
    target = str(edit.value)
    _event(run.session, target)
    final = merged_into(run.session, target) or target
    if edit.event_uid in (final, target):
        raise EditError("an event cannot be merged into itself; choose another one")


def _check_split(run: Run, edit: Edit) -> None:
    event = find_event(run.session, edit.event_uid)
    leaving = set(edit.value)
    known = set(run.session.scalars(select(MentionRow.uid).where(MentionRow.uid.in_(leaving), MentionRow.active)))
    if not leaving or leaving - known:
        raise EditError("choose at least one of the event's sources to split off")
    given = set(run.session.scalars(select(EditRow.value).where(EditRow.kind == EditKind.SOURCE.value)))
    if leaving <= given:
        raise EditError("a source that an analyst added is no event by itself; undo the adding instead")
    if event is not None and len(leaving) >= len(event.mentions + event.reports):
        raise EditError("one source has to stay; to do away with the event, reject it")


def _check_link(run: Run, edit: Edit) -> None:
    if edit.field not in {kind.value for kind in LinkKind}:
        raise FieldError("kind", f"{edit.field!r} is no kind of link")
    if str(edit.value) == edit.event_uid:
        raise EditError("an event cannot be linked to itself; choose another one")
    _event(run.session, str(edit.value))


def _check_undo(run: Run, edit: Edit) -> None:
    if run.session.get(EditRow, str(edit.value)) is None:
        raise EditError(f"there is no edit {edit.value} to undo")


_CHECKS = {
    EditKind.SET: _check_set,
    EditKind.MERGE: _check_merge,
    EditKind.SPLIT: _check_split,
    EditKind.LINK: _check_link,
    EditKind.UNLINK: _check_link,
    EditKind.UNDO: _check_undo,
}
