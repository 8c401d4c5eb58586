"""The words of articles, and which articles have some words: FTS5 on SQLite, a tsvector under GIN on PostgreSQL.

Which words a text has is decided here and not by the databases, so that both find the same: lower-case, without accents, each once; a
character of a script that is written without spaces is a word of its own. A word is found by its beginning: "summ" finds summits.
Articles never change and never go, so their words are written with them and left alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import accumulate, takewhile

from sqlalchemy import TextualSelect, column, text
from sqlalchemy.engine import Connection

from tracker.lexicon.keys import plain

LONGEST = 40
"""Characters of a word; a longer one is several, for what is looked for as for what is stored."""
MOST = 250_000
"""Characters of all words of an article: PostgreSQL takes a megabyte, and no text that a person wrote comes near it."""

_UNSPACED = re.compile("([\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff])")
_PART = re.compile(f".{{1,{LONGEST}}}")

PIECE = 1_000

_ARTICLES = text("SELECT id, title, outlet, text FROM articles WHERE id > :last ORDER BY id LIMIT :piece")
_ADD = {
    "sqlite": "INSERT INTO article_words (rowid, words) VALUES (?, ?)",
    "postgresql": "INSERT INTO article_words (article_id, words) VALUES (%s, array_to_tsvector(%s::text[]))",
}
_FIND = {
    "sqlite": "SELECT rowid AS id FROM article_words WHERE article_words MATCH :words",
    "postgresql": "SELECT article_id AS id FROM article_words WHERE words @@ CAST(:words AS tsquery)",
}


class _Searched(dict[int, str]):
    """As what each character is searched, found out when it is first met: to translate a text is faster than to look for its words."""

    def __missing__(self, code: int) -> str:
        letters = plain(chr(code)).lower()
        self[code] = _UNSPACED.sub(r" \1 ", "".join(letter if letter.isalnum() else " " for letter in letters))
        return self[code]


_SEARCHED = _Searched()


def words_of(said: str) -> tuple[str, ...]:
    """Give the words of a text, each once."""
    found = dict.fromkeys(said.lower().translate(_SEARCHED).split())
    if max(map(len, found), default=0) > LONGEST:
        found = dict.fromkeys(part for word in found for part in _PART.findall(word))
    if len(said) <= MOST:
        return tuple(found)
    return tuple(word for word, _ in takewhile(lambda pair: pair[1] <= MOST, zip(found, accumulate(map(len, found)), strict=True)))


def add_words(connection: Connection, articles: Iterable[tuple[int, str]]) -> None:
    """Write the words of new articles, given as ids with all that is searched of them."""
    lite = connection.dialect.name == "sqlite"
    rows = [(number, " ".join(words) if lite else list(words)) for number, words in ((number, words_of(said)) for number, said in articles)]
    if rows:
        connection.exec_driver_sql(_ADD[connection.dialect.name], rows)


def add_all_words(connection: Connection) -> None:
    """Write the words of every article, none of which has any yet."""
    last = 0
    while rows := connection.execute(_ARTICLES, {"last": last, "piece": PIECE}).all():
        add_words(connection, [(row.id, searched(row.title, row.outlet, row.text)) for row in rows])
        last = rows[-1].id


def searched(title: str, outlet: str, said: str) -> str:
    """Give all of an article that is searched."""
    return f"{title}\n{outlet}\n{said}"


def articles_with(connection: Connection, words: Sequence[str]) -> TextualSelect:
    """Give the query for the ids of the articles that have all these words, each at least as the beginning of one of theirs."""
    dialect = connection.dialect.name
    asked = " AND ".join(f'"{word}"*' for word in words) if dialect == "sqlite" else " & ".join(f"'{word}':*" for word in words)
    return text(_FIND[dialect]).bindparams(words=asked).columns(column("id"))
