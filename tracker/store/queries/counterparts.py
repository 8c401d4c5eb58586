"""Whom a leader meets: who takes part beside the filter's leaders, how often, when last and when next."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Subquery, and_, case, func, select
from sqlalchemy.orm import Session

from tracker.domain import Status
from tracker.filters import EventFilter, FilterError
from tracker.store.facets import LEADER
from tracker.store.models import FAR, Facet, FacetKey, ParticipantRow, PersonRow
from tracker.store.queries.criteria import criteria_of
from tracker.store.queries.facet_counts import AHEAD, MOST_VALUES, MOST_WEIGHED
from tracker.store.queries.streams import Branch, Query, status_of, streams, together


@dataclass(frozen=True, slots=True)
class Counterpart:
    """One person: in how many events, when the last was held, and when the next begins that may still be."""

    key: str
    name: str
    country: str | None
    count: int
    last_day: dt.date | None
    next_day: dt.date | None


def counterparts(session: Session, wanted: EventFilter, today: dt.date, limit: int = 20) -> list[Counterpart]:
    """Give who takes part in the filter's events beside its leaders, the most frequent first; as known on the filter's day.

    Who stays away from a gathering meets nobody there.

    Of very many events the latest count. ``today`` parts what lies ahead from what is over, where the filter names no day of knowledge.
    """
    if not 1 <= limit <= MOST_VALUES:
        raise FilterError("limit", f"{limit} people cannot be had; ask for 1 to {MOST_VALUES}")
    criteria = criteria_of(session, wanted)
    if criteria.impossible:
        return []

    def columns(branch: Branch) -> tuple[Any, ...]:
        return Facet.version_id.label("version_id"), Facet.start.label("start"), status_of(criteria, branch).label("status")

    latest = [part.order_by(Facet.start.desc()).limit(MOST_WEIGHED) for part in streams(criteria, columns, undated=True)]
    found = together(latest)
    query = _counted(select(found).order_by(found.c.start.desc()).limit(MOST_WEIGHED), wanted.as_known_on or today)
    others = query.where(ParticipantRow.person_key.not_in(wanted.leader)).limit(limit)
    return [Counterpart(*row) for row in session.execute(others)]


def _counted(matched: Query, today: dt.date) -> Query:
    found = matched.subquery()
    ahead = case((and_(found.c.start >= today, found.c.start < FAR, found.c.status.in_(AHEAD)), found.c.start))
    held = case((and_(found.c.start <= today, found.c.status == Status.HELD), found.c.start))
    count = func.count().label("count")
    query = select(PersonRow.key, PersonRow.name, PersonRow.country, count, func.max(held), func.min(ahead))
    query = query.select_from(found).join(ParticipantRow, ParticipantRow.version_id == found.c.version_id)
    query = query.join(PersonRow, PersonRow.key == ParticipantRow.person_key).where(~_absent(found))
    return query.group_by(PersonRow.key, PersonRow.name, PersonRow.country).order_by(count.desc(), PersonRow.key)


def _absent(found: Subquery) -> ColumnElement[bool]:
    """Whether a participant stays away from what takes place."""
    own = select(Facet.version_id).join(FacetKey, FacetKey.id == Facet.key_id)
    own = own.where(FacetKey.dimension == LEADER, FacetKey.key == ParticipantRow.person_key, FacetKey.own_status)
    own = own.where(Facet.version_id == found.c.version_id, Facet.status == Status.CANCELLED)
    return and_(found.c.status != Status.CANCELLED, own.exists())
