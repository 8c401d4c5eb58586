"""What an event is on a day: a pure function of the claims and edits known by then and of the summits that host it."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from tracker.domain import Anchor, Event, EventLink, KnownMention, LinkKind, Mention, Participant, Status
from tracker.resolve.claims import PLANNED, tells_under_way
from tracker.resolve.dates import settle_dates
from tracker.resolve.facts import best_quote, best_title, settle_countries, settle_kind, settle_people, settle_place
from tracker.resolve.origins import count_origins
from tracker.resolve.parties import GATHERINGS
from tracker.resolve.status import standing
from tracker.resolve.windows import MEMORY


@dataclass(frozen=True, slots=True)
class SummitDates:
    """When and where an edition is, as believed on the day in question."""

    earliest: dt.date
    latest: dt.date
    city: str | None = None
    country: str | None = None


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What an event depends on besides its own claims and edits: summits by edition, and which event a linked claim belongs to."""

    summits: Mapping[str, SummitDates] = field(default_factory=dict)
    linked: Callable[[Mention], Sequence[EventLink]] = lambda _: ()


def settle_claims(uid: str, claims: Sequence[KnownMention], around: Surroundings) -> Event:
    """Settle what the sources say, whatever day it is and whatever analysts think of it."""
    parties = _parties(claims)
    kind = settle_kind(claims, parties)
    people = settle_people(claims)
    stands = standing(claims, parties)
    dates = settle_dates(claims, parties)
    anchors = _anchors(claims, around, gathering=kind in GATHERINGS)
    quote = best_quote(claims, parties, stands.status)
    return Event(
        uid=uid,
        kind=kind,
        title=best_title(claims, kind, people),
        status=Status.HELD if stands.held and stands.status in PLANNED else stands.status,
        announced=stands.status,
        when=dates.when,
        previous=None if dates.put_off and stands.status is Status.POSTPONED else dates.previous,
        rivals=dates.rivals,
        place=settle_place(claims, parties, anchors),
        participants=people,
        countries=settle_countries(claims),
        series=_usual([claim.mention.series for claim in claims]),
        edition=_usual([claim.mention.edition for claim in claims]),
        anchors=anchors,
        party_status=stands.parties,
        disputed=stands.disputed,
        attribution=quote.claim.mention.attribution,
        links=_links(uid, claims, around),
        origins=count_origins(claims, parties),
        mentions=_sources(claims, held=False),
        reports=_sources(claims, held=True),
        quote=quote.text,
        outlet=quote.outlet,
        attendance=_in_their_order(stands.attendance, people),
    )


@dataclass(frozen=True, slots=True)
class Course:
    """What time needs to know of an event: whether it was seen to have begun, and from which day on a rumour without a date is stale."""

    begun: bool = False
    stale: dt.date | None = None


def conclude(event: Event, day: dt.date, course: Course | None = None) -> Event:
    """Let time tell: once its window has closed an event was held if it was seen to have begun, and else has lapsed.

    A rumour without a window lapses when nobody has spoken of it for MEMORY days. Nothing is held before its first day, whatever a report
    says.
    """
    first, last = event.shown
    course = course or Course()
    if "status" in event.edited:
        return event
    if first is None or last is None:
        stale = event.status is Status.SPECULATIVE and course.stale is not None and day >= course.stale
        return replace(event, status=Status.LAPSED) if stale else event
    if event.status is Status.HELD and day < first:
        return replace(event, status=event.announced or Status.CONFIRMED)
    if event.status in PLANNED and day > last:
        return replace(event, status=Status.HELD if course.begun else Status.LAPSED)
    return event


def seen_under_way(claims: Sequence[KnownMention]) -> bool:
    """Whether any claim tells the event as going on."""
    return any(tells_under_way(claim.mention) for claim in claims)


def stale_from(claims: Sequence[KnownMention]) -> dt.date | None:
    """Give the day from which on nobody has spoken of a plan for MEMORY days."""
    last = max((claim.known for claim in claims if claim.mention.status is not Status.HELD), default=None)
    return last + dt.timedelta(MEMORY + 1) if last else None


def _sources(claims: Sequence[KnownMention], *, held: bool) -> tuple[tuple[str, int], ...]:
    chosen = (claim.mention for claim in claims if (claim.mention.status is Status.HELD) == held)
    return tuple((mention.article_key, mention.ordinal) for mention in chosen)


def _in_their_order(attendance: Sequence[tuple[str, Status]], people: Sequence[Participant]) -> tuple[tuple[str, Status], ...]:
    """Put attendance in the order of the parties; who is only ever said to stay away is none of them, and comes last."""
    places = {person.key: place for place, person in enumerate(people)}
    return tuple(sorted(attendance, key=lambda said: places.get(said[0], len(places))))


def _parties(claims: Sequence[KnownMention]) -> frozenset[str]:
    people = {person.country for claim in claims for person in claim.mention.participants if person.country}
    return frozenset(people | {country for claim in claims for country in claim.mention.countries})


def _usual(values: Sequence[str | None]) -> str | None:
    told = Counter(value for value in values if value)
    return told.most_common(1)[0][0] if told else None


def _anchors(claims: Sequence[KnownMention], around: Surroundings, *, gathering: bool) -> tuple[Anchor, ...]:
    """Give the summits beside which it is, each where and when that summit is believed to be; a summit hangs on nothing but itself.

    Who tells it only around the time of a summit does not take it off the sidelines.
    """
    told: dict[str, Anchor] = {}
    for anchor in (anchor for claim in claims for anchor in claim.mention.anchors):
        if anchor.edition not in told or anchor.relation is not LinkKind.AROUND:
            told[anchor.edition] = anchor
    if gathering:
        return tuple(told.values())
    return tuple(_following(anchor, around.summits.get(anchor.edition)) for anchor in told.values())


def _following(anchor: Anchor, summit: SummitDates | None) -> Anchor:
    if summit is None:
        return anchor
    return replace(
        anchor, earliest=summit.earliest, latest=summit.latest, city=summit.city or anchor.city, country=summit.country or anchor.country
    )


def _links(uid: str, claims: Sequence[KnownMention], around: Surroundings) -> tuple[EventLink, ...]:
    told = [link for claim in claims for link in around.linked(claim.mention)]
    return tuple(dict.fromkeys(link for link in told if link.uid != uid))
