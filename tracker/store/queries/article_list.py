"""The list of articles: newest first, in pages, by words of title, outlet and text."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, false, func, literal, select, tuple_
from sqlalchemy.orm import Session

from tracker.store.article_words import articles_with, words_of
from tracker.store.models import ArticleRow, MentionRow
from tracker.store.queries.cursors import day_of, read_cursor, write_cursor

_ORDER = "articles"
MOST_SORTED = 2_000
"""Articles with the words asked for, up to which they are sorted; beyond, the list is walked along its order."""
FORMS = "edit:%"  # what an analyst entered by form is kept as an article too, and is none to read
EDITIONS = "edition:%"  # so is the calendar of summits


@dataclass(frozen=True, slots=True)
class ArticleLine:
    """An article as a list shows it; ``claims`` is how many of its claims count."""

    id: int
    title: str
    outlet: str
    url: str
    published: dt.date
    beginning: str
    revision: int
    claims: int


@dataclass(frozen=True, slots=True)
class ArticlePage:
    """One page of articles."""

    rows: tuple[ArticleLine, ...]
    next_cursor: str | None


def list_articles(session: Session, words: str = "", limit: int = 40, cursor: str = "") -> ArticlePage:
    """Give articles whose title, outlet or text has all the words, the newest first. Raises FilterError for a damaged cursor."""
    query = select(ArticleRow.id).where(~ArticleRow.origin.like(FORMS), ~ArticleRow.origin.like(EDITIONS))
    if words.strip():
        query = query.where(_has(session, words_of(words)))
    if cursor:
        number, row_id = read_cursor(cursor, _ORDER, (int, int))
        query = query.where(tuple_(ArticleRow.published, ArticleRow.id) < tuple_(literal(day_of(number)), literal(row_id)))
    ids = session.scalars(query.order_by(ArticleRow.published.desc(), ArticleRow.id.desc()).limit(limit + 1)).all()
    lines = _lines(session, ids[:limit])
    last = lines[-1] if len(ids) > limit else None
    return ArticlePage(lines, write_cursor(_ORDER, (last.published.toordinal(), last.id)) if last else None)


def _has(session: Session, words: Sequence[str]) -> ColumnElement[bool]:
    """Give the condition that an article has all these words: few are named one by one, many are met on a walk from the newest on."""
    if not words:
        return false()
    matching = articles_with(session.connection(), words)
    found = session.scalars(select(matching.subquery().c.id).limit(MOST_SORTED + 1)).all()
    return ArticleRow.id.in_(found) if len(found) <= MOST_SORTED else (ArticleRow.id + 0).in_(matching)


def _lines(session: Session, ids: Sequence[int]) -> tuple[ArticleLine, ...]:
    claims = select(func.count()).where(MentionRow.article_id == ArticleRow.id, MentionRow.active).scalar_subquery()
    found = session.execute(select(ArticleRow, claims.label("claims")).where(ArticleRow.id.in_(ids)))
    by_id = {row.ArticleRow.id: _line(row.ArticleRow, row.claims) for row in found}
    return tuple(by_id[number] for number in ids)


def _line(row: ArticleRow, claims: int) -> ArticleLine:
    beginning = " ".join(row.text[:400].split())[:180]
    return ArticleLine(row.id, row.title, row.outlet, row.url, row.published, beginning, row.revision, claims)
