"""Roll-ups: counts by bucket of time, kept in step with the search entries by adding what each write changes.

Today (``known`` is FAR) every key has its total and its months, and everything together its days. How everything stood on an earlier day
is the sum of what each year before its own and each day of its own year added and took away, by month.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter

from sqlalchemy import text
from sqlalchemy.orm import Session

from tracker.store.bulk import insert_rows
from tracker.store.models import EVERYTHING, FAR, Rollup
from tracker.store.models.base import STATUS_CODES
from tracker.store.search_rows import Entry

DAY, MONTH, EVER = "day", "month", "ever"
PAST = "past"
"""Like MONTH, with the news of a year in one: the past of a day is the years before its own, and then the days."""
_NOW = FAR.toordinal()
_ADD = "ON CONFLICT (key_id, grain, known, bucket, status) DO UPDATE SET total = rollups.total + excluded.total"

RollupKey = tuple[int, str, int, int, int]
"""The primary key of a roll-up as the database has it: key, grain, known, bucket, status."""


def month_of(day: dt.date) -> dt.date:
    """The first day of the month; what is undated keeps its place at the end of time."""
    return day if day == FAR else day.replace(day=1)


def year_of(day: dt.date) -> dt.date:
    """The first day of the year."""
    return day.replace(month=1, day=1)


def contributions(entry: Entry) -> Counter[RollupKey]:
    """What one entry adds to the roll-ups; taking it away is the negative."""
    day, month, status = entry.start.toordinal(), month_of(entry.start).toordinal(), STATUS_CODES[entry.status]
    counts: Counter[RollupKey] = Counter()
    for known, total in ((entry.known_from, 1), (entry.known_to, -1)):
        if known != FAR:
            counts[EVERYTHING, MONTH, known.toordinal(), month, status] += total
            counts[EVERYTHING, PAST, year_of(known).toordinal(), month, status] += total
    if entry.known_to != FAR:
        return counts
    counts[EVERYTHING, DAY, _NOW, day, status] = 1
    for key_id in entry.key_ids:
        counts[key_id, MONTH, _NOW, month, status] = 1
        counts[key_id, EVER, _NOW, _NOW, status] = 1
    return counts


def add_to_rollups(session: Session, delta: Counter[RollupKey]) -> None:
    """Add the counts; what comes to nothing is dropped."""
    rows = [(*key, total) for key, total in sorted(delta.items()) if total]
    insert_rows(session.connection(), Rollup, rows, _ADD)
    # what stands today is never below nothing; what a day's news added may be
    less = [dict(zip(_PLACE, row, strict=False)) for row in rows if row[-1] < 0 or row[2] != _NOW]
    if less:
        session.connection().execute(_DROP, less)


_PLACE = ("key_id", "grain", "known", "bucket", "status")
_DROP = text(f"DELETE FROM rollups WHERE {' AND '.join(f'{name} = :{name}' for name in _PLACE)} AND total = 0")  # noqa: S608 - own names
