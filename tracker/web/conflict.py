"""Two analysts at once: what each of them made of an event, field by field, so that neither loses anything."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import orjson

from tracker.resolve.fields import SETTABLE
from tracker.store.changes import EditConflict
from tracker.web.event_form import event_json
from tracker.web.field_words import LABELS, said


@dataclass(frozen=True, slots=True)
class Row:
    """A field on which the versions differ, in words. ``keep`` is what is proposed: "mine" or "theirs"."""

    name: str
    label: str
    before: str
    mine: str
    theirs: str
    keep: str
    both: bool  # both changed it, to different values


@dataclass(frozen=True, slots=True)
class Conflict:
    """What the page shows. ``mine`` is my version as JSON, ``sequence`` the number of the version that stands now."""

    title: str
    rows: tuple[Row, ...]
    mine: str
    sequence: int


def conflict_of(base: Mapping[str, Any], changed: Mapping[str, Any], found: EditConflict) -> Conflict:
    """Compare three versions: ``base`` when the form was opened, with my changes, and as somebody else left it."""
    theirs = event_json(found.theirs)
    mine = {**base, **changed}
    rows = [_row(name, (base[name], mine[name], theirs[name])) for name in SETTABLE if mine[name] != theirs[name]]
    return Conflict(found.theirs.title, tuple(rows), orjson.dumps(mine).decode(), found.sequence)


def _row(name: str, values: tuple[Any, Any, Any]) -> Row:
    before, mine, theirs = values
    i_changed, they_changed = mine != before, theirs != before
    return Row(
        name=name,
        label=LABELS[name],
        before=said(name, before),
        mine=said(name, mine),
        theirs=said(name, theirs),
        keep="mine" if i_changed else "theirs",
        both=i_changed and they_changed,
    )
