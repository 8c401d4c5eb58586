"""The list of articles: newest first, in pages, by words of title, outlet and text."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from sqlalchemy import func, literal, or_, select, tuple_
from sqlalchemy.orm import Session

from tracker.store.models import ArticleRow, MentionRow
from tracker.store.queries.criteria import like
from tracker.store.queries.cursors import day_of, read_cursor, write_cursor

_ORDER = "articles"
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
    claims = select(func.count()).where(MentionRow.article_id == ArticleRow.id, MentionRow.active).scalar_subquery()
    query = select(ArticleRow, claims.label("claims")).where(~ArticleRow.origin.like(FORMS), ~ArticleRow.origin.like(EDITIONS))
    for word in words.split():
        pattern = f"%{like(word)}%"
        query = query.where(or_(*(column.ilike(pattern, escape="\\") for column in (ArticleRow.title, ArticleRow.outlet, ArticleRow.text))))
    if cursor:
        number, row_id = read_cursor(cursor, _ORDER, (int, int))
        query = query.where(tuple_(ArticleRow.published, ArticleRow.id) < tuple_(literal(day_of(number)), literal(row_id)))
    found = session.execute(query.order_by(ArticleRow.published.desc(), ArticleRow.id.desc()).limit(limit + 1)).all()
    lines = tuple(_line(row.ArticleRow, row.claims) for row in found[:limit])
    last = found[limit - 1].ArticleRow if len(found) > limit else None
    return ArticlePage(lines, write_cursor(_ORDER, (last.published.toordinal(), last.id)) if last else None)


def _line(row: ArticleRow, claims: int) -> ArticleLine:
    beginning = " ".join(row.text[:400].split())[:180]
    return ArticleLine(row.id, row.title, row.outlet, row.url, row.published, beginning, row.revision, claims)
