import datetime as dt
from dataclasses import replace

import pytest
from sqlalchemy import func, select

from tracker.domain import Change, EventLink, LinkKind, Review, Status
from tracker.filters import EventFilter
from tracker.store import queries
from tracker.store.engine import session, writing
from tracker.store.integrity import problems
from tracker.store.models import Block, EventLinkRow, EventVersion
from tracker.store.versions import BlockKey, History, HistoryError, believed, replace_histories

LATER = dt.datetime(2026, 12, 1, tzinfo=dt.UTC)
RECORDED = dt.datetime(2026, 11, 23, 9, 0, tzinfo=dt.UTC)


@pytest.fixture
def rumour(event):
    """A possibility in January, confirmed in April."""
    return event("2017-01-10"), event("2017-04-20", status=Status.CONFIRMED, sequence=1)


def change(known, new, old=None, cause="mention:a#0"):
    return Change("e1", "status", old, new, dt.date.fromisoformat(known), RECORDED, cause)


def version_rows(engine):
    with session(engine) as opened:
        columns = (EventVersion.id, EventVersion.known_from, EventVersion.known_to, EventVersion.recorded_at)
        return [tuple(row) for row in opened.execute(select(*columns).order_by(EventVersion.known_from))]


def test_each_day_gives_the_version_that_was_believed(store, rumour, reading):
    store(rumour)
    found = {
        day: queries.find_event(reading, "e1", dt.date.fromisoformat(day))
        for day in ("2017-01-09", "2017-01-10", "2017-04-19", "2017-04-20")
    }
    assert found["2017-01-09"] is None
    assert found["2017-01-10"] == found["2017-04-19"] == rumour[0]
    assert found["2017-04-20"] == queries.find_event(reading, "e1") == rumour[1]


def test_writing_the_same_again_changes_nothing(engine, store, rumour):
    assert store(rumour) == {"e1": 1}
    before = version_rows(engine)
    assert store(rumour, recorded_at=LATER) == {}
    assert version_rows(engine) == before


def test_a_late_article_splits_the_past_and_leaves_other_rows(engine, store, rumour, event):
    store(rumour)
    before = version_rows(engine)
    doubt = event("2017-02-15", status=Status.POSTPONED, sequence=1)
    assert store((rumour[0], doubt, rumour[1]), recorded_at=LATER) == {"e1": 2}
    after = version_rows(engine)
    assert [row[1] for row in after] == [dt.date(2017, 1, 10), dt.date(2017, 2, 15), dt.date(2017, 4, 20)]
    assert after[0] == (*before[0][:2], dt.date(2017, 2, 15), before[0][3])
    assert after[1][3] == LATER
    assert after[2] == before[1]


def test_an_earlier_report_moves_the_beginning(store, rumour, reading, event):
    store(rumour)
    store((event("2016-12-24"), rumour[1]))
    assert queries.find_event(reading, "e1", dt.date(2017, 1, 1)).version_from == dt.date(2016, 12, 24)
    assert problems(reading) == []


@pytest.mark.parametrize("review", [Review.REJECTED, Review.MERGED])
def test_what_is_rejected_or_merged_stands_in_no_list_from_that_day_on(store, rumour, reading, review):
    store((rumour[0], replace(rumour[1], review=review)))
    assert queries.count_events(reading, EventFilter()) == 0
    assert queries.count_events(reading, EventFilter(as_known_on=dt.date(2017, 4, 19))) == 1
    assert queries.find_event(reading, "e1").review is review
    assert problems(reading) == []


def test_a_merged_event_names_the_one_that_took_it_in_to_the_end_of_the_chain(store, event, reading):
    for uid, target in (("e1", "e2"), ("e2", "e3"), ("e3", None)):
        store(History(uid, (event(uid=uid),), merged_into=target))
    assert queries.merged_into(reading, "e1") == "e3"
    assert queries.merged_into(reading, "e3") is None
    assert queries.merged_into(reading, "unknown") is None


def test_merges_that_run_in_a_circle_end(store, event, reading):
    store(History("e1", (event(),), merged_into="e2"), History("e2", (event(uid="e2"),), merged_into="e1"))
    assert queries.merged_into(reading, "e1") == "e2"


def test_an_unmerged_event_stands_for_itself_again(store, event, reading):
    store(History("e1", (event(),), merged_into="e2"))
    assert store(History("e1", (event(),))) == {"e1": 2}
    assert queries.merged_into(reading, "e1") is None


