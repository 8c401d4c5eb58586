"""Hostile documents, read where they can be killed: each gets its message, and the next one is read as if nothing had been."""

import datetime as dt

import pytest

from tracker.sources import SourceError
from tracker.sources.feed import MAX_ITEMS, read_feed
from tracker.sources.page import read_page
from tracker.sources.sandbox import Sandbox

TODAY = dt.date(2023, 4, 1)
URL = "https://p.example/x"
WORDS = "<p>The President of Examplia will visit the capital of Samplia on the twentieth of the month, his office said on Friday.</p>"
GOOD = f"<html><body><article>{WORDS * 3}</article></body></html>".encode()
LAUGHS = '<!DOCTYPE l [<!ENTITY a "ha">' + "".join(f'<!ENTITY {chr(98 + n)} "{f"&{chr(97 + n)};" * 10}">' for n in range(12)) + "]>"


@pytest.fixture(scope="module")
def sandbox():
    with Sandbox(seconds=4) as box:
        yield box


def outcome(sandbox, body):
    """The text of a page, or the message that it got."""
    try:
        return sandbox.call(read_page, body, URL, TODAY).article.text
    except SourceError as error:
        return str(error)


@pytest.mark.timeout(120)
@pytest.mark.parametrize(
    "body",
    [
        b"<html><body>" + WORDS.encode() * 160_000,
        b"<div>" * 400_000 + WORDS.encode(),
        b"<table><tr><td>" * 200_000,
        b"<html><body><p>" + b"a" * 20_000_000,
    ],
    ids=["20 MB of paragraphs", "400,000 open tags", "nested tables", "one word of 20 MB"],
)
def test_a_page_that_takes_too_long_costs_only_itself(sandbox, body):
    said = outcome(sandbox, body)
    assert any(word in said for word in ("was stopped", "no article text", "too much memory", "crashed", "Samplia", "aaaa")), said[:200]
    assert "Samplia" in sandbox.call(read_page, GOOD, URL, TODAY).article.text


def test_a_feed_of_a_hundred_thousand_items_is_cut_in_time(sandbox):
    body = b"<rss version='2.0'><channel><title>T</title>" + b"<item><title>A</title><link>https://p.example/1</link></item>" * 100_000
    feed = sandbox.call(read_feed, body, URL, TODAY)
    assert feed.warnings[0] == f"{URL} has 100,000 items; the first {MAX_ITEMS:,} were read"


@pytest.mark.parametrize("root", ["rss", "html"])
def test_entities_that_multiply_are_not_expanded(sandbox, root):
    if root == "rss":
        body = (
            f"<?xml version='1.0'?>{LAUGHS}<rss version='2.0'><channel><title>T</title><item><title>x &m; y</title></item></channel></rss>"
        )
        feed = sandbox.call(read_feed, body.encode(), URL, TODAY)
        assert all(len(article.title) < 1000 for article in feed.articles)
    else:
        body = f"<?xml version='1.0'?>{LAUGHS}<html><body><article>{WORDS * 3}<p>&m;</p></article></body></html>"
        assert len(outcome(sandbox, body.encode())) < 5000


def test_a_file_from_the_host_is_not_read_in(sandbox):
    entity = "<!DOCTYPE r [<!ENTITY f SYSTEM 'file:///etc/hostname'>]>"
    body = f"{entity}<rss version='2.0'><channel><title>T</title><item><title>A&f;B</title></item></channel></rss>"
    feed = sandbox.call(read_feed, body.encode(), URL, TODAY)
    assert [article.title for article in feed.articles] in (["A&f;B"], ["AB"], ["A"], [])


@pytest.mark.parametrize("title", ["A\r\nSet-Cookie: x=1", "A\x00B", "<svg/onload=alert(1)>A", "\u202eA", "A" * 5000])
def test_odd_titles_become_plain_text(sandbox, title):
    escaped = title.replace("<", "&lt;").replace("\x00", "")
    body = (
        f"<rss version='2.0'><channel><title>T</title><item><title>{escaped}</title><link>https://p.example/1</link></item></channel></rss>"
    )
    (article,) = sandbox.call(read_feed, body.encode(), URL, TODAY).articles
    assert not set(article.title) & set("\r\n\x00<>")
