"""Watched feeds: the list, its health, and leases, so that several workers share it and a killed one loses and doubles nothing.

A worker claims a feed for some minutes, reads it, and then stores the articles and releases the feed in one transaction. If it is killed,
the lease runs out and another worker reads the feed again; what was stored is whole.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from urllib.parse import urlsplit

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from tracker.store.models import FeedRow

INTERVAL = dt.timedelta(minutes=15)
LONGEST = dt.timedelta(hours=24)
LEASE = dt.timedelta(minutes=10)


class FeedError(ValueError):
    """Something that cannot be done with a feed; the message says why."""


class LeaseLostError(RuntimeError):
    """The lease ran out and another worker holds the feed: what was read is not stored, the other one stores it."""


@dataclass(frozen=True, slots=True)
class Feed:
    """A watched feed with its health. Moments are UTC; ``error`` is the last failure in plain words, "" since the last success."""

    id: int
    url: str
    title: str
    outlet: str
    paused: bool
    etag: str
    last_modified: str
    last_attempt: dt.datetime | None
    last_success: dt.datetime | None
    next_poll: dt.datetime
    failures: int
    error: str
    articles: int
    events: int

    @property
    def host(self) -> str:
        """The host that is asked."""
        return host_of(self.url)


@dataclass(frozen=True, slots=True)
class Polled:
    """What a poll found."""

    title: str = ""
    etag: str = ""
    last_modified: str = ""
    articles: int = 0
    events: int = 0
    changed: bool = True


@dataclass(frozen=True, slots=True)
class Failure:
    """Why a poll failed. ``retry_after`` in seconds where the server named a time; a feed that is gone for good is paused."""

    error: str
    retry_after: int | None = None
    gone: bool = False


def add_feed(session: Session, url: str, title: str, now: dt.datetime) -> int:
    """Watch a feed from now on. Raises FeedError where it is watched already."""
    if session.scalar(select(FeedRow.id).where(FeedRow.url == url)):
        raise FeedError(f"{url} is watched already")
    row = FeedRow(url=url, title=title, added_at=now, next_poll=now)
    session.add(row)
    session.flush()
    return row.id


def list_feeds(session: Session) -> list[Feed]:
    """Every feed, failing ones first, then by title."""
    rows = session.scalars(select(FeedRow).order_by(FeedRow.failures.desc(), FeedRow.title, FeedRow.url))
    return [_feed(row) for row in rows]


def pause_feed(session: Session, feed_id: int, now: dt.datetime, *, paused: bool) -> Feed:
    """Pause a feed, or take it up again at once. Raises FeedError where there is none."""
    row = _row(session, feed_id)
    row.paused = paused
    if not paused:
        row.next_poll, row.failures, row.error = now, 0, ""
    return _feed(row)


def poll_now(session: Session, feed_id: int, now: dt.datetime) -> Feed:
    """Let a worker read the feed at the next opportunity."""
    row = _row(session, feed_id)
    row.next_poll = now
    return _feed(row)


def remove_feed(session: Session, feed_id: int) -> Feed:
    """Stop watching a feed. Its articles stay."""
    row = _row(session, feed_id)
    session.delete(row)
    return _feed(row)


def claim_due(session: Session, owner: str, now: dt.datetime) -> Feed | None:
    """Take the lease of the feed that waits longest, of a host that no other worker is asking; None where nothing is due."""
    free = or_(FeedRow.lease_until.is_(None), FeedRow.lease_until < now)
    due = session.scalars(
        select(FeedRow).where(FeedRow.paused.is_(False), FeedRow.next_poll <= now, free).order_by(FeedRow.next_poll, FeedRow.id)
    )
    busy = {host_of(url) for url in session.scalars(select(FeedRow.url).where(FeedRow.lease_until >= now))}
    row = next((row for row in due if host_of(row.url) not in busy), None)
    if row is None:
        return None
    row.lease_owner, row.lease_until, row.last_attempt = owner, now + LEASE, now
    return _feed(row)


def finish(session: Session, feed_id: int, owner: str, now: dt.datetime, polled: Polled) -> None:
    """Record a success and release the lease, in the transaction that stores the articles. Raises LeaseLostError."""
    row = _held(session, feed_id, owner)
    if polled.changed:
        row.title, row.etag, row.last_modified = polled.title or row.title, polled.etag, polled.last_modified
    row.articles += polled.articles
    row.events += polled.events
    row.last_success, row.failures, row.error = now, 0, ""
    row.next_poll = now + INTERVAL
    row.lease_owner, row.lease_until = "", None


def fail(session: Session, feed_id: int, owner: str, now: dt.datetime, failure: Failure) -> None:
    """Record a failure and release the lease; each failure doubles the wait, up to a day, and Retry-After is honoured."""
    row = _held(session, feed_id, owner)
    row.failures += 1
    row.error = failure.error[:1000]
    wait = min(INTERVAL * 2 ** min(row.failures, 10), LONGEST)
    if failure.retry_after is not None:
        wait = max(wait, dt.timedelta(seconds=min(failure.retry_after, 7 * 86_400)))
    row.next_poll = now + wait
    row.paused = row.paused or failure.gone
    row.lease_owner, row.lease_until = "", None


def host_of(url: str) -> str:
    """The host of an address."""
    return urlsplit(url).hostname or ""


def _held(session: Session, feed_id: int, owner: str) -> FeedRow:
    row = session.get(FeedRow, feed_id, with_for_update=True)
    if row is None or row.lease_owner != owner:
        raise LeaseLostError(f"feed {feed_id} is no longer {owner}'s")
    return row


def _row(session: Session, feed_id: int) -> FeedRow:
    row = session.get(FeedRow, feed_id)
    if row is None:
        raise FeedError(f"there is no feed {feed_id}; list them to see the numbers")
    return row


def _feed(row: FeedRow) -> Feed:
    names = Feed.__slots__  # the columns of the same names
    return Feed(**{name: getattr(row, name) for name in names})
