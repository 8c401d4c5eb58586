"""The days on which what is believed of some events changed: the steps of a replay."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from tracker.store.batches import batches
from tracker.store.models import EventRow, EventVersion


def known_days(session: Session, uids: Sequence[str]) -> list[dt.date]:
    """Give the first day of each version that was ever believed of these events, oldest first."""
    found: set[dt.date] = set()
    for batch in batches(uids):
        query = select(EventVersion.known_from).join(EventRow, EventRow.id == EventVersion.event_id).where(EventRow.uid.in_(batch))
        found.update(session.scalars(query.distinct()))
    return sorted(found)
