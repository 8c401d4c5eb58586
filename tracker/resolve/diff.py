"""Changes: what differs between successive versions of an event, and which claim, edit, summit or day made it so."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any

from pydantic import TypeAdapter

from tracker.domain import Change, Edit, EditKind, Event, EventLink, KnownMention
from tracker.resolve.claims import ADDED, ADDED_KEY
from tracker.resolve.origins import teller_of
from tracker.resolve.words import phrase

APPEARED = "event"  # the field of the change by which an event comes to be known
TOLD = (
    "status",
    "when",
    "place",
    "participants",
    "countries",
    "kind",
    "title",
    "anchors",
    "disputed",
    "review",
    "links",
    "source_claims",
    "party_status",
    "attendance",
    "rivals",
)
_ANY: TypeAdapter[Any] = TypeAdapter(Any)


@dataclass(frozen=True, slots=True)
class Causes:
    """All that can have changed an event: its claims, the edits about it, and when each article was recorded, by its key."""

    claims: Sequence[KnownMention] = ()
    edits: Sequence[Edit] = ()
    recorded: Mapping[str, dt.datetime] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class _Cause:
    name: str
    recorded_at: dt.datetime
    outlet: str = ""


def changes_of(versions: Sequence[Event], causes: Causes) -> tuple[Change, ...]:
    """Give every change of a history, oldest first. That more sources say the same is none, nor is what another change tells already."""
    if not versions:
        return ()
    rows = [_change(APPEARED, None, versions[0], causes)]
    for old, new in pairwise(versions):
        rows += [_change(name, old, new, causes) for name in _differing(old, new)]
    return tuple(row for row in rows if row.words)


def _differing(old: Event, new: Event) -> Iterator[str]:
    yield from (name for name in TOLD if _value(old, name) != _value(new, name))
    if (set(_sources(old)) - set(_sources(new)) and old.review == new.review) or added_sources(old, new):
        yield "sources"


def added_sources(old: Event, new: Event) -> set[tuple[str, int]]:
    """Give the sources that an analyst added."""
    return {source for source in set(_sources(new)) - set(_sources(old)) if source[0].startswith(ADDED_KEY)}


def _sources(event: Event) -> tuple[tuple[str, int], ...]:
    return event.mentions + event.reports


def _value(event: Event, name: str) -> Any:
    if name == "links":  # that a linked event changed its own status is told there
        return {(link.kind, link.uid) for link in event.links}
    if name == "participants":
        return {person.key for person in event.participants}
    return set(event.countries) if name == "countries" else getattr(event, name)


def _change(name: str, old: Event | None, new: Event, causes: Causes) -> Change:
    assert new.version_from is not None
    cause = _cause(name, new, new.version_from, causes)
    return Change(
        event_uid=new.uid,
        field=name,
        old=None if old is None else _json(name, old),
        new=_json(name, new),
        known=new.version_from,
        recorded_at=cause.recorded_at,
        cause=cause.name,
        words=phrase(name, old, new),
        outlet=cause.outlet,
    )


def _json(name: str, event: Event) -> Any:
    if name == APPEARED:
        return event.title
    value = [list(one) for one in _sources(event)] if name == "sources" else getattr(event, name)
    if name == "links":
        value = [EventLink(link.kind, link.uid) for link in event.links]
    return _ANY.dump_python(value, mode="json", exclude_defaults=True)


def _cause(name: str, new: Event, day: dt.date, causes: Causes) -> _Cause:
    edit = next((edit for edit in reversed(causes.edits) if edit.made_at.date() == day and _about(edit, name)), None)
    if edit is not None:
        return _Cause(f"edit:{edit.id}", edit.made_at, edit.editor)
    told = [claim for claim in causes.claims if day in (claim.known, claim.superseded_on)]
    if told:
        claim = next((claim for claim in reversed(told) if _says(claim, name, new)), told[-1])
        key = claim.mention.article_key
        return _Cause(f"mention:{key}#{claim.mention.ordinal}", causes.recorded.get(key, _midnight(day)), teller_of(claim))
    if name == "anchors":
        return _Cause(f"summit:{','.join(anchor.edition for anchor in new.anchors)}", _midnight(day))
    return _Cause("time", _midnight(day))


def _about(edit: Edit, name: str) -> bool:
    if edit.kind is EditKind.SOURCE:
        return False  # what a source says is told as the source's word, whoever entered it
    return not edit.field or edit.field == name or name in (APPEARED, "links", "review", "source_claims")


def _says(claim: KnownMention, name: str, new: Event) -> bool:
    test = _SAYS.get(name)
    return bool(test and test(claim, new))


_SAYS: Mapping[str, Callable[[KnownMention, Event], bool]] = {
    APPEARED: lambda claim, new: claim.mention.title == new.title,
    "status": lambda claim, new: claim.mention.status is new.status,
    "when": lambda claim, new: claim.mention.when == new.when,
    "place": lambda claim, new: claim.mention.place.city == new.place.city,
    "kind": lambda claim, new: claim.mention.kind is new.kind,
    "title": lambda claim, new: claim.mention.title == new.title,
    "sources": lambda claim, _: ADDED in claim.mention.rules,
    "anchors": lambda claim, new: bool({anchor.edition for anchor in claim.mention.anchors} & {anchor.edition for anchor in new.anchors}),
    "party_status": lambda claim, new: bool(set(claim.mention.party_status) & set(new.party_status)),
}


def _midnight(day: dt.date) -> dt.datetime:
    return dt.datetime.combine(day, dt.time(), dt.UTC)
