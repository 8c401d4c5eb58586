"""The review queue: what the store has for ``tracker.resolve.review`` to find fault with, since the analyst last looked."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from tracker.domain import Change, EditKind, Event, KnownMention, Review, Status
from tracker.resolve.blocking import reaches
from tracker.resolve.claims import PLANNED
from tracker.resolve.importance import Why, importance
from tracker.resolve.pool import Assigned, order_key
from tracker.resolve.profile import Profile
from tracker.resolve.review import Finding, Item, closing, conflicts, contradictions, duplicate, queue
from tracker.resolve.score import compare
from tracker.resolve.weights import THRESHOLD, Match
from tracker.resolve.words import summary
from tracker.store.batches import batches
from tracker.store.change_rows import change_of
from tracker.store.changes.claims import ClaimReader
from tracker.store.changes.desk import QUEUE, looked_at
from tracker.store.documents import event_of
from tracker.store.models import EVERYTHING, FAR, ChangeRow, EditRow, EventRow, EventVersion, Facet, Viewed
from tracker.store.queries import find_events
from tracker.store.queries.streams import Query
from tracker.store.spans import DATED

WRITTEN = 3_000  # of all versions, the last that were written; were they not bounded, a database might sort a million of current ones
RECENT = 300  # of what is new or changed, the newest
COMPARED = 40  # of those that are new or changed, how many are compared with the events around them: what matters most
UPCOMING = 1_000  # of what lies ahead, the next
ALIKE = 20  # of the events around one, how many are compared with it: those that share most keys
MOST_TWINS = 3
AHEAD = dt.timedelta(90)
TO_COME = (*PLANNED, Status.POSTPONED, Status.CANCELLED)
NEARLY = THRESHOLD - 1.5  # points from which on two events may be one


@dataclass(frozen=True, slots=True)
class _Current:
    """An event as it stands, with the number of its last write."""

    event: Event
    sequence: int


def review_queue(session: Session, now: dt.datetime, limit: int = 50) -> list[Item]:
    """Give what needs an analyst's eye, the most important first.

    An event that was looked at and has not changed since is left out; so is one that was accepted as it stands.
    """
    recent = _recent(session, looked_at(session, QUEUE))
    upcoming = _upcoming(session, now.date())
    edited = _edited(session)
    everything = {one.event.uid: one for one in (*recent, *upcoming, *edited)}
    seen = _seen(session, everything)
    open_ones = [one.event for one in everything.values() if seen.get(one.event.uid) != one.sequence]
    findings = [*conflicts(open_ones), *contradictions(open_ones), *closing(open_ones, now.date())]
    new = [event for event in open_ones if event.review is Review.MINED]
    weightiest = sorted(new, key=lambda event: (-importance(event, (), now.date()), event.uid))[:COMPARED]
    findings += [*doubles(session, weightiest), *_news(session, new, looked_at(session, QUEUE))]
    return queue(findings, now.date())[:limit]


def _recent(session: Session, since: dt.datetime | None) -> list[_Current]:
    """Give the events that were written last, the newest first, down to what the analyst saw."""
    written = select(EventVersion.id).order_by(EventVersion.id.desc()).limit(WRITTEN)
    query = _current().where(EventVersion.id.in_(written), EventVersion.listed).order_by(EventVersion.id.desc()).limit(RECENT)
    rows = [row for row in session.execute(query) if since is None or row.recorded_at > since]
    return [_Current(event_of(row.document), row.sequence) for row in rows]


def _upcoming(session: Session, today: dt.date) -> list[_Current]:
    """Give the plans of the next weeks, those put off or called off with them."""
    near = (
        Facet.key_id == EVERYTHING,
        Facet.span.in_(DATED),
        Facet.end >= today,
        Facet.start.between(today - AHEAD, today + AHEAD),
        Facet.status.in_(TO_COME),
    )
    ids = session.scalars(select(Facet.version_id).where(*near).order_by(Facet.start).limit(UPCOMING)).all()
    return _by_id(session, ids)


def _edited(session: Session) -> list[_Current]:
    """Give the events that carry an analyst's values, those edited last first."""
    uids = session.scalars(
        select(EditRow.event_uid).where(EditRow.kind == EditKind.SET.value).order_by(EditRow.made_at.desc()).limit(RECENT)
    )
    queries = [_current().where(EventRow.uid.in_(batch), EventVersion.listed) for batch in batches(list(dict.fromkeys(uids)))]
    return [_Current(event_of(row.document), row.sequence) for query in queries for row in session.execute(query)]


