"""Who and what events are about, filled from the lexicon; people in no list are added by form or by an article."""

from __future__ import annotations

import datetime as dt

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from tracker.store.models.base import Base


class PersonRow(Base):
    """A person. ``listed`` people come from the lexicon."""

    __tablename__ = "people"

    key: Mapped[str] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(index=True)
    wikidata: Mapped[str | None]
    country: Mapped[str | None]
    listed: Mapped[bool] = mapped_column(default=True)


class OfficeTerm(Base):
    """A term of office: who held which office of which country or organisation, and when."""

    __tablename__ = "offices"
    __table_args__ = (UniqueConstraint("person_key", "office", "body", "start"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    person_key: Mapped[str] = mapped_column(ForeignKey("people.key"))
    office: Mapped[str]
    body: Mapped[str] = mapped_column(index=True)
    start: Mapped[dt.date]
    end: Mapped[dt.date | None]
    source: Mapped[str] = mapped_column(default="")


class CountryRow(Base):
    """A country by ISO 3166-1 alpha-2 code."""

    __tablename__ = "countries"

    iso: Mapped[str] = mapped_column(primary_key=True)
    name: Mapped[str]


class OrganisationRow(Base):
    """An international organisation."""

    __tablename__ = "organisations"

    key: Mapped[str] = mapped_column(primary_key=True)
    name: Mapped[str]


class VenueRow(Base):
    """A city or site where events take place."""

    __tablename__ = "venues"

    key: Mapped[str] = mapped_column(primary_key=True)
    name: Mapped[str]
    country: Mapped[str | None]
    latitude: Mapped[float | None]
    longitude: Mapped[float | None]


class SeriesRow(Base):
    """A series of gatherings."""

    __tablename__ = "series"

    key: Mapped[str] = mapped_column(primary_key=True)
    name: Mapped[str]


class EditionRow(Base):
    """One gathering of a series, as its calendar gives it."""

    __tablename__ = "editions"

    key: Mapped[str] = mapped_column(primary_key=True)
    series_key: Mapped[str] = mapped_column(ForeignKey("series.key"), index=True)
    title: Mapped[str]
    earliest: Mapped[dt.date]
    latest: Mapped[dt.date]
    city: Mapped[str | None]
    country: Mapped[str | None]
    status: Mapped[str]
    source: Mapped[str]
