import datetime as dt

import pytest

from tracker.store.engine import session, writing
from tracker.store.feeds import (
    INTERVAL,
    LEASE,
    LONGEST,
    Failure,
    FeedError,
    LeaseLostError,
    Polled,
    add_feed,
    claim_due,
    fail,
    finish,
    list_feeds,
    pause_feed,
    poll_now,
    remove_feed,
)

NOW = dt.datetime(2026, 11, 23, 9, tzinfo=dt.UTC)
URL = "https://a.example/feed"


@pytest.fixture
def feed(engine):
    with writing(engine) as opened:
        return add_feed(opened, URL, "A", NOW)


def listed(engine):
    with session(engine) as opened:
        return list_feeds(opened)


def claim(engine, owner="w1", now=NOW):
    with writing(engine) as opened:
        return claim_due(opened, owner, now)


def test_a_new_feed_is_due_at_once(engine, feed):
    assert [(item.url, item.title, item.paused, item.error) for item in listed(engine)] == [(URL, "A", False, "")]
    assert claim(engine).id == feed


def test_the_same_feed_twice_is_refused(engine, feed):
    with pytest.raises(FeedError, match="watched already"), writing(engine) as opened:
        add_feed(opened, URL, "", NOW)


def test_a_claimed_feed_is_nobody_elses_until_the_lease_runs_out(engine, feed):
    assert claim(engine, "w1").id == feed
    assert claim(engine, "w2") is None
    assert claim(engine, "w2", NOW + LEASE) is None
    assert claim(engine, "w2", NOW + LEASE + dt.timedelta(seconds=1)).id == feed


def test_one_host_is_asked_by_one_worker_at_a_time(engine, feed):
    with writing(engine) as opened:
        other = add_feed(opened, "https://a.example/second", "", NOW)
        elsewhere = add_feed(opened, "https://b.example/feed", "", NOW)
    assert claim(engine, "w1").id == feed
    assert claim(engine, "w2").id == elsewhere
    assert claim(engine, "w3") is None
    with writing(engine) as opened:
        finish(opened, feed, "w1", NOW, Polled())
    assert claim(engine, "w3").id == other


def test_success_is_counted_and_the_next_poll_set(engine, feed):
    claim(engine)
    with writing(engine) as opened:
        finish(opened, feed, "w1", NOW, Polled("Title", '"e"', "Fri", 3, 2))
    (item,) = listed(engine)
    assert (item.title, item.etag, item.last_modified, item.articles, item.events) == ("Title", '"e"', "Fri", 3, 2)
    assert (item.last_success, item.next_poll, item.failures) == (NOW, NOW + INTERVAL, 0)


def test_not_modified_keeps_the_validators(engine, feed):
    for polled in (Polled("T", '"e"', "Fri"), Polled(changed=False)):
        with writing(engine) as opened:
            poll_now(opened, feed, NOW)
        claim(engine)
        with writing(engine) as opened:
            finish(opened, feed, "w1", NOW, polled)
    (item,) = listed(engine)
    assert (item.title, item.etag, item.last_modified) == ("T", '"e"', "Fri")


def failed(engine, feed, failure):
    with writing(engine) as opened:
        poll_now(opened, feed, NOW)
    claim(engine)
    with writing(engine) as opened:
        fail(opened, feed, "w1", NOW, failure)
    return listed(engine)[0]


def test_failures_wait_longer_each_time_up_to_a_day(engine, feed):
    waits = [failed(engine, feed, Failure("no answer")).next_poll - NOW for _ in range(9)]
    assert waits[:3] == [INTERVAL * 2, INTERVAL * 4, INTERVAL * 8]
    assert waits[-1] == LONGEST
    assert listed(engine)[0].error == "no answer"


@pytest.mark.parametrize(("seconds", "hours"), [(7200, 2), (60, 0.5), (10_000_000, 7 * 24)])
def test_retry_after_is_honoured_within_reason(engine, feed, seconds, hours):
    assert failed(engine, feed, Failure("busy", seconds)).next_poll - NOW == dt.timedelta(hours=hours)


def test_a_feed_that_is_gone_is_paused_and_can_be_taken_up_again(engine, feed):
    assert failed(engine, feed, Failure("gone", gone=True)).paused
    assert claim(engine, now=NOW + LONGEST * 2) is None
    with writing(engine) as opened:
        item = pause_feed(opened, feed, NOW, paused=False)
    assert (item.paused, item.failures, item.error) == (False, 0, "")
    assert claim(engine).id == feed


def test_a_lost_lease_stores_nothing(engine, feed):
    claim(engine, "w1")
    claim(engine, "w2", NOW + LEASE * 2)

    def store_late():
        with writing(engine) as opened:
            add_feed(opened, "https://b.example/feed", "written in the same transaction", NOW)
            finish(opened, feed, "w1", NOW, Polled())

    with pytest.raises(LeaseLostError):
        store_late()
    assert [item.url for item in listed(engine)] == [URL]


def test_a_removed_feed_is_gone(engine, feed):
    with writing(engine) as opened:
        remove_feed(opened, feed)
    assert listed(engine) == []
    with pytest.raises(FeedError, match="no feed"), writing(engine) as opened:
        remove_feed(opened, feed)
