"""The ribbon of successive windows, laid out."""

import datetime as dt

import pytest

from tracker.domain import Change, Event, Kind, Place, Precision, Status, When
from tracker.web.ribbon import MOST_TICKS, ribbon


def version(known, first, last=None, city="Paris"):
    start = dt.date.fromisoformat(first) if first else None
    end = dt.date.fromisoformat(last or first) if first else None
    when = When(start, end, Precision.DAYS if last else Precision.DAY)
    return Event("x", Kind.MEETING, "T", Status.SPECULATIVE, when, Place(city, "FR"), version_from=dt.date.fromisoformat(known))


def test_nothing_moved_gives_none():
    assert ribbon([]) is None
    assert ribbon([version("2026-01-01", "2026-05-01")]) is None
    assert ribbon([version("2026-01-01", "2026-05-01"), version("2026-02-01", "2026-05-01")]) is None
    assert ribbon([version("2026-01-01", ""), version("2026-02-01", "", city="Nice")]) is None


def test_each_window_stands_where_it_was():
    drawn = ribbon([version("2026-01-01", "2026-02-01", "2026-02-10"), version("2026-01-15", "2026-04-01", "2026-04-10")])
    first, second = drawn.bars
    assert (first.told, second.told) == (0, pytest.approx(14, abs=1))
    assert first.left + first.width < second.left
    assert second.left + second.width == pytest.approx(100, abs=0.1)
    assert drawn.slippage.days == 59


def test_each_step_names_who_told_it_and_not_who_told_most():
    first, second = version("2026-01-01", "2026-02-01"), version("2026-01-15", "2026-04-01")
    day, now = dt.date(2026, 1, 15), dt.datetime(2026, 1, 16, tzinfo=dt.UTC)
    told = [
        Change("x", name, None, None, day, now, "mention:a#0", outlet=outlet) for name, outlet in [("when", "Mover"), ("status", "Other")]
    ]
    assert [step.outlet for step in ribbon([first, second], told).slippage.steps] == ["", "Mover"]


def test_a_stand_without_days_has_no_bar():
    drawn = ribbon([version("2026-01-01", ""), version("2026-02-01", "2026-05-01")])
    assert [bar.left is None for bar in drawn.bars] == [True, False]


@pytest.mark.parametrize("last", ["2026-02-01", "2026-06-01", "2027-12-01", "2036-01-01", "2126-01-01", "2426-01-01"])
def test_everything_stays_inside_and_ticks_can_be_told_apart(last):
    drawn = ribbon([version("2026-01-01", "2026-01-20"), version("2026-01-10", last)])
    for bar in drawn.bars:
        assert 0 <= bar.told <= 100
        assert 0 <= bar.left <= bar.left + bar.width <= 100.01
    assert len(drawn.ticks) <= MOST_TICKS + 1
    places = [tick.at for tick in drawn.ticks]
    assert places == sorted(places)
    assert all(0 <= place < 94 for place in places)
