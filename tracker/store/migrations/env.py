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


context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=Base.metadata,
    compare_type=True,
    compare_server_default=True,
    render_as_batch=True,
    render_item=_render,
)
with context.begin_transaction():
    context.run_migrations()
