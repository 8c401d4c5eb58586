"""Names of what filters and lanes are keyed by, and places and parties with countries written out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from sqlalchemy.orm import Session

from tracker import wording
from tracker.domain import Kind, Status
from tracker.filters import EventFilter
from tracker.store.queries import label_of

STORED = ("leader", "venue", "series")
KINDS = frozenset(kind.value for kind in Kind)


def labels(session: Session, dimension: str, keys: Sequence[str]) -> dict[str, str]:
    """What a person reads for the values of one dimension; a key that nothing stands under is read as its own words."""
    if dimension in STORED:
        known = label_of(session, dimension, keys)
        return {key: known.get(key, key.replace("-", " ").title() if key.islower() else key) for key in keys}
    if dimension == "kind":
        return {key: wording.KIND_LABELS[Kind(key)] if key in KINDS else key for key in keys}
    if dimension == "status":
        return {key: wording.STATUS_LABELS[Status(key)] for key in keys}
    return {key: wording.country(key) for key in keys}


def chips(session: Session, wanted: EventFilter) -> Iterator[dict[str, str]]:
    """Every condition of the filter but its window, as a chip that can be taken off."""
    for name in ("leader", "venue", "country", "series", "kind", "status"):
        values = [str(value) for value in getattr(wanted, name)]
        if values:
            named = labels(session, name, values)
            yield from ({"name": name, "value": value, "label": named[value], "prefix": name} for value in values)
    if wanted.q:
        yield {"name": "q", "value": wanted.q, "label": f"“{wanted.q}”", "prefix": "words"}
    if wanted.changed_since:
        yield {
            "name": "changed_since",
            "value": wanted.changed_since.isoformat(),
            "label": f"changed since {wording.day(wanted.changed_since)}",
        }
