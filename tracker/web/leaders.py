"""The page of a leader: what is coming, whom the leader meets, and the offices held."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from flask import Blueprint, abort, render_template, request
from sqlalchemy import select

from tracker import wording
from tracker.filters import EventFilter
from tracker.store.models import OfficeTerm, PersonRow
from tracker.store.queries import counterparts, list_events
from tracker.web.database import get_session
from tracker.web.desk import today

blueprint = Blueprint("leader", __name__)

MOST = 30
COMING = 10


@blueprint.get("/leaders/<key>")
def page(key: str) -> str:
    """What is coming for one person, counterparts and offices, as known today or on an earlier day."""
    session = get_session()
    person = session.get(PersonRow, key)
    if person is None:
        abort(404)
    as_known_on = EventFilter.parse(request.args.items()).as_known_on
    wanted = EventFilter(leader=(key,), as_known_on=as_known_on)
    terms = select(OfficeTerm).where(OfficeTerm.person_key == key).order_by(OfficeTerm.start.desc())
    return render_template(
        "leader.html",
        person=person,
        terms=[(_office(term), _span(term)) for term in session.scalars(terms)],
        coming=list_events(session, replace(wanted, start=as_known_on or today()), limit=COMING).rows,
        rows=counterparts(session, wanted, today(), MOST),
        as_known_on=as_known_on,
    )


def _office(term: OfficeTerm) -> str:
    """``Head of government, Germany``."""
    return f"{term.office.replace('-', ' ').capitalize()}, {wording.country(term.body)}"


def _span(term: OfficeTerm) -> str:
    """The days in words; a term without a beginning began before the record does."""
    if term.start == dt.date.min:
        return f"until {wording.day(term.end)}" if term.end else ""
    return f"{wording.day(term.start)} to {wording.day(term.end)}" if term.end else f"since {wording.day(term.start)}"
