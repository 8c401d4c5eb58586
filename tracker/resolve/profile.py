"""What is known of an event before the next claim is compared with it: counts over its claims, in the order in which they became known."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Self

from tracker.domain import Kind, KnownMention, Status
from tracker.resolve.claims import CALLED_OFF, PLANNED
from tracker.resolve.parties import Parties, is_sideline, kind_of, parties_of, place_of
from tracker.resolve.windows import Window, gives_new_date, sharpen, window_of

SLIP = 3  # days between two dates that are a slip, or days of one trip
LONGEST_TRIP = 14


@dataclass(slots=True)
class Profile:
    """A running summary; ``add`` takes claims oldest first."""

    uid: str
    people: dict[str, str | None] = field(default_factory=dict)
    countries: Counter[str] = field(default_factory=Counter)
    kinds: Counter[Kind] = field(default_factory=Counter)
    cities: Counter[tuple[str, str | None]] = field(default_factory=Counter)
    venue_countries: Counter[str] = field(default_factory=Counter)
    series: Counter[str] = field(default_factory=Counter)
    editions: Counter[str] = field(default_factory=Counter)
    articles: dict[str, list[KnownMention]] = field(default_factory=dict)
    window: Window | None = None
    first_known: dt.date = dt.date.max
    last_known: dt.date = dt.date.min
    called_off: dt.date | None = None
    sideline: bool = False
    confirmed: bool = False
    size: int = 0

    @classmethod
    def of(cls, uid: str, claims: Iterable[KnownMention]) -> Self:
        """Build the profile of the claims, which come oldest first."""
        profile = cls(uid)
        for claim in claims:
            profile.add(claim)
        return profile

    def add(self, claim: KnownMention) -> None:
        """Take in the next claim."""
        mention = claim.mention
        self.size += 1
        for person in mention.participants:
            self.people[person.key] = person.country or self.people.get(person.key)
        self.countries.update(parties_of(mention).countries)
        self.kinds[kind_of(mention)] += 1
        self._add_place(claim)
        if mention.series:
            self.series[mention.series] += 1
        if mention.edition:
            self.editions[mention.edition] += 1
        self.articles.setdefault(mention.article_key, []).append(claim)
        self.sideline = self.sideline or is_sideline(mention)
        self.confirmed = self.confirmed or mention.status is Status.CONFIRMED
        self._add_time(claim)

    @property
    def parties(self) -> Parties:
        """Everybody that any claim named."""
        return Parties(frozenset(self.people.items()), frozenset(self.countries))

    @property
    def kind(self) -> Kind:
        """The kind that most claims tell; of equals the one told first."""
        return self.kinds.most_common(1)[0][0]

    @property
    def gathering(self) -> bool:
        """Whether it is mostly told as a gathering of several."""
        return self.kind in (Kind.SUMMIT, Kind.CONFERENCE)

    def _add_place(self, claim: KnownMention) -> None:
        place = place_of(claim.mention)
        if place.city:
            self.cities[(place.city, place.country)] += 1
        if place.country:
            self.venue_countries[place.country] += 1

    def _add_time(self, claim: KnownMention) -> None:
        status = claim.mention.status
        self.first_known = min(self.first_known, claim.known)
        self.last_known = max(self.last_known, claim.known)
        if status in CALLED_OFF:
            self.called_off = claim.known
        elif status in PLANNED:
            self.called_off = None
        told = window_of(claim.mention)
        if told and gives_new_date(claim.mention, told, self.window):
            self.window = told
        elif told and (status not in CALLED_OFF or self.window is None):
            self.window = _grown(self.window, told)


def _grown(current: Window | None, told: Window) -> Window:
    """Give the window as the next claim leaves it: dates a few days apart are the days of one trip, and slips of those who tell it."""
    if current is None or not 0 < told.gap(current) <= SLIP:
        return sharpen(current, told)
    trip = Window(min(current.first, told.first), max(current.last, told.last), exact=True)
    return trip if trip.days <= LONGEST_TRIP else told
