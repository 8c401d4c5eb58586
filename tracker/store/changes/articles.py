"""Storing articles and all that follows: revisions, copies under other addresses, claims, and the events that those settle into."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from sqlalchemy import insert, select, update

from tracker.domain import Article, KnownMention, Mention
from tracker.resolve.claims import BY_FORM, IMPORTED
from tracker.resolve.identity import Named, name_mentions
from tracker.store.batches import batches
from tracker.store.changes.addresses import address_of, fingerprint
from tracker.store.changes.settling import Run
from tracker.store.documents import mention_document
from tracker.store.models import ArticleAddress, ArticleRow, MentionPassage, MentionRow

COPY_DAYS = 3  # the same words within these days are a copy; later they are another story in the same words


class Outcome(StrEnum):
    """What storing an article did."""

    INSERTED = "inserted"
    UPDATED = "updated"
    UNCHANGED = "unchanged"


@dataclass(frozen=True, slots=True)
class Mined:
    """An article with its claims. ``rules`` is the version of lexicon and rules that found them."""

    article: Article
    mentions: Sequence[Mention] = ()
    rules: str = ""
    inferred: bool = False  # the publication date was inferred from a known edition

    @property
    def address(self) -> str:
        """The normalised URL of the article's own page; "" for a record out of a calendar, a database or a form, whose URL many share."""
        rules = (rule for mention in self.mentions for rule in mention.rules)
        return "" if any(rule.startswith((IMPORTED, BY_FORM)) for rule in rules) else address_of(self.article)


@dataclass(frozen=True, slots=True)
class Stored:
    """What became of an article. ``id`` is its row's."""

    outcome: Outcome
    id: int
    note: str = ""


def store(run: Run, mined: Mined) -> Stored:
    """Store one article in a run: new, as a new revision of one whose text changed, or as another address of one that is known.

    Raises ValueError if it has no publication date: nothing stored lacks one.
    """
    article = mined.article
    if article.published is None:
        raise ValueError(f"{article.key}: the publication date is missing; give one, or name a summit whose date is known")
    words = fingerprint(article)
    known = _known(run, mined)
    if known is not None and known.sha256 == words:
        _add_address(run, mined, known.id)
        return Stored(Outcome.UNCHANGED, known.id)
    if known is not None:
        return Stored(Outcome.UPDATED, _revise(run, mined, known, words))
    copy = _copy(run, article, words) if mined.address else None
    if copy is not None:
        _add_address(run, mined, copy.id)
        return Stored(Outcome.UNCHANGED, copy.id, f"{article.key} is the story {copy.origin} under another address")
    row = {"key": article.key, "origin": article.key, "revision": 1, "sha256": words}
    return Stored(Outcome.INSERTED, _insert(run, mined, row, article.published))


def _known(run: Run, mined: Mined) -> ArticleRow | None:
    """Give the newest revision of an article that was stored under this key or address."""
    newest = ArticleRow.revision.desc()
    by_key = run.session.scalar(select(ArticleRow).where(ArticleRow.origin == mined.article.key).order_by(newest).limit(1))
    address = mined.address
    if by_key is not None or not address:
        return by_key
    at = select(ArticleRow.origin).join(ArticleAddress, ArticleAddress.article_id == ArticleRow.id).where(ArticleAddress.url == address)
    return run.session.scalar(select(ArticleRow).where(ArticleRow.origin.in_(at)).order_by(newest).limit(1))


def _copy(run: Run, article: Article, words: str) -> ArticleRow | None:
    """Give an article of the same days with the same words."""
    assert article.published is not None
    days = dt.timedelta(COPY_DAYS)
    near = ArticleRow.published.between(article.published - days, article.published + days)
    return run.session.scalar(select(ArticleRow).where(ArticleRow.sha256 == words, near).order_by(ArticleRow.id).limit(1))


