"""Settling in one canonical order: a claim is decided by what was known before it, so any order of arrival gives the same events.

A late arrival is decided at its place; then every later claim that shares a key with an event whose claims changed is decided again,
until nothing changes. What was believed on a day is therefore the state after the claims up to that day.
"""

from __future__ import annotations

import heapq
from collections.abc import Iterable
from dataclasses import dataclass, field

from tracker.domain import KnownMention
from tracker.resolve.match import Decision, decide
from tracker.resolve.pool import OrderKey, Pool, order_key


@dataclass(slots=True)
class Settled:
    """What a run decided, and the events whose claims changed."""

    decisions: dict[str, Decision] = field(default_factory=dict)
    touched: set[str] = field(default_factory=set)


@dataclass(slots=True)
class _Run:
    pool: Pool
    latest: OrderKey | None
    queue: list[tuple[OrderKey, str]] = field(default_factory=list)
    queued: set[str] = field(default_factory=set)
    result: Settled = field(default_factory=Settled)

    def push(self, uid: str) -> None:
        if uid not in self.queued:
            self.queued.add(uid)
            heapq.heappush(self.queue, (order_key(self.pool.claims[uid]), uid))

    def push_later(self, home: str, key: OrderKey) -> None:
        """Queue every claim after ``key`` that an event's change can touch."""
        if self.latest is not None and key >= self.latest:
            return
        for _, member in list(self.pool.clusters[home].members):
            for uid in list(self.pool.near(self.pool.claims[member])):
                if order_key(self.pool.claims[uid]) > key:
                    self.push(uid)

    def step(self) -> None:
        key, uid = heapq.heappop(self.queue)
        self.queued.discard(uid)
        claim = self.pool.claims[uid]
        before = self.pool.homes.get(uid)
        decision = decide(claim, filter(None, (self.pool.profile_before(home, claim) for home in self._candidates(claim, key))))
        self.result.decisions[uid] = decision
        if decision.uid == before:
            return
        self.pool.settle(uid, decision.uid)
        for home in (before, decision.uid):
            if home is not None:
                self.result.touched.add(home)
                self.push_later(home, key)

    def _candidates(self, claim: KnownMention, key: OrderKey) -> list[str]:
        """Give the events that have an earlier claim near this one, in a fixed order."""
        near = (uid for uid in list(self.pool.near(claim)) if order_key(self.pool.claims[uid]) < key)
        return sorted({self.pool.homes[uid] for uid in near if uid in self.pool.homes})


def settle(pool: Pool, claims: Iterable[KnownMention], latest: OrderKey | None = None) -> Settled:
    """Settle new claims, and whatever later ones they touch. ``latest`` is the order key after which nothing is settled yet."""
    run = _Run(pool, latest)
    for claim in claims:
        changed = claim.uid in pool.homes
        if changed:
            _unsettle(run, claim.uid)
        pool.add(claim)
        run.push(claim.uid)
    while run.queue:
        run.step()
    return run.result


def withdraw(pool: Pool, uids: Iterable[str]) -> Settled:
    """Take claims out as if they had never been, and settle what they touched."""
    run = _Run(pool, None)
    for uid in uids:
        _unsettle(run, uid)
        pool.remove(uid)
    while run.queue:
        run.step()
    return run.result


def _unsettle(run: _Run, uid: str) -> None:
    home = run.pool.homes[uid]
    run.result.touched.add(home)
    run.push_later(home, order_key(run.pool.claims[uid]))
    run.queue = [item for item in run.queue if item[1] != uid]
    heapq.heapify(run.queue)
    run.queued.discard(uid)
