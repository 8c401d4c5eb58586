"""Copies a SQLite store into an empty PostgreSQL database, table by table through COPY: a tenth of the time that inventing it again takes.

python -m tests.bench.copy_store sqlite:////tmp/tracker-bench/store-1000000.sqlite3 postgresql://...
"""

import sqlite3
import sys
import time

from sqlalchemy import Boolean, make_url, text

from tests.bench.report import figure
from tracker.store import schema
from tracker.store.article_words import add_all_words
from tracker.store.engine import open_engine
from tracker.store.models import Base

PIECE = 50_000


def copy_store(source, engine):
    """Copy every row, in the order of the primary keys, then let PostgreSQL take stock."""
    schema.upgrade(engine)
    rows_of = sqlite3.connect(f"file:{make_url(source).database}?mode=ro", uri=True)
    for table in Base.metadata.sorted_tables:
        begun = time.perf_counter()
        with engine.begin() as connection:
            connection.execute(text("SET LOCAL session_replication_role = replica"))  # the source was checked: no foreign key is looked up
            count = copy_table(rows_of, connection, table)
        figure(table.name, f"{count:,} rows in {time.perf_counter() - begun:.0f} s")
    rows_of.close()
    with engine.begin() as connection:
        add_all_words(connection)
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        for table in Base.metadata.sorted_tables:
            count_on(connection, table)
        connection.execute(text("VACUUM ANALYZE"))


def count_on(connection, table):
    """Ids that were given by hand are ahead of the table's counter."""
    counter = connection.scalar(text("SELECT pg_get_serial_sequence(:name, 'id')"), {"name": table.name}) if "id" in table.c else None
    if counter:
        connection.execute(text(f"SELECT setval('{counter}', (SELECT coalesce(max(id), 1) FROM {table.name}))"))


def copy_table(rows_of, connection, table):
    names = ", ".join(f'"{column.name}"' for column in table.columns)
    order = ", ".join(f'"{column.name}"' for column in table.primary_key)
    converters = [(place, converter(column)) for place, column in enumerate(table.columns) if converter(column)]
    found = rows_of.execute(f"SELECT {names} FROM {table.name} ORDER BY {order}")
    count = 0
    with connection.connection.driver_connection.cursor() as cursor, cursor.copy(f"COPY {table.name} ({names}) FROM STDIN") as copy:
        while rows := found.fetchmany(PIECE):
            count += len(rows)
            for row in rows:
                copy.write_row(converted(row, converters))
    return count


def converted(row, converters):
    if not converters:
        return row
    values = list(row)
    for place, convert in converters:
        values[place] = convert(values[place])
    return values


def converter(column):
    """SQLite holds booleans as numbers and days as text; the text of a day PostgreSQL reads by itself."""
    return (lambda value: None if value is None else bool(value)) if isinstance(column.type, Boolean) else None


if __name__ == "__main__":
    opened = open_engine(sys.argv[2])
    copy_store(sys.argv[1], opened)
    opened.dispose()
