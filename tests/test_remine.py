"""Mining anew: what would change is shown, names and edits stay, a killed run goes on."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

import tracker.remine
from tests.resolve.builders import mention
from tracker.domain import Article, Participant
from tracker.filters import EventFilter
from tracker.ingest import ingest
from tracker.lexicon import load
from tracker.mining import UndatedArticle
from tracker.remine import preview, remine_all
from tracker.store import changes, queries, schema
from tracker.store.checkpoints import position_of
from tracker.store.engine import open_engine, session, writing

NOW = dt.datetime(2023, 3, 18, 9, 0, tzinfo=dt.UTC)
TEXT = "Xi will travel to Moscow on 20 March. Biden may meet Duda."


class Rules:
    """A miner whose rules can be changed: it reads what the test says that it reads."""

    def __init__(self):
        self.found = {}
        self.refused = set()
        self.version = "rules-1"

    def mine(self, article, *_, **__):
        if article.key in self.refused:
            raise UndatedArticle("no date")
        return [replace(one, article_key=article.key, ordinal=place) for place, one in enumerate(self.found.get(article.key, ()))]


@pytest.fixture
def rules(monkeypatch):
    own = Rules()
    monkeypatch.setattr("tracker.ingest.mine", own.mine)
    for module in ("tracker.ingest", "tracker.remine"):
        monkeypatch.setattr(f"{module}.rules_version", lambda: own.version)
    return own


@pytest.fixture
def engine(tmp_path):
    opened = open_engine(f"sqlite:///{tmp_path / 'remine.sqlite3'}")
    schema.upgrade(opened)
    yield opened
    opened.dispose()


VISIT = mention(kind="visit", people=["xi-jinping:CN"], countries=["CN", "RU"], when="2023-03-20", place="Moscow, RU")
MEETING = mention(people=["joe-biden:US", "andrzej-duda:PL"], countries=["US", "PL"], status="speculative")


@pytest.fixture
def stored(engine, rules):
    rules.found["a"] = [VISIT]
    ingest(engine, [Article("a", TEXT, published=dt.date(2023, 3, 17), outlet="Gazette")], load(), NOW)
    return events(engine)[0]


def events(engine):
    with session(engine) as opened:
        return list(queries.every_event(opened, EventFilter()))


def test_the_same_rules_change_nothing(engine, stored):
    assert list(preview(engine, load(), NOW)) == []
    assert remine_all(engine, load(), NOW).unchanged == 1
    assert events(engine) == [stored]


def test_a_newer_lexicon_keeps_uid_and_edits(engine, rules, stored):
    with writing(engine) as opened:
        edited = queries.sequence_of(opened, stored.uid)
        changes.change_event(opened, stored.uid, {"title": "State visit"}, changes.Author(NOW), expected_sequence=edited)
    rules.version = "rules-2"
    better = replace(VISIT, participants=(*VISIT.participants, Participant("vladimir-putin", "Vladimir Putin", "RU")))
    rules.found["a"] = [replace(MEETING, evidence=(replace(MEETING.evidence[0], start=40, end=60),)), better]
    assert [line.partition(": ")[2] for line in preview(engine, load(), NOW)] == [
        (
            f"{better.title}: participants read otherwise: confirmed visit (Xi Jinping), 20 March 2023, Moscow, Russia -> "
            "confirmed visit (Xi Jinping, Vladimir Putin), 20 March 2023, Moscow, Russia"
        ),
        "found: speculative meeting (Joe Biden, Andrzej Duda), no date, place not said",
    ]
    assert events(engine)[0].title == "State visit", "a preview writes nothing"
    assert remine_all(engine, load(), NOW).updated == 1
    visit = next(event for event in events(engine) if event.uid == stored.uid)
    assert (visit.title, [person.key for person in visit.participants]) == ("State visit", ["xi-jinping", "vladimir-putin"])
    assert len(events(engine)) == 2


def test_what_is_read_in_other_words_alone_is_told_once(engine, rules, stored):
    rules.version, rules.found["a"] = "rules-2", [replace(VISIT, when=replace(VISIT.when, words="on the 20th"))]
    (line,) = preview(engine, load(), NOW)
    assert line.endswith("when read otherwise: confirmed visit (Xi Jinping), 20 March 2023, Moscow, Russia")


def test_what_the_rules_no_longer_find_goes(engine, rules, stored):
    rules.version, rules.found["a"] = "rules-2", []
    (line,) = preview(engine, load(), NOW)
    assert line.startswith("Gazette, 17 March 2023: no longer found: confirmed visit")
    remine_all(engine, load(), NOW)
    assert events(engine) == []


def test_an_article_that_the_rules_now_refuse_keeps_its_claims(engine, rules, stored):
    rules.refused.add("a")
    assert list(preview(engine, load(), NOW)) == []
    remine_all(engine, load(), NOW)
    assert events(engine) == [stored]


def test_what_no_miner_read_is_left_alone(engine, rules):
    form = changes.EventForm("Visit of Olaf Scholz", VISIT.kind, VISIT.status, VISIT.when, VISIT.place)
    with writing(engine) as opened:
        uid = changes.create_event(opened, form, changes.Author(NOW))
    assert list(preview(engine, load(), NOW)) == []
    remine_all(engine, load(), NOW)
    assert [event.uid for event in events(engine)] == [uid]


def test_a_revision_counts_from_the_same_day_as_before(engine, rules, stored):
    rules.found["a#2"] = []
    rules.found["a"] = []
    ingest(engine, [Article("a", "Nothing is planned.", published=dt.date(2023, 3, 18), outlet="Gazette")], load(), NOW)
    rules.found["a"], rules.version = [VISIT], "rules-2"
    remine_all(engine, load(), NOW)
    with session(engine) as opened:
        on = [len(list(queries.every_event(opened, EventFilter(as_known_on=dt.date(2023, 3, day))))) for day in (16, 17, 18)]
    assert on == [0, 1, 0]


def test_a_killed_run_goes_on_where_it_stopped(engine, rules, monkeypatch):
    articles = [Article(f"a{number}", f"{TEXT} {number}", published=dt.date(2023, 3, 17)) for number in range(5)]
    for article in articles:
        rules.found[article.key] = [VISIT]
    ingest(engine, articles, load(), NOW)
    monkeypatch.setattr(tracker.remine, "BATCH", 2)
    rules.version, mined = "rules-2", []

    def mine_two_batches(article, lexicon, *, past=False):
        if len(mined) == 4:
            raise KeyboardInterrupt
        mined.append(article.key)
        return rules.mine(article, lexicon)

    monkeypatch.setattr("tracker.ingest.mine", mine_two_batches)
    with pytest.raises(KeyboardInterrupt):
        remine_all(engine, load(), NOW)
    monkeypatch.setattr("tracker.ingest.mine", rules.mine)
    with session(engine) as opened:
        assert position_of(opened, "remine", "rules-2") == 4
    assert remine_all(engine, load(), NOW).unchanged == 1
    with session(engine) as opened:
        assert position_of(opened, "remine", "rules-2") == 0, "a finished run begins anew"
