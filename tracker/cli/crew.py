"""Several server processes on one socket: an answer that has to be worked out holds up one core and not every reader."""

from __future__ import annotations

import gc
import multiprocessing
import os
import signal
import sys
import threading
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from multiprocessing import connection
from multiprocessing.context import ForkProcess

import structlog

MOST = 4  # processes, where nobody says how many: each has a lexicon of its own once it has written to it
SHORTEST = 2.0  # seconds; a process that ends sooner cannot serve at all
PATIENCE = 30.0  # seconds until a process that does not end is killed
NUDGE = 2.0  # seconds after which one that goes on is told again

log = structlog.get_logger()


class CrewError(RuntimeError):
    """The server's processes cannot be kept running."""


def can_fork() -> bool:
    """Whether this system can run more than one process on one socket."""
    return "fork" in multiprocessing.get_all_start_methods()


def usual_size() -> int:
    """One process a core; one alone where forking is not what programs do (macOS) or not known (Windows)."""
    return min(os.cpu_count() or 1, MOST) if sys.platform.startswith("linux") else 1


def serve_together(serve: Callable[[], None], size: int) -> None:
    """Run ``serve`` in so many processes until this one is told to stop. A process that ends by itself is replaced.

    What is loaded before is shared between them. Raises CrewError if a new process ends at once.
    """
    gc.freeze()  # or the collector would copy every page that it looks at
    crew: dict[ForkProcess, float] = {}
    with _told_to_stop() as told:
        try:
            while True:
                while len(crew) < size:
                    process = _started(serve)
                    crew[process] = time.monotonic()
                ended = connection.wait([told, *(process.sentinel for process in crew)])
                if told in ended:
                    return
                for process in [process for process in crew if process.sentinel in ended]:
                    process.join()  # its descriptors close a moment before it is gone; not waited for, it may stay a zombie
                    log.warning("server process ended", code=process.exitcode)
                    if time.monotonic() - crew.pop(process) < SHORTEST:
                        raise CrewError("a server process ended as soon as it began; TRACKER_PROCESSES=1 shows why")
        finally:
            _stop(crew)


@contextmanager
def _told_to_stop() -> Iterator[int]:
    """A descriptor that can be read from once this process is told to stop.

    The handler only writes: what one raises while a process forks is lost, for Python ignores what is raised in its hooks there.
    """
    told, tell = os.pipe()
    before = {name: signal.signal(name, lambda *_: os.write(tell, b".")) for name in (signal.SIGTERM, signal.SIGINT)}
    try:
        yield told
    finally:
        for name, handler in before.items():
            signal.signal(name, handler)
        os.close(told)
        os.close(tell)


def _started(serve: Callable[[], None]) -> ForkProcess:
    process = multiprocessing.get_context("fork").Process(target=_member, args=(serve,))
    process.start()
    return process


def _stop(crew: Iterable[ForkProcess]) -> None:
    """End the processes. One that is told in the moment in which it begins may lose the word, so it is told until it ends."""
    patient_until = time.monotonic() + PATIENCE
    while left := [process for process in crew if process.is_alive()]:
        for process in left:
            process.terminate() if time.monotonic() < patient_until else process.kill()
        connection.wait([process.sentinel for process in left], NUDGE)


def _member(serve: Callable[[], None]) -> None:
    """Serve until told to stop, or until the first process is gone."""
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    signal.signal(signal.SIGINT, signal.default_int_handler)
    parent = multiprocessing.parent_process()
    assert parent is not None
    threading.Thread(target=_follow, args=(parent.sentinel,), daemon=True).start()
    serve()


def _follow(sentinel: int) -> None:
    """Stop this process when the first one ends, however it ends: nobody else would."""
    connection.wait([sentinel])
    os.kill(os.getpid(), signal.SIGTERM)
