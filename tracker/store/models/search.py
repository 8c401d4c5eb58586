"""Search tables: derived from the versions, written with them by ``tracker.store.versions``, checked by ``tracker.store.integrity``.

They hold no foreign keys: they are indexes in the form of tables, and a key checked eight times a version would buy nothing.
"""

from __future__ import annotations

import datetime as dt

from sqlalchemy import Index, SmallInteger, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from tracker.domain import Status
from tracker.store.models.base import Base, DayNumber, StatusCode

EVERYTHING = 0
"""The id of the facet key under which every listed version stands."""


class FacetKey(Base):
    """One leader, venue, country, series, kind or free word that events can be filtered by; ``label`` is what a person reads."""

    __tablename__ = "facet_keys"
    __table_args__ = (UniqueConstraint("dimension", "key"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    dimension: Mapped[str]
    key: Mapped[str]
    label: Mapped[str]
    folded: Mapped[str]  # the label in lower-case ASCII letters, which words are looked for in
    own_status: Mapped[bool] = mapped_column(default=False)  # some version under it has a status of its own there (``Event.status_of``)


class Facet(Base):
    """One listed version under one of its facet keys. The primary key covers every query of timeline, list and lane.

    ``span`` is the class of the window's length (``tracker.store.spans``), apart for what is no longer believed: within a class, what
    overlaps a window begins in a bounded range before it. Under a leader, ``status`` is how the event stands for that leader, who may stay
    away from a gathering.
    """

    __tablename__ = "facets"
    __table_args__ = (Index("ix_facets_version", "version_id", "key_id"), {"sqlite_with_rowid": False})

    key_id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    span: Mapped[int] = mapped_column(SmallInteger, primary_key=True, autoincrement=False)
    start: Mapped[dt.date] = mapped_column(DayNumber, primary_key=True)
    version_id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    end: Mapped[dt.date] = mapped_column(DayNumber, primary_key=True)
    status: Mapped[Status] = mapped_column(StatusCode, primary_key=True)
    known_from: Mapped[dt.date] = mapped_column(DayNumber, primary_key=True)
    known_to: Mapped[dt.date] = mapped_column(DayNumber, primary_key=True)


class Rollup(Base):
    """How many versions stand under a key and begin in a bucket of time, so that a density costs buckets and not events.

    ``known`` FAR counts what is believed today. Other days hold what that day's news added and took away, so that their sum
    up to a day is what was believed on it.
    """

    __tablename__ = "rollups"
    __table_args__ = {"sqlite_with_rowid": False}  # noqa: RUF012 - SQLAlchemy reads it, nothing changes it

    key_id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    grain: Mapped[str] = mapped_column(primary_key=True)
    known: Mapped[dt.date] = mapped_column(DayNumber, primary_key=True)
    bucket: Mapped[dt.date] = mapped_column(DayNumber, primary_key=True)
    status: Mapped[Status] = mapped_column(StatusCode, primary_key=True)
    total: Mapped[int]


class SearchState(Base):
    """One row: ``writes`` rises with every write to the search tables, so that what was read of them before is known to be old."""

    __tablename__ = "search_state"

    id: Mapped[int] = mapped_column(SmallInteger, primary_key=True, autoincrement=False)
    writes: Mapped[int]


class Block(Base):
    """Where settling looks for candidates: a key that two mentions of one meeting share, with the window of the event under it."""

    __tablename__ = "blocks"
    __table_args__ = (Index(None, "event_id"), {"sqlite_with_rowid": False})

    key: Mapped[str] = mapped_column(primary_key=True)
    earliest: Mapped[dt.date] = mapped_column(DayNumber, primary_key=True)
    latest: Mapped[dt.date] = mapped_column(DayNumber, primary_key=True)
    event_id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
