"""Error pages that say what happened and what to do, as a page or as JSON, whichever was asked for."""

from __future__ import annotations

from flask import Flask, jsonify, make_response, render_template, request
from flask.typing import ResponseReturnValue
from flask_wtf.csrf import CSRFError
from werkzeug.exceptions import HTTPException, InternalServerError, MethodNotAllowed

from tracker.filters import FilterError
from tracker.web.api import problems

REMEDIES = {
    400: "Check what was entered, or start again from the timeline.",
    404: "The address may be mistyped, or the thing was never there. Nothing is ever deleted here.",
    405: "This address is not opened this way. Go back and use the page's own buttons.",
    409: "Somebody changed the same thing in the meantime. Reload to see both versions.",
    413: "That is more than one request may carry. Split the text, or ingest it as a file from the command line.",
    500: "This is a fault of the tracker, not yours. It is in the log; nothing was stored half-way.",
}

FOR_PROGRAMS = {
    404: "Nothing is served under this address; /api/v1/ lists what is.",
    405: "This address does not take that method; /api/v1/ says which it takes.",
}

TAKE_NUL = ("paste", "api")
"""What is pasted loses them instead, and of what is sent to the API nothing is stored: its bodies are no forms and are left unread here."""
NUL = "What was sent holds a NUL character, which cannot be stored. Go back, take it out and send it again; what you typed is still there."


def init_app(app: Flask) -> None:
    """Install the handlers."""
    app.register_error_handler(FilterError, bad_filter)
    app.register_error_handler(CSRFError, bad_token)
    app.register_error_handler(HTTPException, http_error)
    app.before_request(refuse_nul)


def wants_json() -> bool:
    """Whether a script asked: its Accept header puts JSON before HTML."""
    return request.accept_mimetypes.best_match(["text/html", "application/json"]) == "application/json"


def is_api() -> bool:
    """Whether a program asked the API, where an error is always a problem document."""
    return request.path.startswith("/api/")


def answer(status: int, title: str, message: str) -> ResponseReturnValue:
    """Give one error in the shape that was asked for."""
    if is_api():
        return problems.problem(status, title, message)
    if wants_json():
        return jsonify(title=title, status=status, detail=message), status
    return render_template("error.html", status=status, title=title, message=message), status


def refuse_nul() -> ResponseReturnValue | None:
    """Refuse NUL characters: PostgreSQL stores none, and no page has a use for one."""
    given = [request.path, *(value for _, value in request.args.items(multi=True))]
    if request.blueprint not in TAKE_NUL:
        given += [value for _, value in request.form.items(multi=True)]
    return answer(400, "A NUL character", NUL) if any("\0" in value for value in given) else None


def bad_filter(error: FilterError) -> ResponseReturnValue:
    """A query parameter that cannot be read."""
    return answer(400, f"The filter “{error.name}” cannot be read", error.message)


def bad_token(_error: CSRFError) -> ResponseReturnValue:
    """A form that was open for too long, or sent from elsewhere."""
    return answer(400, "This form is no longer valid", "Go back, reload the page and send it again; what you typed is still there.")


def http_error(error: HTTPException) -> ResponseReturnValue:
    """Everything else that Flask or Werkzeug raises."""
    status = error.code or InternalServerError.code
    remedies = REMEDIES | FOR_PROGRAMS if is_api() else REMEDIES
    response = make_response(answer(status, error.name, remedies.get(status, error.description or "")))
    if isinstance(error, MethodNotAllowed):
        response.allow.update(error.valid_methods or ())
    return response
