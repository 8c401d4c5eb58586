"""The page of a leader."""

import datetime as dt
import re

import pytest
from sqlalchemy import insert

from tracker.store.engine import writing
from tracker.store.models import OfficeTerm


def rows(page):
    """Name -> (events, last held, next) of the table."""
    found = re.findall(r"<tr>\s*<th.*?>([^<]+)</a>.*?<td.*?>(\d+)</a></td>\s*<td>(.*?)</td>\s*<td>(.*?)</td>", page, re.DOTALL)
    return {name: (int(count), last, following) for name, count, last, following in found}


def test_counterparts_with_how_often_and_when(client):
    met = rows(client.get("/leaders/vladimir-putin").text)
    assert "Vladimir Putin" not in met
    assert met["Narendra Modi"][0] >= 1
    assert [count for count, _, _ in met.values()] == sorted((count for count, _, _ in met.values()), reverse=True)


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
    assert "Head of state of Russia" in page
    assert told in page


def test_nobody_of_that_name(client):
    assert client.get("/leaders/nobody-at-all").status_code == 404
