"""Queries that are built once for each form that criteria can take: building one costs more than the database needs to answer it.

A form says how many values there are of what, and not which: the values are bound when the query is asked.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from functools import lru_cache
from typing import Any

from sqlalchemy import Executable, Integer, Result, bindparam
from sqlalchemy.orm import Session

from tracker.store.models.base import DayNumber, StatusCode
from tracker.store.queries.criteria import Criteria, Group

MOST_FORMS = 512
_DAYS = ("day", "start", "end")
Build = Callable[..., Executable]
_Form = tuple[Any, ...]


def ask(session: Session, build: Build, criteria: Criteria, *constants: Hashable, **values: Any) -> Result[Any]:
    """Execute what ``build(criteria, *constants)`` makes of criteria without their values; further ``values`` are bound by their names.

    ``constants`` are part of the form. ``build`` must not look at a value of the criteria, only at whether there is one.
    """
    form = _form(criteria)
    statement = build(criteria, *constants) if form is None else _built(build, form, constants)
    return session.execute(statement, {**_values(criteria), **values} if form else values)


def keys() -> Any:
    """A place for any number of facet keys, bound as ``keys``."""
    return bindparam("keys", expanding=True, type_=Integer)


def _form(criteria: Criteria) -> _Form | None:
    """How many values of what; None where a condition is rare, or different each time."""
    if criteria.changed_since is not None or criteria.own or any(group.pattern for group in criteria.groups):
        return None
    ranks = sorted(range(len(criteria.groups)), key=lambda place: criteria.groups[place].total)
    groups = tuple((len(group.ids), ranks.index(place)) for place, group in enumerate(criteria.groups))
    return (criteria.past, *(getattr(criteria, name) is not None for name in _DAYS), len(criteria.statuses), groups)


def _values(criteria: Criteria) -> dict[str, Any]:
    """The values under the names that the form has for them."""
    found: dict[str, Any] = {name: value for name in _DAYS if (value := getattr(criteria, name)) is not None}
    found.update(_numbered("status", criteria.statuses))
    for number, group in enumerate(criteria.groups):
        found.update(_numbered(f"group{number}_", group.ids))
    return found | {f"start_{span.name}": day for span, day in criteria.earliest_starts()}


def _numbered(name: str, values: Sequence[Any]) -> dict[str, Any]:
    return {f"{name}{number}": value for number, value in enumerate(values)}


@lru_cache(maxsize=MOST_FORMS)
def _built(build: Build, form: _Form, constants: tuple[Hashable, ...]) -> Executable:
    return build(_blank(form), *constants)


def _blank(form: _Form) -> Criteria:
    """Criteria of a form, with places where the values will be."""
    past, *days, statuses, groups = form
    dated: dict[str, Any] = {name: bindparam(name, type_=DayNumber) for name, there in zip(_DAYS, days, strict=True) if there}
    return Criteria(
        **dated,
        past=past,
        statuses=_places("status", statuses, StatusCode),
        groups=tuple(Group(_places(f"group{number}_", size, Integer), rank) for number, (size, rank) in enumerate(groups)),
        places=lambda span: bindparam(f"start_{span.name}", type_=DayNumber),
    )


def _places(name: str, number: int, kind: Any) -> tuple[Any, ...]:
    return tuple(bindparam(f"{name}{place}", type_=kind) for place in range(number))
