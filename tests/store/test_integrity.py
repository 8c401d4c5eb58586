import pytest
from sqlalchemy import text

from tests.store.population import histories
from tracker.store.integrity import problems

WORLD = histories(30, seed=3)


@pytest.fixture
def damaged(engine, store, reading):
    """Damages a store in one way and gives the problems that are found."""

    def damage(statement):
        store(*WORLD)
        with engine.begin() as connection:
            changed = connection.execute(text(statement)).rowcount
        assert changed
        return problems(reading)

    return damage


def test_a_whole_store_has_no_problems(store, reading):
    store(*WORLD)
    assert problems(reading) == []


def test_an_empty_store_has_no_problems(reading):
    assert problems(reading) == []


@pytest.mark.parametrize(
    ("statement", "told"),
    [
        (
            "UPDATE event_versions SET known_to = known_to + 1 WHERE id IN (SELECT id FROM event_versions WHERE known_to < 3652059)",
            "begins on",
        ),
        ("DELETE FROM facets WHERE key_id = 1", "does not stand under the facets"),
        ("UPDATE facets SET status = 5 WHERE key_id = 0 AND status <> 5", "does not stand under the facets"),
        ("UPDATE participants SET name = 'Somebody else' WHERE ordinal = 0", "does not have the participants"),
        ("DELETE FROM participants WHERE ordinal = 1", "does not have the participants"),
        ("UPDATE participants SET ordinal = ordinal + 5", "does not have the participants"),
        ('INSERT INTO facets SELECT key_id, span, start, 9999, "end", status, known_from, known_to FROM facets', "which is not there"),
        ("UPDATE rollups SET total = total + 1 WHERE grain = 'ever'", "not the sums"),
        ("DELETE FROM rollups WHERE key_id = 0", "facet key 0"),
    ],
)
def test_damage_is_told(damaged, statement, told):
    assert any(told in problem for problem in damaged(statement))


def test_a_store_with_a_thousand_faults_is_told_in_few_lines(damaged):
    assert 0 < len(damaged("DELETE FROM facets")) <= 80
