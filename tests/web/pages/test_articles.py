"""The list of articles, and each text with its claims marked."""

import re

import pytest
from sqlalchemy import select

from tracker.store.engine import session
from tracker.store.models import ArticleRow


@pytest.fixture
def path(app):
    """The page of the article of a key."""

    def of(key):
        with session(app.extensions["tracker-engine"]) as opened:
            return f"/articles/{opened.scalar(select(ArticleRow.id).where(ArticleRow.key == key))}"

    return of


def test_the_newest_stand_first(client):
    page = client.get("/articles").text
    assert page.index("12 November 2026") < page.index("10 November 2026") < page.index("1 October 2026")
    assert "2 claims" in page


@pytest.mark.parametrize(
    ("words", "count"), [("", 4), ("kremlin", 2), ("reuters trip", 1), ("AGRA hindu", 1), ("100%", 0), ("zzz", 0), ("_", 0)]
)
def test_search_looks_into_title_outlet_and_text(client, words, count):
    page = client.get("/articles", query_string={"q": words}).text
    assert len(re.findall(r"<h2><a href=", page)) == count
    assert ("No article has all these words" in page) is (count == 0)


def test_pages_follow_each_other_without_gaps(client, monkeypatch):
    monkeypatch.setattr("tracker.web.articles.ROWS", 3)
    first = client.get("/articles").text
    following = re.search(r'href="(/articles\?cursor=[^"]*)">Older', first)[1]
    second = client.get(following).text
    found = re.findall(r'<h2><a href="(/articles/\d+)"', first + second)
    assert len(found) == len(set(found)) == 4
    assert "Older" not in second


def test_a_damaged_cursor_is_said(client):
    answer = client.get("/articles?cursor=xyz")
    assert answer.status_code == 400
    assert "damaged" in answer.text


def test_the_whole_text_with_its_passages_marked(client, path, trip):
    page = client.get(path("trip-1")).text
    assert f'<mark data-claim="1"><a href="/events/{trip.uid}">Putin may travel to New Delhi in December</a></mark>' in page
    assert "More will follow." in page
    assert page.count('class="claim-ref"') == 2
    assert "https://reuters.example/trip" in page


def test_what_the_rules_and_settling_said_can_be_asked(client, path):
    page = client.get(path("trip-2")).text
    assert "Rules: test" in page
    assert "Settled:" in page


def test_revisions_name_each_other(client, path):
    text = "Putin will visit Agra, all said."
    client.post(
        "/paste", data={"text": text, "outlet": "Reuters", "published": "2026-11-01", "url": "https://reuters.example/trip", "do": "store"}
    )
    old = client.get(path("trip-1")).text
    assert "A newer revision" in old
    assert "No longer counts since" in old
    new = re.search(r'href="(/articles/\d+)">Read the newer', old)[1]
    assert path("trip-1") in client.get(new).text


@pytest.mark.parametrize("path", ["/articles/0", "/articles/99999", "/articles/x"])
def test_what_is_not_there(client, path):
    assert client.get(path).status_code == 404


def test_an_empty_store_says_what_to_do(tmp_path):
    from tracker.config import Config  # noqa: PLC0415 - only this test has a store of its own
    from tracker.store import schema  # noqa: PLC0415
    from tracker.store.engine import open_engine  # noqa: PLC0415
    from tracker.web import create_app  # noqa: PLC0415

    url = f"sqlite:///{tmp_path / 'empty.sqlite3'}"
    schema.upgrade(open_engine(url))
    client = create_app(Config(database_url=url, secret_key="tests")).test_client()
    assert "No article is stored yet" in client.get("/articles").text
    assert "All looked at" in client.get("/review").text
    assert "No feed is watched yet" in client.get("/feeds").text
    assert "Nothing changed" in client.get("/changes").text
