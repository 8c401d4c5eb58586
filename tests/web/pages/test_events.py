"""The page of an event."""

import json
import re

import pytest


def words(answer):
    return " ".join(re.sub(r"<[^>]*>", " ", answer.text).split())


@pytest.fixture
def page(client, trip):
    return client.get(f"/events/{trip.uid}")


@pytest.mark.parametrize(
    "said",
    [
        "Vladimir Putin's visit to India",
        "11 December 2026",
        "Agra, India",
        "Confirmed announced or scheduled by a party or the host",
        "Russia: Confirmed",
        "The Hindu citing Kremlin",
        "EDTF 2026-12-11",
        "Moved from",
    ],
)
def test_says_what_is_known(page, said):
    assert page.status_code == 200
    assert said in page.text.replace("&#39;", "'") or said in words(page).replace("&#39;", "'")


def test_quotes_stand_marked_in_their_context(page):
    assert "<mark>Putin may travel to New Delhi in December</mark>, or else to Vienna in January, officials said." in page.text
    assert "Talks are planned." not in page.text.split("Who says so")[1].split("How it moved")[0], "the context ends with its paragraph"


def test_the_panel_cuts_the_context_as_the_page_does(client, trip):
    panel = client.get(f"/panel/{trip.uid}").text
    assert "<mark>Putin may travel to New Delhi in December</mark>, or else to Vienna in January, officials said." in panel
    assert "Talks are planned." not in panel


def test_each_source_leads_to_its_passage(client, page):
    links = re.findall(r'href="(/articles/\d+)#(claim-\d)">in the article', page.text)
    assert len(links) == 3
    for article, passage in links:
        assert f'id="{passage}"' in client.get(article).text


def test_history_stands_by_day_with_its_source(page):
    history = page.text.split("What became known when")[1]
    assert history.index("10 November 2026") < history.index("20 October 2026") < history.index("1 October 2026")
    assert "speculative to confirmed" in history
    assert re.search(r'href="/articles/\d+#claim-0">TASS citing Kremlin</a>', history)


def test_the_ribbon_says_in_words_what_it_draws(page):
    assert "The date moved once, by 7 days in all. The place changed once." in words(page)
    rows = re.findall(r'class="ribbon-window', page.text)
    assert len(rows) == 3
    assert "style=" not in page.text


def test_alternatives_are_linked_from_both_ends(client, page, find):
    other = next(event for event in find("Vienna"))
    assert f'href="/events/{other.uid}"' in page.text
    back = client.get(f"/events/{other.uid}").text
    assert "Alternative to" in back
    assert "visit to India" in back


def test_carries_linked_data_that_nothing_executes(page):
    block = re.search(r'<script type="application/ld\+json">(.*?)</script>', page.text, re.DOTALL)[1]
    assert json.loads(block)["startDate"] == "2026-12-11"
    assert "script-src 'self'" in page.headers["Content-Security-Policy"]


def test_as_known_on_an_earlier_day(client, trip):
    page = client.get(f"/events/{trip.uid}?as_known_on=2026-10-05")
    text = words(page)
    assert "This is what was known on 5 October 2026" in text
    assert "Speculative" in text
    assert "some time in December 2026" in text
    assert "TASS" not in text
    assert "Accept" not in text, "the past is not edited"


def test_before_it_was_known(client, trip):
    page = client.get(f"/events/{trip.uid}?as_known_on=2026-09-01")
    assert page.status_code == 404
    assert "became known later" in page.text


@pytest.mark.parametrize(
    ("path", "status"), [("/events/none", 404), ("/events/none?as_known_on=2026-09-01", 404), ("/events/none?as_known_on=soon", 400)]
)
def test_what_is_not_there(client, path, status):
    assert client.get(path).status_code == status


def test_a_merged_event_leads_to_the_one_that_took_it_in(client, trip, find, flashes):
    other = find("Vienna")[0]
    client.post(f"/events/{other.uid}/merge", data={"into": trip.uid})
    answer = client.get(f"/events/{other.uid}")
    assert answer.status_code == 302
    assert answer.location.endswith(f"/events/{trip.uid}")
    assert any("was merged into this event" in said for said in flashes(client.get(answer.location)))


@pytest.mark.parametrize(("name", "begins"), [("event.ics", "BEGIN:VCALENDAR"), ("event.jsonld", "{"), ("ninjs.json", "{")])
def test_can_be_taken_away(client, trip, name, begins):
    answer = client.get(f"/events/{trip.uid}/{name}")
    assert answer.status_code == 200
    assert answer.text.startswith(begins)
    assert f"/events/{trip.uid}/{name}" in client.get(f"/events/{trip.uid}").text


def test_one_entry_stands_in_the_calendar(client, trip):
    text = client.get(f"/events/{trip.uid}/event.ics").text
    assert text.count("BEGIN:VEVENT") == 1
    assert "DTSTART;VALUE=DATE:20261211" in text
    assert client.get("/events/none/event.ics").status_code == 404
