"""Articles, mentions, events and their history in a relational database: SQLite in one file, or PostgreSQL."""
