"""Many rows at once, as the database's own values: what the object layer costs a row matters from thousands on."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import Column, Dialect, Table
from sqlalchemy.engine import Connection

from tracker.store.models import Base

Raw = tuple[Any, ...]


def table_of(model: type[Base]) -> Table:
    """The table of a model."""
    table = model.__table__
    assert isinstance(table, Table)
    return table


def raw_rows(model: type[Base], dialect: Dialect, rows: Sequence[Mapping[str, Any]]) -> list[Raw]:
    """Rows of Python values as the database takes them, in the order of the columns; what is missing is NULL."""
    columns = (_converted(column, dialect, rows) for column in table_of(model).columns)
    return list(zip(*columns, strict=True))


def insert_rows(connection: Connection, model: type[Base], rows: Sequence[Raw], on_conflict: str = "") -> None:
    """Insert raw rows; ``on_conflict`` is a clause that both databases read alike."""
    if not rows:
        return
    table = table_of(model)
    mark = "%s" if connection.dialect.name == "postgresql" else "?"
    marks = ", ".join([mark] * len(table.columns))
    connection.exec_driver_sql(f"INSERT INTO {table.name} ({_names(table)}) VALUES ({marks}) {on_conflict}", list(rows))  # noqa: S608 - own names


def load_rows(connection: Connection, model: type[Base], rows: Sequence[Raw]) -> None:
    """Insert a great many raw rows: COPY on PostgreSQL."""
    if connection.dialect.name != "postgresql":
        insert_rows(connection, model, rows)
        return
    table = table_of(model)
    driver: Any = connection.connection.driver_connection
    with driver.cursor() as cursor, cursor.copy(f"COPY {table.name} ({_names(table)}) FROM STDIN") as copy:
        for row in rows:
            copy.write_row(row)


def _names(table: Table) -> str:
    return ", ".join(f'"{column.name}"' for column in table.columns)


def _converted(column: Column[Any], dialect: Dialect, rows: Sequence[Mapping[str, Any]]) -> list[Any]:
    values = [row.get(column.name) for row in rows]
    convert = column.type.dialect_impl(dialect).bind_processor(dialect)
    return [convert(value) for value in values] if convert else values
