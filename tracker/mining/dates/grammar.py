"""From a rule's match to a DateSpan: read it, then let the words before and after it say how it bears on the sentence."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import replace

from tracker.domain import Precision, When
from tracker.mining.dates import clock, intervals, rules_counts, rules_days, rules_months, rules_weeks
from tracker.mining.dates.answers import Answer, Builder
from tracker.mining.dates.intervals import Interval
from tracker.mining.dates.scan import Match
from tracker.mining.dates.spans import Relation, Tense
from tracker.mining.dates.tables import Rule

LONGEST_DATELINE = 8  # words
FAR_VERB = 10  # words before a new date among which it is told that something is put off
DATELINE_ENDS = frozenset({"-", "–", "—", ":"})

BUILDERS: Mapping[str, Builder] = {**rules_days.RULES, **rules_months.RULES, **rules_weeks.RULES, **rules_counts.RULES, **clock.RULES}


def read(match: Match, rule: Rule) -> tuple[Answer, int] | None:
    """The answer with its relation settled, and the first word that belongs to it (a preposition counts); None for no date."""
    prefix, first = _prefix(match)
    if prefix == "since":
        match = replace(match, tense=Tense.PAST, sure=True)
    if rule.long and match.tense is Tense.REPORT and not _said_beside(match, first):
        match = replace(match, tense=None)
    answer = BUILDERS[rule.build](match)
    if answer is None or answer.relation is not Relation.ON or answer.interval is intervals.UNKNOWN:
        return (answer, match.first) if answer else None
    if _in_dateline(match):
        return replace(answer, relation=Relation.REPORT), match.first
    if match.after("past_nouns"):
        return replace(answer, relation=Relation.ATTRIBUTE, of_noun=True), match.first
    if answer.of_noun or match.noun_follows("event_nouns") or match.sentence.is_in(match.last, "POSS"):
        return _possessed(answer, match), match.first
    return _moved(answer, prefix) if _is_new_date(match, prefix, first) else _related(answer, prefix, match), first


def _in_dateline(match: Match) -> bool:
    """Whether the expression only says when the text was filed: "TOKYO, Nov 24 (Agency) -- ", "Sofia, 3 May (Agency/Other):"."""
    sentence = match.sentence
    if match.first > LONGEST_DATELINE or sentence.lower(match.last) != "(":
        return False
    close = next((at for at in range(match.last + 1, match.last + LONGEST_DATELINE) if sentence.lower(at) == ")"), None)
    return close is not None and sentence.lower(close + 1) in DATELINE_ENDS


def _said_beside(match: Match, first: int) -> bool:
    """Whether a reporting verb stands right before or after the expression ("said in July", "in July he said")."""
    report = match.sentence.tables.tense["report"]
    near = (*range(first - 2, first), *range(match.last, match.last + 3))
    return any(match.sentence.lower(index) in report for index in near)


def to_when(interval: Interval, words: str, time: str = "") -> When:
    """The domain's value."""
    return When(interval.earliest, interval.latest, interval.precision, words, interval.edtf, time=time)


def _possessed(answer: Answer, match: Match) -> Answer:
    """For "Friday's attack" is over; "Friday's summit" is the date of a summit, whatever preposition stands before it."""
    over = match.sentence.around(match.last + 1, "past_nouns")
    return replace(answer, relation=Relation.ATTRIBUTE if over else Relation.ON, of_noun=True)


def _prefix(match: Match) -> tuple[str, int]:
    """The longest known preposition that ends right before the match, articles aside, and where it begins."""
    sentence, last, tables = match.sentence, match.first, match.sentence.tables
    while last and sentence.around(last - 1, "passed_over"):
        last -= 1
    if sentence.lower(last - 1) in tables.prefix_ends:
        for size in range(min(tables.longest_prefix, last), 0, -1):
            phrase = " ".join(sentence.lower(index) for index in range(last - size, last))
            if phrase in tables.prefixes:
                return tables.prefixes[phrase], last - size
    return "", match.first


def _moved(answer: Answer, prefix: str) -> Answer:
    """The new date of what is put off; of "from May 20 to May 27" the latter."""
    both = prefix == "from" and answer.interval.precision is Precision.DAYS
    return replace(answer, interval=intervals.single(answer.interval.days[1]) if both else answer.interval, relation=Relation.MOVED)


def _related(answer: Answer, prefix: str, match: Match) -> Answer:
    if prefix in ("", "on", "from", "between"):
        return _placed(answer, prefix, match)
    first, last = answer.interval.days
    if prefix in ("by", "before"):
        bound = last if prefix == "by" or answer.bound else intervals.shift(first, -1)
        return replace(answer, interval=intervals.up_to(match.base, bound), relation=Relation.BY)
    if prefix == "until":
        return replace(answer, interval=intervals.up_to(match.base, last), relation=Relation.UNTIL)
    if prefix in ("after", "not_before"):
        start = first if prefix == "not_before" else intervals.shift(last, 1)
        return replace(answer, interval=intervals.after(start), relation=Relation.AFTER)
    since = Interval(first, max(first, match.base), Precision.OPEN, f"{first}/..")
    return replace(answer, interval=since, relation=Relation.SINCE)


def _is_new_date(match: Match, prefix: str, first: int) -> bool:
    """Whether it is the day to which something is put off: "delays his trip until June 3", "rescheduled for June 3", "moved to June 3"."""
    sentence = match.sentence
    beside = sentence.around(first, "new_date_beside") or (prefix == "from" and bool(match.pairs("TOWORD")))
    if beside and sentence.around(first - 1, "put_off"):
        return True
    if not any(sentence.around(index, "new_date") for index in (first - 1, first)):
        return False
    return any(sentence.around(index, "put_off") for index in range(max(first - FAR_VERB, 0), first))


def _placed(answer: Answer, prefix: str, match: Match) -> Answer:
    """On, in, between, or a start with no end, which counts as the day that it names."""
    interval = answer.interval
    if prefix == "between" and interval.precision is Precision.DAYS:
        return replace(answer, interval=intervals.one_of(*interval.days))
    if prefix == "from" and not match.pairs("TOWORD") and interval.precision is not Precision.DAYS:
        return replace(answer, relation=Relation.FROM)
    if match.tense is Tense.REPORT and interval.days[0] <= match.base:
        return replace(answer, relation=Relation.REPORT)
    return answer


def opposite(tense: Tense | None) -> Tense:
    """The tense that a caller may prefer."""
    return Tense.FUTURE if tense in (Tense.PAST, Tense.REPORT) else Tense.PAST


def years_are_safe(base: dt.date) -> bool:
    """Whether arithmetic of some decades around ``base`` stays within the calendar."""
    return 100 <= base.year <= 9800
