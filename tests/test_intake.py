import datetime as dt

import pytest

from tests.sources.conftest import fetcher, server  # noqa: F401
from tracker.intake import Tools, looks_like_feed, read_source
from tracker.sources import SourceError
from tracker.sources.fetch import Fetched
from tracker.sources.files import Given
from tracker.sources.sandbox import Sandbox

TODAY = dt.date(2023, 4, 1)
WORDS = "The President of Examplia will visit the capital of Samplia on the twentieth of the month, his office said on Friday."
HEAD = "<html><head><title>A visit</title><meta name='date' content='2023-03-17'></head>"
PAGE = f"{HEAD}<body><article><p>{WORDS}</p></article></body></html>".encode()
ITEM = f"<item><title>T</title><link>https://p.example/1</link><description>{WORDS}</description></item>"
RSS = f"<rss version='2.0'><channel><title>P</title>{ITEM}<item/></channel></rss>".encode()
HTML = {"Content-Type": "text/html"}


@pytest.fixture(scope="module")
def sandbox():
    with Sandbox(seconds=20) as box:
        yield box


@pytest.fixture
def tools(fetcher, sandbox):  # noqa: F811
    return Tools(fetcher, sandbox, TODAY)


def test_a_page_after_redirects(server, tools):  # noqa: F811
    server.pages["/go"] = (302, {"Location": "/story?utm_source=x"}, b"")
    server.pages["/story?utm_source=x"] = (200, HTML, PAGE)
    (item,) = read_source(f"{server.url}/go", Given(), tools)
    assert item.article.url == f"{server.url}/story"
    assert (item.article.published, item.article.title) == (dt.date(2023, 3, 17), "A visit")


def test_a_feed_gives_its_items_and_names_what_was_left_out(server, tools):  # noqa: F811
    server.pages["/feed"] = (200, {"Content-Type": "text/html"}, RSS)
    article, left_out = read_source(f"{server.url}/feed", Given(dt.date(2023, 3, 1)), tools)
    assert (article.article.title, article.article.published) == ("T", dt.date(2023, 3, 1))
    assert "left out" in left_out.error


def test_a_file(tools, tmp_path):
    path = tmp_path / "a.txt"
    path.write_text(WORDS)
    (item,) = read_source(str(path), Given(dt.date(2023, 3, 1)), tools)
    assert item.article.text == WORDS


def test_what_is_neither_page_nor_feed_is_refused(server, tools):  # noqa: F811
    server.pages["/x.pdf"] = (200, {"Content-Type": "application/pdf"}, b"%PDF")
    with pytest.raises(SourceError, match="application/pdf, neither a page nor a feed"):
        list(read_source(f"{server.url}/x.pdf", Given(), tools))


def test_a_calendar_is_to_be_imported(server, tools, tmp_path):  # noqa: F811
    server.pages["/agenda"] = (200, {"Content-Type": "text/plain"}, b"BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n")
    path = tmp_path / "agenda.ics"
    path.write_text("BEGIN:VCALENDAR")
    for source in (f"{server.url}/agenda", str(path)):
        with pytest.raises(SourceError, match="python -m tracker import"):
            list(read_source(source, Given(), tools))


@pytest.mark.parametrize("source", ["ftp://a.example/x", "file:///etc/passwd"])
def test_other_schemes_are_refused(tools, source):
    with pytest.raises(SourceError, match="only http and https"):
        list(read_source(source, Given(), tools))


@pytest.mark.parametrize(
    ("body", "kind", "feed"),
    [
        (b"<?xml version='1.0'?>\n<!-- x --><rss version='2.0'>", "text/html", True),
        (b"\xef\xbb\xbf<feed xmlns='http://www.w3.org/2005/Atom'>", "", True),
        (b"<rdf:RDF xmlns=''>", "text/xml", True),
        (b'{"version": "https://jsonfeed.org/version/1.1", "items": []}', "application/json", True),
        (b"anything", "application/rss+xml", True),
        (b"<!doctype html><html><body><p>about rss and feed", "text/html", False),
        (b'{"version": "1"}', "application/json", False),
    ],
)
def test_feeds_are_told_by_how_they_begin(body, kind, feed):
    assert looks_like_feed(Fetched("u", 200, {"content-type": kind}, body)) is feed
