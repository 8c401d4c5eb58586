"""Telling: what the rows of a reading tell, sentence by sentence, before anything is merged."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import pairwise

from tracker.domain import Attribution, Kind, Place, Status
from tracker.lexicon import Lexicon
from tracker.mining.attribution import SourceReader
from tracker.mining.before import Before
from tracker.mining.borrowing import GATHERINGS, TO_COME
from tracker.mining.cues import CueReader
from tracker.mining.dates import DateSpan, Relation
from tracker.mining.frames import FrameReader
from tracker.mining.model import Draft, Outlook, Party, Tag, Told
from tracker.mining.nodes import Row
from tracker.mining.noun_outlook import NounOutlook
from tracker.mining.outlook import JOURNEYS, VerbOutlook
from tracker.mining.reading import Reading
from tracker.mining.reports import find_reports
from tracker.mining.roles import Roles
from tracker.mining.scene import SPEECHES, Scene
from tracker.mining.seams import find_seams
from tracker.mining.status import doubted
from tracker.mining.timing import settle
from tracker.mining.venues import DIRECTIONAL, LOCATIVE, NOWHERE, VenueReader
from tracker.mining.vocabulary import Vocabulary

PRESUPPOSING = frozenset({"as", "ahead of", "with", "after", "before"})
ASKING = frozenset({"what", "who", "how", "why", "where", "when", "will", "can", "could", "is", "are", "does", "do", "should"})
LONG_AGO = 60  # days
FAR_LENGTH, FAR_NOUN = 60, 25  # characters between a length of time and the trigger, and the noun that it belongs to
LETTERHEAD = 8  # words in front of a transcript that say where it was held
MOST_TOLD = 600  # tellings in one article, many times what any real one has; keeps what a machine wrote from costing minutes


@dataclass(slots=True)
class Teller:
    """Reads what single sentences tell. The rest of the article lends the nations that it speaks of, and the place of "here"."""

    text: str
    known: Vocabulary
    base: dt.date
    lexicon: Lexicon
    nations: frozenset[str]
    here: Place
    past: bool = False
    leading: bool = False

    def scene(self, row: Row, parties: tuple[Party, ...], before: Before, there: Place = NOWHERE) -> Scene:
        """A sentence with everything that its frames need; ``there`` is where the sentence before goes."""
        reports = find_reports(row, parties)
        roles = Roles(row.nodes, parties, reports, find_seams(row.nodes, parties, self.known.closed), before=before)
        cues = CueReader(row, parties, self.known.words)
        verbs = VerbOutlook(cues, reports, row.sentence.title, self.past)
        venues = VenueReader(row.nodes, self.lexicon, self.known.words, self.nations, self.here, self.text, there)
        return Scene(row, roles, cues, NounOutlook.of(cues, verbs), self.base, verbs, venues, self.lexicon, self.text, self.leading)

    def read(self, scene: Scene) -> Iterator[Told]:
        """What a sentence tells, if it is neither a question nor about a game."""
        row, roles = scene.row, scene.roles
        asked = _asked_from(row) if row.question else 0
        if (row.question and not asked) or (not row.where(Tag.TITLE) and row.sport(scene.cues.words["sports"])):
            return
        sources = SourceReader(self.text, row, roles.parties, roles)
        drafts = FrameReader.of(scene).read()
        for draft in drafts if self.leading else _hosts_last(drafts):  # one that leads is enough, so no more are read
            if asked and draft.trigger > asked:
                continue
            if item := _told(draft, sources.sources(draft.trigger), row, self.base):
                said = (*item.draft.said, *sources.words_of_others(draft.trigger))
                yield replace(item, draft=replace(item.draft, said=said)) if said else item


def _asked_from(row: Row) -> int:
    """Where a question starts before which a clause tells: "As leaders prepare to meet in Bled, what can be expected?"."""
    if row.low(0) not in PRESUPPOSING:
        return 0
    return next((node.start for node, after in pairwise(row.nodes) if node.low == "," and after.low in ASKING), 0)


def tell(reading: Reading, base: dt.date, lexicon: Lexicon, *, past: bool = False) -> list[Told]:
    """The events that the rows tell, before anything is merged."""
    teller = Teller(reading.text, reading.known, base, lexicon, reading.nations, _here(reading, lexicon), past)
    told: list[Told] = []
    before, last = Before(), None
    for row, parties in zip(reading.rows, reading.parties, strict=True):
        if len(told) > MOST_TOLD:
            break
        known = len(told)
        if row.telling:
            scene = teller.scene(row, parties, before, _there(row, last))
            last = scene.venues
            sources = SourceReader(reading.text, row, parties, scene.roles)
            if told and (sources.confirms_before() or sources.denies_before()):
                told[-1] = _answered(told[-1], sources)
            else:
                told += teller.read(scene)
        before = before.after(parties, [item.draft.parties for item in told[known:]])
    return told


def _there(row: Row, last: VenueReader | None) -> Place:
    """Where "while there" is: the place to which the sentence before goes."""
    if not last or not any(row.low(at) == "while" and row.low(at + 1) == "there" for at in range(len(row.nodes))):
        return NOWHERE
    stops = last.stops(0, len(last.nodes), LOCATIVE | DIRECTIONAL)
    return stops[-1].place if stops else NOWHERE


def _hosts_last(drafts: Iterable[Draft]) -> list[Draft]:
    """The drafts of a sentence with gatherings that only host something behind what they host."""
    return sorted(drafts, key=lambda draft: "host-gathering" in draft.rules)


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


def _here(reading: Reading, lexicon: Lexicon) -> Place:
    """What "here" means: the place of the dateline or of a transcript's first line, else the one that the headline names."""
    transcript = bool(reading.rows) and reading.rows[0].low(0) in SPEECHES
    for row in reading.rows[:2]:
        venues = VenueReader(row.nodes, lexicon, reading.known.words, reading.nations)
        for at, node in enumerate(row.nodes):
            headlined = row.sentence.title and not (row.low(at - 1) == "to" and not _moves(row, at))
            first = headlined or at == 0 or (transcript and at < LETTERHEAD)
            if node.has(Tag.PLACE) and first and (stop := venues.stop(at, len(row.nodes))) and stop.place.city:
                return stop.place
    return NOWHERE