def _by_id(session: Session, ids: Sequence[int]) -> list[_Current]:
    rows = [row for batch in batches(ids) for row in session.execute(_current().where(EventVersion.id.in_(batch)))]
    return [_Current(event_of(row.document), row.sequence) for row in rows]


def _current() -> Query:
    query = select(EventVersion.document, EventVersion.recorded_at, EventRow.sequence).join(EventRow, EventRow.id == EventVersion.event_id)
    return query.where(EventVersion.known_to == FAR)


def _seen(session: Session, uids: Iterable[str]) -> dict[str, int]:
    """Give the number of the last write that the analyst saw of each event."""
    found: dict[str, int] = {}
    for batch in batches(list(uids)):
        found.update((row.subject, row.sequence) for row in session.execute(select(Viewed).where(Viewed.subject.in_(batch))).scalars())
    return found


def _news(session: Session, events: Sequence[Event], since: dt.datetime | None) -> Iterator[Finding]:
    """Say of each event whether it is new or what changed of it since the analyst looked."""
    changes = _changes(session, [event.uid for event in events])
    for event in events:
        fresh = [change for change in changes.get(event.uid, ()) if since is None or change.recorded_at > since]
        if not fresh:
            continue
        appeared = any(change.field == "event" for change in fresh)
        latest = [change for change in fresh if change.known == fresh[-1].known]
        yield Finding(event, Why.NEW if appeared else Why.CHANGED, summary(latest))


def _changes(session: Session, uids: Sequence[str]) -> dict[str, list[Change]]:
    found: dict[str, list[Change]] = {}
    for batch in batches(uids):
        query = select(ChangeRow, EventRow.uid).join(EventRow, EventRow.id == ChangeRow.event_id).where(EventRow.uid.in_(batch))
        for row in session.execute(query.order_by(ChangeRow.known, ChangeRow.id)):
            found.setdefault(row.uid, []).append(change_of(row.ChangeRow, row.uid))
    return found


def doubles(session: Session, events: Sequence[Event]) -> Iterator[Finding]:
    """Find those of some events that nearly were settled into another one: compared once more, whole event with whole event."""
    near = [(event, match) for event in events if event.status in PLANNED for match in _near(session, event.uid)]
    others = find_events(session, [match.uid for _, match in near])
    for event, match in near:
        other = others.get(match.uid)
        if other is not None and other.status in PLANNED and other.review not in (Review.REJECTED, Review.MERGED):
            yield duplicate(event, other, [reason.rule.why for reason in match.reasons if (reason.rule.points or 0) > 0])


def _near(session: Session, uid: str) -> list[Match]:
    """Compare the last claim of an event with what is known of the events that have most in common with it; the likeliest first."""
    reader = ClaimReader(session)
    own = _by_event(reader.read_named([uid])).get(uid)
    if not own:
        return []
    others = _by_event(reader.read(reader.likeliest(reaches(own[-1]), ALIKE)))
    matches = (compare(own[-1], Profile.of(home, claims)) for home, claims in others.items())
    return sorted((match for match in matches if match.score >= NEARLY), key=lambda match: (-match.score, match.uid))[:MOST_TWINS]


def _by_event(assigned: Iterable[Assigned]) -> dict[str, list[KnownMention]]:
    """Group claims that something is planned by their event, in order."""
    found: dict[str, list[KnownMention]] = {}
    for one in assigned:
        if one.claim.mention.status is not Status.HELD:
            found.setdefault(one.home, []).append(one.claim)
    return {home: sorted(claims, key=order_key) for home, claims in found.items()}
