"""Articles, their mentions, and the evidence behind an event."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Row, select
from sqlalchemy.orm import Session

from tracker.domain import Article, Event, Mention
from tracker.store.batches import batches
from tracker.store.documents import mention_of
from tracker.store.models import ArticleAddress, ArticleRow, EventRow, MentionRow
from tracker.store.queries.past import find_event
from tracker.store.queries.streams import Query

CONTEXT = 240


@dataclass(frozen=True, slots=True)
class StoredArticle:
    """An article as it is stored: one revision, with every address that it was found under."""

    id: int
    article: Article
    origin: str
    revision: int
    inferred: bool
    recorded_at: dt.datetime
    supersedes: int | None
    superseded_by: int | None
    addresses: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class StoredMention:
    """A mention with the event that it was settled into, and why."""

    id: int
    mention: Mention
    event_uid: str | None
    known: dt.date
    superseded_on: dt.date | None
    score: float | None
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SourceRow:
    """A mention as evidence for an event: what it says, where, and the words around its first quote."""

    stored: StoredMention
    article_id: int
    article_key: str
    origin: str
    outlet: str
    url: str
    title: str
    published: dt.date
    before: str
    after: str


def article(session: Session, article_id: int) -> StoredArticle | None:
    """The article of an id."""
    row = session.get(ArticleRow, article_id)
    if row is None:
        return None
    addresses = select(ArticleAddress.url).where(ArticleAddress.article_id == article_id).order_by(ArticleAddress.url)
    later = select(ArticleRow.id).where(ArticleRow.supersedes == article_id)
    return StoredArticle(
        id=row.id,
        article=article_of(row),
        origin=row.origin,
        revision=row.revision,
        inferred=row.inferred,
        recorded_at=row.recorded_at,
        supersedes=row.supersedes,
        superseded_by=session.scalar(later),
        addresses=tuple(session.scalars(addresses)),
    )


def article_of(row: ArticleRow) -> Article:
    """The domain value of a row."""
    names = ("key", "text", "title", "published", "published_at", "outlet", "url", "lang")
    return Article(**{name: getattr(row, name) for name in names})


def mentions_of(session: Session, article_id: int) -> list[StoredMention]:
    """The mentions of an article that count or counted, in the order of the text."""
    query = _mentions().where(MentionRow.article_id == article_id, MentionRow.active).order_by(MentionRow.ordinal)
    return [_stored(row) for row in session.execute(query)]


def evidence(session: Session, uid: str, as_known_on: dt.date | None = None) -> list[SourceRow]:
    """What stood behind an event on a day of knowledge, oldest first; none if the event was not known."""
    event = find_event(session, uid, as_known_on)
    if event is None:
        return []
    day = as_known_on or dt.date.max
    wanted = {*event.mentions, *event.reports}
    keys = sorted({key for key, _ in wanted})
    found = (row for batch in batches(keys) for row in session.execute(_sources().where(ArticleRow.key.in_(batch))))
    rows = [row for row in found if row.MentionRow.known <= day and (row.ArticleRow.key, row.MentionRow.ordinal) in wanted]
    return [_source(row) for row in sorted(rows, key=lambda row: (row.MentionRow.known, row.MentionRow.id))]


def origins_of(session: Session, event: Event) -> tuple[str, ...]:
    """The ids that the event's articles were ingested with, in the order of its mentions."""
    keys = list(dict.fromkeys(key for key, _ in event.mentions))
    found: dict[str, str] = {}
    for batch in batches(keys):
        found.update(session.execute(select(ArticleRow.key, ArticleRow.origin).where(ArticleRow.key.in_(batch))).all())
    return tuple(dict.fromkeys(found[key] for key in keys if key in found))


def article_ids(session: Session, keys: Iterable[str]) -> dict[str, int]:
    """The ids of articles by their keys; keys that no article has are left out."""
    found: dict[str, int] = {}
    for batch in batches(sorted(set(keys))):
        found.update(session.execute(select(ArticleRow.key, ArticleRow.id).where(ArticleRow.key.in_(batch))).all())
    return found


def _mentions() -> Query:
    return select(MentionRow, EventRow.uid).outerjoin(EventRow, EventRow.id == MentionRow.event_id)


def _sources() -> Query:
    query = select(MentionRow, EventRow.uid, ArticleRow).join(ArticleRow, ArticleRow.id == MentionRow.article_id)
    return query.outerjoin(EventRow, EventRow.id == MentionRow.event_id).where(MentionRow.active)


def _stored(row: Row[Any]) -> StoredMention:
    stored: MentionRow = row.MentionRow
    return StoredMention(
        stored.id, mention_of(stored.document), row.uid, stored.known, stored.superseded_on, stored.score, tuple(stored.reasons or ())
    )


def _source(row: Row[Any]) -> SourceRow:
    stored, found = _stored(row), row.ArticleRow
    text, quote = article_of(found).full_text, stored.mention.evidence[0]
    return SourceRow(
        stored=stored,
        article_id=found.id,
        article_key=found.key,
        origin=found.origin,
        outlet=found.outlet,
        url=found.url,
        title=found.title,
        published=found.published,
        before=text[max(0, quote.start - CONTEXT) : quote.start],
        after=text[quote.end : quote.end + CONTEXT],
    )
