"""The page of a leader."""

import datetime as dt
import re
from html import unescape

import pytest
from sqlalchemy import insert

from tracker.store.engine import writing
from tracker.store.models import OfficeTerm


def rows(page):
    """Name -> (events, last held, next) of the table."""
    table = page.partition(">Whom ")[2]
    found = re.findall(r"<tr>\s*<th.*?>([^<]+)</a>.*?<td.*?>(\d+)</a></td>\s*<td>(.*?)</td>\s*<td>(.*?)</td>", table, re.DOTALL)
    return {name: (int(count), last, following) for name, count, last, following in found}


def test_counterparts_with_how_often_and_when(client):
    met = rows(client.get("/leaders/vladimir-putin").text)
    assert "Vladimir Putin" not in met
    assert met["Narendra Modi"][0] >= 1
    assert [count for count, _, _ in met.values()] == sorted((count for count, _, _ in met.values()), reverse=True)


def coming(page):
    """Titles and statuses of the table of what is coming."""
    (table,) = re.findall(r"<caption[^>]*>What is coming.*?</table>", page, re.DOTALL) or [""]
    return [unescape(one) for one in re.findall(r"<th scope=\"row\"><a [^>]*>([^<]+)</a>", table)], re.findall(
        r"<span>([A-Z][a-z ]+)</span>", table
    )


def test_what_is_coming_stands_first_in_order_of_time(client, sample):
    titles, statuses = coming(client.get("/leaders/vladimir-putin").text)
    filtered = {"leader": "vladimir-putin", "from": sample.TODAY.isoformat(), "limit": 10}
    listed = client.get("/api/v1/events", query_string=filtered).get_json()["events"]
    assert titles == [event["title"] for event in listed]
    assert len(titles) == len(statuses) > 0


def test_as_known_on_an_earlier_day_the_future_begins_then(client):
    page = client.get("/leaders/vladimir-putin?as_known_on=1990-01-01").text
    assert coming(page) == ([], [])


def test_as_known_on_an_earlier_day_fewer_are_met(client):
    before, now = (rows(client.get(f"/leaders/vladimir-putin{day}").text) for day in ("?as_known_on=2016-10-02", ""))
    assert sum(count for count, _, _ in before.values()) < sum(count for count, _, _ in now.values())


def test_each_number_leads_to_the_two_side_by_side(client):
    page = client.get("/leaders/vladimir-putin?as_known_on=2026-11-01").text
    assert re.search(r'href="/\?leader=vladimir-putin&amp;leader=[a-z-]+&amp;as_known_on=2026-11-01"', page)


@pytest.mark.parametrize(
    ("start", "end", "told"),
    [
        ("2005-11-22", "2021-12-08", "22 November 2005 to 8 December 2021"),
        ("2005-11-22", None, "since 22 November 2005"),
        ("0001-01-01", "2021-12-08", "until 8 December 2021"),
    ],
)
def test_offices_with_their_days(app, client, start, end, told):
    days = {"start": dt.date.fromisoformat(start), "end": dt.date.fromisoformat(end) if end else None}
    with writing(app.extensions["tracker-engine"]) as opened:
        opened.execute(insert(OfficeTerm), {"person_key": "vladimir-putin", "office": "head-of-state", "body": "RU", "source": "", **days})
    page = client.get("/leaders/vladimir-putin").text
    assert "Head of state, Russia" in page
    assert told in page


def test_nobody_of_that_name(client):
    assert client.get("/leaders/nobody-at-all").status_code == 404
