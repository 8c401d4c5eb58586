"""Invented stories: one event each, from the first rumour to the day after, with the claim that brought each version."""

from __future__ import annotations

import calendar
import datetime as dt
import random
from collections.abc import Iterator
from dataclasses import dataclass, replace

from tracker.domain import (
    Article,
    Attribution,
    Event,
    Evidence,
    Kind,
    KnownMention,
    Mention,
    Origin,
    Participant,
    Place,
    Precision,
    Status,
    When,
)
from tracker.store.synth.cast import FIRST_YEAR, LAST_YEAR, Cast, Lots

FIRST, LAST = dt.date(FIRST_YEAR, 1, 1), dt.date(LAST_YEAR - 2, 11, 20)
"""The days between which the invented articles are published."""
MOST_VERSIONS = 4
NOTICE = "Invented for measuring; nothing of this was reported."

_KINDS = Lots.of([(Kind.MEETING, 40), (Kind.VISIT, 25), (Kind.TALKS, 12), (Kind.SUMMIT, 10), (Kind.CALL, 8), (Kind.CONFERENCE, 5)])
_GRAINS = Lots.of(
    [
        (Precision.DAY, 50),
        (Precision.DAYS, 15),
        (Precision.MONTH, 14),
        (Precision.WEEK, 8),
        (Precision.PART_OF_MONTH, 5),
        (Precision.OPEN, 3),
        (Precision.SEASON, 2),
        (Precision.UNKNOWN, 2),
        (Precision.YEAR, 1),
    ]
)
_LENGTHS = Lots.of([(1, 58), (2, 26), (3, 11), (MOST_VERSIONS, 5)])
_VERBS = {
    Status.SPECULATIVE: "may meet",
    Status.CONFIRMED: "will meet",
    Status.POSTPONED: "put off meeting",
    Status.CANCELLED: "called off meeting",
}


@dataclass(frozen=True, slots=True)
class Story:
    """An event with all its versions, oldest first, and the article and claim behind each that an article brought."""

    uid: str
    versions: tuple[Event, ...]
    reports: tuple[tuple[Article, KnownMention], ...]


