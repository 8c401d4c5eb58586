"""A read-only timeline of a filter for other sites, off unless a setting names the sites that may frame it."""

from __future__ import annotations

from flask import Blueprint, current_app, make_response, render_template, request, url_for
from flask.typing import ResponseReturnValue

from tracker.store.queries import Order, list_events
from tracker.web import names, security
from tracker.web.database import get_session
from tracker.web.desk import today
from tracker.web.view import read_view

blueprint = Blueprint("embed", __name__, url_prefix="/embed")

ROWS = 30
OFF = "An operator can allow it: TRACKER_EMBED_ANCESTORS names the sites that may show this timeline in a frame."


@blueprint.get("")
def page() -> ResponseReturnValue:
    """The timeline of the filter, without controls, framed by the allowed sites alone."""
    ancestors = current_app.config["TRACKER"].embed_ancestors
    if not ancestors:
        return render_template("error.html", status=404, title="Embedding is switched off here", message=OFF), 404
    view = read_view(request.args, today())
    session = get_session()
    start, end = view.window()
    page_of = list_events(session, view.filter, Order(), ROWS)
    response = make_response(
        render_template(
            "embed.html",
            view=view,
            today=today(),
            chips=list(names.chips(session, view.filter)),
            table={"page": page_of, "sort": "when", "descending": False, "start": start, "end": end, "view": view},
            whole=f"{url_for('timeline.page')}?{request.query_string.decode('ascii', 'replace')}",
        )
    )
    response.headers["Content-Security-Policy"] = security.policy(frame_ancestors=" ".join(ancestors))
    return response
