"""Gatherings whose parties are told by their offices alone: "a meeting of Western defence ministers", "a summit of world leaders"."""

from __future__ import annotations

from tracker.domain import Kind
from tracker.mining.model import Tag
from tracker.mining.scene import Scene

OF = frozenset({"of", "between", "among"})
FAR_OFFICE = 5  # words after "of" among which an office stands


def kind_of_offices(scene: Scene, at: int, start: int) -> Kind | None:
    """The kind that those who gather give the encounter whose noun is at a node, where their offices imply several countries.

    Each country has one foreign minister, so that the plural is of several; leaders are of several where an adjective says so.
    """
    office = _before(scene, at, start) or _after(scene, at)
    if office is None or any(node.has(Tag.DUAL) for node in scene.row.nodes[office + 1 : office + FAR_OFFICE]):
        return None  # "the prime ministers of the two countries" hold no gathering
    low = scene.row.low(office)
    return Kind.CONFERENCE if low.endswith("ministers") and low != "prime ministers" else Kind.SUMMIT


def _before(scene: Scene, at: int, start: int) -> int | None:
    """The office within the noun's own phrase: "a foreign ministers' meeting"."""
    return next((here for here in range(at - 1, start - 1, -1) if _of_several(scene, here)), None)


def _after(scene: Scene, at: int) -> int | None:
    """The office after "of" or "between"."""
    if scene.row.low(at + 1) not in OF:
        return None
    for here in range(at + 2, min(at + 2 + FAR_OFFICE, len(scene.row.nodes))):
        if _of_several(scene, here):
            return here
        if not scene.row.low(here).isalnum() or scene.row.nodes[here].has(Tag.VERB, Tag.NOUN, Tag.GOVERNOR):
            return None
    return None


def _of_several(scene: Scene, at: int) -> bool:
    words = scene.cues.words
    low = scene.row.low(at)
    return low in words["one_a_country"] or (low in words["statesmen"] and scene.row.low(at - 1) in words["of_several"])
