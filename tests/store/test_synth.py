from collections import Counter

import pytest
from sqlalchemy import func, select, text

from tracker.domain import Precision, Status
from tracker.filters import EventFilter
from tracker.store import queries
from tracker.store.engine import session
from tracker.store.integrity import problems
from tracker.store.models import ArticleRow, Block, ChangeRow, EventRow, MentionRow
from tracker.store.synth import SynthError, synthesise
from tracker.store.synth.cast import Lots, cast_of
from tracker.store.synth.stories import FIRST, LAST, NOTICE, stories

COUNT = 300


@pytest.fixture(scope="module")
def told(lexicon):
    return list(stories(cast_of(lexicon), COUNT, seed=1))


def test_an_invented_store_is_as_whole_as_a_real_one(engine):
    written = []
    synthesise(engine, COUNT, seed=1, progress=written.append)
    assert written == [COUNT]
    with session(engine) as opened:
        assert problems(opened) == []
        assert queries.count_events(opened, EventFilter()) == COUNT
        counts = [opened.scalar(select(func.count()).select_from(model)) for model in (EventRow, MentionRow, ArticleRow, ChangeRow)]
        assert counts[0] == COUNT
        assert counts[1] == counts[2] > COUNT
        assert counts[3] > COUNT
        assert opened.scalar(select(func.count(Block.event_id.distinct()))) > COUNT * 0.95


def test_an_invented_store_has_the_statistics_that_its_plans_rest_on(engine):
    """Written and kept: a transaction that nobody commits would take them away."""
    synthesise(engine, 20, seed=1)
    looked_at = {
        "sqlite": "SELECT tbl FROM sqlite_stat1",
        "postgresql": "SELECT relname FROM pg_stat_user_tables WHERE last_analyze IS NOT NULL",
    }
    with session(engine) as opened:
        assert {"facets", "rollups", "blocks", "mentions"} <= set(opened.scalars(text(looked_at[engine.dialect.name])))


def test_every_event_has_its_evidence(engine):
    synthesise(engine, 20, seed=1)
    with session(engine) as opened:
        for event in queries.every_event(opened, EventFilter()):
            found = queries.evidence(opened, event.uid)
            assert [(row.article_key, row.stored.mention.ordinal) for row in found] == list(event.mentions)
            assert queries.history(opened, event.uid)


def test_stores_can_be_added_up_but_not_doubled(engine):
    synthesise(engine, 30, seed=1)
    synthesise(engine, 30, seed=2)
    with pytest.raises(SynthError, match="another seed"):
        synthesise(engine, 30, seed=1)
    with session(engine) as opened:
        assert queries.count_events(opened, EventFilter()) == 60
        assert problems(opened) == []


def test_what_is_written_after_by_hand_gets_the_next_ids(engine, store, event):
    synthesise(engine, 30, seed=1)
    assert store([event(uid="mine")]) == {"mine": 1}
    with session(engine) as opened:
        assert problems(opened) == []


def test_the_same_seed_tells_the_same(told, lexicon):
    assert list(stories(cast_of(lexicon), COUNT, seed=1)) == told
    assert list(stories(cast_of(lexicon), COUNT, seed=2)) != told


def test_stories_run_forwards_and_within_their_years(told):
    for story in told:
        days = [version.version_from for version in story.versions]
        assert days == sorted(set(days))
        assert days[0] >= FIRST
        assert all(FIRST <= claim.known <= LAST for _, claim in story.reports)


def test_stories_are_as_various_as_news(told):
    versions = [version for story in told for version in story.versions]
    assert {version.status for version in versions} == set(Status)
    assert {version.when.precision for version in versions} >= {Precision.DAY, Precision.MONTH, Precision.OPEN, Precision.UNKNOWN}
    assert {len(story.versions) for story in told} >= {1, 2, 3, 4}
    people = Counter(person.key for version in versions for person in version.participants)
    assert people.most_common(1)[0][1] > 5 * sum(people.values()) / len(people)


def test_every_invented_article_says_so_and_is_quoted_rightly(told):
    for article, claim in (report for story in told for report in story.reports):
        quote = claim.mention.evidence[0]
        assert NOTICE in article.text
        assert article.full_text[quote.start : quote.end] == quote.quote


def test_lots_are_drawn_by_weight():
    class Chance:
        @staticmethod
        def choices(things, cum_weights):
            assert cum_weights == [1, 4]
            return [things[1]]

    assert Lots.of([("a", 1), ("b", 3)]).draw(Chance()) == "b"
