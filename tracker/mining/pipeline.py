"""The pipeline from what was read to told events; ``tracker.mining.mine`` makes mentions of them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from tracker.domain import Article, Attribution, Place, Status
from tracker.lexicon import Lexicon
from tracker.lexicon.editions import Edition
from tracker.mining.anchors import edition_of
from tracker.mining.attribution import SourceReader
from tracker.mining.borrowing import GATHERINGS
from tracker.mining.cues import CueReader
from tracker.mining.dates import Relation
from tracker.mining.frames import FrameReader
from tracker.mining.merging import merge
from tracker.mining.model import Draft, Party, Tag, Told
from tracker.mining.nodes import Row
from tracker.mining.noun_outlook import NounOutlook
from tracker.mining.outlook import VerbOutlook
from tracker.mining.reading import Reading, read
from tracker.mining.reports import find_reports
from tracker.mining.roles import Roles, find_seams
from tracker.mining.scene import SPEECHES, Scene
from tracker.mining.status import doubted
from tracker.mining.timing import settle
from tracker.mining.venues import NOWHERE, VenueReader

LONG_AGO = 60  # days
LETTERHEAD = 8  # words in front of a transcript that say where it was held
MOST_TOLD = 600  # tellings in one article, many times what any real one has; keeps what a machine wrote from costing minutes


def tell(reading: Reading, base: dt.date, lexicon: Lexicon, *, past: bool = False) -> list[Told]:
    """The events that the rows tell, before anything is merged."""
    known = reading.known
    told: list[Told] = []
    before: tuple[tuple[Party, ...], tuple[Party, ...]] = ((), ())
    nations = _nations(reading)
    here = _here(reading, lexicon, nations)
    for row, parties in zip(reading.rows, reading.parties, strict=True):
        if len(told) > MOST_TOLD:
            break
        if not row.telling:
            before = _remember(before, parties)
            continue
        reports = find_reports(row.nodes, parties)
        roles = Roles(row.nodes, parties, reports, *before, find_seams(row.nodes, parties, known.closed))
        cues = CueReader(row, parties, known.words)
        verbs = VerbOutlook(cues, reports, row.sentence.title, past)
        venues = VenueReader(row.nodes, lexicon, known.words["troubles"], nations, here)
        scene = Scene(row, roles, cues, verbs, NounOutlook(cues, verbs), venues, lexicon, reading.text, base)
        frames = FrameReader.of(scene)
        sources = SourceReader(reading.text, row.nodes, parties, roles)
        if told and (sources.confirms_before() or sources.denies_before()):
            told[-1] = _answered(told[-1], sources)
            before = _remember(before, parties)
            continue
        if not row.question and not (row.sport(known.words["sports"]) and not any(node.has(Tag.TITLE) for node in row.nodes)):
            told += _tellings(_hosts_last(frames.read()), row, base, sources)
        before = _remember(before, parties)
    return told


def _hosts_last(drafts: Iterable[Draft]) -> list[Draft]:
    """The drafts of a sentence with gatherings that only host something behind what they host."""
    return sorted(drafts, key=lambda draft: "host-gathering" in draft.rules)


def _tellings(drafts: Iterable[Draft], row: Row, base: dt.date, sources: SourceReader) -> Iterator[Told]:
    for draft in drafts:
        if item := _told(replace(draft, attribution=sources.sources(draft.trigger)), row, base):
            yield item


def _answered(item: Told, sources: SourceReader) -> Told:
    """What was told before, with those who are said to confirm or to deny it."""
    named, denied = sources.all_named(), sources.denies_before()
    word = Status.CANCELLED if denied else item.draft.outlook.status
    said = (*item.draft.said, *_words_of(named, word))
    draft = replace(item.draft, attribution=(*item.draft.attribution, *named), said=said)
    if denied and draft.outlook.status is Status.CONFIRMED:
        draft = replace(draft, outlook=replace(draft.outlook, status=Status.SPECULATIVE), rules=(*draft.rules, "denied-after"))
    return replace(item, draft=draft)


def _words_of(sources: Iterable[Attribution], status: Status | None) -> tuple[tuple[str, Status], ...]:
    """What each country says by the mouth of its own sources."""
    return tuple(dict.fromkeys((source.country, status) for source in sources if source.country and status))


def _here(reading: Reading, lexicon: Lexicon, nations: frozenset[str]) -> Place:
    """What "here" means: the place of the dateline or of a transcript's first line, else the one that the headline names."""
    transcript = bool(reading.rows) and reading.rows[0].low(0) in SPEECHES
    for row in reading.rows[:2]:
        venues = VenueReader(row.nodes, lexicon, reading.known.words["troubles"], nations)
        for at, node in enumerate(row.nodes):
            first = row.sentence.title or at == 0 or (transcript and at < LETTERHEAD)
            if node.has(Tag.PLACE) and first and (stop := venues.stop(at, len(row.nodes))) and stop.place.city:
                return stop.place
    return NOWHERE


