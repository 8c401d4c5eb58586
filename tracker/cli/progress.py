"""Progress on long work: a bar where a person watches, nothing otherwise (reports and logs say the rest)."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from typing import Any, TypeVar

from tqdm import tqdm

_T = TypeVar("_T")


def progress(items: Iterable[_T], label: str, unit: str, total: int | None = None) -> Iterator[_T]:
    """Pass the items on, drawing a bar on standard error when that is a terminal."""
    return iter(tqdm(items, desc=label, unit=f" {unit}", total=total, disable=not sys.stderr.isatty(), file=sys.stderr))


def counter(label: str, unit: str, total: int | None = None) -> tqdm[Any]:
    """Give a bar that is moved by hand."""
    return tqdm(desc=label, unit=f" {unit}", total=total, disable=not sys.stderr.isatty(), file=sys.stderr)


def advance_to(bar: tqdm[Any], total: int) -> None:
    """Move a bar to a total."""
    bar.update(total - bar.n)
