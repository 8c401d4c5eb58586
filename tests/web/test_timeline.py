"""The timeline's page and what its scripts ask for, through Flask's client."""

import datetime as dt
import re
from collections import Counter

import plotly.graph_objects as go
import pytest

from tracker.config import ROOT

STORY = "leader=donald-trump&leader=vladimir-putin&from=2017-04-01&to=2017-07-31"


def data(client, query=""):
    response = client.get(f"/timeline/data?{query}")
    assert response.status_code == 200, response.text
    return response.json


def drawn(answer):
    return {uid for uid, *_ in answer["spots"]}


def lanes(answer):
    return [lane["label"] for lane in answer["lanes"]]


@pytest.mark.parametrize(
    "path",
    [
        "/",
        "/?leader=vladimir-putin",
        "/?lanes=venue&q=putin",
        "/timeline/table",
        "/panel/trump-putin-may",
        "/timeline/known",
        "/?from=2017-01-01",
        "/?to=2017-01-01",
    ],
)
def test_answers(client, path):
    response = client.get(path)
    assert response.status_code == 200, response.text


@pytest.mark.parametrize("lanes", ["leader", "venue", "country", "series", "kind", "none"])
@pytest.mark.parametrize("window", ["", "from=2010-01-01&to=2030-01-01&width=300&height=300"], ids=["season", "decades"])
def test_every_figure_is_one_that_plotly_accepts(client, lanes, window):
    answer = data(client, f"lanes={lanes}&{window}")
    go.Figure(data=answer["figure"]["data"], layout=answer["figure"]["layout"])
    assert answer["total"] > 0


def test_the_table_stands_in_the_page_before_any_script(client):
    page = client.get(f"/?{STORY}").text
    assert page.index("Trump-Putin meeting") < page.index('<script type="module"')
    assert "Foreign Policy" in page


@pytest.mark.parametrize(
    ("query", "name"),
    [
        ("lanes=nonsense", "lanes"),
        ("lane_sort=age", "lane_sort"),
        ("theme=pink", "theme"),
        ("width=wide", "width"),
        ("from=yesterday", "from"),
        ("from=2020-01-01&to=2019-01-01", "to"),
        ("from=0001-01-01&to=9000-01-01", "to"),
        ("status=maybe", "status"),
    ],
)
def test_a_bad_parameter_is_named_to_scripts_and_to_people(client, query, name):
    told = client.get(f"/timeline/data?{query}", headers={"Accept": "application/json"})
    assert told.status_code == 400
    assert name in told.json["title"]
    shown = client.get(f"/timeline/data?{query}", headers={"Accept": "text/html"})
    assert shown.status_code == 400
    assert name in shown.text


@pytest.mark.parametrize("query", ["width=99999", "height=99999", "width=1", "lane_start=9999", "least=99999", "lane=" + "x" * 300])
def test_extreme_sizes_are_bounded(client, query):
    layout = data(client, query)["figure"]["layout"]
    assert 240 <= layout["width"] <= 4000
    assert layout["height"] <= 2400


def test_a_window_is_set_around_today(client, sample):
    answer = data(client)
    first, last = (dt.datetime.fromtimestamp(edge / 1000, dt.UTC).date() for edge in answer["figure"]["layout"]["xaxis"]["range"])
    assert first < sample.TODAY < last


def test_half_the_window_is_sent_on_each_side(client):
    answer = data(client, "from=2026-12-01&to=2026-12-31")
    starts = [left for _, _, left, _, _ in answer["spots"]]
    left, right = answer["figure"]["layout"]["xaxis"]["range"]
    length = right - left
    assert min(starts) < left
    assert all(left - length < start < right + length or start < left for start in starts)


def test_an_event_stands_in_each_lane_it_belongs_to(client):
    answer = data(client, "lane=donald-trump&lane=xi-jinping")
    found = Counter(uid for uid, *_ in answer["spots"])
    assert found["both-confirmed"] == 2


def test_undated_events_are_in_no_chart_and_in_no_window(client):
    assert "undated" not in drawn(data(client))
    assert "Undated call" not in client.get("/timeline/table").text


def test_filtering_by_leaders_gives_their_lanes_and_marks_what_they_share(client):
    answer = data(client, "leader=donald-trump&leader=xi-jinping")
    assert sorted(lanes(answer)) == ["Donald Trump", "Xi Jinping"]
    assert "common meetings" in {trace["name"] for trace in answer["figure"]["data"]}
    alone = data(client, "leader=donald-trump")
    assert "common meetings" not in {trace["name"] for trace in alone["figure"]["data"]}


def test_pinned_lanes_come_first_even_without_events(client):
    assert lanes(data(client, "pin=volodymyr-zelenskyy"))[0] == "Volodymyr Zelenskyy"
    empty = data(client, "pin=volodymyr-zelenskyy&from=1999-01-01&to=1999-02-01")
    assert lanes(empty) == ["Volodymyr Zelenskyy"]


