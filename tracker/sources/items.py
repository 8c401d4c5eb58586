"""One thing that a stream of files gives."""

from __future__ import annotations

from dataclasses import dataclass

from tracker.domain import Article


@dataclass(frozen=True, slots=True)
class Item:
    """An article, or why there is none. ``position`` is the byte of its file at which an interrupted run goes on."""

    where: str
    position: int
    article: Article | None = None
    error: str = ""
    warnings: tuple[str, ...] = ()
