"""Alembic's environment: runs on the connection that ``tracker.store.schema`` hands over."""

from typing import Any, Literal

from alembic import context
from sqlalchemy import TypeDecorator

from tracker.store.models import Base


def _render(kind: str, item: Any, autogenerate: Any) -> str | Literal[False]:
    """Write what a column is in the database, not the class that converts it: a migration must outlive the models."""
    del autogenerate
    if kind == "type" and isinstance(item, TypeDecorator):
        return f"sa.{item.impl!r}"
    return False


def _ours(item: Any, name: str | None, kind: str, reflected: bool, other: Any) -> bool:  # noqa: FBT001 - alembic calls it
    """Leave out the tables of the words of articles, which are another kind of table on each database and have no model."""
    del item, reflected, other
    return not (kind == "table" and (name or "").startswith("article_words"))


context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=Base.metadata,
    compare_type=True,
    compare_server_default=True,
    render_as_batch=True,
    render_item=_render,
    include_object=_ours,
)
with context.begin_transaction():
    context.run_migrations()
