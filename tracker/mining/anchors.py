"""Anchors: what the calendar of known summits adds beside the words of the text, and the year of an undated article."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Sequence

from tracker.domain import Anchor, LinkKind, Place, When
from tracker.lexicon import Lexicon
from tracker.lexicon.editions import Edition
from tracker.lexicon.keys import plain

PAST_DAYS = dt.timedelta(days=10)
FAR = dt.timedelta(days=500)


def edition_of(series: str, when: When, place: Place, base: dt.date, lexicon: Lexicon) -> Edition | None:
    """The edition that a text means: in the window and at the place that it gives, the next one from the publication on.

    One that is known to be in the country goes before one of which no place is known; and where it is the only one in that country, the
    text may call its place otherwise: Cornwall for Carbis Bay.
    """
    known = lexicon.editions.near(series, base, FAR)
    ahead = [edition for edition in known if edition.latest >= base - PAST_DAYS and _meets(edition, when)]
    there = [edition for edition in ahead if place.country and edition.country == place.country]
    fitting = [edition for edition in ahead if _fits(edition, when, place) or there == [edition]]
    return min(fitting, key=lambda edition: (edition not in there, edition.distance(base)), default=None)


def _meets(edition: Edition, when: When) -> bool:
    return not (when.earliest and when.latest) or (edition.earliest <= when.latest and when.earliest <= edition.latest)


def _fits(edition: Edition, when: When, place: Place) -> bool:
    if place.country and edition.country and place.country != edition.country:
        return False
    if when.known and place.country and place.country == edition.country:
        return True
    return not (place.city and edition.city) or plain(place.city).lower() == plain(edition.city).lower()


def anchor(edition: Edition, relation: LinkKind) -> Anchor:
    """An edition as an anchor."""
    return Anchor(edition.series, edition.key, edition.earliest, edition.latest, edition.city, edition.country, relation)


def infer_year(series_at: Iterable[tuple[str, str]], lexicon: Lexicon) -> int | None:
    """The year in which every named series met at the city named with it; None unless the editions agree on one."""
    votes: Counter[int] = Counter()
    for series, city in set(series_at):
        years = {
            edition.earliest.year
            for edition in lexicon.editions.of(series)
            if edition.city and plain(edition.city).lower() == plain(city).lower()
        }
        votes.update(years)
    ranked: Sequence[tuple[int, int]] = votes.most_common(2)
    if not ranked or (len(ranked) > 1 and ranked[0][1] == ranked[1][1]):
        return None
    return ranked[0][0]
