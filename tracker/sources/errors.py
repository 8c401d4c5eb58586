"""The one error that sources raise."""

from __future__ import annotations


class SourceError(ValueError):
    """An input that cannot be used. ``status`` is the other side's HTTP status, ``retry_after`` in seconds where it named a time."""

    def __init__(self, message: str, *, status: int | None = None, retry_after: int | None = None) -> None:
        super().__init__(message)
        self.status = status
        self.retry_after = retry_after

    @property
    def gone(self) -> bool:
        """Whether the other side says that it is gone for good."""
        return self.status == 410
