"""Answers that stay the same until something is written: kept as they were sent, and sent again to whoever asks the same.

Only what depends on nothing but the address, the day and the stored events belongs here: no page with a form, no message, no session.
"""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Hashable
from dataclasses import dataclass, field

from flask import Flask, Response, current_app, g, request

from tracker.store.queries import writes
from tracker.web.database import get_session
from tracker.web.desk import today

ENDPOINTS = frozenset({"timeline.data", "timeline.table", "timeline.known", "timeline.facets", "timeline.places"})
MOST = 256  # answers of a few KB each, in each process
OK = 200


@dataclass(slots=True)
class Shelf:
    """The answers that were asked for last."""

    answers: OrderedDict[Hashable, Response] = field(default_factory=OrderedDict)
    lock: threading.Lock = field(default_factory=threading.Lock)

    def take(self, name: Hashable) -> Response | None:
        """Give a copy of an answer."""
        with self.lock:
            found = self.answers.get(name)
            if found is None:
                return None
            self.answers.move_to_end(name)
        return _copy(found)

    def put(self, name: Hashable, answer: Response) -> None:
        """Keep an answer; the one that was asked for longest ago makes room."""
        with self.lock:
            self.answers[name] = _copy(answer)
            self.answers.move_to_end(name)
            while len(self.answers) > MOST:
                self.answers.popitem(last=False)


def init_app(app: Flask) -> None:
    """Look on the shelf first, and put there what was worked out. Called before whatever compresses: it ends first what begins last."""
    app.extensions["tracker-answers"] = Shelf()
    app.before_request(_look_up)
    app.after_request(_keep)


def _look_up() -> Response | None:
    if request.method != "GET" or request.endpoint not in ENDPOINTS:
        return None
    g.answer_name = (writes(get_session()), today(), request.full_path, request.headers.get("Accept-Encoding", ""))
    found: Response | None = current_app.extensions["tracker-answers"].take(g.answer_name)
    if found is not None:
        del g.answer_name
    return found


def _keep(answer: Response) -> Response:
    name = g.pop("answer_name", None)
    if name is not None and answer.status_code == OK:
        current_app.extensions["tracker-answers"].put(name, answer)
    return answer


def _copy(answer: Response) -> Response:
    return Response(answer.get_data(), answer.status_code, list(answer.headers.items()))
