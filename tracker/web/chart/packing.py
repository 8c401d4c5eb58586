"""Rows of a lane: no mark and no label lies on another; what finds no row is handed back to be counted."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

GAP = 6.0


@dataclass(frozen=True, slots=True)
class Extent:
    """Pixels that one event needs: ``right`` without its label, ``label_right`` with it. A ``vague`` one stands below the others."""

    left: float
    right: float
    label_right: float
    vague: bool = False


@dataclass(slots=True)
class Placement:
    """The row of an event, and whether its label fits there."""

    row: int
    labelled: bool = True


@dataclass(slots=True)
class _Row:
    right: float
    label_right: float
    last: Placement


def pack(extents: Sequence[Extent], limit: int) -> list[Placement | None]:
    """Give each extent its row among ``limit``; None where every row is taken. A label gives way before an event does.

    Vague windows stand below, one against the next: the years and seasons that they are begin where the last ended.
    """
    placements: list[Placement | None] = [None] * len(extents)
    order = sorted(range(len(extents)), key=lambda one: (extents[one].left, -extents[one].right))
    above: list[_Row] = []
    below: list[_Row] = []
    for index in order:
        if not extents[index].vague:
            placements[index] = _place(extents[index], above, limit)
    for index in order:
        if extents[index].vague and (placed := _place(extents[index], below, limit - len(above), 0)):
            placements[index] = placed
            placed.row += len(above)
    fill_in(extents, placements, limit, [index for index in order if placements[index] is None])
    return placements


def _place(extent: Extent, rows: list[_Row], limit: int, gap: float = GAP) -> Placement | None:
    for number, row in enumerate(rows):
        if row.label_right + gap <= extent.left:
            return _take(extent, rows, number)
    if len(rows) < limit:
        rows.append(_Row(0, 0, Placement(0)))
        return _take(extent, rows, len(rows) - 1)
    for number, row in enumerate(rows):
        if row.right + gap <= extent.left:
            row.last.labelled = False
            return _take(extent, rows, number)
    return None


def _take(extent: Extent, rows: list[_Row], number: int) -> Placement:
    placement = Placement(number)
    rows[number] = _Row(extent.right, extent.label_right, placement)
    return placement


def fill_in(extents: Sequence[Extent], placements: list[Placement | None], limit: int, indices: Sequence[int]) -> None:
    """Place further extents where the rows are still free, without their labels; what finds no place stays out."""
    taken: list[list[tuple[float, float]]] = [[] for _ in range(limit)]
    for extent, placement in zip(extents, placements, strict=True):
        if placement is not None:
            taken[placement.row].append((extent.left, extent.label_right))
    for index in indices:
        left, right = extents[index].left, extents[index].right
        for number, row in enumerate(taken):
            if all(right + GAP <= start or end + GAP <= left for start, end in row):
                placements[index] = Placement(number, labelled=False)
                row.append((left, right))
                break


def rows_needed(extents: Sequence[Extent]) -> int:
    """Rows in which everything fits with its label."""
    placed = pack(extents, len(extents))
    return max((one.row + 1 for one in placed if one), default=1)


def share_rows(needs: Sequence[int], budget: int) -> list[int]:
    """Give every lane one row, then a further row in turn to each that needs more, until the budget is spent."""
    shares = [1] * len(needs)
    spare = budget - len(needs)
    while spare > 0:
        wanting = [lane for lane, need in enumerate(needs) if shares[lane] < need]
        if not wanting:
            break
        for lane in wanting[:spare]:
            shares[lane] += 1
        spare -= min(len(wanting), spare)
    return shares
