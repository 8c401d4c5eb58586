"""Progress on long work: a bar where a person watches, nothing otherwise (reports and logs say the rest)."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from typing import TypeVar

from tqdm import tqdm

_T = TypeVar("_T")


def progress(items: Iterable[_T], label: str, unit: str, total: int | None = None) -> Iterator[_T]:
    """Pass the items on, drawing a bar on standard error when that is a terminal."""
    return iter(tqdm(items, desc=label, unit=f" {unit}", total=total, disable=not sys.stderr.isatty(), file=sys.stderr))
