"""Texts with the passages of their mentions marked, overlapping ones too."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from tracker.domain import Attribution

PARAGRAPH = re.compile(r"\n[ \t\r]*\n\s*")
ELLIPSIS = "… "


@dataclass(frozen=True, slots=True)
class Passage:
    """A marked span of a text. ``number`` is that of the claim, as the page shows it."""

    start: int
    end: int
    number: int


@dataclass(frozen=True, slots=True)
class Segment:
    """A piece of text under the same marks. ``begins`` and ``ends`` are the claims whose passages begin and end with it."""

    text: str
    marks: tuple[int, ...] = ()
    begins: tuple[int, ...] = ()
    ends: tuple[int, ...] = ()


def segments(text: str, passages: Sequence[Passage], start: int = 0, end: int | None = None) -> Iterator[Segment]:
    """Cut text[start:end] wherever a passage begins or ends."""
    stop = len(text) if end is None else end
    inside = [passage for passage in passages if passage.start < stop and passage.end > start]
    cuts = sorted({start, stop, *(max(p.start, start) for p in inside), *(min(p.end, stop) for p in inside)})
    for first, last in pairwise(cuts):
        over = [passage for passage in inside if passage.start <= first and passage.end >= last]
        yield Segment(
            text[first:last],
            _numbers(over),
            _numbers([passage for passage in over if passage.start == first]),
            _numbers([passage for passage in over if passage.end == last]),
        )


def paragraphs(text: str, passages: Sequence[Passage], start: int = 0) -> Iterator[tuple[Segment, ...]]:
    """Cut a text into paragraphs of segments; a passage that crosses a paragraph's end is marked in both."""
    place = start
    for gap in PARAGRAPH.finditer(text, start):
        if gap.start() > place:
            yield tuple(segments(text, passages, place, gap.start()))
        place = gap.end()
    if place < len(text):
        yield tuple(segments(text, passages, place))


def excerpt(before: str, after: str, context: int) -> tuple[str, str]:
    """Words around a quote, of its own paragraph; where they were cut, between words and with an ellipsis."""
    start, end = PARAGRAPH.split(before)[-1], PARAGRAPH.split(after)[0]
    if len(start) >= context:
        start = ELLIPSIS + start.partition(" ")[2]
    if len(end) >= context:
        end = end.rpartition(" ")[0] + " …"
    return start, end


def chain(outlet: str, cited: Sequence[Attribution]) -> list[Attribution]:
    """Whom an outlet cites, outermost first, each once; the outlet itself left out. Sources of two countries are two."""
    named: dict[tuple[str, str | None], Attribution] = {}
    for source in cited:
        if source.name.lower() != outlet.lower():
            named.setdefault((source.name.lower(), source.country), source)
    return list(named.values())


def _numbers(passages: Sequence[Passage]) -> tuple[int, ...]:
    return tuple(dict.fromkeys(passage.number for passage in passages))
