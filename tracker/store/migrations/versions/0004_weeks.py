"""Roll-ups by week and by year, the past by week too; a counter of writes

Revision ID: 0004
Revises: 0003
Create Date: 2026-11-23 12:45:00
"""

import datetime as dt
from collections import Counter
from collections.abc import Iterable
from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

FAR = dt.date.max.toordinal()
PIECE = 20_000
WEEK = f"CASE WHEN start = {FAR} THEN {FAR} ELSE start - (start - 1) % 7 END"
TODAY = f"""
INSERT INTO rollups (key_id, grain, known, bucket, status, total)
SELECT key_id, 'week', {FAR}, {WEEK}, status, count(*) FROM facets WHERE known_to = {FAR} GROUP BY key_id, {WEEK}, status
"""  # noqa: S608 - numbers of this file
NEWS = f"""
INSERT INTO rollups (key_id, grain, known, bucket, status, total)
SELECT 0, 'week', known, bucket, status, sum(total) FROM (
    SELECT known_from AS known, {WEEK} AS bucket, status, 1 AS total FROM facets WHERE key_id = 0
    UNION ALL
    SELECT known_to, {WEEK}, status, -1 FROM facets WHERE key_id = 0 AND known_to < {FAR}
) AS news GROUP BY known, bucket, status HAVING sum(total) <> 0
"""  # noqa: S608 - numbers of this file


def upgrade() -> None:
    op.create_table(
        "search_state",
        sa.Column("id", sa.SmallInteger(), autoincrement=False, nullable=False),
        sa.Column("writes", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_search_state")),
    )
    op.execute(TODAY)
    op.execute(NEWS)
    months = "SELECT key_id, known, bucket, status, total FROM rollups WHERE grain = 'month' AND known = :far"
    weeks = "SELECT key_id, known, bucket, status, total FROM rollups WHERE key_id = 0 AND grain = 'week' AND known < :far"
    _sum_up("year", ((key_id, known, _year(bucket), status, total) for key_id, known, bucket, status, total in _read(months)))
    _sum_up("past week", ((key_id, _year(known), bucket, status, total) for key_id, known, bucket, status, total in _read(weeks)))


def downgrade() -> None:
    op.execute("DELETE FROM rollups WHERE grain IN ('week', 'year', 'past week')")
    op.drop_table("search_state")


def _read(query: str) -> Iterable[Any]:
    return op.get_bind().execute(sa.text(query), {"far": FAR})


def _year(day: int) -> int:
    return day if day == FAR else dt.date.fromordinal(day).replace(month=1, day=1).toordinal()


def _sum_up(grain: str, rows: Iterable[tuple[int, int, int, int, int]]) -> None:
    counts: Counter[tuple[int, int, int, int]] = Counter()
    for key_id, known, bucket, status, total in rows:
        counts[key_id, known, bucket, status] += int(total)
    rollups = sa.table("rollups", *(sa.column(name) for name in ("key_id", "grain", "known", "bucket", "status", "total")))
    names = ("key_id", "known", "bucket", "status")
    made = [dict(zip(names, place, strict=True)) | {"grain": grain, "total": total} for place, total in sorted(counts.items()) if total]
    for first in range(0, len(made), PIECE):
        op.bulk_insert(rollups, made[first : first + PIECE])
