"""Who takes part in each version, as a table; filled from the documents of the versions that are there

Revision ID: 0003
Revises: 0002
Create Date: 2026-11-23 12:10:00
"""

from collections.abc import Iterator, Sequence
from typing import Any

import orjson
import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

PIECE = 10_000
"""Versions that are read at once: a store of any size is migrated in the memory of so many."""


def upgrade() -> None:
    op.create_table(
        "participants",
        sa.Column("version_id", sa.Integer(), nullable=False),
        sa.Column("ordinal", sa.SmallInteger(), nullable=False),
        sa.Column("person_key", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("country", sa.String(), nullable=True),
        sa.Column("office", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["person_key"], ["people.key"], name=op.f("fk_participants_person_key_people")),
        sa.ForeignKeyConstraint(
            ["version_id"], ["event_versions.id"], name=op.f("fk_participants_version_id_event_versions"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("version_id", "ordinal", name=op.f("pk_participants")),
        sqlite_with_rowid=False,
    )
    known = set(op.get_bind().scalars(sa.text("SELECT key FROM people")))
    for rows in _pieces():
        _add_people(rows, known)
        _insert(
            "INSERT INTO participants (version_id, ordinal, person_key, name, country, office) VALUES (?, ?, ?, ?, ?, ?)",
            [tuple(row.values()) for row in rows],
        )


def downgrade() -> None:
    """The people stay: they may take part again, and nothing is wrong with a directory that knows more."""
    op.drop_table("participants")


def _pieces() -> Iterator[list[dict[str, Any]]]:
    """The rows that the documents give, some thousand versions at a time."""
    versions = sa.table("event_versions", sa.column("id", sa.Integer()), sa.column("document", sa.LargeBinary()))
    last = 0
    while True:
        query = sa.select(versions.c.id, versions.c.document).where(versions.c.id > last).order_by(versions.c.id).limit(PIECE)
        found = op.get_bind().execute(query).all()
        if not found:
            return
        last = found[-1].id
        yield [row for version_id, document in found for row in _rows(version_id, orjson.loads(document))]


def _rows(version_id: int, event: dict[str, Any]) -> Iterator[dict[str, Any]]:
    for ordinal, person in enumerate(event.get("participants", ())):
        yield {
            "version_id": version_id,
            "ordinal": ordinal,
            "person_key": person["key"],
            "name": person["name"],
            "country": person.get("country"),
            "office": person.get("office", ""),
        }


def _add_people(rows: Sequence[dict[str, Any]], known: set[str]) -> None:
    """Give a row of the directory to whoever takes part and has none."""
    people = {row["person_key"]: row for row in rows if row["person_key"] not in known}
    unlisted = [(key, row["name"], row["country"], False) for key, row in people.items()]
    _insert("INSERT INTO people (key, name, country, listed) VALUES (?, ?, ?, ?)", unlisted)
    known.update(people)


def _insert(statement: str, rows: Sequence[tuple[Any, ...]]) -> None:
    bind = op.get_bind()
    if rows:
        bind.exec_driver_sql(statement.replace("?", "%s") if bind.dialect.name == "postgresql" else statement, list(rows))
