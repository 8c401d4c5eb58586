"""``feeds add`` reads a feed before it is watched."""

import json

import pytest

from tests.sources.conftest import fetcher, server  # noqa: F401

FEED = {
    "version": "https://jsonfeed.org/version/1.1",
    "title": "The Paper",
    "items": [{"id": f"i{number}", "title": f"Story {number}", "content_text": "Words."} for number in range(7)],
}


@pytest.fixture
def there(server, fetcher, monkeypatch):  # noqa: F811
    """A server with a feed, which the command line may reach."""
    monkeypatch.setattr("tracker.cli.feeds.fetcher_of", lambda _: fetcher)
    server.pages["/feed.json"] = (200, {"Content-Type": "application/feed+json"}, json.dumps(FEED).encode())
    server.pages["/old"] = (301, {"Location": "/feed.json"}, b"")
    server.pages["/page"] = (200, {"Content-Type": "text/html"}, b"<p>No feed.</p>")
    return server.url


def test_a_feed_is_shown_and_watched_under_its_final_address(tracker, there):
    said = tracker("feeds", "add", f"{there}/old").stdout
    assert "The Paper: 7 articles" in said
    assert "Story 0" in said
    assert "Story 6" not in said
    assert f"feed 1 is watched: {there}/feed.json" in said
    assert "The Paper  never read" in tracker("feeds", "list").stdout


@pytest.mark.parametrize(("path", "says"), [("/page", "feed"), ("/nothing", "nothing is there"), ("/drip", "took longer")])
def test_what_is_no_feed_is_not_watched(tracker, there, path, says):
    assert says in tracker("feeds", "add", f"{there}{path}", status=1).stderr
    assert tracker("feeds", "list").stdout == ""


def test_an_address_that_leads_into_the_house_is_refused(tracker):
    assert "127.0.0.1" in tracker("feeds", "add", "http://127.0.0.1:9/feed", status=1).stderr
    assert tracker("feeds", "list").stdout == ""


def test_a_feed_that_does_not_answer_now_can_be_watched_untried(tracker, there):
    tracker("feeds", "add", f"{there}/nothing", "--title", "Later", "--untried")
    assert "Later  never read" in tracker("feeds", "list").stdout
