"""The page of an event."""

from __future__ import annotations

from flask import Blueprint, abort, flash, redirect, render_template, request
from flask.typing import ResponseReturnValue

from tracker.domain import LinkKind, Review
from tracker.filters import EventFilter
from tracker.store.queries import find_event, merged_into
from tracker.web.database import get_session
from tracker.web.desk import today
from tracker.web.downloads import base_url
from tracker.web.event_page import LINK_WORDS, read_page
from tracker.web.navigation import event_url

blueprint = Blueprint("event", __name__)

EDIT_WORDS = {
    "create": "Entered by form",
    "set": "Set",
    "accept": "Accepted",
    "reject": "Rejected",
    "merge": "Merged into another event",
    "source": "Added a source",
    "split": "Split off sources",
    "link": "Linked",
    "unlink": "Unlinked",
    "dismiss": "Put the sources' claim aside",
}


@blueprint.get("/events/<uid>")
def page(uid: str) -> ResponseReturnValue:
    """Everything about one event, as known today or on an earlier day; a merged event leads to the one that took it in."""
    session = get_session()
    as_known_on = EventFilter.parse(request.args.items()).as_known_on
    event = find_event(session, uid, as_known_on)
    if event is None or event.review is Review.MERGED:
        survivor = merged_into(session, uid)
        if survivor:
            flash(f"“{event.title if event else uid}” was merged into this event.", "info")
            return redirect(event_url(survivor))
        return _unknown(uid)
    return render_template(
        "event.html",
        page=read_page(session, event, as_known_on, base_url()),
        event=event,
        as_known_on=as_known_on,
        today=today(),
        link_kinds=[(kind.value, words[0]) for kind, words in LINK_WORDS.items() if kind is not LinkKind.REPLACES],
        edit_words=EDIT_WORDS,
    )


def _unknown(uid: str) -> ResponseReturnValue:
    """Say that an event was not known yet on that day, or that there is none."""
    now = find_event(get_session(), uid)
    if now is None:
        abort(404)
    message = f"“{now.title}” became known later. Choose a later day, or look at it as it is known today."
    return render_template("error.html", status=404, title="Not known yet on that day", message=message), 404
