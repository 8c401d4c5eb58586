"""The analyst at the desk: the day and moment that count, and one transaction for what a form asks to store."""

from __future__ import annotations

import datetime as dt
from contextlib import AbstractContextManager

from flask import current_app
from sqlalchemy.orm import Session

from tracker.store import engine
from tracker.store.changes import Author


def today() -> dt.date:
    """The day that counts as today."""
    day: dt.date = current_app.config["CLOCK"]()
    return day


def now() -> dt.datetime:
    """The moment in UTC; its day is the application's."""
    return dt.datetime.combine(today(), dt.datetime.now(dt.UTC).time(), dt.UTC)


def author() -> Author:
    """Who edits, and when."""
    return Author(now())


def writing() -> AbstractContextManager[Session]:
    """A transaction of its own: stored whole, or not at all."""
    return engine.writing(current_app.extensions["tracker-engine"])
