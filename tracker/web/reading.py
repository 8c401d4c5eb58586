"""Reading what a person hands over, a file or an address, with every cap: parsed where it can be killed, never stored here."""

from __future__ import annotations

import datetime as dt
import tempfile
from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path

from flask import Flask, current_app
from itsdangerous import BadSignature, URLSafeSerializer
from pydantic import TypeAdapter
from werkzeug.datastructures import FileStorage

from tracker.domain import Article
from tracker.intake import Tools, is_calendar, read_answer
from tracker.lexicon import load
from tracker.sources import SourceError
from tracker.sources.calendars import read_calendar
from tracker.sources.fetch import Fetcher, fetch
from tracker.sources.files import Given, read_path
from tracker.sources.items import Item
from tracker.sources.official import Official
from tracker.sources.sandbox import Sandbox
from tracker.store.changes import Mined
from tracker.web.desk import today
from tracker.worker import fetcher_of

MOST_ARTICLES = 300
KINDS = (".txt", ".md", ".html", ".htm", ".eml", ".jsonl", ".ndjson", ".ics")
SALT = "handed-over"


@dataclass(frozen=True, slots=True)
class Handed:
    """What was found: articles to mine, records that need no mining (calendar entries), and what could not be read."""

    articles: tuple[Article, ...] = ()
    records: tuple[Mined, ...] = ()
    notes: tuple[str, ...] = ()


_HANDED = TypeAdapter(Handed)


def init_app(app: Flask) -> None:
    """Keep the fetcher and the child process that parses; it starts when it is first needed."""
    config = app.config["TRACKER"]
    app.extensions["tracker-fetcher"] = fetcher_of(config)
    app.extensions["tracker-sandbox"] = Sandbox(config.parse_timeout)


def tools() -> Tools:
    """What reading needs."""
    fetcher: Fetcher = current_app.extensions["tracker-fetcher"]
    return Tools(fetcher, current_app.extensions["tracker-sandbox"], today())


def read_url(url: str) -> Handed:
    """Fetch an address and read what is there, an article, a feed or a calendar. Raises SourceError."""
    reading = tools()
    answer = fetch(url.replace("webcal://", "https://", 1), reading.fetcher)
    if is_calendar(answer.body):
        return _of_records(reading.sandbox.call(read_entries, answer.body, answer.url, reading.today))
    return _of_items(read_answer(answer, Given(), reading))


def read_upload(file: FileStorage) -> Handed:
    """Read an uploaded file by the end of its name. Raises SourceError."""
    name = file.filename or "the file"
    suffix = Path(name).suffix.lower()
    if suffix not in KINDS:
        raise SourceError(f"{name} is of a kind that is not read; these are: {' '.join(KINDS)}")
    largest: int = current_app.config["TRACKER"].fetch_max_bytes
    body = file.read(largest + 1)
    if len(body) > largest:
        raise SourceError(f"{name} is larger than {largest:,} bytes; ingest it from the command line, which has no limit")
    sandbox: Sandbox = current_app.extensions["tracker-sandbox"]
    if suffix == ".ics":
        return _of_records(sandbox.call(read_entries, body, name, today()))
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"upload{suffix}"
        path.write_bytes(body)
        items = sandbox.call(read_items, str(path), today())
    return _of_items([replace(item, where=name + item.where.removeprefix(path.name)) for item in items])


def read_items(path: str, day: dt.date) -> list[Item]:
    """Read a file whole, in the child process."""
    return list(read_path(Path(path), day))


def read_entries(body: bytes, name: str, day: dt.date) -> list[Official]:
    """Read a calendar whole, in the child process."""
    return list(read_calendar(body, name, load(), day))


def carried(handed: Handed) -> str:
    """What was found, signed, for the form that stores it after it was seen."""
    return _signer().dumps(_HANDED.dump_python(handed, mode="json", exclude_defaults=True))


def taken_up(text: str) -> Handed:
    """What a preview carried. Raises SourceError where it was changed on the way."""
    try:
        return _HANDED.validate_python(_signer().loads(text))
    except BadSignature:
        raise SourceError("the preview did not come back whole; hand it over once more") from None


def _signer() -> URLSafeSerializer:
    assert current_app.secret_key is not None
    return URLSafeSerializer(current_app.secret_key, SALT)


def _of_items(items: Iterable[Item]) -> Handed:
    read = list(items)
    notes = [f"{item.where}: {item.error}" for item in read if item.error]
    notes += [f"{item.where}: {warning}" for item in read for warning in item.warnings]
    articles = _capped([item.article for item in read if item.article])
    if not articles and notes:
        raise SourceError("; ".join(notes[:3]))
    return Handed(articles=articles, notes=tuple(notes))


def _of_records(records: list[Official]) -> Handed:
    found = [Mined(record.article, (record.mention,)) for record in records if record.article and record.mention]
    if len(found) > MOST_ARTICLES:
        raise SourceError(_too_many(len(found), "entries", "import"))
    return Handed(records=tuple(found), notes=tuple(record.error for record in records if record.error))


def _capped(articles: list[Article]) -> tuple[Article, ...]:
    if len(articles) > MOST_ARTICLES:
        raise SourceError(_too_many(len(articles), "articles", "ingest"))
    return tuple(articles)


def _too_many(count: int, what: str, command: str) -> str:
    return f"{count:,} {what} are too many for a page, which takes {MOST_ARTICLES}; store them with `python -m tracker {command} FILE`"
