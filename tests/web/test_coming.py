"""A gathering from which one leader stays away, as lists, chart, pages, calendars and the API show it for him, for others and by itself."""

from __future__ import annotations

import datetime as dt

import pytest

from tracker.config import Config
from tracker.domain import Article
from tracker.ingest import ingest
from tracker.lexicon import load
from tracker.store import schema
from tracker.store.engine import open_engine
from tracker.web import create_app

TODAY = dt.date(2024, 6, 1)
TOLD = [
    ("2024-01-10", "Agency", "Vladimir Putin may take part in the G20 summit in Rio de Janeiro on November 18-19, the Kremlin said."),
    ("2024-03-02", "Herald", "Narendra Modi will attend the G20 summit in Rio de Janeiro on November 18-19, his office said."),
    ("2024-05-11", "Gazette", "Vladimir Putin will not attend the G20 summit in Rio de Janeiro on November 18-19, the Kremlin said."),
]
VIEW = "from=2024-11-01&to=2024-11-30"


@pytest.fixture(scope="module")
def client(tmp_path_factory):
    url = f"sqlite:///{tmp_path_factory.mktemp('coming') / 'coming.sqlite3'}"
    engine = open_engine(url)
    schema.upgrade(engine)
    articles = [
        Article(str(number), text, published=dt.date.fromisoformat(day), outlet=who) for number, (day, who, text) in enumerate(TOLD)
    ]
    for late_first in reversed(articles):
        ingest(engine, [late_first], load(), dt.datetime(2024, 6, 1, 8, 0, tzinfo=dt.UTC))
    engine.dispose()
    return create_app(Config(database_url=url, secret_key="tests"), clock=lambda: TODAY).test_client()


def only_event(client, query=""):
    (event,) = client.get(f"/api/v1/events?series=G20&{query}").get_json()["events"]
    return event


@pytest.mark.parametrize(
    ("query", "status"),
    [
        ("", "confirmed"),
        ("leader=narendra-modi", "confirmed"),
        ("leader=vladimir-putin", "cancelled"),
        ("leader=vladimir-putin&as_known_on=2024-02-01", "speculative"),
        ("leader=vladimir-putin&leader=narendra-modi", "confirmed"),
        ("country=RU", "confirmed"),
    ],
)
def test_the_status_is_that_of_the_leader_whom_the_filter_names(client, query, status):
    assert only_event(client, query)["status"] == status


def test_a_filter_by_status_means_the_leaders_too(client):
    counts = {
        (leader, status): len(client.get(f"/api/v1/events?leader={leader}&status={status}").get_json()["events"])
        for leader in ("vladimir-putin", "narendra-modi")
        for status in ("confirmed", "cancelled")
    }
    assert counts == {
        ("vladimir-putin", "confirmed"): 0,
        ("vladimir-putin", "cancelled"): 1,
        ("narendra-modi", "confirmed"): 1,
        ("narendra-modi", "cancelled"): 0,
    }


def test_each_leaders_lane_draws_his_own_status(client):
    data = client.get(f"/timeline/data?{VIEW}&lanes=leader&width=1200&height=600").get_json()
    names = {trace.get("name") for trace in data["figure"]["data"]}
    assert {"confirmed", "cancelled"} <= {str(name).split(" ")[0].rstrip(",") for name in names if name}
    by_one = client.get(f"/timeline/data?{VIEW}&lanes=leader&leader=narendra-modi&width=1200&height=600").get_json()
    assert not any(str(trace.get("name")).startswith("cancelled") for trace in by_one["figure"]["data"])


def test_the_card_and_the_list_say_who_stays_away(client):
    card = next(iter(client.get(f"/timeline/data?{VIEW}&width=1200&height=600").get_json()["cards"].values()))
    assert "Vladimir Putin (stays away)" in card["parties"]
    assert "Narendra Modi (" not in card["parties"]
    page = client.get(f"/?{VIEW}&leader=vladimir-putin").get_data(as_text=True)
    assert "Stays away" in page


def test_who_stays_away_meets_nobody_there(client):
    def traces(pair, day):
        query = f"{VIEW}&lanes=leader&{pair}&as_known_on={day}&width=1200&height=600"
        return {trace.get("name") for trace in client.get(f"/timeline/data?{query}").get_json()["figure"]["data"]}

    pair = "leader=narendra-modi&leader=vladimir-putin"
    assert "common meetings" in traces(pair, "2024-05-01")
    assert "common meetings" not in traces(pair, "2024-05-20")


def test_who_stays_away_is_no_counterpart_of_those_who_come(client):
    def met(leader, day):
        asked = {"leader": leader, "as_known_on": day}
        return {one["key"] for one in client.get("/api/v1/counterparts", query_string=asked).get_json()["counterparts"]}

    assert "vladimir-putin" in met("narendra-modi", "2024-05-01")
    assert "vladimir-putin" not in met("narendra-modi", "2024-05-20")


def test_the_summit_is_struck_nowhere_for_it_is_not_called_off(client):
    data = client.get(f"/timeline/data?{VIEW}&lanes=leader&leader=vladimir-putin&width=1200&height=600").get_json()
    ((*_, label, style),) = data["labels"]
    assert (label, "struck" in style) == ("G20, Rio de Janeiro: stays away", False)
    (card,) = data["cards"].values()
    assert (card["status"], card["statusLabel"], card["struck"]) == ("cancelled", "Stays away", False)
    assert 'class="struck"' not in client.get(f"/?{VIEW}&leader=vladimir-putin").get_data(as_text=True)


def test_the_event_page_tells_it_beside_the_name_and_in_the_history(client):
    uid = only_event(client)["uid"]
    page = client.get(f"/events/{uid}").get_data(as_text=True)
    assert "<strong>stays away</strong>" in page
    assert "Vladimir Putin stays away" in page
    assert "Vladimir Putin may come" in page or "first told as confirmed" in page


def test_his_calendar_has_it_cancelled_and_that_of_others_confirmed(client):
    his = client.get("/calendar.ics?leader=vladimir-putin").get_data(as_text=True)
    theirs = client.get("/calendar.ics?leader=narendra-modi").get_data(as_text=True)
    assert "STATUS:CANCELLED" in his
    assert "[stays away]" in his
    assert "STATUS:CONFIRMED" in theirs
    assert "BEGIN:VEVENT" not in client.get("/calendar.ics?leader=vladimir-putin&cancelled=drop").get_data(as_text=True)


def test_the_api_says_of_each_whether_he_comes(client):
    assert only_event(client)["attendance"] == {"vladimir-putin": "cancelled", "narendra-modi": "confirmed"}


def test_a_name_that_the_event_bore_before_an_earlier_article_came_is_no_merged_event(client):
    assert "Merged into this one" not in client.get(f"/events/{only_event(client)['uid']}").get_data(as_text=True)
