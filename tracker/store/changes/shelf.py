"""What of some arriving articles is stored already: looked up for all of them at once, since a look-up each costs more than storing."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from tracker.store.batches import batches
from tracker.store.models import ArticleAddress, ArticleRow

COPY_DAYS = 3  # the same words within these days are a copy; later they are another story in the same words


@dataclass(frozen=True, slots=True)
class Shelved:
    """One stored revision, without its text."""

    id: int
    origin: str
    revision: int
    words: str  # its fingerprint
    published: dt.date


@dataclass(frozen=True, slots=True)
class Sought:
    """By what an arriving article is recognised: its key, its address ("" if it has none), and the fingerprint of its words."""

    key: str
    address: str
    words: str


@dataclass(slots=True)
class Shelf:
    """The stored articles that some arriving ones can meet, kept in step while those are stored."""

    newest: dict[str, Shelved] = field(default_factory=dict)  # the newest revision by origin
    addresses: dict[str, str] = field(default_factory=dict)  # origins by address
    same_words: dict[str, list[Shelved]] = field(default_factory=dict)

    @classmethod
    def of(cls, session: Session, sought: Collection[Sought], *, copies: bool = True) -> Shelf:
        """Look up what these articles can meet; without ``copies`` only what is stored under their own keys and addresses."""
        shelf = cls()
        shelf.addresses = _addresses(session, {one.address for one in sought if one.address})
        origins = {one.key for one in sought} | set(shelf.addresses.values())
        for batch in batches(sorted(origins)):
            for found in _shelved(session, _revisions().where(ArticleRow.origin.in_(batch)).order_by(ArticleRow.revision)):
                shelf.newest[found.origin] = found
        for batch in batches(sorted({one.words for one in sought if one.address and copies})):
            for found in _shelved(session, _revisions().where(ArticleRow.sha256.in_(batch)).order_by(ArticleRow.id)):
                shelf.same_words.setdefault(found.words, []).append(found)
        return shelf

    def known(self, sought: Sought) -> Shelved | None:
        """Give the newest revision of the article that was stored under this key or address."""
        origin = sought.key if sought.key in self.newest else self.addresses.get(sought.address, "")
        return self.newest.get(origin)

    def copy_of(self, sought: Sought, published: dt.date) -> Shelved | None:
        """Give an article of the same days with the same words."""
        near = (one for one in self.same_words.get(sought.words, ()) if abs((one.published - published).days) <= COPY_DAYS)
        return next(near, None) if sought.address else None

    def put(self, shelved: Shelved) -> None:
        """Take in a revision that was just stored."""
        self.newest[shelved.origin] = shelved
        self.same_words.setdefault(shelved.words, []).append(shelved)


def _addresses(session: Session, urls: Collection[str]) -> dict[str, str]:
    query = select(ArticleAddress.url, ArticleRow.origin).join(ArticleRow, ArticleRow.id == ArticleAddress.article_id)
    return {url: origin for batch in batches(sorted(urls)) for url, origin in session.execute(query.where(ArticleAddress.url.in_(batch)))}


def _revisions() -> Select[int, str, int, str, dt.date]:
    return select(ArticleRow.id, ArticleRow.origin, ArticleRow.revision, ArticleRow.sha256, ArticleRow.published)


def _shelved(session: Session, query: Select[int, str, int, str, dt.date]) -> Iterable[Shelved]:
    return (Shelved(*row) for row in session.execute(query))
