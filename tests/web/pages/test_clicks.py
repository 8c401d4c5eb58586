"""Each word of an analyst that is one click, and its way back."""

import re

import pytest

from tracker.domain import LinkKind, Review
from tracker.store.changes import edits_of
from tracker.store.engine import session
from tracker.store.queries import find_event


@pytest.fixture
def stored(app):
    """The event of a uid as it stands now."""

    def look(uid):
        with session(app.extensions["tracker-engine"]) as opened:
            return find_event(opened, uid)

    return look


@pytest.fixture
def edits(app):
    def look(uid):
        with session(app.extensions["tracker-engine"]) as opened:
            return edits_of(opened, uid)

    return look


@pytest.mark.parametrize(("act", "review"), [("accept", Review.ACCEPTED), ("reject", Review.REJECTED)])
def test_accept_and_reject_and_undo(client, trip, stored, flashes, act, review):
    answer = client.post(f"/events/{trip.uid}/{act}", follow_redirects=True)
    assert stored(trip.uid).review is review
    assert flashes(answer)
    client.post(f"/events/{trip.uid}/undo")
    assert stored(trip.uid).review is Review.MINED


def essence(event):
    """What clicks change of an event; a name that it bore before, as a part that was split off, is none of it."""
    links = [link for link in event.links if link.kind is not LinkKind.REPLACES]
    return event.review, set(event.mentions), event.when, event.place, links


@pytest.mark.parametrize(
    ("act", "data"),
    [
        ("accept", {}),
        ("reject", {}),
        ("merge", {"into": "vienna"}),
        ("split", {"mention": ["trip-3#0"]}),
        ("link", {"kind": "around", "other": "vienna"}),
    ],
)
def test_each_click_is_followed_by_its_undo(client, trip, find, stored, fields, act, data):
    before = essence(trip)
    sent = {name: find("Vienna")[0].uid if value == "vienna" else value for name, value in data.items()}
    page = client.post(f"/events/{trip.uid}/{act}", data=sent, follow_redirects=True).text
    assert essence(stored(trip.uid)) != before
    undo = f"/events/{trip.uid}/undo"
    assert client.post(undo, data=fields(page, undo)).status_code == 303
    assert essence(stored(trip.uid)) == before


def test_what_was_undone_offers_no_undo(client, trip):
    client.post(f"/events/{trip.uid}/accept", follow_redirects=True)
    page = client.post(f"/events/{trip.uid}/undo", follow_redirects=True).text
    assert "Undone." in page
    assert f'action="/events/{trip.uid}/undo"' not in page


def test_the_undo_after_a_click_takes_back_that_click_and_not_a_later_one(client, trip, edits, fields):
    page, undo = client.post(f"/events/{trip.uid}/accept", follow_redirects=True).text, f"/events/{trip.uid}/undo"
    client.post(f"/events/{trip.uid}/link", data={"kind": "around", "other": "none"})
    client.post(f"/events/{trip.uid}/reject")
    client.post(undo, data=fields(page, undo))
    assert [(made.edit.kind.value, made.active) for made in edits(trip.uid)] == [("accept", False), ("reject", True)]


def test_a_rejection_keeps_its_reason_and_comes_back_whole(client, trip, stored, fields):
    client.post(f"/events/{trip.uid}/reject")
    client.post(f"/events/{trip.uid}/reject", data={"note": "A hoax."}, follow_redirects=True)
    page = client.get(f"/events/{trip.uid}").text
    assert "A hoax." in page
    assert "stands on no timeline" in page
    notice, undo = page.partition("stands on no timeline")[2], f"/events/{trip.uid}/undo"
    assert re.findall(r'name="edit"', notice.partition("</form>")[0]) == ['name="edit"'] * 2
    ids = re.findall(r'name="edit" value="([^"]*)"', notice.partition("</form>")[0])
    client.post(undo, data={"edit": ids})
    assert stored(trip.uid).review is Review.MINED


def test_merge_and_unmerge(client, trip, find, stored):
    other = find("Vienna")[0]
    answer = client.post(f"/events/{other.uid}/merge", data={"into": trip.uid})
    assert answer.location.endswith(trip.uid)
    assert stored(other.uid).review is Review.MERGED
    assert len(stored(trip.uid).mentions) == 4
    page = client.get(f"/events/{trip.uid}").text
    assert "Merged into this one" in page
    edit = re.search(rf'action="/events/{other.uid}/undo".*?name="edit" value="([^"]*)"', page, re.DOTALL)[1]
    client.post(f"/events/{other.uid}/undo", data={"edit": edit})
    assert stored(other.uid).review is not Review.MERGED
    assert len(stored(trip.uid).mentions) == 3


def test_merging_without_scripts_offers_what_matches(client, trip, find):
    other = find("Vienna")[0]
    page = client.post(f"/events/{trip.uid}/merge", data={"q": "Vienna"}).text
    assert f'name="into" value="{other.uid}"' in page
    assert trip.uid not in re.findall(r'name="into" value="([^"]*)"', page)
    assert "Type words" in client.post(f"/events/{trip.uid}/merge", data={"q": ""}).text
    assert "fewer" in client.post(f"/events/{trip.uid}/merge", data={"q": "zzzz"}).text


