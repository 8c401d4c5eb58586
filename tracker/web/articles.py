"""Articles: the list, and each text whole with every claim marked and its event linked."""

from __future__ import annotations

from dataclasses import dataclass

from flask import Blueprint, abort, render_template, request, url_for
from sqlalchemy.orm import Session

from tracker.domain import Article, Event, Mention
from tracker.store.queries import StoredMention, article, find_events, list_articles, mentions_of
from tracker.web.database import get_session
from tracker.web.passages import Passage, Segment, paragraphs, segments

blueprint = Blueprint("articles", __name__, url_prefix="/articles")

ROWS = 40


@dataclass(frozen=True, slots=True)
class Claim:
    """A claim of an article, numbered as the page shows it, with the event that it was settled into once it is stored."""

    number: int
    mention: Mention
    stored: StoredMention | None = None
    event: Event | None = None


@dataclass(frozen=True, slots=True)
class Marked:
    """A text cut into marked pieces."""

    heading: tuple[Segment, ...]
    paragraphs: tuple[tuple[Segment, ...], ...]
    claims: dict[int, Claim]


@blueprint.get("")
def page() -> str:
    """The articles, the newest first."""
    words = " ".join(request.args.get("q", "").split())[:80]
    found = list_articles(get_session(), words, ROWS, request.args.get("cursor", ""))
    following = url_for("articles.page", q=words or None, cursor=found.next_cursor) if found.next_cursor else ""
    return render_template("articles.html", rows=found.rows, words=words, following=following)


@blueprint.get("/<int:article_id>")
def one(article_id: int) -> str:
    """One article."""
    session = get_session()
    stored = article(session, article_id)
    if stored is None:
        abort(404)
    marked = mark(stored.article, read_claims(session, stored.id))
    return render_template("article.html", stored=stored, article=stored.article, marked=marked)


def read_claims(session: Session, article_id: int) -> list[Claim]:
    """The claims of a stored article."""
    found = mentions_of(session, article_id)
    events = find_events(session, [stored.event_uid for stored in found if stored.event_uid])
    return [Claim(number, stored.mention, stored, events.get(stored.event_uid or "")) for number, stored in enumerate(found, 1)]


def mark(article: Article, claims: list[Claim]) -> Marked:
    """Mark the passages of the claims in heading and text."""
    whole = article.full_text
    passages = [Passage(part.start, part.end, claim.number) for claim in claims for part in claim.mention.evidence]
    body = len(article.title)
    heading = tuple(segments(whole, passages, 0, body)) if body else ()
    return Marked(heading, tuple(paragraphs(whole, passages, body)), {claim.number: claim for claim in claims})
