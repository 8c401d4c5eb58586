"""The timeline page and what its scripts ask for."""

from __future__ import annotations

from flask import Blueprint, render_template

blueprint = Blueprint("timeline", __name__)


@blueprint.get("/")
def page() -> str:
    """The page: filters, table and the chart's frame; the chart follows when the browser is idle."""
    return render_template("timeline.html")
