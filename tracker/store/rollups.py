"""Roll-ups: counts by bucket of time, kept in step with the search entries by adding what each write changes.

Today (``known`` is FAR) every key has its total, its years, months and weeks, and everything together its days. How everything stood on an
earlier day is the sum of what each year before its own and each day of its own year added and took away, by month and by week.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter

from sqlalchemy import text
from sqlalchemy.orm import Session

from tracker.store.bulk import insert_rows
from tracker.store.models import EVERYTHING, FAR, Rollup, SearchState
from tracker.store.models.base import STATUS_CODES
from tracker.store.search_rows import Entry

DAY, WEEK, MONTH, YEAR, EVER = "day", "week", "month", "year", "ever"
PAST = {MONTH: "past", WEEK: "past week"}
"""The same with the news of a year in one: the past of a day is the years before its own, and then the days."""
_NOW = FAR.toordinal()
_ADD = "ON CONFLICT (key_id, grain, known, bucket, status) DO UPDATE SET total = rollups.total + excluded.total"

_ONE_MORE = "ON CONFLICT (id) DO UPDATE SET writes = search_state.writes + 1"

RollupKey = tuple[int, str, int, int, int]
"""The primary key of a roll-up as the database has it: key, grain, known, bucket, status."""


def week_of(day: dt.date) -> dt.date:
    """The Monday of the week; what is undated keeps its place at the end of time."""
    return day if day == FAR else day - dt.timedelta(days=day.weekday())


def month_of(day: dt.date) -> dt.date:
    """The first day of the month; what is undated keeps its place at the end of time."""
    return day if day == FAR else day.replace(day=1)


def year_of(day: dt.date) -> dt.date:
    """The first day of the year; what is undated keeps its place at the end of time."""
    return day if day == FAR else day.replace(month=1, day=1)


def contributions(entry: Entry) -> Counter[RollupKey]:
    """What one entry adds to the roll-ups; taking it away is the negative."""
    counts = Counter[RollupKey]()
    week, month, year = (floor(entry.start).toordinal() for floor in (week_of, month_of, year_of))
    for key_id, status in ((key_id, STATUS_CODES[status]) for key_id, status in entry.keys):
        if key_id == EVERYTHING:
            counts.update(_news(entry, status))
        if entry.known_to == FAR:
            for grain, bucket in ((WEEK, week), (MONTH, month), (YEAR, year), (EVER, _NOW)):
                counts[key_id, grain, _NOW, bucket, status] = 1
    return counts


def _news(entry: Entry, status: int) -> Counter[RollupKey]:
    """What is counted of everything together: the news of each day by month and week, and today's by day."""
    counts = Counter[RollupKey]()
    for known, total in ((entry.known_from, 1), (entry.known_to, -1)):
        if known != FAR:
            day, in_year = known.toordinal(), year_of(known).toordinal()
            for grain, bucket in ((MONTH, month_of(entry.start)), (WEEK, week_of(entry.start))):
                counts[EVERYTHING, grain, day, bucket.toordinal(), status] += total
                counts[EVERYTHING, PAST[grain], in_year, bucket.toordinal(), status] += total
    if entry.known_to == FAR:
        counts[EVERYTHING, DAY, _NOW, entry.start.toordinal(), status] = 1
    return counts


def add_to_rollups(session: Session, delta: Counter[RollupKey]) -> None:
    """Add the counts; what comes to nothing is dropped."""
    rows = [(*key, total) for key, total in sorted(delta.items()) if total]
    connection = session.connection()
    insert_rows(connection, Rollup, rows, _ADD)
    insert_rows(connection, SearchState, [(1, 1)], _ONE_MORE)
    # what stands today is never below nothing; what a day's news added may be
    less = [dict(zip(_PLACE, row, strict=False)) for row in rows if row[-1] < 0 or row[2] != _NOW]
    if less:
        connection.execute(_DROP, less)


_PLACE = ("key_id", "grain", "known", "bucket", "status")
_DROP = text(f"DELETE FROM rollups WHERE {' AND '.join(f'{name} = :{name}' for name in _PLACE)} AND total = 0")  # noqa: S608 - own names
