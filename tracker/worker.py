"""The worker: polls due feeds, politely, and lets time pass (windows that close lapse). Several may run beside each other."""

from __future__ import annotations

import datetime as dt
import os
import socket
import threading
from collections.abc import Callable
from dataclasses import dataclass

import structlog
from sqlalchemy import Engine

from tracker.config import Config
from tracker.ingest import mine_one
from tracker.lexicon import Lexicon
from tracker.sources import SourceError
from tracker.sources.feed import Feed as FeedContent
from tracker.sources.feed import read_feed
from tracker.sources.fetch import Fetched, Fetcher, Limits, fetch
from tracker.sources.robots import Robots
from tracker.sources.sandbox import Sandbox
from tracker.store.changes import Mined, Outcome, Run, lapse_due, store_all
from tracker.store.engine import writing
from tracker.store.feeds import Failure, Feed, LeaseLostError, Polled, claim_due, fail, finish

IDLE = 5.0  # seconds between looks at an empty list
NOT_MODIFIED = 304

log = structlog.get_logger()

Clock = Callable[[], dt.datetime]


def utc_now() -> dt.datetime:
    """The moment, in UTC."""
    return dt.datetime.now(dt.UTC)


@dataclass
class Worker:
    """One worker. ``clock`` can be set for tests."""

    engine: Engine
    lexicon: Lexicon
    fetcher: Fetcher
    sandbox: Sandbox
    clock: Clock = utc_now
    name: str = ""

    def __post_init__(self) -> None:
        self.name = self.name or f"{socket.gethostname()}:{os.getpid()}"
        self._robots = Robots(self.fetcher)
        self._lapsed: dt.date | None = None

    def run(self, stop: threading.Event) -> None:
        """Work until told to stop."""
        log.info("worker started", worker=self.name)
        while not stop.is_set():
            self.pass_time()
            if not self.step():
                stop.wait(IDLE)
        log.info("worker stopped", worker=self.name)

    def step(self) -> bool:
        """Poll one due feed; False where none is due."""
        with writing(self.engine) as session:
            feed = claim_due(session, self.name, self.clock())
        if feed is None:
            return False
        try:
            self._poll(feed)
        except SourceError as error:
            self._failed(feed, error)
        except LeaseLostError as error:
            log.warning("lease lost", feed=feed.url, error=str(error))
        return True

    def pass_time(self) -> None:
        """Once a day, let windows that have closed lapse."""
        today = self.clock().date()
        if self._lapsed != today:
            with writing(self.engine) as session:
                lapse_due(session, self.clock())
            self._lapsed = today

    def _poll(self, feed: Feed) -> None:
        self._robots.check(feed.url)
        answer = fetch(feed.url, self.fetcher, _conditions(feed))
        if answer.status == NOT_MODIFIED:
            self._store(feed, [], Polled(changed=False))
            return
        content: FeedContent = self.sandbox.call(read_feed, answer.body, answer.url, self.clock().date())
        for warning in content.warnings:
            log.warning("feed item left out", feed=feed.url, reason=warning)
        self._store(feed, self._mined(feed, content), _polled(content, answer))

    def _mined(self, feed: Feed, content: FeedContent) -> list[Mined]:
        out = []
        for article in content.articles:
            mined = mine_one(article, self.lexicon)
            if isinstance(mined, Mined):
                out.append(mined)
            else:
                log.info("article rejected", feed=feed.url, article=article.key, reason=mined.reason)
        return out

    def _store(self, feed: Feed, mined: list[Mined], polled: Polled) -> None:
        """Store the articles and release the feed in one transaction."""
        now = self.clock()
        with writing(self.engine) as session:
            run = Run(session, now)
            stored = store_all(run, mined)
            new = [item for item, done in zip(mined, stored, strict=True) if done.outcome is not Outcome.UNCHANGED]
            run.finish()
            events = sum(len(item.mentions) for item in new)
            counted = Polled(polled.title, polled.etag, polled.last_modified, len(new), events, polled.changed)
            finish(session, feed.id, self.name, now, counted)
        log.info("feed read", feed=feed.url, articles=len(new), events=events, changed=polled.changed)

    def _failed(self, feed: Feed, error: SourceError) -> None:
        with writing(self.engine) as session:
            fail(session, feed.id, self.name, self.clock(), Failure(str(error), error.retry_after, error.gone))
        log.warning("feed failed", feed=feed.url, error=str(error))


def fetcher_of(config: Config) -> Fetcher:
    """The fetcher that the settings describe."""
    return Fetcher(limits=Limits(config.fetch_timeout, config.fetch_max_bytes), proxy=config.proxy)


def _conditions(feed: Feed) -> dict[str, str]:
    """The headers of a conditional GET (RFC 9110, 13.1)."""
    headers = {"If-None-Match": feed.etag, "If-Modified-Since": feed.last_modified}
    return {name: value for name, value in headers.items() if value}


def _polled(content: FeedContent, answer: Fetched) -> Polled:
    return Polled(content.title, answer.headers.get("etag", ""), answer.headers.get("last-modified", ""))
