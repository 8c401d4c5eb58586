"""One database session per request, opened when a view first asks for it and closed with the request."""

from __future__ import annotations

from typing import Any

from flask import Flask, current_app, g
from sqlalchemy.orm import Session
from werkzeug.routing import IntegerConverter

from tracker.store.engine import open_engine

LARGEST_ROW = 2**31 - 1


class RowNumber(IntegerConverter):
    """The number of a row in an address; one that no database holds is an address that leads nowhere."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Take the bounds of an integer column."""
        super().__init__(*args, **{"max": LARGEST_ROW, **kwargs})


def init_app(app: Flask) -> None:
    """Open the engine and see that sessions are closed."""
    app.url_map.converters["int"] = RowNumber
    app.extensions["tracker-engine"] = open_engine(app.config["TRACKER"].database_url)
    app.teardown_appcontext(close)


def get_session() -> Session:
    """Give the session of this request."""
    if "session" not in g:
        g.session = Session(current_app.extensions["tracker-engine"], expire_on_commit=False)
    session: Session = g.session
    return session


def close(_error: BaseException | None) -> None:
    """Give the connection back; what was not committed is rolled back."""
    session = g.pop("session", None)
    if session is not None:
        session.close()
