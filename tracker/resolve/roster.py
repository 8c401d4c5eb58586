"""Which claims make up which event on a day, once analysts have merged and split what settling found.

Merges and splits lie over the settled clusters and never change them, so that each can be undone and survives re-mining.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from tracker.domain import Edit, EditKind, KnownMention
from tracker.resolve.edits import active_edits, active_undoings
from tracker.resolve.pool import order_key
from tracker.resolve.profile import Profile
from tracker.resolve.score import compare


@dataclass(frozen=True, slots=True)
class Group:
    """Clusters that edits tie together, or a single one: ``bases`` by uid, claims in order, and every edit about them."""

    bases: Mapping[str, tuple[KnownMention, ...]]
    edits: tuple[Edit, ...] = ()
    aliases: Mapping[str, str] = field(default_factory=dict)  # uids that events bore once, or of claims, to today's

    def name(self, uid: str) -> str:
        """Give the uid by which an event goes now."""
        return self.aliases.get(uid, uid)

    @property
    def uids(self) -> tuple[str, ...]:
        """Every event that the group ever had: the settled ones and those that were split off."""
        return (*self.bases, *(edit.id for edit in self.edits if edit.kind is EditKind.SPLIT))


@dataclass(frozen=True, slots=True)
class Roster:
    """The events of a group on one day: their claims, and into which other event the rest went."""

    claims: Mapping[str, tuple[KnownMention, ...]]
    merged: Mapping[str, str]
    edits: tuple[Edit, ...]
    added: Mapping[str, str] = field(default_factory=dict)  # claims that an analyst gave to an event, and that event
    own: Mapping[str, tuple[KnownMention, ...]] = field(default_factory=dict)  # what each had before any merge


def roster(group: Group, day: dt.date) -> Roster:
    """Give the events as they were on a day."""
    edits = active_edits(group.edits, day)
    known = {uid: tuple(claim for claim in claims if _counts(claim, day)) for uid, claims in group.bases.items()}
    splits = [edit for edit in edits if edit.kind is EditKind.SPLIT]
    merged = _merges(group, edits)
    added = _added(group, day)
    merged.update({split: added.get(uid, uid) for split, uid in _rejoined(group, day, {edit.id for edit in splits}).items()})
    parts = _split(known, splits) if splits else known
    own = _gathered(parts, lambda uid: added.get(uid, uid))
    return Roster(_gathered(own, lambda uid: _root(uid, merged)), merged, edits, added, own)


def _gathered(parts: Mapping[str, Sequence[KnownMention]], home: Callable[[str], str]) -> dict[str, tuple[KnownMention, ...]]:
    """Put the claims of parts that have one home together, in order."""
    claims: dict[str, list[KnownMention]] = {}
    for uid, members in parts.items():
        claims.setdefault(home(uid), []).extend(members)
    return {uid: tuple(sorted(members, key=order_key)) for uid, members in claims.items()}


def _counts(claim: KnownMention, day: dt.date) -> bool:
    return claim.known <= day and (claim.superseded_on is None or claim.superseded_on > day)


def _added(group: Group, day: dt.date) -> dict[str, str]:
    """Give the sources that analysts added, and to which event: like any article's, they count from their publication, until undone."""
    undone = {str(edit.value) for edit in active_undoings(group.edits, day)}
    given = [edit for edit in group.edits if edit.kind is EditKind.SOURCE and edit.id not in undone]
    return {str(edit.value): group.name(edit.event_uid) for edit in given}


def _merges(group: Group, edits: Iterable[Edit]) -> dict[str, str]:
    merged: dict[str, str] = {}
    for edit in edits:
        if edit.kind is EditKind.MERGE:
            source, target = group.name(edit.event_uid), _root(group.name(str(edit.value)), merged)
            if source != target:
                merged[source] = target
    return merged


def _root(uid: str, merged: Mapping[str, str]) -> str:
    seen = {uid}
    while uid in merged and merged[uid] not in seen:
        uid = merged[uid]
        seen.add(uid)
    return uid


def _rejoined(group: Group, day: dt.date, active: set[str]) -> dict[str, str]:
    """Give the splits that were undone by a day, and the event to which each returned."""
    undone = [edit for edit in group.edits if edit.kind is EditKind.SPLIT and edit.made_at.date() <= day and edit.id not in active]
    return {edit.id: uid for edit in undone for uid, claims in group.bases.items() if any(claim.uid in edit.value for claim in claims)}


def _split(known: Mapping[str, tuple[KnownMention, ...]], splits: Sequence[Edit]) -> dict[str, list[KnownMention]]:
    """Take the named claims out, and let each claim that came later go to the part that it fits better."""
    leaving = {uid: split for split in splits for uid in split.value}
    parts: dict[str, list[KnownMention]] = {uid: [] for uid in known}
    for uid, claims in known.items():
        offshoots: list[Edit] = []
        for claim in claims:
            split = leaving.get(claim.uid)
            if split is not None and split not in offshoots:
                offshoots.append(split)
            home = split.id if split else _fitting(uid, claim, parts, offshoots)
            parts.setdefault(home, []).append(claim)
    return parts


def _fitting(uid: str, claim: KnownMention, parts: Mapping[str, list[KnownMention]], offshoots: Iterable[Edit]) -> str:
    later = [split.id for split in offshoots if claim.known > split.made_at.date()]
    if not later:
        return uid
    homes = [uid, *later]
    return max(homes, key=lambda home: compare(claim, Profile.of(home, parts.get(home, []))).score if parts.get(home) else float("-inf"))
