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
    """The edition that a text means: in the window and at the place that it gives, the next one from the publication on."""
    fitting = [
        edition
        for edition in lexicon.editions.near(series, base, FAR)
        if _fits(edition, when, place) and edition.latest >= base - PAST_DAYS
    ]
    return min(fitting, key=lambda edition: edition.distance(base), default=None)


def _fits(edition: Edition, when: When, place: Place) -> bool:
    if when.earliest and when.latest and not (edition.earliest <= when.latest and when.earliest <= edition.latest):
        return False
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
