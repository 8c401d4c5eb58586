"""Events, their versions with the days on which each was believed, who takes part, links, and the history in rows."""

from __future__ import annotations

import datetime as dt
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, Index, SmallInteger, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from tracker.store.models.base import Base, DayNumber, Document, Moment, sorted_text

_CHECKED = ("known_to", "shown_start", "shown_end")
"""What a walk along a sort index checks of each version, so that it need not look at the version itself."""


class EventRow(Base):
    """The identity of an event. What it is stands in its versions; the one whose ``known_to`` is FAR is today's.

    ``sequence`` rises with every write and is what two analysts at once are told apart by.
    """

    __tablename__ = "events"

    id: Mapped[int] = mapped_column(primary_key=True)
    uid: Mapped[str] = mapped_column(unique=True)
    sequence: Mapped[int] = mapped_column(default=0)
    created: Mapped[dt.date]
    recorded_at: Mapped[dt.datetime] = mapped_column(Moment)
    merged_into: Mapped[str | None] = mapped_column(index=True)


class EventVersion(Base):
    """What was believed of an event from ``known_from`` up to the day before ``known_to``; at most one version begins on a day.

    ``document`` is the whole domain value; the columns are what lists sort by. A version that is not ``listed`` (rejected, merged)
    stands in no list and on no timeline.
    """

    __tablename__ = "event_versions"
    __table_args__ = (
        UniqueConstraint("event_id", "known_from"),
        CheckConstraint("known_from < known_to", name="validity"),
        Index("ix_event_versions_title", "listed", "title", "id", "known_from", "status", *_CHECKED),
        Index("ix_event_versions_status", "listed", "status", "id", "known_from", *_CHECKED),
        Index("ix_event_versions_venue", "listed", "venue", "id", "known_from", "status", *_CHECKED),
        Index("ix_event_versions_updated", "listed", "known_from", "id", "status", *_CHECKED),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    event_id: Mapped[int] = mapped_column(ForeignKey("events.id"))
    sequence: Mapped[int]
    known_from: Mapped[dt.date] = mapped_column(DayNumber)
    known_to: Mapped[dt.date] = mapped_column(DayNumber)
    recorded_at: Mapped[dt.datetime] = mapped_column(Moment)
    listed: Mapped[bool]
    review: Mapped[str]
    kind: Mapped[str]
    status: Mapped[str]
    title: Mapped[str] = mapped_column(sorted_text())
    shown_start: Mapped[dt.date | None] = mapped_column(DayNumber)
    shown_end: Mapped[dt.date | None] = mapped_column(DayNumber)
    venue: Mapped[str] = mapped_column(sorted_text(), default="")
    country: Mapped[str | None]
    series: Mapped[str | None]
    edition: Mapped[str | None]
    document: Mapped[bytes]


class ParticipantRow(Base):
    """A person who takes part in one version of an event: ``ordinal`` is the place there; name, country and office are as it has them.

    From a person to the events the facets lead (dimension ``leader``), which know the days as well.
    """

    __tablename__ = "participants"
    __table_args__ = {"sqlite_with_rowid": False}  # noqa: RUF012 - SQLAlchemy reads it, nothing changes it

    version_id: Mapped[int] = mapped_column(ForeignKey("event_versions.id", ondelete="CASCADE"), primary_key=True)
    ordinal: Mapped[int] = mapped_column(SmallInteger, primary_key=True)
    person_key: Mapped[str] = mapped_column(ForeignKey("people.key"))
    name: Mapped[str]
    country: Mapped[str | None]
    office: Mapped[str] = mapped_column(default="")


class EventLinkRow(Base):
    """A link of one version of an event to another event, by uid; read from both ends."""

    __tablename__ = "event_links"
    __table_args__ = {"sqlite_with_rowid": False}  # noqa: RUF012 - SQLAlchemy reads it, nothing changes it

    version_id: Mapped[int] = mapped_column(ForeignKey("event_versions.id", ondelete="CASCADE"), primary_key=True)
    kind: Mapped[str] = mapped_column(primary_key=True)
    target: Mapped[str] = mapped_column(primary_key=True, index=True)


class ChangeRow(Base):
    """One row of history: what changed, when that became known, when it was recorded, and because of what."""

    __tablename__ = "changes"
    __table_args__ = (Index(None, "event_id", "known", "id"), Index(None, "known", "id"))

    id: Mapped[int] = mapped_column(primary_key=True)
    event_id: Mapped[int] = mapped_column(ForeignKey("events.id"))
    field: Mapped[str]
    old: Mapped[Any] = mapped_column(Document)
    new: Mapped[Any] = mapped_column(Document)
    known: Mapped[dt.date]
    recorded_at: Mapped[dt.datetime] = mapped_column(Moment)
    cause: Mapped[str]
    words: Mapped[str] = mapped_column(default="")
    outlet: Mapped[str] = mapped_column(default="")


class EditRow(Base):
    """One word of an analyst. Never changed: undone by another row."""

    __tablename__ = "edits"
    __table_args__ = (Index(None, "event_uid", "made_at"),)

    id: Mapped[str] = mapped_column(primary_key=True)
    event_uid: Mapped[str] = mapped_column(ForeignKey("events.uid"))
    kind: Mapped[str]
    made_at: Mapped[dt.datetime] = mapped_column(Moment)
    field: Mapped[str] = mapped_column(default="")
    value: Mapped[Any] = mapped_column(Document)
    note: Mapped[str] = mapped_column(default="")
    editor: Mapped[str] = mapped_column(default="analyst")
