"""What a settling run leaves in the store: why each claim went where, the blocking index, summits and what stands beside them."""

from __future__ import annotations

import datetime as dt

import pytest
from sqlalchemy import select

from tests.resolve.builders import claims
from tracker.domain import Article, Status
from tracker.filters import EventFilter
from tracker.resolve.blocking import MOST_DAYS, Reach, reaches
from tracker.store import queries
from tracker.store.changes import Mined, Run, store
from tracker.store.changes.claims import NOTHING, ClaimReader
from tracker.store.changes.summits import Summits, course_of
from tracker.store.engine import session, writing
from tracker.store.models import Block, EventRow, MentionPassage, MentionRow

NOW = dt.datetime(2026, 11, 23, 9, 0, tzinfo=dt.UTC)
VISIT = {"kind": "visit", "people": ["xi-jinping:CN"], "countries": ["CN", "RU"], "place": "Moscow, RU"}
SUMMIT = {
    "kind": "summit",
    "series": "G20",
    "edition": "G20-2017",
    "place": "Hamburg, DE",
    "known": "2016-07-07",
    "when": "2017-07-07/2017-07-08",
}
BESIDE = {
    "known": "2017-04-27",
    "people": ["donald-trump:US", "vladimir-putin:RU"],
    "anchor": "G20-2017 2017-07-07/2017-07-08 Hamburg, DE",
    "when": "2017-07-01..2017-07-31",
}


def mined(*rows):
    for claim in claims(rows):
        words = f"{claim.mention.evidence[0].quote} ({claim.mention.article_key})"
        article = Article(claim.mention.article_key, words, published=claim.known, published_at=claim.published_at, outlet=claim.outlet)
        yield Mined(article, [claim.mention], "rules-1")


@pytest.fixture
def put(engine):
    def write(*rows, now=NOW):
        with writing(engine) as opened:
            run = Run(opened, now)
            for item in mined(*rows):
                store(run, item)
            return run.finish()

    return write


@pytest.fixture
def reading(engine):
    with session(engine) as opened:
        yield opened


def listed(opened, **wanted):
    return list(queries.every_event(opened, EventFilter(**wanted)))


def test_each_claim_keeps_why_it_went_where_it_went(put, reading):
    put({**VISIT, "known": "2023-03-10"}, {**VISIT, "known": "2023-03-17", "when": "2023-03-20/2023-03-22"})
    rows = reading.scalars(select(MentionRow).order_by(MentionRow.known)).all()
    assert [row.score for row in rows] == [0.0, 7.0]
    assert rows[0].reasons == ["new: nothing known agrees with it enough"]
    assert "place.city +1.5 (Moscow)" in rows[1].reasons
    assert rows[0].event_id == rows[1].event_id


def test_passages_stand_with_their_claims(put, reading):
    put({**VISIT, "known": "2023-03-10"})
    (passage,) = reading.scalars(select(MentionPassage)).all()
    assert (passage.position, passage.start) == (0, 0)


def test_finish_gives_the_number_of_the_last_write_of_what_changed(put):
    (first,) = put({**VISIT, "known": "2023-03-10"}).values()
    (second,) = put({**VISIT, "known": "2023-03-17", "when": "2023-03-20/2023-03-22", "article": "b"}).values()
    assert second > first
    assert put({**VISIT, "known": "2023-03-17", "when": "2023-03-20/2023-03-22", "article": "b"}) == {}


def test_the_blocking_index_holds_the_reach_of_every_claim(put, reading):
    rows = ({**VISIT, "known": "2023-03-10"}, {**VISIT, "known": "2023-03-17", "when": "2023-03-20/2023-03-22"})
    put(*rows)
    blocks = reading.scalars(select(Block)).all()
    for claim in claims(rows):
        for reach in reaches(claim):
            assert any(block.key == reach.key and block.earliest <= reach.first and reach.last <= block.latest for block in blocks)


def test_no_row_of_the_index_is_wider_than_it_can_bear(put, reading):
    years = [
        {**VISIT, "known": f"{year}-01-10", "when": f"{year}-01-01..{year}-12-31", "article": f"y{year}"} for year in range(2016, 2024)
    ]
    put(*years)
    assert all((block.latest - block.earliest).days <= MOST_DAYS for block in reading.scalars(select(Block)))


