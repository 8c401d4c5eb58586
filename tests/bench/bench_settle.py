"""How long one new article takes to settle against stores of growing size: ``python -m tests.bench.bench_settle 10000 100000``.

Each run stores one article with one claim, from the blocking index to the written history, in a transaction that is undone again: once a
claim that repeats what an event in the store says already, once a claim of a new meeting of leaders whom the store is full of. Beside it
stands the list of one leader as known on a day. Medians and 95th percentiles in milliseconds, warm, in one process; behind them what the
process itself spent (on SQLite that is everything, whatever else the machine does), by which the growth is told there. The stores are
those of ``bench_store``, kept in ``--folder`` and used again; ``--database`` takes any other.
"""

from __future__ import annotations

import argparse
import contextlib
import datetime as dt
import itertools
import statistics
import time
from dataclasses import replace
from itertools import cycle, islice
from pathlib import Path

from sqlalchemy import func, select

from tests.bench.bench_store import FOLDER, postgres, store_of
from tests.bench.report import figure, heading
from tracker.domain import Article, Evidence, Kind, Mention, Participant, Place, Status, When
from tracker.filters import EventFilter
from tracker.store import queries
from tracker.store.changes import Mined, store_article
from tracker.store.documents import mention_of
from tracker.store.engine import open_engine, session, writing
from tracker.store.models import MentionRow

RUNS = 40
NOW = dt.datetime(2026, 11, 23, 9, 0, tzinfo=dt.UTC)
LEADERS = {"vladimir-putin": "RU", "xi-jinping": "CN", "emmanuel-macron": "FR"}
DAYS = (dt.date(2018, 3, 1), dt.date(2022, 6, 20), dt.date(2026, 9, 2))


class UndoneError(Exception):
    """Ends a transaction without committing it."""


def article_about(number, mention, known):
    """An article of one sentence that makes a claim."""
    said = f"Bench article {number}: {mention.title}, told on {known}."
    article = Article(f"bench-{number}", said, published=known, outlet=f"Gazette {number}")
    return Mined(
        article, [replace(mention, article_key=article.key, ordinal=0, evidence=(Evidence(0, len(said), said),), links=())], "bench"
    )


def latest(engine):
    with session(engine) as opened:
        return opened.scalar(select(func.max(MentionRow.known)))


def repeated(engine):
    """Claims that the store has of what lies ahead, each told again by another outlet: the commonest thing that an article does."""
    known = latest(engine) + dt.timedelta(1)
    ahead = (MentionRow.active, MentionRow.earliest > known, MentionRow.status.in_([Status.SPECULATIVE.value, Status.CONFIRMED.value]))
    with session(engine) as opened:
        documents = opened.scalars(
            select(MentionRow.document).where(*ahead).order_by(MentionRow.earliest, MentionRow.id).limit(RUNS * 5)
        ).all()
    for number, document in enumerate(documents[:: max(1, len(documents) // RUNS)]):
        yield article_about(number, mention_of(document), known)


def unheard_of(engine):
    """New meetings of leaders who have met often: every candidate is compared in vain."""
    keys, known = list(LEADERS), latest(engine) + dt.timedelta(1)
    for number, key in enumerate(islice(cycle(keys), RUNS)):
        pair = (key, keys[(number + 1) % len(keys)])
        people = tuple(Participant(one, one.replace("-", " ").title(), LEADERS[one]) for one in pair)
        day = known + dt.timedelta(number)
        parts = (people, tuple(LEADERS[one] for one in pair), When(day, day), Place("Ushuaia", "AR"), Status.SPECULATIVE)
        yield article_about(number, Mention("", 0, Kind.CALL, "A call", *parts, (), ("bench",)), known)


def stopwatch(act):
    """Milliseconds by the clock, and those that this process spent."""
    begun, own = time.perf_counter(), time.process_time()
    act()
    return (time.perf_counter() - begun) * 1000, (time.process_time() - own) * 1000


def settle_and_undo(engine, mined):
    """From the open transaction to the written history."""
    spent = []
    with contextlib.suppress(UndoneError), writing(engine) as opened:
        spent.append(stopwatch(lambda: store_article(opened, mined, NOW)))
        raise UndoneError
    return spent[0]


def list_of_a_leader(engine, leader, day):
    with session(engine) as opened:
        return stopwatch(lambda: queries.list_events(opened, EventFilter(leader=(leader,), as_known_on=day)))


def times(engine):
    """What each run took, by what is measured."""
    for mined in islice(repeated(engine), 3):  # warm
        settle_and_undo(engine, mined)
    days = list(islice(cycle(DAYS), RUNS))
    return {
        "settle a claim that repeats": [settle_and_undo(engine, mined) for mined in repeated(engine)],
        "settle a claim that is new": [settle_and_undo(engine, mined) for mined in unheard_of(engine)],
        "leader's list as known on D": [list_of_a_leader(engine, key, day) for key, day in zip(cycle(LEADERS), days, strict=False)],
    }


def measure(stores):
    """Print the figures of each store, with the growth against the first."""
    first = {}
    for label, store in stores:
        with store as engine:
            heading(label)
            told_by = engine.dialect.name == "sqlite"  # by the own time there
            for name, spent in times(engine).items():
                clock, own = ((statistics.median(one), statistics.quantiles(one, n=20)[-1]) for one in zip(*spent, strict=True))
                median = (clock, own)[told_by][0]
                growth = median / first.setdefault(name, median)
                figure(name, "{:7.1f} ms   95 %: {:7.1f} ms   (own {:6.1f}, {:6.1f})   growth {:.1f}".format(*clock, *own, growth))


@contextlib.contextmanager
def there(url):
    """A store that is not made here."""
    engine = open_engine(url)
    yield engine
    engine.dispose()


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("sizes", nargs="*", type=int, default=[10_000, 100_000])
    parser.add_argument("--postgres", action="store_true")
    parser.add_argument("--folder", type=Path, default=FOLDER)
    parser.add_argument("--database", action="append", default=[], help="the URL of a store that is there already")
    given = parser.parse_args()
    given.folder.mkdir(exist_ok=True)
    with postgres(given.folder) if given.postgres else contextlib.nullcontext() as server:
        kind = "PostgreSQL" if server else "SQLite"
        made = ((f"{size:,} events, {kind}", store_of(size, given.folder, server)) for size in given.sizes)
        measure(itertools.chain(made, ((url, there(url)) for url in given.database)))


if __name__ == "__main__":
    main()
