"""Reading: an article cut into sentences, each a row of nodes with its parties. What cannot tell an encounter is left unread."""

from __future__ import annotations

import bisect
import datetime as dt
import functools
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from tracker.domain import Article
from tracker.lexicon import Lexicon
from tracker.mining.boilerplate import blank
from tracker.mining.cast import Cast
from tracker.mining.dates import DateTables, Hints, Relation, compile_tables, find_dates
from tracker.mining.dates.sequels import with_sequels
from tracker.mining.folding import fold, loosen
from tracker.mining.gate import openings
from tracker.mining.languages import language_of
from tracker.mining.model import PROPER, Party, Span, Tag
from tracker.mining.nodes import Row, build_row
from tracker.mining.parties import PartyReader
from tracker.mining.scan import scan
from tracker.mining.sentences import Sentence, split
from tracker.mining.vocabulary import Vocabulary, vocabulary

NAMES = frozenset({Tag.PERSON, Tag.TITLE})
GATHERED = frozenset({Tag.GATHERING, Tag.SERIES, Tag.PAIR})
NAMEABLE = PROPER | {Tag.TITLE, Tag.ROLE, Tag.DUAL}
NATIONS = (Tag.COUNTRY, Tag.DEMONYM)
FEWEST_NAMES = 2
OPENING = 2  # sentences that are read whatever they tell, for the headline and the dateline say where "here" is


# Words by which a sentence speaks of what another one names, or of a gathering.
_REFERRING = re.compile(r"\b(?:he|she|they|two|both|pair|summit|conference|ministerial|talks|leaders)\b")


@dataclass(frozen=True, slots=True)
class Reading:
    """An article as read: its rows, the parties of each, the vocabulary of its language, and the countries that it speaks of."""

    text: str
    rows: tuple[Row, ...]
    parties: tuple[tuple[Party, ...], ...]
    known: Vocabulary
    nations: frozenset[str]


@dataclass(frozen=True, slots=True)
class Source:
    """An article's text as it is, folded, and the tools to read it with."""

    text: str
    folded: str
    known: Vocabulary
    dates: DateTables
    base: dt.date


@functools.cache
def date_tables(lexicon: Lexicon, lang: str) -> DateTables:
    """The date grammar of a language."""
    return compile_tables(lexicon.language(lang)["dates"])


@dataclass(frozen=True, slots=True)
class Opening:
    """An article that the gate has let through: its sentences, and in which of them it opens."""

    source: Source
    sentences: Sequence[Sentence]
    opened: frozenset[int]
    lexicon: Lexicon
    home: str | None
    past: bool
    rows: dict[int, Row] = field(default_factory=dict)  # those that were read at the first look

    def cast(self) -> Cast:
        """An empty cast for the article."""
        return Cast(self.lexicon, self.source.base, self.home)


def open_text(article: Article, base: dt.date, lexicon: Lexicon, *, past: bool = False) -> Opening | None:
    """The opening of an article; None where the gate finds nothing that can tell a planned encounter (or with ``past`` any).

    So is an article in a language that has no folder: ``language_of``.
    """
    lang = language_of(article)
    if lang is None:
        return None
    known = vocabulary(lexicon, lang)
    text = article.full_text
    title_end = len(article.title) + 1 if article.title and text.startswith(article.title) else 0
    folded = fold(text)
    found = openings(f" {loosen(folded)} ", len(text) if past else title_end, known)
    if not found:
        return None
    blanked = blank(text, folded, known.boilerplate)
    sentences = split(blanked, known.abbreviations, title_end)
    if not sentences:
        return None
    source = Source(text, folded if blanked is text else fold(blanked), known, date_tables(lexicon, lang), base)
    return Opening(source, sentences, _opened(sentences, found), lexicon, _home(article, lexicon), past)


def look(opening: Opening) -> Iterator[tuple[Row, tuple[Party, ...]]]:
    """A first look: the sentences in which the gate opens and that name a gathering, or two who or where it could be, each by itself.

    "The next day" is counted from the publication there, for lack of what was told before.
    """
    source, cast = opening.source, opening.cast()
    for index in sorted(opening.opened):
        sentence = opening.sentences[index]
        spans = scan(source.text, source.folded, source.known, (sentence.start, sentence.end))
        if _promising(source, sentence, spans):
            row, _ = _telling_row(source, sentence, spans, source.base)
            if not any(span.relation is Relation.SEQUEL for span in row.dates):
                opening.rows[index] = row
            yield row, tuple(PartyReader.of(source.text, row, cast, source.known).read())


def read(opening: Opening) -> Reading:
    """The rows and parties of an article."""
    rows = _until_last_telling(list(_rows(opening)))
    parties = _parties(opening.source, rows, opening.cast())
    return Reading(opening.source.text, rows, parties, opening.source.known, _nations(rows, parties))


