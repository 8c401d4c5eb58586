"""Saved views: a name, a link, gone again."""

import re

import pytest

from tracker.config import Config
from tracker.web import create_app


@pytest.fixture
def desk(own_store, sample):
    app = create_app(Config(database_url=own_store, secret_key="tests"), clock=lambda: sample.TODAY)
    app.testing = True
    return app.test_client()


def token(client):
    return re.search(r'name="csrf-token" content="([^"]+)"', client.get("/").text).group(1)


def save(client, name, query="leader=xi-jinping"):
    return client.post("/views", data={"name": name, "query": query, "csrf_token": token(client)})


def test_a_view_is_kept_under_its_name_and_opens(desk):
    response = save(desk, "  Beijing   watch ")
    assert response.status_code == 303
    page = desk.get(response.location)
    assert "<h1>Beijing watch</h1>" in page.text
    assert "leader=xi-jinping" in page.text


def test_the_same_name_is_the_same_view(desk):
    save(desk, "Watch", "leader=xi-jinping")
    save(desk, "Watch", "leader=vladimir-putin")
    assert desk.get("/").text.count('data-forget="Watch"') == 1
    assert "leader=vladimir-putin&amp;view=Watch" in desk.get("/").text


def test_a_view_is_forgotten(desk):
    save(desk, "Watch")
    desk.post("/views/forget", data={"name": "Watch", "csrf_token": token(desk)})
    assert "Watch" not in desk.get("/").text


def test_a_view_needs_a_name_and_a_token(desk):
    assert save(desk, "   ").status_code == 400
    assert desk.post("/views", data={"name": "Watch"}).status_code == 400


def test_hostile_names_are_words(desk):
    save(desk, "<script>alert(1)</script>")
    assert "<script>alert" not in desk.get("/").text


def test_ready_views_are_offered_where_they_show_something(desk):
    page = desk.get("/").text
    assert "Trump and Putin, 2017" in page
    assert "as_known_on=2017-04-27" in page
