"""Long lists in pieces: a statement takes only so many parameters."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, TypeVar

from sqlalchemy import bindparam

SIZE = 500

T = TypeVar("T")
IDS: Any = bindparam("ids", expanding=True)
"""A place for the items of a batch in a statement that is built once: building one costs more than the database needs to answer it."""


def batches(items: Sequence[T], size: int = SIZE) -> Iterator[Sequence[T]]:
    """Slices of at most ``size``, in order; none of an empty list."""
    return (items[first : first + size] for first in range(0, len(items), size))
