import json

import pytest

from tests.web.api.conftest import TODAY
from tracker.web.api import shapes
from tracker.web.api.document import FILTER, OPERATIONS, document

API = "/api/v1"
PATHS = ["/events", "/events/hamburg", "/leaders", "/venues", "/countries", "/series", "/counterparts", "/changes", "/density"]


def get(client, path, status=200, **headers):
    response = client.get(API + path, headers=headers)
    assert response.status_code == status, response.text
    return response


@pytest.mark.parametrize("operation", [item for item in OPERATIONS if not item.takes], ids=lambda item: item.name)
def test_every_answer_has_the_shape_that_the_document_promises(client, operation):
    path = operation.path.replace("{uid}", "hamburg")
    operation.shape.model_validate(get(client, path).json)


def test_events_are_those_of_the_filter(client):
    assert [event["uid"] for event in get(client, "/events").json["events"]] == ["hamburg", "visit", "undated"]
    assert [event["uid"] for event in get(client, "/events?leader=vladimir-putin").json["events"]] == ["hamburg"]
    assert [event["uid"] for event in get(client, "/events?status=cancelled&status=speculative").json["events"]] == ["visit", "undated"]


def test_an_event_as_known_on_a_day(client):
    assert get(client, "/events/hamburg").json["status"] == "confirmed"
    then = get(client, "/events/hamburg?as_known_on=2017-05-01").json
    assert (then["status"], then["history"]) == ("speculative", [])
    get(client, "/events/hamburg?as_known_on=2017-01-01", status=404)


def test_pages_follow_one_another(client):
    first = get(client, "/events?limit=2").json
    second = get(client, f"/events?limit=2&cursor={first['next_cursor']}").json
    assert [event["uid"] for event in first["events"] + second["events"]] == ["hamburg", "visit", "undated"]
    assert (first["total"], first["total_is_exact"], second["next_cursor"]) == (3, True, None)


def test_sorting_runs_both_ways(client):
    forward, back = ([event["title"] for event in get(client, f"/events?sort={sort}").json["events"]] for sort in ("title", "-title"))
    assert forward == back[::-1]


def test_articles_and_links_name_where_it_comes_from(client):
    event = get(client, "/events/hamburg").json
    assert event["articles"] == ["a1"]
    assert event["history"][0]["words"] == "Hamburg meeting confirmed"


def test_counterparts_are_who_takes_part_beside_a_leader(client):
    found = get(client, "/counterparts?leader=vladimir-putin").json["counterparts"]
    assert [(row["key"], row["label"], row["count"]) for row in found] == [("donald-trump", "Donald Trump", 1)]
    assert get(client, "/counterparts?leader=nobody").json["counterparts"] == []


def test_leaders_have_counts_and_can_be_narrowed(client):
    assert {row["key"]: row["count"] for row in get(client, "/leaders").json["leaders"]} == {"donald-trump": 2, "vladimir-putin": 1}
    assert [row["label"] for row in get(client, "/leaders?prefix=put").json["leaders"]] == ["Vladimir Putin"]


def test_changes_between_two_days(client):
    assert [row["title"] for row in get(client, "/changes").json["changes"]] == ["Trump-Putin meeting <b>"]
    assert get(client, "/changes?since=2017-01-01&until=2017-06-28").json["changes"] == []


def test_density_by_unit(client):
    rows = get(client, "/density?unit=month").json["density"]
    assert [(row["bucket"], row["status"], row["count"]) for row in rows] == [
        ("2017-07-01", "confirmed", 1),
        ("2017-08-01", "cancelled", 1),
    ]


@pytest.mark.parametrize(
    ("path", "parameter"),
    [
        ("/events?limit=0", "limit"),
        ("/events?limit=1001", "limit"),
        ("/events?limit=ten", "limit"),
        ("/events?limit=²", "limit"),
        ("/events?from=July", "from"),
        ("/events?from=2017-07-02&to=2017-07-01", "to"),
        ("/events?kind=party", "kind"),
        ("/events?sort=colour", "sort"),
        ("/events?cursor=garbage", "cursor"),
        ("/leaders?limit=101", "limit"),
        ("/density?unit=hour", "unit"),
        ("/changes?since=x", "since"),
        ("/changes?since=2017-06-02&until=2017-06-01", "until"),
        ("/events/hamburg?as_known_on=x", "as_known_on"),
    ],
)
def test_a_bad_parameter_is_a_problem_that_names_it(client, path, parameter):
    response = get(client, path, status=400)
    assert response.mimetype == "application/problem+json"
    problem = shapes.Problem.model_validate(response.json)
    assert (problem.parameter, problem.status) == (parameter, 400)


