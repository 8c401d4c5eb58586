"""Sequels: "the following day" and "two days later" counted from the date that the text has told before."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace

from tracker.mining.dates import intervals
from tracker.mining.dates.grammar import to_when
from tracker.mining.dates.spans import DateSpan, Relation

COUNTED = frozenset({Relation.SEQUEL, Relation.TIME})  # an hour alone is of the day that the text has told before
TELLING = frozenset({Relation.ON, Relation.FROM, Relation.SEQUEL})


def with_sequels(spans: Sequence[DateSpan], told: dt.date | None) -> tuple[list[DateSpan], dt.date | None]:
    """The dates of a sentence with their sequels counted, and the last day that has been told; ``told`` is that of the text before."""
    counted: list[DateSpan] = []
    for found in spans:
        span = _from(told, found) if found.relation in COUNTED and told and not _is_over(told, found) else found
        if span.relation in TELLING and span.when.exact:
            told = span.when.latest
        counted.append(span)
    return counted, told


def _is_over(told: dt.date, span: DateSpan) -> bool:
    """Whether a time of day ("in the afternoon") follows a day that is over, so that it is today's."""
    return span.when.earliest is not None and told < span.when.earliest


def _from(told: dt.date, span: DateSpan) -> DateSpan:
    return replace(span, when=to_when(intervals.single(intervals.shift(told, span.days)), span.when.words, span.when.time))
