"""Anything that a person names -> items: the address of a page or a feed, a file, a folder. Command line and web share it."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from tracker.sources import SourceError
from tracker.sources.feed import Feed, read_feed
from tracker.sources.fetch import Fetched, Fetcher, checked_url, fetch
from tracker.sources.files import Given, filled, read_path
from tracker.sources.items import Item
from tracker.sources.page import Page, read_page
from tracker.sources.sandbox import Sandbox
from tracker.sources.spread import Spread

FEED_TYPES = ("application/rss+xml", "application/atom+xml", "application/feed+json")
FEED_START = re.compile(rb"^\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:rss|feed|rdf:RDF)\b", re.DOTALL)
JSON_FEED = re.compile(rb'^\s*\{[^{}]*"version"\s*:\s*"https?:\\?/\\?/jsonfeed\.org')
HEAD = 4_096


@dataclass(frozen=True, slots=True)
class Tools:
    """What reading needs: how to fetch, where to parse, the day that counts as today, and what spreads the pages of an archive."""

    fetcher: Fetcher
    sandbox: Sandbox
    today: dt.date
    spread: Spread = map


def is_address(source: str) -> bool:
    """Whether a person means something on the network rather than a file."""
    return "://" in source


def read_source(source: str, given: Given, tools: Tools, start: int = 0) -> Iterator[Item]:
    """Read what a person named. ``start`` is where an interrupted file goes on. Raises SourceError for what cannot be read at all."""
    if is_address(source):
        yield from read_address(source, given, tools)
    else:
        yield from read_path(Path(source), tools.today, given, start, tools.spread)


def read_address(url: str, given: Given, tools: Tools) -> Iterator[Item]:
    """Fetch an address and read it as what it is, a feed or a page; the address after redirects is the one that counts."""
    yield from read_answer(fetch(url, tools.fetcher), given, tools)


def read_answer(answer: Fetched, given: Given, tools: Tools) -> Iterator[Item]:
    """Read what an address gave. Raises SourceError."""
    if is_calendar(answer.body):
        raise SourceError(f"{answer.url} is a calendar; import it: python -m tracker import {answer.url}")
    if looks_like_feed(answer):
        feed: Feed = tools.sandbox.call(read_feed, answer.body, answer.url, tools.today)
        for article in feed.articles:
            yield filled(Item(article.url or article.key, 0, article), given)
        for warning in feed.warnings:
            yield Item(answer.url, 0, error=warning)
        return
    if answer.content_type and not answer.content_type.startswith(("text/", "application/xhtml")):
        raise SourceError(f"{answer.url} is {answer.content_type}, neither a page nor a feed; download it and give the file")
    page: Page = tools.sandbox.call(read_page, answer.body, answer.url, tools.today)
    yield filled(Item(answer.url, 0, page.article, warnings=page.warnings), given)


def try_feed(url: str, tools: Tools) -> tuple[str, Feed]:
    """Fetch an address and read the feed there; give the address after redirects with it. Raises SourceError."""
    answer = fetch(checked_url(url), tools.fetcher)
    feed: Feed = tools.sandbox.call(read_feed, answer.body, answer.url, tools.today)
    return answer.url, feed


def is_calendar(body: bytes) -> bool:
    """Whether something is iCalendar, by how it begins."""
    return body.removeprefix(b"\xef\xbb\xbf").lstrip()[:15].upper() == b"BEGIN:VCALENDAR"


def looks_like_feed(answer: Fetched) -> bool:
    """Whether an answer is a feed, by how it begins; the media type alone is often wrong."""
    head = answer.body[:HEAD].removeprefix(b"\xef\xbb\xbf")
    return bool(FEED_START.match(head) or JSON_FEED.match(head)) or answer.content_type in FEED_TYPES
