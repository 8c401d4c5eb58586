"""The numbers under which facet values stand in the search tables."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from sqlalchemy import select, tuple_, update
from sqlalchemy.orm import Session

from tracker.domain import Event, Status
from tracker.store.batches import IDS, batches
from tracker.store.bulk import insert_numbered, table_of
from tracker.store.facets import FacetName, statuses_of
from tracker.store.models import FacetKey

_KEYS = table_of(FacetKey).columns
_MARK_OWN = update(table_of(FacetKey)).where(_KEYS.id.in_(IDS), ~_KEYS.own_status).values(own_status=True)
_BATCH = 400  # SQLite takes at most some thousands of parameters


class FacetBook:
    """Gives each facet value its number, and makes one for a value that has none yet.

    Lives as long as one transaction: a number made in a transaction that is rolled back is no number.
    """

    def __init__(self, session: Session) -> None:
        self._session = session
        self._ids: dict[tuple[str, str], int] = {}
        self._own: set[int] = set()

    def learn(self, names: Iterable[FacetName]) -> None:
        """Look up the numbers of all these values in few queries, and make those that are missing."""
        missing = self.find(names)
        made = insert_numbered(self._session.connection(), FacetKey, [_values(name) for name in missing])
        self._ids.update({(name.dimension, name.key): number for name, number in zip(missing, made, strict=True)})

    def find(self, names: Iterable[FacetName]) -> list[FacetName]:
        """Look up the numbers of all these values; give those values that have none."""
        wanted = {(name.dimension, name.key): name for name in names}
        self._look_up([pair for pair in wanted if pair not in self._ids])
        return [name for pair, name in wanted.items() if pair not in self._ids]

    def ids(self, names: Iterable[FacetName]) -> tuple[int, ...]:
        """The numbers of values that were learnt."""
        return tuple(self._ids[name.dimension, name.key] for name in names)

    def stands(self, event: Event, names: Sequence[FacetName]) -> tuple[tuple[int, Status], ...]:
        """The numbers of an event's facets, which were learnt, with how it stands under each; where it stands otherwise is noted."""
        keys = tuple(zip(self.ids(names), statuses_of(event, names), strict=True))
        self._own.update(number for number, status in keys if status is not event.status)
        return keys

    def mark_own(self) -> None:
        """Write which keys those are: queries take the status from elsewhere where it is not that key's that they ask for."""
        for batch in batches(sorted(self._own)):
            self._session.connection().execute(_MARK_OWN, {"ids": batch})

    def _look_up(self, pairs: list[tuple[str, str]]) -> None:
        for first in range(0, len(pairs), _BATCH):
            batch = pairs[first : first + _BATCH]
            found = select(FacetKey.dimension, FacetKey.key, FacetKey.id).where(tuple_(FacetKey.dimension, FacetKey.key).in_(batch))
            self._ids.update({(dimension, key): number for dimension, key, number in self._session.execute(found)})


def _values(name: FacetName) -> dict[str, str]:
    return {"dimension": name.dimension, "key": name.key, "label": name.label, "folded": name.folded}
