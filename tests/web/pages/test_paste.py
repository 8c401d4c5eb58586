"""Articles by hand: pasted, fetched, uploaded; seen first, then stored."""

import html
import io
import re

import pytest

from tracker.filters import EventFilter
from tracker.store.engine import session
from tracker.store.queries import list_articles, list_events

TEXT = "President Vladimir Putin will meet Donald Trump in Budapest on December 7, the Kremlin said."
FIELDS = {"text": TEXT, "title": "", "outlet": "TASS", "published": "2026-11-20", "url": "https://tass.example/1"}
MAIL = f"From: Desk <desk@agency.example>\r\nDate: Fri, 20 Nov 2026 10:00:00 +0000\r\nSubject: Summit\r\n\r\n{TEXT}\r\n"
PAGE = (
    "<html><head><title>Summit</title><meta property='article:published_time' content='2026-11-20'></head>"
    f"<body><article><p>{TEXT} {'It is a long story. ' * 20}</p></article></body></html>"
)
LINE = '{"id": "a%d", "published": "2026-11-20", "outlet": "TASS", "text": "%s Number %d."}'
CALENDAR = (
    "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:x\r\nX-WR-CALNAME:Agenda of a ministry\r\n"
    "BEGIN:VEVENT\r\nUID:1@x\r\nDTSTAMP:20261101T000000Z\r\nDTSTART;VALUE=DATE:20261210\r\n"
    "SUMMARY:Emmanuel Macron visits Warsaw\r\nLOCATION:Warsaw\r\nSTATUS:CONFIRMED\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"
)


@pytest.fixture
def settings():
    return {"fetch_max_bytes": 400_000}  # what is larger is spooled into files by the test client, which leaves them open


@pytest.fixture
def articles(app):
    """How many articles are stored."""

    def count():
        with session(app.extensions["tracker-engine"]) as opened:
            return len(list_articles(opened).rows)

    return count


@pytest.fixture
def events(app):
    def look(words):
        with session(app.extensions["tracker-engine"]) as opened:
            return list_events(opened, EventFilter(q=words)).rows

    return look


def upload(client, name, body):
    return client.post("/paste/file", data={"file": (io.BytesIO(body if isinstance(body, bytes) else body.encode()), name)})


def test_what_is_found_is_shown_with_its_evidence_before_it_is_stored(client, articles):
    before = articles()
    answer = client.post("/paste", data=FIELDS)
    assert answer.status_code == 200
    assert "Found: 1 event. Nothing is stored yet" in answer.text
    assert re.search(r"<mark data-claim=\"1\">President Vladimir Putin will meet Donald Trump[^<]*</mark>", answer.text)
    assert articles() == before


def test_then_it_is_stored(client, articles, events, flashes):
    before = articles()
    answer = client.post("/paste", data=FIELDS | {"do": "store"}, follow_redirects=True)
    assert any(said.startswith("Stored: 1 article, 1 claim") for said in flashes(answer))
    assert articles() == before + 1
    assert [event.place.city for event in events("Budapest")] == ["Budapest"]


def test_storing_it_twice_changes_nothing(client, articles, flashes):
    client.post("/paste", data=FIELDS | {"do": "store"})
    before = articles()
    answer = client.post("/paste", data=FIELDS | {"do": "store"}, follow_redirects=True)
    assert any("1 known already" in said for said in flashes(answer))
    assert articles() == before


def test_a_corrected_text_of_the_same_title_outlet_and_day_is_a_revision(client, articles, flashes):
    told = FIELDS | {"url": "", "title": "Summit in Budapest", "do": "store"}
    client.post("/paste", data=told)
    before = articles()
    answer = client.post("/paste", data=told | {"text": TEXT.replace("Budapest", "Vienna")}, follow_redirects=True)
    assert answer.status_code == 200
    assert articles() == before + 1
    with session(client.application.extensions["tracker-engine"]) as opened:
        assert [row.revision for row in list_articles(opened, "summit in budapest").rows if row.title == told["title"]] == [2, 1]


