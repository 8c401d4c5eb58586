"""Axes, stripes and today's line. Margins never change with the data, so that nothing jumps when data arrive."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from tracker.web.chart.frame import BOTTOM, DAY_MS, TICK, TOP, Frame, milliseconds
from tracker.web.chart.labels import SIZE
from tracker.web.chart.lanes import Strip
from tracker.wording import day

FONT = '"Source Sans 3", "Source Sans Pro", system-ui, "Segoe UI", Roboto, "Noto Sans", sans-serif'
SECOND = 1000
MONTH, SHORT_MONTH = "%B\n%Y", "%b\n%Y"
TICK_FORMATS = (
    ([None, DAY_MS - SECOND], "%H:%M\n%a %-d %b %Y"),
    ([DAY_MS - SECOND, 7 * DAY_MS - 2 * SECOND], "%a %-d\n%B %Y"),
    ([7 * DAY_MS - SECOND, 27 * DAY_MS], "%-d %b\n%Y"),
    (["M1", "M6"], MONTH),
    (["M12", None], "%Y"),
)


def layout_of(frame: Frame, height: int, strips: Sequence[Strip]) -> dict[str, Any]:
    """Give the layout of a chart whose y axis counts pixels from the top."""
    palette = frame.palette
    return {
        "width": frame.width,
        "height": height,
        "margin": {"l": frame.gutter, "r": 8, "t": TOP, "b": BOTTOM, "autoexpand": False},
        "paper_bgcolor": palette.sheet,
        "plot_bgcolor": palette.sheet,
        "font": {"family": FONT, "size": SIZE, "color": palette.ink},
        "showlegend": False,
        "hovermode": False,
        "dragmode": "pan",
        "xaxis": _time_axis(frame),
        "yaxis": {"range": [height - TOP - BOTTOM, 0], "fixedrange": True, "visible": False},
        "shapes": [*_stripes(frame, strips), *_today(frame)],
        "annotations": _today_label(frame),
        "bargap": 0,
    }


def _time_axis(frame: Frame) -> dict[str, Any]:
    palette = frame.palette
    months = SHORT_MONTH if frame.narrow else MONTH
    return {
        "type": "date",
        "range": list(frame.range),
        "side": "top",
        "showgrid": True,
        "gridcolor": palette.rule,
        "zeroline": False,
        "nticks": max(frame.plot_width // (45 if frame.narrow else 95), 3),
        "ticks": "outside",
        "ticklen": TICK,
        "tickcolor": palette.rule,
        "tickfont": {"size": SIZE, "color": palette.ink_2},
        "tickformatstops": [{"dtickrange": reach, "value": months if text is MONTH else text} for reach, text in TICK_FORMATS],
        "minor": {"showgrid": True, "gridcolor": palette.rule, "griddash": "dot", "gridwidth": 0.5},
        "showspikes": False,
    }


def _stripes(frame: Frame, strips: Sequence[Strip]) -> Iterator[dict[str, Any]]:
    """Every second lane on a tinted ground, and a fine rule under each."""
    for number, strip in enumerate(strips):
        if number % 2:
            yield _shape("rect", (0, strip.top, 1, strip.bottom)) | {"fillcolor": frame.palette.stripe, "line": {"width": 0}}


def _today(frame: Frame) -> Iterator[dict[str, Any]]:
    x = milliseconds(frame.today)
    line = {"color": frame.palette.today, "width": 1.6, "dash": "2px,2px"}
    yield {"type": "line", "xref": "x", "yref": "paper", "x0": x, "x1": x, "y0": 0, "y1": 1, "line": line, "layer": "between"}


def _today_label(frame: Frame) -> list[dict[str, Any]]:
    return [
        {
            "x": milliseconds(frame.today),
            "y": 1,
            "xref": "x",
            "yref": "paper",
            "yanchor": "bottom",
            "text": f"as known on {day(frame.today)}" if frame.replayed else "today",
            "showarrow": False,
            "font": {"size": 11.5, "color": frame.palette.sheet},
            "bgcolor": frame.palette.today,
            "borderpad": 1,
        }
    ]


def _shape(kind: str, corners: tuple[float, float, float, float]) -> dict[str, Any]:
    left, top, right, low = corners
    return {"type": kind, "xref": "paper", "yref": "y", "x0": left, "x1": right, "y0": top, "y1": low, "layer": "below"}
