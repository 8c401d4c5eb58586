"""What every table shares: the naming of constraints and the column types that mean the same on SQLite and PostgreSQL."""

from __future__ import annotations

import datetime as dt
from typing import Any

import orjson
from sqlalchemy import DateTime, Dialect, Integer, LargeBinary, MetaData, SmallInteger, String, TypeDecorator
from sqlalchemy.orm import DeclarativeBase

from tracker.domain import Status

FAR = dt.date.max
"""The end of a validity that has not ended; as a start, the place of what has no date at all."""

NAMING = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}

STATUS_CODES = {
    Status.SPECULATIVE: 1,
    Status.CONFIRMED: 2,
    Status.POSTPONED: 3,
    Status.CANCELLED: 4,
    Status.HELD: 5,
    Status.LAPSED: 6,
}
STATUS_OF = {code: status for status, code in STATUS_CODES.items()}


class Base(DeclarativeBase):
    """The base of every table."""

    metadata = MetaData(naming_convention=NAMING)


class DayNumber(TypeDecorator[dt.date]):
    """A day as its proleptic Gregorian ordinal: three bytes instead of ten in the search tables of SQLite, and quick to compare."""

    impl = Integer
    cache_ok = True

    def process_bind_param(self, value: dt.date | None, dialect: Dialect) -> int | None:
        """Day to number."""
        del dialect
        return None if value is None else value.toordinal()

    def process_result_value(self, value: int | None, dialect: Dialect) -> dt.date | None:
        """Number to day."""
        del dialect
        return None if value is None else dt.date.fromordinal(value)


class StatusCode(TypeDecorator[Status]):
    """A status as a small number, in the search tables. A code never changes its meaning."""

    impl = SmallInteger
    cache_ok = True

    def process_bind_param(self, value: Status | None, dialect: Dialect) -> int | None:
        """Status to code."""
        del dialect
        return None if value is None else STATUS_CODES[value]

    def process_result_value(self, value: int | None, dialect: Dialect) -> Status | None:
        """Code to status."""
        del dialect
        return None if value is None else STATUS_OF[value]


class Moment(TypeDecorator[dt.datetime]):
    """A time in UTC, aware in Python on both databases (SQLite has no zones)."""

    impl = DateTime
    cache_ok = True

    def process_bind_param(self, value: dt.datetime | None, dialect: Dialect) -> dt.datetime | None:
        """Aware time to naive UTC."""
        del dialect
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError(f"{value} has no time zone; give an aware time")
        return value.astimezone(dt.UTC).replace(tzinfo=None)

    def process_result_value(self, value: dt.datetime | None, dialect: Dialect) -> dt.datetime | None:
        """Naive UTC to aware time."""
        del dialect
        return None if value is None else value.replace(tzinfo=dt.UTC)


class Document(TypeDecorator[Any]):
    """A JSON value as UTF-8 bytes. Nothing is searched inside it, so neither database needs to know what it is.

    ``bytes`` are taken as JSON already written.
    """

    impl = LargeBinary
    cache_ok = True
    should_evaluate_none = True  # None is the JSON null, no missing value

    def process_bind_param(self, value: Any, dialect: Dialect) -> bytes:
        """Value to JSON."""
        del dialect
        return value if isinstance(value, bytes) else orjson.dumps(value)

    def process_result_value(self, value: Any, dialect: Dialect) -> Any:
        """JSON to value."""
        del dialect
        return None if value is None else orjson.loads(value)


def sorted_text() -> String:
    """Text that both databases sort alike: by code point."""
    return String().with_variant(String(collation="C"), "postgresql")
