"""A desk: a store filled through the one writer, from claims of made-up articles, and the application on it.

``trip`` is a visit that slips twice, moves to another city, and is told by two origins of which one only repeats the other; ``vienna``
is its alternative; ``hostile`` has markup wherever words are mined.
"""

import datetime as dt
import html
import re
import shutil
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from werkzeug.serving import make_server

from tracker.config import Config
from tracker.domain import (
    Article,
    Attribution,
    Evidence,
    Kind,
    LinkKind,
    Mention,
    MentionLink,
    Origin,
    Participant,
    Place,
    Precision,
    Status,
    When,
)
from tracker.filters import EventFilter
from tracker.sources.addresses import Guard
from tracker.sources.fetch import Fetcher, Limits
from tracker.store import schema
from tracker.store.changes import Mined, Run, lapse_due, store
from tracker.store.engine import open_engine, session, writing
from tracker.store.queries import list_events
from tracker.web import create_app

TODAY = dt.date(2026, 11, 23)
NOW = dt.datetime(2026, 11, 23, 9, tzinfo=dt.UTC)
HOSTILE = "<img src=x onerror=alert(1)><script>alert(2)</script>\"'&"
PUTIN = Participant("vladimir-putin", "Vladimir Putin", "RU", "head-of-state")
MODI = Participant("narendra-modi", "Narendra Modi", "IN", "head-of-government")
XI = Participant("xi-jinping", "Xi Jinping", "CN", "head-of-state")
DELHI, AGRA = Place("New Delhi", "IN", latitude=28.61, longitude=77.21), Place("Agra", "IN", latitude=27.18, longitude=78.02)
DECEMBER = When(dt.date(2026, 12, 1), dt.date(2026, 12, 31), Precision.MONTH, "in December", "2026-12")


def day(number, month=12):
    return When(
        dt.date(2026, month, number), dt.date(2026, month, number), Precision.DAY, f"on {number} December", f"2026-{month:02}-{number:02}"
    )


def claim(key, ordinal, text, quote, when, place, status, people=(PUTIN, MODI), **more):
    """A claim whose quote is found in the text of its article."""
    start = text.index(quote)
    fields = {
        "article_key": key,
        "ordinal": ordinal,
        "kind": Kind.VISIT,
        "title": "Vladimir Putin's visit to India",
        "participants": people,
        "countries": tuple(person.country for person in people),
        "when": when,
        "place": place,
        "status": status,
        "evidence": (Evidence(start, start + len(quote), quote),),
        "rules": ("test",),
    }
    return Mention(**(fields | more))


def published(key, on, outlet, text, title="", url=""):
    return Article(key, text, title, dt.date.fromisoformat(on), None, outlet, url)


def cites(*names):
    return tuple(
        Attribution(Origin.OUTLET if place == 0 else Origin.INSTITUTION, name, None if place == 0 else "RU")
        for place, name in enumerate(names)
    )


def stories():
    """Every article with its claims, in the order in which they came."""
    text = (
        "Talks are planned.\n\nPutin may travel to New Delhi in December, or else to Vienna in January, officials said. More will follow."
    )
    vienna = When(dt.date(2027, 1, 1), dt.date(2027, 1, 31), Precision.MONTH, "in January", "2027-01")
    links = (MentionLink(LinkKind.ALTERNATIVE_OF, 1),)
    yield published("trip-1", "2026-10-01", "Reuters", text, "Putin weighs a trip", "https://reuters.example/trip"), [
        claim("trip-1", 0, f"Putin weighs a trip\n\n{text}", "Putin may travel to New Delhi in December", DECEMBER, DELHI,
              Status.SPECULATIVE, links=links, attribution=cites("Reuters", "Kremlin")),
        claim("trip-1", 1, f"Putin weighs a trip\n\n{text}", "or else to Vienna in January", vienna, Place("Vienna", "AT"),
              Status.SPECULATIVE, kind=Kind.MEETING, title="Putin-Modi meeting"),
    ]  # fmt: skip
    text = "Putin will visit New Delhi on 4 December, the Kremlin said on Tuesday."
    yield published("trip-2", "2026-10-20", "TASS", text), [
        claim("trip-2", 0, text, "Putin will visit New Delhi on 4 December", day(4), DELHI, Status.CONFIRMED,
              attribution=cites("TASS", "Kremlin"), party_status=(("RU", Status.CONFIRMED),))
    ]  # fmt: skip
    text = "The visit moved to 11 December and to Agra, the Kremlin said."
    yield published("trip-3", "2026-11-10", "The Hindu", text), [
        claim("trip-3", 0, text, "The visit moved to 11 December and to Agra", day(11), AGRA, Status.CONFIRMED, rules=("moved",),
              attribution=cites("The Hindu", "Kremlin"), party_status=(("RU", Status.CONFIRMED),))
    ]  # fmt: skip
    text = f"Xi will hold talks {HOSTILE} on 20 December. Nothing else."
    yield published("hostile", "2026-11-12", f"Outlet {HOSTILE}", text, f"Title {HOSTILE}", "javascript:alert(3)"), [
        claim("hostile", 0, f"Title {HOSTILE}\n\n{text}", f"Xi will hold talks {HOSTILE} on 20 December",
              When(dt.date(2026, 12, 20), dt.date(2026, 12, 20), Precision.DAY, HOSTILE, "2026-12-20"),
              Place(f"City {HOSTILE}", None), Status.SPECULATIVE, (XI, Participant("x", f"Person {HOSTILE}", "CH")),
              kind=Kind.TALKS, title=f"Talks {HOSTILE}", series=f"Series {HOSTILE}", attribution=cites(HOSTILE, f"Source {HOSTILE}"),
              rules=(f"rule {HOSTILE}",))
    ]  # fmt: skip


