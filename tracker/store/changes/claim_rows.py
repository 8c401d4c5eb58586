"""Claims into their rows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from tracker.domain import KnownMention
from tracker.store.batches import batches
from tracker.store.bulk import insert_numbered, insert_values
from tracker.store.changes.settling import Run
from tracker.store.documents import mention_document
from tracker.store.models import MentionPassage, MentionRow


@dataclass(frozen=True, slots=True)
class NewClaim:
    """A claim of an article that is stored. ``rules`` is the version of lexicon and rules that found it."""

    article_id: int
    claim: KnownMention
    rules: str


def write_claims(run: Run, new: Sequence[NewClaim]) -> None:
    """Write the rows of some claims, which the run can settle then."""
    for batch in batches(new):
        ids = insert_numbered(run.session.connection(), MentionRow, [_row(one) for one in batch])
        run.reader.rows.update({one.claim.uid: row_id for one, row_id in zip(batch, ids, strict=True)})
        passages = [
            {"mention_id": row_id, "position": position, "start": passage.start, "end": passage.end}
            for one, row_id in zip(batch, ids, strict=True)
            for position, passage in enumerate(one.claim.mention.evidence)
        ]
        insert_values(run.session.connection(), MentionPassage, passages)


def _row(new: NewClaim) -> dict[str, object]:
    claim = new.claim
    mention = claim.mention
    return {
        "uid": claim.uid,
        "article_id": new.article_id,
        "ordinal": mention.ordinal,
        "rules_version": new.rules,
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
