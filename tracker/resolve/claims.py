"""What a single claim says beyond its fields: that something moved, is under way, or stands in an official record."""

from __future__ import annotations

from tracker.domain import Mention, Status

PLANNED = frozenset({Status.SPECULATIVE, Status.CONFIRMED})
CALLED_OFF = frozenset({Status.POSTPONED, Status.CANCELLED})

MOVED = "moved"  # these words are parts of the names of the miner's and the importers' rules
UNDER_WAY = "under-way"
IMPORTED = "import."
CALENDAR = "import.calendar"
FORM = "form."
BY_FORM = "form.create"  # an analyst has seen the possible duplicates and wants an event of its own
ADDED = "form.source"  # an analyst has said of which event it is a source
ADDED_KEY = "source:"  # what the keys of articles begin with that stand for such a source


def tells_move(mention: Mention) -> bool:
    """Whether the claim gives a changed date or place."""
    return any(MOVED in rule for rule in mention.rules)


def tells_under_way(mention: Mention) -> bool:
    """Whether the claim says that it goes on as the article appears."""
    return any(UNDER_WAY in rule for rule in mention.rules)


def tells_coming(mention: Mention) -> bool:
    """Whether a claim about a gathering is about who may come or stays away, and so sure of the gathering that it takes it for granted."""
    return any(status is not Status.CONFIRMED for _, status in mention.attendance)


def stands_alone(mention: Mention) -> bool:
    """Whether the claim is compared with no event: an analyst has said where it belongs."""
    return BY_FORM in mention.rules or ADDED in mention.rules


def is_record(mention: Mention) -> bool:
    """Whether the claim is the row of a calendar, a table of summits or an official database, not words that were mined."""
    return any(rule.startswith(IMPORTED) for rule in mention.rules)


def founds_event(mention: Mention) -> bool:
    """Whether a claim can be an event of its own: a report that something took place cannot, unless it is an official record.

    Nor can a source that an analyst added to an event: without that event, or once it was taken back, it is none.
    """
    if ADDED in mention.rules:
        return False
    return mention.status is not Status.HELD or is_record(mention)


def entry_of(mention: Mention) -> str | None:
    """Give the calendar entry that a claim is, the same for all its revisions; None for what is no entry of a calendar."""
    if CALENDAR not in mention.rules:
        return None
    origin, mark, revision = mention.article_key.rpartition("#")
    return origin if mark and revision.isdecimal() else mention.article_key
