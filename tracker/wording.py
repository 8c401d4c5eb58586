"""Dates, places and statuses in the words of a reader: pages, chart, exports and command line speak through these."""

from __future__ import annotations

import datetime as dt

from tracker.domain import Event, Kind, LinkKind, Place, Precision, Status, When
from tracker.lexicon import load

STATUS_LABELS = {
    Status.SPECULATIVE: "Speculative",
    Status.CONFIRMED: "Confirmed",
    Status.POSTPONED: "Postponed",
    Status.CANCELLED: "Cancelled",
    Status.HELD: "Held",
    Status.LAPSED: "Lapsed",
}
STATUS_HINTS = {
    Status.SPECULATIVE: "possible, hoped for or reported by unnamed sources",
    Status.CONFIRMED: "announced or scheduled by a party or the host",
    Status.POSTPONED: "moved, with or without a new date",
    Status.CANCELLED: "called off",
    Status.HELD: "reported to have taken place",
    Status.LAPSED: "its window closed and nobody said that it took place",
}
COMING = {  # of one person and a gathering
    Status.SPECULATIVE: "may come",
    Status.CONFIRMED: "comes",
    Status.POSTPONED: "comes later",
    Status.CANCELLED: "stays away",
    Status.HELD: "was there",
    Status.LAPSED: "was not reported to be there",
}
KIND_LABELS = {
    Kind.SUMMIT: "Summit",
    Kind.MEETING: "Meeting",
    Kind.VISIT: "Visit",
    Kind.TALKS: "Talks",
    Kind.CONFERENCE: "Conference",
    Kind.CALL: "Call",
}
EN_DASH = "–"


def status_hint(event: Event) -> str:
    """What its status means; of a rumour that never had a date, why it has lapsed."""
    undated = event.status is Status.LAPSED and event.shown[0] is None
    return "nobody spoke of it any more, and it never had a date" if undated else STATUS_HINTS[event.status]


def coming(event: Event, person: str) -> str:
    """What is said of one person's coming, if it is in doubt: "may come", "stays away"; "" for who comes as everybody does."""
    word = dict(event.attendance).get(person, Status.CONFIRMED)
    return "" if word in (Status.CONFIRMED, Status.HELD) else COMING[word]


def people(event: Event) -> list[str]:
    """Everybody who takes part by name, with what is said of their coming: "Vladimir Putin (stays away)"."""
    words = ((person.name, coming(event, person.key)) for person in event.participants)
    return [f"{name} ({word})" if word else name for name, word in words]


def standing(event: Event) -> str:
    """The label of a status; of a gathering seen by one who stays away, what he does: nobody called it off."""
    return "Stays away" if absent(event) else STATUS_LABELS[event.status]


def absent(event: Event) -> bool:
    """Whether the gathering stands and only he by whom it is seen stays away."""
    away = event.status is Status.CANCELLED and event.announced is Status.CONFIRMED and "status" not in event.edited
    return away and any(status is Status.CANCELLED for _, status in event.attendance)


def called_off(event: Event) -> bool:
    """Whether its title is struck."""
    return event.status is Status.CANCELLED and not absent(event)


def day(value: dt.date) -> str:
    """``7 July 2017``."""
    return f"{value.day} {value:%B} {value.year}"


def span(first: dt.date, last: dt.date) -> str:
    """``7–8 July 2017``; whole months and years by name."""
    if first == last:
        return day(first)
    if named := _named(first, last):
        return named
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day}{EN_DASH}{day(last)}"
    if first.year == last.year:
        return f"{first.day} {first:%B} {EN_DASH} {day(last)}"
    return f"{day(first)} {EN_DASH} {day(last)}"


def _named(first: dt.date, last: dt.date) -> str:
    whole = first.day == 1 and (last + dt.timedelta(days=1)).day == 1
    if not whole:
        return ""
    if (first.month, last.month) == (1, 12):
        return f"{first.year}" if first.year == last.year else f"{first.year}{EN_DASH}{last.year}"
    if first.year != last.year:
        return f"{first:%B} {first.year} {EN_DASH} {last:%B} {last.year}"
    return f"{first:%B} {first.year}" if first.month == last.month else f"{first:%B}{EN_DASH}{last:%B} {first.year}"


def when(value: When) -> str:
    """The window of the text: open ends as "by", days as days, everything vaguer as the span in which it may fall."""
    if value.earliest is None or value.latest is None:
        return f"no date ({value.words})" if value.words else "no date"
    if value.precision is Precision.OPEN:
        return _open(value.earliest, value.latest, value.edtf)
    said = span(value.earliest, value.latest)
    return said if value.exact else f"some time in {said}" if value.precision is not Precision.WEEK else f"some time {said}"


def _open(earliest: dt.date, latest: dt.date, edtf: str) -> str:
    if edtf.endswith("/.."):
        return f"from {day(earliest)} on"
    return f"by {day(latest)}"


def shown(event: Event) -> str:
    """Where the event stands on the timeline, in words: the host summit's days when it is tied to them, or a summit's own known ones."""
    if event.pinned and not event.when.exact:
        anchor = event.pinned[0]
        days = span(anchor.earliest, anchor.latest)
        return (
            f"{days}, with the {anchor.series}" if anchor.relation is LinkKind.SIDELINE_OF else f"{days}, by the {anchor.series}'s calendar"
        )
    return when(event.when)


def country(code: str) -> str:
    """The country's usual English name; what is no country's code stands as it is."""
    return load().countries.name_of(code)


def parties(event: Event) -> str:
    """People first, with what is said of their coming, then the states for which nobody is named."""
    spoken_for = {person.country for person in event.participants}
    return ", ".join([*people(event), *(country(code) for code in event.countries if code not in spoken_for)])


def place(value: Place) -> str:
    """``White House, Washington, United States``; an unnamed place is said to be open."""
    land = country(value.country) if value.country else value.region
    parts = [part for part in (value.site, value.city, land) if part]
    return ", ".join(dict.fromkeys(parts)) or "place not said"
