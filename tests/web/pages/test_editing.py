"""Entering an event by form and changing one, alone and two at once."""

import re
from urllib.parse import urlencode

import pytest

from tracker.domain import Kind, LinkKind, Precision, Review, Status
from tracker.store.changes import Mined, Run, store
from tracker.store.engine import session, writing
from tracker.store.queries import evidence, find_event

NEW = {
    "kind": "meeting",
    "status": "confirmed",
    "people": "Xi Jinping\nEmmanuel Macron",
    "when": "7-8 January 2027",
    "place": "Paris",
    "link_kind": "around",
}


@pytest.fixture
def stored(app):
    def look(uid):
        with session(app.extensions["tracker-engine"]) as opened:
            return find_event(opened, uid)

    return look


@pytest.fixture
def enter(client):
    """Sends the form of a new event: ``enter(when="soon")``."""
    return lambda **fields: client.post("/events/new", data=NEW | fields)


def uid_of(answer):
    assert answer.status_code == 303, answer.text
    return answer.location.rsplit("/", 1)[1]


def test_a_new_event(enter, stored):
    event = stored(uid_of(enter()))
    assert event.title == "Xi-Macron meeting"
    assert (event.kind, event.status, event.review) == (Kind.MEETING, Status.CONFIRMED, Review.ACCEPTED)
    assert [person.key for person in event.participants] == ["xi-jinping", "emmanuel-macron"]
    assert event.countries == ("CN", "FR")
    assert (event.when.earliest.isoformat(), event.when.latest.isoformat(), event.when.precision) == (
        "2027-01-07",
        "2027-01-08",
        Precision.DAYS,
    )
    assert (event.place.city, event.place.country) == ("Paris", "FR")
    assert event.place.latitude


@pytest.mark.parametrize(
    ("fields", "title"),
    [
        ({"title": "Tea for two"}, "Tea for two"),
        ({"title": "  "}, "Xi-Macron meeting"),
        ({"kind": "visit", "people": "Xi Jinping"}, "Xi Jinping's visit to Paris"),
        ({"people": "", "countries": "France\nChina", "kind": "talks"}, "France-China talks"),
        ({"people": "", "series": "g20", "kind": "summit"}, "G20 summit, Paris"),
        ({"people": "Jane Doe (Norway)"}, "Jane Doe meeting"),
    ],
)
def test_titles_make_themselves(enter, stored, fields, title):
    assert stored(uid_of(enter(store="anyway", **fields))).title == title


def test_people_in_no_list_are_added_as_typed(enter, stored):
    event = stored(uid_of(enter(people="Jane Doe (Norway)\nXi Jinping")))
    jane = event.participants[0]
    assert (jane.key, jane.name, jane.country) == ("jane-doe", "Jane Doe", "NO")
    assert "NO" in event.countries


@pytest.mark.parametrize(
    ("fields", "says"),
    [
        ({"when": "gibberish"}, "cannot be read as a date"),
        ({"when": "x" * 201}, "200 characters"),
        ({"countries": "Elbonia"}, "no country that is known here"),
        ({"people": "!!!"}, "is no name"),
        ({"people": "x" * 121}, "a name has at most 120"),
        ({"people": "\n".join(f"Person {number}" for number in range(61))}, "too many"),
        ({"place": "x" * 121}, "may have 120"),
        ({"people": "", "title": ""}, "Give a title, or say who meets"),
        ({"kind": "party"}, "Not a valid choice"),
        ({"sources-0-url": "javascript:alert(1)"}, "begins with http"),
        ({"sources-0-quote": "x" * 4001}, "4000 characters"),
    ],
)
def test_messages_stand_at_the_field_and_nothing_typed_is_lost(enter, errors, fields, says):
    answer = enter(**fields)
    assert answer.status_code == 422
    assert any(says in error for error in errors(answer)), errors(answer)
    typed = NEW | fields
    for name in ("people", "when", "place"):
        assert typed[name].split("\n")[0] in answer.text
    assert 'aria-invalid="true"' in answer.text


