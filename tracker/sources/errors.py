"""The one error that sources raise."""

from __future__ import annotations


class SourceError(ValueError):
    """An input that cannot be used. ``retry_after`` is in seconds where the other side named a time, else None."""

    def __init__(self, message: str, *, retry_after: int | None = None, gone: bool = False) -> None:
        super().__init__(message)
        self.retry_after = retry_after
        self.gone = gone
