"""The hot queries are answered from indexes, on both databases: what is read does not grow with what is stored."""

import datetime as dt
import re
from dataclasses import replace

import pytest
from sqlalchemy import event as events
from sqlalchemy import text

from tracker.domain import Status
from tracker.filters import EventFilter
from tracker.store import queries, schema
from tracker.store.changes.summits import Summits
from tracker.store.engine import open_engine, session, writing
from tracker.store.synth import synthesise
from tracker.store.versions import History, replace_histories

MAY = {"start": dt.date(2017, 5, 1), "end": dt.date(2017, 5, 31)}
PAST = {"as_known_on": dt.date(2017, 4, 1)}
LARGE = {"facets", "rollups", "events", "event_versions", "event_links", "blocks", "mentions", "articles", "changes"}
NOW = dt.datetime(2026, 11, 23, tzinfo=dt.UTC)


@pytest.fixture(scope="module", params=["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
def filled(request, tmp_path_factory):
    """A store of invented events; PostgreSQL is told to avoid reading whole tables, so that what it cannot avoid shows."""
    if request.param == "sqlite":
        engine = open_engine(f"sqlite:///{tmp_path_factory.mktemp('plans') / 'store.sqlite3'}")
    else:
        server = request.getfixturevalue("postgres_server")
        server.psql("CREATE DATABASE plans")
        engine = open_engine(server.get_uri(database="plans"))
    schema.upgrade(engine)
    synthesise(engine, 1_500, seed=2)
    yield engine
    engine.dispose()


@pytest.fixture
def plans(filled):
    """Runs a function and gives the plan of each statement that it sent."""

    def explain(ask, opening=session):
        sent = []

        def remember(_connection, _cursor, statement, parameters, _context, many):
            sent.append((statement, parameters[0] if many else parameters))

        with opening(filled) as opened:
            events.listen(opened.get_bind(), "before_cursor_execute", remember)
            try:
                ask(opened)
            finally:
                events.remove(opened.get_bind(), "before_cursor_execute", remember)
            reading = [(statement, parameters) for statement, parameters in sent if statement.startswith(("SELECT", "UPDATE", "DELETE"))]
            return [plan_of(opened, statement, parameters) for statement, parameters in reading]

    return explain


def plan_of(opened, statement, parameters):
    connection = opened.connection()
    if connection.dialect.name == "sqlite":
        return [row[3] for row in connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", parameters)]
    for whole in ("seqscan", "hashjoin", "mergejoin"):  # what is best for a small store; what is possible is asked here
        connection.exec_driver_sql(f"SET LOCAL enable_{whole} = off")
    return [row[0] for row in connection.exec_driver_sql(f"EXPLAIN {statement}", parameters)]


def whole_tables(plan):
    """The steps of a plan that read all of a large table, or of an index of one."""
    return [step.strip() for step, following in zip(plan, [*plan[1:], ""], strict=True) if reads_all(step, following)]


def reads_all(step, following):
    if step.startswith("SCAN"):  # SQLite names an alias by the table and a number
        return step.split()[1].removesuffix("_1") in LARGE
    scan = re.search(r"(Seq|Index|Index Only) Scan(?: Backward)?(?: using \S+)? on (\w+)", step)
    return bool(scan) and scan[2] in LARGE and (scan[1] == "Seq" or "Index Cond" not in following)


LEADER = {"leader": ("vladimir-putin",)}
PAIR = {"leader": ("vladimir-putin", "xi-jinping")}
HOT = {
    "window": lambda opened: queries.window(opened, EventFilter(**MAY), "leader"),
    "window of a leader": lambda opened: queries.window(opened, EventFilter(**MAY, **LEADER), "venue"),
    "window as known": lambda opened: queries.window(opened, EventFilter(**MAY, **PAST), "leader"),
    "list": lambda opened: queries.list_events(opened, EventFilter()),
    "list of a leader as known": lambda opened: queries.list_events(opened, EventFilter(**LEADER, **PAST)),
    "list of two leaders in a country": lambda opened: queries.list_events(opened, EventFilter(**PAIR, country=("DE",))),
    "list by title of a leader": lambda opened: queries.list_events(opened, EventFilter(**LEADER), queries.Order("title")),
    "words": lambda opened: queries.list_events(opened, EventFilter(q="putin berlin")),
    "density of days": lambda opened: queries.density(opened, EventFilter(**MAY), "day"),
    "density as known": lambda opened: queries.density(opened, EventFilter(**PAST), "month"),
    "density of a leader": lambda opened: queries.density(opened, EventFilter(**LEADER), "week"),
    "lanes": lambda opened: queries.lane_density(opened, EventFilter(**MAY), "month", "leader", PAIR["leader"]),
    "facet": lambda opened: queries.facet(opened, "leader", EventFilter(), "x"),
    "facet of a leader": lambda opened: queries.facet(opened, "country", EventFilter(**LEADER)),
    "event": lambda opened: queries.find_event(opened, "synth-2-7"),
    "evidence": lambda opened: queries.evidence(opened, "synth-2-7"),
    "history": lambda opened: queries.history(opened, "synth-2-7"),
    "changes": lambda opened: queries.changes_between(opened, EventFilter(**LEADER), queries.Between(MAY["start"], MAY["end"])),
}


@pytest.mark.parametrize("name", HOT)
def test_no_hot_query_reads_a_whole_table(plans, name):
    found = plans(HOT[name])
    assert found
    assert [step for plan in found for step in whole_tables(plan)] == []


def test_writing_a_history_reads_no_whole_table(plans):
    def change(opened):
        versions = queries.versions_of(opened, "synth-2-7")
        moved = replace(versions[-1], status=Status.CANCELLED, version_from=versions[-1].version_from + dt.timedelta(1))
        replace_histories(opened, [History("synth-2-7", (*versions, moved))], NOW)
        replace_histories(opened, [History("synth-2-7", tuple(versions))], NOW)

    found = plans(change, writing)
    assert len(found) > 10
    assert [step for plan in found for step in whole_tables(plan)] == []


@pytest.mark.parametrize("column", ["title", "status", "venue", "updated"])
def test_a_long_list_is_read_in_the_order_of_an_index(plans, monkeypatch, column):
    monkeypatch.setattr("tracker.store.queries.listing.MOST_SORTED", 0)
    page = plans(lambda opened: queries.list_events(opened, EventFilter(), queries.Order(column, descending=True)))
    steps = [step for plan in page for step in plan if "event_versions" in step or "B-TREE" in step or "Sort" in step]
    assert any(f"ix_event_versions_{column}" in step for step in steps)
    assert not any("FOR ORDER BY" in step or "Sort" in step for step in steps)


def test_facets_are_read_from_their_index_alone_on_sqlite(plans, filled):
    if filled.dialect.name != "sqlite":
        pytest.skip("on PostgreSQL the index covers too, but when it is read alone is the planner's choice")
    steps = [step for plan in plans(HOT["window as known"]) for step in plan if "facets" in step and "FacetKey" not in step]
    assert any("USING PRIMARY KEY (key_id=? AND span=?" in step for step in steps)


def test_links_to_an_event_are_looked_up_by_their_target(plans):
    (plan,) = plans(lambda opened: queries.links_to(opened, "synth-2-7"))
    found = ("ix_event_links_target", "Index Cond: (target =")  # SQLite names the index, PostgreSQL the condition
    assert any(way in step for step in plan for way in found), plan
    assert not any("ix_event_versions_" in step for step in plan), "no walk along all versions"


def test_the_versions_of_many_events_of_an_edition_are_looked_up_by_their_events(plans):
    (plan,) = plans(lambda opened: Summits(opened)._versions(list(range(1, 40)), "APEC-2006"))
    assert not any("ix_event_versions_" in step for step in plan), "no walk along all versions"
    assert any("event_id" in step for step in plan), plan


def test_a_query_that_reads_a_whole_table_would_be_caught(plans):
    def careless(opened):
        opened.execute(text("SELECT * FROM facets WHERE status + 0 = 3")).all()

    assert whole_tables(plans(careless)[0])
