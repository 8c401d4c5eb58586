"""What belongs to the analysts' desk and to intake: feeds with their leases, checkpoints of archives, saved views, what was looked at."""

from __future__ import annotations

import datetime as dt

from sqlalchemy import Index, Text
from sqlalchemy.orm import Mapped, mapped_column

from tracker.store.models.base import Base, Moment


class FeedRow(Base):
    """A watched feed with its health. A worker holds it while ``lease_until`` lies ahead; results and release are one transaction."""

    __tablename__ = "feeds"
    __table_args__ = (Index(None, "paused", "next_poll"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    url: Mapped[str] = mapped_column(unique=True)
    title: Mapped[str] = mapped_column(default="")
    outlet: Mapped[str] = mapped_column(default="")
    added_at: Mapped[dt.datetime] = mapped_column(Moment)
    paused: Mapped[bool] = mapped_column(default=False)
    etag: Mapped[str] = mapped_column(default="")
    last_modified: Mapped[str] = mapped_column(default="")
    last_attempt: Mapped[dt.datetime | None] = mapped_column(Moment)
    last_success: Mapped[dt.datetime | None] = mapped_column(Moment)
    next_poll: Mapped[dt.datetime] = mapped_column(Moment)
    failures: Mapped[int] = mapped_column(default=0)
    error: Mapped[str] = mapped_column(Text, default="")
    articles: Mapped[int] = mapped_column(default=0)
    events: Mapped[int] = mapped_column(default=0)
    lease_owner: Mapped[str] = mapped_column(default="")
    lease_until: Mapped[dt.datetime | None] = mapped_column(Moment)


class Checkpoint(Base):
    """How far the ingest of an archive came; written in the transaction that stores what was read."""

    __tablename__ = "checkpoints"

    source: Mapped[str] = mapped_column(primary_key=True)
    fingerprint: Mapped[str] = mapped_column(default="")  # size and time of the file, so that another file of that name starts anew
    position: Mapped[int]
    finished: Mapped[bool] = mapped_column(default=False)
    updated_at: Mapped[dt.datetime] = mapped_column(Moment)


class SavedView(Base):
    """A filter with a name; ``query`` is its query string."""

    __tablename__ = "saved_views"

    name: Mapped[str] = mapped_column(primary_key=True)
    query: Mapped[str]
    created_at: Mapped[dt.datetime] = mapped_column(Moment)


class Viewed(Base):
    """When the analyst last looked: at one event (``subject`` is its uid) or at the review queue as a whole (``queue``)."""

    __tablename__ = "viewed"

    subject: Mapped[str] = mapped_column(primary_key=True)
    looked_at: Mapped[dt.datetime] = mapped_column(Moment)
    sequence: Mapped[int] = mapped_column(default=0)
