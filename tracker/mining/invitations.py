"""Invitations: who invites whom, and the country where one goes who is invited and told no place."""

from __future__ import annotations

from collections.abc import Sequence

from tracker.domain import Place
from tracker.mining.model import Outlook, Party, Tag
from tracker.mining.scene import Scene
from tracker.mining.venues import Stop


def inviters(scene: Scene, guests: Sequence[Party]) -> tuple[Party, ...]:
    """Who invites the guests, told right before them: "Scholz has invited Li for talks", "Scholz invited his counterpart to meet"."""
    if not guests or guests[0] not in scene.roles.parties:  # whom a pronoun means stands in another sentence
        return ()
    first = scene.roles.described(guests[0])
    first -= scene.row.low(first - 1) in scene.cues.words["determiners"]
    chain, edge = scene.cues.chain(first)
    return scene.roles.subject(edge) if any(reading.detail == "offered" for reading, _ in chain) else ()


def inviting_country(scene: Scene, span: tuple[int, int], outlook: Outlook) -> list[Stop]:
    """Where one visits who is invited and no place is named; ``span`` is the trigger and the edge of its cues.

    "UK invites the Saudi crown prince to visit", "will pay a visit at the invitation of Premier Li".
    """
    at, edge = span
    if host := _at_invitation(scene, at):
        return [Stop(at, at, Place(country=host.countries[0]))]
    if not any(rule.startswith("offered:") for rule in outlook.rules):
        return []
    first = next((party for party in scene.roles.parties if party.last < edge and len(party.countries) == 1), None)
    return [Stop(at, at, Place(country=first.countries[0]))] if first else []


def _at_invitation(scene: Scene, at: int) -> Party | None:
    """The one at whose invitation a journey is made, told after it."""
    for here in range(at + 1, len(scene.row.nodes) - 1):
        node = scene.row.nodes[here]
        if node.low == "invitation" and node.has(Tag.GOVERNOR) and scene.row.low(here + 1) in {"of", "from"}:
            host = scene.roles.party_at(here + 2) or scene.roles.party_at(here + 3)
            return host if host and len(host.countries) == 1 else None
    return None
