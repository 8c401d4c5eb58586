import datetime as dt

import pytest
from sqlalchemy import create_engine, select

from tracker.store.bulk import insert_numbered, insert_rows, load_rows, raw_rows, table_of, update_values
from tracker.store.engine import session, writing
from tracker.store.models import FacetKey, MentionRow, Rollup, SavedView

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


def test_new_rows_are_numbered_on_from_what_is_stored(engine):
    keys = [{"dimension": "word", "key": key, "label": key, "folded": key} for key in ("b", "a", "c")]
    with writing(engine) as opened:
        first = insert_numbered(opened.connection(), FacetKey, keys[:1])
        more = insert_numbered(opened.connection(), FacetKey, keys[1:])
        assert insert_numbered(opened.connection(), FacetKey, []) == []
    assert len({*first, *more}) == 3
    with writing(engine) as opened:
        opened.add(FacetKey(**{**keys[0], "key": "d"}))
    with session(engine) as opened:
        found = {row.key: row.id for row in opened.scalars(select(FacetKey))}
    assert [found["b"], found["a"], found["c"]] == [*first, *more]
    assert found["d"] > max(more)


def test_values_are_written_into_the_rows_that_bear_the_ids(engine):
    keys = [{"dimension": "word", "key": key, "label": key, "folded": key} for key in ("a", "b", "c")]
    with writing(engine) as opened:
        first, _, third = insert_numbered(opened.connection(), FacetKey, keys)
        changed = [{"id": first, "label": "Ä?%s", "own_status": True}, {"id": third, "label": "", "own_status": False}]
        update_values(opened.connection(), FacetKey, changed)
        update_values(opened.connection(), FacetKey, [])
    with session(engine) as opened:
        found = [(row.key, row.label, row.own_status) for row in opened.scalars(select(FacetKey).order_by(FacetKey.key))]
    assert found == [("a", "Ä?%s", True), ("b", "b", False), ("c", "", False)]


def test_what_a_row_leaves_out_is_the_default_of_its_column():
    (row,) = raw_rows(MentionRow, create_engine("sqlite://").dialect, [{"uid": "u"}])
    values = dict(zip((column.name for column in table_of(MentionRow).columns), row, strict=True))
    assert (values["active"], values["rules_version"], values["reasons"], values["score"]) == (True, "", b"[]", None)


def test_values_stand_in_the_order_of_the_columns_and_missing_ones_are_null(engine):
    rows = raw_rows(SavedView, engine.dialect, [{"query": "q", "name": "n"}])
    assert rows == [("n", "q", None)]
    assert [column.name for column in table_of(SavedView).columns] == ["name", "query", "created_at"]
