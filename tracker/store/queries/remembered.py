"""What was read of the search tables and holds until they are written again: kept in memory, for each database."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, TypeVar
from weakref import WeakKeyDictionary

from sqlalchemy import Engine, select
from sqlalchemy.orm import Session, SessionTransaction

from tracker.store.bulk import table_of
from tracker.store.models import SearchState

T = TypeVar("T")
K = TypeVar("K", bound=Hashable)
MOST = 6_000
"""Values that are kept of one database; what was asked for longest ago makes room."""


@dataclass(slots=True)
class _Kept:
    """Values by name, as of so many writes."""

    writes: int
    values: OrderedDict[Hashable, Any] = field(default_factory=OrderedDict)

    def put(self, name: Hashable, value: Any) -> None:
        self.values[name] = value
        while len(self.values) > MOST:
            self.values.popitem(last=False)


_KEPT: WeakKeyDictionary[Engine, _Kept] = WeakKeyDictionary()
_READ: WeakKeyDictionary[SessionTransaction, int] = WeakKeyDictionary()


def writes(session: Session) -> int:
    """Give the number that rises with every write to the search tables: what was read at the same number is the same."""
    transaction = session.get_transaction()
    found = _READ.get(transaction) if transaction is not None else None
    if found is None:
        found = session.execute(select(table_of(SearchState).c.writes)).scalar() or 0
        transaction = session.get_transaction()
        if transaction is not None and isinstance(session.get_bind(), Engine):
            _READ[transaction] = found  # a reader's transaction is over before it matters that others write
    return found


def remembered(session: Session, name: Hashable, ask: Callable[[], T]) -> T:
    """Give what ``ask`` gave under this name when the search tables were last written, or ask.

    A writer asks always: what it sees may never be committed.
    """
    kept = _kept(session)
    if kept is None:
        return ask()
    if name not in kept.values:
        kept.put(name, ask())
    found: T = kept.values[name]
    return found


def remembered_each(session: Session, kind: str, wanted: Iterable[K], ask: Callable[[list[K]], Mapping[K, T]]) -> dict[K, T]:
    """The same for each of many: only for those that are not known is asked. What ``ask`` does not give is left out."""
    kept = _kept(session)
    names = list(dict.fromkeys(wanted))
    if kept is None:
        return dict(ask(names))
    known = {name: kept.values[kind, name] for name in names if (kind, name) in kept.values}
    missing = [name for name in names if name not in known]
    if missing:
        found = ask(missing)
        for name, value in found.items():
            kept.put((kind, name), value)
        known.update(found)
    return known


def _kept(session: Session) -> _Kept | None:
    """What is kept of the reader's database as of its last write; None for a writer."""
    engine = session.get_bind()
    if not isinstance(engine, Engine):
        return None
    number = writes(session)
    kept = _KEPT.get(engine)
    if kept is None or kept.writes != number:
        kept = _KEPT[engine] = _Kept(number)
    return kept
