"""Roll-ups: counts by bucket of time, kept in step with the search entries by adding what each write changes.

Today (``known`` is FAR) every key has its total and its months, and everything together its days. How everything stood on an earlier day
is the sum of what each day up to it added and took away, by month.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

from sqlalchemy import delete
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from tracker.domain import Status
from tracker.store.models import EVERYTHING, FAR, Rollup
from tracker.store.search_rows import Entry

DAY, MONTH, EVER = "day", "month", "ever"
_PRIMARY_KEY = ("key_id", "grain", "known", "bucket", "status")


class RollupKey(NamedTuple):
    """The primary key of a roll-up."""

    key_id: int
    grain: str
    known: dt.date
    bucket: dt.date
    status: Status


def month_of(day: dt.date) -> dt.date:
    """The first day of the month; what is undated keeps its place at the end of time."""
    return day if day == FAR else day.replace(day=1)


def contributions(entry: Entry) -> Counter[RollupKey]:
    """What one entry adds to the roll-ups; taking it away is the negative."""
    counts = Counter(_ledger(entry))
    if entry.known_to != FAR:
        counts[RollupKey(EVERYTHING, MONTH, entry.known_to, month_of(entry.start), entry.status)] -= 1
        return counts
    counts[RollupKey(EVERYTHING, DAY, FAR, entry.start, entry.status)] += 1
    for key_id in entry.key_ids:
        counts[RollupKey(key_id, MONTH, FAR, month_of(entry.start), entry.status)] += 1
        counts[RollupKey(key_id, EVER, FAR, FAR, entry.status)] += 1
    return counts


def add_to_rollups(session: Session, delta: Counter[RollupKey]) -> None:
    """Add the counts; what comes to nothing is dropped."""
    rows = [{**key._asdict(), "total": total} for key, total in sorted(delta.items()) if total]
    if not rows:
        return
    dialect = postgresql if session.get_bind().dialect.name == "postgresql" else sqlite
    statement = dialect.insert(Rollup)
    added = statement.on_conflict_do_update(index_elements=_PRIMARY_KEY, set_={"total": Rollup.total + statement.excluded.total})
    session.execute(added, rows)
    if any(row["total"] < 0 for row in rows):
        session.execute(delete(Rollup).where(Rollup.total == 0))


def _ledger(entry: Entry) -> Iterator[RollupKey]:
    yield RollupKey(EVERYTHING, MONTH, entry.known_from, month_of(entry.start), entry.status)