def test_folded_lanes_have_one_row_and_count_the_rest(client):
    answer = data(client, "fold=donald-trump&lane=donald-trump")
    (lane,) = answer["lanes"]
    assert lane["folded"]
    assert sum(len(uids) for *_, uids in answer["more"]) > 3


def test_a_lane_that_is_taken_off_is_the_only_one_missing_and_can_be_put_back(client):
    every = lanes(data(client))
    answer = data(client, "hide=xi-jinping&hide=-")
    assert set(every) - set(lanes(answer)) == {"Xi Jinping", *({"No leader named"} & set(every))}
    assert [lane["label"] for lane in answer["lanesHidden"]] == ["Xi Jinping", "No leader named"]
    assert data(client)["lanesHidden"] == []
    assert lanes(data(client, "lanes=none&hide=-")) == ["All events"]


@pytest.mark.parametrize("dimension", ["leader", "venue", "country", "series", "kind"])
def test_lanes_that_nothing_ever_stood_in_can_be_named(client, dimension):
    answer = data(client, f"lanes={dimension}&hide=nonsense&pin=gibberish")
    assert [lane["key"] for lane in answer["lanesHidden"]] == ["nonsense"]
    assert "gibberish" in {lane["key"] for lane in answer["lanes"]}


def test_chosen_lanes_are_the_only_ones(client):
    assert lanes(data(client, "lane=xi-jinping&lane=narendra-modi&lane_sort=name")) == ["Narendra Modi", "Xi Jinping"]


def test_lanes_sorted_by_next_event(client):
    answer = data(client, "lane_sort=next&height=2000")
    assert lanes(answer) != lanes(data(client, "lane_sort=name&height=2000"))
    assert lanes(answer)[-1] == "No leader named" or "No leader named" not in lanes(answer)


def test_lanes_that_have_no_room_are_turned_to(client):
    first = data(client, "height=300")
    assert first["lanesTotal"] > len(first["lanes"])
    second = data(client, f"height=300&lane_start={len(first['lanes'])}")
    assert not set(lanes(first)) & set(lanes(second))


def test_replay_draws_what_was_believed_and_says_what_changed(client):
    then = data(client, f"{STORY}&as_known_on=2017-04-27")
    assert then["cards"]["trump-putin-may"]["status"] == "speculative"
    assert then["cards"]["trump-putin-may"]["now"].startswith("lapsed")
    earlier = data(client, f"{STORY}&as_known_on=2017-02-01")
    assert "trump-putin-may" not in drawn(earlier)
    today = data(client, STORY)
    assert today["cards"]["trump-putin-g20"]["status"] == "held"
    assert "now" not in today["cards"]["trump-putin-g20"]


def test_the_days_of_the_replay_are_those_on_which_beliefs_changed(client):
    days = client.get(f"/timeline/known?{STORY}&as_known_on=2017-04-27").json
    assert days == ["2016-12-01", "2017-01-28", "2017-04-27", "2017-06-01", "2017-06-22", "2017-07-07"]


def test_cards_hold_what_the_hover_card_says(client):
    card = data(client, "leader=vladimir-putin")["cards"]["days-speculative"]
    assert card["disputed"] == "Turkey: confirmed; Russia: speculative"
    assert card["when"] == "27–30 November 2026"
    moved = data(client, "leader=vladimir-putin")["cards"]["moved"]
    assert "27–30 December 2026" in moved["moved"]
    anchored = data(client, "leader=emmanuel-macron")["cards"]["anchored"]
    assert "on the sidelines of the G20" in anchored["anchored"]


def test_chips_name_what_filters_hold(client):
    chips = data(client, "leader=xi-jinping&venue=berlin-de&country=US&kind=visit&status=held&q=talks&changed_since=2026-01-01")["chips"]
    assert [chip["label"] for chip in chips] == [
        "Xi Jinping",
        "Berlin",
        "United States",
        "Visit",
        "Held",
        "“talks”",
        "changed since 1 January 2026",
    ]


def test_hostile_words_are_escaped_in_page_panel_and_chart(client, sample):
    answer = data(client, "lanes=none&leader=volodymyr-zelenskyy")
    assert answer["cards"]["hostile"]["title"] == sample.HOSTILE, "the card sets it as text"
    assert not any("<" in text for trace in answer["figure"]["data"] for text in trace.get("text", []))
    for path in ("/?leader=volodymyr-zelenskyy", "/panel/hostile", "/timeline/table?leader=volodymyr-zelenskyy"):
        assert "<img src=x" not in client.get(path).text


