import datetime as dt

from tracker.store.checkpoints import finished, position_of, set_position
from tracker.store.engine import session, writing
from tracker.store.models import Checkpoint

NOW = dt.datetime(2026, 11, 23, 9, tzinfo=dt.UTC)


def read(engine, fingerprint="10:1"):
    with session(engine) as opened:
        return position_of(opened, "x.jsonl", fingerprint)


def write(engine, position):
    with writing(engine) as opened:
        set_position(opened, Checkpoint(source="x.jsonl", fingerprint="10:1", position=position, finished=False, updated_at=NOW))


def test_a_file_goes_on_where_it_was_left(engine):
    assert read(engine) == 0
    write(engine, 500)
    write(engine, 900)
    assert read(engine) == 900


def test_a_file_that_changed_begins_anew(engine):
    write(engine, 500)
    assert read(engine, "11:2") == 0


def test_a_file_that_was_read_to_its_end_begins_anew(engine):
    write(engine, 500)
    with writing(engine) as opened:
        finished(opened, "x.jsonl", NOW)
        finished(opened, "unknown.jsonl", NOW)
    assert read(engine) == 0
