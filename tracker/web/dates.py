"""The date field at once: how what is typed is understood."""

from __future__ import annotations

import datetime as dt

from flask import Blueprint, Response, jsonify, request

from tracker import wording
from tracker.domain import When
from tracker.web.desk import today
from tracker.web.typed import TypedError, read_when

blueprint = Blueprint("dates", __name__, url_prefix="/dates")


@blueprint.get("/understand")
def understand() -> Response:
    """How ``text`` is read, as seen from the day ``base``: in words, as days, as EDTF; or why it cannot be read."""
    text = request.args.get("text", "")
    try:
        when = read_when(text, read_base(request.args.get("base", "")))
    except TypedError as error:
        return jsonify(understood=False, words=str(error))
    return jsonify(
        understood=True,
        words=explained(when),
        earliest=when.earliest.isoformat() if when.earliest else None,
        latest=when.latest.isoformat() if when.latest else None,
        precision=when.precision.value,
        edtf=when.edtf,
    )


def read_base(value: str) -> dt.date:
    """The day from which relative words count; today where none is given or it is no day."""
    try:
        return dt.date.fromisoformat(value)
    except ValueError:
        return today()


def explained(when: When) -> str:
    """A window in a sentence that leaves no doubt."""
    if when.earliest is None or when.latest is None:
        return "No date yet: the event stands in the list, and on the timeline once a date is known."
    if when.exact:
        return f"{wording.when(when)}{f', at {when.time}' if when.time else ''}."
    days = (when.latest - when.earliest).days + 1
    if days == 1:  # "by 31 May 2017", when nothing of the window lies ahead but its end
        return f"{wording.when(when)}."
    return f"{wording.when(when)}: one or more of the {days:,} days from {wording.day(when.earliest)} to {wording.day(when.latest)}."