def test_what_is_to_be_mended_is_listed_at_the_top_with_the_rows_of_sources(enter):
    page = enter(**{"when": "gibberish", "sources-0-url": "javascript:alert(1)"}).text
    top = page[page.index("Not stored yet.") : page.index("<form")]
    assert '<a href="#when">When</a>' in top
    assert '<a href="#sources-0-url">Address</a>: Give an address that begins with http' in top


def test_possible_duplicates_are_shown_before_anything_is_stored(client, trip, enter, find):
    answer = enter(people="Vladimir Putin\nNarendra Modi", when="11 December 2026", place="Agra", kind="visit")
    assert answer.status_code == 200
    assert "Is it one of these?" in answer.text
    assert f'href="/events/{trip.uid}"' in answer.text
    assert len(find("Agra")) == 1
    again = enter(people="Vladimir Putin\nNarendra Modi", when="11 December 2026", place="Agra", kind="visit", store="anyway")
    assert uid_of(again) != trip.uid
    assert len(find("Agra")) == 2


def test_sources_stand_behind_it_with_their_words(client, app, enter):
    sources = {
        "sources-0-outlet": "Le Monde",
        "sources-0-url": "https://lemonde.example/1",
        "sources-0-quote": "Ils se verront.",
        "sources-1-outlet": "Xinhua",
        "sources-1-url": "https://xinhua.example/2",
        "sources-1-quote": "They will meet.",
    }
    uid = uid_of(enter(**sources))
    with session(app.extensions["tracker-engine"]) as opened:
        rows = evidence(opened, uid)
    assert [passage.quote for row in rows for passage in row.stored.mention.evidence] == ["Ils se verront.", "They will meet."]
    page = client.get(f"/events/{uid}").text
    assert "Le Monde" in page
    assert "https://lemonde.example/1" in page


def test_every_source_keeps_its_address(client, enter):
    more = {
        f"sources-{number}-{name}": f"{value}{number}"
        for number in (0, 1)
        for name, value in (("outlet", "O"), ("url", "https://o.example/"), ("quote", "Words "))
    }
    uid = uid_of(enter(**more))
    article = re.search(r'href="(/articles/\d+)#', client.get(f"/events/{uid}").text)[1]
    assert "https://o.example/1" in client.get(article).text


def test_another_row_for_sources_without_scripts(enter):
    answer = enter(add_source="1", title="Kept")
    assert 'name="sources-1-quote"' in answer.text
    assert 'value="Kept"' in answer.text


def test_a_link_is_stored_with_it(enter, stored, trip):
    uid = uid_of(enter(link_kind="alternative_of", link_other=trip.uid, store="anyway"))
    assert any(link.kind is LinkKind.ALTERNATIVE_OF and link.uid == trip.uid for link in stored(uid).links)


def test_a_link_to_nothing_is_left_out(enter, stored):
    assert stored(uid_of(enter(link_other="none"))).links == ()


@pytest.mark.parametrize(
    ("query", "value"),
    [
        ({"earliest": "2026-12-03", "latest": "2026-12-05"}, "3–5 December 2026"),
        ({"earliest": "2026-12-03"}, "3 December 2026"),
        ({"earliest": "2026-12-03", "latest": "2026-12-01"}, ""),
        ({"earliest": "soon"}, ""),
        ({}, ""),
    ],
)
def test_days_marked_on_the_timeline_are_filled_in(client, query, value):
    page = client.get(f"/events/new?{urlencode(query)}").text
    assert re.search(r'<input[^>]*name="when"[^>]*value="([^"]*)"', page)[1] == value


def test_opening_and_storing_unchanged_changes_nothing(client, trip, fields, stored, flashes):
    path = f"/events/{trip.uid}/edit"
    sent = fields(client.get(path).text, path)
    assert sent["when"] == "11 December 2026"
    assert sent["place"] == "Agra, India"
    answer = client.post(path, data=sent, follow_redirects=True)
    assert "Nothing was changed." in flashes(answer)
    assert stored(trip.uid).edited == ()


