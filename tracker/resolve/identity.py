"""Names that outlive re-mining: an analyst's edits point at them, so a newer lexicon must not change them."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass

from tracker.domain import Evidence, Mention
from tracker.resolve.windows import window_of

UID_LENGTH = 20
SAME_CLAIM = 0.5  # of two points: one for the passage, one for the parties


@dataclass(frozen=True, slots=True)
class Named:
    """A mention under the uid that it bears."""

    uid: str
    mention: Mention


def name_mentions(mentions: Sequence[Mention]) -> tuple[Named, ...]:
    """Give each mention of one article a uid made of the article's key and the words that say it, not of where they stand."""
    taken: set[str] = set()
    named = []
    for mention in mentions:
        uid = _free(mention, taken)
        taken.add(uid)
        named.append(Named(uid, mention))
    return tuple(named)


def carry_names(old: Sequence[Named], new: Sequence[Mention]) -> tuple[Named, ...]:
    """Name the mentions of a re-mined article: one that makes the same claim as an old one inherits its uid."""
    pairs = sorted(
        ((_likeness(before.mention, after), i, j) for i, before in enumerate(old) for j, after in enumerate(new)),
        key=lambda pair: (-pair[0], pair[1], pair[2]),
    )
    heirs: dict[int, str] = {}
    used: set[int] = set()
    for likeness, i, j in pairs:
        if likeness >= SAME_CLAIM and i not in used and j not in heirs:
            heirs[j] = old[i].uid
            used.add(i)
    taken = {item.uid for item in old}
    named = []
    for j, mention in enumerate(new):
        uid = heirs.get(j) or _free(mention, taken)
        taken.add(uid)
        named.append(Named(uid, mention))
    return tuple(named)


def _free(mention: Mention, taken: set[str]) -> str:
    rank = 0
    while (uid := _digest(mention, rank)) in taken:
        rank += 1
    return uid


def _digest(mention: Mention, rank: int) -> str:
    words = " ".join(mention.evidence[0].quote.split())
    people = ",".join(sorted(person.key for person in mention.participants))
    content = "\x1f".join((mention.article_key, words, people, ",".join(sorted(mention.countries)), mention.series or "", str(rank)))
    return hashlib.sha256(content.encode("utf-8", "surrogatepass")).hexdigest()[:UID_LENGTH]


def _likeness(old: Mention, new: Mention) -> float:
    """From 0 to 2: how far passages and parties agree; 0 when their dates exclude each other."""
    if not _overlap(old, new):
        return 0.0
    parties = _parties(old) & _parties(new)
    every = _parties(old) | _parties(new)
    return _shared_words(old.evidence, new.evidence) + (len(parties) / len(every) if every else 0.0)


def _overlap(old: Mention, new: Mention) -> bool:
    first, second = window_of(old), window_of(new)
    return first is None or second is None or first.gap(second) == 0


def _parties(mention: Mention) -> set[str]:
    return {person.key for person in mention.participants} | set(mention.countries) | ({mention.series} if mention.series else set())


def _shared_words(old: Sequence[Evidence], new: Sequence[Evidence]) -> float:
    """Give the part of the shorter side's characters that both sides quote."""
    before = {position for item in old for position in range(item.start, item.end)}
    after = {position for item in new for position in range(item.start, item.end)}
    shorter = min(len(before), len(after))
    return len(before & after) / shorter if shorter else 0.0
