"""Storing articles and all that follows: revisions, copies under other addresses, claims, and the events that those settle into."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum

from sqlalchemy import update
from sqlalchemy.orm import Session

from tracker.domain import Article, KnownMention, Mention
from tracker.resolve.claims import FORM, IMPORTED
from tracker.resolve.identity import Named, name_mentions
from tracker.resolve.pool import order_key
from tracker.store.article_words import add_words, searched
from tracker.store.bulk import insert_values, next_ids
from tracker.store.changes.addresses import address_of, fingerprint
from tracker.store.changes.claim_rows import NewClaim, write_claims
from tracker.store.changes.settling import Run
from tracker.store.changes.shelf import Shelf, Shelved, Sought
from tracker.store.models import ArticleAddress, ArticleRow, MentionRow

_FIELDS = ("lang", "outlet", "url", "title", "text", "published", "published_at")


class Outcome(StrEnum):
    """What storing an article did."""

    INSERTED = "inserted"
    UPDATED = "updated"
    UNCHANGED = "unchanged"


@dataclass(frozen=True, slots=True)
class Mined:
    """An article with its claims. ``rules`` is the version of lexicon and rules that found them.

    One that was set ``aside`` was not mined, since it was seen to be stored word by word.
    """

    article: Article
    mentions: Sequence[Mention] = ()
    rules: str = ""
    inferred: bool = False  # the publication date was inferred from a known edition
    aside: bool = False

    @property
    def address(self) -> str:
        """The normalised URL of the article's own page; "" for a record out of a calendar, a database or a form, whose URL many share."""
        rules = (rule for mention in self.mentions for rule in mention.rules)
        return "" if any(rule.startswith((IMPORTED, FORM)) for rule in rules) else address_of(self.article)


@dataclass(frozen=True, slots=True)
class Stored:
    """What became of an article. ``id`` is its row's."""

    outcome: Outcome
    id: int
    note: str = ""


def store(run: Run, mined: Mined) -> Stored:
    """Store one article in a run; see ``store_all``."""
    return store_all(run, [mined])[0]


def store_all(run: Run, arriving: Sequence[Mined], after_all: Callable[[Article], Mined] | None = None) -> list[Stored]:
    """Store articles in a run, in their order: each new, as a new revision of one whose text changed, or as another address of one.

    What is stored of them is looked up at once, and their claims are settled together. ``after_all`` mines one that was set aside and is
    not what is stored any more. Raises ValueError, before anything is written, if one has no publication date: nothing stored lacks one.
    """
    for mined in arriving:
        if mined.article.published is None:
            raise ValueError(f"{mined.article.key}: the publication date is missing; give one, or name a summit whose date is known")
    sought = [Sought(mined.article.key, mined.address, fingerprint(mined.article)) for mined in arriving]
    ids = next_ids(run.session.connection(), ArticleRow, len(arriving))
    desk = _Desk(run, Shelf.of(run.session, sought), iter(ids), after_all)
    stored = [desk.store(mined, by) for mined, by in zip(arriving, sought, strict=True)]
    desk.settle()
    return stored


def unchanged(session: Session, articles: Sequence[Article]) -> list[Mined | None]:
    """Give for each article that is stored word by word what storing it needs, without claims; for any other nothing."""
    sought = [Sought(article.key, address_of(article), "") for article in articles]
    shelf = Shelf.of(session, sought, copies=False)
    return [_aside(article, shelf.known(by)) for article, by in zip(articles, sought, strict=True)]


def _aside(article: Article, known: Shelved | None) -> Mined | None:
    if known is None or known.words != fingerprint(article):
        return None
    return Mined(replace(article, published=article.published or known.published), aside=True)