@pytest.mark.parametrize(
    ("field", "typed", "edited"),
    [
        ("when", "12 December 2026", "when"),
        ("place", "Mumbai", "place"),
        ("title", "State visit", "title"),
        ("status", "postponed", "status"),
        ("kind", "talks", "kind"),
        ("people", "Vladimir Putin", "participants"),
        ("countries", "Russia", "countries"),
        ("series", "BRICS", "series"),
    ],
)
def test_only_what_was_changed_carries_the_analysts_word(client, trip, fields, stored, field, typed, edited):
    path = f"/events/{trip.uid}/edit"
    sent = fields(client.get(path).text, path) | {field: typed}
    if field == "countries":
        sent["people"] = "Vladimir Putin"
    assert client.post(path, data=sent).status_code == 303
    event = stored(trip.uid)
    assert edited in event.edited
    assert set(event.edited) <= {edited, "participants"}


def test_a_new_person_brings_the_country_along(client, trip, fields, stored):
    path = f"/events/{trip.uid}/edit"
    sent = fields(client.get(path).text, path)
    client.post(path, data=sent | {"people": sent["people"] + "\nXi Jinping"})
    assert set(stored(trip.uid).countries) == {"RU", "IN", "CN"}


OTHERWISE = {"outlet": "PTI", "published": "2026-11-23", "quote": "It is put off.", "status": "postponed", "when": "18 December 2026"}


def test_the_analysts_word_stays_and_what_sources_say_stands_beside_it(client, trip, fields, stored):
    path = f"/events/{trip.uid}/edit"
    client.post(path, data=fields(client.get(path).text, path) | {"status": "cancelled", "when": "15 December 2026"})
    assert "Sources now say" not in client.get(f"/events/{trip.uid}").text, "what they said before is overruled"
    client.post(f"/events/{trip.uid}/sources/new", data=OTHERWISE)
    page = client.get(f"/events/{trip.uid}").text
    assert "You set the status to <strong>cancelled</strong>. Sources now say <strong>postponed</strong>." in page
    assert "Sources now say <strong>18 December 2026</strong>" in page
    client.post(f"/events/{trip.uid}/claim", data={"field": "status", "do": "accept"})
    client.post(f"/events/{trip.uid}/claim", data={"field": "when", "do": "dismiss"})
    event = stored(trip.uid)
    assert event.status is Status.POSTPONED
    assert event.when.earliest.day == 15
    assert "Sources now say" not in client.get(f"/events/{trip.uid}").text


def test_what_a_value_overruled_is_no_word_of_its_own(client, trip, fields):
    path = f"/events/{trip.uid}/edit"
    client.post(path, data=fields(client.get(path).text, path) | {"when": "15 December 2026"})
    words = client.get(f"/events/{trip.uid}").text.partition("The analysts’ words")[2]
    assert "the date to 15 December 2026" in words
    assert "aside" not in words


def test_an_error_keeps_what_was_typed_while_editing(client, trip, fields, errors):
    path = f"/events/{trip.uid}/edit"
    answer = client.post(path, data=fields(client.get(path).text, path) | {"when": "gibberish", "title": "Kept"})
    assert answer.status_code == 422
    assert errors(answer)
    assert 'value="Kept"' in answer.text


