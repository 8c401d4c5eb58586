"""The review queue: what needs an analyst's eye, in order of importance, each with its evidence; one key each."""

from __future__ import annotations

from dataclasses import dataclass

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from tracker.domain import Event
from tracker.resolve.importance import Why
from tracker.resolve.review import Item
from tracker.store.changes import QUEUE, looked_at, mark_looked
from tracker.store.queries import SourceRow, evidence
from tracker.store.review import review_queue
from tracker.web.database import get_session
from tracker.web.desk import now, writing

blueprint = Blueprint("review", __name__, url_prefix="/review")

MOST = 40
MOST_SOURCES = 3
WHY_WORDS = {
    Why.CONFLICT: "Cannot both be true",
    Why.CONTRADICTION: "Sources contradict",
    Why.DUPLICATE: "May be double",
    Why.CLOSING: "About to close",
    Why.CHANGED: "Changed",
    Why.NEW: "New",
}
KEYS = (
    ("j ↓", "next"),
    ("k ↑", "previous"),
    ("a", "accept"),
    ("e", "edit"),
    ("m", "merge"),
    ("r", "reject"),
    ("l", "looked at, no judgement"),
    ("Enter", "open its page"),
    ("u", "undo the last"),
    ("?", "this list"),
)


@dataclass(frozen=True, slots=True)
class Row:
    """An item of the queue with the last sources that speak of it."""

    item: Item
    sources: tuple[SourceRow, ...]
    more: int

    @property
    def twin(self) -> Event | None:
        """The event that it may be, where the queue suspects one."""
        return next((found.other for found in self.item.findings if found.why is Why.DUPLICATE and found.other), None)


@blueprint.get("")
def page() -> str:
    """The queue as it stands."""
    session = get_session()
    rows = [_row(item) for item in review_queue(session, now(), MOST)]
    return render_template("review.html", rows=rows, why_words=WHY_WORDS, keys=KEYS, since=looked_at(session, QUEUE), most=MOST)


@blueprint.post("/looked")
def looked() -> ResponseReturnValue:
    """Everything that was shown counts as looked at; what changes later comes back."""
    shown = request.form.getlist("uid")[:MOST]
    moment = now()
    with writing() as session:
        for subject in [*shown, QUEUE]:
            mark_looked(session, subject, moment)
    flash("All looked at. What changes from now on comes back here.", "success")
    return redirect(url_for("review.page"), 303)


def _row(item: Item) -> Row:
    sources = evidence(get_session(), item.event.uid)
    return Row(item, tuple(reversed(sources[-MOST_SOURCES:])), max(len(sources) - MOST_SOURCES, 0))
