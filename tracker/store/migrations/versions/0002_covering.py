"""Sort indexes that cover what a walk along them checks; the past of roll-ups by year

Revision ID: 0002
Revises: 0001
Create Date: 2026-11-23 10:20:00
"""

import datetime as dt
from collections import Counter

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

CHECKED = ["known_to", "shown_start", "shown_end"]
SORTS = {
    "title": ["listed", "title", "id", "known_from", "status"],
    "status": ["listed", "status", "id", "known_from"],
    "venue": ["listed", "venue", "id", "known_from", "status"],
    "updated": ["listed", "known_from", "id", "status"],
}
FAR = dt.date.max.toordinal()


def upgrade() -> None:
    for name, columns in SORTS.items():
        op.drop_index(f"ix_event_versions_{name}", "event_versions")
        op.create_index(f"ix_event_versions_{name}", "event_versions", [*columns, *CHECKED])
    _sum_up_years()


def downgrade() -> None:
    op.execute("DELETE FROM rollups WHERE grain = 'past'")
    for name, columns in SORTS.items():
        op.drop_index(f"ix_event_versions_{name}", "event_versions")
        op.create_index(f"ix_event_versions_{name}", "event_versions", [*(column for column in columns if column != "status" or name == "status"), "known_to"])


def _sum_up_years() -> None:
    rollups = sa.table("rollups", *(sa.column(name) for name in ("key_id", "grain", "known", "bucket", "status", "total")))
    days = sa.select(rollups.c.known, rollups.c.bucket, rollups.c.status, rollups.c.total)
    counts: Counter[tuple[int, int, int]] = Counter()
    for known, bucket, status, total in op.get_bind().execute(days.where(rollups.c.key_id == 0, rollups.c.grain == "month", rollups.c.known < FAR)):
        counts[dt.date.fromordinal(known).replace(month=1, day=1).toordinal(), bucket, status] += total
    rows = [
        {"key_id": 0, "grain": "past", "known": known, "bucket": bucket, "status": status, "total": total}
        for (known, bucket, status), total in counts.items()
        if total
    ]
    if rows:
        op.bulk_insert(rollups, rows)
