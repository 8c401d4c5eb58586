"""Cursors: where the next page begins, as an opaque word that carries the place of the last row and the order it was read in."""

from __future__ import annotations

import base64
import binascii
import datetime as dt
from typing import Any

import orjson

from tracker.filters import FilterError

_MESSAGE = "this page's address is damaged or belongs to another order; start again from the first page"


def write_cursor(order: str, place: tuple[Any, ...]) -> str:
    """The cursor after a row; ``place`` is of JSON values."""
    return base64.urlsafe_b64encode(orjson.dumps([order, *place])).decode("ascii").rstrip("=")


def read_cursor(cursor: str, order: str, kinds: tuple[type, ...]) -> tuple[Any, ...]:
    """The place that a cursor carries. Raises FilterError if it is none, of another order, or holds values of other kinds."""
    try:
        written = orjson.loads(base64.urlsafe_b64decode(cursor.encode("ascii") + b"=" * (-len(cursor) % 4)))
    except (ValueError, binascii.Error):
        raise FilterError("cursor", _MESSAGE) from None
    if not isinstance(written, list) or len(written) != len(kinds) + 1 or written[0] != order:
        raise FilterError("cursor", _MESSAGE)
    place = tuple(written[1:])
    if not all(type(value) is kind for value, kind in zip(place, kinds, strict=True)):
        raise FilterError("cursor", _MESSAGE)
    if any(isinstance(value, int) and not 0 <= value < 1 << 31 for value in place):
        raise FilterError("cursor", _MESSAGE)
    return place


def day_of(number: int) -> dt.date:
    """The day of a cursor's number. Raises FilterError for a number that no day has."""
    if not 1 <= number <= dt.date.max.toordinal():
        raise FilterError("cursor", _MESSAGE)
    return dt.date.fromordinal(number)
