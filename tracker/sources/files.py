"""Files and folders -> Articles, streamed: JSON Lines, HTML, text and Markdown (YAML front matter), EML, WARC.

Memory stays constant whatever the length of the input. Every item says where it stands, so that an interrupted run goes on from there.
"""

from __future__ import annotations

import datetime as dt
import email
import email.policy
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import orjson
import yaml

from tracker.domain import Article
from tracker.records import RecordError, article_from_record, read_published
from tracker.sources.archive import read_archive
from tracker.sources.errors import SourceError
from tracker.sources.items import Item
from tracker.sources.keys import recognisable, text_key
from tracker.sources.links import canonical, safe_link
from tracker.sources.page import language, plain_text, read_page
from tracker.sources.spread import Spread

MAX_FILE = 20_000_000  # bytes of one document; JSON Lines and WARC are streams and have no limit
MAX_LINE = 20_000_000
IMPORTED = (".ics", ".xml")
KINDS_NAMED = 8


@dataclass(frozen=True, slots=True)
class Given:
    """What the person said of the input: it fills what the documents themselves leave out."""

    published: dt.date | None = None
    outlet: str = ""
    url: str = ""


def read_path(path: Path, today: dt.date, given: Given | None = None, start: int = 0, spread: Spread = map) -> Iterator[Item]:
    """Read a file, or every readable file under a folder in the order of their names.

    ``start`` is the position after which to go on in a JSON Lines or WARC file; ``spread`` reads the pages of archives. What cannot be
    read comes as an Item with an error. Raises SourceError where the path itself is missing or of a kind that is not read.
    """
    given = given or Given()
    if path.is_dir():
        yield from _folder(path, today, given, spread)
    elif path.is_file():
        yield from (_possible(filled(item, given), today) for item in _items(path, today, given, start, spread))
    else:
        raise SourceError(f"{path}: no such file or folder")


def _folder(path: Path, today: dt.date, given: Given, spread: Spread) -> Iterator[Item]:
    files = sorted(entry for entry in path.rglob("*") if entry.is_file())
    for file in files:
        if _reader(file):
            yield from read_path(file, today, given, spread=spread)
    others = [file.suffix or file.name for file in files if not _reader(file)]
    if others:
        kinds = ", ".join(sorted(set(others))[:KINDS_NAMED])
        yield Item(path.name, 0, error=f"{len(others)} left out, since files of their kind are not read: {kinds}")


def _items(path: Path, today: dt.date, given: Given, start: int, spread: Spread) -> Iterator[Item]:
    if _is_archive(path):
        yield from read_archive(path, start, spread)
    elif path.suffix.lower() in (".jsonl", ".ndjson"):
        yield from _json_lines(path, start)
    else:
        yield _document(path, today, given)


def _possible(item: Item, today: dt.date) -> Item:
    """Refuse an article that is dated after today; a day more is let through, for it is tomorrow already in other time zones."""
    published = item.article.published if item.article else None
    if published is None or published <= today + dt.timedelta(1):
        return item
    return replace(
        item, article=None, error=f"its day of publication, {published}, lies in the future; give the day on which it was published"
    )


def _reader(path: Path) -> Callable[..., Any] | None:
    return (
        read_archive
        if _is_archive(path)
        else _json_lines
        if path.suffix.lower() in (".jsonl", ".ndjson")
        else READERS.get(path.suffix.lower())
    )


def _is_archive(path: Path) -> bool:
    return path.name.lower().endswith((".warc", ".warc.gz"))


def _json_lines(path: Path, start: int) -> Iterator[Item]:
    number = 0
    with path.open("rb") as file:
        while line := file.readline(MAX_LINE):
            number += 1
            if file.tell() <= start or not line.strip():
                continue
            where = f"{path.name}, line {number}"
            try:
                yield Item(where, file.tell(), article=article_from_record(orjson.loads(line)))
            except orjson.JSONDecodeError as error:
                yield Item(where, file.tell(), error=f"no JSON: {error}")
            except RecordError as error:
                yield Item(where, file.tell(), error=str(error))


