from sqlalchemy.orm import Session

from tracker.store.engine import writing
from tracker.store.queries.remembered import remembered, writes


def test_an_answer_holds_until_the_search_tables_are_written(engine, store, event):
    asked = []

    def ask():
        with Session(engine) as opened:
            return remembered(opened, "name", lambda: asked.append(1) or len(asked))

    assert [ask(), ask()] == [1, 1]
    store([event()])
    assert [ask(), ask()] == [2, 2]
    store([event()])  # the same again: nothing is written
    assert ask() == 2


def test_names_and_databases_are_told_apart(engine):
    with Session(engine) as opened:
        assert [remembered(opened, name, lambda name=name: name) for name in ("a", "b", "a")] == ["a", "b", "a"]


def test_a_writer_asks_always(engine):
    with writing(engine) as opened:
        assert [remembered(opened, "name", lambda turn=turn: turn) for turn in (1, 2)] == [1, 2]
    with Session(engine) as opened:
        assert remembered(opened, "name", lambda: 3) == 3


def test_writes_are_counted_from_nothing(engine, store, event):
    with Session(engine) as opened:
        assert writes(opened) == 0
    store([event()])
    with Session(engine) as opened:
        assert writes(opened) > 0
