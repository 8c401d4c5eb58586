"""Nodes: a sentence as a row of words, with surfaces of the vocabulary and dates taken whole."""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from tracker.mining.dates.spans import DateSpan, Relation
from tracker.mining.model import NO_TAGS, Node, Reading, Span, Tag, TagName, Tags
from tracker.mining.sentences import Sentence

_WORD = re.compile(r"[^\W_]+(?:'a(?![^\W_]))?|'s(?![^\W_])|--|[^\w\s]|_")  # "Shia'a" is one word
LONGEST_SCARE = 6
_NO_DATES = frozenset({Relation.TIME, Relation.DURATION})
_PLACES = (Tag.PLACE, Tag.COUNTRY)
_AFTER_PLACES = frozenset({"and", "from", "on", "in", "for", "to", "where", "with", "as", "between", "during", "at", "through"})
_SIDES = frozenset({"l", "r", "c"})  # of a picture
_AFTER_CUES = frozenset({"for", "on", "in"})
_BODIES = (Tag.SERIES, Tag.ORGANISATION, Tag.GATHERING)
_LIST_WORDS = frozenset({"and", "then", "finally", "the", "to", "on"})


class _Lows(dict[int, str]):
    """The folded words of each node of a sentence, and nothing outside it."""

    def __missing__(self, at: int) -> str:
        return ""


@dataclass(slots=True)
class Row:
    """A sentence with its nodes; dates are those that stand in it, ``tagged`` the nodes that can be read as something.

    No value is ever changed; it is not frozen because a frozen one takes three times as long to make.
    """

    sentence: Sentence
    nodes: tuple[Node, ...]
    dates: tuple[DateSpan, ...]
    title_case: bool = False
    telling: bool = True
    dotted: bool = field(init=False, repr=False)  # whether a full stop stands within, as in "Joseph R. Biden"
    tagged: list[int] = field(init=False, repr=False)
    lows: dict[int, str] = field(init=False, repr=False)
    low: Callable[[int], str] = field(init=False, repr=False, compare=False)  # a node's folded words; nothing outside the sentence
    _where: dict[TagName, list[int]] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        """Note once which nodes have tags, which each tag, and every node's words, which are asked for all the time."""
        nodes = self.nodes
        lows = [node.low for node in nodes]
        self.lows = _Lows(enumerate(lows))
        self.low = self.lows.__getitem__  # no method of ours, for that takes twice as long, and rules ask a hundred times a sentence
        self.dotted = "." in lows[:-1]
        self.tagged = [at for at, node in enumerate(nodes) if node.tags]
        self._where = {}
        for at in self.tagged:
            for tag in nodes[at].tags:
                self._where.setdefault(tag, []).append(at)

    def where(self, tag: TagName) -> Sequence[int]:
        """The nodes that can be read as something, in order."""
        return self._where.get(tag, ())

    def read_as(self, *tags: TagName) -> Iterator[Reading]:
        """What its nodes can first of all be read as under each of these tags."""
        return (self.nodes[at].tags[tag][0] for tag in tags for at in self.where(tag))

    def node(self, at: int) -> Node | None:
        """The node at an index; None outside the sentence."""
        return self.nodes[at] if 0 <= at < len(self.nodes) else None

    def capital(self, at: int) -> bool:
        """Whether the node at an index starts with a capital."""
        return 0 <= at < len(self.nodes) and self.nodes[at].capital

    def sport(self, words: frozenset[str]) -> bool:
        """Whether it speaks of a game: "India will meet Pakistan in the World Cup"."""
        lows = self.lows.values()
        return not words.isdisjoint(lows) or "world cup" in " ".join(lows)

    @property
    def question(self) -> bool:
        """Whether it asks instead of telling."""
        return any(node.low == "?" for node in self.nodes[-3:])


Cues = Mapping[str, Tags]


def build_row(texts: tuple[str, str], sentence: Sentence, found: tuple[Sequence[Span], Sequence[DateSpan] | None], cues: Cues) -> Row:
    """The nodes of one sentence; ``texts`` are the full text and the same folded. Without ``dates`` it only names people."""
    text, folded = texts
    spans, dates = found
    solid = [span for span in dates or () if span.relation not in _NO_DATES]
    nodes: list[Node] = []
    position = sentence.start
    for piece in _pieces(spans, solid, folded, cues):
        if piece.start < position:
            continue
        if piece.start - position > 1 or folded[position : piece.start] != " ":
            nodes += _words(texts, position, piece.start)
        node = _node(text, folded, piece)
        nodes.append(node)
        position = node.end
    nodes += _words(texts, position, sentence.end)
    told = folded[sentence.start : sentence.end]
    kept = _without_scare_quotes(nodes, quoted='"' in told)
    kept = _without_doubles(kept) if "(" in told else kept
    kept = _with_listed_places(kept) if ";" in told else kept
    return Row(sentence, tuple(kept), tuple(dates or ()), sentence.title and _title_case(kept), dates is not None)