def stories(cast: Cast, count: int, seed: int) -> Iterator[Story]:
    """Invent stories, in the order in which they begin; the same for the same seed."""
    chance = random.Random(seed)  # noqa: S311 - repeatable on purpose
    days = (LAST - FIRST).days
    return (_story(cast, chance, uid_of(seed, number), FIRST + dt.timedelta(number * days // count)) for number in range(count))


def uid_of(seed: int, number: int) -> str:
    """The uid of a seed's story."""
    return f"synth-{seed}-{number}"


def _story(cast: Cast, chance: random.Random, uid: str, known: dt.date) -> Story:
    versions: list[Event] = []
    reports: list[tuple[Article, KnownMention]] = []
    event = _rumour(cast, chance, uid, known)
    for number in range(_LENGTHS.draw(chance)):
        if number:
            known += dt.timedelta(chance.randrange(1, 40))
            if known > LAST or (event.when.latest and known >= event.when.latest):
                break
            event = _news(cast, chance, event)
        article, claim = _report(event, f"{uid}-{number}" if number else uid, known, cast.outlets.draw(chance))
        event = _settled(event, claim, number)
        reports.append((article, claim))
        versions.append(event)
    versions += _outcome(chance, event)
    return Story(uid, tuple(versions), tuple(reports))


def _settled(event: Event, claim: KnownMention, sequence: int) -> Event:
    """The event as it is believed once the claim is known."""
    mention = claim.mention
    sources = (*event.mentions, (mention.article_key, mention.ordinal))
    return replace(
        event, sequence=sequence, version_from=claim.known, mentions=sources, quote=mention.evidence[0].quote, outlet=claim.outlet
    )


def _rumour(cast: Cast, chance: random.Random, uid: str, known: dt.date) -> Event:
    kind = _KINDS.draw(chance)
    people = _parties(cast, chance, kind, known.year)
    place = cast.places.draw(chance) if chance.random() < 0.75 else Place()
    states = [person.country for person in people if person.country]
    if kind is Kind.VISIT and place.country:
        states.append(place.country)
    return Event(
        uid=uid,
        kind=kind,
        title=f"{kind.value.title()} of {' and '.join(person.name for person in people)}",
        status=Status.SPECULATIVE if chance.random() < 0.55 else Status.CONFIRMED,
        when=_window(chance, known),
        place=place,
        participants=people,
        countries=tuple(dict.fromkeys(states)),
        series=cast.series.draw(chance) if kind is Kind.SUMMIT or chance.random() < 0.12 else None,
    )


def _parties(cast: Cast, chance: random.Random, kind: Kind, year: int) -> tuple[Participant, ...]:
    wanted = 1 if kind is Kind.VISIT and chance.random() < 0.5 else 2
    drawn = (cast.leaders[year].draw(chance) for _ in range(wanted + 1))
    return tuple({person.country or person.key: person for person in drawn}.values())[:wanted]


def _window(chance: random.Random, known: dt.date) -> When:
    """A window some weeks ahead, as exact as news is."""
    start = known + dt.timedelta(1 + min(500, int(chance.expovariate(1 / 40))))
    return _of_grain(_GRAINS.draw(chance), start, known, chance.randrange(1, 4))


def _of_grain(grain: Precision, start: dt.date, known: dt.date, days: int) -> When:
    month_end = start.replace(day=calendar.monthrange(start.year, start.month)[1])
    monday = start - dt.timedelta(start.weekday())
    ends = {
        Precision.DAY: (start, start),
        Precision.DAYS: (start, start + dt.timedelta(days)),
        Precision.WEEK: (max(monday, known), monday + dt.timedelta(6)),
        Precision.PART_OF_MONTH: (start.replace(day=1), start.replace(day=10)),
        Precision.MONTH: (start.replace(day=1), month_end),
        Precision.SEASON: (start.replace(day=1), month_end + dt.timedelta(61)),
        Precision.YEAR: (start.replace(month=1, day=1), start.replace(month=12, day=31)),
        Precision.OPEN: (known, start),
    }
    if grain not in ends:
        return When()
    first, last = ends[grain]
    return When(first, last, grain, f"{first} to {last}", f"{first}/{last}")


def _news(cast: Cast, chance: random.Random, event: Event) -> Event:
    """What the next report changes: a date becomes exact, is moved, the plan firms up, falls through, or moves elsewhere."""
    turn = chance.random()
    when = event.when
    if turn < 0.45 and when.known and not when.exact and when.latest:
        return replace(event, when=_of_grain(Precision.DAY, when.latest, when.latest, 1), status=Status.CONFIRMED)
    if turn < 0.7 and event.status is Status.SPECULATIVE:
        return replace(event, status=Status.CONFIRMED)
    if turn < 0.8 and when.latest:
        later = when.latest + dt.timedelta(chance.randrange(2, 60))
        return replace(event, when=_of_grain(Precision.DAY, later, later, 1), previous=when)
    if turn < 0.92:
        return replace(event, status=chance.choice((Status.POSTPONED, Status.CANCELLED)))
    return replace(event, place=cast.places.draw(chance))


def _outcome(chance: random.Random, event: Event) -> list[Event]:
    """After its last day an event was held, or its window closed without a word; some are still ahead."""
    over = event.when.latest
    if over is None or over >= LAST or event.status not in (Status.SPECULATIVE, Status.CONFIRMED) or chance.random() < 0.2:
        return []
    assert event.version_from is not None
    status = Status.HELD if event.status is Status.CONFIRMED else Status.LAPSED
    day = max(over, event.version_from) + dt.timedelta(1)
    return [replace(event, status=status, announced=event.status, version_from=day, sequence=event.sequence + 1)]


def _report(event: Event, key: str, known: dt.date, outlet: str) -> tuple[Article, KnownMention]:
    place = f" in {event.place.city}" if event.place.city else ""
    names = " and ".join(person.name for person in event.participants)
    quote = f"{names} {_VERBS[event.status]}{place}, {event.when.words or 'soon'}, {outlet} said."
    article = Article(key, f"{quote} {NOTICE}", "", known, None, outlet, f"https://synth.invalid/{key}")
    mention = Mention(
        article_key=key,
        ordinal=0,
        kind=event.kind,
        title=event.title,
        participants=event.participants,
        countries=event.countries,
        when=event.when,
        place=event.place,
        status=event.status,
        evidence=(Evidence(0, len(quote), quote),),
        rules=("synth",),
        series=event.series,
        attribution=(Attribution(Origin.OUTLET, outlet),),
    )
    return article, KnownMention(mention, known, None, outlet, uid=key)
