"""Several workers share the feeds; workers that are killed lose and double nothing. SQLite and PostgreSQL."""

import datetime as dt
import random
import signal
import subprocess
import sys
import time

import pytest
from sqlalchemy import func, select

from tests.sources.conftest import server  # noqa: F401
from tracker.config import ROOT
from tracker.store import schema
from tracker.store.engine import open_engine, session, writing
from tracker.store.feeds import add_feed, list_feeds
from tracker.store.models import ArticleRow, FeedRow

FEEDS, ITEMS, KILLS, WORKERS = 10, 5, 4, 2
PROGRAM = """
import datetime as dt, sys, threading
from tracker.lexicon import load
from tracker.sources.addresses import Guard
from tracker.sources.fetch import Fetcher, Limits
from tracker.sources.sandbox import Sandbox
from tracker.store import feeds
from tracker.store.engine import open_engine
from tracker.worker import Worker
if __name__ == "__main__":
    feeds.LEASE = dt.timedelta(seconds=1)
    guard = Guard(frozenset({("127.0.0.1", int(sys.argv[2]))}))
    with Sandbox(20) as sandbox:
        Worker(open_engine(sys.argv[1]), load(), Fetcher(guard, Limits(5)), sandbox).run(threading.Event())
"""


def rss(feed):
    def item(number):
        text = f"Leader number {number} of feed {feed} said nothing. Chinese President Xi Jinping will visit Moscow on March {number + 10}."
        dated = "<pubDate>Wed, 01 Mar 2023 10:00:00 GMT</pubDate>"
        link = f"https://p{feed}.example/{number}"
        return f"<item><title>Story {feed}-{number}</title><link>{link}</link>{dated}<description>{text}</description></item>"

    return f"<rss version='2.0'><channel><title>Feed {feed}</title>{''.join(map(item, range(ITEMS)))}</channel></rss>".encode()


def slowly(page):
    def answer(_handler):
        time.sleep(0.3)
        return page

    return answer


def counts(engine):
    with session(engine) as opened:
        articles = opened.scalar(select(func.count()).select_from(ArticleRow))
        done = opened.scalar(select(func.count()).select_from(FeedRow).where(FeedRow.last_success.is_not(None)))
    return articles, done


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
def url(request, tmp_path):
    return f"sqlite:///{tmp_path / 'kill.sqlite3'}" if request.param == "sqlite" else request.getfixturevalue("postgres_url")


@pytest.mark.timeout(600)
def test_killed_workers_lose_and_double_nothing(url, server, tmp_path):  # noqa: F811
    program = tmp_path / "work.py"
    program.write_text(PROGRAM)
    engine = open_engine(url)
    schema.upgrade(engine)
    now = dt.datetime.now(dt.UTC)
    with writing(engine) as opened:
        for feed in range(FEEDS):
            server.pages[f"/feed{feed}"] = slowly((200, {}, rss(feed)))
            add_feed(opened, f"{server.url}/feed{feed}", "", now)

    def start():
        return subprocess.Popen(
            [sys.executable, program, url, str(server.server_port)], env={"PYTHONPATH": str(ROOT)}, stderr=subprocess.DEVNULL
        )

    chance, kills = random.Random(7), 0
    running = [start() for _ in range(WORKERS)]
    try:
        for _ in range(3000):
            if counts(engine)[1] == FEEDS:
                break
            if kills < KILLS and chance.random() < 0.3 and counts(engine)[0]:
                victim = running.pop(0)
                victim.send_signal(signal.SIGKILL)
                victim.wait()
                running.append(start())
                kills += 1
            time.sleep(0.1)
    finally:
        for process in running:
            process.kill()
            process.wait()
    with session(engine) as opened:
        feeds = list_feeds(opened)
        keys = list(opened.scalars(select(ArticleRow.key)))
    engine.dispose()
    assert kills == KILLS
    assert all(feed.last_success for feed in feeds), [feed.error for feed in feeds]
    assert len(keys) == len(set(keys)) == FEEDS * ITEMS
    assert sum(feed.articles for feed in feeds) == FEEDS * ITEMS
