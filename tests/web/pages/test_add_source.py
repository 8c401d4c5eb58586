"""Adding a source to an event that exists: from its page, back to its page, and each mistake at its field."""

import pytest

from tracker.domain import Status
from tracker.store.engine import session
from tracker.store.queries import find_event

BESIDE = {"link_kind": "around"}
GOOD = {
    "outlet": "The Evening Post",
    "published": "2026-01-04",
    "url": "https://post.example/paris",
    "quote": "The two presidents will meet in Paris on January 7, 2027, the Élysée said",
    "status": "confirmed",
    "when": "7 January 2027",
}


@pytest.fixture
def uid(client):
    form = {
        "kind": "meeting",
        "status": "speculative",
        "people": "Xi Jinping\nEmmanuel Macron",
        "when": "January 2027",
        "link_kind": "around",
    }
    answer = client.post("/events/new", data=form)
    assert answer.status_code == 303, answer.text
    return answer.location.rsplit("/", 1)[1]


@pytest.fixture
def event(app, uid):
    def look():
        with session(app.extensions["tracker-engine"]) as opened:
            return find_event(opened, uid)

    return look


def test_the_page_of_an_event_leads_to_the_form(client, uid):
    assert f'href="/events/{uid}/sources/new"' in client.get(f"/events/{uid}").text
    form = client.get(f"/events/{uid}/sources/new")
    assert form.status_code == 200
    assert "Xi-Macron meeting" in form.text


def test_what_is_typed_stands_on_the_page_as_a_source(client, uid, event):
    answer = client.post(f"/events/{uid}/sources/new", data=GOOD)
    assert (answer.status_code, answer.location) == (303, f"/events/{uid}")
    page = client.get(f"/events/{uid}").text
    assert GOOD["quote"] in page
    assert "The Evening Post" in page
    assert 'href="https://post.example/paris"' in page
    assert "Added a source" in page
    assert len(event().mentions) == 2


def test_undo_takes_it_away(client, uid, event):
    client.post(f"/events/{uid}/sources/new", data=GOOD)
    client.post(f"/events/{uid}/undo")
    assert len(event().mentions) == 1


@pytest.mark.parametrize(
    ("field", "value", "remedy"),
    [
        ("outlet", "", "Say who published it."),
        ("quote", "", "Quote the words that say so."),
        ("published", "", "Give the day on which it appeared."),
        ("published", "2099-01-01", "This day lies ahead."),
        ("url", "javascript:alert(1)", "Give an address that begins with http"),
        ("when", "the day after never", "the day after never"),
        ("status", "lapsed", "Not a valid choice"),
    ],
)
def test_a_mistake_is_told_at_its_field_and_nothing_is_lost(client, uid, event, field, value, remedy):
    answer = client.post(f"/events/{uid}/sources/new", data=GOOD | {field: value})
    assert answer.status_code == 422
    assert remedy in answer.text
    if field != "quote":
        assert GOOD["quote"] in answer.text
    assert (len(event().mentions), event().status) == (1, Status.SPECULATIVE)


def test_markup_in_a_quote_stays_text(client, uid):
    client.post(f"/events/{uid}/sources/new", data=GOOD | {"quote": "<script>alert(1)</script>"})
    assert "<script>alert(1)" not in client.get(f"/events/{uid}").text


@pytest.mark.parametrize("method", ["get", "post"])
def test_an_event_that_is_not_there_has_no_form(client, method):
    assert getattr(client, method)("/events/nobody/sources/new").status_code == 404
