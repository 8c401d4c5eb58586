"""What queries of the roll-ups share: a range of buckets under some keys and statuses, with places for the values."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Any

from sqlalchemy import ColumnElement, Select, bindparam, func, select

from tracker.domain import Status
from tracker.store.bulk import table_of
from tracker.store.models import FAR, Rollup
from tracker.store.models.base import DayNumber, StatusCode
from tracker.store.queries.buckets import Buckets
from tracker.store.queries.prepared import keys

ROLLUP = table_of(Rollup).c
"""Columns of the table and not of the model: rows come without what the object layer adds to each."""


def in_range() -> tuple[ColumnElement[bool], ...]:
    """The conditions that a range of buckets makes; ``values`` are bound in them."""
    days = ROLLUP.bucket.between(bindparam("first", type_=DayNumber), bindparam("last", type_=DayNumber))
    wanted = ROLLUP.status.in_(bindparam("statuses", expanding=True, type_=StatusCode))
    return ROLLUP.key_id.in_(keys()), ROLLUP.grain == bindparam("grain"), days, wanted


def values(buckets: Buckets, key_ids: Sequence[int], statuses: Sequence[Status]) -> dict[str, Any]:
    """What is bound: no status is all of them."""
    return {
        "keys": list(key_ids),
        "grain": buckets.grain,
        "first": buckets.first,
        "last": buckets.last,
        "statuses": list(statuses or Status),
    }


@cache
def begun_by_key() -> Select[Any]:
    """How many events that are believed today begin in the range under each key."""
    return select(ROLLUP.key_id, func.sum(ROLLUP.total)).where(*in_range(), ROLLUP.known == FAR).group_by(ROLLUP.key_id)
