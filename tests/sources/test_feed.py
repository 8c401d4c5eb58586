import datetime as dt
import json

import pytest

from tracker.sources import SourceError
from tracker.sources.feed import MAX_ITEMS, read_feed

TODAY = dt.date(2023, 4, 1)
URL = "https://paper.example/feed"


def rss(*items, title="The Paper"):
    return f'<?xml version="1.0"?><rss version="2.0"><channel><title>{title}</title>{"".join(items)}</channel></rss>'.encode()


def item(
    title="Xi to visit Moscow", link="https://paper.example/a", date="Fri, 17 Mar 2023 10:00:00 GMT", body="He goes on Monday.", extra=""
):
    return f"<item><title>{title}</title><link>{link}</link><pubDate>{date}</pubDate><description>{body}</description>{extra}</item>"


def test_rss_items_become_articles():
    feed = read_feed(rss(item()), URL, TODAY)
    (article,) = feed.articles
    assert feed.title == "The Paper"
    assert (article.title, article.text, article.outlet) == ("Xi to visit Moscow", "He goes on Monday.", "The Paper")
    assert (article.key, article.published) == ("https://paper.example/a", dt.date(2023, 3, 17))
    assert article.published_at == dt.datetime(2023, 3, 17, 10, tzinfo=dt.UTC)


def test_atom_is_read():
    body = b"""<feed xmlns="http://www.w3.org/2005/Atom"><title>A</title><entry><title>T</title><id>tag:x</id><link href="https://a.example/1"/>
    <updated>2023-03-17T10:00:00Z</updated><content type="html">&lt;p&gt;Long &lt;b&gt;words&lt;/b&gt;&lt;/p&gt;</content></entry></feed>"""
    (article,) = read_feed(body, URL, TODAY).articles
    assert (article.text, article.url, article.published) == ("Long words", "https://a.example/1", dt.date(2023, 3, 17))


def test_json_feed_is_read():
    body = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": "J",
        "items": [
            {"id": "1", "url": "https://j.example/1", "title": "T", "content_html": "<p>W</p>", "date_published": "2023-03-17T10:00:00Z"},
            5,
        ],
    }
    feed = read_feed(json.dumps(body).encode(), URL, TODAY)
    assert [(a.title, a.text, a.published) for a in feed.articles] == [("T", "W", dt.date(2023, 3, 17))]
    assert feed.warnings == (f"item 2 of {URL} is left out: it is no object",)


def test_the_longer_of_summary_and_content_is_taken():
    extra = '<content:encoded xmlns:content="http://purl.org/rss/1.0/modules/content/">The whole text is longer.</content:encoded>'
    (article,) = read_feed(rss(item(body="Short.", extra=extra)), URL, TODAY).articles
    assert article.text.startswith("The whole text")


@pytest.mark.parametrize("link", ["javascript:alert(1)", "data:text/html,x", "file:///etc/passwd", "http://a.example/\r\nX: y"])
def test_links_that_are_not_web_addresses_are_dropped(link):
    (article,) = read_feed(rss(item(link=link)), URL, TODAY).articles
    assert article.url == ""
    assert article.title == "Xi to visit Moscow"


def test_markup_in_a_title_is_text():
    (article,) = read_feed(rss(item(title="&lt;img src=x onerror=alert(1)&gt;Xi &amp;amp; Putin")), URL, TODAY).articles
    assert article.title == "Xi & Putin"


def test_a_date_in_the_future_is_no_publication_date():
    (article,) = read_feed(rss(item(date="Fri, 17 Mar 2099 10:00:00 GMT")), URL, TODAY).articles
    assert (article.published, article.published_at) == (None, None)


@pytest.mark.parametrize("date", ["", "yesterday", "31 Foo 2023"])
def test_a_missing_or_odd_date_is_left_open(date):
    (article,) = read_feed(rss(item(date=date)), URL, TODAY).articles
    assert article.published is None


def test_an_empty_item_is_left_out_and_named_and_the_others_stay():
    feed = read_feed(rss("<item></item>", item()), URL, TODAY)
    assert len(feed.articles) == 1
    assert feed.warnings == (f"item 1 of {URL} is left out: it has neither title nor text",)


def test_the_same_item_twice_is_one():
    assert len(read_feed(rss(item(), item(link="https://paper.example/a?utm_source=rss")), URL, TODAY).articles) == 1


def test_a_huge_feed_is_cut_and_says_so():
    many = rss(*(item(link=f"https://paper.example/{n}") for n in range(MAX_ITEMS + 500)))
    feed = read_feed(many, URL, TODAY)
    assert len(feed.articles) == MAX_ITEMS
    assert feed.warnings == (f"{URL} has 1,500 items; the first 1,000 were read",)


def test_entities_are_not_expanded_from_outside():
    bomb = b"""<?xml version="1.0"?><!DOCTYPE l [<!ENTITY a "lol"><!ENTITY b "&a;&a;&a;&a;"><!ENTITY x SYSTEM "file:///etc/passwd">]>
    <rss version="2.0"><channel><title>B</title><item><title>T &b; &x;</title><link>https://a.example/1</link></item></channel></rss>"""
    feed = read_feed(bomb, URL, TODAY)
    assert all("root:" not in article.title for article in feed.articles)


@pytest.mark.parametrize(
    "body", [b"", b"hello", b"<html><body><p>no feed</p></body></html>", b"{}", b'{"version": 1', b'{"a": [1]}', b"\x00\xff\xfe"]
)
def test_what_is_no_feed_is_refused_by_name(body):
    with pytest.raises(SourceError, match=r"paper\.example/feed"):
        read_feed(body, URL, TODAY)