@pytest.mark.parametrize(
    ("fields", "says"),
    [
        ({"text": "", "title": ""}, "Paste the text"),
        ({"text": "x" * 200_001}, "200,001 characters; 200,000 can be pasted"),
        ({"published": ""}, "no publication date"),
        ({"published": "2027-01-01"}, "is in the future"),
        ({"published": "soon"}, "Not a valid date"),
        ({"url": "javascript:alert(1)"}, "begins with http"),
        ({"title": "x" * 501}, "500 characters"),
    ],
)
def test_messages_stand_at_the_field_and_nothing_typed_is_lost(client, errors, articles, fields, says):
    before = articles()
    answer = client.post("/paste", data=FIELDS | fields | {"do": "store"})
    assert answer.status_code == 422
    assert any(says in error for error in errors(answer)), errors(answer)
    kept = FIELDS | fields
    assert kept["outlet"] in answer.text
    assert html.escape(kept["text"][:60], quote=False) in html.unescape(answer.text)
    assert articles() == before


def test_a_year_that_was_inferred_is_shown_and_the_day_asked_for(client, errors, articles):
    before = articles()
    text = "Vladimir Putin will meet Donald Trump at the G20 summit in Hamburg in July, the Kremlin said."
    seen = client.post("/paste", data={"text": text})
    assert seen.status_code == 200
    assert "July 2017" in seen.text
    answer = client.post("/paste", data={"text": text, "do": "store"})
    assert answer.status_code == 422
    assert any("Give the day to store it" in error for error in errors(answer))
    assert articles() == before


def test_without_anything_planned_it_can_be_stored_all_the_same(client):
    answer = client.post("/paste", data=FIELDS | {"text": "The weather was fine."})
    assert "Found: 0 events" in answer.text
    assert "No planned meeting was found" in answer.text


@pytest.mark.parametrize(
    ("name", "body"),
    [
        ("a.txt", TEXT),
        ("a.md", f"---\npublished: 2026-11-20\noutlet: TASS\n---\n{TEXT}"),
        ("A.HTML", PAGE),
        ("a.eml", MAIL),
        ("a.jsonl", LINE % (1, TEXT, 1)),
        ("новости.md", f"---\npublished: 2026-11-20\noutlet: TASS\n---\n{TEXT}"),
        ("../../a b.jsonl", LINE % (1, TEXT, 1)),
    ],
)
def test_a_file_with_one_article_goes_into_the_form(client, name, body):
    answer = upload(client, name, body)
    assert answer.status_code == (422 if name == "a.txt" else 200)
    assert "will meet Donald Trump in Budapest" in re.search(r"<textarea.*?</textarea>", answer.text, re.DOTALL)[0]
    assert ("no publication date" in answer.text) is (name == "a.txt")
    assert ("Found: 1 event" in answer.text) is (name != "a.txt")


def test_a_file_with_several_is_listed_and_stored_at_once(client, articles, flashes, fields):
    before = articles()
    lines = "\n".join(
        [*(LINE % (number, TEXT, number) for number in range(3)), '{"id": "undated", "text": "Putin will meet Trump soon."}', "no json"]
    )
    seen = upload(client, "all.jsonl", lines)
    assert "Found: 3 articles" in seen.text
    assert "2 cannot be stored" in seen.text
    assert "line 5" in seen.text
    assert articles() == before
    answer = client.post("/paste/all", data=fields(seen.text, "/paste/all"), follow_redirects=True)
    assert any(said.startswith("Stored: 3 articles") for said in flashes(answer))
    assert articles() == before + 3


def test_a_calendar_is_listed_and_stored(client, events, fields):
    seen = upload(client, "agenda.ics", CALENDAR)
    assert "Found: 1 article" in seen.text
    assert "Warsaw" in seen.text
    client.post("/paste/all", data=fields(seen.text, "/paste/all"))
    assert [event.place.city for event in events("Warsaw")] == ["Warsaw"]


def test_what_a_preview_carries_cannot_be_changed(client, articles, flashes, fields):
    before = articles()
    seen = upload(client, "all.jsonl", "\n".join(LINE % (number, TEXT, number) for number in range(2)))
    sent = fields(seen.text, "/paste/all")
    answer = client.post("/paste/all", data={"carried": "x" + sent["carried"]}, follow_redirects=True)
    assert any("did not come back whole" in said for said in flashes(answer))
    assert articles() == before


