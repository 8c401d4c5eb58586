"""What pages call: an event made or changed by form, and each word of an analyst that is one click."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import select, tuple_
from sqlalchemy.orm import Session

from tracker.domain import (
    Article,
    Attribution,
    Edit,
    EditKind,
    Event,
    Evidence,
    Kind,
    KnownMention,
    LinkKind,
    Mention,
    Origin,
    Participant,
    Place,
    Status,
    When,
)
from tracker.resolve.claims import BY_FORM
from tracker.resolve.edits import ENTERED_KEY
from tracker.resolve.fields import field_json, to_json
from tracker.resolve.identity import name_mentions
from tracker.resolve.pool import Pool
from tracker.resolve.score import compare
from tracker.resolve.weights import Match
from tracker.store.changes.articles import Mined, store
from tracker.store.changes.claims import ClaimReader
from tracker.store.changes.edits import EditError, edits_of, new_id, record
from tracker.store.changes.settling import Run
from tracker.store.models import ArticleRow, MentionRow
from tracker.store.queries.past import find_event, find_events

ANALYST = "Analyst"
UNDATED, NOWHERE = When(), Place()
LIKELY = 2.0  # points from which on an event is shown as a possible duplicate


@dataclass(frozen=True, slots=True)
class Source:
    """A source that an analyst names: who published it, where, and the words."""

    quote: str
    outlet: str = ""
    url: str = ""


@dataclass(frozen=True, slots=True)
class EventForm:
    """The fields of an event as an analyst fills them in. An empty title is made from the rest by the caller."""

    title: str
    kind: Kind
    status: Status
    when: When = UNDATED
    place: Place = NOWHERE
    participants: tuple[Participant, ...] = ()
    countries: tuple[str, ...] = ()
    series: str | None = None
    edition: str | None = None
    sources: tuple[Source, ...] = ()
    note: str = ""

    def fields(self) -> dict[str, Any]:
        """Give the settable fields as JSON, those left empty excepted."""
        names = ("title", "kind", "status", "when", "place", "participants", "countries", "series")
        return {name: value for name in names if (value := to_json(name, getattr(self, name)))}


@dataclass(frozen=True, slots=True)
class Author:
    """Who edits, and when."""

    now: dt.datetime
    name: str = "analyst"


@dataclass(frozen=True, slots=True)
class Duplicate:
    """An event that a form may mean, with the points for and against it."""

    event: Event
    match: Match


def create_event(session: Session, form: EventForm, author: Author) -> str:
    """Store a new event; give its uid. It is never taken for one that exists: the form has shown those."""
    edit_id = new_id()
    article, mention = _as_source(form, f"{ENTERED_KEY}{edit_id}", author)
    run = Run(session, author.now)
    store(run, Mined(article, [mention], "form"))
    uid = name_mentions([mention])[0].uid
    run.finish()
    created = Edit(edit_id, uid, EditKind.CREATE, author.now, value=form.fields(), note=form.note, editor=author.name)
    record(Run(session, author.now), [created, *_set(uid, form.fields(), author)], None)
    return uid


def change_event(session: Session, uid: str, fields: Mapping[str, Any], author: Author, *, expected_sequence: int) -> int:
    """Set the fields whose JSON values differ from the event's; give its new sequence. Raises EditConflict, EditError, FieldError.

    What sources say of them by now is overruled with it: only what they say otherwise from now on is put before the analyst.
    """
    event = _require(session, uid)
    changed = {name: value for name, value in fields.items() if field_json(event, name) != value}
    if not changed:
        return expected_sequence
    return record(Run(session, author.now), [*_set(uid, changed, author), *_overruled(event, changed, author)], expected_sequence)


def _overruled(event: Event, changed: Iterable[str], author: Author) -> list[Edit]:
    said = {name: field_json(event, name) for name in changed if name not in event.edited} | dict(event.source_claims)
    return [
        Edit(new_id(), event.uid, EditKind.DISMISS, author.now, name, said[name], editor=author.name) for name in changed if name in said
    ]


def possible_duplicates(session: Session, form: EventForm, author: Author, limit: int = 5) -> list[Duplicate]:
    """Give the events that the form may mean, the likeliest first; nothing is stored."""
    best: dict[str, Match] = {}
    for seen_by in _lookers(form, author):
        for match in _alike(session, form, seen_by):
            if match.uid not in best or match.score > best[match.uid].score:
                best[match.uid] = match
    events = find_events(session, list(best))
    matches = sorted(best.values(), key=lambda match: -match.score)
    return [Duplicate(events[match.uid], match) for match in matches if match.uid in events][:limit]


def _lookers(form: EventForm, author: Author) -> tuple[Author, ...]:
    """Whoever enters what is over, and he as he stood on its last day: a past event is no less the same for being told late."""
    over = form.when.latest
    if over is None or over >= author.now.date():
        return (author,)
    return (author, replace(author, now=author.now.replace(year=over.year, month=over.month, day=over.day)))


def _alike(session: Session, form: EventForm, author: Author) -> list[Match]:
    article, mention = _as_source(form, "edit:preview", author)
    claim = KnownMention(mention, author.now.date(), author.now, article.outlet, None, "preview")
    pool = Pool(ClaimReader(session).fetch)
    pool.add(claim)
    homes = {pool.homes[uid] for uid in list(pool.near(claim)) if uid in pool.homes}
    profiles = [profile for home in sorted(homes) if (profile := pool.profile_before(home, claim))]
    return [match for profile in profiles if (match := compare(claim, profile)).score >= LIKELY]


def merge_events(session: Session, uid: str, into: str, author: Author, *, expected_sequence: int | None = None) -> int:
    """Merge an event into another one, which keeps its own fields and takes in the sources."""
    return _one(session, uid, EditKind.MERGE, author, value=into, expected_sequence=expected_sequence)


def split_event(session: Session, uid: str, sources: Iterable[tuple[str, int]], author: Author) -> str:
    """Split the sources, given as (article key, ordinal), off into an event of their own; give its uid."""
    query = select(MentionRow.uid).join(ArticleRow, ArticleRow.id == MentionRow.article_id).where(MentionRow.active)
    leaving = session.scalars(query.where(tuple_(ArticleRow.key, MentionRow.ordinal).in_(list(sources)))).all()
    edit = Edit(new_id(), uid, EditKind.SPLIT, author.now, value=sorted(leaving), editor=author.name)
    record(Run(session, author.now), [edit], None)
    return edit.id


def accept_event(session: Session, uid: str, author: Author) -> int:
    """Mark an event as looked at and right."""
    return _one(session, uid, EditKind.ACCEPT, author)


def reject_event(session: Session, uid: str, author: Author, note: str = "") -> int:
    """Mark an event as none; it leaves lists and timeline and keeps its sources, so that they do not come back as a new one."""
    return _one(session, uid, EditKind.REJECT, author, note=note)


def undo_edits(session: Session, uid: str, edit_ids: Iterable[str], author: Author) -> int:
    """Undo edits of an event: what they did no longer counts from now on. An undoing can be undone too."""
    undoing = [Edit(new_id(), uid, EditKind.UNDO, author.now, value=edit_id, editor=author.name) for edit_id in edit_ids]
    return record(Run(session, author.now), undoing, None)


def undo_last(session: Session, uid: str, author: Author) -> int:
    """Undo what was last said of an event and still counts: one click, or all that one form set."""
    counting = [made.edit for made in edits_of(session, uid) if made.active]
    if not counting:
        raise EditError("there is nothing to undo")
    return undo_edits(session, uid, [edit.id for edit in counting if edit.made_at == counting[-1].made_at], author)


def accept_claim(session: Session, uid: str, field: str, author: Author) -> int:
    """Let a field follow its sources again."""
    own = [made.edit for made in edits_of(session, uid) if made.active and made.edit.kind is EditKind.SET and made.edit.field == field]
    if not own:
        raise EditError(f"{field} carries no analyst's value")
    return undo_edits(session, uid, [edit.id for edit in own], author)


def dismiss_claim(session: Session, uid: str, field: str, author: Author) -> int:
    """Put what sources now say of an edited field aside; another claim is shown again."""
    claims = dict(_require(session, uid).source_claims)
    if field not in claims:
        raise EditError(f"sources say nothing else of {field}")
    return _one(session, uid, EditKind.DISMISS, author, field=field, value=claims[field])


def link_events(session: Session, uid: str, kind: LinkKind, other: str, author: Author) -> int:
    """Link an event to another one."""
    return _one(session, uid, EditKind.LINK, author, field=kind.value, value=other)


def unlink_events(session: Session, uid: str, kind: LinkKind, other: str, author: Author) -> int:
    """Take a link away, whoever made it."""
    return _one(session, uid, EditKind.UNLINK, author, field=kind.value, value=other)


def _one(session: Session, uid: str, kind: EditKind, author: Author, *, expected_sequence: int | None = None, **parts: Any) -> int:
    edit = Edit(new_id(), uid, kind, author.now, editor=author.name, **parts)
    return record(Run(session, author.now), [edit], expected_sequence)


def _set(uid: str, fields: Mapping[str, Any], author: Author) -> list[Edit]:
    return [Edit(new_id(), uid, EditKind.SET, author.now, name, value, editor=author.name) for name, value in fields.items()]


def _require(session: Session, uid: str) -> Event:
    event = find_event(session, uid)
    if event is None:
        raise EditError(f"there is no event {uid}; it may have been removed")
    return event


def _as_source(form: EventForm, key: str, author: Author) -> tuple[Article, Mention]:
    """Write the form down as an article of the analyst's and the claim in it, so that it has evidence like any other."""
    text, evidence = _quoted(form)
    first: Sequence[Source] = form.sources[:1]
    article = Article(
        key=key,
        text=text,
        published=author.now.date(),
        published_at=author.now,
        outlet=next((source.outlet for source in first if source.outlet), ANALYST),
        url=next((source.url for source in first), ""),
    )
    mention = Mention(
        article_key=key,
        ordinal=0,
        kind=form.kind,
        title=form.title,
        participants=form.participants,
        countries=form.countries,
        when=form.when,
        place=form.place,
        status=form.status,
        evidence=evidence,
        rules=(BY_FORM,),
        series=form.series,
        edition=form.edition,
        attribution=(Attribution(Origin.ANALYST, author.name),),
    )
    return article, mention


def _quoted(form: EventForm) -> tuple[str, tuple[Evidence, ...]]:
    """Write the quotes down one below the other, each with who published it and where; the title where nobody is quoted."""
    sources = list(form.sources)
    if not any(source.quote for source in sources):
        sources.insert(0, Source(form.title))
    text, evidence = "", []
    for source in sources:
        text += "\n\n" if text else ""
        if source.quote:
            evidence.append(Evidence(len(text), len(text) + len(source.quote), source.quote))
        named = ", ".join(part for part in (source.outlet, source.url) if part)
        text += "\n".join(part for part in (source.quote, named) if part)
    return text, tuple(evidence)
