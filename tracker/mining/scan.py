"""Scanning: one pass of the automaton over the loosened text; longest surfaces win, names must be capitalised as names are."""

from __future__ import annotations

import functools
from collections.abc import Iterable, Sequence

from tracker.lexicon.surfaces import SHORT_ACRONYM
from tracker.mining.folding import loosen
from tracker.mining.model import PROPER, Reading, Span, Tag, Tags, by_tag
from tracker.mining.vocabulary import Vocabulary

ARTICLE = "the "
REMEMBERED = 1 << 14  # patterns as written


def scan(text: str, folded: str, known: Vocabulary, part: tuple[int, int] | None = None) -> list[Span]:
    """Every surface of the vocabulary in the text or a part of it, none overlapping another, in order."""
    first, last = part or (0, len(folded))
    padded = f" {loosen(folded[first:last])} "
    matches = known.automaton.find_matches_as_indexes(padded, overlapping=True)
    found = sorted([(start, start - end, number) for number, start, end in matches if not padded[end].isalnum()])
    return list(_longest(found, text, known, first))


def _longest(found: Sequence[tuple[int, int, int]], text: str, known: Vocabulary, offset: int) -> Iterable[Span]:
    """Leftmost longest surfaces with the readings that the letters' case allows."""
    free = 0
    for start, negative_length, number in found:
        if start < free:
            continue
        end = start - negative_length - 1
        tags = _meaning(known, number, text[offset + start : offset + end] if number in known.proper else "")
        two = Tag.DUAL in tags and text[offset + end : offset + end + 1] == "-"  # "the two-day summit" means no two
        if tags and not two and not (Tag.COUNTRY in tags and _in_longer_name(found, (start, end), text, known, offset)):
            free = end
            yield Span(offset + start, offset + end, tags)


def _in_longer_name(found: Sequence[tuple[int, int, int]], span: tuple[int, int], text: str, known: Vocabulary, offset: int) -> bool:
    """Whether a name with its article only begins a longer one: "the North" in "the North Korean leader"."""
    start, end = span
    if text[offset + start : offset + start + len(ARTICLE)].lower() != ARTICLE:
        return False
    inner = start + len(ARTICLE)
    longer = ((number, inner - negative - 1) for first, negative, number in found if first == inner and inner - negative - 1 > end)
    return any(number in known.proper and _meaning(known, number, text[offset + inner : offset + last]) for number, last in longer)


@functools.lru_cache(maxsize=REMEMBERED)
def _meaning(known: Vocabulary, number: int, words: str) -> Tags:
    """What a pattern means, a name as it is written in the text: the same few thousand make up most of the news."""
    readings = known.readings[number]
    return by_tag(reading for reading in readings if fits(reading, words)) if words else by_tag(readings)


def fits(reading: Reading, words: str) -> bool:
    """Whether the case of the words in the text allows a reading: names are capitalised, short acronyms stand as written."""
    if reading.tag not in PROPER:
        return True
    if reading.form:
        return _surface_fits(reading.form, words)
    if reading.tag is Tag.SURNAME or len(words) <= SHORT_ACRONYM:
        return words[:1].isupper()
    return words[:1].isupper() or any(letter.isupper() for letter in words)


def _surface_fits(form: str, words: str) -> bool:
    if form.islower():
        return True
    if form.isupper() and form.isalpha() and len(form) <= SHORT_ACRONYM:
        return words == form
    return words[:1].lower() == form[:1].lower() and not words.islower() and words[:1].isupper() == form[:1].isupper()
