"""Kept answers: the same bytes while nothing is written, and never an old one afterwards."""

import datetime as dt
import threading
from dataclasses import replace

import pytest
from flask import Response

from tracker.config import Config
from tracker.domain import Precision, Review, Status, When
from tracker.store.engine import open_engine, writing
from tracker.store.versions import History, replace_histories
from tracker.web import answers, create_app
from tracker.web.answers import Shelf

WINDOW = "from=2026-11-01&to=2027-01-31"


@pytest.fixture
def asked(monkeypatch):
    """Names the paths that had to be worked out."""
    worked = []
    put = Shelf.put
    monkeypatch.setattr(Shelf, "put", lambda shelf, name, answer: (worked.append(name[2]), put(shelf, name, answer)))
    return worked


@pytest.fixture
def own(own_store, sample):
    made = create_app(Config(database_url=own_store, secret_key="tests"), clock=lambda: sample.TODAY)
    made.testing = True
    yield made.test_client()
    made.extensions["tracker-engine"].dispose()


@pytest.mark.parametrize("path", [f"/timeline/data?{WINDOW}", f"/timeline/table?{WINDOW}", f"/map/data?{WINDOW}", "/facets/all?q=pu"])
def test_the_same_question_is_answered_once(own, asked, path):
    first, second = (own.get(path, headers={"Accept-Encoding": "br"}) for _ in range(2))
    assert len(asked) == 1
    assert (first.data, first.headers.get("Content-Encoding")) == (second.data, second.headers.get("Content-Encoding"))
    assert dict(first.headers) == dict(second.headers)
    assert len(first.headers.getlist("Content-Security-Policy")) == len(second.headers.getlist("Content-Security-Policy")) == 1


def test_another_encoding_is_another_answer(own, asked):
    packed, plain = (own.get(f"/timeline/data?{WINDOW}", headers={"Accept-Encoding": name}) for name in ("br", "identity"))
    assert len(asked) == 2
    assert "Content-Encoding" not in plain.headers
    assert plain.json["total"] > 0
    assert packed.data != plain.data


def test_what_is_written_is_seen_at_once(own, own_store, sample, asked):
    before = own.get(f"/timeline/data?{WINDOW}").json["total"]
    engine = open_engine(own_store)
    event = next(iter(sample.histories())).versions[-1]
    when = When(dt.date(2026, 12, 4), dt.date(2026, 12, 4), Precision.DAY)
    another = replace(event, uid="another", when=when, status=Status.CONFIRMED, review=Review.MINED, anchors=(), links=())
    with writing(engine) as opened:
        replace_histories(opened, [History("another", (another,))], sample.NOW)
    engine.dispose()
    assert own.get(f"/timeline/data?{WINDOW}").json["total"] == before + 1
    assert len(asked) == 2


@pytest.mark.parametrize("path", ["/", "/timeline/data?from=never", "/events/new", "/review"])
def test_pages_with_forms_and_refusals_are_not_kept(own, asked, path):
    own.get(path)
    assert asked == []


def test_the_shelf_is_never_too_full(monkeypatch):
    monkeypatch.setattr(answers, "MOST", 2)
    shelf = Shelf()
    for name in "abc":
        shelf.put(name, Response(name))
        shelf.take("a")
    assert [name for name in "abc" if shelf.take(name)] == ["a", "c"]
    assert shelf.take("a").get_data() == b"a"


@pytest.fixture
def one_at_once(own):
    """The shelf of an application that works out one answer after the other."""
    shelf = own.application.extensions["tracker-answers"]
    shelf.turns = threading.Semaphore(1)
    return shelf


@pytest.mark.parametrize("path", ["/", f"/timeline/data?{WINDOW}", "/timeline/data?from=never", "/facets/colour", "/panel/nobody"])
def test_a_turn_ends_with_its_request_however_that_ends(own, one_at_once, path):
    own.get(path)
    assert one_at_once.turns.acquire(blocking=False)


def test_who_waited_takes_what_another_worked_out_meanwhile(own, one_at_once, asked):
    one_at_once.turns.acquire()  # somebody is at work
    readers = [threading.Thread(target=own.application.test_client().get, args=(f"/timeline/data?{WINDOW}",)) for _ in range(4)]
    for reader in readers:
        reader.start()
    assert own.get("/feeds").status_code == 200, "other pages wait for no turn"
    assert asked == []
    one_at_once.turns.release()
    for reader in readers:
        reader.join()
    assert len(asked) == 1
