"""Writing what events were and are believed to be: versions with their validity, and the search tables that follow from them.

``replace_histories`` is the one way in. It takes the whole history of each event and writes the difference, so that a late article
that splits the past, a new article that adds to the present, and a re-mining that changes nothing are the same call.
"""

from __future__ import annotations

import datetime as dt
import itertools
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from sqlalchemy import bindparam, delete, select, update
from sqlalchemy.orm import Session

from tracker.domain import Change, Event
from tracker.store import entries
from tracker.store.batches import IDS, batches
from tracker.store.bulk import insert_numbered, insert_values, table_of, update_values
from tracker.store.change_rows import replace_changes
from tracker.store.documents import event_document
from tracker.store.models import FAR, Block, EventRow, EventVersion
from tracker.store.search_rows import Believed, version_values

_LOCKED = select(EventRow.uid, EventRow.id).where(EventRow.uid.in_(IDS)).order_by(EventRow.id).with_for_update()
_STORED = (EventVersion.event_id, EventVersion.id, EventVersion.known_from, EventVersion.known_to, EventVersion.document)
_VERSIONS = select(*_STORED).where(EventVersion.event_id.in_(IDS))
_EVENTS = table_of(EventRow).columns
_RAISE = (
    update(table_of(EventRow)).where(_EVENTS.id.in_(IDS)).values(sequence=_EVENTS.sequence + 1).returning(_EVENTS.uid, _EVENTS.sequence)
)
_MERGES = select(EventRow.id, EventRow.merged_into).where(EventRow.id.in_(IDS))


class HistoryError(ValueError):
    """A history that cannot be one: a version without its day, or days that do not rise."""


@dataclass(frozen=True, slots=True)
class BlockKey:
    """A key under which settling finds the event, with the days between which it can be meant."""

    key: str
    earliest: dt.date
    latest: dt.date


@dataclass(frozen=True, slots=True)
class History:
    """All that was ever believed of one event, oldest first, each version from its ``version_from`` until the next begins.

    ``changes`` and ``blocks`` are complete as well: stored rows that are not among them go. ``merged_into`` is the uid of the
    event that took this one in. It ``ends`` on the day from which nothing speaks of it any more; without versions it is a uid that
    an event bore once, or a report without a plan that settling keeps in mind.
    """

    uid: str
    versions: tuple[Event, ...]
    changes: tuple[Change, ...] = ()
    blocks: tuple[BlockKey, ...] = ()
    merged_into: str | None = None
    ends: dt.date | None = None


class _Stored(NamedTuple):
    id: int
    known_from: dt.date
    known_to: dt.date
    document: bytes


@dataclass(frozen=True, slots=True)
class _Plan:
    """What differs between the stored versions of some events and the wanted ones."""

    stale: list[int]
    closed: dict[int, dt.date]  # same version, other end
    new: list[tuple[int, Believed]]  # event id, version


def replace_histories(session: Session, histories: Sequence[History], recorded_at: dt.datetime) -> dict[str, int]:
    """Write the histories and give the new ``sequence`` of each event that changed, by uid; unchanged rows stay as they are.

    Events that are not stored yet are made. Raises HistoryError before anything is written.
    """
    wanted = {history.uid: believed(history) for history in histories}
    ids = _event_ids(session, histories, recorded_at)
    changed = _write_versions(session, {ids[uid]: versions for uid, versions in wanted.items()}, recorded_at)
    changed |= replace_changes(session, {ids[history.uid]: history.changes for history in histories})
    changed |= _write_merges(session, {ids[history.uid]: history.merged_into for history in histories})
    _write_blocks(session, {ids[history.uid]: history.blocks for history in histories})
    return _raise_sequences(session, changed)


def believed(history: History) -> tuple[Believed, ...]:
    """The versions with the days of their validity."""
    days = [version.version_from for version in history.versions]
    if None in days:
        raise HistoryError(f"{history.uid}: every version needs its version_from")
    starts = [day for day in days if day is not None]
    if any(later <= earlier for earlier, later in itertools.pairwise(starts)):
        raise HistoryError(f"{history.uid}: the versions begin on {', '.join(map(str, starts))}; each must begin after the one before")
    ends = [*starts[1:], history.ends or FAR][: len(starts)]
    return tuple(Believed(*parts) for parts in zip(history.versions, starts, ends, strict=True))


