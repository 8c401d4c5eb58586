"""What is held beside a gathering is looked for by its series and a party, not among all that is held there

Revision ID: 0008
Revises: 0007
Create Date: 2026-11-30 21:15:00
"""

from collections.abc import Iterator
from typing import Any

import orjson
import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None

PIECE = 10_000
MOST = 6
GATHERINGS = ("summit", "conference")
CLAIMS = sa.text("SELECT id, event_id, document FROM mentions WHERE active AND event_id IS NOT NULL AND id > :last ORDER BY id LIMIT :piece")
SPANS = sa.text("SELECT earliest, latest FROM blocks WHERE event_id = :event_id AND key = :key")
ADD = sa.text(
    "INSERT INTO blocks (key, earliest, latest, event_id) VALUES (:key, :earliest, :latest, :event_id) ON CONFLICT DO NOTHING"
)


def upgrade() -> None:
    """Give each such event the new keys in the days of its old one; that one goes when the event is next written."""
    for event_id, claim in _beside():
        for party in _parties(claim):
            _copy(event_id, f"s:{claim['series']}", f"h:{claim['series']}|{party}")


def downgrade() -> None:
    for event_id, claim in _beside():
        for party in _parties(claim):
            _copy(event_id, f"h:{claim['series']}|{party}", f"s:{claim['series']}")
    op.execute("DELETE FROM blocks WHERE key LIKE 'h:%'")


def _copy(event_id: int, key: str, other: str) -> None:
    spans = op.get_bind().execute(SPANS, {"event_id": event_id, "key": key}).all()
    rows = [{"key": other, "earliest": span.earliest, "latest": span.latest, "event_id": event_id} for span in spans]
    if rows:
        op.get_bind().execute(ADD, rows)


def _beside() -> Iterator[tuple[int, dict[str, Any]]]:
    """Claims of a series that are no gathering themselves, each with its event."""
    last = 0
    while rows := op.get_bind().execute(CLAIMS, {"last": last, "piece": PIECE}).all():
        last = rows[-1].id
        for row in rows:
            claim = orjson.loads(row.document)
            if claim.get("series") and claim["kind"] not in GATHERINGS:
                yield row.event_id, claim


def _parties(claim: dict[str, Any]) -> list[str]:
    """Who is named, or else the countries; a visit's host is one of them."""
    people = sorted(person["key"] for person in claim.get("participants", ()))
    host = claim.get("place", {}).get("country") if claim["kind"] == "visit" else None
    return (people or sorted({*claim.get("countries", ()), *([host] if host else [])}))[:MOST]
