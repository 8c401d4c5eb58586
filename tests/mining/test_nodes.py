from __future__ import annotations

import pytest

from tests.mining.stage import reading, stage
from tracker.mining.model import Tag


def lows(text):
    return [node.low for node in stage(text).nodes]


def test_surfaces_and_dates_are_taken_whole():
    assert lows("Xi Jinping will meet Vladimir Putin on May 20 in Rio de Janeiro.") == [
        "xi jinping",
        "will",
        "meet",
        "vladimir putin",
        "on may 20",
        "in",
        "rio de janeiro",
        ".",
    ]


def test_the_possessive_is_a_word_of_its_own():
    assert lows("Putin's visit to Hanoi will take place on June 19.")[:3] == ["putin", "'s", "visit"]


def test_a_date_is_no_name():
    found = stage("Theresa May will meet Emmanuel Macron in Paris in May.", number=0)
    dates = [node.low for node in found.nodes if node.has(Tag.DATE)]
    assert dates == ["in may"]


def test_offsets_are_those_of_the_text():
    found = stage("“Xi Jinping” will meet Vladimir Putin — in Astana.")
    assert all(found.text[node.start : node.end].strip() for node in found.nodes)
    assert found.text[found.nodes[found.at("astana")].start :] == "Astana."


def test_quotes_around_a_few_words_are_no_speech():
    assert '"' not in lows('Leaders of the "Quad" will meet in New Delhi in September.')


def test_quotes_around_speech_stay():
    assert '"' in lows('"We will meet Xi Jinping in Astana," Vladimir Putin said on Monday.')


@pytest.mark.parametrize(
    ("title", "cased"),
    [("Xi Jinping To Meet Putin In Moscow", True), ("President to meet his guest from abroad in Moscow", False)],
)
def test_capitals_of_a_headline_say_nothing(title, cased):
    found = reading("Xi Jinping will meet Vladimir Putin in Moscow.", title=title)
    assert found.rows[0].sentence.title
    assert found.rows[0].title_case is cased


@pytest.mark.parametrize(
    ("text", "question"),
    [("Will Xi Jinping meet Vladimir Putin?", True), ("Xi Jinping will meet Vladimir Putin.", False)],
)
def test_questions(text, question):
    assert stage(text).row.question is question


def test_outside_of_the_sentence_there_is_nothing():
    row = stage("Xi Jinping will meet Vladimir Putin.").row
    assert (row.node(-1), row.low(99), row.capital(-1)) == (None, "", False)


def test_a_row_knows_where_each_tag_stands():
    row = stage("Xi Jinping will meet Vladimir Putin at the G20 summit in Moscow.").row
    assert [row.low(at) for at in row.where(Tag.PERSON)] == ["xi jinping", "vladimir putin"]
    assert row.where(Tag.OUTLET) == ()
    assert all(at in row.where(tag) for at, node in enumerate(row.nodes) for tag in node.tags)
    assert [entry.key for entry in row.read_as(Tag.GATHERING, Tag.SERIES)][:1] == ["G20"]


@pytest.mark.parametrize(
    ("text", "dotted"),
    [("Foreign Minister Stanimir K. Lindqvist will meet Xi Jinping.", True), ("Xi Jinping will meet Vladimir Putin.", False)],
)
def test_a_full_stop_within_is_noted(text, dotted):
    assert stage(text).row.dotted is dotted
