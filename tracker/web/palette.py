"""Colours of the chart for both schemes; ``static/css/tokens.css`` has the same values for the page, and a test compares the two."""

from __future__ import annotations

from dataclasses import dataclass

from tracker.domain import Status


@dataclass(frozen=True, slots=True)
class Palette:
    """``strong`` draws lines, marks and cores; ``soft`` fills windows, always inside an outline of the strong colour."""

    sheet: str
    stripe: str
    ink: str
    ink_2: str
    ink_3: str
    rule: str
    rule_strong: str
    today: str
    mark: str
    strong: dict[Status, str]
    soft: dict[Status, str]


LIGHT = Palette(
    sheet="#ffffff",
    stripe="#f8f7f3",
    ink="#1b2430",
    ink_2="#4a5563",
    ink_3="#636d7a",
    rule="#dedcd4",
    rule_strong="#8a8f98",
    today="#b3001b",
    mark="#fdeeb8",
    strong={
        Status.SPECULATIVE: "#a85400",
        Status.CONFIRMED: "#0b5cad",
        Status.POSTPONED: "#7a4aa8",
        Status.CANCELLED: "#5b6370",
        Status.HELD: "#1c6b4c",
        Status.LAPSED: "#6b7380",
    },
    soft={
        Status.SPECULATIVE: "#f6e7d5",
        Status.CONFIRMED: "#dce9f7",
        Status.POSTPONED: "#eee5f6",
        Status.CANCELLED: "#eceef0",
        Status.HELD: "#dcefe6",
        Status.LAPSED: "#eeeff1",
    },
)
DARK = Palette(
    sheet="#151b22",
    stripe="#19212a",
    ink="#e8ebef",
    ink_2="#b4bdc8",
    ink_3="#96a1ae",
    rule="#2b343f",
    rule_strong="#76818e",
    today="#ff7684",
    mark="#4d4728",
    strong={
        Status.SPECULATIVE: "#f4b860",
        Status.CONFIRMED: "#66b0ff",
        Status.POSTPONED: "#c8a4f0",
        Status.CANCELLED: "#a3adb9",
        Status.HELD: "#66cba3",
        Status.LAPSED: "#8d98a5",
    },
    soft={
        Status.SPECULATIVE: "#3a2d1a",
        Status.CONFIRMED: "#18324e",
        Status.POSTPONED: "#33264a",
        Status.CANCELLED: "#262d36",
        Status.HELD: "#17352a",
        Status.LAPSED: "#20272f",
    },
)
PALETTES = {"light": LIGHT, "dark": DARK}