def test_changes_that_stay_keep_the_day_on_which_they_were_recorded(store, event, reading):
    first, second = change("2017-01-10", "speculative"), change("2017-04-20", "confirmed", "speculative")
    store(History("e1", (event(),), (first,)))
    store(History("e1", (event(),), (replace(first, recorded_at=LATER), replace(second, recorded_at=LATER))))
    assert [(one.new, one.recorded_at) for one in queries.history(reading, "e1")] == [("speculative", RECORDED), ("confirmed", LATER)]


def test_changes_that_no_longer_hold_go(store, event, reading):
    store(History("e1", (event(),), (change("2017-01-10", "speculative"), change("2017-02-01", "cancelled"))))
    assert store(History("e1", (event(),), (change("2017-01-10", "speculative"),))) == {"e1": 2}
    assert [one.new for one in queries.history(reading, "e1")] == ["speculative"]


def test_two_events_with_the_same_change_keep_one_each(store, event, reading):
    store(*(History(uid, (event(uid=uid),), (change("2017-01-10", {"earliest": "2017-05-01"}),)) for uid in ("e1", "e2")))
    assert [len(queries.history(reading, uid)) for uid in ("e1", "e2")] == [1, 1]


def test_blocks_are_exactly_the_wanted_ones(engine, store, event):
    def block(key, first):
        return BlockKey(key, dt.date.fromisoformat(first), dt.date(2017, 6, 1))

    store(History("e1", (event(),), blocks=(block("p:a|b", "2017-05-01"), block("c:US|RU", "2017-05-01"))))
    store(History("e1", (event(),), blocks=(block("p:a|b", "2017-05-02"), block("c:US|RU", "2017-05-01"))))
    with session(engine) as opened:
        found = opened.execute(select(Block.key, Block.earliest).order_by(Block.key)).all()
    assert [tuple(row) for row in found] == [("c:US|RU", dt.date(2017, 5, 1)), ("p:a|b", dt.date(2017, 5, 2))]


def test_links_go_with_their_version(engine, store, event):
    store((event(links=(EventLink(LinkKind.SIDELINE_OF, "summit"),)),))
    store((event(),))
    with session(engine) as opened:
        assert opened.scalar(select(func.count()).select_from(EventLinkRow)) == 0


def test_an_event_that_ends_is_not_believed_from_that_day_on(store, event, reading):
    store(History("e1", (event("2017-01-10"),), ends=dt.date(2017, 2, 1)))
    assert queries.find_event(reading, "e1", dt.date(2017, 1, 31)) is not None
    assert queries.find_event(reading, "e1") is None
    assert queries.count_events(reading, EventFilter()) == 0
    assert problems(reading) == []


@pytest.mark.parametrize(
    ("days", "told"),
    [
        ((None,), "version_from"),
        (("2017-02-01", "2017-02-01"), "after the one before"),
        (("2017-02-02", "2017-02-01"), "after the one before"),
    ],
)
def test_a_history_that_cannot_be_is_refused_before_anything_is_written(engine, store, event, days, told):
    versions = tuple(replace(event(), version_from=dt.date.fromisoformat(day) if day else None) for day in days)
    with pytest.raises(HistoryError, match=told):
        store(History("good", (event(uid="good"),)), History("e1", versions))
    assert version_rows(engine) == []


def test_each_version_is_believed_until_the_next(event):
    spans = [(one.known_from, one.known_to) for one in believed(History("e1", (event("2017-01-01"), event("2017-03-01"))))]
    assert spans == [(dt.date(2017, 1, 1), dt.date(2017, 3, 1)), (dt.date(2017, 3, 1), dt.date.max)]


def test_a_transaction_that_fails_leaves_nothing(engine, event):
    def fail():
        with writing(engine) as opened:
            replace_histories(opened, [History("e1", (event(),))], RECORDED)
            raise KeyError

    with pytest.raises(KeyError):
        fail()
    assert version_rows(engine) == []


def test_whether_a_history_changed_is_told(engine, event):
    with writing(engine) as opened:
        assert replace_histories(opened, [History("e1", (event(),))], RECORDED).keys() == {"e1"}
        assert replace_histories(opened, [History("e1", (event(),))], RECORDED) == {}


def test_hundreds_of_histories_at_once(engine, event, reading):
    many = [History(f"e{number}", (event(uid=f"e{number}"),)) for number in range(1_300)]
    with writing(engine) as opened:
        assert len(replace_histories(opened, many, RECORDED)) == 1_300
        assert replace_histories(opened, many, RECORDED) == {}
    assert queries.count_events(reading, EventFilter()) == 1_300