@dataclass(slots=True)
class _Desk:
    """Stores articles one after another, and keeps what can be written and settled for all of them together."""

    run: Run
    shelf: Shelf
    ids: Iterator[int]
    after_all: Callable[[Article], Mined] | None
    articles: list[dict[str, object]] = field(default_factory=list)
    words: list[tuple[int, str]] = field(default_factory=list)
    claims: list[NewClaim] = field(default_factory=list)
    addresses: list[dict[str, object]] = field(default_factory=list)

    def store(self, mined: Mined, by: Sought) -> Stored:
        known = self.shelf.known(by)
        if known is not None and known.words == by.words:
            self._add_address(mined, by, known)
            return Stored(Outcome.UNCHANGED, known.id)
        if mined.aside:  # somebody else, or an article of this very batch, wrote another text in between
            assert self.after_all is not None, "whoever sets articles aside says how they are mined"
            mined = self.after_all(mined.article)
        if known is not None:
            return Stored(Outcome.UPDATED, self._revise(mined, by, known))
        copy = self.shelf.copy_of(by, _published(mined.article))
        if copy is not None:
            self._add_address(mined, by, copy)
            return Stored(Outcome.UNCHANGED, copy.id, f"{by.key} is the story {copy.origin} under another address")
        first = {"key": by.key, "origin": by.key, "revision": 1, "sha256": by.words}
        return Stored(Outcome.INSERTED, self._insert(mined, by, first))

    def settle(self) -> None:
        """Write what was kept. Claims after all that is settled go apart from earlier ones, which may change what was believed."""
        connection = self.run.session.connection()
        insert_values(connection, ArticleRow, self.articles)
        add_words(connection, self.words)
        insert_values(connection, ArticleAddress, self.addresses)
        write_claims(self.run, self.claims)
        claims = [new.claim for new in self.claims]
        self.articles, self.words, self.claims, self.addresses = [], [], [], []
        latest = self.run.latest
        self.run.take_in([claim for claim in claims if order_key(claim) < latest])
        self.run.take_in([claim for claim in claims if order_key(claim) >= latest])

    def _revise(self, mined: Mined, by: Sought, known: Shelved) -> int:
        """Store a changed text beside the old one, whose claims stop counting on the day from which the new one is known."""
        self.settle()
        run, day = self.run, revision_day(_published(mined.article), self.run.now, known.published)
        dropped = [replace(claim, superseded_on=day) for claim in run.reader.of_article(known.id)]
        for claim in dropped:
            run.session.execute(update(MentionRow).where(MentionRow.id == run.reader.rows[claim.uid]).values(superseded_on=day))
        for assigned in run.reader.read_named([claim.uid for claim in dropped]):
            run.pool.take(assigned)
        run.take_in(dropped)
        number = known.revision + 1
        row = {"key": f"{known.origin}#{number}", "origin": known.origin, "revision": number, "supersedes": known.id, "sha256": by.words}
        return self._insert(mined, by, row, day)

    def _insert(self, mined: Mined, by: Sought, row: dict[str, object], known: dt.date | None = None) -> int:
        """Keep the article's row and its claims; ``known`` is the day from which they count, if not that of publication."""
        article, run, article_id = mined.article, self.run, next(self.ids)
        values = {name: getattr(article, name) for name in _FIELDS}
        self.articles.append({"id": article_id, **values, **row, "inferred": mined.inferred, "recorded_at": run.now})
        self.words.append((article_id, searched(article.title, article.outlet, article.text)))
        key, day = str(row["key"]), known or _published(article)
        shelved = Shelved(article_id, str(row["origin"]), int(str(row["revision"])), by.words, _published(article))
        self.shelf.put(shelved)
        self._add_address(mined, by, shelved)
        run.reader.recorded[key], run.reader.articles[key] = run.now, article_id
        named = name_mentions([replace(mention, article_key=key) for mention in mined.mentions])
        self.claims += [NewClaim(article_id, _claim(article, one, day), mined.rules) for one in named]
        return article_id

    def _add_address(self, mined: Mined, by: Sought, shelved: Shelved) -> None:
        if not by.address or by.address in self.shelf.addresses:
            return
        self.shelf.addresses[by.address] = shelved.origin
        self.addresses.append({"url": by.address, "article_id": shelved.id, "outlet": mined.article.outlet, "first_seen": self.run.now})


def add_claims(run: Run, article_id: int, claims: Sequence[KnownMention], rules: str) -> None:
    """Write the rows of some claims of an article and settle them."""
    write_claims(run, [NewClaim(article_id, claim, rules) for claim in claims])
    run.take_in(claims)


def revision_day(published: dt.date, recorded_at: dt.datetime, before: dt.date) -> dt.date:
    """Give the day from which a revision is known: the one that it names if it is later than the old one's, else that of its arrival."""
    return published if published > before else max(before, recorded_at.date())


def _claim(article: Article, named: Named, known: dt.date) -> KnownMention:
    moment = article.published_at if known == article.published else None
    return KnownMention(named.mention, known, moment, article.outlet, None, named.uid)


def _published(article: Article) -> dt.date:
    assert article.published is not None, "store_all refuses articles without a date"
    return article.published
