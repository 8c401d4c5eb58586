"""Our own judgements: well formed, about articles that are there, apart from the gold."""

import datetime as dt

import pytest

from tests.corpora import JUDGED, parts, read_lines, unlabelled
from tracker.domain import Kind
from tracker.lexicon import load

STATUSES = {"speculative", "confirmed", "postponed", "cancelled"}


@pytest.mark.parametrize("name", ["read", "unread"])
def test_judgements_keep_to_the_guidelines(name):
    for event in (event for line in read_lines(JUDGED / f"{name}.jsonl") for event in line["events"]):
        said = event["status"] if isinstance(event["status"], list) else [event["status"]]
        assert event["kind"] in {kind.value for kind in Kind}, event
        assert said, event
        assert set(said) <= STATUSES, event
        assert {*event["countries"], *filter(None, [event["country"]])} <= set(load().countries.by_iso), event
        assert (event["earliest"] is None) == (event["latest"] is None), event
        if event["earliest"]:
            assert dt.date.fromisoformat(event["earliest"]) <= dt.date.fromisoformat(event["latest"]), event


def test_every_label_of_the_story_is_an_event_of_it():
    events = {line["event"] for line in read_lines(JUDGED / "story.events.jsonl")}
    told = {event["event"] for line in read_lines(JUDGED / "story.labels.jsonl") for event in line["events"]}
    assert told == events


def test_what_is_judged_is_there_and_in_one_part_only(shared):
    judged = parts(shared)
    ids = [article["id"] for part, articles in judged.items() if part != "all" for article in articles]
    assert len(ids) == len(set(ids))
    assert {article["id"] for article in read_lines(JUDGED / "story.labels.jsonl")} <= set(unlabelled(shared))
