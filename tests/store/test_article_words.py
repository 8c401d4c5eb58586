"""Articles are found by the words of title, outlet and text, on both databases alike."""

import datetime as dt

import pytest

from tracker.domain import Article
from tracker.store.article_words import LONGEST, MOST, words_of
from tracker.store.changes import Mined, Run, store_all
from tracker.store.engine import session, writing
from tracker.store.queries import article_list, list_articles

NOW = dt.datetime(2026, 11, 23, 9, 0, tzinfo=dt.UTC)
ARTICLES = [
    Article("hamburg", "The two will meet in Hamburg.", "Leaders' summit", dt.date(2017, 5, 1), outlet="The Courier"),
    Article("evian", "Erdoğan flies to Évian for talks with the Brazilian side; don't expect much.", "", dt.date(2017, 5, 2)),
    Article("moscow", "中国国家主席习近平将访问莫斯科。", "", dt.date(2017, 5, 3), lang="zh"),
    Article("g20", "A word on the G-20's second day: nothing_new in 2017.", "Hamburg again", dt.date(2017, 5, 4), outlet="Évian Post"),
]


@pytest.fixture
def stored(engine):
    with writing(engine) as opened:
        store_all(Run(opened, NOW), [Mined(one) for one in ARTICLES])
    return engine


def found(engine, words, **options):
    with session(engine) as opened:
        keys = {row.id: ARTICLES[row.id - 1].key for row in list_articles(opened, "", 100).rows}
        return [keys[row.id] for row in list_articles(opened, words, **options).rows]


SEARCHES = {
    "": ["g20", "moscow", "evian", "hamburg"],
    "hamburg": ["g20", "hamburg"],
    "HAMBURG summit": ["hamburg"],
    "summ": ["hamburg"],
    "ummit": [],
    "hamburg evian": ["g20"],
    "erdogan évian": ["evian"],
    "Erdoğan": ["evian"],
    "don't": ["evian"],
    "courier": ["hamburg"],
    "g-20": ["g20"],
    "莫斯科": ["moscow"],
    "访问 习近平": ["moscow"],
    "莫斯科 hamburg": [],
    "2017": ["g20"],
    '"hamburg" OR evian*': [],
    "hamburg' & 'x": [],
    "hamburg):*": ["g20", "hamburg"],
    "!!!": [],
}


@pytest.mark.parametrize("most_sorted", [0, 2_000], ids=["walked", "named"])
def test_articles_are_found_by_the_beginnings_of_all_the_words(stored, monkeypatch, most_sorted):
    monkeypatch.setattr(article_list, "MOST_SORTED", most_sorted)
    assert {words: found(stored, words) for words in SEARCHES} == SEARCHES


def test_pages_of_what_is_found_follow_each_other(stored):
    with session(stored) as opened:
        first = list_articles(opened, "hamburg", 1)
        second = list_articles(opened, "hamburg", 1, first.next_cursor)
    assert [row.title for row in (*first.rows, *second.rows)] == ["Hamburg again", "Leaders' summit"]
    assert second.next_cursor is None


def test_a_revision_is_found_by_its_own_words(stored):
    with writing(stored) as opened:
        store_all(Run(opened, NOW), [Mined(Article("hamburg", "They will not meet in Kyoto.", "", dt.date(2017, 5, 1)))])
    with session(stored) as opened:
        assert [(row.revision, row.beginning) for row in list_articles(opened, "kyoto").rows] == [(2, "They will not meet in Kyoto.")]


@pytest.mark.parametrize(
    "odd", ["\x00 \x01", "\u202e\u200b", "𝔘𝔫𝔦𝔠𝔬𝔡𝔢 😀", "' '' \\ % _ * : & | ! ( )", "ﬁnal Ⅻ ½", "สวัสดี नमस्ते", "x" * 5_000]
)
def test_no_text_is_too_odd_to_be_stored_and_looked_for(engine, odd):
    with writing(engine) as opened:
        store_all(Run(opened, NOW), [Mined(Article("a", f"plain {odd}".replace("\0", " "), "", dt.date(2017, 5, 1)))])
    with session(engine) as opened:
        assert len(list_articles(opened, f"plain {odd}").rows) == 1


def test_words_are_bounded():
    assert words_of("x" * (LONGEST + 1)) == ("x" * LONGEST, "x")
    many = words_of(" ".join(f"word{number}" for number in range(MOST)))
    assert MOST - 100 < sum(map(len, many)) <= MOST


@pytest.mark.parametrize("engine", ["postgres"], indirect=True)
@pytest.mark.postgres
def test_the_most_words_that_are_kept_fit_into_a_row(engine):
    huge = " ".join(chr(0x10330 + number % 27) * 3 + f"{number}" for number in range(60_000))
    with writing(engine) as opened:
        store_all(Run(opened, NOW), [Mined(Article("a", huge, "", dt.date(2017, 5, 1)))])
