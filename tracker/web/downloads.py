"""What can be taken elsewhere: calendars, tables, feeds and files of a filter, and one event as linked data."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

import orjson
from flask import Blueprint, Response, abort, current_app, request
from flask.typing import ResponseReturnValue
from sqlalchemy import Engine

from tracker.exports import atom, calendar, linked
from tracker.exports.model import Export, Exported
from tracker.filters import EventFilter, FilterError
from tracker.handout import FORMATS, Handout, exported, write
from tracker.store.engine import session
from tracker.store.queries import Between, changes_between, find_event, writes
from tracker.web.database import get_session
from tracker.web.names import chips

blueprint = Blueprint("downloads", __name__)

CHANGE_DAYS = 90
CHANGE_ROWS = 200


@blueprint.get("/calendar.ics", endpoint="calendar", defaults={"name": "ics"})
@blueprint.get("/events.timelinejs.json", endpoint="timelinejs", defaults={"name": "timelinejs"})
@blueprint.get("/events.<any(csv, xlsx, geojson, jsonl):name>", endpoint="file")
def download(name: str) -> ResponseReturnValue:
    """Send the events of the filter in a format, streamed. ``cancelled=drop`` leaves called-off events out of a calendar.

    Whoever subscribes asks again and again: nothing is sent while nothing was written on the same day.
    """
    keep = _choice("cancelled", ("keep", "drop")) == "keep"
    form = FORMATS[name]
    pieces = _read(current_app.extensions["tracker-engine"], handout(), name, keep=keep)
    response = Response(_joined(pieces), mimetype=form.media_type)
    if form.attached:
        response.headers["Content-Disposition"] = f'attachment; filename="diplomatic-events-{_now():%Y-%m-%d}.{form.suffix}"'
    response.set_etag(f"{writes(get_session())}-{_now():%Y%m%d}-{name}", weak=True)
    return response.make_conditional(request)


@blueprint.get("/changes.atom")
def changes() -> ResponseReturnValue:
    """Send what changed under the filter in the last CHANGE_DAYS days as an Atom feed."""
    wanted = EventFilter.parse(request.args.items(multi=True))
    until = wanted.as_known_on or _now().date()
    page = changes_between(get_session(), wanted, Between(until - dt.timedelta(days=CHANGE_DAYS), until, CHANGE_ROWS))
    entries = [atom.ChangeEntry(row.change, row.event.title, f"{base_url()}/events/{row.event.uid}") for row in page.rows]
    body = atom.write(f"Changes: {described(wanted)}", request.url, entries, _now())
    response = Response(body, mimetype="application/atom+xml")
    response.add_etag(weak=True)
    return response.make_conditional(request)


@blueprint.get("/events/<uid>/event.ics")
def one_entry(uid: str) -> Response:
    """Send one event as a calendar with one entry; an undated one has none."""
    row = exported_event(uid)
    if row is None:
        abort(404)
    body = b"".join(calendar.write(Export(row.event.title, row.url, _now(), [row])))
    return Response(body, mimetype="text/calendar", headers={"Content-Disposition": 'attachment; filename="event.ics"'})


@blueprint.get("/events/<uid>/<any('event.jsonld', 'ninjs.json'):name>")
def one(uid: str, name: str) -> Response:
    """Send one event as schema.org JSON-LD or IPTC ninjs."""
    row = exported_event(uid)
    if row is None:
        abort(404)
    value = linked.json_ld(row) if name == "event.jsonld" else linked.ninjs(row)
    return Response(orjson.dumps(value), mimetype="application/ld+json" if name == "event.jsonld" else "application/json")


def exported_event(uid: str) -> Exported | None:
    """Give one event with its sources, as the exports see it."""
    event = find_event(get_session(), uid)
    return next(exported(get_session(), [event], base_url())) if event else None


def handout() -> Handout:
    """Read what is asked for from the request."""
    wanted = EventFilter.parse(request.args.items(multi=True))
    return Handout(wanted, _now(), base_url(), described(wanted), request.query_string.decode("ascii", "replace"))


def described(wanted: EventFilter) -> str:
    """Name the filter by the labels of its conditions."""
    conditions = ", ".join(chip["label"] for chip in chips(get_session(), wanted))
    return f"Diplomatic events: {conditions}" if conditions else "Diplomatic events"


def base_url() -> str:
    """Where this tracker is reached, without a slash at the end."""
    return request.url_root.rstrip("/")


def _read(engine: Engine, wanted: Handout, name: str, *, keep: bool) -> Iterator[bytes]:
    """Write a format from a session of its own: the request's is closed before its answer is streamed."""
    with session(engine) as opened:
        yield from write(opened, wanted, name, keep_cancelled=keep)


def _joined(pieces: Iterator[bytes]) -> Iterator[bytes]:
    """Join small pieces, so that a calendar is not sent an event a packet."""
    held, size = [], 0
    for piece in pieces:
        held.append(piece)
        size += len(piece)
        if size > 65_536:
            yield b"".join(held)
            held, size = [], 0
    yield b"".join(held)


def _choice(name: str, choices: tuple[str, ...]) -> str:
    value = request.args.get(name, choices[0])
    if value not in choices:
        raise FilterError(name, f"{value!r} is not known; use one of {', '.join(choices)}")
    return value


def _now() -> dt.datetime:
    """Give the moment of retrieval; its day is the application's."""
    day: dt.date = current_app.config["CLOCK"]()
    return dt.datetime.combine(day, dt.datetime.now(dt.UTC).time(), dt.UTC)
