"""The words of ``tracker.wording`` as template filters."""

from __future__ import annotations

from flask import Flask

from tracker import wording
from tracker.domain import Kind, Status
from tracker.web.chart.frame import milliseconds


def sentence(message: object) -> str:
    """Give a message as a sentence; an address or a name in quotes at its beginning stays as it is."""
    text = str(message)
    return f"{text if '://' in text.split(maxsplit=1)[0] else text[0].upper() + text[1:]}."


def init_app(app: Flask) -> None:
    """Make the words template filters."""
    app.jinja_env.filters.update(
        day=wording.day,
        status_label=lambda status: wording.STATUS_LABELS[Status(status)],
        standing=wording.standing,
        called_off=wording.called_off,
        kind_label=lambda kind: wording.KIND_LABELS[Kind(kind)],
        place=wording.place,
        parties=wording.parties,
        country=wording.country,
        instant=lambda day: milliseconds(day) if day else "",
        when=wording.when,
    )
    app.jinja_env.globals.update(
        span=wording.span,
        shown=wording.shown,
        coming=wording.coming,
        status_hint=wording.status_hint,
        STATUSES=tuple(Status),
        KINDS=tuple(Kind),
    )
