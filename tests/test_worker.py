"""The worker against our own server: what it stores, what it asks, and what a bad feed costs."""

import datetime as dt
import threading

import pytest

from tests.sources.conftest import fetcher, server  # noqa: F401
from tracker.filters import EventFilter
from tracker.sources.sandbox import Sandbox
from tracker.store import schema
from tracker.store.engine import open_engine, session, writing
from tracker.store.feeds import LEASE, add_feed, claim_due, list_feeds, poll_now
from tracker.store.queries import list_events
from tracker.worker import Worker

NOW = dt.datetime(2023, 3, 17, 12, tzinfo=dt.UTC)
XML = {"Content-Type": "application/rss+xml", "ETag": '"v1"', "Last-Modified": "Fri, 17 Mar 2023 10:00:00 GMT"}


def rss(*items):
    body = "".join(
        f"<item><title>{title}</title><link>https://p.example/{number}</link><pubDate>{date}</pubDate><description>{text}</description></item>"
        for number, (title, text, date) in enumerate(items)
    )
    return f'<rss version="2.0"><channel><title>The Paper</title>{body}</channel></rss>'.encode()


FRIDAY = "Fri, 17 Mar 2023 10:00:00 GMT"
VISIT = ("Xi Jinping to visit Moscow", "Chinese President Xi Jinping will visit Moscow on March 20-22, the Kremlin said on Friday.", FRIDAY)
WEATHER = ("Rain", "It will rain.", FRIDAY)


@pytest.fixture(scope="module")
def sandbox():
    with Sandbox(seconds=20) as box:
        yield box


@pytest.fixture
def worker(tmp_path, lexicon, fetcher, sandbox):  # noqa: F811
    engine = open_engine(f"sqlite:///{tmp_path / 'w.sqlite3'}")
    schema.upgrade(engine)
    yield Worker(engine, lexicon, fetcher, sandbox, clock=lambda: NOW, name="w1")
    engine.dispose()


@pytest.fixture
def watch(worker, server):  # noqa: F811
    def add(page, path="/feed"):
        server.pages[path] = page
        with writing(worker.engine) as opened:
            return add_feed(opened, f"{server.url}{path}", "", NOW)

    return add


def feeds(worker):
    with session(worker.engine) as opened:
        return list_feeds(opened)


def titles(worker):
    with session(worker.engine) as opened:
        return [event.title for event in list_events(opened, EventFilter()).rows]


def again(worker, feed):
    with writing(worker.engine) as opened:
        poll_now(opened, feed, NOW)
    return worker.step()


def test_a_feed_becomes_events(worker, watch):
    watch((200, XML, rss(VISIT, WEATHER)))
    assert worker.step() is True
    assert worker.step() is False
    (feed,) = feeds(worker)
    assert (feed.title, feed.articles, feed.events, feed.error) == ("The Paper", 2, 1, "")
    assert len(titles(worker)) == 1


def test_an_unchanged_feed_is_asked_conditionally_and_doubles_nothing(worker, watch, server):  # noqa: F811
    def page(handler):
        return (304, {}, b"") if handler.headers.get("If-None-Match") == '"v1"' else (200, XML, rss(VISIT))

    feed = watch(page)
    worker.step()
    again(worker, feed)
    asked = [headers for path, headers in server.seen if path == "/feed"]
    assert asked[1]["if-modified-since"] == "Fri, 17 Mar 2023 10:00:00 GMT"
    assert (feeds(worker)[0].articles, len(titles(worker))) == (1, 1)


def test_the_same_items_again_double_nothing(worker, watch):
    feed = watch((200, {}, rss(VISIT)))
    worker.step()
    again(worker, feed)
    assert (feeds(worker)[0].articles, len(titles(worker))) == (1, 1)


@pytest.mark.parametrize(
    ("page", "says"),
    [
        ((503, {"Retry-After": "7200"}, b""), "answers 503"),
        ((200, {}, b"<html>no feed</html>"), "no feed"),
        ((410, {}, b""), "gone for good"),
        ((302, {"Location": "http://169.254.169.254/"}, b""), "link-local"),
    ],
)
def test_a_failing_feed_says_why_in_plain_words_and_waits(worker, watch, page, says):
    watch(page)
    worker.step()
    (feed,) = feeds(worker)
    assert says in feed.error
    assert (feed.failures, feed.last_success) == (1, None)
    assert feed.next_poll > NOW
    assert feed.paused is (page[0] == 410)


def test_one_bad_feed_does_not_stop_the_others(worker, watch):
    watch((500, {}, b""), "/bad")
    watch((200, {}, rss(VISIT)), "/good")
    worker.step()
    worker.step()
    assert [bool(feed.error) for feed in feeds(worker)] == [True, False]
    assert len(titles(worker)) == 1


def test_an_item_without_a_date_or_with_a_date_to_come_is_left_out(worker, watch):
    later = "Fri, 17 Mar 2099 10:00:00 GMT"
    watch((200, {}, rss((*VISIT[:2], later), (VISIT[0], VISIT[1] + " Again.", FRIDAY))))
    worker.step()
    assert feeds(worker)[0].articles == 1


def test_robots_are_honoured(worker, watch, server):  # noqa: F811
    server.pages["/robots.txt"] = (200, {}, b"User-agent: *\nDisallow: /feed")
    watch((200, {}, rss(VISIT)))
    worker.step()
    assert "robots.txt" in feeds(worker)[0].error


def test_a_worker_that_lost_its_lease_stores_nothing(worker, watch):
    def page(_handler):
        with writing(worker.engine) as opened:
            claim_due(opened, "w2", NOW + LEASE * 2)
        return (200, {}, rss(VISIT))

    watch(page)
    assert worker.step() is True
    assert titles(worker) == []
    assert feeds(worker)[0].last_success is None


def test_it_runs_until_it_is_told_to_stop(worker, watch):
    watch((200, {}, rss(VISIT)))
    stop = threading.Event()
    thread = threading.Thread(target=worker.run, args=(stop,))
    thread.start()
    for _ in range(200):
        if feeds(worker)[0].last_success:
            break
        threading.Event().wait(0.05)
    stop.set()
    thread.join(timeout=20)
    assert not thread.is_alive()
    assert feeds(worker)[0].last_success == NOW