def _event_ids(session: Session, histories: Sequence[History], recorded_at: dt.datetime) -> dict[str, int]:
    """The ids of the events by uid, made where missing, locked in the order of their ids on PostgreSQL."""
    ids: dict[str, int] = {}
    for batch in batches([history.uid for history in histories]):
        ids.update(session.execute(_LOCKED, {"ids": batch}).all())
    missing = [history for history in histories if history.uid not in ids]
    if missing:
        rows = [{"uid": one.uid, "created": _created(one, recorded_at), "recorded_at": recorded_at, "sequence": 0} for one in missing]
        ids.update(zip((one.uid for one in missing), insert_numbered(session.connection(), EventRow, rows), strict=True))
    return ids


def _created(history: History, recorded_at: dt.datetime) -> dt.date:
    first = history.versions[0].version_from if history.versions else None
    return first or recorded_at.date()


def _write_versions(session: Session, wanted: dict[int, tuple[Believed, ...]], recorded_at: dt.datetime) -> set[int]:
    """Write the versions that differ; give the ids of the events that had any."""
    stored = _stored_versions(session, wanted)
    plan = _Plan([], {}, [])
    changed = {event_id for event_id, versions in wanted.items() if _compare(stored.get(event_id, []), event_id, versions, plan)}
    if changed:
        taken = entries.take(session, plan.stale, plan.closed)
        for batch in batches(plan.stale):
            session.execute(delete(EventVersion).where(EventVersion.id.in_(batch)))
        closed = [{"id": version_id, "known_to": known_to} for version_id, known_to in plan.closed.items()]
        update_values(session.connection(), EventVersion, closed)
        entries.add(session, _insert(session, plan.new, recorded_at), taken)
    return changed


def _stored_versions(session: Session, event_ids: Iterable[int]) -> dict[int, list[_Stored]]:
    found: dict[int, list[_Stored]] = {}
    for batch in batches(list(event_ids)):
        for row in session.execute(_VERSIONS, {"ids": batch}):
            found.setdefault(row.event_id, []).append(_Stored(row.id, row.known_from, row.known_to, row.document))
    return found


def _compare(stored: list[_Stored], event_id: int, wanted: tuple[Believed, ...], plan: _Plan) -> bool:
    """Add the difference to the plan; True if there is any."""
    before = len(plan.stale) + len(plan.closed) + len(plan.new)
    left = {(row.known_from, row.document): row for row in stored}
    for version in wanted:
        same = left.pop((version.known_from, event_document(version.event)), None)
        if same is None:
            plan.new.append((event_id, version))
        elif same.known_to != version.known_to:
            plan.closed[same.id] = version.known_to
    plan.stale.extend(row.id for row in left.values())
    return len(plan.stale) + len(plan.closed) + len(plan.new) > before


def _insert(session: Session, new: list[tuple[int, Believed]], recorded_at: dt.datetime) -> list[tuple[int, Believed]]:
    """Insert new versions; give them with their ids."""
    rows = [version_values(version, event_id, recorded_at) for event_id, version in new]
    made = insert_numbered(session.connection(), EventVersion, rows)
    return [(version_id, version) for version_id, (_, version) in zip(made, new, strict=True)]


def _write_merges(session: Session, wanted: dict[int, str | None]) -> set[int]:
    """Write which event took which in; give the ids of the events for which that changed."""
    changed = set()
    for batch in batches(list(wanted)):
        for event_id, merged_into in session.execute(_MERGES, {"ids": batch}):
            if merged_into != wanted[event_id]:
                changed.add(event_id)
    update_values(session.connection(), EventRow, [{"id": event_id, "merged_into": wanted[event_id]} for event_id in sorted(changed)])
    return changed


def _write_blocks(session: Session, wanted: dict[int, tuple[BlockKey, ...]]) -> None:
    rows = {(block.key, block.earliest, block.latest, event_id) for event_id, blocks in wanted.items() for block in blocks}
    columns = (Block.key, Block.earliest, Block.latest, Block.event_id)
    names = [column.key for column in columns]
    for batch in batches(list(wanted)):
        stored = {tuple(row) for row in session.execute(select(*columns).where(Block.event_id.in_(batch)))}
        gone = [{f"old_{name}": value for name, value in zip(names, row, strict=True)} for row in stored - rows]
        if gone:
            session.connection().execute(_TAKE_BLOCK, gone)
        rows -= stored
    insert_values(session.connection(), Block, [dict(zip(names, row, strict=True)) for row in sorted(rows)])


_TAKE_BLOCK = delete(table_of(Block)).where(*(column == bindparam(f"old_{column.name}") for column in table_of(Block).columns))


def _raise_sequences(session: Session, event_ids: set[int]) -> dict[str, int]:
    raised: dict[str, int] = {}
    for batch in batches(sorted(event_ids)):
        raised.update(session.connection().execute(_RAISE, {"ids": batch}).all())
    return raised
