"""The review queue as pages: items with their evidence, actions, and what was looked at."""

import re

import pytest

from tracker.web.review import KEYS, WHY_WORDS


@pytest.fixture
def uids(client):
    """The events of the queue, in its order."""
    return lambda: re.findall(r'<li class="[^"]*queue-item" data-uid="([^"]*)"', client.get("/review").text)


def test_every_item_has_its_reason_and_its_evidence(client, trip, uids):
    page = client.get("/review").text
    assert trip.uid in uids()
    assert "<mark>Putin will visit New Delhi on 4 December</mark>" in page
    assert any(words in page for words in WHY_WORDS.values())


@pytest.mark.parametrize("act", ["accept", "reject", "looked"])
def test_what_was_decided_leaves_the_queue(client, trip, uids, act):
    client.post(f"/events/{trip.uid}/{act}", data={"back": "review"})
    assert trip.uid not in uids()


def test_undone_it_comes_back(client, trip, uids):
    client.post(f"/events/{trip.uid}/reject", data={"back": "review"})
    client.post(f"/events/{trip.uid}/undo", data={"back": "review"})
    assert trip.uid in uids()


def test_all_looked_at(client, uids, fields, flashes):
    shown = uids()
    assert shown
    answer = client.post("/review/looked", data={"uid": shown}, follow_redirects=True)
    assert any("All looked at" in said for said in flashes(answer))
    assert uids() == []
    assert "Nothing needs your eye" in answer.text


def test_what_changes_later_comes_back(client, trip, uids):
    client.post("/review/looked", data={"uid": uids()})
    path = f"/events/{trip.uid}/edit"
    from_page = client.get(path).text
    sequence = re.search(r'name="sequence"[^>]*value="(\d+)"', from_page)[1]
    assert sequence
    text = "Putin postponed the visit to India planned for 11 December, India said."
    client.post("/paste", data={"text": text, "outlet": "PTI", "published": "2026-11-23", "do": "store"})
    assert len(uids()) <= 2


@pytest.mark.usefixtures("twin")
def test_a_suspected_double_can_be_merged_with_one_press(client, uids):
    page = client.get("/review").text
    for uid in uids():
        item = page.split(f'data-uid="{uid}"')[1].split("</li>\n    <li")[0]
        assert 'data-key="m"' in item
        assert 'data-key="a"' in item


def test_every_key_is_told(client):
    page = client.get("/review").text
    for keys, meaning in KEYS:
        assert meaning in page
        assert all(f"<kbd>{key}</kbd>" in page for key in keys.split())
