import json

from tests.cli.conftest import MEETING, VISIT


def test_a_line_an_article_in_order(tracker, lines):
    empty = {"id": "none", "published": "2023-03-17", "text": "It will rain."}
    records = [json.loads(line) for line in tracker("mine", lines(VISIT, empty, MEETING)).stdout.splitlines()]
    assert [record["id"] for record in records] == ["a1", "none", "a2"]
    assert [len(record["events"]) for record in records] == [1, 0, 1]
    event = records[0]["events"][0]
    assert (event["participants"], event["country"], event["earliest"], event["latest"]) == (
        ["Xi Jinping"],
        "RU",
        "2023-03-20",
        "2023-03-22",
    )


def test_evidence_stands_where_it_says(tracker, lines):
    event = json.loads(tracker("mine", lines(VISIT)).stdout)["events"][0]
    text = f"{VISIT['title']}\n\n{VISIT['text']}"
    assert text[event["start"] : event["end"]] == event["evidence"]


def test_standard_input(tracker):
    assert json.loads(tracker("mine", "-", stdin=json.dumps(VISIT)).stdout)["id"] == "a1"


def test_bad_lines_are_named_and_the_rest_goes_on(tracker, lines):
    undated = {"id": "u", "text": "Xi Jinping will visit Moscow next week."}
    result = tracker("mine", lines("broken", VISIT, {"id": "x"}, undated), status=1)
    assert [json.loads(line)["id"] for line in result.stdout.splitlines()] == ["a1"]
    errors = result.stderr.splitlines()
    assert [error.split(":")[0] for error in errors] == ["line 1", "line 3", "line 4"]
    assert "no JSON" in errors[0]
    assert "neither" in errors[1]
    assert "date" in errors[2]


def test_it_needs_no_database(tracker, lines, tmp_path):
    tracker("mine", lines(VISIT))
    assert not (tmp_path / "cli.sqlite3").exists()


def test_a_missing_file_is_named(tracker):
    assert "nothing.jsonl" in tracker("mine", "nothing.jsonl", status=2).stderr


def test_explain_shows_spans_rules_and_mentions(tracker, tmp_path):
    text = "Chinese President Xi Jinping will visit Moscow next week, the Kremlin said."
    shown = tracker("explain", text, "--published", "2023-03-13").stdout
    for part in (
        "'Xi Jinping': person xi-jinping",
        "2023-03-20/2023-03-26",
        "settled:will",
        "1 event",
        "Xi Jinping's visit to Moscow: confirmed",
    ):
        assert part in shown
    path = tmp_path / "a.txt"
    path.write_text(text)
    assert tracker("explain", path, "--published", "2023-03-13").stdout == shown


def test_explain_reads_a_line_without_a_full_stop_as_a_headline(tracker):
    assert "headline-to" in tracker("explain", "Xi to Moscow next week", "--published", "2023-03-13").stdout


def test_explain_asks_for_a_date_that_cannot_be_had(tracker):
    assert "give its date" in tracker("explain", "Xi Jinping will visit Moscow next week.", status=1).stderr
