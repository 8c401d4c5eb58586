"""What changed between two days."""

import re

import pytest

from tracker.web.changes import by_day


def days_of(page):
    return re.findall(r'<time datetime="([^"]*)"', page)


def test_by_day_the_latest_first_in_words(client):
    page = client.get("/changes?since=2026-10-01&until=2026-11-30").text
    days = days_of(page)
    assert days == sorted(days, reverse=True)
    assert {"2026-10-01", "2026-10-20", "2026-11-10"} <= set(days)
    assert "speculative to confirmed" in page
    assert "TASS" in page


def test_an_event_has_one_line_a_day(client, trip):
    page = client.get("/changes?since=2026-11-10&until=2026-11-10").text
    assert page.count(f'<a href="/events/{trip.uid}"') == 1
    assert "Agra" in page
    assert "11 December 2026" in page


@pytest.mark.parametrize(
    ("query", "days"),
    [
        ("since=2026-10-02&until=2026-11-09", {"2026-10-20"}),
        ("since=2026-10-20&until=2026-10-20", {"2026-10-20"}),
        ("since=2026-10-01&until=2026-11-30&leader=xi-jinping", {"2026-11-12"}),
        ("since=2026-10-01&until=2026-11-30&q=Vienna", {"2026-10-01"}),
        ("since=2026-10-01&until=2026-11-30&as_known_on=2026-10-05", {"2026-10-01"}),
        ("since=2020-01-01&until=2020-01-02", set()),
    ],
)
def test_between_days_and_under_the_filter(client, query, days):
    found = set(days_of(client.get(f"/changes?{query}").text))
    assert days <= found if days else not found
    assert not days or not (found - days) or "q=" in query


def test_the_last_week_where_nothing_is_said(client):
    page = client.get("/changes").text
    assert 'value="2026-11-16"' in page
    assert 'value="2026-11-23"' in page


@pytest.mark.parametrize(
    ("query", "says"),
    [
        ("since=soon", "is no day"),
        ("until=2026-13-01", "is no day"),
        ("since=2026-11-02&until=2026-11-01", "swap them"),
        ("kind=party", "is not known"),
        ("cursor=x", "damaged"),
    ],
)
def test_what_cannot_be_read_is_said(client, query, says):
    answer = client.get(f"/changes?{query}")
    assert answer.status_code == 400
    assert says in answer.text


def test_conditions_can_be_taken_off(client):
    page = client.get("/changes?since=2026-10-01&until=2026-11-30&leader=xi-jinping&kind=talks").text
    off = dict(re.findall(r'<a class="chip-x" href="([^"]*)" aria-label="Take ([^"]*) off"', page))
    without = next(address for address, label in off.items() if label == "Xi Jinping").replace("&amp;", "&")
    assert "leader" not in without
    assert "kind=talks" in without
    assert "since=2026-10-01" in without
    assert client.get(without).status_code == 200


def test_pages_follow_each_other_without_gaps(client, monkeypatch):
    whole = client.get("/changes?since=2026-10-01&until=2026-11-30").text
    monkeypatch.setattr("tracker.web.changes.ROWS", 3)
    address, seen = "/changes?since=2026-10-01&until=2026-11-30", ""
    for _ in range(20):
        page = client.get(address).text
        seen += page
        following = re.search(r'href="([^"]*)">Earlier changes', page)
        if not following:
            break
        address = following[1].replace("&amp;", "&")
    assert set(days_of(seen)) == set(days_of(whole))


def test_the_feed_has_the_same_filter(client):
    page = client.get("/changes?since=2026-10-01&leader=xi-jinping").text
    assert '<link rel="alternate" type="application/atom+xml" title="What changed" href="/changes.atom?leader=xi-jinping">' in page
    assert client.get("/changes.atom?leader=xi-jinping").status_code == 200


def test_nothing_gives_no_day():
    assert list(by_day([])) == []
