"""A server of our own on loopback that plays every kind of other side, the hostile ones included."""

import gzip
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from tracker.sources.addresses import Guard
from tracker.sources.fetch import Fetcher, Limits

BOMB = gzip.compress(b"\0" * 50_000_000)


class Handler(BaseHTTPRequestHandler):
    """Answers from ``server.pages``: path -> (status, headers, body) or a function of the handler; a few paths are tricks."""

    def do_GET(self):
        self.server.seen.append((self.path, {name.lower(): value for name, value in self.headers.items()}))
        trick = getattr(self, f"trick_{self.path.strip('/').split('?')[0].replace('-', '_')}", None)
        if trick:
            trick()
            return
        page = self.server.pages.get(self.path, (404, {}, b""))
        if callable(page):
            page = page(self)
        self.answer(*page)

    def answer(self, status, headers, body, *, length=None):
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(body) if length is None else length))
        self.end_headers()
        self.wfile.write(body)

    def trick_bomb(self):
        self.answer(200, {"Content-Encoding": "gzip", "Content-Type": "text/html"}, BOMB)

    def trick_truncated(self):
        body = gzip.compress(b"<p>words</p>" * 1000)[:-20]
        self.answer(200, {"Content-Encoding": "gzip"}, body)

    def trick_short(self):
        self.answer(200, {}, b"only this", length=100)

    def trick_drip(self):
        self.send_response(200)
        self.end_headers()
        for _ in range(100):
            try:
                self.wfile.write(b"x")
                self.wfile.flush()
            except OSError:
                return
            time.sleep(0.05)

    def trick_loop(self):
        self.answer(302, {"Location": "/loop"}, b"")

    def log_message(self, *args):
        """Stay silent."""


@pytest.fixture
def server():
    """A running server; set ``server.pages[path]`` and read ``server.seen``."""
    running = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    running.daemon_threads = True
    running.pages, running.seen = {}, []
    running.url = f"http://127.0.0.1:{running.server_port}"
    thread = threading.Thread(target=running.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    yield running
    running.shutdown()
    running.server_close()
    thread.join()


@pytest.fixture
def fetcher(server):
    """A fetcher that may reach this one server beside the public network, with small caps."""
    return Fetcher(Guard(frozenset({("127.0.0.1", server.server_port)})), Limits(seconds=2, max_bytes=1_000_000))
