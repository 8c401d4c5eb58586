"""Claims of stored articles that were mined anew: those that say the same stay, the others make way, and every uid that can stays."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session

from tracker.domain import KnownMention, Mention
from tracker.resolve.claims import FORM, IMPORTED
from tracker.resolve.identity import Named, carry_names
from tracker.store.changes.articles import add_claims, revision_day
from tracker.store.changes.claims import ClaimReader
from tracker.store.changes.settling import Run
from tracker.store.models import ArticleRow, MentionRow


@dataclass(frozen=True, slots=True)
class Remined:
    """What mining an article anew changes: claims that go and claims that come, those with the same uid being one that changed."""

    article: ArticleRow
    old: tuple[KnownMention, ...]
    new: tuple[KnownMention, ...]

    @property
    def differs(self) -> bool:
        """Whether anything changes at all."""
        return self.old != self.new

    def pairs(self) -> Iterator[tuple[Mention | None, Mention | None]]:
        """Give what each claim was and is; None where there was or is none."""
        before = {claim.uid: claim.mention for claim in self.old}
        after = {claim.uid: claim.mention for claim in self.new}
        for uid in dict.fromkeys([*before, *after]):
            if before.get(uid) != after.get(uid):
                yield before.get(uid), after.get(uid)


def minable(session: Session, after: int, limit: int) -> Sequence[ArticleRow]:
    """Give the next articles after an id, in order; records of calendars, databases and forms, which no miner read, come too."""
    return session.scalars(select(ArticleRow).where(ArticleRow.id > after).order_by(ArticleRow.id).limit(limit)).all()


def compare(session: Session, article: ArticleRow, mentions: Sequence[Mention]) -> Remined:
    """Lay the claims of a new mining beside the stored ones. A record that no miner read keeps its own."""
    old = tuple(ClaimReader(session).of_article(article.id))
    if any(rule.startswith((IMPORTED, FORM)) for claim in old for rule in claim.mention.rules):
        return Remined(article, old, old)
    named = carry_names(
        [Named(claim.uid, claim.mention) for claim in old], [replace(mention, article_key=article.key) for mention in mentions]
    )
    known, until = _validity(session, article)
    moment = article.published_at if known == article.published else None
    return Remined(article, old, tuple(KnownMention(item.mention, known, moment, article.outlet, until, item.uid) for item in named))


def replace_claims(run: Run, remined: Remined, rules: str) -> bool:
    """Write the new claims in place of the old ones and settle them; True if anything changed."""
    if not remined.differs:
        return False
    article_id = remined.article.id
    for assigned in run.reader.read_named([claim.uid for claim in remined.old]):
        run.pool.take(assigned)
    run.take_out([claim.uid for claim in remined.old if claim.uid in run.pool.homes])
    stale = (MentionRow.article_id == article_id, MentionRow.rules_version == rules)
    run.session.execute(delete(MentionRow).where(*stale))
    run.session.execute(update(MentionRow).where(MentionRow.article_id == article_id).values(active=False, event_id=None))
    for claim in remined.old:
        run.reader.rows.pop(claim.uid, None)
    add_claims(run, article_id, remined.new, rules)
    return True


def _validity(session: Session, article: ArticleRow) -> tuple[dt.date, dt.date | None]:
    """Give the day from which the claims of a revision count, and the one from which a later revision took their place."""
    chain = session.scalars(select(ArticleRow).where(ArticleRow.origin == article.origin).order_by(ArticleRow.revision)).all()
    days = [chain[0].published]
    for row, before in zip(chain[1:], chain, strict=False):
        days.append(revision_day(row.published, row.recorded_at, before.published))
    place = next(index for index, row in enumerate(chain) if row.id == article.id)
    return days[place], days[place + 1] if place + 1 < len(days) else None
