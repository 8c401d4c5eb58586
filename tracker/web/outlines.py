"""The world's outlines for the map: Natural Earth (public domain, npm package world-atlas) decoded from TopoJSON and projected once.

``python -m tracker.web.outlines countries-110m.json`` writes ``static/data/world.json``, which is in git: the map needs no package.
The projection is Equal Earth (Šavrič, Patterson, Jenny, 2018): areas are true, shapes familiar. ``project`` places venues with it too.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from itertools import pairwise
from math import asin, cos, radians, sin, sqrt
from pathlib import Path
from typing import Any

from tracker.config import ROOT

TARGET = ROOT / "static" / "data" / "world.json"
A1, A2, A3, A4 = 1.340264, -0.081106, 0.000893, 0.003796
SCALE = 1000
DATE_LINE = 180.0
SOURCE = "Natural Earth 1:110m (public domain), from the npm package world-atlas 2.0.2, in Equal Earth projection"
ANTARCTICA = "010"  # ISO numeric; nobody meets there, and it would take a fifth of the map

Point = tuple[float, float]


def project(longitude: float, latitude: float) -> Point:
    """Degrees to the map's units, x to the east and y to the north."""
    theta = asin(sqrt(3) / 2 * sin(radians(latitude)))
    square = theta * theta
    sixth = square**3
    scale = 3 * (9 * A4 * sixth * square + 7 * A3 * sixth + 3 * A2 * square + A1)
    x = 2 * sqrt(3) * radians(longitude) * cos(theta) / scale
    y = theta * (A4 * sixth * square + A3 * sixth + A2 * square + A1)
    return round(x * SCALE, 1), round(y * SCALE, 1)


def rings(topology: dict[str, Any]) -> Iterator[list[Point]]:
    """Every ring of every country in degrees."""
    arcs = [list(_decoded(arc, topology["transform"])) for arc in topology["arcs"]]
    for shape in topology["objects"]["countries"]["geometries"]:
        if shape.get("id") == ANTARCTICA:
            continue
        polygons = [shape["arcs"]] if shape["type"] == "Polygon" else shape["arcs"]
        for polygon in polygons:
            yield from (_joined(ring, arcs) for ring in polygon)


def _decoded(arc: list[list[int]], transform: dict[str, list[float]]) -> Iterator[Point]:
    x = y = 0
    (scale_x, scale_y), (shift_x, shift_y) = transform["scale"], transform["translate"]
    for step_x, step_y in arc:
        x, y = x + step_x, y + step_y
        yield x * scale_x + shift_x, y * scale_y + shift_y


def _joined(ring: list[int], arcs: list[list[Point]]) -> list[Point]:
    points: list[Point] = []
    for index in ring:
        piece = arcs[index] if index >= 0 else arcs[~index][::-1]
        points += piece[1:] if points else piece
    return points


def cut(ring: list[Point]) -> Iterator[list[Point]]:
    """A ring that crosses the antimeridian as its parts on this side; any other as it is."""
    unrolled = _unrolled(ring)
    east, west = max(x for x, _ in unrolled), min(x for x, _ in unrolled)
    for turn in (-360, 0, 360):
        if west + turn < DATE_LINE and east + turn > -DATE_LINE:
            moved = [(x + turn, y) for x, y in unrolled]
            yield _clipped(_clipped(moved, -DATE_LINE, 1), DATE_LINE, -1)


def _unrolled(ring: list[Point]) -> list[Point]:
    """Longitudes without jumps, beyond 180 where need be."""
    points = [ring[0]]
    for x, y in ring[1:]:
        last = points[-1][0]
        points.append((x + 360 * round((last - x) / 360), y))
    return points


def _clipped(ring: list[Point], edge: float, side: int) -> list[Point]:
    """The part of a ring on one side of a meridian (Sutherland and Hodgman)."""
    kept: list[Point] = []
    for (x0, y0), (x1, y1) in pairwise([*ring, ring[0]]):
        inside, inside_next = (x0 - edge) * side >= 0, (x1 - edge) * side >= 0
        if inside:
            kept.append((x0, y0))
        if inside is not inside_next:
            kept.append((edge, y0 + (y1 - y0) * (edge - x0) / (x1 - x0)))
    return [*kept, kept[0]] if kept else []


def outlines(topology: dict[str, Any]) -> dict[str, Any]:
    """Give x and y with a gap after each ring, in whole units."""
    xs: list[int | None] = []
    ys: list[int | None] = []
    for ring in (part for whole in rings(topology) for part in cut(whole)):
        projected = [project(longitude, latitude) for longitude, latitude in ring]
        xs += [*(round(x) for x, _ in projected), None]
        ys += [*(round(y) for _, y in projected), None]
    return {"source": SOURCE, "x": xs, "y": ys}


if __name__ == "__main__":
    TARGET.parent.mkdir(exist_ok=True)
    TARGET.write_text(json.dumps(outlines(json.loads(Path(sys.argv[1]).read_text())), separators=(",", ":")))
