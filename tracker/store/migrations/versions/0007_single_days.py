"""Single days, and what is no longer believed, stand in classes of their own

Revision ID: 0007
Revises: 0006
Create Date: 2026-11-30 20:45:00
"""

import datetime as dt

from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

MONTH, DAY, PAST = 0, 4, 8
FAR = dt.date.max.toordinal()
UP = f'span + CASE WHEN span = {MONTH} AND start = "end" THEN {DAY} ELSE 0 END + CASE WHEN known_to < {FAR} THEN {PAST} ELSE 0 END'
DOWN = f"CASE WHEN span % {PAST} = {DAY} THEN {MONTH} ELSE span % {PAST} END"


def upgrade() -> None:
    op.execute(f"UPDATE facets SET span = {UP} WHERE known_to < {FAR} OR (span = {MONTH} AND start = \"end\")")  # noqa: S608


def downgrade() -> None:
    op.execute(f"UPDATE facets SET span = {DOWN} WHERE span >= {DAY}")  # noqa: S608
