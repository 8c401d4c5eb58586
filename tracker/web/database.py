"""One database session per request, opened when a view first asks for it and closed with the request."""

from __future__ import annotations

from flask import Flask, current_app, g
from sqlalchemy.orm import Session

from tracker.store.engine import open_engine


def init_app(app: Flask) -> None:
    """Open the engine and see that sessions are closed."""
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
