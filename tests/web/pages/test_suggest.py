"""Suggestions out of the store and the lexicon."""

import pytest


def labels(client, what, typed, **more):
    answer = client.get(f"/suggest/{what}", query_string={"q": typed, **more})
    assert answer.status_code == 200
    assert answer.headers["Cache-Control"] == "no-store"
    assert all(set(row) == {"value", "label", "note"} for row in answer.json)
    return [row["label"] for row in answer.json]


@pytest.mark.parametrize(
    ("what", "typed", "first"),
    [
        ("people", "puti", "Vladimir Putin"),
        ("people", "merz", "Friedrich Merz"),
        ("people", "erdog", "Recep Tayyip Erdoğan"),
        ("countries", "fra", "France"),
        ("countries", "FR", "France"),
        ("countries", "turk", "Turkey"),
        ("places", "agra", "Agra"),
        ("places", "hamburg", "Hamburg, Germany"),
        ("places", "white house", "White House, Washington, United States"),
        ("series", "g2", "G20"),
        ("series", "nato", "NATO"),
    ],
)
def test_the_likeliest_stands_first(client, what, typed, first):
    assert labels(client, what, typed)[0] == first


def test_events_by_their_words(client, trip):
    assert labels(client, "events", "agra") == [trip.title]
    assert labels(client, "events", "agra", **{"except": trip.uid}) == []


@pytest.mark.parametrize("what", ["events", "people", "countries", "places", "series"])
@pytest.mark.parametrize("typed", ["", "   ", "zzzzzz", "%", "_", "'\"<>", "x" * 1000])
def test_odd_words_are_no_fault(client, what, typed):
    assert len(labels(client, what, typed)) <= 8


def test_of_what_is_not_suggested(client):
    assert client.get("/suggest/colours?q=r").status_code == 404
