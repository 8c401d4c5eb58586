"""Stories of other years and people, mined and settled as the command line does it: which reports tell the same meeting."""

from __future__ import annotations

import datetime as dt
import tomllib
from itertools import combinations
from pathlib import Path

import pytest

from tracker.domain import Article
from tracker.filters import EventFilter
from tracker.ingest import ingest
from tracker.store import queries, schema
from tracker.store.engine import open_engine, session

STORIES = tomllib.loads((Path(__file__).parent / "cases" / "stories.toml").read_text())["story"]
NOW = dt.datetime(2026, 11, 23, 9, 0, tzinfo=dt.UTC)


def told(story, lexicon, order):
    """The numbers of the articles that share each event."""
    articles = [
        Article(str(number), text, published=dt.date.fromisoformat(day), outlet=outlet)
        for number, (day, outlet, text) in enumerate(story["articles"])
    ]
    engine = open_engine("sqlite://")
    schema.upgrade(engine)
    ingest(engine, [articles[number] for number in order], lexicon, NOW)
    with session(engine) as opened:
        events = [frozenset(int(key) for key, _ in event.mentions + event.reports) for event in queries.every_event(opened, EventFilter())]
    engine.dispose()
    return events


def pairs(groups):
    return {pair for group in groups for pair in combinations(sorted(group), 2)}


@pytest.mark.parametrize("story", STORIES, ids=lambda story: story["name"])
def test_reports_of_one_meeting_share_an_event_and_others_do_not(story, lexicon):
    assert pairs(told(story, lexicon, range(len(story["articles"])))) == pairs(story["events"])


@pytest.mark.parametrize("story", STORIES, ids=lambda story: story["name"])
def test_the_order_of_arrival_changes_nothing(story, lexicon):
    count = len(story["articles"])
    assert set(told(story, lexicon, range(count))) == set(told(story, lexicon, reversed(range(count))))