def _document(path: Path, today: dt.date, given: Given) -> Item:
    read = READERS.get(path.suffix.lower())
    if read is None:
        kinds = " ".join([*READERS, ".jsonl", ".warc", ".warc.gz"])
        remedy = "calendars and official records are imported: python -m tracker import FILE" if path.suffix.lower() in IMPORTED else ""
        raise SourceError(f"{path}: files of this kind are not read; {remedy or f'these are: {kinds}'}")
    size = path.stat().st_size
    if size > MAX_FILE:
        return Item(path.name, size, error=f"{size:,} bytes; one document may have {MAX_FILE:,}")
    try:
        article, warnings = read(path.read_bytes(), given.url, today)
    except (SourceError, RecordError) as error:
        return Item(path.name, size, error=str(error))
    return Item(path.name, size, article=article, warnings=warnings)


_Read = tuple[Article, tuple[str, ...]]


def _html(body: bytes, url: str, today: dt.date) -> _Read:
    page = read_page(body, url, today)
    return page.article, page.warnings


def _text(body: bytes, url: str, today: dt.date) -> _Read:
    del today
    head, text = _front_matter(body.decode("utf-8-sig", "replace").replace("\r\n", "\n").replace("\0", ""))
    title = str(head.get("title") or "")
    if not text.strip() and not title:
        raise SourceError("it is empty")
    published, moment = read_published(str(head.get("published") or head.get("date") or ""))
    link = canonical(safe_link(str(head.get("url") or url)))
    article = Article(
        key=str(head.get("id") or link or text_key(title, text)),
        text=text.strip(),
        title=title,
        published=published,
        published_at=moment,
        outlet=str(head.get("outlet") or ""),
        url=link,
        lang=str(head.get("lang") or language(text)),
    )
    return article, ()


def _front_matter(text: str) -> tuple[dict[str, Any], str]:
    """Split the YAML block between two ``---`` lines from the text; a text without one has none."""
    if not text.startswith("---\n") or "\n---\n" not in text[4:]:
        return {}, text
    block, _, rest = text[4:].partition("\n---\n")
    try:
        head = yaml.safe_load(block)
    except yaml.YAMLError as error:
        raise SourceError(f"its front matter is no YAML ({error})") from None
    if not isinstance(head, dict):
        raise SourceError("its front matter has no keys; write it as 'published: 2017-04-27' a line")
    return head, rest


def _mail(body: bytes, url: str, today: dt.date) -> _Read:
    message = email.message_from_bytes(body, policy=email.policy.default)
    part = message.get_body(("plain", "html"))
    if part is None:
        raise SourceError("the mail has no text")
    text = str(part.get_content())
    if part.get_content_subtype() == "html":
        text = plain_text(text)
    sent = message["date"].datetime if message["date"] else None
    day = sent.date() if sent and sent.date() <= today else None
    title = str(message["subject"] or "")
    sender = message["from"].addresses[0].display_name if message["from"] and message["from"].addresses else ""
    article = Article(
        key=str(message["message-id"] or text_key(title, text)).strip("<> "),
        text=text.strip(),
        title=title,
        published=day,
        outlet=sender,
        url=canonical(safe_link(url)),
        lang=language(text),
    )
    return article, () if day else ("the mail has no usable date; give the day of publication",)


def filled(item: Item, given: Given) -> Item:
    """Let what the person said fill what the document leaves out; a day that does answers the warning that there is none."""
    article = item.article
    if article is None:
        return item
    published, outlet = article.published or given.published, article.outlet or given.outlet
    answered = published != article.published
    return replace(
        item,
        article=recognisable(replace(article, published=published, outlet=outlet)),
        warnings=() if answered else item.warnings,
    )


READERS: dict[str, Callable[[bytes, str, dt.date], _Read]] = {
    ".html": _html,
    ".htm": _html,
    ".txt": _text,
    ".md": _text,
    ".markdown": _text,
    ".eml": _mail,
}
