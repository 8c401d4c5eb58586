"""The filter's options: the same names as in the address bar, on every command that lists or exports."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

import click

from tracker.filters import EventFilter, FilterError

_F = TypeVar("_F", bound=Callable[..., Any])

MANY = {
    "leader": "Name or key, such as Putin or vladimir-putin; repeatable.",
    "venue": "Name or key, such as Hamburg or hamburg-de; repeatable.",
    "country": "Name or ISO code of a party or the venue; repeatable.",
    "series": "Name or key, such as G20; repeatable.",
    "kind": "summit, meeting, visit, talks, conference or call; repeatable.",
    "status": "speculative, confirmed, postponed, cancelled, held or lapsed; repeatable.",
}
ONE = {
    "from": "First day (YYYY-MM-DD) of the window.",
    "to": "Last day of the window.",
    "q": "Words of title, people, place and series.",
    "as-known-on": "The calendar as it was believed on this day.",
    "changed-since": "Only events that changed since this day.",
}


def filter_options(function: _F) -> _F:
    """Add the options; the command gets them as keyword arguments and hands them to ``filter_of``."""
    for name, says in reversed(ONE.items()):
        function = click.option(f"--{name}", f"filter_{name.replace('-', '_')}", metavar="DAY" if name != "q" else "WORDS", help=says)(
            function
        )
    for name, says in reversed(MANY.items()):
        function = click.option(f"--{name}", f"filter_{name}", multiple=True, help=says)(function)
    return function


def filter_of(options: dict[str, Any]) -> EventFilter:
    """Build the filter from a command's keyword arguments; a bad value ends the program with the option's name."""
    pairs: list[tuple[str, str]] = []
    for key, value in options.items():
        if not key.startswith("filter_"):
            continue
        name = key.removeprefix("filter_")
        pairs += [(name, one) for one in value] if isinstance(value, tuple) else [(name, value)] if value else []
    try:
        return EventFilter.parse(pairs)
    except FilterError as error:
        raise click.BadParameter(error.message, param_hint=f"--{error.name.replace('_', '-')}") from None
