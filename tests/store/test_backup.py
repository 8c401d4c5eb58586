import sqlite3

import pytest

from tracker.filters import EventFilter
from tracker.store import queries
from tracker.store.backup import BackupError, backup
from tracker.store.engine import open_engine, session, writing

pytestmark = pytest.mark.parametrize("engine", ["sqlite"], indirect=True)


def test_a_backup_is_the_store_of_one_moment(engine, store, event, tmp_path):
    store([event()])
    with writing(engine):  # somebody is writing; the copy has what was committed
        backup(engine, tmp_path / "copy.sqlite3")
    store([event(uid="e2")])
    copy = open_engine(f"sqlite:///{tmp_path / 'copy.sqlite3'}")
    with session(copy) as opened:
        assert [one.uid for one in queries.list_events(opened, EventFilter()).rows] == ["e1"]
    copy.dispose()


def test_a_backup_overwrites_nothing(engine, tmp_path):
    target = tmp_path / "copy.sqlite3"
    target.write_bytes(b"precious")
    with pytest.raises(BackupError, match="exists"):
        backup(engine, target)
    assert target.read_bytes() == b"precious"


def test_a_backup_is_a_database_without_the_log_beside_it(engine, store, event, tmp_path):
    store([event()])
    backup(engine, tmp_path / "copy.sqlite3")
    with sqlite3.connect(tmp_path / "copy.sqlite3") as copy:
        assert copy.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        assert copy.execute("SELECT count(*) FROM event_versions").fetchone() == (1,)
    copy.close()


def test_for_postgresql_its_own_tool_is_named_without_the_password(engine, tmp_path):
    engine = open_engine("postgresql://me:secret@host/name")
    with pytest.raises(BackupError, match="pg_dump") as refused:
        backup(engine, tmp_path / "copy")
    assert "secret" not in str(refused.value)
