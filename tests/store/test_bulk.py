import datetime as dt

import pytest
from sqlalchemy import select

from tracker.store.bulk import insert_rows, load_rows, raw_rows, table_of
from tracker.store.engine import session, writing
from tracker.store.models import Rollup, SavedView

NOW = dt.datetime(2026, 11, 23, 9, 0, tzinfo=dt.UTC)
VIEWS = [{"name": name, "query": "q=%s&x=?", "created_at": NOW} for name in ("a", "ünï", "tab\tand\nline")]


@pytest.mark.parametrize("write", [insert_rows, load_rows])
def test_raw_rows_come_back_as_they_were(engine, write):
    with writing(engine) as opened:
        connection = opened.connection()
        write(connection, SavedView, raw_rows(SavedView, connection.dialect, VIEWS))
    with session(engine) as opened:
        found = opened.scalars(select(SavedView).order_by(SavedView.name)).all()
    assert [{"name": one.name, "query": one.query, "created_at": one.created_at} for one in found] == sorted(
        VIEWS, key=lambda view: view["name"]
    )


@pytest.mark.parametrize("write", [insert_rows, load_rows])
def test_no_rows_are_no_statement(engine, write):
    with writing(engine) as opened:
        write(opened.connection(), SavedView, [])
        assert opened.query(SavedView).count() == 0


def test_a_conflict_is_handled_as_the_clause_says(engine):
    add = "ON CONFLICT (key_id, grain, known, bucket, status) DO UPDATE SET total = rollups.total + excluded.total"
    with writing(engine) as opened:
        for total in (2, 3):
            insert_rows(opened.connection(), Rollup, [(1, "day", 5, 5, 1, total)], add)
    with session(engine) as opened:
        assert opened.scalars(select(Rollup.total)).all() == [5]


def test_values_stand_in_the_order_of_the_columns_and_missing_ones_are_null(engine):
    rows = raw_rows(SavedView, engine.dialect, [{"query": "q", "name": "n"}])
    assert rows == [("n", "q", None)]
    assert [column.name for column in table_of(SavedView).columns] == ["name", "query", "created_at"]
