"""A small random world of events, and what a filter means on it in plain Python: the measure of every query."""

from __future__ import annotations

import datetime as dt
import random
import re

from tracker.domain import Event, Kind, Participant, Place, Precision, Review, Status, When
from tracker.store.versions import History

LEADERS = ("donald-trump", "vladimir-putin", "xi-jinping", "angela-merkel", "anna_b-100%")
CITIES = (("Hamburg", "DE"), ("Taormina", "IT"), ("São Paulo", "BR"), (None, None), (None, "FR"))
COUNTRIES = ("US", "RU", "CN", "DE", "BR")
SERIES = ("G20", "G7", None, None, None)
NAMES = {"DE": "germany", "US": "united states", "RU": "russia", "CN": "china", "BR": "brazil", "IT": "italy", "FR": "france"}
ATTENDANCE = (Status.SPECULATIVE, Status.CONFIRMED, Status.CANCELLED)
FIRST = dt.date(2016, 11, 20)
NOTHING = frozenset({"of", "and", "in", "the", "a", "s"})


def histories(count: int, seed: int) -> list[History]:
    chance = random.Random(seed)
    return [History(f"e{number}", tuple(_versions(chance, f"e{number}"))) for number in range(count)]


def _versions(chance, uid):
    known = FIRST + dt.timedelta(chance.randrange(300))
    for sequence in range(chance.choice((1, 1, 2, 3, 4))):
        yield _event(chance, uid, known, sequence)
        known += dt.timedelta(chance.randrange(1, 60))


def _event(chance, uid, known, sequence):
    people = tuple(Participant(key, key.replace("-", " ").title()) for key in chance.sample(LEADERS, chance.randrange(4)))
    city, country = chance.choice(CITIES)
    kind = chance.choice(list(Kind))
    names = " and ".join(person.name for person in people)
    return Event(
        uid=uid,
        kind=kind,
        title=f"{kind.value.title()} of {names or 'The Élysée'}{chance.choice(('', ', round two'))}",
        status=chance.choice(list(Status)),
        when=_when(chance),
        place=Place(city=city, country=country),
        participants=people,
        countries=tuple(chance.sample(COUNTRIES, chance.randrange(3))),
        series=chance.choice(SERIES),
        review=chance.choice((Review.MINED, Review.MINED, Review.ACCEPTED, Review.REJECTED, Review.MERGED)),
        sequence=sequence,
        version_from=known,
        attendance=tuple((person.key, chance.choice(ATTENDANCE)) for person in people if chance.random() < 0.4),
    )


def _when(chance):
    if chance.random() < 0.1:
        return When()
    start = FIRST + dt.timedelta(chance.randrange(500))
    return When(start, start + dt.timedelta(chance.choice((0, 0, 1, 6, 30, 31, 32, 89, 366, 367, 800))), Precision.MONTH)


def believed(world, day):
    """The listed event of each history on a day."""
    for history in world:
        known = [version for version in history.versions if day is None or version.version_from <= day]
        if known and known[-1].review not in (Review.REJECTED, Review.MERGED):
            yield known[-1]


def matching(world, wanted):
    return [event for event in believed(world, wanted.as_known_on) if matches(event, wanted)]


def seen(world, wanted):
    """The same as they stand for the filter's leader, if it names one."""
    return [event.seen_by(wanted.leader) for event in matching(world, wanted)]


def matches(event, wanted):
    start, end = event.shown
    status = event.seen_by(wanted.leader).status
    return all(
        (
            not wanted.leader or set(wanted.leader) & {person.key for person in event.participants},
            not wanted.venue or venue(event) in wanted.venue,
            not wanted.country or set(wanted.country) & countries(event),
            not wanted.series or event.series in wanted.series,
            not wanted.kind or event.kind in wanted.kind,
            not wanted.status or status in wanted.status,
            not wanted.start or (end is not None and end >= wanted.start),
            not wanted.end or (start is not None and start <= wanted.end),
            not wanted.changed_since or event.version_from >= wanted.changed_since,
            says(event, wanted.q),
        )
    )


def venue(event):
    names = {"Hamburg": "hamburg-de", "Taormina": "taormina-it", "São Paulo": "sao-paulo-br"}
    return names.get(event.place.city)


def countries(event):
    return {*event.countries, *({event.place.country} if event.place.country else ())}


def keys(event, dimension):
    """The lanes of an event, in order."""
    found = {
        "leader": {person.key for person in event.participants},
        "venue": {venue(event)} - {None},
        "country": countries(event),
        "series": {event.series} - {None},
        "kind": {event.kind.value},
        "none": set(),
    }
    return tuple(sorted(found[dimension]))


def says(event, q):
    """Whether every word of the query stands in the title or in a name that belongs to the event."""
    title = [word for word in re.findall(r"\w+", plain(event.title)) if word not in NOTHING]
    names = [person.name for person in event.participants] + [event.place.city or "", event.series or "", event.kind.value]
    labels = [plain(name) for name in names] + [NAMES[iso] for iso in countries(event)]
    return all(any(word in text for text in (*title, *labels)) for word in re.findall(r"\w+", plain(q)) if word not in NOTHING)


def plain(text):
    return text.lower().translate(str.maketrans("éã", "ea"))
