"""The history in rows: written as a difference, so that a change which stays keeps the day on which it was recorded."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Any, TypeVar

import orjson
from sqlalchemy import Row, delete, select
from sqlalchemy.orm import Session

from tracker.domain import Change
from tracker.store.batches import IDS, batches
from tracker.store.bulk import insert_numbered
from tracker.store.models import ChangeRow

_Identity = tuple[str, bytes, bytes, dt.date, str, str, str]
_CHANGES = select(ChangeRow.__table__).where(ChangeRow.event_id.in_(IDS)).order_by(ChangeRow.id)
_Day = tuple[int, dt.date]  # an event and a day
_Told = TypeVar("_Told", Change, Row[Any])


def replace_changes(session: Session, wanted: dict[int, Sequence[Change]]) -> set[int]:
    """Make the rows of these events exactly the wanted ones; give the ids of the events for which anything differed.

    The rows of a day stand in the order of the wanted changes, whatever came first: a day that differs is written anew, and what
    stayed of it keeps the moment at which it was recorded.
    """
    days = _by_day((event_id, change) for event_id, changes in wanted.items() for change in changes)
    stored = _by_day((row.event_id, row) for row in _stored(session, wanted))
    differing = [day for day in {**stored, **days} if list(stored.get(day, ())) != list(days.get(day, ()))]
    stale = [row.id for day in differing for row in stored.get(day, {}).values()]
    for batch in batches(stale):
        session.execute(delete(ChangeRow).where(ChangeRow.id.in_(batch)))
    new = [_row(day[0], change, stored.get(day, {}).get(told)) for day in differing for told, change in days.get(day, {}).items()]
    insert_numbered(session.connection(), ChangeRow, new)
    return {day[0] for day in differing if set(stored.get(day, ())) != set(days.get(day, ()))}


def _by_day(told: Iterable[tuple[int, _Told]]) -> dict[_Day, dict[_Identity, _Told]]:
    found: dict[_Day, dict[_Identity, _Told]] = {}
    for event_id, change in told:
        found.setdefault((event_id, change.known), {})[_identity(change)] = change
    return found


def _stored(session: Session, event_ids: Iterable[int]) -> Iterator[Row[Any]]:
    """Give the rows of these events as they were written."""
    for batch in batches(list(event_ids)):
        yield from session.execute(_CHANGES, {"ids": batch})


def _row(event_id: int, change: Change, before: Row[Any] | None) -> dict[str, Any]:
    return change_values(event_id, change if before is None else replace(change, recorded_at=before.recorded_at))


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
