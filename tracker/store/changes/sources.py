"""A source that an analyst adds to an event that exists: an article of its own with one claim, and an edit that says where it belongs."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from sqlalchemy.orm import Session

from tracker.domain import Article, Edit, EditKind, Event, Evidence, Mention, Status, When
from tracker.resolve.claims import ADDED, ADDED_KEY
from tracker.resolve.identity import name_mentions
from tracker.store.changes.articles import Mined, store
from tracker.store.changes.edits import EditError, new_id, record
from tracker.store.changes.forms import NOWHERE, UNDATED, Author, Source
from tracker.store.changes.settling import Run
from tracker.store.queries.past import find_event


@dataclass(frozen=True, slots=True)
class AddedSource:
    """A source with its day and what it says: of the status, and of the date where it gives one."""

    source: Source
    published: dt.date
    status: Status
    when: When = UNDATED


def add_source(session: Session, uid: str, added: AddedSource, author: Author) -> int:
    """Add a source to an event; give the event's new sequence.

    It weighs like an article of its outlet and day, so that a later day of knowledge shows it and an earlier one does not. Mining anew
    leaves it alone; undoing the edit takes it away.
    """
    event = find_event(session, uid)
    if event is None:
        raise EditError(f"there is no event {uid}; it may have been removed")
    if added.published > author.now.date():
        raise EditError("the day of publication lies ahead; give the day on which the source appeared")
    edit_id = new_id()
    article, mention = _as_article(event, added, f"{ADDED_KEY}{edit_id}", author)
    run = Run(session, author.now)
    store(run, Mined(article, [mention], "form"))
    run.finish()
    edit = Edit(edit_id, uid, EditKind.SOURCE, author.now, value=name_mentions([mention])[0].uid, editor=author.name)
    return record(Run(session, author.now), [edit], None)


def _as_article(event: Event, added: AddedSource, key: str, author: Author) -> tuple[Article, Mention]:
    """Write the source down as an article: the words, then who published them and where. Its claim says nothing that was not typed."""
    source = added.source
    named = ", ".join(part for part in (source.outlet, source.url) if part)
    article = Article(
        key=key,
        text="\n".join(part for part in (source.quote, named) if part),
        published=added.published,
        published_at=author.now if added.published == author.now.date() else None,
        outlet=source.outlet,
        url=source.url,
    )
    mention = Mention(
        article_key=key,
        ordinal=0,
        kind=event.kind,
        title=event.title,
        participants=(),
        countries=(),
        when=added.when,
        place=NOWHERE,
        status=added.status,
        evidence=(Evidence(0, len(source.quote), source.quote),),
        rules=(ADDED,),
    )
    return article, mention
