import os
import time

import pytest

from tracker.sources import SourceError
from tracker.sources.sandbox import Sandbox


def double(value):
    return value * 2


def sleep(seconds):
    time.sleep(seconds)


def refuse(message):
    raise SourceError(message)


def crash():
    os._exit(3)


def stumble():
    raise KeyError("odd")


def swallow():
    return bytearray(3_000_000_000)


@pytest.fixture(scope="module")
def sandbox():
    with Sandbox(seconds=8) as box:
        yield box


def test_it_answers(sandbox):
    assert sandbox.call(double, 21) == 42


def test_one_child_serves_many_calls(sandbox):
    assert sandbox.call(os.getpid) == sandbox.call(os.getpid) != os.getpid()


def test_too_long_is_killed_and_the_next_call_works(sandbox):
    with Sandbox(seconds=0.3) as short, pytest.raises(SourceError, match=r"longer than 0\.3 seconds"):
        short.call(sleep, 30)
    assert sandbox.call(double, 1) == 2


@pytest.mark.parametrize(
    ("function", "arguments", "says"),
    [
        (refuse, ("no article text",), "no article text"),
        (crash, (), "crashed"),
        (stumble, (), "KeyError"),
        (swallow, (), "too much memory"),
    ],
)
def test_what_goes_wrong_in_the_child_is_said_and_the_next_call_works(sandbox, function, arguments, says):
    with pytest.raises(SourceError, match=says):
        sandbox.call(function, *arguments)
    assert sandbox.call(double, 3) == 6
