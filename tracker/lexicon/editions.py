"""Editions: the dated instances of the summit series ("G20-2017": Hamburg, 7-8 July 2017)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from tracker.lexicon.tables import Row, read_table

COLUMNS = ("key", "series", "title", "earliest", "latest", "city", "country", "status", "known", "source", "url")
NEAR = dt.timedelta(days=366)


@dataclass(frozen=True, slots=True)
class Edition:
    """One gathering of a series: when and where it is or was.

    ``source`` is who says so, and after a colon what that is; ``known`` is the day on which it was published, where the table has it.
    """

    key: str
    series: str
    title: str
    earliest: dt.date
    latest: dt.date
    city: str | None
    country: str | None
    status: str
    source: str
    url: str
    known: dt.date | None = None

    @property
    def outlet(self) -> str:
        """Who says so."""
        return self.source.partition(": ")[0]

    def distance(self, day: dt.date) -> dt.timedelta:
        """How far the day lies outside the edition; nothing if it is within."""
        return max(self.earliest - day, day - self.latest, dt.timedelta())


@dataclass(frozen=True, slots=True, repr=False)
class Editions:
    """All editions, by key and by series in order of time."""

    by_key: dict[str, Edition]
    by_series: dict[str, tuple[Edition, ...]]

    def of(self, series: str) -> tuple[Edition, ...]:
        """The editions of a series in order of time; none for a series without known dates."""
        return self.by_series.get(series, ())

    def near(self, series: str, day: dt.date, within: dt.timedelta = NEAR) -> tuple[Edition, ...]:
        """The editions of a series at most ``within`` from the day: those still to end first, soonest first, then the past ones."""
        close = [edition for edition in self.of(series) if edition.distance(day) <= within]
        return tuple(sorted(close, key=lambda edition: (edition.latest < day, edition.distance(day), edition.key)))


def load_editions(path: Path) -> Editions:
    """Read ``editions.tsv``."""
    by_key: dict[str, Edition] = {}
    for row in read_table(path, COLUMNS):
        edition = _edition(row)
        if edition.key in by_key:
            raise row.wrong(f"{edition.key} stands twice; give one of them another key")
        by_key[edition.key] = edition
    return Editions(by_key, _by_series(by_key.values()))


def _edition(row: Row) -> Edition:
    earliest, latest = row.day("earliest"), row.day("latest")
    if latest < earliest:
        raise row.wrong(f"latest {latest} is before earliest {earliest}; swap them")
    return Edition(
        key=row["key"],
        series=row["series"],
        title=row["title"],
        earliest=earliest,
        latest=latest,
        city=row["city"] or None,
        country=row["country"] or None,
        status=row["status"],
        source=row["source"],
        url=row["url"],
        known=row.day("known") if row["known"] else None,
    )


def _by_series(editions: Iterable[Edition]) -> dict[str, tuple[Edition, ...]]:
    found: dict[str, list[Edition]] = {}
    for edition in sorted(editions, key=lambda one: (one.earliest, one.key)):
        found.setdefault(edition.series, []).append(edition)
    return {series: tuple(one) for series, one in found.items()}
