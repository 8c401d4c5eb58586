import datetime as dt
from collections import Counter

import pytest
from sqlalchemy import select

from tracker.domain import Status
from tracker.store.engine import session, writing
from tracker.store.models import EVERYTHING, FAR, Rollup, SearchState
from tracker.store.rollups import add_to_rollups, contributions, month_of, week_of, year_of
from tracker.store.search_rows import Entry, facet_rows
from tracker.store.spans import Span

JANUARY, APRIL, MAY = dt.date(2017, 1, 10), dt.date(2017, 4, 20), dt.date(2017, 5, 17)
NOW = FAR.toordinal()
YEAR = dt.date(2017, 1, 1).toordinal()
NEXT = dt.date(2018, 2, 2)
FIRST_OF_MAY = dt.date(2017, 5, 1).toordinal()
MONDAY = dt.date(2017, 5, 15).toordinal()


def entry(known_to=FAR, keys=((EVERYTHING, Status.CONFIRMED), (7, Status.CONFIRMED))):
    return Entry(3, Span.MONTH, MAY, MAY, JANUARY, known_to, keys)


def test_what_is_believed_today_counts_under_each_key_by_week_month_and_year_and_under_everything_by_day():
    under_each = {
        (key, grain, NOW, bucket, 2): 1
        for key in (EVERYTHING, 7)
        for grain, bucket in (("week", MONDAY), ("month", FIRST_OF_MAY), ("year", YEAR), ("ever", NOW))
    }
    assert contributions(entry()) == {
        (EVERYTHING, "month", JANUARY.toordinal(), FIRST_OF_MAY, 2): 1,
        (EVERYTHING, "past", YEAR, FIRST_OF_MAY, 2): 1,
        (EVERYTHING, "week", JANUARY.toordinal(), MONDAY, 2): 1,
        (EVERYTHING, "past week", YEAR, MONDAY, 2): 1,
        (EVERYTHING, "day", NOW, MAY.toordinal(), 2): 1,
        **under_each,
    }


def test_what_was_believed_counts_on_its_first_day_and_is_taken_away_on_its_last():
    next_year = NEXT.replace(month=1, day=1).toordinal()
    by_bucket = [("month", "past", FIRST_OF_MAY), ("week", "past week", MONDAY)]
    assert contributions(entry(NEXT)) == {
        (EVERYTHING, grain, known, bucket, 2): total
        for daily, yearly, bucket in by_bucket
        for grain, known, total in (
            (daily, JANUARY.toordinal(), 1),
            (yearly, YEAR, 1),
            (daily, NEXT.toordinal(), -1),
            (yearly, next_year, -1),
        )
    }


def test_under_a_leader_the_event_counts_as_it_stands_for_him():
    counts = contributions(entry(keys=((EVERYTHING, Status.CONFIRMED), (7, Status.CANCELLED))))
    assert (counts[EVERYTHING, "ever", NOW, NOW, 2], counts[7, "ever", NOW, NOW, 2], counts[7, "ever", NOW, NOW, 4]) == (1, 0, 1)


def test_what_came_and_went_within_a_year_leaves_nothing_in_it():
    assert contributions(entry(APRIL))[EVERYTHING, "past", YEAR, FIRST_OF_MAY, 2] == 0


@pytest.mark.parametrize(
    ("floor", "day", "first"),
    [
        (week_of, MAY, dt.date(2017, 5, 15)),
        (week_of, dt.date(2017, 5, 15), dt.date(2017, 5, 15)),
        (week_of, dt.date(2017, 1, 1), dt.date(2016, 12, 26)),
        (month_of, MAY, dt.date(2017, 5, 1)),
        (year_of, MAY, dt.date(2017, 1, 1)),
        *((floor, FAR, FAR) for floor in (week_of, month_of, year_of)),
    ],
)
def test_buckets_begin_with_their_first_day_and_undated_events_keep_their_place_at_the_end_of_time(floor, day, first):
    assert floor(day) == first


def test_counts_add_up_and_what_comes_to_nothing_goes(engine):
    key, other = (7, "ever", NOW, NOW, 2), (8, "ever", NOW, NOW, 2)
    with writing(engine) as opened:
        add_to_rollups(opened, Counter({key: 2, other: 1}))
        add_to_rollups(opened, Counter({key: 3, other: -1}))
        add_to_rollups(opened, Counter({key: 0}))
        add_to_rollups(opened, Counter())
    with session(engine) as opened:
        assert [tuple(row) for row in opened.execute(select(Rollup.key_id, Rollup.total))] == [(7, 5)]
        assert opened.scalar(select(SearchState.writes)) == 4


def test_an_entry_has_a_facet_under_each_key():
    assert facet_rows(entry()) == [(key, 0, MAY.toordinal(), 3, MAY.toordinal(), 2, JANUARY.toordinal(), NOW) for key in (EVERYTHING, 7)]
