"""The words of articles: FTS5 on SQLite, a tsvector under GIN on PostgreSQL

Revision ID: 0005
Revises: 0004
Create Date: 2026-11-30 18:10:00

The words are those that queries look for today, so they come from the code and not from a copy in this file. On SQLite the table holds no
copy of the texts; a batch operation on ``articles`` leaves it as it is, for the ids stay.
"""

from alembic import op

from tracker.store.article_words import add_all_words

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

LITE = "CREATE VIRTUAL TABLE article_words USING fts5(words, content='', detail=none, columnsize=0)"
TABLE = "CREATE TABLE article_words (article_id INTEGER PRIMARY KEY REFERENCES articles (id) ON DELETE CASCADE, words TSVECTOR NOT NULL)"
INDEX = "CREATE INDEX ix_article_words_words ON article_words USING gin (words)"


def upgrade() -> None:
    connection = op.get_bind()
    lite = connection.dialect.name == "sqlite"
    op.execute(LITE if lite else TABLE)
    add_all_words(connection)
    if not lite:
        op.execute(INDEX)


def downgrade() -> None:
    op.execute("DROP TABLE article_words")
