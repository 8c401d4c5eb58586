"""An EventFilter as the database understands it: facet keys that a version must stand under, days, statuses."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import func, literal, select
from sqlalchemy.orm import Session

from tracker.domain import Status
from tracker.filters import EventFilter
from tracker.store.facets import words
from tracker.store.models import EVERYTHING, FAR, EventVersion, FacetKey, Rollup
from tracker.store.queries.remembered import remembered, remembered_each
from tracker.store.rollups import EVER
from tracker.store.spans import DATED, Span, earliest_start

LATEST = FAR - dt.timedelta(days=1)
"""The day on which everything is known that is known now."""
MOST_RECENT = 10_000
"""Up to this many versions that are new since a day are looked up; of more, what matches is soon met on the way."""
MOST_KEYS = 60
"""A word that stands in more labels than this is looked for in the labels of each event instead."""


@dataclass(frozen=True, slots=True)
class Group:
    """Alternatives, one of which must hold: facet keys, or (``pattern``) any key whose label is like it.

    ``total`` is how many versions they hold at most today.
    """

    ids: tuple[int, ...]
    total: int
    pattern: str = ""


@dataclass(frozen=True, slots=True)
class Criteria:
    """What a version must meet. Every group must hold; ``day`` is the day of knowledge, ``past`` whether it is another than today.

    Where the filter names one leader (``leader``), statuses are those of the events as they stand for that leader. ``own`` are those of the
    filter's keys under which some versions have another status than the whole event.
    """

    day: dt.date
    past: bool = False
    groups: tuple[Group, ...] = ()
    statuses: tuple[Status, ...] = ()
    start: dt.date | None = None
    end: dt.date | None = None
    changed_since: dt.date | None = None
    recent: bool = False  # few versions are so new: they are looked up and checked
    leader: int = EVERYTHING
    own: frozenset[int] = frozenset()
    places: Callable[[Span], Any] | None = None  # of the earliest starts, in criteria without values (``prepared``)

    @property
    def impossible(self) -> bool:
        """Whether nothing can meet them: a value that no event has."""
        return any(not group.ids and not group.pattern for group in self.groups)

    @property
    def windowed(self) -> bool:
        """Whether undated events are out."""
        return self.start is not None or self.end is not None

    @property
    def counted(self) -> bool:
        """Whether the roll-ups of today know the answer for all time."""
        simple = not self.groups or (len(self.groups) == 1 and len(self.groups[0].ids) == 1 and self.tells_status(self.groups[0].ids))
        return simple and not self.past and self.changed_since is None

    def tells_status(self, key_ids: tuple[int, ...]) -> bool:
        """Whether the rows under these keys hold the status that is asked for; else it is read from those of ``leader``."""
        return not self.own or key_ids == (self.leader,) or not (self.own & {self.leader, *key_ids})

    def driver(self) -> Group:
        """The group that holds least, whose streams are read; everything, if there is none of listed keys."""
        everything = Group((EVERYTHING,), 1 << 62)
        return min((group for group in self.groups if group.ids), key=lambda group: group.total, default=everything)

    def others(self) -> tuple[Group, ...]:
        """The groups that are checked for each version that the driver gives."""
        driver = self.driver()
        return tuple(group for group in self.groups if group is not driver)

    def earliest(self, span: Span) -> Any:
        """The first day on which a window of this class can begin if it still lasts when the filter's begins."""
        assert self.start is not None
        return self.places(span) if self.places else earliest_start(span, self.start)

    def earliest_starts(self) -> Iterator[tuple[Span, dt.date]]:
        """The same for every class; none without a window."""
        return iter(()) if self.start is None else ((span, self.earliest(span)) for span in DATED)

    def without_window(self) -> Criteria:
        """The same for all time."""
        return replace(self, start=None, end=None)


def criteria_of(session: Session, wanted: EventFilter) -> Criteria:
    """Look up the keys of the filter."""
    named = (("leader", wanted.leader), ("venue", wanted.venue), ("country", wanted.country), ("series", wanted.series))
    groups = [_named(session, dimension, keys) for dimension, keys in named if keys]
    if wanted.kind:
        groups.append(_named(session, "kind", [kind.value for kind in wanted.kind]))
    groups += [_word(session, word) for word in words(wanted.q)]
    criteria = Criteria(
        day=wanted.as_known_on or LATEST,
        past=wanted.as_known_on is not None,
        groups=tuple(groups),
        leader=groups[0].ids[0] if len(wanted.leader) == 1 and groups[0].ids else EVERYTHING,
        own=own_keys(session).intersection(key_id for group in groups for key_id in group.ids),
        statuses=wanted.status,
        start=wanted.start,
        end=wanted.end,
        changed_since=wanted.changed_since,
    )
    return replace(criteria, recent=_is_recent(session, criteria))


def key_ids(session: Session, dimension: str, keys: Iterable[str]) -> dict[str, int]:
    """The numbers of keys that any event ever stood under."""

    def look_up(missing: list[str]) -> dict[str, int]:
        query = select(FacetKey.key, FacetKey.id).where(FacetKey.dimension == dimension, FacetKey.key.in_(missing))
        return dict(session.execute(query).all())

    return remembered_each(session, f"{dimension} number", keys, look_up)


def own_keys(session: Session) -> frozenset[int]:
    """The keys under which some versions have a status of their own: of leaders who stayed away from a gathering, or might."""

    def look_up() -> frozenset[int]:
        return frozenset(session.scalars(select(FacetKey.id).where(FacetKey.own_status)))

    return remembered(session, "own status", look_up)


def like(text: str) -> str:
    """The text as part of a LIKE pattern whose escape is a backslash."""
    return text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")


def _named(session: Session, dimension: str, keys: Iterable[str]) -> Group:
    return _group(session, tuple(sorted(key_ids(session, dimension, keys).values())))


def _word(session: Session, word: str) -> Group:
    pattern = f"%{like(word)}%"
    query = select(FacetKey.id).where(FacetKey.folded.like(pattern, escape="\\")).limit(MOST_KEYS + 1)
    found = tuple(sorted(session.scalars(query)))
    return Group((), 0, pattern) if len(found) > MOST_KEYS else _group(session, found)


def total_of(session: Session, ids: Sequence[int]) -> int:
    """How many versions stand under the keys today; what stands under two of them counts twice."""

    def add_up() -> int:
        counted = select(func.coalesce(func.sum(Rollup.total), 0)).where(Rollup.key_id.in_(ids), Rollup.grain == EVER, Rollup.known == FAR)
        return int(session.execute(counted).scalar_one())

    return remembered(session, ("total", tuple(ids)), add_up) if ids else 0


def _group(session: Session, ids: tuple[int, ...]) -> Group:
    return Group(ids, total_of(session, ids))


def _is_recent(session: Session, criteria: Criteria) -> bool:
    """Whether so little changed since the day that looking at what did is the shortest way."""
    if criteria.changed_since is None or criteria.driver().total <= MOST_RECENT:
        return False
    changed = select(literal(1)).where(*recent_versions(criteria)).limit(MOST_RECENT + 1).subquery()
    return int(session.execute(select(func.count()).select_from(changed)).scalar_one()) <= MOST_RECENT


def recent_versions(criteria: Criteria) -> tuple[Any, ...]:
    """The conditions on ``event_versions`` that the days of knowledge make."""
    assert criteria.changed_since is not None
    return EventVersion.listed, EventVersion.known_from >= criteria.changed_since, EventVersion.known_from <= criteria.day
