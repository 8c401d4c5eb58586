"""Claims and where they belong, as far as a settling run has looked; the store is asked for more as keys come up."""

from __future__ import annotations

import datetime as dt
from bisect import bisect_left, insort
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from tracker.domain import KnownMention
from tracker.resolve.blocking import Reach, reaches
from tracker.resolve.claims import founds_event
from tracker.resolve.profile import Profile

OrderKey = tuple[dt.date, str, str, int]


def order_key(claim: KnownMention) -> OrderKey:
    """Give the place of a claim in the one order in which all claims are settled, whenever they arrive."""
    moment = claim.published_at.astimezone(dt.UTC).isoformat() if claim.published_at else ""
    return claim.known, moment, claim.mention.article_key, claim.mention.ordinal


@dataclass(frozen=True, slots=True)
class Assigned:
    """A claim and the uid of the event that it was settled into."""

    claim: KnownMention
    home: str


Fetch = Callable[[Sequence[Reach]], Iterable[Assigned]]
"""Gives all members of every event that has a claim with one of these reaches. May give what it gave before."""


@dataclass(slots=True)
class Cluster:
    """The claims of one event, in order."""

    uid: str
    members: list[tuple[OrderKey, str]] = field(default_factory=list)
    cached: Profile | None = None

    def forget(self) -> None:
        """Drop the summary; membership changed."""
        self.cached = None


@dataclass(slots=True)
class Pool:
    """The working state of one settling run."""

    fetch: Fetch = lambda _: ()
    claims: dict[str, KnownMention] = field(default_factory=dict)
    homes: dict[str, str] = field(default_factory=dict)
    clusters: dict[str, Cluster] = field(default_factory=dict)
    index: dict[str, dict[str, Reach]] = field(default_factory=dict)
    rows: dict[str, tuple[Reach, ...]] = field(default_factory=dict)
    by_article: dict[str, set[str]] = field(default_factory=dict)
    asked: set[Reach] = field(default_factory=set)

    def add(self, claim: KnownMention) -> None:
        """Take a claim in, without a home yet; one that is there already is replaced."""
        known = self.claims.get(claim.uid)
        if known == claim:
            return
        if known is not None:
            self.remove(claim.uid)
        self.claims[claim.uid] = claim
        self.rows[claim.uid] = reaches(claim)
        self.by_article.setdefault(claim.mention.article_key, set()).add(claim.uid)
        for reach in self.rows[claim.uid]:
            self.index.setdefault(reach.key, {})[claim.uid] = reach

    def remove(self, uid: str) -> None:
        """Take a claim out."""
        self.settle(uid, None)
        self.by_article[self.claims.pop(uid).mention.article_key].discard(uid)
        for reach in self.rows.pop(uid):
            self.index[reach.key].pop(uid, None)

    def settle(self, uid: str, home: str | None) -> None:
        """Put a claim into an event, or into none."""
        entry = (order_key(self.claims[uid]), uid)
        old = self.homes.pop(uid, None)
        if old is not None:
            self.clusters[old].members.remove(entry)
            self.clusters[old].forget()
        if home is None:
            return
        self.homes[uid] = home
        cluster = self.clusters.setdefault(home, Cluster(home))
        if cluster.members and entry < cluster.members[-1]:
            cluster.forget()
        insort(cluster.members, entry)

    def load(self, wanted: Iterable[Reach]) -> None:
        """Bring in what the store has under these reaches."""
        new = [reach for reach in dict.fromkeys(wanted) if reach not in self.asked]
        if not new:
            return
        self.asked.update(new)
        for assigned in self.fetch(new):
            self.take(assigned)

    def take(self, assigned: Assigned) -> None:
        """Take in a claim with its home, unless it is there already."""
        if assigned.claim.uid not in self.claims:
            self.add(assigned.claim)
            self.settle(assigned.claim.uid, assigned.home)

    def claims_of(self, article_key: str) -> list[KnownMention]:
        """Give the claims of an article, as far as they were looked at."""
        return [self.claims[uid] for uid in self.by_article.get(article_key, ())]

    def near(self, claim: KnownMention) -> Iterator[str]:
        """Give the claims, itself included, that share a key with this one in the days that matter to both."""
        own = self.rows[claim.uid]
        self.load(own)
        seen: set[str] = set()
        for reach in own:
            for uid, other in self.index.get(reach.key, {}).items():
                if uid not in seen and reach.meets(other):
                    seen.add(uid)
                    yield uid

    def profile_before(self, home: str, claim: KnownMention) -> Profile | None:
        """Summarise what was known of an event just before a claim; None if nothing that can found an event was.

        What a revision supersedes on the very day of the claim was known before it, so that the revision finds its event.
        """
        cluster = self.clusters[home]
        count = bisect_left(cluster.members, (order_key(claim), ""))
        members = [self.claims[uid] for _, uid in cluster.members[:count]]
        counting = [other for other in members if other.superseded_on is None or other.superseded_on >= claim.known]
        if not any(founds_event(other.mention) for other in counting):
            return None
        if len(counting) < len(members):
            return Profile.of(home, counting)
        return _extended(cluster, counting)


def _extended(cluster: Cluster, claims: list[KnownMention]) -> Profile:
    """Reuse the last summary where it is that of fewer claims of the same event."""
    if cluster.cached is None or cluster.cached.size > len(claims):
        cluster.cached = Profile(cluster.uid)
    for claim in claims[cluster.cached.size :]:
        cluster.cached.add(claim)
    return cluster.cached
