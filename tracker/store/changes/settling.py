"""One settling run in one transaction: claims come in or go, and every event that this touches is written anew."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from sqlalchemy import select
from sqlalchemy.orm import Session

from tracker.domain import Event, KnownMention
from tracker.resolve.blocking import MOST_DAYS, reaches
from tracker.resolve.diff import Causes, changes_of
from tracker.resolve.history import Past, Scene, Told, histories
from tracker.resolve.match import Decision
from tracker.resolve.order import Settled, settle, withdraw
from tracker.resolve.parties import GATHERINGS
from tracker.resolve.pool import OrderKey, Pool, order_key
from tracker.resolve.roster import Group
from tracker.resolve.settle import Surroundings
from tracker.store.batches import batches
from tracker.store.bulk import update_values
from tracker.store.changes.claims import ClaimReader
from tracker.store.changes.groups import Groups
from tracker.store.changes.neighbours import Neighbours, alternatives
from tracker.store.changes.summits import HOSTED, Summits
from tracker.store.models import EventRow, MentionRow
from tracker.store.queries import versions_of
from tracker.store.versions import BlockKey, History, replace_histories


@dataclass(slots=True)
class Run:
    """Collects what changes, then writes it with ``finish``. Histories are told up to the day of ``now``."""

    session: Session
    now: dt.datetime
    decisions: dict[str, Decision] = field(default_factory=dict)
    touched: set[str] = field(default_factory=set)
    arrived: set[str] = field(default_factory=set)
    since: dict[str, dt.date] = field(default_factory=dict)  # by event: the day from which on it may differ from what is stored
    reader: ClaimReader = field(init=False)
    pool: Pool = field(init=False)
    latest: OrderKey = field(init=False)

    def __post_init__(self) -> None:
        self.reader = ClaimReader(self.session)
        self.pool = Pool(self.reader.fetch)
        self.latest = self.reader.latest()

    def take_in(self, claims: Sequence[KnownMention]) -> None:
        """Settle new claims, or ones of which it changed how long they count."""
        if not claims:
            return
        self.arrived.update(claim.uid for claim in claims)
        self.pool.load(reach for claim in claims for reach in reaches(claim))  # at once: a look-up each costs more than the settling
        at_the_end = min(map(order_key, claims)) >= self.latest
        self._note(settle(self.pool, claims, self.latest), min(claim.known for claim in claims) if at_the_end else dt.date.min)
        self.latest = max([self.latest, *map(order_key, claims)])

    def take_out(self, uids: Iterable[str]) -> None:
        """Withdraw claims as if they had never been."""
        self._note(withdraw(self.pool, uids), dt.date.min)

    def touch(self, assigned_uids: Iterable[str]) -> None:
        """Mark the events of these uids, or with these claims, for writing: an edit was made about them, or time has passed."""
        groups = Groups(self.session, self.pool, self.reader)
        bases = (groups.base_of(uid) for uid in assigned_uids)
        self._mark([base for base in bases if base is not None], dt.date.min)

    def finish(self) -> dict[str, int]:
        """Write all events that were touched; give the new sequence of each that changed."""
        if not self.touched:
            return {}
        written = _Histories(self).make()
        sequences = replace_histories(self.session, written, self.now)
        self._write_homes()
        self.touched, self.decisions, self.arrived, self.since = set(), {}, set(), {}
        return sequences

    def _note(self, settled: Settled, since: dt.date) -> None:
        self.decisions.update(settled.decisions)
        self._mark(settled.touched, since)

    def _mark(self, bases: Iterable[str], since: dt.date) -> None:
        """Have events written anew, as far as they follow from a day on."""
        for base in bases:
            self.touched.add(base)
            self.since[base] = min(since, self.since.get(base, since))

    def _write_homes(self) -> None:
        """Write into which event each decided claim went, and why."""
        decided = {uid: decision for uid, decision in self.decisions.items() if uid in self.reader.rows and uid in self.pool.homes}
        homes = sorted({self.pool.homes[uid] for uid in decided})
        ids: dict[str, int] = {}
        for batch in batches(homes):
            ids.update(self.session.execute(select(EventRow.uid, EventRow.id).where(EventRow.uid.in_(batch))).all())
        rows = [
            {"id": self.reader.rows[uid], "event_id": ids[self.pool.homes[uid]], "score": decision.score, "reasons": list(decision.reasons)}
            for uid, decision in decided.items()
        ]
        update_values(self.session.connection(), MentionRow, rows)


@dataclass(slots=True)
class _Histories:
    """Makes the histories of a run: summits before what stands beside them, and alternatives once more when all are known."""

    run: Run
    made: dict[str, tuple[Group, Past]] = field(default_factory=dict)
    groups: Groups = field(init=False)
    summits: Summits = field(init=False)
    neighbours: Neighbours = field(init=False)

    def __post_init__(self) -> None:
        run = self.run
        self.groups = Groups(run.session, run.pool, run.reader)
        self.summits = Summits(run.session)
        self.neighbours = Neighbours(run.session, run.pool, run.reader)

    def make(self) -> list[History]:
        queue = sorted(self.run.touched | set(self._siblings()), key=lambda uid: (not self._is_summit(uid), uid))
        for base in queue:  # grows while it is read
            if self._members(base):
                queue += [other for other in self._settle(base) if other not in queue]
        self._tell_alternatives()
        return [self._history(uid) for uid in self.made] + list(self._redirects(queue))

    def _settle(self, base: str) -> list[str]:
        """Settle the group of a cluster; give the clusters that stand beside a summit that moved by it."""
        group = self.groups.of(base)
        pasts = self._pasts(group)
        self.made.update({past.uid: (group, past) for past in pasts})
        self.neighbours.learn(pasts)
        beside: list[str] = []
        for past in pasts:
            edition = _edition(past.versions)
            if edition and self.summits.changed(edition, past.versions):
                beside += self._read(self.summits.beside(edition))
        self.run.since.update(dict.fromkeys(beside, dt.date.min))
        return beside

    def _pasts(self, group: Group, extra: frozenset[dt.date] = frozenset()) -> tuple[Past, ...]:
        editions = {anchor.edition for members in group.bases.values() for claim in members for anchor in claim.mention.anchors}
        told = None if extra else self._told(group)
        first = min((claim.known for members in group.bases.values() for claim in members), default=dt.date.max)
        days = extra | {day for edition in editions for day in self.summits.course(edition).days}

        def around(day: dt.date) -> Surroundings:
            return Surroundings(self.summits.on(editions, day), lambda mention: self.neighbours.links(mention, day))

        return histories(group, Scene(self.run.now.date(), around, frozenset(day for day in days if day > first)), told)

    def _told(self, group: Group) -> Told | None:
        """Give what is stored of an event to which claims were only added at its end; nothing where its past may change too."""
        (base, *others) = group.bases
        since = self.run.since.get(base, dt.date.min)
        if others or group.edits or since == dt.date.min:
            return None
        return Told(tuple(versions_of(self.run.session, base)), since)

    def _tell_alternatives(self) -> None:
        """Settle once more the events that have alternatives, now that it is known what became of those."""
        pointing = [uid for uid, (_, past) in self.made.items() if alternatives(past.versions)]
        pointing += self._read(self.neighbours.pointing_at(sorted(self.made)))
        for uid in dict.fromkeys(pointing):
            group = self.made[uid][0] if uid in self.made else self.groups.of(uid)
            others = alternatives(version for past in self._pasts(group) for version in past.versions)
            self.made.update({past.uid: (group, past) for past in self._pasts(group, self.neighbours.days(others))})

    def _history(self, uid: str) -> History:
        group, past = self.made[uid]
        claims = group.bases.get(uid, ())
        everybody = sorted((claim for members in group.bases.values() for claim in members), key=order_key)
        own = tuple(edit for edit in group.edits if uid in (group.name(edit.event_uid), str(edit.value), edit.id))
        named = {article for version in past.versions for article in version.mentions + version.reports}
        telling = [claim for claim in everybody if (claim.mention.article_key, claim.mention.ordinal) in named]
        changes = changes_of(past.versions, Causes(telling, own, self.run.reader.recorded))
        return History(uid, past.versions, changes, tuple(_blocks(claims)), past.merged_into, past.ends)

    def _redirects(self, bases: Iterable[str]) -> Iterator[History]:
        """Leave a redirect where a stored event has no claim any more, because an earlier one founded it anew or it was withdrawn."""
        empty = [base for base in bases if not self._members(base)]
        for batch in batches(empty):
            for uid in self.run.session.scalars(select(EventRow.uid).where(EventRow.uid.in_(batch))):
                yield History(uid, (), merged_into=self.run.pool.homes.get(uid))

    def _siblings(self) -> Iterator[str]:
        """Give the events whose links lead to claims that moved to other events."""
        decided_anew = [
            self.run.pool.claims[uid] for uid in self.run.decisions if uid not in self.run.arrived and uid in self.run.pool.claims
        ]
        for article_key in {claim.mention.article_key for claim in decided_anew}:
            others = self.run.reader.of_article(self.run.reader.articles[article_key])
            yield from filter(None, (self.groups.base_of(other.uid) for other in others if other.mention.links))

    def _read(self, event_ids: Iterable[int]) -> list[str]:
        """Bring whole events into the pool; give their clusters."""
        ids = list(event_ids)
        for assigned in self.run.reader.read(ids):
            self.run.pool.take(assigned)
        uids = (uid for batch in batches(ids) for uid in self.run.session.scalars(select(EventRow.uid).where(EventRow.id.in_(batch))))
        return [uid for uid in uids if self._members(uid)]

    def _claims(self, base: str) -> list[KnownMention]:
        return [self.run.pool.claims[uid] for uid in self._members(base)]

    def _members(self, base: str) -> list[str]:
        cluster = self.run.pool.clusters.get(base)
        return [uid for _, uid in cluster.members] if cluster else []

    def _is_summit(self, base: str) -> bool:
        return any(claim.mention.edition and claim.mention.kind in GATHERINGS for claim in self._claims(base))


def _edition(versions: Sequence[Event]) -> str | None:
    """Give the edition that an event is, not one beside which it stands."""
    return next((version.edition for version in reversed(versions) if version.edition and version.kind in GATHERINGS), None)


def _blocks(claims: Iterable[KnownMention]) -> Iterator[BlockKey]:
    """Give the rows under which settling finds an event: for each key, the days of its claims joined where they meet."""
    spans: dict[str, list[tuple[dt.date, dt.date]]] = {}
    for claim in claims:
        for reach in reaches(claim):
            spans.setdefault(reach.key, []).append((reach.first, reach.last))
        for anchor in claim.mention.anchors:
            spans.setdefault(HOSTED + anchor.edition, []).append((anchor.earliest, anchor.latest))
    for key, days in spans.items():
        yield from (BlockKey(key, first, last) for first, last in _joined(sorted(days)))


def _joined(days: Sequence[tuple[dt.date, dt.date]]) -> Iterator[tuple[dt.date, dt.date]]:
    first, last = days[0]
    for start, end in days[1:]:
        if start > last or (max(last, end) - first).days > MOST_DAYS:
            yield first, last
            first, last = start, end
        last = max(last, end)
    yield first, last
