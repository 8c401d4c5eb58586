"""Claims between their rows and settling: reading whole events through the blocking index, writing what was decided."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from typing import Any

from sqlalchemy import ColumnElement, Row, Select, and_, func, or_, select
from sqlalchemy.orm import Session

from tracker.domain import KnownMention
from tracker.resolve.blocking import MOST_DAYS, Reach
from tracker.resolve.pool import Assigned, OrderKey
from tracker.store.batches import batches
from tracker.store.documents import mention_of
from tracker.store.models import ArticleRow, Block, EventRow, MentionRow

NOTHING: OrderKey = (dt.date.min, "", "", 0)
"""A place in the order before every claim."""

_COLUMNS = (
    MentionRow.id,
    MentionRow.uid,
    MentionRow.known,
    MentionRow.published_at,
    MentionRow.outlet,
    MentionRow.superseded_on,
    MentionRow.document,
    MentionRow.article_id,
    ArticleRow.recorded_at,
    EventRow.uid.label("home"),
)


@dataclass(slots=True)
class ClaimReader:
    """Reads claims in whole events, each once a run, and remembers their rows and when their articles were recorded."""

    session: Session
    rows: dict[str, int] = field(default_factory=dict)  # ids of mention rows by uid
    recorded: dict[str, dt.datetime] = field(default_factory=dict)  # by article key
    articles: dict[str, int] = field(default_factory=dict)  # ids of article rows by article key
    events: set[int] = field(default_factory=set)  # ids of the events that were read

    def fetch(self, wanted: Sequence[Reach]) -> Iterator[Assigned]:
        """Give every claim of the events that can be met under these reaches."""
        yield from self.read(self._events_under(wanted))

    def read(self, event_ids: Iterable[int]) -> Iterator[Assigned]:
        """Give every claim of these events that was not given before."""
        new = sorted(set(event_ids) - self.events)
        self.events.update(new)
        for batch in batches(new):
            for row in self.session.execute(_claims().where(MentionRow.event_id.in_(batch))):
                yield Assigned(self._claim(row), row.home)

    def read_named(self, uids: Iterable[str]) -> Iterator[Assigned]:
        """Give every claim of the events that bear these uids, or have a claim that does."""
        for batch in batches(sorted(set(uids))):
            own = self.session.scalars(select(EventRow.id).where(EventRow.uid.in_(batch)))
            of_claims = self.session.scalars(select(MentionRow.event_id).where(MentionRow.uid.in_(batch), MentionRow.active))
            yield from self.read([*own, *(event_id for event_id in of_claims if event_id is not None)])

    def of_article(self, article_id: int) -> list[KnownMention]:
        """Give the claims of one article that count."""
        rows = self.session.execute(_claims().where(MentionRow.article_id == article_id).order_by(MentionRow.ordinal))
        return [self._claim(row) for row in rows]

    def latest(self) -> OrderKey:
        """Give a place in the order after which nothing is settled yet."""
        day = self.session.scalar(select(func.max(MentionRow.known)))
        if day is None:
            return NOTHING
        last = self.session.scalar(select(func.max(MentionRow.published_at)).where(MentionRow.known == day))
        return day, last.isoformat() if last else "", "\U0010ffff", 0

    def _events_under(self, wanted: Sequence[Reach]) -> list[int]:
        found: set[int] = set()
        by_days = groupby(sorted(wanted, key=lambda reach: (reach.first, reach.last)), key=lambda reach: (reach.first, reach.last))
        spans = [(days, [reach.key for reach in group]) for days, group in by_days]
        for batch in batches(spans, 20):
            met = [_met(first, last, keys) for (first, last), keys in batch]
            found.update(self.session.scalars(select(Block.event_id).where(or_(*met)).distinct()))
        return sorted(found)

    def _claim(self, row: Row[Any]) -> KnownMention:
        mention = mention_of(row.document)
        self.rows[row.uid] = row.id
        self.recorded[mention.article_key] = row.recorded_at
        self.articles[mention.article_key] = row.article_id
        return KnownMention(mention, row.known, row.published_at, row.outlet, row.superseded_on, row.uid)


def _claims() -> Select[*tuple[Any, ...]]:
    query = select(*_COLUMNS).join(ArticleRow, ArticleRow.id == MentionRow.article_id)
    return query.outerjoin(EventRow, EventRow.id == MentionRow.event_id).where(MentionRow.active)


def _met(first: dt.date, last: dt.date, keys: Sequence[str]) -> ColumnElement[bool]:
    begun = Block.earliest.between(_before(first), last)
    return and_(Block.key.in_(keys), begun, Block.latest >= first)


def _before(day: dt.date) -> dt.date:
    """Give the first day on which a reach that lasts to a day can begin."""
    return dt.date.fromordinal(max(1, day.toordinal() - MOST_DAYS))
