"""Seams: where a sentence is two, because a standfirst or a dateline runs into it without a stop."""

from __future__ import annotations

from collections.abc import Sequence

from tracker.mining.model import Node, Party, Tag

LONGEST_DATELINE = 14
DASHES = frozenset({"-", "--", "–", "—"})
FINITE = frozenset({"is", "are", "was", "were", "has", "have", "had", "will"})
SHORTEST_STANDFIRST = 4


def find_seams(nodes: Sequence[Node], parties: Sequence[Party], plain: frozenset[str]) -> frozenset[int]:
    """Where a standfirst runs into the sentence after it without a stop: a subject with its verb right after a plain noun."""
    found = set()
    for party in parties:
        before, after = party.first - 1, party.last + 1
        if before < SHORTEST_STANDFIRST or after >= len(nodes) or not party.person or not nodes[party.first].capital:
            continue
        word = nodes[before]
        loose = (
            word.low.isalpha()
            and word.low not in plain
            and (not word.capital or word.tags)  # "the Pacific Affairs Bureau Nora Lind will": a name ends there, no standfirst
            and not word.has(Tag.VERB, Tag.TITLE, Tag.REPORT, Tag.GOVERNOR, Tag.DEMONYM, Tag.PROSPECT, Tag.OUTLET)
        )
        if loose and (
            nodes[after].has(Tag.GOVERNOR)
            or nodes[after].low in FINITE
            or ((verb := nodes[after].get(Tag.VERB)) and verb.form in {"third", "past"})
        ):
            found.add(party.first)
    return frozenset(found | dateline(nodes))


def dateline(nodes: Sequence[Node]) -> set[int]:
    """The node after a dateline ("OSLO, May 4 (Reuters) - "), which says when and where it was written, not when something takes place."""
    if not nodes or not nodes[0].capital or not nodes[0].has(Tag.PLACE, Tag.COUNTRY):
        return set()
    for at in range(1, min(LONGEST_DATELINE, len(nodes) - 1)):
        node = nodes[at]
        if node.low in DASHES and nodes[at - 1].end < node.start and node.end < nodes[at + 1].start:
            return {at + 1}
        if node.low.isalpha() and not node.capital and not node.has(Tag.DATE, Tag.OUTLET):
            break
    return set()
