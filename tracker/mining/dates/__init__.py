"""Dates of one sentence, resolved against the publication date: windows with their precision, never more exact than the words.

``find_dates`` is the whole story: cut the sentence into words, scan them with the language's rules (``lexicon/<language>/dates.toml``),
read every match under the tense of its verb, settle its relation by the words around it, and give times of day to their dates.
No clock, no network, no dateparser: that one reads other languages and odd forms for ``parse_when``.
"""

from __future__ import annotations

import datetime as dt
from bisect import bisect_left
from collections.abc import Sequence

from tracker.mining.dates.clock import with_times
from tracker.mining.dates.grammar import opposite, read, to_when, years_are_safe
from tracker.mining.dates.scan import Match, Sentence
from tracker.mining.dates.spans import DateSpan, Hints, Relation, Tense, UnreadableDate
from tracker.mining.dates.tables import DateTables, Rule, compile_tables, date_tables
from tracker.mining.dates.tense import governing_tense

__all__ = [
    "DateSpan",
    "DateTables",
    "Hints",
    "Relation",
    "Tense",
    "UnreadableDate",
    "compile_tables",
    "date_tables",
    "find_dates",
    "governing_tense",
]

NO_HINTS = Hints()


def find_dates(sentence: str, base: dt.date, tables: DateTables, hints: Hints = NO_HINTS) -> list[DateSpan]:
    """Every date expression of a sentence, left to right, as seen from the publication date ``base``."""
    words = Sentence(sentence, tables)
    if not years_are_safe(base):
        return []
    found = [span for rule, first, last in words.matches() if (span := _span(rule, Match(words, first, last, base), hints))]
    if any(span.relation is Relation.TIME for span in found):
        found = with_times(found, sentence, base)
    return [_moved(span, hints.offset) for span in found] if hints.offset else found


def _span(rule: Rule, match: Match, hints: Hints) -> DateSpan | None:
    words = match.sentence
    start, end = words.start(match.first), words.end(match.last - 1)
    if _is_named(start, end, hints.names):
        return None
    match.tense = hints.tense_at(start, end) if hints.tense_at else governing_tense(words, match.first, match.last)
    return _read(rule, match)


def _is_named(start: int, end: int, names: Sequence[tuple[int, int]]) -> bool:
    """Whether a name's span, of spans in order that do not overlap, shares a character with the expression."""
    place = bisect_left(names, (end, 0)) - 1
    return place >= 0 and names[place][1] > start


def _read(rule: Rule, match: Match) -> DateSpan | None:
    found = read(match, rule)
    if found is None:
        return None
    answer, first = found
    start, end = match.sentence.start(first), match.sentence.end(match.last - 1)
    words = match.sentence.text[start:end]
    turned = Match(match.sentence, match.first, match.last, match.base, opposite(match.tense), match.sure)
    other = read(turned, rule) if rule.tensed else None
    return DateSpan(
        start,
        end,
        to_when(answer.interval, words, answer.time),
        rule.name,
        answer.relation,
        answer.days,
        to_when(other[0].interval, words) if other else None,
        answer.of_noun,
    )


def _moved(span: DateSpan, offset: int) -> DateSpan:
    start, end = span.start + offset, span.end + offset
    return DateSpan(start, end, span.when, span.rule, span.relation, span.days, span.other, span.of_noun)
