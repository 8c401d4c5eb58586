"""Reporting clauses: who says so, and which words of the sentence are about the saying and not about the encounter."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from tracker.mining.model import Node, Party, Tag
from tracker.mining.nodes import Row

OPENERS = frozenset({"that", ",", ":", '"', "'", "he", "she", "they", "it", "there"})
AUDIENCE = frozenset({"reporters", "journalists", "parliament", "lawmakers", "a", "the", "in", "at", "on", "to", "here", "told"})
ARTICLES = frozenset({"the", "a", "an"})
CLAUSES = frozenset({"but", "and", "while", "as", "after", "since", "because", "although", "though"})
SUBORDINATE = frozenset({"before"})
LONGEST_INSERTION, SHORT_INSERTION = 30, 12  # words between the commas around what is said aside of who speaks
ENCOUNTER = (Tag.VERB, Tag.NOUN, Tag.GOVERNOR)


@dataclass(slots=True, unsafe_hash=True)
class Report:
    """A stretch of nodes that says who reports, ``verb`` being the reporting word."""

    first: int
    last: int
    verb: int

    def covers(self, at: int) -> bool:
        """Whether a node belongs to the saying."""
        return self.first <= at <= self.last


def find_reports(row: Row, parties: Sequence[Party]) -> list[Report]:
    """The reporting clauses of a sentence, in order."""
    found: list[Report] = []
    for at in row.where(Tag.REPORT):
        if row.nodes[at].has(Tag.SERIES) or (found and found[-1].covers(at)):
            continue
        if report := _report(row.nodes, parties, at):
            found.append(report)
    return found


def _report(nodes: Sequence[Node], parties: Sequence[Party], at: int) -> Report | None:
    if nodes[at].low.startswith(("according", "citing")):
        return Report(at - 1 if at and nodes[at - 1].low == "," else at, _segment_end(nodes, at, parties), at)
    if nodes[at].has(Tag.GOVERNOR, Tag.TITLE) and not _opens(nodes, at):
        return None
    left = _left_edge(nodes, parties, at)
    before = any(nodes[here].has(*ENCOUNTER) for here in range(left))
    trailing = left > 0 and before and nodes[left].low in {",", '"', "-", "--"}
    if trailing:
        return Report(left, _segment_end(nodes, at, parties), at)
    relative = any(nodes[here].low in {"who", "which"} or _ahead_of(nodes[here]) or _being_on(nodes, here) for here in range(left, at))
    inserted = relative and any(nodes[here].has(*ENCOUNTER, Tag.GATHERING, Tag.SERIES) for here in range(left, at))
    return Report(at if inserted else left, _complement(nodes, at) - 1, at)


def _opens(nodes: Sequence[Node], at: int) -> bool:
    """Whether what follows is what was said: "announced that", "confirmed on Monday", or the end."""
    here = at + 1
    while here < len(nodes) and (nodes[here].has(Tag.DATE) or nodes[here].low in {"on", "here"}):
        here += 1
    return here >= len(nodes) or nodes[here].low in {"that", ",", ".", ":", '"'} or (here > at + 1)


def _left_edge(nodes: Sequence[Node], parties: Sequence[Party], at: int) -> int:
    """Where the clause of a reporting verb starts: at the comma before its subject, or at the sentence's start."""
    here = at - 1
    while here >= 0:
        inside = next((party for party in parties if party.first <= here <= party.last), None)
        if inside:
            here = inside.first - 1
            continue
        low = nodes[here].low
        if low in {'"', ";", ":"}:
            return here
        if low == "," and not _apposition(nodes, parties, here, at):
            return here
        if low in CLAUSES and nodes[here].end < nodes[at].start:
            return here
        here -= 1
    return 0


def _apposition(nodes: Sequence[Node], parties: Sequence[Party], comma: int, verb: int) -> bool:
    """Whether a comma closes or opens an insertion of the subject ("Lavrov, the minister, said") rather than the clause."""
    opened = [here for here in range(max(0, comma - LONGEST_INSERTION), comma) if nodes[here].low == ","]
    of_somebody = any(party.person and party.last + 1 in opened for party in parties)  # "Borg, buoyed by ..., said he will"
    closing = comma == verb - 1 and bool(opened) and (of_somebody or opened[-1] >= comma - SHORT_INSERTION)
    opening = any(nodes[here].low == "," for here in range(comma + 1, verb)) and nodes[verb - 1].low == ","
    return closing or (opening and any(party.last == comma - 1 for party in parties))


def _complement(nodes: Sequence[Node], at: int) -> int:
    """The first node of what is said."""
    here = at + 1
    while here < len(nodes) and here - at < 12:
        node = nodes[here]
        if node.low == "that":
            return here + 1
        if node.has(Tag.DATE) or node.low in AUDIENCE or node.has(Tag.OUTLET, Tag.OUTLET_WORD) or (node.low == "," and here == at + 1):
            here += 1
            continue
        break
    return _dated_phrase(nodes, at, here)


def _dated_phrase(nodes: Sequence[Node], verb: int, at: int) -> int:
    """Where the phrase of an encounter's noun begins that has its day before it: "said the June 22 visit will", not "said Monday talks"."""
    here = at
    while here - 1 > verb and nodes[here - 1].has(Tag.DATE):
        here -= 1
    dated = here < at < len(nodes) and nodes[at].has(Tag.NOUN)
    return here - 1 if dated and nodes[here - 1].low in ARTICLES else at


def _segment_end(nodes: Sequence[Node], at: int, parties: Sequence[Party]) -> int:
    """The last node of a trailing report: before the next quote or comma that is followed by more of the story."""
    here = at + 1
    while here < len(nodes):
        inside = next((party for party in parties if party.first <= here <= party.last), None)
        if inside:
            here = inside.last + 1
            continue
        if nodes[here].low in {'"', ";", "--"} or (nodes[here].low == "," and _continues(nodes, here)) or _ahead_of(nodes[here]):
            return here - 1
        here += 1
    return len(nodes) - 1


def _ahead_of(node: Node) -> bool:
    """Whether a node leads from who says it to what is to come: "he said ahead of the summit"."""
    prospect = node.get(Tag.PROSPECT)
    return bool(prospect and prospect.form == "preposed" and prospect.detail == "settled" and node.low not in SUBORDINATE)


def _being_on(nodes: Sequence[Node], at: int) -> bool:
    """Whether an insertion says what somebody is on: "Wang, on a visit to Nairobi, said"."""
    return at > 0 and nodes[at].low == "on" and nodes[at - 1].low == ","


def _continues(nodes: Sequence[Node], comma: int) -> bool:
    after = nodes[comma + 1 : comma + 8]
    anchored = bool(after) and (prospect := after[0].get(Tag.PROSPECT)) is not None and prospect.form == "preposed"
    return anchored or any(node.has(Tag.VERB) or node.low in {"but", "and"} for node in after)
