"""The web application: ``create_app(config)`` puts its parts together. One module per page or interface, each with its blueprint."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

from flask import Flask
from flask_bootstrap import Bootstrap5
from flask_compress import Compress

from tracker.config import ROOT, Config
from tracker.web import answers, database, errors, field_words, named, navigation, reading, security, static_files, wording
from tracker.web.pages import BLUEPRINTS

Clock = Callable[[], dt.date]
BYTES_PER_CHARACTER = 4


def today() -> dt.date:
    """The day in UTC; the only clock of the pages."""
    return dt.datetime.now(dt.UTC).date()


def create_app(config: Config, clock: Clock = today) -> Flask:
    """Build the application. ``clock`` gives the day that counts as today, so that tests and screenshots can choose it."""
    app = Flask("tracker", static_folder=None, template_folder=str(ROOT / "templates"))
    app.config.update(
        TRACKER=config,
        CLOCK=clock,
        MAX_CONTENT_LENGTH=config.max_paste_chars * BYTES_PER_CHARACTER + 65_536,
        COMPRESS_ALGORITHM=["br", "gzip"],
        COMPRESS_BR_LEVEL=4,
        COMPRESS_MIMETYPES=["text/html", "application/json", "text/csv", "text/calendar", "application/atom+xml", "application/geo+json"],
    )
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    Bootstrap5(app)
    answers.init_app(app)
    Compress(app)
    for part in (static_files, errors, navigation, wording, field_words, database, reading, named):
        part.init_app(app)
    security.init_app(app, config)
    for blueprint in BLUEPRINTS:
        app.register_blueprint(blueprint)
    return app