@pytest.mark.parametrize(
    ("column", "direction"),
    [("event", "asc"), ("event", "desc"), ("when", "desc"), ("status", "asc"), ("place", "asc"), ("nonsense", "asc")],
)
def test_the_table_sorts(client, column, direction):
    text = client.get(f"/timeline/table?sort={column}&dir={direction}").text
    expected = column if column != "nonsense" else "when"
    assert text.count("aria-sort") == 1
    assert f"sort={expected}" in text


def test_the_table_turns_its_pages(client):
    text = client.get("/timeline/table").text
    cursor = text.split("cursor=")[1].split("#")[0]
    following = client.get(f"/timeline/table?cursor={cursor}").text
    uids = [set(part.split("data-uid=")[1:]) for part in (text, following)]
    assert uids[1]
    assert not {one[:20] for one in uids[0]} & {one[:20] for one in uids[1]}


def test_an_empty_table_says_what_to_do(client):
    assert "start again without filters" in client.get("/?q=nothingmatchesthis").text
    assert "Nothing is planned in this window" in client.get("/?from=1950-01-01&to=1950-02-01").text


def test_the_panel_of_an_unknown_event_is_not_found(client):
    assert client.get("/panel/nobody").status_code == 404
    assert client.get("/panel/trump-putin-may?as_known_on=2016-01-01").status_code == 404


@pytest.mark.parametrize(
    ("dimension", "typed", "label"),
    [("leader", "pu", "Vladimir Putin"), ("venue", "ham", "Hamburg"), ("country", "uni", "United States"), ("series", "g2", "G20")],
)
def test_values_are_suggested_with_their_number(client, dimension, typed, label):
    found = client.get(f"/facets/{dimension}?q={typed}").json
    assert any(label in row["label"] and row["count"] >= 1 for row in found)
    assert {row["name"] for row in found} == {dimension}


def test_suggestions_count_under_the_other_filters_and_leave_out_what_is_chosen(client):
    everywhere = {row["value"]: row["count"] for row in client.get("/facets/leader?q=").json}
    narrowed = {row["value"]: row["count"] for row in client.get("/facets/leader?venue=berlin-de&leader=xi-jinping").json}
    assert "xi-jinping" not in narrowed
    assert all(count <= everywhere.get(value, count) for value, count in narrowed.items())


def test_all_dimensions_are_searched_at_once(client):
    names = [row["name"] for row in client.get("/facets/all?q=g").json]
    assert len(set(names)) > 1
    assert client.get("/facets/shoesize").status_code == 404


def test_the_map_has_every_venue_once_and_counts_what_has_none(client):
    answer = client.get("/map/data").json
    keys = [venue["venue"] for venue in answer["venues"]]
    assert len(keys) == len(set(keys))
    assert all(sum(venue["statuses"].values()) == venue["count"] == len(venue["uids"]) for venue in answer["venues"])
    assert answer["placeless"] >= 1


def test_the_map_of_a_crowded_window_counts_by_venue(client, monkeypatch):
    single = client.get("/map/data").json
    monkeypatch.setattr("tracker.web.map.MOST_EVENTS", 3)
    counted = client.get("/map/data?again=1").json
    assert counted["counted"]
    assert not any(venue["uids"] for venue in counted["venues"])
    assert {venue["venue"]: venue["count"] for venue in counted["venues"]} == {one["venue"]: one["count"] for one in single["venues"]}
    assert not counted["partly"]
    monkeypatch.setattr("tracker.store.queries.facet_counts.MOST_WEIGHED", 3)
    assert not client.get("/map/data?again=2").json["partly"], "the roll-ups know all of them"
    assert client.get("/map/data?kind=meeting&kind=visit&kind=summit").json["partly"], "more events than are counted"


def reached(name, found):
    """A module of static/js with all that it imports."""
    if name not in found:
        found.add(name)
        for other in re.findall(r'^import .*?"\./(\w+)\.js"', (ROOT / "static" / "js" / f"{name}.js").read_text(), re.MULTILINE):
            reached(other, found)
    return found


def test_every_module_is_fetched_at_once(client):
    announced = re.findall(r'rel="modulepreload" href="[^"]*/js/(\w+)\.js"', client.get("/").text)
    assert sorted(announced) == sorted(reached("timeline", set()))


@pytest.mark.parametrize(
    ("query", "beside", "panel"), [("", False, False), ("?map=1", True, False), ("?event=trump-putin-may", False, True)]
)
def test_room_is_kept_for_what_the_address_opens(client, query, beside, panel):
    text = client.get(f"/{query}").text
    assert ("stage sheet with-map" in text) is beside
    assert ('class="with-panel"' in text) is panel


def test_the_map_has_the_words_of_its_events(client):
    answer = client.get("/map/data").json
    uids = [uid for venue in answer["venues"] for uid in venue["uids"]]
    assert uids
    assert set(uids) == answer["events"].keys()
    assert {"title", "url", "status", "when", "place"} <= answer["events"][uids[0]].keys()