def _moves(row: Row, at: int) -> bool:
    """Whether somebody goes where "to" says: "Borg travels to Oslo", but not "promises to Hong Kong"."""
    verbs = (row.nodes[here].get(Tag.VERB) for here in row.where(Tag.VERB) if here < at)
    return any(verb and verb.detail in JOURNEYS for verb in verbs)


def _told(draft: Draft, sources: tuple[Attribution, ...], row: Row, base: dt.date) -> Told | None:
    if draft.outlook.denied and draft.kind in GATHERINGS:
        draft = replace(draft, parties=tuple(party for party in draft.parties if not party.person))  # who stays away takes no part
    if "on-the-way" in draft.outlook.rules and draft.outlook.underway and draft.kind in GATHERINGS:
        draft = replace(draft, outlook=replace(draft.outlook, status=Status.CONFIRMED, underway=False))  # on the way
    beside = (draft.series or draft.bare) and {"host-gathering", "settled:ahead of"} & set(draft.outlook.rules)
    outlook = draft.outlook if beside else doubted(draft.outlook, sources)
    said = _words_of(sources, outlook.status or (Status.CONFIRMED if outlook.underway else None))
    rules = tuple(dict.fromkeys((*draft.rules, *outlook.rules)))
    draft = replace(draft, attribution=sources, outlook=outlook, said=said, rules=rules)
    durations = [span for span in row.dates if span.relation is Relation.DURATION and _lasts(span, draft, row)]
    draft = replace(draft, lasting=durations[0].days) if durations else draft
    timing = settle(draft.dates, durations, draft.outlook, base)
    if outlook.underway and timing.when.earliest and timing.when.earliest > base:
        draft = replace(draft, outlook=replace(outlook, underway=False))  # "the summit starts on Sunday"
    if timing.over or (not timing.when.known and _about_the_past(row, base)):
        return None
    if (
        draft.outlook.weak
        and not draft.outlook.underway
        and not timing.when.known
        and not draft.bare
        and not _beside_future(draft, row, base)
    ):
        draft = replace(draft, hint=True, outlook=Outlook(None, draft.outlook.rules))
    if draft.hint:
        return Told(draft, timing.when, (draft.evidence,))
    if draft.bare and not (
        timing.when.known
        or draft.place.country
        or draft.parties
        or draft.attended
        or draft.lasting
        or not TO_COME.isdisjoint(draft.rules)
        or draft.outlook.status in {Status.POSTPONED, Status.CANCELLED}
    ):
        return None
    return Told(draft, timing.when, (draft.evidence,))


def _lasts(span: DateSpan, draft: Draft, row: Row) -> bool:
    """Whether a length of time near a trigger is that of its encounter, and not of the journey in whose course it is."""
    if abs(span.start - draft.trigger) >= FAR_LENGTH:
        return False
    nouns = (row.nodes[at] for at in row.where(Tag.NOUN) if row.nodes[at].start >= span.end)
    noun = next(nouns, None)
    of_journey = noun and noun.tags[Tag.NOUN][0].detail == Kind.VISIT and noun.start - span.end < FAR_NOUN
    return draft.kind is Kind.VISIT or not of_journey


def _about_the_past(row: Row, base: dt.date) -> bool:
    """Whether a sentence dates itself long before the publication, as captions of old photographs do."""
    days = [span.when.latest.toordinal() for span in row.dates if span.when.latest and span.relation in {Relation.ON, Relation.FROM}]
    return bool(days) and max(days) < base.toordinal() - LONG_AGO


def _beside_future(draft: Draft, row: Row, base: dt.date) -> bool:
    """Whether a present tense that is joined to another verb shares its sentence with a date ahead."""
    if "joined" not in draft.outlook.rules:
        return False
    return any(span.when.latest and span.when.latest > base and span.relation in {Relation.ON, Relation.FROM} for span in row.dates)
