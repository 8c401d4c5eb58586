import datetime as dt
import threading

import pytest
from sqlalchemy import func, select, text

from tracker.store.engine import open_engine, session, writing
from tracker.store.models import SavedView

NOW = dt.datetime(2026, 11, 23, tzinfo=dt.UTC)


def view(name):
    return SavedView(name=name, query="", created_at=NOW)


def names(engine):
    with session(engine) as opened:
        return sorted(opened.scalars(select(SavedView.name)))


@pytest.mark.parametrize(
    ("name", "value"), [("journal_mode", "wal"), ("foreign_keys", 1), ("synchronous", 1), ("busy_timeout", 30000), ("temp_store", 2)]
)
def test_sqlite_is_set_up(tmp_path, name, value):
    engine = open_engine(f"sqlite:///{tmp_path / 'store.sqlite3'}")
    with engine.connect() as connection:
        assert connection.execute(text(f"PRAGMA {name}")).scalar() == value
    engine.dispose()


@pytest.mark.postgres
def test_postgresql_is_told_that_looking_things_up_is_cheap_and_compiling_is_not(postgres_url):
    engine = open_engine(postgres_url)
    with engine.connect() as connection:
        assert [connection.execute(text(f"SHOW {name}")).scalar() for name in ("random_page_cost", "jit")] == ["1.1", "off"]
    engine.dispose()


def test_a_plain_postgresql_url_means_psycopg():
    assert open_engine("postgresql://me@host/name").dialect.driver == "psycopg"


def test_a_database_in_memory_lives_as_long_as_its_engine():
    engine = open_engine("sqlite://")
    with engine.begin() as connection:
        connection.execute(text("CREATE TABLE kept (id INTEGER)"))
    with engine.connect() as connection:
        assert connection.execute(text("SELECT count(*) FROM kept")).scalar() == 0
    engine.dispose()


def test_what_is_written_is_committed_as_one(engine):
    with writing(engine) as opened:
        opened.add_all([view("a"), view("b")])
    assert names(engine) == ["a", "b"]


def test_what_fails_is_undone_as_one(engine):
    def fail():
        with writing(engine) as opened:
            opened.add(view("a"))
            opened.flush()
            raise KeyError

    with pytest.raises(KeyError):
        fail()
    assert names(engine) == []


def test_readers_do_not_see_what_is_not_committed(engine):
    with writing(engine) as opened:
        opened.add(view("a"))
        opened.flush()
        assert names(engine) == []
    assert names(engine) == ["a"]


def test_a_reader_sees_one_state_while_others_write(engine):
    counted = select(func.count()).select_from(SavedView)
    with session(engine) as reader:
        before = reader.scalar(counted)
        with writing(engine) as opened:
            opened.add(view("a"))
        assert reader.scalar(counted) == before == 0
    assert names(engine) == ["a"]


def test_writers_queue_and_none_loses_what_it_read(engine):
    """Each adds one to a number that it read first: with two writers at a time some would be lost, or fail as too late."""
    with writing(engine) as opened:
        opened.add(SavedView(name="number", query="0", created_at=NOW))
    failures = []

    def add():
        try:
            for _ in range(10):
                with writing(engine) as opened:
                    row = opened.get(SavedView, "number")
                    row.query = str(int(row.query) + 1)
        except Exception as error:  # noqa: BLE001 - whatever it was, the test shows it
            failures.append(error)

    threads = [threading.Thread(target=add) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []
    with session(engine) as opened:
        assert opened.get(SavedView, "number").query == "40"


def test_times_come_back_in_utc_whatever_zone_they_were_written_in(engine):
    moment = dt.datetime(2026, 11, 23, 12, 0, tzinfo=dt.timezone(dt.timedelta(hours=3)))
    with writing(engine) as opened:
        opened.add(SavedView(name="a", query="", created_at=moment))
    with session(engine) as opened:
        found = opened.get(SavedView, "a").created_at
    assert found == moment
    assert found.tzinfo is dt.UTC


def test_a_time_without_zone_is_refused(engine):
    def store():
        with writing(engine) as opened:
            opened.add(SavedView(name="a", query="", created_at=dt.datetime(2026, 11, 23)))  # noqa: DTZ001 - that is the point

    with pytest.raises(Exception, match="no time zone"):
        store()
