"""One function over many things in several processes: results in the order of the things, and only a few of them waiting at a time."""

from __future__ import annotations

import multiprocessing
import os
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Executor, Future, ProcessPoolExecutor
from contextlib import contextmanager
from typing import Protocol, TypeVar

T = TypeVar("T")
R = TypeVar("R")


class Spread(Protocol):
    """What ``map`` is to one process; that is the plainest one."""

    def __call__(self, function: Callable[[T], R], things: Iterable[T], /) -> Iterator[R]:
        """Give the results in order."""


@contextmanager
def spreading(workers: int, ahead: int, prepare: Callable[[], object] | None = None) -> Iterator[Spread]:
    """Give what spreads over so many processes, each of which may have ``ahead`` things waiting: more would only fill memory."""
    if workers == 1:
        yield map
        return
    with ProcessPoolExecutor(workers, initializer=_begin, initargs=(prepare,)) as pool:
        yield _Pool(pool, workers * ahead)


def _begin(prepare: Callable[[], object] | None) -> None:
    """Make a new process ready; it ends when the one that started it is gone, which the pool would never notice."""
    threading.Thread(target=_follow, daemon=True).start()
    if prepare:
        prepare()


def _follow() -> None:
    first = multiprocessing.parent_process()
    if first is not None:
        first.join()
        os._exit(1)


class _Pool:
    def __init__(self, pool: Executor, most: int) -> None:
        self._pool, self._most = pool, most

    def __call__(self, function: Callable[[T], R], things: Iterable[T], /) -> Iterator[R]:
        waiting: deque[Future[R]] = deque()
        for thing in things:
            waiting.append(self._pool.submit(function, thing))
            if len(waiting) >= self._most:
                yield waiting.popleft().result()
        while waiting:
            yield waiting.popleft().result()
