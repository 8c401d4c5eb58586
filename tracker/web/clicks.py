"""Each word of an analyst that is one click: accept, reject, merge, split, link, undo. Form, validate, store, redirect."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from flask import Blueprint, flash, jsonify, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from tracker.domain import Event, LinkKind
from tracker.filters import EventFilter
from tracker.store import changes
from tracker.store.changes import EditConflict, EditError, FieldError
from tracker.store.queries import find_event, list_events
from tracker.web.database import get_session
from tracker.web.desk import author
from tracker.web.errors import wants_json
from tracker.web.navigation import event_url
from tracker.web.undoing import act_on

blueprint = Blueprint("clicks", __name__, url_prefix="/events/<uid>")

MOST_CHOICES = 20
REVIEW = "review"  # the value of ``back`` in forms of the review queue


@blueprint.post("/accept")
def accept(uid: str) -> ResponseReturnValue:
    """It is looked at and right."""
    return _done(uid, "Accepted.", lambda session: _accept(session, uid))


@blueprint.post("/looked")
def looked(uid: str) -> ResponseReturnValue:
    """It was looked at, without judging it; when it changes it comes back into the review queue."""
    return _done(uid, "Looked at.", lambda session: changes.mark_looked(session, uid, author().now))


@blueprint.post("/reject")
def reject(uid: str) -> ResponseReturnValue:
    """It is none; said again with a note, why."""
    note = request.form.get("note", "").strip()[:500]
    return _done(uid, "Rejected: it leaves timeline and lists.", lambda session: changes.reject_event(session, uid, author(), note))


@blueprint.post("/undo")
def undo(uid: str) -> ResponseReturnValue:
    """Take back the named edits, or what was last said."""
    edits = request.form.getlist("edit")
    if edits:
        return _done(uid, "Undone.", lambda session: changes.undo_edits(session, uid, edits, author()))
    return _done(uid, "Undone.", lambda session: changes.undo_last(session, uid, author()))


@blueprint.post("/merge")
def merge(uid: str) -> ResponseReturnValue:
    """It is the same as another one, which takes in its sources."""
    into = request.form.get("into", "")
    if not into:
        return _choose(uid, "merge", "into", "Merge into which event?")
    message = "Merged: the sources of both stand here now."
    return _done(uid, message, lambda session: changes.merge_events(session, uid, into, author()), then=into)


@blueprint.post("/split")
def split(uid: str) -> ResponseReturnValue:
    """Some of its sources tell another event."""
    marked = [value.rpartition("#") for value in request.form.getlist("mention")]
    sources = [(key, int(ordinal)) for key, _, ordinal in marked if ordinal.isdecimal()]
    if not sources:
        return _refused(uid, "Mark the sources that tell another event, then split them off.")
    message = "Split: the marked sources are an event of their own now."
    return _done(uid, message, lambda session: changes.split_event(session, uid, sources, author()), opens=True)


@blueprint.post("/link")
def link(uid: str) -> ResponseReturnValue:
    """It stands beside, or instead of, another one."""
    other = request.form.get("other", "")
    if not other:
        return _choose(uid, "link", "other", "Link to which event?")
    return _done(uid, "Linked.", lambda session: changes.link_events(session, uid, _link_kind(), other, author()))


@blueprint.post("/unlink")
def unlink(uid: str) -> ResponseReturnValue:
    """It does not."""
    other = request.form.get("other", "")
    return _done(uid, "The link is gone.", lambda session: changes.unlink_events(session, uid, _link_kind(), other, author()))


@blueprint.post("/claim")
def claim(uid: str) -> ResponseReturnValue:
    """What sources now say of an edited field: take it over, or put it aside."""
    field = request.form.get("field", "")
    if request.form.get("do") == "accept":
        return _done(uid, "The sources' word stands again.", lambda session: changes.accept_claim(session, uid, field, author()))
    return _done(uid, "Put aside; your word stands.", lambda session: changes.dismiss_claim(session, uid, field, author()))


def found_events(words: str, except_uid: str = "") -> list[Event]:
    """Events whose words match, for merging and linking; the latest first."""
    if not words.strip():
        return []
    wanted = EventFilter(q=words.strip()[:80])
    rows = list_events(get_session(), wanted, limit=MOST_CHOICES + 1).rows
    return [event for event in rows if event.uid != except_uid][:MOST_CHOICES]


def _accept(session: Session, uid: str) -> None:
    changes.accept_event(session, uid, author())
    changes.mark_looked(session, uid, author().now)


def _link_kind() -> LinkKind:
    value = request.form.get("kind", "")
    if value not in {kind.value for kind in LinkKind}:
        raise EditError(f"{value!r} is no kind of link; choose one from the list")
    return LinkKind(value)


def _choose(uid: str, action: str, name: str, question: str) -> ResponseReturnValue:
    """Offer the events that match what was typed: the way without scripts."""
    words = request.form.get("q", "")
    return render_template(
        "choose_event.html",
        event=find_event(get_session(), uid),
        uid=uid,
        choice={"action": action, "name": name, "question": question, "kind": request.form.get("kind", "")},
        words=words,
        found=found_events(words, uid),
    )


def _done(uid: str, message: str, act: Callable[[Session], Any], *, then: str = "", opens: bool = False) -> ResponseReturnValue:
    """Store, say what was done and how to take it back, and go back, or ``then`` to another event; what ``opens`` gives another one."""
    try:
        done = act_on(uid, act)
    except (EditError, FieldError, EditConflict) as error:
        return _refused(uid, f"Not stored: {error}.")
    if wants_json():
        return jsonify(message=message)
    done.say(message, done.result if opens else "")
    return _back(then or uid)


def _refused(uid: str, message: str) -> ResponseReturnValue:
    """Say why nothing was stored; a script gets the words alone."""
    if wants_json():
        return jsonify(message=message), 409
    flash(message, "error")
    return _back(uid)


def _back(uid: str) -> ResponseReturnValue:
    return redirect(url_for("review.page") if request.form.get("back") == REVIEW else event_url(uid), 303)
