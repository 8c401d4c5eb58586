"""The words of articles: FTS5 on SQLite, a tsvector under GIN on PostgreSQL

Revision ID: 0005
Revises: 0004
Create Date: 2026-11-30 18:10:00

The words are those that queries look for today, so they come from the code and not from a copy in this file. On SQLite the table holds no
copy of the texts; a batch operation on ``articles`` leaves it as it is, for the ids stay.
"""

import sqlalchemy as sa
from alembic import op

from tracker.store.article_words import add_words, searched

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

PIECE = 1_000
LITE = "CREATE VIRTUAL TABLE article_words USING fts5(words, content='', detail=none, columnsize=0)"
TABLE = "CREATE TABLE article_words (article_id INTEGER PRIMARY KEY REFERENCES articles (id) ON DELETE CASCADE, words TSVECTOR NOT NULL)"
INDEX = "CREATE INDEX ix_article_words_words ON article_words USING gin (words)"


def upgrade() -> None:
    connection = op.get_bind()
    lite = connection.dialect.name == "sqlite"
    op.execute(LITE if lite else TABLE)
    last = 0
    query = sa.text("SELECT id, title, outlet, text FROM articles WHERE id > :last ORDER BY id LIMIT :piece")
    while rows := connection.execute(query, {"last": last, "piece": PIECE}).all():
        add_words(connection, [(row.id, searched(row.title, row.outlet, row.text)) for row in rows])
        last = rows[-1].id
    if not lite:
        op.execute(INDEX)


def downgrade() -> None:
    op.execute("DROP TABLE article_words")