def _revise(run: Run, mined: Mined, known: ArticleRow, words: str) -> int:
    """Store a changed text beside the old one, whose claims stop counting on the day from which the new one is known."""
    article = mined.article
    assert article.published is not None
    day = revision_day(article.published, run.now, known.published)
    dropped = [replace(claim, superseded_on=day) for claim in run.reader.of_article(known.id)]
    for claim in dropped:
        run.session.execute(update(MentionRow).where(MentionRow.id == run.reader.rows[claim.uid]).values(superseded_on=day))
    for assigned in run.reader.read_named([claim.uid for claim in dropped]):
        run.pool.take(assigned)
    run.take_in(dropped)
    revision = known.revision + 1
    row = {"key": f"{known.origin}#{revision}", "origin": known.origin, "revision": revision, "supersedes": known.id, "sha256": words}
    return _insert(run, mined, row, day)


def _insert(run: Run, mined: Mined, row: dict[str, object], known: dt.date) -> int:
    """Insert the article's row, its claims, and settle them; ``known`` is the day from which the claims count."""
    article = mined.article
    names = ("lang", "outlet", "url", "title", "text", "published", "published_at")
    values = {name: getattr(article, name) for name in names} | row | {"inferred": mined.inferred, "recorded_at": run.now}
    article_id = run.session.execute(insert(ArticleRow).returning(ArticleRow.id), values).scalar_one()
    _add_address(run, mined, article_id)
    key = str(row["key"])
    run.reader.recorded[key], run.reader.articles[key] = run.now, article_id
    mentions = [replace(mention, article_key=key) for mention in mined.mentions]
    add_claims(run, article_id, [_claim(article, named, known) for named in name_mentions(mentions)], mined.rules)
    return article_id


def revision_day(published: dt.date, recorded_at: dt.datetime, before: dt.date) -> dt.date:
    """Give the day from which a revision is known: the one that it names if it is later than the old one's, else that of its arrival."""
    return published if published > before else max(before, recorded_at.date())


def _claim(article: Article, named: Named, known: dt.date) -> KnownMention:
    moment = article.published_at if known == article.published else None
    return KnownMention(named.mention, known, moment, article.outlet, None, named.uid)


def add_claims(run: Run, article_id: int, claims: Sequence[KnownMention], rules: str) -> None:
    """Write the rows of some claims of an article and settle them."""
    if not claims:
        return
    rows = [_row(article_id, claim, rules) for claim in claims]
    ids = run.session.scalars(insert(MentionRow).returning(MentionRow.id, sort_by_parameter_order=True), rows).all()
    run.reader.rows.update({claim.uid: row_id for claim, row_id in zip(claims, ids, strict=True)})
    passages = [
        {"mention_id": row_id, "position": position, "start": passage.start, "end": passage.end}
        for claim, row_id in zip(claims, ids, strict=True)
        for position, passage in enumerate(claim.mention.evidence)
    ]
    for batch in batches(passages):
        run.session.execute(insert(MentionPassage), batch)
    run.take_in(claims)


def _row(article_id: int, claim: KnownMention, rules: str) -> dict[str, object]:
    mention = claim.mention
    return {
        "uid": claim.uid,
        "article_id": article_id,
        "ordinal": mention.ordinal,
        "rules_version": rules,
        "kind": mention.kind.value,
        "status": mention.status.value,
        "known": claim.known,
        "published_at": claim.published_at,
        "outlet": claim.outlet,
        "earliest": mention.when.earliest,
        "latest": mention.when.latest,
        "venue": mention.place.city,
        "country": mention.place.country,
        "series": mention.series,
        "edition": mention.edition,
        "superseded_on": claim.superseded_on,
        "document": mention_document(mention),
    }


def _add_address(run: Run, mined: Mined, article_id: int) -> None:
    address = mined.address
    if not address or run.session.get(ArticleAddress, address) is not None:
        return
    row = {"url": address, "article_id": article_id, "outlet": mined.article.outlet, "first_seen": run.now}
    run.session.execute(insert(ArticleAddress), row)
