"""An analyst's desk: claims put into a store, a visit of two claims, and an edit that sources speak against."""

from __future__ import annotations

import datetime as dt

import pytest

from tests.resolve.builders import claims
from tracker.domain import Article
from tracker.filters import EventFilter
from tracker.store import changes, queries
from tracker.store.changes import Author, Mined
from tracker.store.engine import session, writing

NOW = dt.datetime(2023, 3, 18, 9, 0, tzinfo=dt.UTC)
LATER = dt.datetime(2023, 3, 19, 9, 0, tzinfo=dt.UTC)
VISIT = {"kind": "visit", "people": ["xi-jinping:CN"], "countries": ["CN", "RU"], "place": "Moscow, RU"}
TWO = {"people": ["joe-biden:US", "andrzej-duda:PL"], "place": "Warsaw, PL"}
ME = Author(NOW, "ann")
LATER_ME = Author(LATER, "ann")


def mined(*rows):
    found = []
    for claim in claims(rows):
        words = f"{claim.mention.evidence[0].quote} ({claim.mention.article_key})"
        article = Article(claim.mention.article_key, words, published=claim.known, outlet=claim.outlet)
        found.append(Mined(article, [claim.mention], "rules-1"))
    return found


@pytest.fixture
def put(engine):
    def write(*rows, now=NOW):
        with writing(engine) as opened:
            run = changes.Run(opened, now)
            for item in mined(*rows):
                changes.store(run, item)
            run.finish()
        return {event.title: event.uid for event in listed(engine)}

    return write


@pytest.fixture
def act(engine):
    """Runs a function of ``changes`` in a transaction: ``act(changes.accept_event, uid, ME)``."""

    def run(function, *parts, **named):
        with writing(engine) as opened:
            return function(opened, *parts, **named)

    return run


@pytest.fixture
def visit(engine, put):
    put(
        {**VISIT, "known": "2023-03-10", "when": "2023-03-20..2023-03-26"},
        {**VISIT, "known": "2023-03-17", "when": "2023-03-20/2023-03-22"},
    )
    (event,) = listed(engine)
    return event


def listed(engine, day=None):
    with session(engine) as opened:
        return list(queries.every_event(opened, EventFilter(as_known_on=day)))


def find(engine, uid, day=None):
    with session(engine) as opened:
        return queries.find_event(opened, uid, day)


def sequence(engine, uid):
    with session(engine) as opened:
        return queries.sequence_of(opened, uid)


@pytest.fixture
def elsewhere(act, put, engine, visit):
    """An analyst puts the visit to Kazan; later two outlets say Sochi."""
    kazan = {"place": {"city": "Kazan", "country": "RU"}}
    act(changes.change_event, visit.uid, kazan, ME, expected_sequence=sequence(engine, visit.uid))
    assert find(engine, visit.uid).source_claims == (), "what sources said by then is overruled"
    put(*({**VISIT, "known": "2023-03-19", "place": "Sochi, RU", "outlet": name, "article": name} for name in "ABCD"), now=LATER)
    return visit.uid
