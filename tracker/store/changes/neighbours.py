"""Links between events: which event a linked claim belongs to, and what is believed of an alternative on a day."""

from __future__ import annotations

import datetime as dt
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from sqlalchemy import select
from sqlalchemy.orm import Session

from tracker.domain import Event, EventLink, LinkKind, Mention, Status
from tracker.resolve.history import Past
from tracker.resolve.pool import Pool
from tracker.store.batches import IDS
from tracker.store.changes.claims import ClaimReader
from tracker.store.models import ArticleRow, EventLinkRow, EventRow, EventVersion, MentionRow

_LINKED = select(EventVersion.event_id).join(EventLinkRow, EventLinkRow.version_id == EventVersion.id).distinct()
_POINTING = _LINKED.where(EventLinkRow.target.in_(IDS), EventLinkRow.kind == LinkKind.ALTERNATIVE_OF.value)
Statuses = tuple[tuple[dt.date, Status], ...]


@dataclass(slots=True)
class Neighbours:
    """Answers for one run: what the run has settled goes before what is stored."""

    session: Session
    pool: Pool
    reader: ClaimReader
    settled: dict[str, Statuses] = field(default_factory=dict)
    _articles: dict[str, dict[int, str]] = field(default_factory=dict)

    def learn(self, pasts: Iterable[Past]) -> None:
        """Take in histories that the run has made."""
        for past in pasts:
            self.settled[past.uid] = _statuses(past.versions)

    def links(self, mention: Mention, day: dt.date) -> Sequence[EventLink]:
        """Give the links of a claim as links between events, alternatives with what is believed of them."""
        if not mention.links:
            return ()
        homes = self._homes(mention.article_key)
        found = ((link.kind, homes.get(link.target)) for link in mention.links)
        return [EventLink(kind, uid, self._status(kind, uid, day)) for kind, uid in found if uid is not None]

    def days(self, uids: Iterable[str]) -> frozenset[dt.date]:
        """Give the days on which the status of any of these events changed."""
        return frozenset(day for uid in uids for day, _ in self._course(uid))

    def pointing_at(self, uids: Sequence[str]) -> list[int]:
        """Give the ids of the events that have one of these as an alternative."""
        return list(self.session.scalars(_POINTING, {"ids": uids}))

    def _status(self, kind: LinkKind, uid: str, day: dt.date) -> Status | None:
        if kind is not LinkKind.ALTERNATIVE_OF:
            return None
        course = self._course(uid)
        index = bisect_right([known for known, _ in course], day)
        return course[index - 1][1] if index else None

    def _course(self, uid: str) -> Statuses:
        if uid not in self.settled:
            query = select(EventVersion.known_from, EventVersion.status).join(EventRow, EventRow.id == EventVersion.event_id)
            rows = self.session.execute(query.where(EventRow.uid == uid).order_by(EventVersion.known_from))
            self.settled[uid] = tuple((day, Status(status)) for day, status in rows)
        return self.settled[uid]

    def _homes(self, article_key: str) -> dict[int, str]:
        """Give the events of an article's claims by ordinal."""
        if article_key not in self._articles:
            query = select(MentionRow.ordinal, MentionRow.uid, EventRow.uid.label("home")).join(
                ArticleRow, ArticleRow.id == MentionRow.article_id
            )
            query = query.outerjoin(EventRow, EventRow.id == MentionRow.event_id).where(ArticleRow.key == article_key, MentionRow.active)
            homes = {row.ordinal: self.pool.homes.get(row.uid, row.home) for row in self.session.execute(query)}
            homes |= {c.mention.ordinal: self.pool.homes[c.uid] for c in self.pool.claims_of(article_key) if c.uid in self.pool.homes}
            self._articles[article_key] = {ordinal: home for ordinal, home in homes.items() if home is not None}
        return self._articles[article_key]


def alternatives(versions: Iterable[Event]) -> list[str]:
    """Give the uids of all alternatives that an event ever had."""
    return list(dict.fromkeys(link.uid for version in versions for link in version.links if link.kind is LinkKind.ALTERNATIVE_OF))


def _statuses(versions: Sequence[Event]) -> Statuses:
    return tuple((version.version_from, version.status) for version in versions if version.version_from is not None)
