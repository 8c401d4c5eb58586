"""The embedded timeline: off unless allowed, framed by the allowed sites alone."""

import pytest

SITES = ("https://news.example", "https://*.gov.example")


@pytest.fixture
def settings(request):
    return getattr(request, "param", {"embed_ancestors": SITES})


def test_framed_by_the_allowed_sites_alone(client):
    policy = client.get("/embed").headers["Content-Security-Policy"]
    assert "frame-ancestors https://news.example https://*.gov.example" in policy
    assert "script-src 'self'" in policy


def test_every_other_page_is_framed_by_none(client, trip):
    for path in ("/", f"/events/{trip.uid}", "/review"):
        assert "frame-ancestors 'none'" in client.get(path).headers["Content-Security-Policy"]


def test_the_filter_holds(client, trip, hostile):
    page = client.get("/embed?leader=vladimir-putin&from=2026-11-01&to=2027-02-01").text
    assert f"/events/{trip.uid}" in page
    assert f"/events/{hostile.uid}" not in page
    assert "<h1>Vladimir Putin</h1>" in page


def test_it_is_read_only(client):
    page = client.get("/embed").text
    assert "<form" not in page
    assert "/edit" not in page
    assert '<base target="_blank">' in page


@pytest.mark.parametrize("settings", [{}], indirect=True)
def test_switched_off(client):
    answer = client.get("/embed")
    assert answer.status_code == 404
    assert "TRACKER_EMBED_ANCESTORS" in answer.text
    assert "frame-ancestors 'none'" in answer.headers["Content-Security-Policy"]


@pytest.mark.parametrize("query", ["kind=party", "from=soon", "lanes=color"])
def test_what_cannot_be_read_is_said(client, query):
    assert client.get(f"/embed?{query}").status_code == 400
