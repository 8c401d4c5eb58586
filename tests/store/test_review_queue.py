"""The review queue: what needs an analyst's eye, on both databases."""

from __future__ import annotations

from tests.store.desk import LATER, NOW, VISIT
from tracker.resolve.importance import Why
from tracker.store import changes, review
from tracker.store.engine import session
from tracker.store.review import review_queue


def queue(engine, now=NOW):
    with session(engine) as opened:
        return review_queue(opened, now)


def test_what_is_new_stands_in_the_queue_until_it_was_looked_at(engine, act, put, visit):
    (item,) = queue(engine)
    assert (item.event.uid, item.why) == (visit.uid, Why.NEW)
    assert item.findings[0].words.endswith("Gazette, 17 March 2023")
    act(changes.mark_looked, visit.uid, NOW)
    assert queue(engine) == []
    put({**VISIT, "known": "2023-03-18", "status": "cancelled", "article": "news"}, now=LATER)
    (item,) = queue(engine, LATER)
    assert "confirmed to cancelled" in item.findings[0].words


def test_the_whole_queue_can_be_marked(engine, act, put, visit):
    act(changes.mark_looked, changes.QUEUE, NOW)
    assert queue(engine) == []
    put({**VISIT, "known": "2023-03-18", "status": "cancelled", "article": "news"}, now=LATER)
    assert [item.why for item in queue(engine, LATER)] == [Why.CHANGED]
    with session(engine) as opened:
        assert changes.looked_at(opened, changes.QUEUE) == NOW


def test_the_queue_goes_by_importance(engine, put, elsewhere):
    day, who = {"known": "2023-03-10", "when": "2023-03-24"}, "joe-biden:US"
    put(
        {**day, "people": [who, "rishi-sunak:GB"], "place": "London, GB", "article": "c1"},
        {**day, "people": [who, "yoon-suk-yeol:KR"], "place": "Seoul, KR", "article": "c2"},
        {**day, "people": ["olaf-scholz:DE"], "status": "speculative", "when": "2023-03-15..2023-03-21", "article": "w"},
        {**day, "people": ["narendra-modi:IN"], "when": "2021-03-24", "known": "2021-03-01", "article": "bygone"},
    )
    items = queue(engine, LATER)
    whys = [Why.CONFLICT, Why.CONFLICT, Why.CONTRADICTION, Why.CLOSING, Why.NEW]
    assert [item.why for item in items] == whys
    assert items[2].event.uid == elsewhere


def test_what_may_be_one_event_is_put_side_by_side(engine, put):
    put(
        {
            "known": "2023-03-10",
            "kind": "visit",
            "people": ["xi-jinping:CN"],
            "countries": ["CN", "RU"],
            "when": "2023-04-20",
            "article": "a",
        },
        {"known": "2023-03-11", "kind": "talks", "countries": ["CN", "RU"], "article": "b"},
    )
    doubles = [finding for item in queue(engine) for finding in item.findings if finding.why is Why.DUPLICATE]
    assert doubles
    assert all(finding.other.uid != finding.event.uid for finding in doubles)


def test_what_was_put_off_or_called_off_is_news_however_much_was_written_since(engine, put, monkeypatch):
    put({**VISIT, "known": "2023-03-10", "when": "2023-03-20/2023-03-22", "status": "cancelled", "article": "off"})
    put(*({"people": [f"nobody-{number}:FR"], "known": "2021-01-01", "when": "2021-02-01", "article": f"{number}"} for number in range(4)))
    monkeypatch.setattr(review, "RECENT", 3)
    assert queue(engine)[0].event.status == "cancelled"