def test_a_suspected_double_is_merged_with_one_click_from_its_page(client, trip, twin, stored, fields):
    page = client.get(f"/events/{twin}").text
    notice = page.partition('aria-label="May be double"')[2].partition("</section>")[0]
    assert f'href="/events/{trip.uid}"' in notice
    assert "exactly the same days" in notice
    client.post(f"/events/{twin}/merge", data=fields(notice, f"/events/{twin}/merge"))
    assert stored(twin).review is Review.MERGED
    assert len(stored(trip.uid).mentions) == 4
    assert 'aria-label="May be double"' not in client.get(f"/events/{trip.uid}").text


@pytest.mark.usefixtures("twin")
def test_on_an_earlier_day_no_double_is_offered(client, trip):
    assert 'aria-label="May be double"' in client.get(f"/events/{trip.uid}").text
    assert 'aria-label="May be double"' not in client.get(f"/events/{trip.uid}?as_known_on=2026-11-22").text


@pytest.mark.parametrize(
    ("act", "data", "says"),
    [
        ("merge", {"into": "none"}, "there is no event none"),
        ("split", {}, "Mark the sources"),
        ("split", {"mention": "no-number"}, "Mark the sources"),
        ("split", {"mention": "none#0"}, "choose at least one"),
        ("link", {"other": "none", "kind": "around"}, "there is no event none"),
        ("link", {"other": "none", "kind": "married"}, "no kind of link"),
        ("undo", {}, "nothing to undo"),
        ("undo", {"edit": "none"}, "there is no edit"),
        ("claim", {"field": "title", "do": "accept"}, "carries no analyst's value"),
        ("claim", {"field": "title"}, "say nothing else"),
    ],
)
def test_what_cannot_be_done_is_said(client, trip, stored, flashes, act, data, says):
    before = stored(trip.uid)
    answer = client.post(f"/events/{trip.uid}/{act}", data=data, follow_redirects=True)
    assert any(says in said for said in flashes(answer)), flashes(answer)
    assert stored(trip.uid) == before


@pytest.mark.parametrize("act", ["accept", "reject", "undo", "looked"])
def test_of_what_is_not_there(client, act, flashes):
    answer = client.post(f"/events/none/{act}")
    assert answer.status_code == 303


def test_merging_into_itself_is_refused(client, trip, flashes):
    answer = client.post(f"/events/{trip.uid}/merge", data={"into": trip.uid}, follow_redirects=True)
    assert any("into itself" in said for said in flashes(answer))


def test_split_and_back(client, trip, find, stored):
    answer = client.post(f"/events/{trip.uid}/split", data={"mention": ["trip-3#0"]}, follow_redirects=True)
    new = re.search(r'<a href="/events/([^"]*)">Open it', answer.text)[1]
    assert len(stored(trip.uid).mentions) == 2
    assert stored(new).mentions == (("trip-3", 0),)
    assert stored(trip.uid).when.earliest.day == 4, "what the other source said no longer counts here"
    client.post(f"/events/{trip.uid}/undo")
    assert len(stored(trip.uid).mentions) == 3


def test_link_and_unlink(client, trip, hostile, stored):
    client.post(f"/events/{trip.uid}/link", data={"kind": "around", "other": hostile.uid})
    assert any(link.uid == hostile.uid for link in stored(trip.uid).links)
    assert "Planned around it" in client.get(f"/events/{hostile.uid}").text
    client.post(f"/events/{trip.uid}/unlink", data={"kind": "around", "other": hostile.uid})
    assert not any(link.uid == hostile.uid for link in stored(trip.uid).links)


def test_each_edit_can_be_undone_by_itself(client, trip, edits):
    client.post(f"/events/{trip.uid}/accept")
    client.post(f"/events/{trip.uid}/link", data={"kind": "around", "other": trip.uid})
    (accepted,) = edits(trip.uid)
    assert f'name="edit" value="{accepted.edit.id}"' in client.get(f"/events/{trip.uid}").text
    client.post(f"/events/{trip.uid}/undo", data={"edit": accepted.edit.id})
    assert [made.active for made in edits(trip.uid)] == [False]
    assert "undone" in client.get(f"/events/{trip.uid}").text


@pytest.mark.parametrize(("data", "status"), [({}, 200), ({"edit": "none"}, 409)])
def test_scripts_get_the_words_alone(client, trip, data, status):
    act = "undo" if data else "accept"
    answer = client.post(f"/events/{trip.uid}/{act}", data=data, headers={"Accept": "application/json"})
    assert answer.status_code == status
    assert answer.json["message"]


def test_from_the_review_queue_back_to_it(client, trip):
    assert client.post(f"/events/{trip.uid}/accept", data={"back": "review"}).location == "/review"
    assert client.post(f"/events/{trip.uid}/accept", data={"back": "https://evil.example"}).location == f"/events/{trip.uid}"
