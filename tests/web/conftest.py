"""A store with events that show everything, the application on it, and the application in a real browser."""

from __future__ import annotations

import importlib.util
import logging
import threading
from pathlib import Path

import pytest
from playwright.sync_api import sync_playwright
from sqlalchemy import func, select
from werkzeug.serving import make_server

from tests.provision import system_chromium
from tracker.config import Config
from tracker.store import schema
from tracker.store.engine import open_engine, session, writing
from tracker.store.models import EventRow
from tracker.store.versions import replace_histories
from tracker.web import create_app
from tracker.web.assets import FOLDER

logging.getLogger("werkzeug").setLevel(logging.ERROR)  # a failing test shows what failed, not every request
QUIET = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


def load_sample():
    spec = importlib.util.spec_from_file_location("web_sample", Path(__file__).with_name("sample.py"))
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="session")
def sample():
    """The module with the sample events."""
    return load_sample()


@pytest.fixture(scope="session")
def store_url(tmp_path_factory, sample):
    """A database with the sample; read-only by agreement (tests that write take ``own_store``)."""
    return fill(f"sqlite:///{tmp_path_factory.mktemp('web') / 'web.sqlite3'}", sample)


@pytest.fixture
def own_store(tmp_path, sample):
    """A database of the test's own."""
    return fill(f"sqlite:///{tmp_path / 'own.sqlite3'}", sample)


def fill(url, sample):
    engine = open_engine(url)
    schema.upgrade(engine)
    with writing(engine) as opened:
        replace_histories(opened, list(sample.histories()), sample.NOW)
    with session(engine) as opened:
        assert opened.scalar(select(func.count()).select_from(EventRow)) > 80
    engine.dispose()
    return url


@pytest.fixture
def app(store_url, sample):
    """The application on the sample, with the sample's day as today."""
    made = create_app(Config(database_url=store_url, secret_key="tests"), clock=lambda: sample.TODAY)
    made.testing = True
    return made


@pytest.fixture
def client(app):
    return app.test_client()


@pytest.fixture
def serve(sample):
    """Starts the application on a free port: ``serve(url) -> address``; stopped with the test."""
    running = []

    def start(url):
        made = create_app(Config(database_url=url, secret_key="tests"), clock=lambda: sample.TODAY)
        server = make_server("127.0.0.1", 0, made, threaded=True)
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        running.append((server, thread))
        return f"http://127.0.0.1:{server.server_port}"

    yield start
    for server, thread in running:
        server.shutdown()
        thread.join(timeout=10)
        server.server_close()


@pytest.fixture
def live_server(serve, store_url):
    """The address of the application on the sample."""
    return serve(store_url)


@pytest.fixture(scope="session")
def chromium():
    """A headless Chromium: the system's if there is one, else Playwright's own."""
    assert (FOLDER / "plotly.min.js").is_file(), "run `make setup` first: the browser files are missing"
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=system_chromium(), args=QUIET)
        yield opened
        opened.close()


@pytest.fixture
def browser(chromium, serve):
    """Opens pages: ``browser(width=320, scheme="dark")``. Script errors, violations of the policy and foreign requests fail the test.

    It takes ``serve`` only to be gone before the server is. ``expected`` is part of a message that the test provokes ("status of 404").
    """
    contexts, faults = [], []

    def open_page(width=1300, height=900, scheme="light", expected=None, **options):
        context = chromium.new_context(viewport={"width": width, "height": height}, color_scheme=scheme, **options)
        contexts.append(context)
        page = context.new_page()
        page.on("pageerror", lambda error: faults.append(f"error: {error}"))
        page.on("console", lambda message: faults.append(f"console: {message.text}") if is_fault(message, expected) else None)
        page.on("request", lambda request: faults.append(f"foreign: {request.url}") if is_foreign(request.url) else None)
        page.set_default_timeout(15_000)
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert not faults, "\n".join(faults)


def is_fault(message, expected):
    return message.type == "error" and not (expected and expected in message.text)


def is_foreign(url):
    return not url.startswith(("http://127.0.0.1:", "data:", "blob:"))
