"""Every blueprint of the application, in the order of the menu. To add a page: write its module, then name it here."""

from __future__ import annotations

from flask import Blueprint

from tracker.web import (
    add_source,
    articles,
    changes,
    clicks,
    dates,
    downloads,
    editing,
    embed,
    events,
    feeds,
    leaders,
    paste,
    review,
    suggest,
    timeline,
    views,
)
from tracker.web.api import routes as api

BLUEPRINTS: tuple[Blueprint, ...] = (
    timeline.blueprint,
    views.blueprint,
    events.blueprint,
    leaders.blueprint,
    editing.blueprint,
    clicks.blueprint,
    add_source.blueprint,
    review.blueprint,
    changes.blueprint,
    feeds.blueprint,
    embed.blueprint,
    articles.blueprint,
    paste.blueprint,
    suggest.blueprint,
    dates.blueprint,
    downloads.blueprint,
    api.blueprint,
)
