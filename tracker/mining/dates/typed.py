"""What a person types into a date field: the grammar's expressions in any case, EDTF, and single days of other languages.

Those last are dateparser's; it is slow (half a millisecond and more) and invents days, so it is asked last, its answers are kept,
and what it says of the grain (day, week, month, year) is believed before the day.
"""

from __future__ import annotations

import datetime as dt
import functools
import re
from collections.abc import Callable, Mapping
from typing import Any

from dateparser.date import DateDataParser

from tracker.domain import When
from tracker.lexicon import Lexicon
from tracker.mining.dates import find_dates, intervals
from tracker.mining.dates.edtf import NotEdtf, from_edtf
from tracker.mining.dates.grammar import to_when, years_are_safe
from tracker.mining.dates.intervals import Interval
from tracker.mining.dates.scan import TOKEN
from tracker.mining.dates.spans import DateSpan, Hints, Relation, Tense, UnreadableDate
from tracker.mining.dates.tables import DateTables, compile_tables

LONGEST = 120
REMEDY = 'write it as "7-8 July 2017", "before the end of May", "next week", "spring 2027" or 2017-07-07'
RELATIONLESS = (Relation.OFFSET, Relation.SEQUEL, Relation.DURATION, Relation.TIME)
ATTEMPTS = (("en", ""), ("en", "in "), ("ru", ""))  # "in" licenses a lone month: "may"
LANGUAGES = ("ru", "zh", "es", "fr", "de", "ar", "uk", "pt", "it", "tr", "ja", "ko", "pl", "nl")  # English is the grammar's own
_NAMED = re.compile(r"[^\W\d_]{3}|[^\W\d_a-zA-Z]")  # bare figures and single letters are no date, though dateparser makes one of them
_EDTF_LIKE = re.compile(r"[\[\d.][\d.,~?%/\[\]-]*", re.ASCII)
_GRAINS: Mapping[str, Callable[[dt.date], Interval]] = {
    "day": intervals.single,
    "week": intervals.week_of,
    "month": lambda day: intervals.month(day.year, day.month),
    "quarter": lambda day: intervals.quarter(day.year, (day.month + 2) // 3),
    "year": lambda day: intervals.year(day.year),
}


@functools.lru_cache(maxsize=4096)
def parse_when(text: str, base: dt.date) -> When:
    """The window of what was typed, as seen from ``base``; raises UnreadableDate, whose message says what can be typed."""
    words = " ".join(text.split())
    if not words:
        raise UnreadableDate(f"the date is empty; {REMEDY}")
    if len(words) > LONGEST:
        raise UnreadableDate(f"the date has {len(words)} characters and may have {LONGEST}; {REMEDY}")
    if not years_are_safe(base):
        raise UnreadableDate(f"{base} is no day to count from")
    when = _edtf(words, base) or _by_grammar(words, base) or _by_dateparser(words, base)
    if when is None:
        raise UnreadableDate(f"{words!r} cannot be read as a date; {REMEDY}")
    return when


def _edtf(words: str, base: dt.date) -> When | None:
    """EDTF, where the text looks like it; a figure such as 7/8/2017 is left to the grammar."""
    if not _EDTF_LIKE.fullmatch(words):
        return None
    try:
        return from_edtf(words, base)
    except NotEdtf:
        return None


@functools.cache
def _typed_tables(language: str) -> DateTables:
    """A language's tables, with names that are words as well ("may", "march") read in small letters too."""
    table = dict(Lexicon.language(language)["dates"])
    table["classes"] = {**table["classes"], **table["cased"]}
    return compile_tables({**table, "cased": {}})


def _by_grammar(words: str, base: dt.date) -> When | None:
    """The one expression that covers the text."""
    hints = Hints(tense_at=lambda _start, _end: Tense.FUTURE)
    for language, lead in ATTEMPTS:
        text, tables = lead + words, _typed_tables(language)
        spans = [span for span in find_dates(text, base, tables, hints) if span.relation is not Relation.TIME]
        if len(spans) > 1:
            raise UnreadableDate(f"{words!r} names {len(spans)} dates; write a range with a hyphen, as in 7-8 July 2017")
        if spans and _covers(spans[0], text, tables):
            return _plain(spans[0], words)
    return None


def _covers(span: DateSpan, text: str, tables: DateTables) -> bool:
    """Whether nothing but small words and a time stand beside the expression: another figure is a day or year that was not read."""
    rest = text[: span.start] + " " + text[span.end :]
    words = [word for word in TOKEN.findall(rest) if word.lower() not in tables.around["fillers"]]
    return bool(span.when.time) or not words or (":" in words and all(word[0].isdigit() or word == ":" for word in words))


def _plain(span: DateSpan, words: str) -> When:
    if span.relation in RELATIONLESS:
        raise UnreadableDate(f"{words!r} says how long or how much later, not when; {REMEDY}")
    when = span.when
    if span.relation is Relation.FROM and when.earliest:  # typed, it is a bound; of an event in a text it names the first day
        return to_when(intervals.after(when.earliest), words)
    return When(when.earliest, when.latest, when.precision, words, when.edtf, time=when.time)


@functools.cache
def _engine(base: dt.date) -> DateDataParser:
    settings: dict[str, Any] = {"PREFER_DATES_FROM": "future", "RELATIVE_BASE": dt.datetime.combine(base, dt.time(12))}
    return DateDataParser(languages=list(LANGUAGES), settings=settings)


def _by_dateparser(words: str, base: dt.date) -> When | None:
    if not _NAMED.search(words):
        return None
    found = _engine(base).get_date_data(words)
    if found is None or found.date_obj is None or found.period is None:
        return None
    grain = _GRAINS.get(found.period)  # a decade is no window for a meeting
    return to_when(grain(found.date_obj.date()), words) if grain else None
