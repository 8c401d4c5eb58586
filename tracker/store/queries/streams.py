"""Streams: the parts of the facets table that can answer a filter, each one range of its primary key.

A branch is one key with what must be checked beside it; read for one class of window it is a stream, and for another day than today
one more, of what is no longer believed. The branches of a filter are disjoint
(a version under two wanted keys counts under the first), so that counts add up and pages merge.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, FromClause, Select, SQLColumnExpression, and_, exists, func, literal, select, tuple_, union_all
from sqlalchemy.orm import Session, aliased

from tracker.domain import Status
from tracker.store.models import EventVersion, Facet, FacetKey
from tracker.store.queries.criteria import Criteria, Group, recent_versions
from tracker.store.queries.prepared import ask
from tracker.store.spans import DATED, PAST, Span

Columns = tuple[Any, ...] | Callable[["Branch"], tuple[Any, ...]]
"""What is read of each row, or a function that gives it for a branch."""
Query = Select[*tuple[Any, ...]]


@dataclass(frozen=True, slots=True)
class Branch:
    """Keys whose versions are read, once for each of them; ``others`` must hold as well, and ``before`` are keys that were read already.

    ``lane``: the keys are of leaders for whom some events stand otherwise; ``rolled``: the roll-ups know them.
    """

    key_ids: Any  # numbers, or a place for them (``prepared``)
    others: tuple[Group, ...] = ()
    before: tuple[int, ...] = ()
    lane: bool = False
    rolled: bool = False


def branches(criteria: Criteria) -> tuple[Branch, ...]:
    """The branches of a filter: one for each key of the group that holds least."""
    ids, others = criteria.driver().ids, criteria.others()
    return tuple(Branch((key_id,), others, ids[:place]) for place, key_id in enumerate(ids))


def streams(criteria: Criteria, columns: Columns, *, undated: bool) -> list[Query]:
    """What meets the criteria, stream by stream; undated events too where they are wanted and no window excludes them."""
    return read(criteria, branches(criteria), columns, undated=undated)


def read(criteria: Criteria, chosen: Iterable[Branch], columns: Columns, *, undated: bool = False) -> list[Query]:
    """The same for branches chosen by the caller."""
    spans = (*DATED, Span.UNDATED) if undated and not criteria.windowed else DATED
    shelves = (0, PAST) if criteria.past else (0,)
    return [_stream(criteria, branch, (span, shelf), columns) for branch in chosen for span in spans for shelf in shelves]


def _stream(criteria: Criteria, branch: Branch, place: tuple[Span, int], columns: Columns) -> Query:
    span, shelf = place
    # the sums hide the key from the planner where the few recent versions are what to begin with
    key_id, length = (Facet.key_id + 0, Facet.span + 0) if criteria.recent else (Facet.key_id, Facet.span)
    met = [key_id.in_(branch.key_ids), length == span + shelf, *_in_window(criteria, span), *_believed(criteria, branch, shelf)]
    met += [_stands_under(group) for group in branch.others]
    if branch.before:
        met.append(~_probe(branch.before))
    if criteria.recent:
        met.append(Facet.version_id.in_(select(EventVersion.id).where(*recent_versions(criteria))))
    return select(*(columns(branch) if callable(columns) else columns)).where(*met)


def status_of(criteria: Criteria, branch: Branch) -> SQLColumnExpression[Status]:
    """The status of a row as the criteria ask for it: the row's own, or where that is a leader's, that under the key which is asked for."""
    if branch.rolled or (criteria.tells_status(branch.key_ids) and not branch.lane):
        return Facet.status
    other = aliased(Facet)
    asked = select(other.status).where(other.key_id == criteria.leader, _same_version(other))
    return asked.correlate(Facet).scalar_subquery()


def together(parts: list[Query]) -> FromClause:
    """The parts as one table. Each is a table of its own first: SQLite takes no LIMIT inside a UNION otherwise."""
    if len(parts) == 1:
        return parts[0].subquery()
    return union_all(*(select(part.subquery()) for part in parts)).subquery()


def count(session: Session, criteria: Criteria, most: int) -> int:
    """How many versions meet the criteria, at most ``most`` + 1: counting stops there."""
    if criteria.impossible:
        return 0
    return int(ask(session, _counting, criteria, most + 1).scalar_one())


def _counting(criteria: Criteria, limit: int) -> Query:
    parts = [stream.limit(limit) for stream in streams(criteria, (literal(1).label("one"),), undated=True)]
    limited = select(together(parts)).limit(limit).subquery()
    return select(func.count()).select_from(limited)


def after(start: dt.date, version_id: int, *, descending: bool) -> ColumnElement[bool]:
    """What comes after an entry in the order of its stream."""
    place, mark = tuple_(Facet.start, Facet.version_id), tuple_(literal(start, Facet.start.type), literal(version_id))
    return place < mark if descending else place > mark


def holds(criteria: Criteria) -> list[ColumnElement[bool]]:
    """The criteria as conditions on ``event_versions``, for queries that come from another side than the facets."""
    met: list[Any] = [EventVersion.listed, EventVersion.known_from <= criteria.day, EventVersion.known_to > criteria.day]
    if criteria.changed_since is not None:
        met.append(EventVersion.known_from >= criteria.changed_since)
    if criteria.statuses and criteria.leader not in criteria.own:
        met.append(EventVersion.status.in_([status.value for status in criteria.statuses]))
    elif criteria.statuses:
        met.append(status_at_leader(criteria).in_(criteria.statuses))
    if criteria.end is not None:
        met.append(EventVersion.shown_start <= criteria.end)
    if criteria.start is not None:
        met.append(EventVersion.shown_end >= criteria.start)
    return met + [_labelled(group.pattern, EventVersion.id) if group.pattern else _listed_under(group.ids) for group in criteria.groups]


def status_at_leader(criteria: Criteria) -> SQLColumnExpression[Status]:
    """The status of a version of ``event_versions`` as it stands for the leader of the criteria."""
    other = aliased(Facet)
    own = select(other.status).where(other.version_id == EventVersion.id, other.key_id == criteria.leader)
    return own.correlate(EventVersion).scalar_subquery()


def _believed(criteria: Criteria, branch: Branch, shelf: int) -> list[ColumnElement[bool]]:
    """The conditions on knowledge and status."""
    met: list[ColumnElement[bool]] = []
    if criteria.past:
        met.append(Facet.known_from <= criteria.day)
    if shelf:
        met.append(Facet.known_to > criteria.day)
    if criteria.changed_since is not None:
        met.append(Facet.known_from >= criteria.changed_since)
    if criteria.statuses:
        met.append(status_of(criteria, branch).in_(criteria.statuses))
    return met


def _in_window(criteria: Criteria, span: Span) -> list[ColumnElement[bool]]:
    met: list[ColumnElement[bool]] = []
    if criteria.end is not None:
        met.append(Facet.start <= criteria.end)
    if criteria.start is not None:
        met += [Facet.start >= criteria.earliest(span), Facet.end >= criteria.start]
    return met


def _stands_under(group: Group) -> ColumnElement[bool]:
    return _labelled(group.pattern, Facet.version_id) if group.pattern else _probe(group.ids)


def _probe(ids: tuple[int, ...]) -> ColumnElement[bool]:
    """Whether the version stands under one of the keys: a look at one place of the primary key for each."""
    other = aliased(Facet)
    return exists().where(other.key_id.in_(ids), _same_version(other))


def _same_version(other: type[Facet]) -> ColumnElement[bool]:
    return and_(other.span == Facet.span, other.start == Facet.start, other.version_id == Facet.version_id)


def _labelled(pattern: str, version_id: Any) -> ColumnElement[bool]:
    other, key = aliased(Facet), aliased(FacetKey)
    return exists().where(other.version_id == version_id, key.id == other.key_id, key.folded.like(pattern, escape="\\"))


def _listed_under(ids: tuple[int, ...]) -> ColumnElement[bool]:
    other = aliased(Facet)
    return exists().where(other.version_id == EventVersion.id, other.key_id.in_(ids))
