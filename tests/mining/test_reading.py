from __future__ import annotations

import datetime as dt

import pytest

from tests.mining.stage import BASE, reading
from tracker.domain import Article
from tracker.lexicon import load
from tracker.mining.reading import date_tables, look, open_text, read


def sentences(found):
    return [found.text[row.sentence.start : row.sentence.end] for row in found.rows]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "The price of bread rose in May.",
        "\n\n\n",
    ],
)
def test_what_tells_nothing_is_left_unread(text):
    assert open_text(Article(key="a", text=text, published=BASE), BASE, load()) is None


def test_a_first_look_sees_opened_sentences_that_name_somebody_and_no_others():
    text = "Xi Jinping will meet Vladimir Putin. Xi Jinping likes tea. We will meet again. Xi will visit Hanoi."
    opening = open_text(Article(key="a", text=text, published=BASE), BASE, load())
    assert [row.sentence.number for row, _ in look(opening)] == [0, 3]


def test_what_the_first_look_has_read_is_not_read_again():
    opening = open_text(Article(key="a", text="Xi Jinping will meet Vladimir Putin.", published=BASE), BASE, load())
    ((row, _),) = look(opening)
    assert read(opening).rows[0] is row


@pytest.mark.parametrize(
    ("text", "published", "past"),
    [("Xi Jinping met Vladimir Putin in Moscow.", BASE, True), ("Xi Jinping will meet Vladimir Putin.", BASE, False)],
)
def test_an_article_opens_where_the_past_counts_or_the_future_is_told(text, published, past):
    assert open_text(Article(key="a", text=text, published=published), published, load(), past=past)


def test_what_follows_the_last_telling_is_left_out():
    found = reading("Xi Jinping will meet Vladimir Putin. The weather was fine. Bread costs more.")
    assert sentences(found) == ["Xi Jinping will meet Vladimir Putin.", "The weather was fine."]


def test_the_first_sentences_say_where_here_is_and_are_read_whatever_they_tell():
    found = reading("Oval Office. Nothing else. Xi Jinping will meet Vladimir Putin. Bread costs more.")
    assert sentences(found) == ["Oval Office.", "Nothing else.", "Xi Jinping will meet Vladimir Putin."]


def test_who_is_named_before_is_read():
    found = reading("Deputy Minister Tariq Mansoor of Jordan spoke. The weather was fine. Mansoor will meet Vladimir Putin in Moscow.")
    assert sentences(found)[0].startswith("Deputy Minister")
    assert [party.name for party in found.parties[-1] if party.person] == ["Tariq Mansoor", "Vladimir Putin"]


def test_the_title_is_the_first_row():
    found = reading("Xi Jinping will meet Vladimir Putin in Moscow.", title="Xi to meet Putin")
    assert found.rows[0].sentence.title
    assert not found.rows[1].sentence.title
    assert len(found.parties) == len(found.rows)


def test_boilerplate_is_not_read():
    found = reading("Xi Jinping will meet Vladimir Putin.\nRead more: Joe Biden will meet Olaf Scholz\nOlaf Scholz will meet Donald Tusk.")
    assert not any(party.name == "Joe Biden" for parties in found.parties for party in parties)


def test_markup_does_not_move_offsets():
    text = "<p>Xi Jinping will meet <b>Vladimir Putin</b> in Moscow.</p>"
    found = reading(text)
    assert sentences(found) == ["Xi Jinping will meet <b>Vladimir Putin</b> in Moscow."]
    node = next(node for node in found.rows[0].nodes if node.low == "vladimir putin")
    assert text[node.start : node.end] == "Vladimir Putin"


@pytest.mark.parametrize(
    ("fields", "name"),
    [({"outlet": "BBC News"}, "Rishi Sunak"), ({"url": "https://www.bbc.co.uk/news/x"}, "Rishi Sunak")],
)
def test_a_headlines_title_belongs_to_the_outlets_country(fields, name):
    found = reading("Rishi Sunak will meet Emmanuel Macron in Paris.", dt.date(2024, 5, 15), title="PM to meet Macron", **fields)
    assert name in [party.name for party in found.parties[0]]


def test_the_grammar_is_compiled_once():
    assert date_tables(load(), "en") is date_tables(load(), "en")
