"""What an event's page shows, put together from the store: evidence, history, ribbon, links both ways, and the analysts' words."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from sqlalchemy.orm import Session

from tracker.domain import Change, Edit, EditKind, Event, LinkKind
from tracker.exports.linked import json_ld
from tracker.handout import exported
from tracker.resolve.review import Finding
from tracker.store.changes import MadeEdit, edits_of
from tracker.store.queries import SourceRow, article_ids, evidence, find_events, history, links_to, merged_from, sequence_of, versions_of
from tracker.store.review import doubles
from tracker.web.ribbon import Ribbon, ribbon

LINK_WORDS = {
    LinkKind.SIDELINE_OF: ("On the sidelines of", "On its sidelines"),
    LinkKind.AROUND: ("Around", "Planned around it"),
    LinkKind.ALTERNATIVE_OF: ("Alternative to", "Alternative to"),
    LinkKind.PART_OF: ("Part of", "Its parts"),
    LinkKind.REPLACES: ("Replaces", "Replaced by"),
}


@dataclass(frozen=True, slots=True)
class LinkRow:
    """A link as it is shown. ``owner`` and ``target`` are the uids that take it away again."""

    words: str
    event: Event
    kind: LinkKind
    owner: str
    target: str


@dataclass(frozen=True, slots=True)
class ChangeLine:
    """A change with the page of the article, or the edit, that caused it."""

    change: Change
    article_id: int | None
    ordinal: str
    edit: MadeEdit | None


@dataclass(frozen=True, slots=True)
class Merged:
    """An event that was merged into this one, and the edit that did it (None where earlier articles founded it anew)."""

    uid: str
    title: str
    edit: Edit | None


@dataclass(frozen=True, slots=True)
class EventPage:
    """All that the template needs."""

    event: Event
    sequence: int
    sources: tuple[SourceRow, ...]
    days: tuple[tuple[dt.date, tuple[ChangeLine, ...]], ...]
    links: tuple[LinkRow, ...]
    edits: tuple[MadeEdit, ...]
    merged: tuple[Merged, ...]
    ribbon: Ribbon | None
    doubles: tuple[Finding, ...]
    linked_data: dict[str, object]


def read_page(session: Session, event: Event, as_known_on: dt.date | None, base_url: str) -> EventPage:
    """Read everything about an event that was known on the day."""
    uid = event.uid
    last = as_known_on or dt.date.max
    edits = edits_of(session, uid)
    changes = [change for change in history(session, uid) if change.known <= last]
    versions = [version for version in versions_of(session, uid) if version.version_from and version.version_from <= last]
    return EventPage(
        event=event,
        sequence=sequence_of(session, uid) or 0,
        sources=tuple(evidence(session, uid, as_known_on)),
        days=tuple(_by_day(_lines(session, changes, edits))),
        links=tuple(link_rows(session, event, as_known_on)),
        edits=tuple(_told(edits)),
        merged=tuple(_merged(session, uid)),
        ribbon=ribbon(versions, changes),
        doubles=() if as_known_on else tuple(doubles(session, [event])),
        linked_data=json_ld(next(exported(session, [event], base_url))),
    )


def link_rows(session: Session, event: Event, as_known_on: dt.date | None = None) -> Iterator[LinkRow]:
    """The links of an event and those that point at it; an alternative that both name is shown once."""
    others = find_events(session, [link.uid for link in event.links], as_known_on)
    for link in event.links:
        if link.uid in others:
            yield LinkRow(LINK_WORDS[link.kind][0], others[link.uid], link.kind, event.uid, link.uid)
    own = {link.uid for link in event.links if link.kind is LinkKind.ALTERNATIVE_OF}
    for linked in links_to(session, event.uid, as_known_on):
        if linked.kind is not LinkKind.ALTERNATIVE_OF or linked.event.uid not in own:
            yield LinkRow(LINK_WORDS[linked.kind][1], linked.event, linked.kind, linked.event.uid, event.uid)


def _merged(session: Session, uid: str) -> Iterator[Merged]:
    """Events that analysts merged into this one; a name that it bore before an earlier article founded it is none."""
    uids = merged_from(session, uid)
    events = find_events(session, uids)
    for other in uids:
        edits = [made.edit for made in edits_of(session, other) if made.active]
        merges = [edit for edit in edits if edit.kind is EditKind.MERGE]
        if other not in events and not edits:
            continue
        yield Merged(other, events[other].title if other in events else _set_title(edits), merges[-1] if merges else None)


def _told(edits: Sequence[MadeEdit]) -> Iterator[MadeEdit]:
    """The analysts' words, the newest first: what a new form set is told by its being entered, what a value overruled by the value."""
    kinds = {(made.edit.kind, made.edit.made_at) for made in edits}
    beside = {EditKind.SET: EditKind.CREATE, EditKind.DISMISS: EditKind.SET}
    for made in reversed(edits):
        if (beside.get(made.edit.kind), made.edit.made_at) not in kinds:
            yield made


def _set_title(edits: Sequence[Edit]) -> str:
    """What an event was called that was entered and merged on one day, so that no version of it is left."""
    titles = [str(edit.value) for edit in edits if edit.kind is EditKind.SET and edit.field == "title"]
    return titles[-1] if titles else "An event without a title"


def _lines(session: Session, changes: Sequence[Change], edits: Sequence[MadeEdit]) -> list[ChangeLine]:
    by_id = {made.edit.id: made for made in edits}
    split = [change.cause.partition(":") for change in changes]
    claims = [rest.rpartition("#") for kind, _, rest in split if kind == "mention"]
    ids = article_ids(session, [key for key, _, _ in claims])
    out = []
    for change, (kind, _, rest) in zip(changes, split, strict=True):
        key, _, ordinal = rest.rpartition("#") if kind == "mention" else ("", "", "")
        out.append(ChangeLine(change, ids.get(key), ordinal, by_id.get(rest) if kind == "edit" else None))
    return out


def _by_day(lines: Sequence[ChangeLine]) -> Iterator[tuple[dt.date, tuple[ChangeLine, ...]]]:
    """The latest day first; within a day as it was recorded."""
    ordered = sorted(lines, key=lambda line: line.change.known, reverse=True)
    for day, group in groupby(ordered, key=lambda line: line.change.known):
        yield day, tuple(group)
