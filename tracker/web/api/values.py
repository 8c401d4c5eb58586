"""Reading the API's own parameters; what the filter does not know is read here."""

from __future__ import annotations

import datetime as dt

from flask import request

from tracker.filters import EventFilter, FilterError

MOST = 1_000
USUAL = 100


def wanted() -> EventFilter:
    """The filter of the request."""
    return EventFilter.parse(request.args.items(multi=True))


def limit(usual: int = USUAL, most: int = MOST) -> int:
    """How many rows to give. Raises FilterError unless it is a whole number from 1 to ``most``."""
    raw = request.args.get("limit", str(usual))
    if not (raw.isascii() and raw.isdecimal()) or not 1 <= int(raw) <= most:
        raise FilterError("limit", f"{raw!r} rows cannot be had; ask for a whole number from 1 to {most}")
    return int(raw)


def cursor() -> str:
    """Where the page begins; an empty string is the beginning."""
    return request.args.get("cursor", "")


def day(name: str, default: dt.date) -> dt.date:
    """A day of a parameter. Raises FilterError where it is none."""
    raw = request.args.get(name)
    if not raw:
        return default
    try:
        return dt.date.fromisoformat(raw)
    except ValueError:
        raise FilterError(name, f"{raw!r} is no day; write it as YYYY-MM-DD") from None
