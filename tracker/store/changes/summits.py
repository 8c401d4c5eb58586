"""What other events depend on: when and where each summit edition is, day of knowledge by day of knowledge."""

from __future__ import annotations

import datetime as dt
from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from sqlalchemy import select
from sqlalchemy.orm import Session

from tracker.domain import Event
from tracker.resolve.parties import GATHERINGS
from tracker.resolve.settle import SummitDates
from tracker.store.batches import batches
from tracker.store.documents import event_of
from tracker.store.models import Block, EventVersion

HOSTED = "a:"  # the prefix of blocking keys under which the events beside an edition are found; settling never asks for them
EDITION = "e:"


@dataclass(frozen=True, slots=True)
class Course:
    """Where an edition stood from which day on, oldest first."""

    days: tuple[dt.date, ...] = ()
    dates: tuple[SummitDates, ...] = ()

    def on(self, day: dt.date) -> SummitDates | None:
        """Give what was believed on a day."""
        index = bisect_right(self.days, day)
        return self.dates[index - 1] if index else None


def course_of(versions: Iterable[Event]) -> Course:
    """Give the course of a summit from its versions: only where and when it is, and only where that changed."""
    days: list[dt.date] = []
    dates: list[SummitDates] = []
    for version in versions:
        when = version.when
        if version.version_from is None or when.earliest is None or when.latest is None:
            continue
        here = SummitDates(when.earliest, when.latest, version.place.city, version.place.country)
        if not dates or dates[-1] != here:
            days.append(version.version_from)
            dates.append(here)
    return Course(tuple(days), tuple(dates))


@dataclass(slots=True)
class Summits:
    """The courses of editions, read from the store unless this run has just settled them."""

    session: Session
    known: dict[str, Course] = field(default_factory=dict)

    def course(self, edition: str) -> Course:
        """Give the course of an edition; an empty one if no event is that edition."""
        if edition not in self.known:
            self.known[edition] = self._stored(edition)
        return self.known[edition]

    def changed(self, edition: str, versions: Sequence[Event]) -> bool:
        """Take in the new history of a summit; True if it stands elsewhere than before."""
        before = self.course(edition)
        self.known[edition] = course_of(versions)
        return self.known[edition] != before

    def on(self, editions: Iterable[str], day: dt.date) -> Mapping[str, SummitDates]:
        """Give the dates of some editions on a day, of those that are known."""
        courses = ((edition, self.course(edition).on(day)) for edition in editions)
        return {edition: dates for edition, dates in courses if dates is not None}

    def beside(self, edition: str) -> list[int]:
        """Give the ids of the events that stand beside an edition."""
        return list(self.session.scalars(select(Block.event_id).where(Block.key == HOSTED + edition).distinct()))

    def _stored(self, edition: str) -> Course:
        events = list(self.session.scalars(select(Block.event_id).where(Block.key == EDITION + edition).distinct()))
        versions = [event for batch in batches(events) for event in self._versions(batch, edition)]
        return course_of(sorted(versions, key=lambda event: (event.version_from or dt.date.min, event.uid)))

    def _versions(self, event_ids: Sequence[int], edition: str) -> list[Event]:
        kinds = [kind.value for kind in GATHERINGS]
        met = (EventVersion.event_id.in_(event_ids), EventVersion.edition == edition, EventVersion.kind.in_(kinds))
        # were ``listed`` a condition, SQLite would walk the index that begins with it instead of looking up the few versions
        found = self.session.execute(select(EventVersion.document, EventVersion.listed).where(*met))
        return [event_of(document) for document, listed in found if listed]
