"""Answers that stay the same until something is written: kept as they were sent, and sent again to whoever asks the same.

Only what depends on nothing but the address, the day and the stored events belongs here: no page with a form, no message, no session.

Who has to work out an answer of the timeline waits for a turn: eight requests that share one core would all be as late as the last, and
what somebody else worked out meanwhile need not be worked out again. Requests that wait for other hosts take no turn.
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
AT_ONCE = 2  # in each process: one works while another waits for the database
MOST = 256  # answers of a few KB each, in each process
OK = 200


@dataclass(slots=True)
class Shelf:
    """The answers that were asked for last."""

    answers: OrderedDict[Hashable, Response] = field(default_factory=OrderedDict)
    lock: threading.Lock = field(default_factory=threading.Lock)
    turns: threading.Semaphore = field(default_factory=lambda: threading.Semaphore(AT_ONCE))

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
    app.teardown_request(_end_turn)


def _look_up() -> Response | None:
    if request.method != "GET" or request.blueprint != "timeline":
        return None
    shelf: Shelf = current_app.extensions["tracker-answers"]
    if request.endpoint in ENDPOINTS:
        g.answer_name = (writes(get_session()), today(), request.full_path, request.headers.get("Accept-Encoding", ""))
    found = _kept(shelf)
    if found is None:
        shelf.turns.acquire()
        g.turns = shelf.turns
        found = _kept(shelf)
    return found


def _kept(shelf: Shelf) -> Response | None:
    """What stands on the shelf for this request; it is not put there again."""
    found = shelf.take(g.answer_name) if "answer_name" in g else None
    if found is not None:
        del g.answer_name
    return found


def _end_turn(_error: BaseException | None) -> None:
    turns = g.pop("turns", None)
    if turns is not None:
        turns.release()


def _keep(answer: Response) -> Response:
    name = g.pop("answer_name", None)
    if name is not None and answer.status_code == OK:
        current_app.extensions["tracker-answers"].put(name, answer)
    return answer


def _copy(answer: Response) -> Response:
    return Response(answer.get_data(), answer.status_code, list(answer.headers.items()))
