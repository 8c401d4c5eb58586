"""Many rows at once, as the database's own values: what the object layer costs a row matters from thousands on."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import Column, Dialect, Table, func, select
from sqlalchemy.engine import Connection

from tracker.store.models import Base

Raw = tuple[Any, ...]


def table_of(model: type[Base]) -> Table:
    """The table of a model."""
    table = model.__table__
    assert isinstance(table, Table)
    return table


def mark_of(connection: Connection) -> str:
    """What stands for a value in a statement that is written by hand."""
    return "%s" if connection.dialect.name == "postgresql" else "?"


def raw_rows(model: type[Base], dialect: Dialect, rows: Sequence[Mapping[str, Any]]) -> list[Raw]:
    """Rows of Python values as the database takes them, in the order of the columns; what is missing is the column's default, or NULL."""
    columns = (_converted(column, dialect, rows) for column in table_of(model).columns)
    return list(zip(*columns, strict=True))


def insert_rows(connection: Connection, model: type[Base], rows: Sequence[Raw], on_conflict: str = "") -> None:
    """Insert raw rows; ``on_conflict`` is a clause that both databases read alike."""
    if not rows:
        return
    table, mark = table_of(model), mark_of(connection)
    marks = ", ".join([mark] * len(table.columns))
    connection.exec_driver_sql(f"INSERT INTO {table.name} ({_names(table)}) VALUES ({marks}) {on_conflict}", list(rows))  # noqa: S608 - own names


def next_ids(connection: Connection, model: type[Base], count: int) -> list[int]:
    """Ids for new rows, to be used by the transaction that holds the writer's lock before anything else adds rows to the table."""
    if not count:
        return []
    table = table_of(model)
    if connection.dialect.name == "postgresql":
        counter = func.nextval(func.pg_get_serial_sequence(table.name, "id"))
        return list(connection.scalars(select(counter).select_from(func.generate_series(1, count))))
    last = connection.scalar(select(func.max(table.c.id))) or 0
    return list(range(last + 1, last + 1 + count))


def insert_numbered(connection: Connection, model: type[Base], rows: Sequence[Mapping[str, Any]]) -> list[int]:
    """Insert rows of Python values under new ids, and give those in the order of the rows."""
    ids = next_ids(connection, model, len(rows))
    insert_values(connection, model, [{"id": number, **row} for number, row in zip(ids, rows, strict=True)])
    return ids


def insert_values(connection: Connection, model: type[Base], rows: Sequence[Mapping[str, Any]]) -> None:
    """Insert rows of Python values."""
    insert_rows(connection, model, raw_rows(model, connection.dialect, rows))


def update_values(connection: Connection, model: type[Base], rows: Sequence[Mapping[str, Any]]) -> None:
    """Write Python values into rows that exist, each under its ``id``; all name the same columns."""
    if not rows:
        return
    table, mark = table_of(model), mark_of(connection)
    names = [name for name in rows[0] if name != "id"]
    values = zip(*(_converted(table.columns[name], connection.dialect, rows) for name in (*names, "id")), strict=True)
    setting = ", ".join(f'"{name}" = {mark}' for name in names)
    connection.exec_driver_sql(f"UPDATE {table.name} SET {setting} WHERE id = {mark}", list(values))  # noqa: S608 - own names


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
    missing = _default(column)
    values = [row.get(column.name, missing) for row in rows]
    convert = column.type.dialect_impl(dialect).bind_processor(dialect)
    return [convert(value) for value in values] if convert else values


def _default(column: Column[Any]) -> Any:
    default: Any = column.default
    if default is None:
        return None
    return default.arg if default.is_scalar else default.arg(None)
