"""The few Plotly traces that everything is drawn with: fills, lines and marks, many pieces to a trace."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

Trace = dict[str, Any]
Point = tuple[float, float]


@dataclass(slots=True)
class Path:
    """Points of many separate pieces in one trace."""

    x: list[float | None]
    y: list[float | None]

    @classmethod
    def of(cls, pieces: Iterable[Sequence[Point]]) -> Path:
        """Join pieces with gaps between them."""
        path = cls([], [])
        for piece in pieces:
            path.x += [*(x for x, _ in piece), None]
            path.y += [*(round(y, 1) for _, y in piece), None]
        return path

    @classmethod
    def through(cls, places: Sequence[Point]) -> Path:
        """The places themselves."""
        return cls([x for x, _ in places], [round(y, 1) for _, y in places])


def filled(name: str, path: Path, colour: str) -> Trace:
    """Closed pieces with a fill."""
    return _scatter(name, path) | {"mode": "none", "fill": "toself", "fillcolor": colour, "line": {"simplify": False}}


def lined(name: str, path: Path, colour: str, width: float, dash: str) -> Trace:
    """Open or closed lines."""
    return _scatter(name, path) | {"mode": "lines", "line": line(colour, width, dash)}


def marked(name: str, places: Sequence[Point], symbol: str, size: float, colour: str) -> Trace:
    """Marks of one look."""
    marker = {"symbol": symbol, "size": size, "color": colour, "line": {"width": 2, "color": colour}}
    return _scatter(name, Path.through(places)) | {"mode": "markers", "marker": marker}


def line(colour: str, width: float, dash: str) -> dict[str, Any]:
    """A line that is never simplified: its corners are days."""
    return {"color": colour, "width": width, "dash": dash, "simplify": False}


def hatch(colour: str, ground: str) -> dict[str, Any]:
    """The pattern of what is not certain."""
    return {"shape": "/", "fgcolor": colour, "bgcolor": ground, "size": 6, "solidity": 0.35, "fillmode": "replace"}


def _scatter(name: str, path: Path) -> Trace:
    return {"type": "scatter", "name": name, "x": path.x, "y": path.y, "hoverinfo": "skip", "showlegend": False}
