"""Saved views: named links to the timeline, and a few that every store with such events offers."""

from __future__ import annotations

import datetime as dt
from urllib.parse import parse_qsl, urlencode

from flask import Blueprint, abort, current_app, redirect, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from tracker.filters import EventFilter
from tracker.store.engine import writing
from tracker.store.queries import any_event
from tracker.store.queries.remembered import remembered
from tracker.store.saved_views import forget_view, save_view, saved_views

# Name, what it shows, its query; "{week_ago}" is a day. Offered where the store has such events.
PRESETS = (
    ("Changed this week", "What became known in the last seven days", "changed_since={week_ago}"),
    (
        "Trump and Putin, 2017",
        "The spring of 2017 as it was believed on 27 April: would they meet in May?",
        "leader=donald-trump&leader=vladimir-putin&from=2017-04-01&to=2017-07-31&as_known_on=2017-04-27",
    ),
)

blueprint = Blueprint("views", __name__, url_prefix="/views")


def presets(session: Session, today: dt.date) -> list[dict[str, str]]:
    """Give the ready-made views that show anything."""
    week_ago = (today - dt.timedelta(days=7)).isoformat()
    filled = [(name, note, query.format(week_ago=week_ago)) for name, note, query in PRESETS]
    shown = [(name, note, query) for name, note, query in filled if _shows_anything(session, query)]
    return [{"name": name, "note": note, "url": f"{url_for('timeline.page')}?{query}"} for name, note, query in shown]


def _shows_anything(session: Session, query: str) -> bool:
    """Whether any event is in a ready-made view; every page asks, and only a write changes it."""
    return remembered(session, ("any event", query), lambda: any_event(session, EventFilter.parse(parse_qsl(query))))


def links(session: Session) -> list[dict[str, str]]:
    """Give the saved views with their addresses."""
    return [{"name": name, "url": f"{url_for('timeline.page')}?{query}"} for name, query in saved_views(session)]


@blueprint.post("")
def save() -> ResponseReturnValue:
    """Keep the view under a name and open it."""
    name = " ".join(request.form.get("name", "").split())
    if not name:
        abort(400, "Give the view a name.")
    query = urlencode([*((key, value) for key, value in parse_qsl(request.form.get("query", "")) if key != "view"), ("view", name)])
    with writing(current_app.extensions["tracker-engine"]) as session:
        save_view(session, name, query, dt.datetime.now(dt.UTC))
    return redirect(f"{url_for('timeline.page')}?{query}", 303)


@blueprint.post("/forget")
def forget() -> ResponseReturnValue:
    """Delete a view."""
    with writing(current_app.extensions["tracker-engine"]) as session:
        forget_view(session, request.form.get("name", ""))
    return redirect(url_for("timeline.page"), 303)
