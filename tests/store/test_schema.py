import datetime as dt

import pytest
from sqlalchemy import inspect, select, text

from tests.resolve.builders import claims
from tests.store.population import histories
from tracker.domain import Article
from tracker.store import schema
from tracker.store.changes import Mined, Run, store_all
from tracker.store.engine import writing
from tracker.store.integrity import problems
from tracker.store.models import Base, Block, Facet, ParticipantRow, PersonRow
from tracker.store.queries import list_articles
from tracker.store.spans import PAST, Span


def tables(engine):
    """The tables, without the words of articles: what those are made of is each database's own."""
    return {name for name in inspect(engine).get_table_names() if not name.startswith("article_words")} - {"alembic_version"}


def test_from_empty_to_head_and_back(empty_engine):
    assert schema.current_revision(empty_engine) is None
    schema.upgrade(empty_engine)
    assert tables(empty_engine) == set(Base.metadata.tables)
    schema.downgrade(empty_engine)
    assert tables(empty_engine) == set()
    schema.upgrade(empty_engine)
    assert tables(empty_engine) == set(Base.metadata.tables)


@pytest.fixture
def engine(empty_engine):
    schema.upgrade(empty_engine)
    return empty_engine


def test_upgrading_twice_changes_nothing(engine):
    before = schema.current_revision(engine)
    schema.upgrade(engine)
    assert schema.current_revision(engine) == before


def test_the_migrations_give_what_the_models_say(engine):
    schema.check(engine)


def test_a_column_that_no_migration_made_is_named(engine):
    with engine.begin() as connection:
        connection.execute(text("ALTER TABLE saved_views ADD COLUMN colour VARCHAR"))
    with pytest.raises(schema.SchemaError, match="colour"):
        schema.check(engine)


def test_an_empty_database_is_told_how_to_be_upgraded(empty_engine):
    with pytest.raises(schema.SchemaError, match="python -m tracker db upgrade"):
        schema.require_head(empty_engine)


def test_a_database_at_head_is_let_in(engine):
    schema.require_head(engine)


@pytest.mark.parametrize("revision", ["0001", "0003"])
def test_roll_ups_are_summed_up_from_a_store_that_had_other_ones(engine, store, reading, revision):
    store(*histories(40, seed=5))
    schema.downgrade(engine, revision)
    schema.upgrade(engine)
    assert problems(reading) == []


def test_participants_are_filled_from_the_documents_of_a_store_that_had_none(engine, store, reading):
    store(*histories(40, seed=5))
    before = reading.execute(select(ParticipantRow.__table__).order_by(ParticipantRow.version_id, ParticipantRow.ordinal)).all()
    reading.rollback()
    schema.downgrade(engine, "0002")
    with engine.begin() as connection:
        connection.execute(text("DELETE FROM people"))
    schema.upgrade(engine)
    assert reading.execute(select(ParticipantRow.__table__).order_by(ParticipantRow.version_id, ParticipantRow.ordinal)).all() == before
    assert {row.person_key for row in before} == set(reading.scalars(select(PersonRow.key)))
    assert problems(reading) == []


def test_facets_are_classed_anew_in_a_store_that_knew_no_single_days(engine, store, reading):
    store(*histories(40, seed=5))
    found = select(Facet.span).distinct().order_by(Facet.span)
    before = reading.scalars(found).all()
    assert Span.DAY in before
    assert before[-1] > PAST
    reading.rollback()
    schema.downgrade(engine, "0006")
    assert set(reading.scalars(found)) <= {Span.MONTH, Span.YEAR, Span.LONG, Span.UNDATED}
    reading.rollback()
    schema.upgrade(engine)
    assert reading.scalars(found).all() == before
    assert problems(reading) == []


def test_the_words_of_articles_are_filled_from_a_store_that_had_none(engine, reading):
    now = dt.datetime(2026, 11, 23, 9, tzinfo=dt.UTC)
    with writing(engine) as opened:
        store_all(Run(opened, now), [Mined(Article(f"a{n}", f"Talks in Évian, part {n}", published=now.date())) for n in range(3)])
    schema.downgrade(engine, "0004")
    assert "article_words" not in inspect(engine).get_table_names()
    schema.upgrade(engine)
    assert {row.beginning for row in list_articles(reading, "evian talks").rows} == {f"Talks in Évian, part {n}" for n in range(3)}


BESIDE = {"known": "2023-09-10", "series": "UNGA", "when": "2023-09-18..2023-09-25"}


def test_what_is_held_beside_a_gathering_gets_keys_in_a_store_that_had_none(engine, reading):
    told = claims([{**BESIDE, "people": ["joe-biden:US"]}, {**BESIDE, "kind": "visit", "place": ", US"}, {**BESIDE, "kind": "summit"}])
    with writing(engine) as opened:
        items = [Mined(Article(one.mention.article_key, f"Told {n}.", published=one.known), [one.mention]) for n, one in enumerate(told)]
        store_all(run := Run(opened, dt.datetime(2026, 11, 23, 9, tzinfo=dt.UTC)), items)
        run.finish()
    query = select(Block.key, Block.earliest, Block.latest, Block.event_id).where(Block.key.startswith("h:")).order_by(Block.key)
    before = reading.execute(query).all()
    reading.rollback()
    assert [row.key for row in before] == ["h:UNGA|US", "h:UNGA|joe-biden"]
    schema.downgrade(engine, "0007")
    assert set(reading.scalars(select(Block.key).where(Block.event_id == before[1].event_id))) == {"s:UNGA"}
    reading.rollback()
    schema.upgrade(engine)
    assert reading.execute(query).all() == before


@pytest.mark.parametrize("revision", ["0001", "0002", "0003", "0004", "0005", "0006", "0007"])
def test_each_revision_can_be_gone_to_and_left(engine, revision):
    schema.downgrade(engine, revision)
    assert schema.current_revision(engine) == revision
    schema.upgrade(engine)
    schema.check(engine)