def test_a_reader_gives_whole_events_once(put, reading):
    put(
        {**VISIT, "known": "2023-03-10"},
        {**VISIT, "known": "2023-03-17", "when": "2023-03-20/2023-03-22"},
        {**VISIT, "known": "2024-03-17", "when": "2024-03-20"},
    )
    reader = ClaimReader(reading)
    wanted = [Reach("l:xi-jinping|RU", dt.date(2023, 3, 21), dt.date(2023, 3, 21))]
    found = list(reader.fetch(wanted))
    assert len(found) == 2
    assert len({assigned.home for assigned in found}) == 1
    assert list(reader.fetch(wanted)) == []


@pytest.mark.parametrize(
    ("key", "day"),
    [("l:xi-jinping|RU", dt.date(2020, 3, 21)), ("l:xi-jinping|FR", dt.date(2023, 3, 21))],
    ids=["other days", "another key"],
)
def test_a_reader_gives_nothing_else(put, reading, key, day):
    put({**VISIT, "known": "2023-03-17", "when": "2023-03-20/2023-03-22"})
    assert list(ClaimReader(reading).fetch([Reach(key, day, day)])) == []


def test_an_empty_store_has_settled_nothing(reading):
    assert ClaimReader(reading).latest() == NOTHING


def test_after_the_latest_claim_nothing_is_settled(put, reading):
    put({**VISIT, "known": "2023-03-10", "at": "2023-03-10T08:00+00:00"}, {**VISIT, "known": "2023-03-17", "at": "2023-03-17T08:00+00:00"})
    day, moment, *_ = ClaimReader(reading).latest()
    assert (str(day), moment) == ("2023-03-17", "2023-03-17T08:00:00+00:00")


def test_a_summit_has_a_course(put, reading):
    put(SUMMIT, {**SUMMIT, "known": "2017-06-01", "when": "2017-09-01/2017-09-02", "place": "Berlin, DE", "rules": ["status.moved"]})
    course = Summits(reading).course("G20-2017")
    assert [str(day) for day in course.days] == ["2016-07-07", "2017-06-01"]
    assert course.on(dt.date(2016, 7, 6)) is None
    assert course.on(dt.date(2017, 5, 31)).city == "Hamburg"
    assert course.on(dt.date(2017, 6, 1)).city == "Berlin"


def test_more_reports_of_the_same_dates_are_no_new_place_on_the_course(put, reading):
    put(SUMMIT, {**SUMMIT, "known": "2017-06-01"})
    (event,) = listed(reading)
    assert len(course_of(queries.versions_of(reading, event.uid)).days) == 1


def test_what_stands_beside_an_edition_is_found(put, reading):
    put(SUMMIT, BESIDE)
    meeting = next(event for event in listed(reading) if event.participants)
    ids = Summits(reading).beside("G20-2017")
    assert reading.scalars(select(EventRow.uid).where(EventRow.id.in_(ids))).all() == [meeting.uid]


def test_a_summit_told_of_late_moves_what_was_stored_before(put, reading):
    put(BESIDE)
    put({**SUMMIT, "when": "2017-07-01/2017-07-02", "article": "calendar"})
    meeting = next(event for event in listed(reading) if event.participants)
    assert meeting.shown == (dt.date(2017, 7, 1), dt.date(2017, 7, 2))


def test_a_late_article_takes_its_claims_over_and_links_follow(put, engine):
    linked = [
        {**BESIDE, "article": "kommersant", "ordinal": 0, "links": {"around": 1}},
        {**SUMMIT, "known": "2017-04-27", "article": "kommersant", "ordinal": 1},
    ]
    both = list(mined(*linked))
    with writing(engine) as opened:
        run = Run(opened, NOW)
        store(run, Mined(both[0].article, [*both[0].mentions, *both[1].mentions], "rules-1"))
        run.finish()
    put({**SUMMIT, "article": "calendar"})
    with session(engine) as opened:
        events = {event.uid: event for event in listed(opened)}
        meeting = next(event for event in events.values() if event.participants)
        (link,) = meeting.links
        assert events[link.uid].edition == "G20-2017"
        assert len(events[link.uid].mentions) == 2


def test_a_report_that_waits_stands_in_no_list_and_joins_the_plan_that_comes(put, engine):
    put({**VISIT, "known": "2023-03-21", "when": "2023-03-21", "status": "held", "article": "report"})
    with session(engine) as opened:
        assert listed(opened) == []
    put({**VISIT, "known": "2023-03-17", "when": "2023-03-20/2023-03-22", "article": "plan"})
    with session(engine) as opened:
        (event,) = listed(opened)
        assert (event.status, event.announced, event.reports) == (Status.HELD, Status.CONFIRMED, (("report", 0),))
