"""An HTML page -> Article. Extraction is trafilatura's; the publication date is the page's own and never lies in the future."""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

import lxml.html
import nh3
import py3langid
import trafilatura
from lxml.etree import ParserError
from trafilatura.settings import Document

from tracker.domain import Article
from tracker.records import RecordError, read_published
from tracker.sources.errors import SourceError
from tracker.sources.keys import text_key
from tracker.sources.links import canonical, safe_link

META_NAMES = ("date", "dc.date", "DC.date.issued", "publish-date", "pubdate", "parsely-pub-date", "sailthru.date")
META_DATES = (
    "//meta[@property='article:published_time']/@content",
    "//meta[@itemprop='datePublished']/@content",
    f"//meta[{' or '.join(f'@name={name!r}' for name in META_NAMES)}]/@content",
    "//time[@itemprop='datePublished' or @pubdate]/@datetime",
)
MAX_NODES = 2_000
MIN_CHARS = 40  # less is a menu or a notice, not an article


@dataclass(frozen=True, slots=True)
class Page:
    """What was found in a page; ``warnings`` are sentences for the person who gave the address."""

    article: Article
    warnings: tuple[str, ...] = ()


def read_page(html: bytes, url: str, today: dt.date) -> Page:
    """Take text, title, outlet, language and date from a page.

    Raises SourceError where there is no article text in it. ``article.published`` is None where the page does not say, or names a day
    after ``today`` (a date in the future is an event's, not the article's).
    """
    text = decoded(html)
    found = trafilatura.bare_extraction(text, url=url or None, with_metadata=True, include_comments=False, include_tables=False)
    if not isinstance(found, Document) or len((found.text or "").strip()) < MIN_CHARS:
        raise SourceError(f"{url or 'the page'}: no article text found; paste the text instead")
    published, moment, warnings = _published(text, found.date, today)
    link = canonical(safe_link(url))
    body = (found.text or "").strip()
    article = Article(
        key=link or text_key(found.title or "", body),
        text=body,
        title=plain_text(found.title or ""),
        published=published,
        published_at=moment,
        outlet=plain_text(found.sitename or "") or host(url),
        url=link,
        lang=language(body),
    )
    return Page(article, warnings)


def decoded(html: bytes) -> str:
    """Decode a page as its declaration says; what cannot be decoded becomes U+FFFD, never an error."""
    text = trafilatura.utils.decode_file(html)
    return str(text).replace("\0", "")


def plain_text(markup: str) -> str:
    """Strip every tag and fold white space; entities become characters."""
    cleaned = nh3.clean(markup, tags=set(), attributes={})
    fragment = lxml.html.fromstring(f"<div>{cleaned}</div>")
    return " ".join(str(fragment.text_content()).split())


def host(url: str) -> str:
    """Give the host of an address without "www."; empty where there is none."""
    return (urlsplit(url).hostname or "").removeprefix("www.") if url else ""


def language(text: str) -> str:
    """Guess the language (BCP 47) of the first two thousand characters."""
    code, _ = py3langid.classify(text[:2000])
    return str(code)


def _published(html: str, guess: str | None, today: dt.date) -> tuple[dt.date | None, dt.datetime | None, tuple[str, ...]]:
    """Choose the date: the page's own metadata first, then what trafilatura found in address and text."""
    future = ""
    for raw in [*_own_dates(html), guess or ""]:
        try:
            day, moment = read_published(raw)
        except RecordError:
            continue
        if day and day <= today:
            return day, moment, ()
        future = future or (raw if day else "")
    if future:
        return None, None, (f"the page names {future} as its date, which is in the future; give the day of publication",)
    return None, None, ("the page does not say when it was published; give the day",)


def _own_dates(html: str) -> list[str]:
    try:
        tree = lxml.html.fromstring(html)
    except (ParserError, ValueError):
        return []
    linked = [raw for script in tree.xpath("//script[@type='application/ld+json']/text()") for raw in _linked_dates(script)]
    return linked + [str(raw) for path in META_DATES for raw in tree.xpath(path)]


def _linked_dates(script: str) -> list[str]:
    """Give ``datePublished`` of every node of a JSON-LD block (schema.org)."""
    try:
        nodes: list[Any] = [json.loads(script)]
    except (ValueError, RecursionError):
        return []
    dates = []
    for _ in range(MAX_NODES):
        if not nodes:
            break
        node = nodes.pop()
        if isinstance(node, list):
            nodes += node
        elif isinstance(node, dict):
            nodes += [value for value in node.values() if isinstance(value, dict | list)]
            if isinstance(node.get("datePublished"), str):
                dates.append(node["datePublished"])
    return dates
