"""The answers. Every GET carries an ETag and honours If-None-Match; every error is a problem document."""

from __future__ import annotations

import datetime as dt
from typing import Any

import orjson
from flask import Blueprint, Response, current_app, render_template, request
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import HTTPException, NotFound, RequestEntityTooLarge

from tracker.domain import Change
from tracker.filters import FilterError
from tracker.handout import records
from tracker.lexicon import load
from tracker.mining import UndatedArticle, mine
from tracker.records import RecordError, article_from_record, mention_record
from tracker.store.queries import (
    Between,
    FacetRow,
    Order,
    changes_between,
    counterparts,
    density,
    evidence,
    facet,
    find_event,
    history,
    list_events,
    merged_into,
)
from tracker.web.api import problems, values
from tracker.web.api.document import FILTER, document
from tracker.web.database import get_session
from tracker.web.security import csrf

blueprint = Blueprint("api", __name__, url_prefix="/api/v1")
csrf.exempt(blueprint)  # it takes no cookies into account and changes nothing

MOST_NAMES = 100
CHANGE_DAYS = 30


def answer(value: Any) -> ResponseReturnValue:
    """Give JSON that a client need not fetch twice."""
    response = Response(orjson.dumps(value), mimetype="application/json")
    response.headers["Cache-Control"] = "no-cache"
    response.add_etag(weak=True)
    return response.make_conditional(request)


@blueprint.get("/events")
def events() -> ResponseReturnValue:
    """One page of events under the filter."""
    name = request.args.get("sort", "start")
    order = Order(name.removeprefix("-"), name.startswith("-"))
    page = list_events(get_session(), values.wanted(), order, values.limit(), values.cursor())
    rows = list(records(get_session(), page.rows))
    return answer({"events": rows, "next_cursor": page.next_cursor, "total": page.total, "total_is_exact": not page.more})


@blueprint.get("/events/<uid>")
def event(uid: str) -> ResponseReturnValue:
    """One event with its mentions and its history; ``as_known_on`` gives what was believed on a day."""
    session = get_session()
    known_on = values.wanted().as_known_on
    found = find_event(session, uid, known_on)
    if found is None:
        raise NotFound(f"There is no event {uid!r}" + (f" as known on {known_on}." if known_on else "."))
    mentions = [
        mention_record(row.stored.mention)
        | {"article": row.origin, "outlet": row.outlet, "url": row.url, "published": row.published.isoformat()}
        for row in evidence(session, uid, known_on)
    ]
    changes = [_change(change) for change in history(session, uid) if known_on is None or change.known <= known_on]
    return answer(next(records(session, [found])) | {"mentions": mentions, "history": changes, "merged_into": merged_into(session, uid)})


@blueprint.get("/<any(leaders, venues, countries, series):names>")
def facets(names: str) -> ResponseReturnValue:
    """Leaders, venues, countries or series under the filter, the most frequent first; ``prefix`` narrows by the beginning of a word."""
    dimension = {"leaders": "leader", "venues": "venue", "countries": "country", "series": "series"}[names]
    rows = facet(get_session(), dimension, values.wanted(), request.args.get("prefix", ""), values.limit(20, MOST_NAMES))
    return answer({names: [_name(row) for row in rows]})


def _name(row: FacetRow) -> dict[str, Any]:
    """A value; its count is no more than that of the latest events where there are very many under the filter."""
    next_day = row.next_day.isoformat() if row.next_day else None
    return {"key": row.key, "label": row.label, "count": row.count, "count_is_exact": not row.partly, "next": next_day}


@blueprint.get("/counterparts")
def beside() -> ResponseReturnValue:
    """Who takes part in the filter's events beside its leaders: how often, when last, when next."""
    rows = counterparts(get_session(), values.wanted(), _today(), values.limit(20, MOST_NAMES))
    return answer(
        {
            "counterparts": [
                {"key": row.key, "label": row.name, "country": row.country, "count": row.count, "last": row.last_day, "next": row.next_day}
                for row in rows
            ]
        }
    )


@blueprint.get("/changes")
def changes() -> ResponseReturnValue:
    """What became known between ``since`` and ``until`` of events under the filter, the latest first."""
    wanted = values.wanted()
    until = values.day("until", wanted.as_known_on or _today())
    since = values.day("since", until - dt.timedelta(days=CHANGE_DAYS))
    if until < since:
        raise FilterError("until", f"{until} is before since={since}; swap them or drop one")
    page = changes_between(get_session(), wanted, Between(since, until, values.limit(), values.cursor()))
    rows = [_change(row.change) | {"uid": row.event.uid, "title": row.event.title} for row in page.rows]
    return answer({"changes": rows, "next_cursor": page.next_cursor})


@blueprint.get("/density")
def counts() -> ResponseReturnValue:
    """How many events begin in each day, week, month or year, by status."""
    rows = density(get_session(), values.wanted(), request.args.get("unit", "month"))
    return answer({"density": [{"bucket": row.bucket.isoformat(), "status": row.status.value, "count": row.count} for row in rows]})


@blueprint.post("/mine")
def mine_text() -> Response:
    """Mine an article without storing anything."""
    config = current_app.config["TRACKER"]
    try:
        record = orjson.loads(request.get_data())
        article = article_from_record({"id": "request", **record} if isinstance(record, dict) else record)
    except orjson.JSONDecodeError as error:
        return problems.problem(400, "Bad request", f"The body is no JSON: {error}.")
    except RecordError as error:
        return problems.problem(422, "Not an article", str(error))
    if len(article.full_text) > config.max_paste_chars:
        raise RequestEntityTooLarge(f"The text has {len(article.full_text):,} characters; {config.max_paste_chars:,} are allowed.")
    try:
        mentions = mine(article, load())
    except UndatedArticle as error:
        return problems.problem(422, "No date", str(error))
    return Response(
        orjson.dumps({"id": article.key, "events": [mention_record(mention) for mention in mentions]}), mimetype="application/json"
    )


@blueprint.get("/openapi.json")
def openapi() -> ResponseReturnValue:
    """The description of this API (OpenAPI 3.1)."""
    return answer(document(request.url_root.rstrip("/")))


@blueprint.get("/")
def readable() -> str:
    """The same description for people."""
    whole = document(request.url_root.rstrip("/"))
    shared = [name for name, _, _ in FILTER]
    parameters = [one for one in whole["paths"]["/events"]["get"]["parameters"] if one["name"] in shared]
    return render_template("api.html", document=whole, filter=parameters, shared=shared)


@blueprint.after_request
def allow_origins(response: Response) -> Response:
    """Let the configured origins read from a browser; none by default."""
    origin = request.headers.get("Origin", "")
    allowed = current_app.config["TRACKER"].cors_origins
    if origin and origin in allowed:
        response.headers["Access-Control-Allow-Origin"] = origin
        response.headers.add("Vary", "Origin")
    return response


blueprint.register_error_handler(FilterError, problems.of_filter)
blueprint.register_error_handler(HTTPException, problems.of_http)


def _today() -> dt.date:
    day: dt.date = current_app.config["CLOCK"]()
    return day


def _change(change: Change) -> dict[str, Any]:
    return {
        "field": change.field,
        "old": change.old,
        "new": change.new,
        "known": change.known.isoformat(),
        "recorded_at": change.recorded_at.isoformat(),
        "cause": change.cause,
        "words": change.words,
        "outlet": change.outlet,
    }
