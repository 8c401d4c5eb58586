"""Entering an event by form and changing one: form, validate, store, redirect. Who changes what changed meanwhile sees both."""

from __future__ import annotations

import datetime as dt
from typing import Any

import orjson
from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from tracker import wording
from tracker.domain import Event, LinkKind, Review
from tracker.resolve.fields import SETTABLE, from_json
from tracker.store.changes import EditConflict, EditError, FieldError, change_event, create_event, link_events, possible_duplicates
from tracker.store.queries import find_event, sequence_of
from tracker.web.conflict import Conflict, conflict_of
from tracker.web.database import get_session
from tracker.web.desk import author, today, writing
from tracker.web.event_form import ChangedEvent, EventFields, NewEvent, event_json, fields_json, typed
from tracker.web.navigation import event_url
from tracker.web.undoing import act_on

blueprint = Blueprint("events", __name__, url_prefix="/events")

SHOWN_AS = {"participants": "people"}  # fields whose input has another name
CARRIED = ("leader", "venue", "country", "series")  # what a link to an empty form can fill in beside days


@blueprint.get("/new")
def new() -> str:
    """An empty form, with the days that were marked on the timeline."""
    form = NewEvent(formdata=None, data=_prefilled())
    return _form_page(form)


@blueprint.post("/new")
def create() -> ResponseReturnValue:
    """Store a new event, once possible duplicates have been shown."""
    form = NewEvent()
    if "add_source" in request.form:
        form.sources.append_entry()
        return _form_page(form)
    if not form.validate_on_submit():
        return _form_page(form), 422
    event = form.event(form.given_sources())
    if request.form.get("store") != "anyway":
        found = possible_duplicates(get_session(), event, author())
        if found:
            return _form_page(form, duplicates=found)
    with writing() as session:
        uid = create_event(session, event, author())
        if form.link_other.data and find_event(session, form.link_other.data):
            link_events(session, uid, LinkKind(form.link_kind.data), form.link_other.data, author())
    flash("Stored.", "success")
    return redirect(event_url(uid), 303)


@blueprint.get("/<uid>/edit")
def edit(uid: str) -> str:
    """The form with the event as it stands."""
    event = _event(uid)
    kept = orjson.dumps(event_json(event)).decode()
    sequence = sequence_of(get_session(), uid) or 0
    form = ChangedEvent(formdata=None, data=typed(event, today()) | {"base": kept, "sequence": sequence})
    return _form_page(form, event)


@blueprint.post("/<uid>/edit")
def change(uid: str) -> ResponseReturnValue:
    """Store the fields that were changed."""
    event = _event(uid)
    form = ChangedEvent()
    if not form.validate_on_submit():
        return _form_page(form, event), 422
    base = _base(form.base.data or "", event)
    return _store(uid, _changed(form, base), base, int(form.sequence.data or 0))


@blueprint.post("/<uid>/edit/settle")
def settle(uid: str) -> ResponseReturnValue:
    """Store what was chosen, field by field, out of two versions."""
    event = _event(uid)
    mine = _base(request.form.get("mine", ""), event)
    kept = {name: value for name, value in mine.items() if request.form.get(f"keep-{name}") == "mine"}
    sequence = request.form.get("sequence", "0")
    return _store(uid, kept, event_json(event), int(sequence) if sequence.isdecimal() else 0)


def _store(uid: str, changed: dict[str, Any], base: dict[str, Any], sequence: int) -> ResponseReturnValue:
    try:
        done = act_on(uid, lambda session: change_event(session, uid, changed, author(), expected_sequence=sequence))
    except EditConflict as error:
        return _conflict_page(uid, conflict_of(base, changed, error)), 409
    except (EditError, FieldError) as error:
        flash(f"Not stored: {error}.", "error")
        return redirect(f"{event_url(uid)}/edit", 303)
    done.say("Stored." if changed else "Nothing was changed.")
    return redirect(event_url(uid), 303)


def _changed(form: EventFields, base: dict[str, Any]) -> dict[str, Any]:
    """What the form says otherwise than when it was opened. Words left as they were keep the exact value behind them."""
    before = typed(_as_event(base), today())
    after = fields_json(form.event())
    untouched = {name for name in SETTABLE if _same(form[SHOWN_AS.get(name, name)].data, before[SHOWN_AS.get(name, name)])}
    if set(after["countries"]) != set(base["countries"]):
        untouched.discard("countries")  # a new person brings a country along
    return {name: value for name, value in after.items() if name not in untouched and value != base[name]}


def _same(now: str | None, before: str) -> bool:
    return (now or "").split() == before.split()


def _as_event(fields: dict[str, Any]) -> Event:
    """An event that has these fields and nothing else."""
    return Event(uid="", **{name: from_json(name, value) for name, value in fields.items()})


def _base(text: str, event: Event) -> dict[str, Any]:
    """Fields as they went out with a form; the event's own where they do not come back whole."""
    try:
        fields = orjson.loads(text)
        return {name: fields[name] for name in SETTABLE if from_json(name, fields[name]) is not None or fields[name] is None}
    except (ValueError, KeyError, TypeError):
        return event_json(event)


def _event(uid: str) -> Event:
    event = find_event(get_session(), uid)
    if event is None or event.review is Review.MERGED:
        abort(404)
    return event


def _prefilled() -> dict[str, Any]:
    first, last = (_day(request.args.get(name, "")) for name in ("earliest", "latest"))
    days = wording.span(first, last or first) if first and (last is None or last >= first) else ""
    return {"when": days}


def _day(value: str) -> dt.date | None:
    try:
        return dt.date.fromisoformat(value)
    except ValueError:
        return None


def _form_page(form: EventFields, event: Event | None = None, **more: Any) -> str:
    action = f"{event_url(event.uid)}/edit" if event else url_for("events.create")
    return render_template("event_form.html", form=form, event=event, action=action, **more)


def _conflict_page(uid: str, conflict: Conflict) -> str:
    return render_template("conflict.html", uid=uid, conflict=conflict)
