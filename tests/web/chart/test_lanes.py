"""Lanes share the height there is."""

from itertools import pairwise

import pytest

from tracker.web.chart.lanes import Lane, lanes_that_fit, lay_out


@pytest.mark.parametrize(("needs", "fit"), [([1] * 3, 3), ([1] * 100, 14), ([30, 30, 30], 3), ([3] * 10, 6)])
def test_as_many_lanes_as_have_room(frame, needs, fit):
    assert lanes_that_fit(frame, needs) == fit


@pytest.mark.parametrize("needs", [[1], [2, 3], [9, 9, 9, 9], [1, 40, 2]])
def test_lanes_lie_one_below_the_other_inside_the_plot(frame, needs):
    lanes = [Lane(str(number), str(number)) for number in range(len(needs))]
    strips, height = lay_out(frame, lanes, needs, 0)
    assert all(upper.bottom == pytest.approx(lower.top) for upper, lower in pairwise(strips))
    assert strips[-1].bottom <= height
    assert height <= frame.height
    assert all(strip.top < strip.middle(strip.rows - 1) < strip.bottom for strip in strips)


def test_no_lanes_is_no_fault(frame):
    strips, height = lay_out(frame, [], [], 0)
    assert strips == []
    assert height > 0
