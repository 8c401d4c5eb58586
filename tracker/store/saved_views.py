"""Saved views: a name and the query string that it stands for."""

from __future__ import annotations

import datetime as dt

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from tracker.store.models import SavedView

LONGEST_NAME = 80
LONGEST_QUERY = 4_000


def saved_views(session: Session) -> list[tuple[str, str]]:
    """Give all views as (name, query), by name."""
    return [(name, query) for name, query in session.execute(select(SavedView.name, SavedView.query).order_by(SavedView.name))]


def save_view(session: Session, name: str, query: str, now: dt.datetime) -> None:
    """Keep a view; one of the same name gives way."""
    session.merge(SavedView(name=name[:LONGEST_NAME], query=query[:LONGEST_QUERY], created_at=now))
    session.flush()


def forget_view(session: Session, name: str) -> None:
    """Delete a view; one that is not there is no fault."""
    session.execute(delete(SavedView).where(SavedView.name == name))
