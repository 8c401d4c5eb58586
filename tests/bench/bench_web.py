"""Speed of the timeline, from the server's answer to the frame in the browser.

    python -m tests.bench.bench_web [SIZE ...] [--quick] [--postgres] [--folder FOLDER] [--only PART ...]

For stores of 1,000 to 1,000,000 invented events a real server process and a headless Chromium: what a reader waits for, the time and bytes
of each request, twenty clients at once; beside them vis-timeline with the same events, and Lighthouse on the seeded page. Milliseconds
are medians / 95th percentiles. A store is made once (a million events take half an hour), kept in the folder and used again.
"""

import argparse
import contextlib
import datetime as dt
import os
import tempfile
from pathlib import Path

from tests.bench import web_browser, web_lighthouse, web_server, web_yardstick
from tests.bench.bench_store import postgres, store_of
from tests.bench.report import figure, heading, note
from tests.bench.web_figures import table
from tracker.config import ROOT
from tracker.lexicon import load
from tracker.seeding import seed_database
from tracker.store import schema
from tracker.store.engine import open_engine

SIZES = (1_000, 10_000, 100_000, 1_000_000)
QUICK = (1_000, 10_000)
YARDSTICK = (1_000, 10_000)
PARTS = ("browser", "requests", "clients", "yardstick", "lighthouse")


def read_options():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("sizes", nargs="*", type=int, help="numbers of events, instead of 1,000 to 1,000,000")
    parser.add_argument("--quick", action="store_true", help="1,000 and 10,000 events only")
    parser.add_argument("--postgres", action="store_true", help="on PostgreSQL as well")
    parser.add_argument("--folder", type=Path, default=Path(tempfile.gettempdir()) / "tracker-bench", help="where stores are kept")
    parser.add_argument("--only", nargs="+", choices=PARTS, default=PARTS, help="parts to run")
    options = parser.parse_args()
    options.sizes = options.sizes or (QUICK if options.quick else SIZES)
    options.folder.mkdir(parents=True, exist_ok=True)
    return options


def main():
    options = read_options()
    figure("load of the machine", ", ".join(f"{value:.1f}" for value in os.getloadavg()) + f" on {os.cpu_count()} cores")
    with web_browser.chromium() as browser:
        on_stores("SQLite", browser, options, None)
        if options.postgres:
            with postgres(options.folder) as server:
                on_stores("PostgreSQL", browser, options, server)
        if "yardstick" in options.only:
            yardstick(browser, options)
    if "lighthouse" in options.only:
        lighthouse()
    figure("load of the machine", ", ".join(f"{value:.1f}" for value in os.getloadavg()))


def on_stores(name, browser, options, server):
    """Every part on each size of one database."""
    found = {part: {} for part in ("browser", "requests")}
    clients = {}
    for size in options.sizes:
        with store_of(size, options.folder, server) as engine:
            url = engine.url.render_as_string(hide_password=False)
        with web_server.serving(url) as (port, pid):
            if "requests" in options.only:
                found["requests"][name, size] = told(name, size, web_server.requests(port, pid, size))
            if "browser" in options.only:
                found["browser"][name, size] = told(name, size, web_browser.measure(browser, f"http://127.0.0.1:{port}"))
            if "clients" in options.only:
                clients[size] = web_server.load(port, size)
    table(f"What a reader waits for, {name}: ms, median / p95", found["browser"])
    table(f"Each request, {name}: ms, median / p95 (processor), largest answer compressed", found["requests"])
    if clients:
        heading(f"{web_server.CLIENTS} clients at once, {name}")
    for size, words in clients.items():
        figure(f"{size:,} events", words)


def told(name, size, figures):
    """Said as soon as it is known: the tables come last, and a long run may be cut short."""
    note(f"{name}, {size:,} events: " + "; ".join(f"{figure} {samples.cell()}" for figure, samples in figures.items()))
    return figures


def yardstick(browser, options):
    size = max(YARDSTICK)
    with store_of(size, options.folder, None) as engine:
        url = engine.url.render_as_string(hide_password=False)
    table("vis-timeline, the same events: ms, median / p95", web_yardstick.measure(browser, url, YARDSTICK))


def lighthouse():
    """On a store as `make run` fills it."""
    heading("Lighthouse, desktop, seeded page")
    with tempfile.TemporaryDirectory() as folder:
        url = f"sqlite:///{folder}/seeded.sqlite3"
        engine = open_engine(url)
        with contextlib.closing(engine.raw_connection()):
            schema.upgrade(engine)
        seed_database(engine, ROOT / "seed", load(), dt.datetime.now(dt.UTC))
        engine.dispose()
        with web_server.serving(url) as (port, _):
            web_lighthouse.run(f"http://127.0.0.1:{port}/")


if __name__ == "__main__":
    main()
