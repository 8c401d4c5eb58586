"""The timeline page and what its scripts ask for: data of the chart, rows of the table, the side panel, values to filter by, the map."""

from __future__ import annotations

import datetime as dt
from typing import Any
from urllib.parse import urlencode

import orjson
from flask import Blueprint, Response, abort, current_app, render_template, request, url_for
from werkzeug.datastructures import MultiDict

from tracker import wording
from tracker.domain import Kind, LinkKind, Status
from tracker.filters import EventFilter
from tracker.store.known_days import known_days
from tracker.store.queries import FacetRow, Order, evidence, facet, find_event, history, list_events, window
from tracker.web import names, views
from tracker.web.database import get_session
from tracker.web.event_page import LINK_WORDS, link_rows
from tracker.web.map import map_payload
from tracker.web.payload import payload
from tracker.web.scene import picture
from tracker.web.view import View, read_frame, read_least, read_view

DIMENSIONS = ("leader", "venue", "country", "series")
SUGGESTIONS = 12
SUGGESTIONS_EACH = 4
LINK_KINDS = [(kind.value, words[0]) for kind, words in LINK_WORDS.items() if kind is not LinkKind.REPLACES]
ROWS = 50
MOST_DAYS = 400
MOST_REPLAYED = 300
WEEK = dt.timedelta(days=7)
COLUMNS = {"when": "start", "event": "title", "status": "status", "place": "venue", "updated": "updated"}

blueprint = Blueprint("timeline", __name__)
blueprint.app_context_processor(lambda: {"table_url": table_url})


def today() -> dt.date:
    """The day that counts as today."""
    day: dt.date = current_app.config["CLOCK"]()
    return day


@blueprint.get("/")
def page() -> str:
    """The page: filters, table and the chart's frame; the chart follows when the browser is idle."""
    view = read_view(request.args, today())
    session = get_session()
    return render_template(
        "timeline.html",
        view=view,
        today=today(),
        chips=list(names.chips(session, view.filter)),
        table=_table(view),
        chart_height=_expected_height(view),
        kinds=tuple(Kind),
        statuses=tuple(Status),
        presets=views.presets(session, today()),
        saved_views=views.links(session),
        view_name=request.args.get("view", "")[:80],
    )


@blueprint.get("/timeline/data")
def data() -> Response:
    """The chart of the window, as single events or as density."""
    view = read_view(request.args, today())
    frame = read_frame(request.args, view, today())
    least = read_least(request.args, frame)
    session = get_session()
    answer = payload(picture(session, view, frame, least), frame)
    return _json(answer | {"chips": list(names.chips(session, view.filter))})


@blueprint.get("/timeline/table")
def table() -> str:
    """The rows of the window: the chart's twin, for everyone who does not use the chart."""
    return render_template("_timeline_table.html", table=_table(read_view(request.args, today())))


@blueprint.get("/panel/<uid>")
def panel(uid: str) -> str:
    """One event with its evidence, for the side panel."""
    session = get_session()
    as_known_on = EventFilter.parse(request.args.items()).as_known_on
    event = find_event(session, uid, as_known_on)
    if event is None:
        abort(404)
    now = find_event(session, uid) if as_known_on else None
    return render_template(
        "_panel.html",
        event=event,
        now=now,
        as_known_on=as_known_on,
        sources=evidence(session, uid, as_known_on),
        history=history(session, uid),
        links=list(link_rows(session, event, as_known_on)),
        link_kinds=LINK_KINDS,
    )


@blueprint.get("/timeline/known")
def known() -> Response:
    """The days on which the belief about events in view changed, oldest first; weeks where they are too many to step through."""
    view = read_view(MultiDict((name, value) for name, value in request.args.items(multi=True) if name != "as_known_on"), today())
    found = window(get_session(), view.filter, "none", MOST_REPLAYED)
    if found.crowded:
        start = view.window()[0] - WEEK
        return _json([start + number * WEEK for number in range(((today() - start).days // 7) + 1)][-MOST_DAYS:])
    days = known_days(get_session(), [row.event.uid for row in found.rows])
    return _json(days[-MOST_DAYS:])


@blueprint.get("/facets/<dimension>")
def facets(dimension: str) -> Response:
    """Values that begin with what was typed, with the number of events under the rest of the filter; ``all`` looks everywhere."""
    if dimension not in (*DIMENSIONS, "all"):
        abort(404)
    wanted = EventFilter.parse((name, value) for name, value in request.args.items(multi=True) if name != "q")
    typed = request.args.get("q", "")[:80]
    dimensions, limit = (DIMENSIONS, SUGGESTIONS_EACH) if dimension == "all" else ((dimension,), SUGGESTIONS)
    return _json([row for name in dimensions for row in _suggestions(name, wanted, typed, limit)])


@blueprint.get("/map/data")
def places() -> Response:
    """Venues of what is in view."""
    view = read_view(request.args, today())
    return _json(map_payload(get_session(), view.filter))


def _expected_height(view: View) -> int:
    """Pixels that the chart of a filtered view will take, so that nothing moves when it comes; 0 where it fills the window anyway."""
    if view.filter.without_window() == EventFilter():
        return 0
    height: int = picture(get_session(), view, read_frame(MultiDict(), view, today())).chart.layout["height"]
    return height


def _suggestions(dimension: str, wanted: EventFilter, typed: str, limit: int) -> list[dict[str, Any]]:
    chosen = {str(key) for key in getattr(wanted, dimension)}
    rows = facet(get_session(), dimension, wanted.without_window(), typed, limit + len(chosen))
    labels = {row.key: wording.country(row.key) if dimension == "country" else row.label for row in rows}
    found = [_suggestion(dimension, row, labels[row.key]) for row in rows if row.key not in chosen]
    return found[:limit]


def _suggestion(dimension: str, row: FacetRow, label: str) -> dict[str, Any]:
    """One value; ``more`` where only the latest events were counted."""
    suggestion = {"name": dimension, "value": row.key, "label": label, "count": row.count}
    return suggestion | ({"more": True} if row.partly else {})


def _table(view: View) -> dict[str, Any]:
    """One page of rows with what the template needs to sort and to go on."""
    column = request.args.get("sort", "when")
    column = column if column in COLUMNS else "when"
    descending = request.args.get("dir") == "desc"
    found = list_events(get_session(), view.filter, Order(COLUMNS[column], descending), ROWS, request.args.get("cursor", ""))
    start, end = view.window()
    return {"page": found, "sort": column, "descending": descending, "start": start, "end": end, "view": view}


def _json(value: Any) -> Response:
    return Response(orjson.dumps(value), mimetype="application/json", headers={"Cache-Control": "no-store"})


def table_url(**changes: str) -> str:
    """The address of the page with the table sorted or turned; without scripts it is a plain link."""
    query = [(name, value) for name, value in request.args.items(multi=True) if name not in {*changes, "cursor"}]
    return f"{url_for('timeline.page')}?{urlencode([*query, *changes.items()])}#table"
