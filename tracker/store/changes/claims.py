"""Claims between their rows and settling: reading whole events through the blocking index, writing what was decided."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from typing import Any

from sqlalchemy import Row, Select, func, select
from sqlalchemy.orm import Session

from tracker.domain import KnownMention
from tracker.resolve.blocking import MOST_DAYS, Reach
from tracker.resolve.pool import Assigned, OrderKey
from tracker.store.batches import IDS, batches
from tracker.store.bulk import mark_of, table_of
from tracker.store.documents import mention_of
from tracker.store.models import ArticleRow, Block, EventRow, MentionRow

NOTHING: OrderKey = (dt.date.min, "", "", 0)
"""A place in the order before every claim."""

_Days = tuple[dt.date, dt.date]

_BLOCKS = table_of(Block).name
_LATEST = select(func.max(MentionRow.known), func.max(MentionRow.published_at)).where(
    MentionRow.known == select(func.max(MentionRow.known)).scalar_subquery()
)
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

    def likeliest(self, wanted: Sequence[Reach], limit: int) -> list[int]:
        """Give the ids of the events, read ones excepted, that share most of these keys in their days."""
        connection = self.session.connection()
        met, values = _meeting(mark_of(connection), _spans(wanted))
        order = f"GROUP BY event_id ORDER BY COUNT(DISTINCT key) DESC, event_id LIMIT {limit + len(self.events)}"
        query = f"SELECT event_id FROM {_BLOCKS} WHERE {met} {order}"  # noqa: S608 - own names
        found = connection.exec_driver_sql(query, values).scalars()
        return [event_id for event_id in found if event_id not in self.events][:limit]

    def read(self, event_ids: Iterable[int]) -> Iterator[Assigned]:
        """Give every claim of these events that was not given before."""
        new = sorted(set(event_ids) - self.events)
        self.events.update(new)
        for batch in batches(new):
            for row in self.session.execute(_OF_EVENTS, {"ids": batch}):
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
        day, last = self.session.execute(_LATEST).one()
        return (day, last.isoformat() if last else "", "\U0010ffff", 0) if day is not None else NOTHING

    def _events_under(self, wanted: Sequence[Reach]) -> list[int]:
        found: set[int] = set()
        connection = self.session.connection()
        for batch in batches(_spans(wanted), 20):
            met, values = _meeting(mark_of(connection), batch)
            found.update(connection.exec_driver_sql(f"SELECT DISTINCT event_id FROM {_BLOCKS} WHERE {met}", values).scalars())  # noqa: S608
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


_OF_EVENTS = _claims().where(MentionRow.event_id.in_(IDS))


def _spans(wanted: Sequence[Reach]) -> list[tuple[_Days, list[str]]]:
    """Group keys by their days."""
    by_days = groupby(sorted(wanted, key=lambda reach: (reach.first, reach.last)), key=lambda reach: (reach.first, reach.last))
    return [(days, [reach.key for reach in group]) for days, group in by_days]


def _meeting(mark: str, spans: Sequence[tuple[_Days, Sequence[str]]]) -> tuple[str, tuple[Any, ...]]:
    """Write what blocks these keys meet in these days; no two have the same shape, so that composing it would cost more."""
    met: list[str] = []
    values: list[Any] = []
    for (first, last), keys in spans:
        met.append(f"(key IN ({', '.join([mark] * len(keys))}) AND earliest BETWEEN {mark} AND {mark} AND latest >= {mark})")
        values += [*keys, first.toordinal() - MOST_DAYS, last.toordinal(), first.toordinal()]
    return " OR ".join(met), tuple(values)
