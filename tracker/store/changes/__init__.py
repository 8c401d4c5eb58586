"""Every write. Each function works in the caller's transaction: ``with engine.writing(db) as session: ...``; one writer at a time.

Articles
  ``store_article(session, Mined(article, mentions, rules), now) -> Stored`` (inserted, updated, unchanged); many in one transaction:
  ``run = Run(session, now)``, ``store_all(run, [mined, ...])``, ``run.finish()``.
  ``seed_editions(session, lexicon.editions.by_key.values(), lexicon, now)``: the calendar of summits as events.
  ``lapse_due(session, now)``: what time alone changes; at start-up and daily.
Forms and clicks (``author = Author(now, "name")``)
  ``possible_duplicates(session, form, author) -> [Duplicate(event, match)]``, then ``create_event(session, form, author) -> uid``.
  ``change_event(session, uid, {field: json}, author, expected_sequence=...)``; fields and their JSON: ``tracker.resolve.fields``.
  ``add_source(session, uid, AddedSource(Source(...), published, status, when), author)``: a source of an event that exists.
  ``merge_events(session, uid, into, author)``, ``split_event(session, uid, [(article_key, ordinal), ...], author) -> uid``,
  ``accept_event``, ``reject_event``, ``undo_edits(session, uid, [edit_id, ...], author)``, ``undo_last(session, uid, author)``,
  ``accept_claim(session, uid, field, author)`` and ``dismiss_claim(...)`` for what sources say beside an edited field,
  ``link_events(session, uid, LinkKind, other_uid, author)``, ``unlink_events(...)``; ``edits_of(session, uid)`` gives each with ``active``.
  ``queries.sequence_of(session, uid)`` is what ``expected_sequence`` is compared with; ``EditConflict`` carries ``mine`` (edits),
  ``theirs`` (the event as it stands) and ``sequence``; ``EditError`` and ``FieldError`` say what is wrong.
Desk
  ``mark_looked(session, uid or QUEUE, now)``, ``looked_at(session, subject)``; the queue itself:
  ``tracker.store.review.review_queue(session, now, limit) -> [Item(event, findings)]``, each finding with ``why`` and ``words``.
What changed between two days
  ``queries.changes_between(session, filter, Between(...))``, put into words by ``tracker.resolve.words.line(title, changes of one day)``.
"""

from __future__ import annotations

import datetime as dt

from sqlalchemy.orm import Session

from tracker.domain import Edit
from tracker.resolve.fields import FieldError
from tracker.store.changes.articles import Mined, Outcome, Stored, store, store_all, unchanged
from tracker.store.changes.desk import QUEUE, looked_at, mark_looked
from tracker.store.changes.editions import seed_editions
from tracker.store.changes.edits import EditConflict, EditError, MadeEdit, edits_of, record
from tracker.store.changes.forms import (
    Author,
    Duplicate,
    EventForm,
    Source,
    accept_claim,
    accept_event,
    change_event,
    create_event,
    dismiss_claim,
    link_events,
    merge_events,
    possible_duplicates,
    reject_event,
    split_event,
    undo_edits,
    undo_last,
    unlink_events,
)
from tracker.store.changes.lapses import lapse_due
from tracker.store.changes.settling import Run
from tracker.store.changes.sources import AddedSource, add_source

__all__ = [
    "QUEUE",
    "AddedSource",
    "Author",
    "Duplicate",
    "EditConflict",
    "EditError",
    "EventForm",
    "FieldError",
    "MadeEdit",
    "Mined",
    "Outcome",
    "Run",
    "Source",
    "Stored",
    "accept_claim",
    "accept_event",
    "add_source",
    "change_event",
    "create_event",
    "dismiss_claim",
    "edits_of",
    "lapse_due",
    "link_events",
    "looked_at",
    "mark_looked",
    "merge_events",
    "possible_duplicates",
    "record_edit",
    "reject_event",
    "seed_editions",
    "split_event",
    "store",
    "store_all",
    "store_article",
    "unchanged",
    "undo_edits",
    "undo_last",
    "unlink_events",
]


def store_article(session: Session, mined: Mined, now: dt.datetime) -> Stored:
    """Store one article with its claims and settle them."""
    run = Run(session, now)
    stored = store(run, mined)
    run.finish()
    return stored


def record_edit(session: Session, edit: Edit, expected_sequence: int | None = None) -> int:
    """Store one edit and settle its event; give the event's new sequence. Raises EditConflict, EditError or FieldError."""
    return record(Run(session, edit.made_at), [edit], expected_sequence)
