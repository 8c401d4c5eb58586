"""Under a leader an event has its status for that leader, and facet keys say where that is so

Revision ID: 0006
Revises: 0005
Create Date: 2026-11-30 18:05:00
"""

import datetime as dt
import json
from collections.abc import Iterator
from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

FAR = dt.date.max.toordinal()
PIECE = 2_000
CODES = {"speculative": 1, "confirmed": 2, "postponed": 3, "cancelled": 4, "held": 5, "lapsed": 6}
KEYS = sa.text(
    "SELECT facets.key_id, facet_keys.key, facets.start, facets.status, facets.known_to FROM facets"
    " JOIN facet_keys ON facet_keys.id = facets.key_id WHERE facets.version_id = :version AND facet_keys.dimension = 'leader'"
)
FACET = sa.text("UPDATE facets SET status = :new WHERE version_id = :version AND key_id = :key_id")
MARK = sa.text("UPDATE facet_keys SET own_status = :own WHERE id = :key_id")
PLACE = "key_id = :key_id AND grain = :grain AND known = :known AND bucket = :bucket AND status = :status"
LESS = sa.text(f"UPDATE rollups SET total = total - 1 WHERE {PLACE}")  # noqa: S608 - own names
GONE = sa.text(f"DELETE FROM rollups WHERE {PLACE} AND total = 0")  # noqa: S608 - own names
MORE = sa.text(
    "INSERT INTO rollups (key_id, grain, known, bucket, status, total) VALUES (:key_id, :grain, :known, :bucket, :status, 1)"
    " ON CONFLICT (key_id, grain, known, bucket, status) DO UPDATE SET total = rollups.total + 1"
)


def upgrade() -> None:
    op.add_column("facet_keys", sa.Column("own_status", sa.Boolean(), nullable=False, server_default=sa.false()))
    with op.batch_alter_table("facet_keys") as table:
        table.alter_column("own_status", server_default=None)
    for version, event in _with_attendance():
        _restate(version, {key: CODES[_status_of(event, word)] for key, word in event["attendance"]})
    for key_id in _differing():
        op.get_bind().execute(MARK, {"key_id": key_id, "own": True})


def downgrade() -> None:
    for version, event in _with_attendance():
        _restate(version, {key: CODES[event["status"]] for key, _ in event["attendance"]})
    with op.batch_alter_table("facet_keys") as table:
        table.drop_column("own_status")


def _status_of(event: dict[str, Any], word: str) -> str:
    """``Event.status_of`` as it was when this was written."""
    whole = str(event["status"])
    if word in {"confirmed", "held"} or whole in {"cancelled", "postponed"}:
        return whole
    return "lapsed" if word == "speculative" and whole in {"held", "lapsed"} else word


def _with_attendance() -> Iterator[tuple[int, dict[str, Any]]]:
    """Versions whose documents say who comes; no store has any before it was written or read anew by a release that knows of it."""
    last = 0
    page = sa.text("SELECT id, document FROM event_versions WHERE id > :last ORDER BY id LIMIT :piece")
    while rows := op.get_bind().execute(page, {"last": last, "piece": PIECE}).all():
        last = rows[-1].id
        yield from ((row.id, json.loads(row.document)) for row in rows if b'"attendance"' in bytes(row.document))


def _restate(version: int, wanted: dict[str, int]) -> None:
    connection = op.get_bind()
    for row in connection.execute(KEYS, {"version": version}).all():
        new = wanted.get(row.key, row.status)
        if new != row.status:
            connection.execute(FACET, {"version": version, "key_id": row.key_id, "new": new})
            if row.known_to == FAR:
                _move(row.key_id, row.start, (row.status, new))


def _move(key_id: int, start: int, statuses: tuple[int, int]) -> None:
    """One event of today's roll-ups from one status to another."""
    day = dt.date.fromordinal(start)
    week, month, year = (
        (day, day, day) if start == FAR else (day - dt.timedelta(day.weekday()), day.replace(day=1), day.replace(month=1, day=1))
    )
    places = (("week", week.toordinal()), ("month", month.toordinal()), ("year", year.toordinal()), ("ever", FAR))
    old, new = ([{"key_id": key_id, "grain": grain, "known": FAR, "bucket": bucket, "status": one} for grain, bucket in places] for one in statuses)
    for statement, rows in ((LESS, old), (GONE, old), (MORE, new)):
        op.get_bind().execute(statement, rows)


def _differing() -> list[int]:
    """The keys under which a version has another status than the whole event."""
    query = (
        "SELECT DISTINCT facets.key_id FROM facets JOIN facets AS whole ON whole.key_id = 0 AND whole.span = facets.span"
        " AND whole.start = facets.start AND whole.version_id = facets.version_id"
        " WHERE facets.status <> whole.status AND facets.version_id IN :versions"
    )
    versions = [version for version, _ in _with_attendance()]
    found: set[int] = set()
    for first in range(0, len(versions), 400):
        some = sa.text(query).bindparams(sa.bindparam("versions", expanding=True))
        found.update(op.get_bind().execute(some, {"versions": versions[first : first + 400]}).scalars())
    return sorted(found)
