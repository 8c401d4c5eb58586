"""What changed between two days under the current filter, in words, the latest day first."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from urllib.parse import urlencode

from flask import Blueprint, render_template, request, url_for
from werkzeug.datastructures import MultiDict

from tracker.domain import Event
from tracker.filters import EventFilter, FilterError
from tracker.resolve.words import told
from tracker.store.queries import Between, EventChange, by_day_and_event, changes_between
from tracker.web import names
from tracker.web.database import get_session
from tracker.web.desk import today

blueprint = Blueprint("changes", __name__, url_prefix="/changes")

ROWS = 200
USUAL = dt.timedelta(days=7)
OWN = ("since", "until", "cursor")


@dataclass(frozen=True, slots=True)
class Line:
    """What changed of one event on one day."""

    event: Event
    words: str
    tellers: str


@blueprint.get("")
def page() -> str:
    """The changes of the last week, or between the days that are asked for."""
    pairs = [pair for pair in request.args.items(multi=True) if pair[0] not in OWN]
    wanted = EventFilter.parse(pairs)
    since, until = read_days(request.args, wanted.as_known_on or today())
    session = get_session()
    found = changes_between(session, wanted, Between(since, until, ROWS, request.args.get("cursor", "")))
    days = {"since": since.isoformat(), "until": until.isoformat()}
    query = wanted.query()
    return render_template(
        "changes.html",
        days=list(by_day(found.rows)),
        since=since,
        until=until,
        today=today(),
        wanted=wanted,
        chips=[chip | {"off": _without(wanted, chip, days)} for chip in names.chips(session, wanted)],
        kept=[pair for pair in wanted.params() if pair[0] != "q"],
        feed=f"{url_for('downloads.changes')}?{query}" if query else url_for("downloads.changes"),
        following=f"{url_for('changes.page')}?{wanted.query(days | {'cursor': found.next_cursor})}" if found.next_cursor else "",
    )


def read_days(args: MultiDict[str, str], last: dt.date) -> tuple[dt.date, dt.date]:
    """The two days; raises FilterError for what is no day, or for days that stand the wrong way round."""
    until = _day("until", args.get("until", "")) or last
    since = _day("since", args.get("since", "")) or until - USUAL
    if since > until:
        raise FilterError("since", f"{since} is after until={until}; swap them")
    return since, until


def by_day(rows: Sequence[EventChange]) -> Iterator[tuple[dt.date, list[Line]]]:
    """Changes grouped by the day on which they became known, one line an event."""
    for day, lines in groupby(by_day_and_event(rows), key=lambda changes: changes[0].change.known):
        yield day, [Line(changes[0].event, *told([row.change for row in changes])) for changes in lines]


def _without(wanted: EventFilter, chip: dict[str, str], days: dict[str, str]) -> str:
    """The address of the page without one condition."""
    kept = [pair for pair in wanted.params() if pair != (chip["name"], chip["value"])]
    return f"{url_for('changes.page')}?{urlencode([*kept, *days.items()])}"


def _day(name: str, value: str) -> dt.date | None:
    try:
        return dt.date.fromisoformat(value) if value else None
    except ValueError:
        raise FilterError(name, f"{value!r} is no day; write it as YYYY-MM-DD, as in 2017-05-31") from None