@pytest.mark.parametrize(
    ("name", "body", "says"),
    [
        ("a.exe", "MZ", "a.exe is of a kind that is not read; these are: .txt"),
        ("", "x", "Choose a file"),
        ("a.txt", "", "it is empty"),
        ("a.html", "<p>short</p>", "no article text found"),
        ("a.ics", "nothing", "no iCalendar"),
        ("mine.jsonl", "{}", "mine.jsonl, line 1: 'id' is missing"),
        ("a.txt", "x" * 400_001, "larger than 400,000 bytes"),
        ("a.jsonl", "\n".join(LINE % (number, "x", number) for number in range(301)), "301 articles are too many"),
    ],
)
def test_files_that_cannot_be_read(client, errors, name, body, says):
    answer = upload(client, name, body)
    assert answer.status_code == 422
    assert any(says.lower() in error.lower() for error in errors(answer)), errors(answer)


def test_far_too_much_is_refused_unread(client):
    answer = client.post("/paste/file", environ_overrides={"CONTENT_LENGTH": "16000000"}, content_type="multipart/form-data; boundary=x")
    assert answer.status_code == 413
    assert "command line" in answer.text


def test_an_address_is_fetched_and_shown(client, reachable, articles):
    before = articles()
    reachable.pages["/story"] = (200, "text/html; charset=utf-8", PAGE.encode())
    answer = client.post("/paste/address", data={"address": f"{reachable.url}/story"})
    assert answer.status_code == 200
    assert "Found: 1 event" in answer.text
    assert f'value="{reachable.url}/story"' in answer.text
    assert 'value="2026-11-20"' in answer.text
    assert articles() == before


def test_a_calendar_at_the_address_is_listed_and_stored(client, reachable, events, flashes, fields):
    reachable.pages["/agenda.ics"] = (200, "text/calendar", CALENDAR.encode())
    answer = client.post("/paste/address", data={"address": f"{reachable.url}/agenda.ics"})
    assert "Emmanuel Macron visits Warsaw" in answer.text
    stored = client.post("/paste/all", data=fields(answer.text, "/paste/all"), follow_redirects=True)
    assert any("Stored: 1 " in said for said in flashes(stored)), flashes(stored)
    assert [event.place.city for event in events("Warsaw")] == ["Warsaw"]


def test_an_address_keeps_its_letters_at_the_beginning_of_a_message(client, reachable, errors):
    (error,) = errors(client.post("/paste/address", data={"address": f"{reachable.url}/none"}))
    assert error.startswith(f"{reachable.url}/none answers 404")


def test_a_feed_at_the_address_is_listed(client, reachable):
    items = "".join(
        f"<item><title>Story {number}</title><description>{TEXT}</description>"
        f"<pubDate>Fri, 20 Nov 2026 10:00:00 GMT</pubDate><link>{reachable.url}/{number}</link></item>"
        for number in range(2)
    )
    reachable.pages["/feed"] = (200, "application/rss+xml", f"<rss version='2.0'><channel><title>F</title>{items}</channel></rss>".encode())
    answer = client.post("/paste/address", data={"address": f"{reachable.url}/feed"})
    assert "Found: 2 articles" in answer.text


@pytest.mark.parametrize(
    ("address", "says"),
    [
        ("", "Give the address"),
        ("ftp://x.example/", "only http and https"),
        ("nonsense", "only http and https"),
        ("http://127.0.0.1:1/", "only public addresses are fetched"),
        ("http://2130706433/", "odd spelling"),
        ("http://user:secret@x.example/", "user name or password"),
    ],
)
def test_addresses_that_are_not_fetched(client, errors, address, says):
    answer = client.post("/paste/address", data={"address": address})
    assert answer.status_code == 422
    assert any(says in error for error in errors(answer)), errors(answer)
    assert html.escape(address) in answer.text


def test_what_the_other_side_answers_is_said(client, reachable, errors):
    reachable.pages["/big"] = (200, "text/html", b"x" * 1_000_001)
    assert any("nothing is there" in error for error in errors(client.post("/paste/address", data={"address": f"{reachable.url}/none"})))
    assert any(
        "larger than 1,000,000 bytes" in error for error in errors(client.post("/paste/address", data={"address": f"{reachable.url}/big"}))
    )
