"""What was read of the search tables and holds until they are written again: kept in memory, for each database."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from dataclasses import dataclass, field
from typing import Any, TypeVar
from weakref import WeakKeyDictionary

from sqlalchemy import Engine, select
from sqlalchemy.orm import Session

from tracker.store.bulk import table_of
from tracker.store.models import SearchState

T = TypeVar("T")


@dataclass(slots=True)
class _Kept:
    """Values by name, as of so many writes."""

    writes: int
    values: dict[Hashable, Any] = field(default_factory=dict)


_KEPT: WeakKeyDictionary[Engine, _Kept] = WeakKeyDictionary()


def writes(session: Session) -> int:
    """Give the number that rises with every write to the search tables: what was read at the same number is the same."""
    return session.execute(select(table_of(SearchState).c.writes)).scalar() or 0


def remembered(session: Session, name: Hashable, ask: Callable[[], T]) -> T:
    """Give what ``ask`` gave under this name when the search tables were last written, or ask.

    A writer asks always: what it sees may never be committed.
    """
    engine = session.get_bind()
    if not isinstance(engine, Engine):
        return ask()
    number = writes(session)
    kept = _KEPT.get(engine)
    if kept is None or kept.writes != number:
        kept = _KEPT[engine] = _Kept(number)
    if name not in kept.values:
        kept.values[name] = ask()
    found: T = kept.values[name]
    return found
