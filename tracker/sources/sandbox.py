"""Parsing where it can be killed: one child process does it, with a time limit a call and a memory limit in all.

A page that takes too long or too much memory costs its own article; the child is replaced and the caller goes on.
"""

from __future__ import annotations

import multiprocessing
import resource
import threading
from collections.abc import Callable
from multiprocessing.connection import Connection
from types import TracebackType
from typing import Any, Self

from tracker.sources.errors import SourceError

MEMORY = 2_000_000_000  # bytes of address space for the child
STARTING = 60.0  # seconds that a busy machine may take to start the child and load what the call needs
BEGUN = (True, None)


class Sandbox:
    """Runs module-level functions in a child process. Safe to share between threads: one call at a time."""

    def __init__(self, seconds: float) -> None:
        self._seconds = seconds
        self._context = multiprocessing.get_context("spawn")
        self._lock = threading.Lock()
        self._child: Any = None
        self._pipe: Connection[Any, Any] | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.close()

    def call(self, function: Callable[..., Any], *arguments: Any) -> Any:
        """Run ``function(*arguments)`` in the child. Raises SourceError for its SourceErrors, for too long and for a crash."""
        with self._lock:
            try:
                good, value = self._answer(function, arguments)
            except (EOFError, OSError):
                self._kill()
                raise SourceError("reading it crashed (too large or damaged); paste the text instead") from None
        if good:
            return value
        raise value

    def _answer(self, function: Callable[..., Any], arguments: tuple[Any, ...]) -> tuple[bool, Any]:
        """Send a call and wait for its answer; the time counts from when the child has begun, not from when it is started."""
        pipe = self._started()
        pipe.send((function, arguments))
        for seconds in (STARTING, self._seconds):
            if not pipe.poll(seconds):
                self._kill()
                raise SourceError(f"reading it took longer than {seconds:g} seconds and was stopped (TRACKER_PARSE_TIMEOUT)")
            answer: tuple[bool, Any] = pipe.recv()
        return answer

    def close(self) -> None:
        """End the child."""
        with self._lock:
            self._kill()

    def _started(self) -> Connection[Any, Any]:
        if self._child is None or not self._child.is_alive() or self._pipe is None:
            self._kill()
            self._pipe, theirs = self._context.Pipe()
            self._child = self._context.Process(target=_serve, args=(theirs,), daemon=True)
            self._child.start()
            theirs.close()
        return self._pipe

    def _kill(self) -> None:
        if self._pipe is not None:
            self._pipe.close()
        if self._child is not None:
            self._child.kill()
            self._child.join()
        self._child, self._pipe = None, None


def _serve(pipe: Connection[Any, Any]) -> None:
    """Answer calls until the other end closes; an unexpected error becomes a SourceError that names it."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    while True:
        try:
            function, arguments = pipe.recv()
            pipe.send(BEGUN)
        except EOFError:
            return
        try:
            answer = (True, function(*arguments))
        except SourceError as error:
            answer = (False, error)
        except MemoryError:
            answer = (False, SourceError("reading it took too much memory; paste the text instead"))
        except Exception as error:  # noqa: BLE001 - parsers raise anything on hostile input; the child reports it and lives on
            answer = (False, SourceError(f"it cannot be read ({type(error).__name__}: {error})"))
        pipe.send(answer)
