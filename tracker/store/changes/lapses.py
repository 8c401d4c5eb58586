"""What time alone changes: plans whose window has closed lapse, as do rumours without a date of which nobody speaks any more."""

from __future__ import annotations

import datetime as dt

from sqlalchemy import and_, or_, select
from sqlalchemy.orm import Session

from tracker.domain import Status
from tracker.resolve.windows import MEMORY
from tracker.store.batches import batches
from tracker.store.changes.settling import Run
from tracker.store.models import FAR, EventRow, EventVersion

_PENDING = (Status.SPECULATIVE.value, Status.CONFIRMED.value)


def lapse_due(session: Session, now: dt.datetime) -> int:
    """Write what the passing of days changed since the last call; give how many events changed."""
    today = now.date()
    ended = and_(EventVersion.status.in_(_PENDING), EventVersion.shown_end <= today)
    quiet = today - dt.timedelta(MEMORY)
    rumoured = (EventVersion.status == Status.SPECULATIVE.value, EventVersion.shown_end.is_(None), EventVersion.known_from < quiet)
    due = (EventVersion.known_to == FAR, EventVersion.listed, or_(ended, and_(*rumoured)))
    query = select(EventRow.uid).join(EventVersion, EventVersion.event_id == EventRow.id).where(*due).order_by(EventRow.id)
    changed = 0
    for batch in batches(session.scalars(query).all()):
        run = Run(session, now)
        run.touch(batch)
        changed += len(run.finish())
    return changed