@pytest.mark.parametrize(
    ("method", "path", "status"), [("get", "/events/none", 404), ("get", "/nothing", 404), ("put", "/events", 405), ("get", "/mine", 405)]
)
def test_other_errors_are_problems_too(client, method, path, status):
    response = getattr(client, method)(API + path)
    assert response.status_code == status
    assert response.mimetype == "application/problem+json"
    problem = shapes.Problem.model_validate(response.json)
    assert problem.status == status
    assert "button" not in problem.detail, "a program has none"


@pytest.mark.parametrize(
    ("method", "path", "takes"), [("put", "/events", {"GET", "HEAD", "OPTIONS"}), ("get", "/mine", {"POST", "OPTIONS"})]
)
def test_another_method_is_told_which_are_taken(client, method, path, takes):
    assert set(getattr(client, method)(API + path).allow) == takes


@pytest.mark.parametrize("path", PATHS)
def test_a_client_need_not_fetch_twice(client, path):
    first = get(client, path)
    assert get(client, path, status=304, **{"If-None-Match": first.headers["ETag"]}).data == b""
    assert get(client, path, **{"If-None-Match": 'W/"other"'}).json == first.json


def test_answers_are_compressed(client):
    response = get(client, "/events", **{"Accept-Encoding": "gzip"})
    assert response.headers["Content-Encoding"] == "gzip"


def mine(client, body, status=200):
    response = client.post(f"{API}/mine", data=body if isinstance(body, str) else json.dumps(body))
    assert response.status_code == status, response.text
    return response


@pytest.mark.parametrize("media", ["application/json", "text/plain", "application/x-www-form-urlencoded", ""])
def test_a_text_is_mined_under_whatever_type_it_is_sent(client, media):
    """curl -d calls everything a form."""
    body = json.dumps({"text": "Xi Jinping will visit Moscow on March 20.", "published": "2023-03-17"})
    response = client.post(f"{API}/mine", data=body, content_type=media)
    assert [event["participants"] for event in response.json["events"]] == [["Xi Jinping"]]


def test_mining_stores_nothing(client):
    text = "Chinese President Xi Jinping will visit Moscow on March 20-22, the Kremlin said on Friday."
    got = mine(client, {"text": text, "published": "2023-03-17", "unknown": 1}).json
    shapes.Mined.model_validate(got)
    assert [event["participants"] for event in got["events"]] == [["Xi Jinping"]]
    assert get(client, "/leaders?prefix=xi").json["leaders"] == []


@pytest.mark.parametrize(
    ("body", "status", "says"),
    [
        ("no json", 400, "no JSON"),
        ("[1]", 422, "must be an object"),
        ({"text": ""}, 422, "neither 'title' nor 'text'"),
        ({"text": "x", "published": "soon"}, 422, "YYYY-MM-DD"),
        ({"text": "Xi Jinping will visit Moscow next week."}, 422, "date"),
        ({"text": "x" * 200_001, "published": "2023-03-17"}, 413, "200,000"),
    ],
)
def test_what_cannot_be_mined_says_why(client, body, status, says):
    assert says in shapes.Problem.model_validate(mine(client, body, status).json).detail


def test_origins_are_shut_out_unless_configured(client, app):
    assert "Access-Control-Allow-Origin" not in get(client, "/events", Origin="https://a.example").headers
    app.config["TRACKER"] = type(app.config["TRACKER"])(cors_origins=("https://a.example",))
    assert get(client, "/events", Origin="https://a.example").headers["Access-Control-Allow-Origin"] == "https://a.example"
    assert "Access-Control-Allow-Origin" not in get(client, "/events", Origin="https://b.example").headers


def test_the_document_is_served_and_names_every_operation(client):
    served = get(client, "/openapi.json").json
    assert served == document("http://localhost")
    assert served["openapi"] == "3.1.0"
    assert set(served["paths"]) == {item.path for item in OPERATIONS}


def test_the_document_is_readable(client):
    page = client.get(f"{API}/").text
    for operation in OPERATIONS:
        assert f'id="{operation.name}"' in page
        assert f'href="#{operation.name}"' in page
    assert page.count("<code>changed_since</code>") == 1, "the filter is told once, and linked from every operation that takes it"
    assert page.count('href="#filter"') == sum(FILTER[0] in operation.parameters for operation in OPERATIONS)
    assert page.count("<code>since</code>") == 1
    assert "1 to 1000; 100 if left out" in page
    assert "curl -X POST http://localhost/api/v1/mine" in page


def test_the_clock_is_the_applications(client):
    assert get(client, "/changes").json == get(client, f"/changes?until={TODAY}").json
