"""What a date expression is found to say: its place in the text, its window, and how it bears on its sentence."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from tracker.domain import When


class Tense(StrEnum):
    """Where the governing verb puts an expression that names no year or week of its own."""

    FUTURE = "future"
    PAST = "past"
    REPORT = "report"  # the verb of a reporting clause ("said on Monday"): past, and not the event's own date


class Relation(StrEnum):
    """How the words tie the event to the window."""

    ON = "on"  # on, in, at, during, between, or nothing at all
    FROM = "from"  # a start and no end
    UNTIL = "until"  # under way, with a last day
    BY = "by"  # by or before: the end is a bound
    AFTER = "after"  # the start is a bound; the window is not known
    SINCE = "since"  # began in the past
    AGO = "ago"  # "last week", "two days ago", "earlier this month": over
    REPORT = "report"  # when somebody said it
    ATTRIBUTE = "attribute"  # belongs to a noun of the past: "the May 22 attack"
    OFFSET = "offset"  # "a day after the summit": ``days`` from what follows the span
    SEQUEL = "sequel"  # "the following day", "two days later": ``days`` from the date told before
    MOVED = "moved"  # the new date of what is put off: "postponed until June 3", "moved from May 20 to May 27"
    DURATION = "duration"  # "three-day", "for two days": ``days`` long
    TIME = "time"  # a time of day that stands beside no date
    VAGUE = "vague"  # "soon", "in the coming weeks": future, and no window


@dataclass(slots=True, unsafe_hash=True)
class DateSpan:
    """One expression. ``start`` and ``end`` are offsets of the words that say it, preposition included.

    ``other`` is the window under the opposite tense where the words allow both, so that a caller with a better view of the
    governing verb can swap. ``days`` belongs to OFFSET, SEQUEL (signed) and DURATION. ``of_noun``: the date belongs to the noun after it
    ("Friday's summit", "the July 7 talks"), whatever verb or preposition stands before.
    """

    start: int
    end: int
    when: When
    rule: str
    relation: Relation = Relation.ON
    days: int = 0
    other: When | None = None
    of_noun: bool = False


@dataclass(frozen=True, slots=True)
class Hints:
    """What the caller knows of the sentence: where it starts in the article, its verbs' tenses, and spans that are names.

    ``names`` are in order and do not overlap; an expression that shares a character with one of them is no date (Theresa May).
    Without ``tense_at`` the words around an expression decide (``tense.governing_tense``).
    """

    offset: int = 0
    tense_at: Callable[[int, int], Tense | None] | None = None  # start and end of the expression, both in the sentence
    names: tuple[tuple[int, int], ...] = ()


class UnreadableDate(ValueError):  # noqa: N818 - the name is what a form shows, as with UndatedArticle
    """A typed date that cannot be read; the message says what can be typed instead."""
