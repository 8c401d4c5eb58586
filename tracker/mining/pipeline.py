"""The pipeline from an article to its told events, merged; ``tracker.mining.mine`` makes mentions of them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, replace

from tracker.domain import Article, Place
from tracker.lexicon import Lexicon
from tracker.lexicon.editions import Edition
from tracker.mining.anchors import edition_of
from tracker.mining.borrowing import GATHERINGS, on_stay, stay_of
from tracker.mining.leads import can_tell
from tracker.mining.merging import merge
from tracker.mining.model import Tag, Told
from tracker.mining.reading import Reading, open_text, read
from tracker.mining.telling import tell
from tracker.mining.venues import LOCATIVE


def events(article: Article, base: dt.date, lexicon: Lexicon, *, past: bool = False) -> list[Told]:
    """Every event that an article tells, merged; with ``past`` those too that it reports as held."""
    opening = open_text(article, base, lexicon, past=past)
    if not opening or not can_tell(opening, lexicon):
        return []
    reading = read(opening)
    known = _Known.of(reading, base, lexicon)
    series, named = _only_series(reading)
    told = merge(tell(reading, base, lexicon, past=past), series, named=named)
    found = [known.in_series(item) for item in told]
    return [known.placed(known.on_stay(item, found)) for item in found]


@dataclass(frozen=True, slots=True)
class _Known:
    """What the calendar of summits says of gatherings, as far as the article names their series and places."""

    base: dt.date
    lexicon: Lexicon
    lands: frozenset[str]
    cities: frozenset[str]
    series: frozenset[str]

    @classmethod
    def of(cls, reading: Reading, base: dt.date, lexicon: Lexicon) -> _Known:
        """What an article names."""
        cities = frozenset(
            row.low(at)
            for row in reading.rows
            for at in row.where(Tag.PLACE)
            if row.low(at - 1) in LOCATIVE or not row.nodes[at].has(Tag.ORGANISATION)
        )
        series = frozenset(entry.key for row in reading.rows for entry in row.read_as(Tag.SERIES, Tag.GATHERING, Tag.ORGANISATION))
        return cls(base, lexicon, _lands(reading), cities, series)

    def in_series(self, item: Told) -> Told:
        """A gathering that names no series is the known edition of a series of the article in the same city at the same time."""
        draft = item.draft
        if draft.kind not in GATHERINGS or draft.series or not draft.place.city or not item.when.known:
            return item
        fitting = [key for key in sorted(self.series) if self._edition(key, item)]
        return replace(item, draft=replace(draft, series=fitting[0])) if len(fitting) == 1 else item

    def _edition(self, series: str, item: Told) -> Edition | None:
        edition = edition_of(series, item.when, item.draft.place, self.base, self.lexicon)
        return edition if edition and edition.city == item.draft.place.city else None

    def placed(self, item: Told) -> Told:
        """A gathering without a place is where its known edition is, as far as the article names that land or city."""
        draft = item.draft
        if draft.kind not in GATHERINGS or not draft.series or draft.place.city:
            return item
        edition = edition_of(draft.series, item.when, draft.place, self.base, self.lexicon)
        city = edition.city if edition and (edition.city or "").lower() in self.cities else None
        if not edition or not (city or edition.country in self.lands):
            return item
        return replace(item, draft=replace(draft, place=replace(draft.place, city=city, country=edition.country)))

    def on_stay(self, item: Told, found: Sequence[Told]) -> Told:
        """A gathering without a place that somebody attends on a visit is where the visit goes, unless its known edition is elsewhere."""
        stay = stay_of(item, found)
        if not stay or not item.draft.series:
            return item
        edition = edition_of(item.draft.series, item.when, Place(), self.base, self.lexicon)
        return on_stay(item, stay) if not edition or edition.country == stay.draft.place.country else item


def _lands(reading: Reading) -> frozenset[str]:
    """The countries that an article names as lands, not by a people, a leader or what is theirs: "in Japan", not "Japan's premier"."""
    return frozenset(
        row.nodes[at].tags[Tag.COUNTRY][0].key for row in reading.rows for at in row.where(Tag.COUNTRY) if row.low(at + 1) != "'s"
    )


def _only_series(reading: Reading) -> tuple[str | None, bool]:
    """The one series that the article speaks of, which "the summit" then means, and whether it names a gathering or only a body."""
    named = {entry.key for row in reading.rows for entry in row.read_as(Tag.GATHERING, Tag.SERIES) if entry.strong}
    found = named or {entry.key for row in reading.rows for entry in row.read_as(Tag.SERIES)}
    return (next(iter(found)) if len(found) == 1 else None), bool(named)
