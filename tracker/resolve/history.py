"""All versions of an event, oldest first: one for each day on which its picture changed, by news, by an edit or by time alone."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from tracker.domain import Event, EventLink, KnownMention, LinkKind, Review
from tracker.resolve.claims import founds_event
from tracker.resolve.edits import apply_edits
from tracker.resolve.facts import best_title
from tracker.resolve.roster import Group, Roster, roster
from tracker.resolve.settle import Course, Surroundings, conclude, seen_under_way, settle_claims, stale_from

ONE_DAY = dt.timedelta(1)


@dataclass(frozen=True, slots=True)
class Scene:
    """What a history depends on outside its group: the surroundings on each day, the days on which they change, the last day to tell."""

    today: dt.date
    around: Callable[[dt.date], Surroundings] = lambda _: Surroundings()
    days: frozenset[dt.date] = frozenset()


@dataclass(frozen=True, slots=True)
class Past:
    """The versions of one event. It ``ends`` on the day from which nothing speaks of it any more."""

    uid: str
    versions: tuple[Event, ...]
    ends: dt.date | None = None
    merged_into: str | None = None


@dataclass(frozen=True, slots=True)
class Told:
    """The stored versions of an event, of which all from before ``since`` are known to stand."""

    versions: tuple[Event, ...]
    since: dt.date


def histories(group: Group, scene: Scene, told: Told | None = None) -> tuple[Past, ...]:
    """Give the history of every event of a group, up to the scene's last day.

    What was ``told`` of the only event of a group is kept, and settled anew from the last news before ``told.since`` on.
    """
    days = sorted(day for day in _days(group) | scene.days if day <= scene.today)
    kept: list[Event] = []
    if told and (start := max((day for day in days if day < told.since), default=None)):
        kept = [version for version in told.versions if version.version_from and version.version_from < start]
        days = [day for day in days if day >= start]
    nights = [*(following - ONE_DAY for following in days[1:]), scene.today][: len(days)]
    stages = [_Stage(day, night, roster(group, day)) for day, night in zip(days, nights, strict=True)]
    return tuple(_past(uid, group, scene, (list(kept), stages)) for uid in group.uids)


@dataclass(frozen=True, slots=True)
class _Stage:
    """A span of days without news: the first and the last of them, and who belongs where."""

    day: dt.date
    until: dt.date
    roster: Roster


def _days(group: Group) -> frozenset[dt.date]:
    """Give the days on which something is said, withdrawn or edited."""
    claims = [claim for members in group.bases.values() for claim in members]
    days = {claim.known for claim in claims} | {claim.superseded_on for claim in claims if claim.superseded_on}
    return frozenset(days | {edit.made_at.date() for edit in group.edits})


def _past(uid: str, group: Group, scene: Scene, course: tuple[list[Event], Sequence[_Stage]]) -> Past:
    versions, stages = course
    ends: dt.date | None = None
    for stage in stages:
        into = stage.roster.merged.get(uid)
        if into:
            believed = _merged(versions or list(_believed(uid, group, scene, stage)), into, stage.day)
        else:
            believed = list(_believed(uid, group, scene, stage))
        if versions and not believed:
            ends = ends or stage.day
        for event in believed:
            ends = None
            _append(versions, event)
    return Past(uid, tuple(versions), ends, stages[-1].roster.merged.get(uid) if stages else None)


def _append(versions: list[Event], event: Event) -> None:
    """Add a version if it differs from the one before by more than its day; the last one of a day is that day's."""
    last = versions[-1] if versions else None
    if last and replace(event, version_from=last.version_from, sequence=last.sequence) == last:
        return
    if last and event.version_from == last.version_from:
        versions.pop()
    versions.append(replace(event, sequence=len(versions)))


def _merged(versions: Sequence[Event], into: str, day: dt.date) -> list[Event]:
    """An event that was taken in stays as it was, says so, and counts no sources of its own."""
    link = EventLink(LinkKind.PART_OF, into)
    return [replace(event, review=Review.MERGED, links=(link,), mentions=(), reports=(), version_from=day) for event in versions[-1:]]


def _believed(uid: str, group: Group, scene: Scene, stage: _Stage) -> Iterator[Event]:
    """Give what is believed in a span without news: at its start, and again whenever time alone changes it."""
    claims = stage.roster.own.get(uid, ()) if uid in stage.roster.merged else stage.roster.claims.get(uid, ())
    event = _settled(uid, group, stage.roster, (claims, scene.around(stage.day)))
    if event is None:
        return
    first, last = event.shown
    course = Course(seen_under_way(claims), stale_from(claims))
    turns = (first, last + ONE_DAY) if first and last else (course.stale,)
    for day in (stage.day, *(turn for turn in turns if turn and stage.day < turn <= stage.until)):
        yield replace(conclude(event, day, course), version_from=day)


def _settled(uid: str, group: Group, members: Roster, told: tuple[Sequence[KnownMention], Surroundings]) -> Event | None:
    """Settle one event of a roster; None while nothing that can found an event speaks of it. Its title is that of its own claims."""
    claims, around = told
    if not any(founds_event(claim.mention) or members.added.get(claim.uid) == uid for claim in claims):
        return None
    own = tuple(edit for edit in members.edits if group.name(edit.event_uid) == uid)
    sources = settle_claims(uid, claims, around)
    named = [claim for claim in members.own.get(uid, ()) if claim.uid not in members.added] or claims
    event = apply_edits(replace(sources, title=best_title(named, sources.kind, sources.participants)), own)
    taken_in = [EventLink(LinkKind.REPLACES, other) for other, into in members.merged.items() if into == uid]
    return replace(event, links=(*event.links, *taken_in))