def _nations(rows: Sequence[Row], parties: Sequence[Sequence[Party]]) -> frozenset[str]:
    """The countries that rows and parties name."""
    named = {country for some in parties for party in some for country in party.countries}
    tagged = {found.key for row in rows for tag in NATIONS for at in row.where(tag) for found in row.nodes[at].tags[tag]}
    return frozenset(named | tagged)


def _opened(sentences: Sequence[Sentence], found: Sequence[int]) -> frozenset[int]:
    """The sentences in which the gate opens."""
    starts = [sentence.start for sentence in sentences]
    return frozenset(max(0, bisect.bisect_right(starts, offset) - 1) for offset in found)


def _promising(source: Source, sentence: Sentence, spans: Sequence[Span]) -> bool:
    """Whether a sentence names a gathering, or two who or where it could be."""
    names = 0
    for span in spans:
        if not GATHERED.isdisjoint(span.tags):
            return True
        names += not NAMEABLE.isdisjoint(span.tags)
    return names >= FEWEST_NAMES or bool(names and _REFERRING.search(source.folded, sentence.start, sentence.end))


def _home(article: Article, lexicon: Lexicon) -> str | None:
    """The country of the article's outlet."""
    outlets = lexicon.outlets
    named = outlets.by_name.get(article.outlet) or outlets.of_url(article.url) or outlets.of_url(f"https://{article.outlet}")
    return named.country if named else None


def _rows(opening: Opening) -> Iterator[Row]:
    """The rows of the sentences that tell something or name somebody."""
    source, opened = opening.source, opening.opened
    spans = scan(source.text, source.folded, source.known)
    starts = [span.start for span in spans]
    told: dt.date | None = None
    for sentence in opening.sentences:
        if row := opening.rows.get(sentence.number):
            _, told = with_sequels(row.dates, told)
            yield row
            continue
        inside = spans[bisect.bisect_left(starts, sentence.start) : bisect.bisect_left(starts, sentence.end)]
        own = [span for span in inside if span.end <= sentence.end]
        if sentence.number in opened or _tells(own) or _answers(own):
            row, told = _telling_row(source, sentence, own, told)
            yield row
        elif sentence.number < OPENING or sentence.number + 1 in opened or any(not NAMES.isdisjoint(span.tags) for span in own):
            yield build_row((source.text, source.folded), sentence, (own, None), source.known.cues)


def _telling_row(source: Source, sentence: Sentence, spans: Sequence[Span], told: dt.date | None) -> tuple[Row, dt.date | None]:
    """The row of a sentence that can tell something, with its dates, and the last day told after it; ``told`` is the last one before."""
    found = find_dates(source.text[sentence.start : sentence.end], source.base, source.dates, Hints(offset=sentence.start))
    dates, told = with_sequels(found, told)
    return build_row((source.text, source.folded), sentence, (spans, dates), source.known.cues), told


def _answers(spans: Sequence[Span]) -> bool:
    """Whether a sentence confirms or denies, in which case it may be about what was told before it."""
    return any(
        any(reading.key in {"confirmed", "announced"} for reading in span.tags.get(Tag.REPORT, ()))
        or any(reading.key == "not to" for reading in span.tags.get(Tag.GOVERNOR, ()))
        for span in spans
    )


def _until_last_telling(rows: Sequence[Row]) -> tuple[Row, ...]:
    """The rows without those after the last that tells anything: whom they name matters to nobody."""
    last = max((index for index, row in enumerate(rows) if row.telling), default=-1)
    return tuple(rows[: max(last + 1, OPENING)])


def _tells(spans: Sequence[Span]) -> bool:
    """Whether a sentence in which the gate does not open has an encounter's noun or a gathering, which may refer to one told elsewhere."""
    return any(
        Tag.GATHERING in span.tags or Tag.SERIES in span.tags or any(reading.detail != "none" for reading in span.tags.get(Tag.NOUN, ()))
        for span in spans
    )


def _parties(source: Source, rows: Sequence[Row], cast: Cast) -> tuple[tuple[Party, ...], ...]:
    """The parties of each row.

    All rows are read once to learn who is named, the body before the headline, which names by surname whom the text names in full;
    then the headline and the telling ones again, knowing the cast.
    """
    ordered = sorted(rows, key=lambda row: row.sentence.title)
    found = {row.sentence.number: tuple(_reader(source, row, cast).people()) for row in ordered}
    for row in ordered:
        if row.telling or row.sentence.title:
            found[row.sentence.number] = tuple(_reader(source, row, cast).read())
    return tuple(found[row.sentence.number] for row in rows)


def _reader(source: Source, row: Row, cast: Cast) -> PartyReader:
    cast.turn = row.sentence.number
    return PartyReader.of(source.text, row, cast, source.known)
