"""What time alone changes: plans whose window has closed lapse, reports of what has begun count."""

from __future__ import annotations

import datetime as dt

from sqlalchemy import select
from sqlalchemy.orm import Session

from tracker.domain import Status
from tracker.store.batches import batches
from tracker.store.changes.settling import Run
from tracker.store.models import FAR, EventRow, EventVersion

_PENDING = (Status.SPECULATIVE.value, Status.CONFIRMED.value)


def lapse_due(session: Session, now: dt.datetime) -> int:
    """Write what the passing of days changed since the last call; give how many events changed."""
    ended = (EventVersion.known_to == FAR, EventVersion.listed, EventVersion.status.in_(_PENDING), EventVersion.shown_end <= now.date())
    query = select(EventRow.uid).join(EventVersion, EventVersion.event_id == EventRow.id).where(*ended).order_by(EventRow.id)
    changed = 0
    for batch in batches(session.scalars(query).all()):
        run = Run(session, now)
        run.touch(batch)
        changed += len(run.finish())
    return changed
