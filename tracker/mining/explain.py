"""Explaining: how an article is read, line by line: sentences, spans, dates, the rules that fired, and the mentions."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence

from tracker.domain import Article, Mention
from tracker.lexicon import Lexicon
from tracker.mining import base_of, mine
from tracker.mining.leads import can_tell
from tracker.mining.model import Node, Party, Told
from tracker.mining.nodes import Row
from tracker.mining.reading import Reading, open_text, read
from tracker.mining.telling import tell


def explain(article: Article, lexicon: Lexicon) -> Iterator[str]:
    """The lines to print. Raises UndatedArticle as ``mine`` does."""
    base, inferred = base_of(article, lexicon)
    yield f"read as of {base}{', inferred from the summits that it names' if inferred else ''}"
    opening = open_text(article, base, lexicon)
    if opening is None:
        yield "no sentence can tell a planned encounter: no trigger word near a cue of the future"
        return
    if not can_tell(opening, lexicon):
        yield "no sentence tells a planned encounter in its own right: nobody named, nothing that governs the trigger, or a day gone by"
    yield from _sentences(read(opening), base, lexicon)
    yield ""
    yield from _mentions(mine(article, lexicon))


def _sentences(reading: Reading, base: dt.date, lexicon: Lexicon) -> Iterator[str]:
    told = tell(reading, base, lexicon)
    for row, parties in zip(reading.rows, reading.parties, strict=True):
        sentence = row.sentence
        yield ""
        yield f"[{sentence.start}:{sentence.end}] {' '.join(reading.text[sentence.start : sentence.end].split())}"
        yield from _spans(reading.text, row)
        yield from _parties(reading.text, row, parties)
        yield from (_draft(item) for item in told if item.draft.sentence == sentence.number)


def _spans(text: str, row: Row) -> Iterator[str]:
    for node in row.nodes:
        if node.date:
            when = node.date.when
            yield f"  date     {_words(text, node)!r}: {when.edtf or 'no window'} ({node.date.rule}, {node.date.relation.value})"
        elif node.tags:
            yield f"  span     {_words(text, node)!r}: {', '.join(_readings(node))}"


def _readings(node: Node) -> Iterator[str]:
    for tag, readings in node.tags.items():
        keys = dict.fromkeys(f"{reading.key}/{reading.detail}" if reading.detail else reading.key for reading in readings)
        yield f"{tag} {' '.join(keys)}"


def _parties(text: str, row: Row, parties: Sequence[Party]) -> Iterator[str]:
    for party in parties:
        who = party.name or party.organisation or party.office or "government"
        words = text[row.nodes[party.first].start : row.nodes[party.last].end]
        nations = f" ({', '.join(party.countries)})" if party.countries else ""
        yield f"  party    {' '.join(words.split())!r}: {who}{nations}"


def _draft(item: Told) -> str:
    draft = item.draft
    status = draft.outlook.status.value if draft.outlook.status else "hint"
    role = " (refers back)" if draft.bare or draft.hint else ""
    return f"  telling  {draft.kind.value}, {status}{role}: {', '.join(draft.rules)}"


def _mentions(found: Sequence[Mention]) -> Iterator[str]:
    yield f"{len(found)} event{'' if len(found) == 1 else 's'}"
    for mention in found:
        yield f"{mention.ordinal}. {mention.title}: {mention.status.value}, {mention.when.edtf or 'no date'}"
        yield f"   rules  {', '.join(mention.rules)}"
        for passage in mention.evidence:
            yield f"   quote  [{passage.start}:{passage.end}] {' '.join(passage.quote.split())}"


def _words(text: str, node: Node) -> str:
    return " ".join(text[node.start : node.end].split())
