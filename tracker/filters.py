"""EventFilter: the one filter behind timeline, list, API, calendars, exports and command line, with one set of names."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields, replace
from typing import Self, TypeVar
from urllib.parse import urlencode

from tracker.domain import Kind, Status

LANES = ("leader", "venue", "country", "series", "kind", "none")
REPEATABLE = ("leader", "venue", "country", "series", "kind", "status")
DAYS = {"from": "start", "to": "end", "as_known_on": "as_known_on", "changed_since": "changed_since"}


class FilterError(ValueError):
    """A parameter that cannot be read; ``name`` is the parameter, the message says the remedy."""

    def __init__(self, name: str, message: str) -> None:
        super().__init__(f"{name}: {message}")
        self.name = name
        self.message = message


@dataclass(frozen=True, slots=True)
class EventFilter:
    """Which events, as known on which day. Values of one name are alternatives; different names must all hold.

    ``leader`` holds person keys ("vladimir-putin"), ``venue`` venue keys ("hamburg-de"), ``country`` ISO codes of parties or venue,
    ``series`` series keys ("G20"). ``start`` and ``end`` keep events whose shown window overlaps them, both inclusive.
    """

    leader: tuple[str, ...] = ()
    venue: tuple[str, ...] = ()
    country: tuple[str, ...] = ()
    series: tuple[str, ...] = ()
    kind: tuple[Kind, ...] = ()
    status: tuple[Status, ...] = ()
    start: dt.date | None = None
    end: dt.date | None = None
    q: str = ""
    as_known_on: dt.date | None = None
    changed_since: dt.date | None = None

    @classmethod
    def parse(cls, pairs: Iterable[tuple[str, str]]) -> Self:
        """Build from query parameters; empty values and names that are not the filter's own are left alone.

        Raises FilterError with the parameter's name for a bad day, kind or status, or for ``to`` before ``from``.
        """
        many: dict[str, list[str]] = {name: [] for name in REPEATABLE}
        days: dict[str, dt.date] = {}
        words = ""
        for name, raw in pairs:
            value = raw.strip()
            if not value:
                continue
            if name in many:
                many[name].append(value)
            elif name in DAYS:
                days[DAYS[name]] = _day(name, value)
            elif name == "q":
                words = value
        if "start" in days and "end" in days and days["end"] < days["start"]:
            raise FilterError("to", f"{days['end']} is before from={days['start']}; swap them or drop one")
        return cls(
            leader=_unique(many["leader"]),
            venue=_unique(many["venue"]),
            country=_unique(code.upper() for code in many["country"]),
            series=_unique(many["series"]),
            kind=tuple(_member(Kind, "kind", value) for value in _unique(many["kind"])),
            status=tuple(_member(Status, "status", value) for value in _unique(many["status"])),
            q=words,
            **days,
        )

    def params(self) -> list[tuple[str, str]]:
        """The query parameters that give this filter back, in a fixed order."""
        names = {own: name for name, own in DAYS.items()}
        out: list[tuple[str, str]] = []
        for item in fields(self):
            value = getattr(self, item.name)
            name = names.get(item.name, item.name)
            if isinstance(value, tuple):
                out += [(name, str(one)) for one in value]
            elif value:
                out.append((name, str(value)))
        return out

    def query(self, extra: Mapping[str, str] | None = None) -> str:
        """The filter as a query string, without the question mark."""
        return urlencode([*self.params(), *(extra or {}).items()])

    def without_window(self) -> Self:
        """The same filter for all time."""
        return replace(self, start=None, end=None)


def _unique(values: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(values))


def _day(name: str, value: str) -> dt.date:
    try:
        return dt.date.fromisoformat(value)
    except ValueError:
        raise FilterError(name, f"{value!r} is no day; write it as YYYY-MM-DD, as in 2017-05-31") from None


_T = TypeVar("_T", Kind, Status)


def _member(kinds: type[_T], name: str, value: str) -> _T:
    try:
        return kinds(value.lower())
    except ValueError:
        choices = ", ".join(member.value for member in kinds)
        raise FilterError(name, f"{value!r} is not known; use one of {choices}") from None
