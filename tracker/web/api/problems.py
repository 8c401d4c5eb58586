"""The one shape of an error: a problem document (RFC 9457)."""

from __future__ import annotations

import orjson
from flask import Response, request
from werkzeug.exceptions import HTTPException

from tracker.filters import FilterError

MEDIA_TYPE = "application/problem+json"


def problem(status: int, title: str, detail: str, parameter: str = "") -> Response:
    """Give a problem; ``parameter`` names the one that cannot be used."""
    body = {"type": "about:blank", "title": title, "status": status, "detail": detail, "instance": request.path}
    return Response(orjson.dumps(body | ({"parameter": parameter} if parameter else {})), status=status, mimetype=MEDIA_TYPE)


def of_filter(error: FilterError) -> Response:
    """A parameter that cannot be read."""
    return problem(400, "Bad parameter", error.message, error.name)


def of_http(error: HTTPException) -> Response:
    """Everything that Flask or Werkzeug raises."""
    return problem(error.code or 500, error.name, error.description or "")
