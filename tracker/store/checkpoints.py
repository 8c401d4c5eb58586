"""How far the ingest of a file came, so that an interrupted one goes on; written in the transaction that stores what was read."""

from __future__ import annotations

import datetime as dt

from sqlalchemy.orm import Session

from tracker.store.models import Checkpoint


def position_of(session: Session, source: str, fingerprint: str) -> int:
    """Give the byte at which to go on: 0 for a file that is new, was finished, or changed since (another fingerprint)."""
    row = session.get(Checkpoint, source)
    if row is None or row.finished or row.fingerprint != fingerprint:
        return 0
    return row.position


def set_position(session: Session, checkpoint: Checkpoint) -> None:
    """Write where a file was left."""
    session.merge(checkpoint)


def finished(session: Session, source: str, now: dt.datetime) -> None:
    """Note that a file was read to its end: the next run begins anew."""
    row = session.get(Checkpoint, source)
    if row is not None:
        row.finished, row.updated_at = True, now
