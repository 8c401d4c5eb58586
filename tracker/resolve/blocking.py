"""Which claims may be about the same event at all: they share a key, and the days in which they may matter overlap.

The store keeps a row per key, so that a new claim meets its few candidates through an index however many events there are.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from itertools import combinations

from tracker.domain import Kind, KnownMention, Mention, Status
from tracker.resolve.claims import entry_of
from tracker.resolve.parties import Parties, is_gathering, parties_of
from tracker.resolve.windows import window_of

SLACK = 16  # days by which two tellings of one date may differ and still be compared
BACK, AHEAD = 30, 240  # how far around its publication an undated claim is compared
CALLED_OFF_BACK = 210  # "refuses to reschedule the visit" is still about the visit that was called off
EDITION_SLACK = 400  # a summit that moves by months is still that summit
MOST_DAYS = 900  # no reach is wider, so that an index on the first day suffices
MOST_PEOPLE, MOST_COUNTRIES = 6, 4  # beyond that a claim is about a gathering, not about pairs


@dataclass(frozen=True, slots=True)
class Reach:
    """A key and the days in which claims that carry it are compared."""

    key: str
    first: dt.date
    last: dt.date

    def meets(self, other: Reach) -> bool:
        """Whether two claims with these reaches are compared."""
        return self.key == other.key and self.first <= other.last and other.first <= self.last


def reaches(claim: KnownMention) -> tuple[Reach, ...]:
    """Give the rows of the blocking index for one claim."""
    first, last = _days(claim)
    rows = [Reach(key, first, last) for key in _keys(claim.mention)]
    if claim.mention.edition:
        slack = dt.timedelta(EDITION_SLACK)
        rows.append(Reach(f"e:{claim.mention.edition}", claim.known - slack, claim.known + slack))
    if entry := entry_of(claim.mention):
        slack = dt.timedelta(MOST_DAYS // 2)
        rows.append(Reach(f"i:{entry}", claim.known - slack, claim.known + slack))
    return tuple(rows)


def _keys(mention: Mention) -> list[str]:
    parties = parties_of(mention)
    keys = _of_series(mention, parties) if mention.series else []
    if is_gathering(mention) and mention.place.city:
        keys.append(f"v:{mention.place.city}|{mention.place.country}")
    if mention.place.city:
        keys += [f"w:{person}|{mention.place.city}" for person in sorted(parties.keys)[:MOST_PEOPLE]]
    if not (is_gathering(mention) and mention.series):
        keys += _pairs(parties)
    return keys or _alone(parties)


def _of_series(mention: Mention, parties: Parties) -> list[str]:
    """Gatherings meet each other and the visits to them by their series; what hundreds hold beside one, only with a party in common."""
    if is_gathering(mention):
        return [f"s:{mention.series}"]
    keys = [f"s:{mention.series}"] if mention.kind is Kind.VISIT else []
    return keys + [f"h:{mention.series}|{name}" for name in sorted(parties.keys or parties.countries)[:MOST_PEOPLE]]


def _pairs(parties: Parties) -> list[str]:
    """Give the pairs of people, of a leader and another country, and of countries."""
    people = sorted(parties.people, key=lambda person: person[0])[:MOST_PEOPLE]
    keys = [f"p:{one[0]}|{other[0]}" for one, other in combinations(people, 2)]
    countries = sorted(parties.countries)[:MOST_COUNTRIES]
    keys += [f"l:{key}|{country}" for key, own in people for country in countries if country != own]
    return keys + [f"c:{one}|{other}" for one, other in combinations(countries, 2)]


def _alone(parties: Parties) -> list[str]:
    return sorted(f"o:{name}" for name in (parties.keys or parties.countries))


def _days(claim: KnownMention) -> tuple[dt.date, dt.date]:
    mention, known = claim.mention, claim.known
    window = window_of(mention)
    if window:
        first, last = window.first - dt.timedelta(SLACK), window.last + dt.timedelta(SLACK)
    else:
        first, last = known - dt.timedelta(BACK), known + dt.timedelta(AHEAD)
    if mention.status in (Status.POSTPONED, Status.CANCELLED):
        first = min(first, known - dt.timedelta(CALLED_OFF_BACK))
        last = max(last, known + dt.timedelta(BACK))
    return first, min(last, first + dt.timedelta(MOST_DAYS))
