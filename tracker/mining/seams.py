"""Seams: where a sentence is two, because a standfirst or a dateline runs into it without a stop."""

from __future__ import annotations

from collections.abc import Sequence

from tracker.mining.model import Node, Party, Tag
from tracker.mining.parties import COUNTERPARTS

LONGEST_DATELINE = 14
DASHES = frozenset({"-", "--", "–", "—"})
FINITE = frozenset({"is", "are", "was", "were", "has", "have", "had", "will"})
SHORTEST_STANDFIRST = 4


def find_seams(nodes: Sequence[Node], parties: Sequence[Party], plain: frozenset[str]) -> frozenset[int]:
    """Where a standfirst runs into the sentence after it without a stop: a subject with its verb right after a plain noun."""
    found = set()
    for party in parties:
        first = party.first - _opened(nodes, party.first)
        before, after = first - 1, party.last + 1
        if before < SHORTEST_STANDFIRST or after >= len(nodes) or not party.person or not nodes[first].capital:
            continue
        if _loose(nodes[before], plain) and (first < party.first or _finite(nodes[after])):
            found.add(first)
    return frozenset(found | dateline(nodes))


def _opened(nodes: Sequence[Node], at: int) -> bool:
    """Whether an article with a capital stands before a node, with which a sentence begins: "ahead of the trip The Maltese premier"."""
    return at > 0 and nodes[at - 1].low == "the" and nodes[at - 1].capital


def _loose(word: Node, plain: frozenset[str]) -> bool:
    """Whether a standfirst can end with a word: a plain noun."""
    return (
        word.low.isalpha()
        and word.low not in plain
        and word.low not in COUNTERPARTS
        and (not word.capital or bool(word.tags))  # "the Pacific Affairs Bureau Nora Lind will": a name ends there, no standfirst
        and not (word.has(Tag.VERB) and not word.has(Tag.NOUN))
        and not word.has(Tag.TITLE, Tag.REPORT, Tag.GOVERNOR, Tag.DEMONYM, Tag.PROSPECT, Tag.OUTLET)
    )


def _finite(word: Node) -> bool:
    """Whether a predicate begins with a word."""
    verb = word.get(Tag.VERB)
    return word.has(Tag.GOVERNOR) or word.low in FINITE or (verb is not None and verb.form in {"third", "past"})


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
