"""The menu, and the addresses of events, articles and forms that templates and charts link to."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from urllib.parse import quote

from flask import Flask, current_app, request, url_for

# Label, endpoint, key hint. An entry whose endpoint is not registered is left out.
MENU = (
    ("Timeline", "timeline.page"),
    ("Review", "review.page"),
    ("What changed", "changes.page"),
    ("Articles", "articles.page"),
    ("Feeds", "feeds.page"),
)
ACTIONS = (("Paste an article", "paste.page"), ("New event", "events.new"))


def init_app(app: Flask) -> None:
    """Give templates ``menu()``, ``actions()`` and the address functions."""
    app.context_processor(lambda: {"menu": list(entries(MENU)), "actions": list(entries(ACTIONS)), "here": request.endpoint})
    app.jinja_env.globals.update(event_url=event_url, article_url=article_url)


def entries(items: tuple[tuple[str, str], ...]) -> Iterator[dict[str, Any]]:
    """Give the entries that this application has, the current one marked."""
    for label, endpoint in items:
        if endpoint in current_app.view_functions:
            yield {"label": label, "url": url_for(endpoint), "current": request.endpoint == endpoint}


def event_url(uid: str) -> str:
    """The page of an event."""
    return f"/events/{quote(uid)}"


def article_url(key: str | int) -> str:
    """The page of an article."""
    return f"/articles/{quote(str(key))}"
