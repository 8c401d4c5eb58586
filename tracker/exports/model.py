"""What a writer needs beside the events themselves."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from tracker.domain import Event


@dataclass(frozen=True, slots=True)
class SourceLine:
    """One source of an event, as an export names it."""

    outlet: str
    url: str
    published: dt.date | None


@dataclass(frozen=True, slots=True)
class Exported:
    """An event with its sources and the address of its page."""

    event: Event
    url: str = ""
    sources: tuple[SourceLine, ...] = ()


@dataclass(frozen=True, slots=True)
class Export:
    """A whole export: its name, its own address, when it was retrieved (UTC), and its rows."""

    title: str
    url: str
    retrieved: dt.datetime
    rows: Iterable[Exported]
