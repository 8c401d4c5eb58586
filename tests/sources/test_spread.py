"""Spreading over processes gives what ``map`` gives, and keeps only a few things waiting."""

import operator
import os

import pytest

from tracker.sources.spread import spreading


@pytest.mark.parametrize("workers", [1, 2])
def test_results_come_in_the_order_of_the_things(workers):
    with spreading(workers, 2) as spread:
        assert list(spread(operator.neg, range(50))) == [-number for number in range(50)]
        assert list(spread(operator.neg, [])) == []


def test_things_are_taken_only_as_results_are():
    taken = []
    with spreading(2, 3) as spread:
        results = spread(operator.neg, (taken.append(number) or number for number in range(100)))
        assert next(results) == 0
        assert len(taken) == 2 * 3


def test_several_processes_work_and_one_is_this_one():
    with spreading(1, 1) as spread:
        assert set(spread(_process, range(3))) == {os.getpid()}
    with spreading(2, 1) as spread:
        assert os.getpid() not in set(spread(_process, range(3)))


def test_what_goes_wrong_there_is_raised_here():
    with spreading(2, 1) as spread, pytest.raises(ZeroDivisionError):
        list(spread(_inverse, [1, 0]))


def _process(_):
    return os.getpid()


def _inverse(number):
    return 1 / number
