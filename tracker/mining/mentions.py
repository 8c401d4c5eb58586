"""Mentions: told events as the immutable claims that leave the miner, with anchors, links, sources and titles."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, replace

from tracker.domain import Anchor, Article, Attribution, Kind, LinkKind, Mention, MentionLink, Origin, Participant, Status, When
from tracker.lexicon import Lexicon
from tracker.mining.anchors import anchor, edition_of
from tracker.mining.attribution import DEPTH
from tracker.mining.before import countries_of
from tracker.mining.borrowing import GATHERINGS
from tracker.mining.model import Draft, Told
from tracker.mining.title import title

FEWEST_SIDES = 2


@dataclass(frozen=True, slots=True)
class Frame:
    """What every mention of an article needs."""

    article: Article
    base: dt.date
    lexicon: Lexicon
    inferred: bool = False


def mentions(told: Sequence[Told], frame: Frame) -> list[Mention]:
    """The events that count as diplomatic encounters, with ordinals, links and anchors."""
    certain = [item for item in told if _counts(item.draft)]
    kept = [item for item in told if item in certain or (_may_count(item.draft) and _abroad(item.draft, certain))]
    plain = [_mention(item, ordinal, frame) for ordinal, item in enumerate(kept)]
    return [replace(mention, links=_links(mention, item, plain, kept)) for mention, item in zip(plain, kept, strict=True)]


def sides(draft: Draft) -> set[str]:
    """The countries, organisations and stateless people between whom the encounter is."""
    countries = set(_countries(draft))
    bodies = {party.organisation for party in draft.parties if party.organisation}
    unknown = {
        party.key
        for party in draft.parties
        if party.person and not party.countries and not party.organisation and party.office != "business"
    }
    return countries | bodies | unknown


def _may_count(draft: Draft) -> bool:
    """Whether it is told as to come or under way."""
    return not draft.outlook.denied and bool(draft.outlook.status or draft.outlook.underway)


def _counts(draft: Draft) -> bool:
    """Whether it is an encounter across borders that is not over."""
    if not _may_count(draft):
        return False
    if (draft.kind in GATHERINGS and (draft.series or draft.founded)) or (draft.series and "gathering" in draft.rules):
        return True
    if draft.kind is Kind.SUMMIT and "noun:gathering" not in draft.rules and draft.parties and (draft.dates or draft.place.country):
        return True
    if draft.kind is Kind.VISIT and draft.place.region and draft.parties:
        return True
    return len(sides(draft)) >= FEWEST_SIDES


def _abroad(draft: Draft, certain: Sequence[Told]) -> bool:
    """Whether an official is to meet somebody in another country ("will attend a security meeting in Moldova").

    It is no encounter of its own where a gathering in that country is told as well.
    """
    home, place = countries_of(draft.parties), draft.place.country
    official = any(party.person or party.office for party in draft.parties)
    planned = any(rule.startswith("verb:") for rule in draft.rules)
    gatherings = [item.draft for item in certain if item.draft.kind in GATHERINGS and item.draft.outlook.status is not Status.HELD]
    return bool(official and planned and home and place and place not in home) and all(other.place.country != place for other in gatherings)


def _countries(draft: Draft) -> tuple[str, ...]:
    visited = (draft.visited,) if draft.visited else ()
    return tuple(dict.fromkeys((*countries_of(draft.parties), *visited)))


def _mention(item: Told, ordinal: int, frame: Frame) -> Mention:
    draft = item.draft
    people = tuple(
        Participant(party.key, party.name, party.countries[0] if party.countries else None, party.office)
        for party in draft.parties
        if party.person
    )
    countries = _countries(draft)
    anchors = _anchors(item, frame)
    own = anchors[0] if anchors and anchors[0].relation is not LinkKind.AROUND else None
    status = draft.outlook.status or Status.CONFIRMED
    sources = _chain(draft.attribution, frame.article.outlet)
    return Mention(
        article_key=frame.article.key,
        ordinal=ordinal,
        kind=draft.kind,
        title=title(draft.kind, (people, countries), draft.series, draft.place, frame.lexicon),
        participants=people,
        countries=countries,
        when=_when(item.when, inferred=frame.inferred),
        place=draft.place,
        status=status,
        evidence=item.quotes,
        rules=draft.rules,
        series=draft.series,
        edition=own.edition if own else None,
        anchors=anchors,
        party_status=tuple((country, word) for country, word in draft.said if country in countries),
        attribution=sources,
        attendance=draft.attendance if draft.kind in GATHERINGS else (),
    )


def _when(when: When, *, inferred: bool) -> When:
    return replace(when, inferred=True) if inferred and when.known else when


def _anchors(item: Told, frame: Frame) -> tuple[Anchor, ...]:
    """The editions that the event is, stands beside, or is told to be around."""
    draft = item.draft
    found = []
    if draft.series:
        relation = LinkKind.PART_OF if draft.kind in GATHERINGS else LinkKind.SIDELINE_OF
        if edition := edition_of(draft.series, item.when, draft.place, frame.base, frame.lexicon):
            found.append(anchor(edition, relation))
    for relation, series in draft.relations:
        if relation is LinkKind.AROUND and (
            edition := edition_of(series, When(), replace(draft.place, city=None, country=None), frame.base, frame.lexicon)
        ):
            found.append(anchor(edition, relation))
    return tuple(found)


def _chain(sources: Sequence[Attribution], outlet: str) -> tuple[Attribution, ...]:
    """The sources with the article's own outlet in front."""
    unique = {(source.origin, source.name, source.country): source for source in reversed(sources)}
    ordered = sorted(unique.values(), key=lambda source: (DEPTH.index(source.origin), source.start))
    inner = tuple(source for source in ordered if not (source.origin is Origin.CITED_OUTLET and source.name.lower() in outlet.lower()))
    return (Attribution(Origin.OUTLET, outlet), *inner) if outlet else inner


def _links(mention: Mention, item: Told, plain: Sequence[Mention], kept: Sequence[Told]) -> tuple[MentionLink, ...]:
    found: list[MentionLink] = []
    for other, theirs in zip(plain, kept, strict=True):
        if other.ordinal == mention.ordinal:
            continue
        if relation := _relation(item, theirs):
            found.append(MentionLink(relation, other.ordinal))
    return tuple(found)


def _relation(item: Told, other: Told) -> LinkKind | None:
    draft, theirs = item.draft, other.draft
    if theirs.kind in GATHERINGS and draft.kind not in GATHERINGS and theirs.series:
        if theirs.series == draft.series:
            return LinkKind.SIDELINE_OF
        if (LinkKind.AROUND, theirs.series) in draft.relations:
            return LinkKind.AROUND
    if draft.kind is theirs.kind and draft.kind not in GATHERINGS and _same_people(draft, theirs) and draft.visited == theirs.visited:
        return LinkKind.ALTERNATIVE_OF
    return None


def _same_people(draft: Draft, theirs: Draft) -> bool:
    ours, others = ({party.key for party in one.parties if party.person} for one in (draft, theirs))
    return len(ours) >= FEWEST_SIDES and ours == others