class TestTwoAnalysts:
    @pytest.fixture
    def conflict(self, client, trip, fields):
        """The first sets the date, the second another date and the title."""
        path = f"/events/{trip.uid}/edit"
        opened = fields(client.get(path).text, path)
        client.post(path, data=opened | {"when": "14 December 2026", "status": "postponed"})
        return client.post(path, data=opened | {"when": "16 December 2026", "title": "State visit"})

    def test_the_second_sees_both_versions(self, conflict):
        assert conflict.status_code == 409
        text = " ".join(re.sub(r"<[^>]*>", " ", conflict.text).split())
        assert "It was: 11 December 2026 Yours 16 December 2026 As it stands now 14 December 2026" in text
        assert "both of you changed it" in text
        assert "Yours State visit" in text

    def test_nothing_is_stored_over_the_other(self, conflict, trip, stored):
        assert conflict.status_code == 409
        event = stored(trip.uid)
        assert (event.when.earliest.day, event.status, event.title) == (14, Status.POSTPONED, trip.title)

    @pytest.mark.parametrize(
        ("chosen", "day", "title", "status"),
        [
            ({}, 16, "State visit", Status.POSTPONED),
            ({"keep-when": "theirs"}, 14, "State visit", Status.POSTPONED),
            ({"keep-title": "theirs"}, 16, "Vladimir Putin's visit to India", Status.POSTPONED),
            ({"keep-status": "mine"}, 16, "State visit", Status.CONFIRMED),
        ],
    )
    def test_each_field_is_chosen(self, client, conflict, trip, fields, stored, chosen, day, title, status):
        path = f"/events/{trip.uid}/edit/settle"
        assert client.post(path, data=fields(conflict.text, path) | chosen).status_code == 303
        event = stored(trip.uid)
        assert (event.when.earliest.day, event.title, event.status) == (day, title, status)

    def test_a_third_in_between_is_a_conflict_again(self, client, conflict, trip, fields):
        path = f"/events/{trip.uid}/edit/settle"
        sent = fields(conflict.text, path)
        client.post(f"/events/{trip.uid}/accept")
        answer = client.post(path, data=sent)
        assert answer.status_code == 409
        assert "State visit" in answer.text

    @pytest.mark.parametrize("mine", ["", "{", "[]", '{"title": 1}'])
    def test_a_damaged_version_stores_nothing(self, client, conflict, trip, stored, mine):
        before = stored(trip.uid)
        sequence = re.search(r'name="sequence" value="(\d+)"', conflict.text)[1]
        client.post(f"/events/{trip.uid}/edit/settle", data={"mine": mine, "sequence": sequence, "keep-title": "mine"})
        assert stored(trip.uid) == before


def test_new_articles_while_editing_are_seen_too(client, app, trip, fields):
    path = f"/events/{trip.uid}/edit"
    sent = fields(client.get(path).text, path) | {"title": "State visit"}
    text = "Putin will visit Agra on 11 December, officials said."
    with writing(app.extensions["tracker-engine"]) as opened:
        made = _claim(text)
        run = Run(opened, made[0])
        store(run, Mined(*made[1:], "test"))
        run.finish()
    assert client.post(path, data=sent).status_code in (303, 409)


def _claim(text):
    import datetime as dt  # noqa: PLC0415 - only this needs it

    from tracker.domain import Article, Evidence, Mention, Participant, Place, When  # noqa: PLC0415

    day = dt.date(2026, 12, 11)
    people = (Participant("vladimir-putin", "Vladimir Putin", "RU"), Participant("narendra-modi", "Narendra Modi", "IN"))
    when = When(day, day, Precision.DAY, "on 11 December", "2026-12-11")
    title, quoted = "Vladimir Putin's visit to India", (Evidence(0, 38, text[:38]),)
    place = Place("Agra", "IN")
    mention = Mention("late", 0, Kind.VISIT, title, people, ("RU", "IN"), when, place, Status.CONFIRMED, quoted, ("test",))
    return dt.datetime(2026, 11, 20, tzinfo=dt.UTC), Article("late", text, published=dt.date(2026, 11, 20), outlet="AP"), (mention,)


@pytest.mark.parametrize("path", ["/events/none/edit", "/events/none/edit/settle"])
def test_of_what_is_not_there(client, path):
    assert client.post(path, data={}).status_code == 404


def test_a_merged_event_is_not_edited(client, trip, find):
    other = find("Vienna")[0]
    client.post(f"/events/{other.uid}/merge", data={"into": trip.uid})
    assert client.get(f"/events/{other.uid}/edit").status_code == 404
