"""Watched feeds on the web: tried first, then stored; health, pause, poll, remove."""

import datetime as dt
import re

import pytest

from tracker.store import feeds as store_feeds
from tracker.store.engine import session, writing
from tracker.store.feeds import Failure
from tracker.web.feeds import ago

NOW = dt.datetime(2026, 11, 23, 12, tzinfo=dt.UTC)
RSS = b"<rss version='2.0'><channel><title>World &amp; news</title><item><title>Putin will meet Modi</title><link>https://x.example/1</link></item></channel></rss>"


@pytest.fixture
def listed(app):
    def look():
        with session(app.extensions["tracker-engine"]) as opened:
            return store_feeds.list_feeds(opened)

    return look


@pytest.fixture
def feed(app):
    """A feed that is watched."""
    with writing(app.extensions["tracker-engine"]) as opened:
        return store_feeds.add_feed(opened, "https://x.example/feed", "X", NOW)


def test_a_feed_is_tried_before_it_is_watched(client, reachable, fields, listed, flashes):
    reachable.pages["/feed"] = (200, "application/rss+xml", RSS)
    seen = client.post("/feeds", data={"url": f"{reachable.url}/feed"})
    assert "It works: 1 item" in seen.text
    assert "World &amp; news" in seen.text
    assert "Putin will meet Modi" in seen.text
    assert listed() == []
    sent = fields(seen.text, "/feeds")
    answer = client.post("/feeds", data=sent, follow_redirects=True)
    assert any("Watched from now on" in said for said in flashes(answer))
    assert [(feed.url, feed.title) for feed in listed()] == [(f"{reachable.url}/feed", "World & news")]


def test_another_address_is_tried_again(client, reachable, fields, listed):
    reachable.pages["/feed"] = reachable.pages["/other"] = (200, "application/rss+xml", RSS)
    sent = fields(client.post("/feeds", data={"url": f"{reachable.url}/feed"}).text, "/feeds")
    answer = client.post("/feeds", data=sent | {"url": f"{reachable.url}/other"})
    assert "It works" in answer.text
    assert listed() == []


def test_a_feed_that_moved_is_watched_where_it_is(client, reachable, fields):
    reachable.pages["/feed"] = (200, "application/rss+xml", RSS)
    seen = client.post("/feeds", data={"url": f"{reachable.url}/feed"})
    assert fields(seen.text, "/feeds")["tried"] == f"{reachable.url}/feed"


@pytest.mark.parametrize(
    ("given", "says"),
    [
        ("", "Give the address"),
        ("ftp://x.example/feed", "only http and https"),
        ("http://127.0.0.1:9/feed", "only public addresses"),
        ("{site}/none", "nothing is there"),
        ("{site}/page", "is no feed"),
    ],
)
def test_what_cannot_be_watched_is_said_at_the_field(client, reachable, errors, listed, given, says):
    reachable.pages["/page"] = (200, "text/html", b"<html><body>no feed</body></html>")
    address = given.format(site=reachable.url)
    answer = client.post("/feeds", data={"url": address})
    assert answer.status_code == 422
    assert any(says in error for error in errors(answer)), errors(answer)
    assert f'value="{address}"' in answer.text
    assert listed() == []


def test_a_feed_is_watched_once(client, feed, errors):
    answer = client.post("/feeds", data={"url": "https://x.example/feed", "tried": "https://x.example/feed"})
    assert any("is watched already" in error for error in errors(answer))


def test_pause_and_resume(client, feed, listed):
    client.post(f"/feeds/{feed}/pause")
    assert listed()[0].paused
    assert "Resume" in client.get("/feeds").text
    client.post(f"/feeds/{feed}/resume")
    assert not listed()[0].paused


def test_read_now(client, app, feed, listed):
    with writing(app.extensions["tracker-engine"]) as opened:
        claimed = store_feeds.claim_due(opened, "w", NOW)
        store_feeds.fail(opened, claimed.id, "w", NOW, Failure("x.example answers 500: try again later", retry_after=86_400))
    assert listed()[0].next_poll > NOW
    client.post(f"/feeds/{feed}/poll")
    assert listed()[0].next_poll.date() == NOW.date()


def test_failures_are_said_in_plain_words(client, app, feed):
    with writing(app.extensions["tracker-engine"]) as opened:
        claimed = store_feeds.claim_due(opened, "w", NOW)
        store_feeds.fail(opened, claimed.id, "w", NOW, Failure("x.example answers 500: try again <later>"))
    page = client.get("/feeds").text
    assert "x.example answers 500: try again &lt;later&gt;" in page
    assert "Fails" in page


def test_removed_its_articles_stay(client, feed, listed):
    before = client.get("/articles").text.count("<h2>")
    client.post(f"/feeds/{feed}/remove")
    assert listed() == []
    assert client.get("/articles").text.count("<h2>") == before


@pytest.mark.parametrize("act", ["pause", "resume", "poll", "remove"])
def test_of_a_feed_that_is_not_there(client, act, flashes):
    answer = client.post(f"/feeds/77/{act}", follow_redirects=True)
    assert any("there is no feed 77" in said for said in flashes(answer))


def test_an_address_with_a_script_is_no_link(client, app):
    with writing(app.extensions["tracker-engine"]) as opened:
        store_feeds.add_feed(opened, "javascript:alert(1)", "<b>X</b>", NOW)
    page = client.get("/feeds").text
    assert not re.search(r'href="javascript', page)
    assert "&lt;b&gt;X&lt;/b&gt;" in page


@pytest.mark.parametrize(
    ("minutes", "words"),
    [
        (None, "never"),
        (0, "now"),
        (-0.5, "now"),
        (0.5, "in a moment"),
        (-5, "5 minutes ago"),
        (1, "in 1 minute"),
        (-61, "1 hour ago"),
        (125, "in 2 hours"),
        (-2 * 1440, "2 days ago"),
    ],
)
def test_moments_in_words(minutes, words):
    assert ago(None if minutes is None else NOW + dt.timedelta(minutes=minutes), NOW) == words
