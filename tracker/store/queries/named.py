"""Names in place of keys: "Putin", "Russia" and "g20" in a filter are taken for the keys that bear them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from tracker.filters import EventFilter
from tracker.store.facets import fold, words
from tracker.store.models import FacetKey
from tracker.store.queries.criteria import key_ids, like

NAMED = ("leader", "venue", "country", "series")
MOST_KEYS = 20
"""Keys that one name is taken for."""


def by_key(session: Session, wanted: EventFilter) -> EventFilter:
    """Give the filter with keys for the names in it; a name that no key bears stays, and finds nothing.

    A name is a whole label first ("Hamburg"), else words of labels ("Bush" is both presidents); accents and capitals do not matter.
    """
    found: dict[str, Any] = {name: _keys(session, name, values) for name in NAMED if (values := getattr(wanted, name))}
    return replace(wanted, **found) if any(found[name] != getattr(wanted, name) for name in found) else wanted


def _keys(session: Session, dimension: str, values: Sequence[str]) -> tuple[str, ...]:
    known = key_ids(session, dimension, values)
    return tuple(dict.fromkeys(key for value in values for key in ((value,) if value in known else _bearers(session, dimension, value))))


def _bearers(session: Session, dimension: str, name: str) -> Iterator[str]:
    """The keys of a name, or where there is none the name itself."""
    query = select(FacetKey.key, FacetKey.label).where(FacetKey.dimension == dimension)
    for word in words(name):
        query = query.where(FacetKey.folded.like(f"%{like(word)}%", escape="\\"))
    rows = session.execute(query.order_by(func.length(FacetKey.label), FacetKey.key).limit(MOST_KEYS)).all() if words(name) else []
    whole = [key for key, label in rows if fold(name) in (fold(key), fold(label))]
    spoken = [key for key, label in rows if set(words(name)) <= set(words(f"{key} {label}"))]
    yield from whole or spoken or [name]
