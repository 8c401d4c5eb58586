"""A feed (RSS, Atom: feedparser; JSON Feed 1.1) -> Articles. One bad item never stops the others."""

from __future__ import annotations

import calendar
import datetime as dt
import json
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

import feedparser

from tracker.domain import Article
from tracker.records import RecordError, read_published
from tracker.sources.errors import SourceError
from tracker.sources.keys import text_key
from tracker.sources.links import canonical, safe_link
from tracker.sources.page import host, language, plain_text

MAX_ITEMS = 1_000
ITEM_END = re.compile(rb"</(?:item|entry)\s*>", re.IGNORECASE)
MAX_ITEM_CHARS = 200_000


@dataclass(frozen=True, slots=True)
class Feed:
    """What a feed holds now. ``warnings`` name items that were left out, and why."""

    title: str
    articles: tuple[Article, ...]
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Item:
    title: str
    link: str
    identity: str
    markup: str
    day: dt.date | None
    moment: dt.datetime | None


def read_feed(body: bytes, url: str, today: dt.date) -> Feed:
    """Read a feed of any of the three kinds.

    Raises SourceError where it is none. At most MAX_ITEMS items are read. An item dated after ``today`` keeps no date.
    """
    head = body.lstrip(b"\xef\xbb\xbf \t\r\n")[:1]
    title, items, warnings = (_json_items if head == b"{" else _xml_items)(body, url)
    articles: dict[str, Article] = {}
    for number, read in enumerate(items, 1):
        try:
            article = _article(read(), title or host(url), today)
        except (SourceError, ValueError, TypeError, AttributeError) as error:
            warnings.append(f"item {number} of {url} is left out: {error}")
            continue
        articles.setdefault(article.key, article)
    return Feed(title or host(url), tuple(articles.values()), tuple(warnings))


def _article(item: _Item, outlet: str, today: dt.date) -> Article:
    title, text = plain_text(item.title), plain_text(item.markup[:MAX_ITEM_CHARS])
    if not title and not text:
        raise SourceError("it has neither title nor text")
    link = canonical(safe_link(item.link))
    future = item.day is not None and item.day > today
    return Article(
        key=link or item.identity or text_key(title, text),
        text=text,
        title=title,
        published=None if future else item.day,
        published_at=None if future else item.moment,
        outlet=plain_text(outlet) or host(link),
        url=link,
        lang=language(f"{title} {text}"),
    )


_Read = tuple[str, Iterable[Callable[[], _Item]], list[str]]


def _xml_items(body: bytes, url: str) -> _Read:
    ends = [match.end() for match in ITEM_END.finditer(body)]
    warnings = []
    if len(ends) > MAX_ITEMS:
        warnings.append(f"{url} has {len(ends):,} items; the first {MAX_ITEMS:,} were read")
        body = body[: ends[MAX_ITEMS - 1]]
    parsed = feedparser.parse(body, sanitize_html=False, resolve_relative_uris=True, response_headers={"content-location": url})
    if not parsed.get("version") and not parsed.entries:
        raise SourceError(f"{url} is no feed (RSS, Atom or JSON Feed); give the address that its page names as feed")
    return str(parsed.feed.get("title", "")), [_of_entry(entry) for entry in parsed.entries], warnings


def _of_entry(entry: dict[str, Any]) -> Callable[[], _Item]:
    def read() -> _Item:
        contents = [part.get("value", "") for part in entry.get("content", [])]
        # dict.get: feedparser's own look-up warns when it answers "updated" with "published"
        stamp = dict.get(entry, "published_parsed") or dict.get(entry, "updated_parsed")
        moment = dt.datetime.fromtimestamp(calendar.timegm(stamp), dt.UTC) if stamp else None
        return _Item(
            title=str(entry.get("title", "")),
            link=str(entry.get("link", "")),
            identity=str(entry.get("id", "")),
            markup=max([str(entry.get("summary", "")), *contents], key=len),
            day=moment.date() if moment else None,
            moment=moment,
        )

    return read


def _json_items(body: bytes, url: str) -> _Read:
    try:
        parsed = json.loads(body)
    except (ValueError, RecursionError):
        raise SourceError(f"{url} begins like a JSON Feed and is no JSON") from None
    if "jsonfeed.org" not in str(parsed.get("version", "")) or not isinstance(parsed.get("items"), list):
        raise SourceError(f"{url} is JSON and no JSON Feed (no version, or no items)")
    items = parsed["items"]
    warnings = [f"{url} has {len(items):,} items; the first {MAX_ITEMS:,} were read"] if len(items) > MAX_ITEMS else []
    return str(parsed.get("title", "")), [_of_json(item) for item in items[:MAX_ITEMS]], warnings


def _of_json(item: Any) -> Callable[[], _Item]:
    def read() -> _Item:
        if not isinstance(item, dict):
            raise SourceError("it is no object")
        try:
            day, moment = read_published(str(item.get("date_published") or ""))
        except RecordError:
            day, moment = None, None
        markup = item.get("content_html") or item.get("content_text") or item.get("summary") or ""
        return _Item(str(item.get("title") or ""), str(item.get("url") or ""), str(item.get("id") or ""), str(markup), day, moment)

    return read