@pytest.fixture(scope="session")
def filled(tmp_path_factory):
    """The path of a filled database, to be copied."""
    path = tmp_path_factory.mktemp("desk") / "desk.sqlite3"
    fill(f"sqlite:///{path}")
    return path


def fill(url):
    """Store every article in a new database."""
    engine = open_engine(url)
    schema.upgrade(engine)
    for article, claims in stories():
        with writing(engine) as opened:
            run = Run(opened, dt.datetime.combine(article.published, dt.time(12), dt.UTC))
            store(run, Mined(article, claims, "test"))
            run.finish()
    with writing(engine) as opened:
        lapse_due(opened, NOW)
    engine.dispose()


@pytest.fixture
def url(filled, tmp_path):
    """A database of the test's own."""
    return f"sqlite:///{shutil.copy(filled, tmp_path / 'own.sqlite3')}"


@pytest.fixture
def settings():
    """Settings of the application; a test module may have others."""
    return {}


@pytest.fixture
def app(url, settings):
    """The application, its forms without tokens."""
    made = create_app(Config(database_url=url, secret_key="tests", **settings), clock=lambda: TODAY)
    made.testing = True
    made.config["WTF_CSRF_ENABLED"] = False
    yield made
    made.extensions["tracker-sandbox"].close()
    made.extensions["tracker-engine"].dispose()


@pytest.fixture
def client(app):
    return app.test_client()


@pytest.fixture
def find(app):
    """Events by words: ``find("India")`` -> the events, by start."""

    def look(words, **more):
        with session(app.extensions["tracker-engine"]) as opened:
            return list(list_events(opened, EventFilter(q=words, **more)).rows)

    return look


@pytest.fixture
def trip(find):
    """The visit, as it stands."""
    return next(event for event in find("India") if event.kind is Kind.VISIT)


@pytest.fixture
def twin(client):
    """The uid of an event that somebody entered though it is the visit as it stands."""
    form = {
        "kind": "visit",
        "status": "confirmed",
        "people": "Vladimir Putin\nNarendra Modi",
        "when": "11 December 2026",
        "place": "Agra",
        "link_kind": "around",
        "store": "anyway",
    }
    return client.post("/events/new", data=form).location.rsplit("/", 1)[1]


@pytest.fixture
def hostile(find):
    return find("Talks")[0]


@pytest.fixture
def desk_server(url):
    """The address of the application on the desk's store, in a thread of its own, its forms with tokens; it may fetch from loopback."""
    made = create_app(Config(database_url=url, secret_key="tests", embed_ancestors=("'self'",)), clock=lambda: TODAY)
    server = make_server("127.0.0.1", 0, made, threaded=True)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    made.extensions["tracker-fetcher"] = Fetcher(_Everywhere(), Limits(seconds=5))
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join(timeout=10)
    server.server_close()
    made.extensions["tracker-sandbox"].close()
    made.extensions["tracker-engine"].dispose()


@pytest.fixture
def browser(desk_server, browser):
    """The browser of the other pages' tests; it takes ``desk_server`` only to be gone before the server is."""
    del desk_server
    return browser


class _Everywhere(Guard):
    """Lets loopback pass, whatever the port."""

    def check(self, address, port, host):
        del address, port, host


@pytest.fixture
def site():
    """A web site of our own: ``site.pages[path] = (status, content type, body)``."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self):
            status, kind, body = running.pages.get(self.path, (404, "text/plain", b""))
            self.send_response(status)
            self.send_header("Content-Type", kind)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *args):
            """Stay silent."""

    running = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    running.daemon_threads = True
    running.pages, running.url = {}, f"http://127.0.0.1:{running.server_port}"
    thread = threading.Thread(target=running.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    yield running
    running.shutdown()
    running.server_close()
    thread.join()


@pytest.fixture
def reachable(app, site):
    """The application may fetch from the site."""
    allowed = frozenset({("127.0.0.1", site.server_port)})
    app.extensions["tracker-fetcher"] = Fetcher(Guard(allowed), Limits(seconds=5, max_bytes=1_000_000))
    return site


@pytest.fixture
def fields():
    """The values of a page's form, as a browser would send them back: ``fields(text, "/events/x/edit")``."""

    def read(text, action):
        form = re.search(rf'<form[^>]*action="{re.escape(action)}".*?</form>', text, re.DOTALL)
        assert form, f"no form posts to {action}"
        inputs = re.findall(r"<input[^>]*>", form[0])
        out = {}
        for tag in inputs:
            name, value = re.search(r'name="([^"]*)"', tag), re.search(r'value="([^"]*)"', tag)
            if name and not ('type="radio"' in tag and " checked" not in tag):
                out[name[1]] = html.unescape(value[1]) if value else ""
        for name, value in re.findall(r'<textarea[^>]*name="([^"]*)"[^>]*>\r?\n?(.*?)</textarea>', form[0], re.DOTALL):
            out[name] = html.unescape(value)
        for name, options in re.findall(r'<select[^>]*name="([^"]*)"[^>]*>(.*?)</select>', form[0], re.DOTALL):
            chosen = re.search(r'<option selected value="([^"]*)"', options) or re.search(r'<option value="([^"]*)"', options)
            out[name] = chosen[1]
        return out

    return read


@pytest.fixture
def errors():
    """The messages at the fields of a page."""
    return lambda answer: [html.unescape(found) for found in re.findall(r'<p class="error"[^>]*>([^<]*)</p>', answer.text)]


@pytest.fixture
def flashes():
    """What a page says after a redirect."""

    def read(answer):
        said = re.findall(r'class="flash flash-[^>]*>(.*?)</p>', answer.text, re.DOTALL)
        return [html.unescape(re.sub(r"<[^>]*>", "", words)).strip() for words in said]

    return read
