"""An address that names a leader, place or series in plain words leads to the one with their keys: /?leader=Putin."""

from __future__ import annotations

from urllib.parse import urlencode

from flask import Flask, redirect, request
from flask.typing import ResponseReturnValue

from tracker.filters import EventFilter
from tracker.store.queries import NAMED, by_key
from tracker.web.database import get_session


def init_app(app: Flask) -> None:
    """Look at every address that is read."""
    app.before_request(lead_to_keys)


def lead_to_keys() -> ResponseReturnValue | None:
    """Redirect where a name of the filter is no key but borne by some; else leave the request alone."""
    given = [(name, value) for name, value in request.args.items(multi=True) if name in NAMED]
    if request.method not in ("GET", "HEAD") or not given:
        return None
    named = EventFilter.parse(given)
    keyed = by_key(get_session(), named)
    if keyed == named:
        return None
    others = [(name, value) for name, value in request.args.items(multi=True) if name not in NAMED]
    return redirect(f"{request.path}?{urlencode([*keyed.params(), *others])}")
