"""Apart: partners whom somebody meets one by one: "bilateral meetings with A, B and C", "separate talks with the leaders of A and B"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from tracker.mining.model import Party
from tracker.mining.scene import Scene

FAR_ADVERB = 3  # words before or after a verb among which "separately" stands


def one_by_one(scene: Scene, at: int, start: int, partners: Sequence[Party]) -> list[tuple[Party, ...]]:
    """The partners of the trigger at a node in groups that meet together; ``start`` is where its phrase starts."""
    each = [one for party in partners for one in _single(party)]
    sides = _sides(each)
    if len(sides) < 2 or not _apart(scene, at, start, partners[0].first) or ((), "") in sides:
        return [tuple(partners)]
    return [tuple(side) for side in sides.values()]


def _single(party: Party) -> list[Party]:
    """A group of several countries as one party for each of them."""
    if party.person or len(party.countries) < 2:
        return [party]
    return [replace(party, countries=(country,)) for country in party.countries]


def _sides(parties: Sequence[Party]) -> dict[tuple[tuple[str, ...], str], list[Party]]:
    """The parties by the country or body that they speak for: those of one side may come together."""
    sides: dict[tuple[tuple[str, ...], str], list[Party]] = {}
    for party in parties:
        sides.setdefault((party.countries, party.organisation), []).append(party)
    return sides


def _apart(scene: Scene, at: int, start: int, first: int) -> bool:
    """Whether the words say that it is one after the other: "separately", "leaders, including those of", a plural with "bilateral"."""
    words = scene.cues.words
    near = {scene.row.low(here) for here in range(min(start, at - FAR_ADVERB), at + FAR_ADVERB)}
    listed = any(scene.row.low(here) == "including" for here in range(at + 1, first))
    if near & words["apart"] or listed:
        return True
    phrase = {word for here in range(start, at + 1) for word in scene.row.low(here).split()}
    return bool(phrase & words["in_pairs"]) and scene.row.low(at).endswith(("meetings", "summits"))
