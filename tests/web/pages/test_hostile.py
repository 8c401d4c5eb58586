"""Markup wherever words are mined or typed stays words; forms from elsewhere are refused; addresses are http and https."""

import re
from html.parser import HTMLParser

import pytest
from sqlalchemy import select

from tracker.config import Config
from tracker.store.engine import session
from tracker.store.models import ArticleRow
from tracker.web import create_app

DANGEROUS = ("<img src=x", "<script>alert", 'href="javascript', "href='javascript", "onerror=alert(1)>")


@pytest.fixture
def pages(app, hostile):
    """Every page that shows the hostile article or its event."""
    with session(app.extensions["tracker-engine"]) as opened:
        article = opened.scalar(select(ArticleRow.id).where(ArticleRow.key == "hostile"))
    event = f"/events/{hostile.uid}"
    return ["/", "/timeline/table?from=2026-11-01&to=2027-01-31",
            f"/panel/{hostile.uid}", event, f"{event}?as_known_on=2026-11-20", f"{event}/edit", "/articles",
            f"/articles/{article}", "/review", "/changes?since=2026-01-01", "/embed?from=2026-11-01&to=2027-01-31"]  # fmt: skip


@pytest.fixture
def settings():
    return {"embed_ancestors": ("https://news.example",)}


def test_mined_words_stay_words(client, pages):
    for path in pages:
        answer = client.get(path)
        assert answer.status_code == 200, path
        assert not any(bad in answer.text for bad in DANGEROUS), path
        assert path == "/" or "&lt;img src=x" in answer.text, f"{path} does not show it at all"


def test_linked_data_cannot_end_its_block(client, hostile):
    page = client.get(f"/events/{hostile.uid}").text
    block = page.split('<script type="application/ld+json">')[1].split("</script>")[0]
    assert "alert(2)" in block
    assert "<" not in block


def test_typed_words_stay_words(client, app):
    bad = '<img src=x onerror=alert(1)>"><script>alert(1)</script>'
    for path, data in [
        (
            "/events/new",
            {
                "title": bad,
                "people": bad,
                "when": bad,
                "place": bad,
                "countries": bad,
                "series": bad[:50],
                "sources-0-quote": bad,
                "kind": "meeting",
                "status": "held",
            },
        ),
        ("/paste", {"text": bad, "title": bad, "outlet": bad, "url": bad}),
        ("/paste", {"text": bad, "title": bad, "outlet": bad, "published": "2026-11-01"}),
        ("/paste/address", {"address": bad}),
        ("/feeds", {"url": bad}),
    ]:
        answer = client.post(path, data=data)
        assert not any(mark in answer.text for mark in DANGEROUS), path
    for path in ("/articles", "/changes", "/suggest/people"):
        answer = client.get(path, query_string={"q": bad})
        assert answer.is_json or not any(mark in answer.text for mark in DANGEROUS), path


class Attributes(HTMLParser):
    """Every attribute of a page with its tag."""

    def __init__(self, text):
        super().__init__()
        self.found = []
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        self.found += [(tag, name, dict(attrs)) for name, _ in attrs]


def test_no_style_and_no_handler_stands_in_a_page(client, pages):
    for path in pages:
        for tag, name, every in Attributes(client.get(path).text).found:
            assert name != "style", (path, tag)
            assert not name.startswith("on"), (path, tag, name)
            assert tag != "script" or "src" in every or every.get("type") == "application/ld+json", path


@pytest.mark.parametrize(
    "path",
    [
        "/events/new",
        "/events/x/edit",
        "/events/x/edit/settle",
        *(f"/events/x/{act}" for act in ("accept", "reject", "looked", "undo", "merge", "split", "link", "unlink", "claim")),
        "/paste",
        "/paste/address",
        "/paste/file",
        "/paste/all",
        "/review/looked",
        "/feeds",
        *(f"/feeds/1/{act}" for act in ("pause", "resume", "poll", "remove")),
    ],
)
def test_forms_from_elsewhere_are_refused(store_with_tokens, path):
    answer = store_with_tokens.post(path, data={"text": "x"})
    assert answer.status_code == 400
    assert "no longer valid" in answer.text


def test_every_form_carries_its_token(client, pages, trip):
    for path in [*pages, "/events/new", "/paste", "/feeds", f"/events/{trip.uid}"]:
        for form in re.findall(r'<form[^>]*method="post".*?</form>', client.get(path).text, re.DOTALL):
            assert 'name="csrf_token"' in form, f"{path}: {form[:120]}"


@pytest.fixture
def store_with_tokens(url):
    made = create_app(Config(database_url=url, secret_key="tests"))
    made.testing = True
    yield made.test_client()
    made.extensions["tracker-engine"].dispose()
