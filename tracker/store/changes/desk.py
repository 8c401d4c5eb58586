"""What the analyst has looked at."""

from __future__ import annotations

import datetime as dt

from sqlalchemy import select
from sqlalchemy.orm import Session

from tracker.store.models import EventRow, Viewed

QUEUE = "queue"


def mark_looked(session: Session, subject: str, now: dt.datetime) -> None:
    """Remember that the analyst looked at an event (by uid) or at the whole review queue (``QUEUE``)."""
    sequence = session.scalar(select(EventRow.sequence).where(EventRow.uid == subject)) or 0
    session.merge(Viewed(subject=subject, looked_at=now, sequence=sequence))


def looked_at(session: Session, subject: str) -> dt.datetime | None:
    """Give when the analyst last looked; None if never."""
    return session.scalar(select(Viewed.looked_at).where(Viewed.subject == subject))
