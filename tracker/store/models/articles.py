"""Articles, their addresses, and the mentions mined from them."""

from __future__ import annotations

import datetime as dt
from typing import Any

from sqlalchemy import ForeignKey, Index, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from tracker.store.models.base import Base, Document, Moment


class ArticleRow(Base):
    """One revision of an article. Never changed; a re-fetched text that differs is a row of its own that ``supersedes`` this one.

    ``key`` is unique per revision; ``origin`` is the id that the article was ingested with, the same for all its revisions.
    """

    __tablename__ = "articles"
    __table_args__ = (UniqueConstraint("origin", "revision"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(unique=True)
    origin: Mapped[str]
    revision: Mapped[int] = mapped_column(default=1)
    supersedes: Mapped[int | None] = mapped_column(ForeignKey("articles.id"), index=True)
    sha256: Mapped[str] = mapped_column(index=True)
    published: Mapped[dt.date] = mapped_column(index=True)
    published_at: Mapped[dt.datetime | None] = mapped_column(Moment)
    inferred: Mapped[bool] = mapped_column(default=False)  # the date comes from a known edition, not from the article
    lang: Mapped[str]
    outlet: Mapped[str]
    url: Mapped[str] = mapped_column(default="")
    title: Mapped[str]
    text: Mapped[str] = mapped_column(Text)
    recorded_at: Mapped[dt.datetime] = mapped_column(Moment)


class ArticleAddress(Base):
    """One URL under which an article was found; syndicated copies and print views are addresses of one article."""

    __tablename__ = "article_addresses"

    url: Mapped[str] = mapped_column(primary_key=True)
    article_id: Mapped[int] = mapped_column(ForeignKey("articles.id"), index=True)
    outlet: Mapped[str] = mapped_column(default="")
    first_seen: Mapped[dt.datetime] = mapped_column(Moment)


class MentionRow(Base):
    """One claim of one article. What it says never changes; what it counts for may (``active``, ``superseded_on``, ``event_id``).

    ``uid`` is its name through re-minings: an event bears that of its founding mention, and edits point at it. ``document`` is the
    whole domain value. ``reasons`` and ``score`` say why settling assigned it to its event.
    """

    __tablename__ = "mentions"
    __table_args__ = (UniqueConstraint("article_id", "ordinal", "rules_version"), Index(None, "event_id", "known"))

    id: Mapped[int] = mapped_column(primary_key=True)
    uid: Mapped[str] = mapped_column(index=True)
    article_id: Mapped[int] = mapped_column(ForeignKey("articles.id"))
    ordinal: Mapped[int]
    rules_version: Mapped[str] = mapped_column(default="")  # of lexicon and rules that mined it
    kind: Mapped[str]
    status: Mapped[str]
    known: Mapped[dt.date] = mapped_column(index=True)
    published_at: Mapped[dt.datetime | None] = mapped_column(Moment)
    outlet: Mapped[str] = mapped_column(default="")
    earliest: Mapped[dt.date | None]
    latest: Mapped[dt.date | None]
    venue: Mapped[str | None]
    country: Mapped[str | None]
    series: Mapped[str | None]
    edition: Mapped[str | None]
    active: Mapped[bool] = mapped_column(default=True)  # False: a later mining of the same article took its place
    superseded_on: Mapped[dt.date | None]  # a later revision of the article dropped it
    event_id: Mapped[int | None] = mapped_column(ForeignKey("events.id"))
    score: Mapped[float | None]
    reasons: Mapped[Any] = mapped_column(Document, default=list)
    document: Mapped[bytes]


class MentionPassage(Base):
    """One passage of an article that a mention quotes, in characters of title, empty line, text; the first is the best."""

    __tablename__ = "mention_passages"
    __table_args__ = {"sqlite_with_rowid": False}  # noqa: RUF012 - SQLAlchemy reads it, nothing changes it

    mention_id: Mapped[int] = mapped_column(ForeignKey("mentions.id", ondelete="CASCADE"), primary_key=True)
    position: Mapped[int] = mapped_column(primary_key=True)
    start: Mapped[int]
    end: Mapped[int]
