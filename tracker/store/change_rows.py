"""The history in rows: written as a difference, so that a change which stays keeps the day on which it was recorded."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Any

import orjson
from sqlalchemy import Row, delete, insert, select
from sqlalchemy.orm import Session

from tracker.domain import Change
from tracker.store.batches import batches
from tracker.store.models import ChangeRow

_Identity = tuple[str, bytes, bytes, dt.date, str, str, str]


def replace_changes(session: Session, wanted: dict[int, Sequence[Change]]) -> set[int]:
    """Make the rows of these events exactly the wanted ones; give the ids of the events for which anything differed."""
    new = {(event_id, _identity(change)): change for event_id, changes in wanted.items() for change in changes}
    stale: dict[int, int] = {}
    for batch in batches(list(wanted)):
        for row in session.execute(select(ChangeRow.__table__).where(ChangeRow.event_id.in_(batch))):
            if new.pop((row.event_id, _identity(row)), None) is None:
                stale[row.id] = row.event_id
    for batch in batches(list(stale)):
        session.execute(delete(ChangeRow).where(ChangeRow.id.in_(batch)))
    if new:
        session.execute(insert(ChangeRow), [change_values(event_id, change) for (event_id, _), change in new.items()])
    return {*stale.values(), *(event_id for event_id, _ in new)}


def change_of(row: ChangeRow, uid: str) -> Change:
    """The domain value of a row."""
    return Change(uid, row.field, row.old, row.new, row.known, row.recorded_at, row.cause, row.words, row.outlet)


def _identity(change: Change | Row[Any]) -> _Identity:
    return change.field, _json(change.old), _json(change.new), change.known, change.cause, change.words, change.outlet


def _json(value: Any) -> bytes:
    return orjson.dumps(value, option=orjson.OPT_SORT_KEYS)


def change_values(event_id: int, change: Change) -> dict[str, Any]:
    """The columns of a row, the id aside."""
    names = ("field", "old", "new", "known", "recorded_at", "cause", "words", "outlet")
    return {"event_id": event_id, **{name: getattr(change, name) for name in names}}