def _title_case(nodes: Sequence[Node]) -> bool:
    """Whether capitals say nothing, as in most headlines."""
    words = [node for node in nodes if node.low[0].isalpha()]
    return sum(node.capital for node in words) * 2 > len(words)


def _without_scare_quotes(nodes: list[Node], *, quoted: bool) -> list[Node]:
    """The nodes without quotation marks around a few words, which quote no speech: a summit of the "Quad"."""
    marks = [at for at, node in enumerate(nodes) if node.low == '"'] if quoted else []
    if len(marks) < 2:
        return nodes
    dropped: set[int] = set()
    for first, last in itertools.pairwise(marks):
        if last - first <= LONGEST_SCARE and first not in dropped and nodes[last - 1].low not in {",", "."}:
            dropped |= {first, last}
    return [node for at, node in enumerate(nodes) if at not in dropped]


def _without_doubles(nodes: list[Node]) -> list[Node]:
    """The nodes without brackets that give a name once more ("APEC (Asia-Pacific Economic Cooperation) summit") or a side ("Kirov (L)")."""
    marks = [at for at in range(1, len(nodes) - 2) if nodes[at].low == "(" and nodes[at + 2].low == ")"]
    doubles = [at for at in marks if nodes[at + 1].low in _SIDES or _same_body(nodes[at - 1], nodes[at + 1])]
    dropped = {here for at in doubles for here in range(at, at + 3)}
    return [node for at, node in enumerate(nodes) if at not in dropped] if dropped else nodes


def _same_body(one: Node, other: Node) -> bool:
    """Whether two nodes name the same body or series."""
    keys, others = ({reading.key for tag in _BODIES for reading in node.tags.get(tag, ())} for node in (one, other))
    return bool(keys & others)


def _with_listed_places(nodes: list[Node]) -> list[Node]:
    """The nodes with a comma for each semicolon in a list of places: "to New Delhi, India; Colombo, Sri Lanka; and Seoul"."""
    marks = [at for at in range(1, len(nodes) - 1) if nodes[at].low == ";" and _places_beside(nodes, at)]
    for at in marks:
        nodes[at] = replace(nodes[at], low=",")
    return nodes


def _places_beside(nodes: Sequence[Node], at: int) -> bool:
    """Whether places, or the days one is there, stand on both sides of a node."""
    following = at + 1
    while following < len(nodes) - 1 and nodes[following].low in _LIST_WORDS:
        following += 1
    before = at - 3 if nodes[at - 1].capital and nodes[at - 2].low == "," else at - 1  # "Austin, Texas; and Lima"
    here = nodes[at - 1].has(*_PLACES, Tag.DATE) or nodes[before].has(Tag.PLACE)
    return here and nodes[following].has(*_PLACES) and not _acts(nodes, following)


def _acts(nodes: Sequence[Node], at: int) -> bool:
    """Whether a plain word follows that says what the country named before it does: "; Zambia welcomed a loan"."""
    following = nodes[at + 1] if at + 1 < len(nodes) else None
    return bool(following and following.low.isalpha() and not following.date and following.low not in _AFTER_PLACES)


def _pieces(spans: Sequence[Span], dates: Sequence[DateSpan], folded: str, cues: Cues) -> list[Span | DateSpan]:
    """Dates and surfaces in order; a surface gives way to a date, but for the cue that is left of "scheduled for Monday"."""
    if not dates:
        return list(spans)
    clear = [kept for span in spans if (kept := _before_dates(span, dates, folded, cues))]
    return sorted([*clear, *dates], key=lambda piece: piece.start)


def _before_dates(span: Span, dates: Sequence[DateSpan], folded: str, cues: Cues) -> Span | None:
    """A surface that touches no date, or what of it stands before the date and is a cue by itself."""
    date = next((date for date in dates if date.start < span.end and span.start < date.end), None)
    if date is None:
        return span
    rest = folded[span.start : date.start].rstrip()
    whole = Tag.PREDICATE in span.tags and folded[date.start : span.end] in _AFTER_CUES  # the date took only the "for" of "set for"
    tags = cues.get(rest, span.tags if whole else None) if date.start > span.start else None
    return Span(span.start, span.start + len(rest), tags) if tags else None


def _node(text: str, folded: str, piece: Span | DateSpan) -> Node:
    low = folded[piece.start : piece.end]
    if isinstance(piece, DateSpan):
        return Node(piece.start, piece.end, low, text[piece.start].isupper(), {Tag.DATE: (Reading(Tag.DATE, piece.rule),)}, piece)
    end = piece.end + 1 if "." in low and folded[piece.end : piece.end + 1] == "." else piece.end
    return Node(piece.start, end, low, text[piece.start].isupper(), piece.tags)


def _words(texts: tuple[str, str], start: int, end: int) -> list[Node]:
    """The plain words and marks between two offsets."""
    text, folded = texts
    places = [found.span() for found in _WORD.finditer(folded, start, end)]
    return [Node(first, last, folded[first:last], text[first].isupper(), NO_TAGS) for first, last in places]
