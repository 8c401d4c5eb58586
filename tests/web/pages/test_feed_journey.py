"""The whole way of a feed: added in the browser, polled by a worker beside the running server, drawn on the timeline, subscribed to in
a real calendar program, which then shows the event moved and called off. Nothing is restarted on the way."""

import datetime as dt
import subprocess
import sys
import threading
from pathlib import Path

import pytest
from werkzeug.serving import make_server

from tests.sources.conftest import fetcher, server  # noqa: F401
from tracker.config import Config
from tracker.sources.sandbox import Sandbox
from tracker.store import schema
from tracker.store.engine import open_engine, writing
from tracker.store.feeds import list_feeds, poll_now
from tracker.web import create_app
from tracker.worker import Worker

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]
BIN = Path(sys.executable).parent
START = dt.datetime(2026, 11, 23, 9, tzinfo=dt.UTC)
ANNOUNCED = "Indian Prime Minister Narendra Modi will visit Tokyo on December 10-11, the Japanese government said on Monday."
MOVED = "Indian Prime Minister Narendra Modi's visit to Tokyo has been moved to December 15-16, the Japanese government said on Tuesday."
CANCELLED = (
    "Indian Prime Minister Narendra Modi has cancelled his visit to Tokyo on December 15-16, the Japanese government said on Wednesday."
)


def rss(*texts):
    items = "".join(
        f"<item><title>Item {number}</title><link>https://p.example/{number}</link><guid>{number}</guid>"
        f"<pubDate>{START + dt.timedelta(number):%a, %d %b %Y} 08:00:00 GMT</pubDate><description>{text}</description></item>"
        for number, text in enumerate(texts)
    )
    body = f'<rss version="2.0"><channel><title>The Paper</title>{items}</channel></rss>'
    return 200, {"Content-Type": "application/rss+xml"}, body.encode()


@pytest.fixture
def clock():
    """A clock that the test puts forward."""
    return {"now": START}


@pytest.fixture
def tracker(tmp_path, fetcher, clock):  # noqa: F811
    """A running server on an empty store."""
    url = f"sqlite:///{tmp_path / 'tracker.sqlite3'}"
    engine = open_engine(url)
    schema.upgrade(engine)
    app = create_app(Config(database_url=url, secret_key="tests"), clock=lambda: dt.date.fromisoformat(f"{clock['now']:%Y-%m-%d}"))
    app.extensions["tracker-fetcher"] = fetcher
    made = make_server("127.0.0.1", 0, app, threaded=True)
    thread = threading.Thread(target=made.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{made.server_port}", engine
    made.shutdown()
    thread.join(timeout=10)
    made.server_close()
    app.extensions["tracker-engine"].dispose()
    engine.dispose()


@pytest.fixture
def poll(tracker, lexicon, fetcher, clock):  # noqa: F811
    """Let days pass, then the worker read what is due."""
    _, engine = tracker
    with Sandbox(seconds=30) as sandbox:
        worker = Worker(engine, lexicon, fetcher, sandbox, clock=lambda: clock["now"], name="w1")

        def pass_days(days):
            clock["now"] = START + dt.timedelta(days)
            with writing(engine) as opened:
                for feed in list_feeds(opened):
                    poll_now(opened, feed.id, clock["now"])
            assert worker.step()

        yield pass_days


@pytest.fixture
def agenda(tmp_path, tracker, monkeypatch):
    """Subscribe with vdirsyncer, and give what khal lists."""
    monkeypatch.setenv("HOME", str(tmp_path))
    (tmp_path / "calendar").mkdir()
    form = "dateformat = %Y-%m-%d\nlongdateformat = %Y-%m-%d\ndatetimeformat = %Y-%m-%d %H:%M\nlongdatetimeformat = %Y-%m-%d %H:%M\n"
    (tmp_path / "khal.conf").write_text(
        f"[calendars]\n[[agenda]]\npath = {tmp_path / 'calendar'}\n[locale]\n{form}[sqlite]\npath = {tmp_path / 'khal.db'}\n"
    )
    (tmp_path / "vdirsyncer.conf").write_text(
        f'[general]\nstatus_path = "{tmp_path / "status"}"\n\n[pair agenda]\na = "there"\nb = "here"\ncollections = null\n\n'
        f'[storage there]\ntype = "http"\nurl = "{tracker[0]}/calendar.ics?leader=narendra-modi"\n\n'
        f'[storage here]\ntype = "filesystem"\npath = "{tmp_path / "calendar"}"\nfileext = ".ics"\n'
    )

    def look():
        for command in (["discover"], ["sync"]):
            _run(BIN / "vdirsyncer", "-c", tmp_path / "vdirsyncer.conf", *command, stdin="y\n")
        listed = _run(
            BIN / "khal", "-c", tmp_path / "khal.conf", "list", "--format", "{start-date} {end-date} {title} {status}", "2026-12-01", "60d"
        )
        return {line for line in listed.splitlines() if "Modi" in line}

    return look


def _run(*command, stdin=None):
    done = subprocess.run([str(part) for part in command], input=stdin, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def test_from_a_feed_to_the_calendar_of_a_subscriber(chromium, tracker, server, poll, agenda):  # noqa: F811
    server.pages["/feed"] = rss(ANNOUNCED)
    page = chromium.new_page()
    _add_in_the_browser(page, tracker[0], f"{server.url}/feed")
    poll(0)
    page.goto(f"{tracker[0]}/feeds")
    assert "Works" in page.inner_text("table")
    page.goto(f"{tracker[0]}/?from=2026-12-01&until=2026-12-31")
    page.wait_for_selector("#chart[data-drawn]")
    assert "Modi" in page.inner_text("#table")
    page.close()
    lines = agenda()
    assert lines
    assert all("2026-12-10 2026-12-11" in line for line in lines)
    server.pages["/feed"] = rss(ANNOUNCED, MOVED)
    poll(1)
    lines = agenda()
    assert lines
    assert all("2026-12-15 2026-12-16" in line for line in lines)
    server.pages["/feed"] = rss(ANNOUNCED, MOVED, CANCELLED)
    poll(2)
    lines = agenda()
    assert lines
    assert all("[cancelled]" in line and "CANCELLED" in line for line in lines)


def _add_in_the_browser(page, address, feed):
    page.goto(f"{address}/feeds")
    page.fill("input[name=url]", feed)
    page.click("text=Try it")
    page.wait_for_selector("text=It works: 1 item")
    page.click("text=Watch this feed")
    page.wait_for_selector("text=Watched from now on")