def _nations(reading: Reading) -> frozenset[str]:
    """The countries that the article speaks of."""
    named = {country for parties in reading.parties for party in parties for country in party.countries}
    tagged = (node.tags for row in reading.rows for node in row.nodes if node.tags)
    return frozenset(named | {found.key for tags in tagged for found in (*tags.get(Tag.COUNTRY, ()), *tags.get(Tag.DEMONYM, ()))})


def _told(draft: Draft, row: Row, base: dt.date) -> Told | None:
    beside = draft.series and {"host-gathering", "settled:ahead of"} & set(draft.outlook.rules)
    outlook = draft.outlook if beside else doubted(draft.outlook, draft.attribution)
    said = _words_of(draft.attribution, outlook.status or (Status.CONFIRMED if outlook.underway else None))
    draft = replace(draft, outlook=outlook, said=said, rules=tuple(dict.fromkeys((*draft.rules, *outlook.rules))))
    durations = [span for span in row.dates if span.relation is Relation.DURATION and abs(span.start - draft.trigger) < 60]
    timing = settle(draft.dates, durations, draft.outlook, base)
    if timing.over or (not timing.when.known and _about_the_past(row, base)):
        return None
    if (
        draft.outlook.weak
        and not draft.outlook.underway
        and not timing.when.known
        and not draft.bare
        and not _beside_future(draft, row, base)
    ):
        return None
    if draft.hint:
        return Told(draft, timing.when, (draft.evidence,))
    if draft.bare and not (timing.when.known or draft.place.country or draft.outlook.status in {Status.POSTPONED, Status.CANCELLED}):
        return None
    return Told(draft, timing.when, (draft.evidence,))


def _about_the_past(row: Row, base: dt.date) -> bool:
    """Whether a sentence dates itself long before the publication, as captions of old photographs do."""
    days = [span.when.latest.toordinal() for span in row.dates if span.when.latest and span.relation in {Relation.ON, Relation.FROM}]
    return bool(days) and max(days) < base.toordinal() - LONG_AGO


def _beside_future(draft: Draft, row: Row, base: dt.date) -> bool:
    """Whether a present tense that is joined to another verb shares its sentence with a date ahead."""
    if "joined" not in draft.outlook.rules:
        return False
    return any(span.when.latest and span.when.latest > base and span.relation in {Relation.ON, Relation.FROM} for span in row.dates)


def _remember(before: tuple[tuple[Party, ...], tuple[Party, ...]], parties: Sequence[Party]) -> tuple[tuple[Party, ...], tuple[Party, ...]]:
    """Whom "he" and "the two leaders" mean in the next sentence."""
    people = [party for party in parties if party.person]
    single = (people[0],) if people else before[0]
    keys = list(dict.fromkeys(party.key for party in people))
    pair = tuple(next(party for party in people if party.key == key) for key in keys[:2]) if len(keys) > 1 else before[1]
    return single, pair


def events(article: Article, base: dt.date, lexicon: Lexicon, *, past: bool = False) -> list[Told]:
    """Every event that an article tells, merged; with ``past`` those too that it reports as held."""
    reading = read(article, base, lexicon, past=past)
    if not reading:
        return []
    known = _Known.of(reading, base, lexicon)
    return [known.placed(known.in_series(item)) for item in merge(tell(reading, base, lexicon, past=past), _only_series(reading))]


@dataclass(frozen=True, slots=True)
class _Known:
    """What the calendar of summits says of gatherings, as far as the article names their series and places."""

    base: dt.date
    lexicon: Lexicon
    nations: frozenset[str]
    cities: frozenset[str]
    series: frozenset[str]

    @classmethod
    def of(cls, reading: Reading, base: dt.date, lexicon: Lexicon) -> _Known:
        """What an article names."""
        nodes = [node for row in reading.rows for node in row.nodes if node.tags]
        cities = frozenset(node.low for node in nodes if node.has(Tag.PLACE))
        tags = (Tag.SERIES, Tag.GATHERING, Tag.ORGANISATION)
        series = frozenset(found.key for node in nodes for tag in tags if (found := node.get(tag)))
        return cls(base, lexicon, _nations(reading), cities, series)

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
        """A gathering without a place is where its known edition is, as far as the article names that country or city."""
        draft = item.draft
        if draft.kind not in GATHERINGS or not draft.series or draft.place.city:
            return item
        edition = edition_of(draft.series, item.when, draft.place, self.base, self.lexicon)
        if not edition or edition.country not in self.nations:
            return item
        city = edition.city if (edition.city or "").lower() in self.cities else None
        return replace(item, draft=replace(draft, place=replace(draft.place, city=city, country=edition.country)))


def _only_series(reading: Reading) -> str | None:
    """The one series that the article speaks of, which "the summit" then means."""
    found = {entry.key for row in reading.rows for node in row.nodes for entry in (node.get(Tag.GATHERING), node.get(Tag.SERIES)) if entry}
    return found.pop() if len(found) == 1 else None
