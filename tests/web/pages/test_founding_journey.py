"""The founding question in a browser, on the store that a new installation gets: who said that Trump and Putin would meet in May?"""

import datetime as dt
import threading

import pytest
from werkzeug.serving import make_server

from tracker.config import ROOT, Config
from tracker.seeding import seed_database
from tracker.store import schema
from tracker.store.engine import open_engine
from tracker.web import create_app

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]
NOW = dt.datetime(2026, 11, 23, 9, tzinfo=dt.UTC)


@pytest.fixture(scope="module")
def seeded(tmp_path_factory, lexicon):
    """The address of a server on a freshly seeded store."""
    url = f"sqlite:///{tmp_path_factory.mktemp('seeded') / 'seeded.sqlite3'}"
    engine = open_engine(url)
    schema.upgrade(engine)
    seed_database(engine, ROOT / "seed", lexicon, NOW)
    engine.dispose()
    app = create_app(Config(database_url=url, secret_key="tests"), clock=NOW.date)
    server = make_server("127.0.0.1", 0, app, threaded=True)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join(timeout=10)
    server.server_close()
    app.extensions["tracker-engine"].dispose()


def test_found_within_three_clicks(chromium, seeded):
    page = chromium.new_page()
    page.goto(seeded)
    page.wait_for_selector("#chart[data-drawn]")
    page.click("text=Trump and Putin, 2017")
    page.wait_for_selector("#table a[data-event]")
    page.locator("#table tr", has_text="end of May").locator("a[data-event]").first.click()
    panel = page.wait_for_selector("#panel:not([hidden]) h2 >> xpath=ancestor::aside").inner_text()
    assert "Trump" in panel
    assert "Kommersant" in panel or "Foreign Policy" in panel
    assert "May" in panel
    page.click("text=Open its page")
    page.wait_for_selector("h2:has-text('Who says so')")
    said = page.inner_text(".event-main")
    assert "Kommersant" in said or "Foreign Policy" in said
    assert "May" in said
    page.close()


def test_the_storyline_replays_on_the_page(chromium, seeded):
    page = chromium.new_page()
    found = page.request.get(f"{seeded}/suggest/events?q=putin trump g20").json()
    assert found, "the sidelines meeting is there"
    page.goto(f"{seeded}/events/{found[0]['value']}?as_known_on=2017-03-31")
    assert "This is what was known on 31 March 2017" in page.inner_text("main")
    page.close()
