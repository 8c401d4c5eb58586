"""History in words that a person would write: what changed, from what to what, and who said so when."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from tracker import wording
from tracker.domain import Change, Event, LinkKind, Participant, Status
from tracker.lexicon import load
from tracker.resolve.claims import ADDED_KEY
from tracker.resolve.fields import from_json

SAYS = {  # what one party says of a meeting, and what several say alike
    Status.SPECULATIVE: ("calls it possible", "call it possible"),
    Status.CONFIRMED: ("confirms it", "confirm it"),
    Status.POSTPONED: ("says it is postponed", "say it is postponed"),
    Status.CANCELLED: ("says it is cancelled", "say it is cancelled"),
    Status.HELD: ("says it took place", "say it took place"),
    Status.LAPSED: ("no longer speaks of it", "no longer speak of it"),
}
ROLES = {  # what an event is to the others that it is linked to
    LinkKind.ALTERNATIVE_OF: "an alternative to",
    LinkKind.SIDELINE_OF: "on the sidelines of",
    LinkKind.AROUND: "around",
    LinkKind.PART_OF: "part of",
}
BESIDE = ROLES | {LinkKind.PART_OF: "by the calendar of"}  # and to summits that have no event here
_COMMON_NOUN = re.compile(r"^United |\b(Republic|Islands|Netherlands|Philippines|Maldives|Comoros)\b")


def row(names: Sequence[str]) -> str:
    """Write things in a row: "A, B and C"."""
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}" if names else ""


def country_in_text(code: str) -> str:
    """Write a country as it stands in a sentence: "the United States"."""
    name = wording.country(code)
    return f"the {name}" if _COMMON_NOUN.search(name) else name


def party_words(said: Iterable[tuple[str, Status]]) -> list[str]:
    """Write what the parties say, who says the same in one breath: "China and Russia confirm it"."""
    alike: dict[Status, list[str]] = {}
    for party, status in said:
        alike.setdefault(status, []).append(country_in_text(party))
    return [f"{row(parties)} {SAYS[status][len(parties) > 1]}" for status, parties in alike.items()]


def coming_words(event: Event, told: Iterable[tuple[str, Status]]) -> list[str]:
    """Write whether people come to a gathering: "Vladimir Putin stays away"."""
    names = {person.key: person.name for person in event.participants}
    return [f"{names.get(key) or _name_of(key)} {wording.COMING[status]}" for key, status in told]


def absent_words(event: Event) -> list[str]:
    """Write what is said of people who are none of its parties, because nobody expects them there."""
    parties = {person.key for person in event.participants}
    return coming_words(event, (said for said in event.attendance if said[0] not in parties))


def _name_of(key: str) -> str:
    known = load().people.by_key.get(key)
    return known.name if known else key.replace("-", " ").title()


def value_words(field: str, value: Any) -> str:
    """Write the value of a field that an analyst can set."""
    return _VALUES[field](value)


_VALUES: Mapping[str, Callable[[Any], str]] = {
    "title": str,
    "kind": lambda kind: wording.KIND_LABELS[kind].lower(),
    "status": lambda status: wording.STATUS_LABELS[status].lower(),
    "when": wording.when,
    "place": wording.place,
    "participants": lambda people: ", ".join(person.name for person in people) or "nobody named",
    "countries": lambda codes: ", ".join(map(wording.country, codes)) or "none",
    "series": lambda series: series or "none",
}


def otherwise(event: Event) -> str:
    """Write what sources say against the analyst's word: "Sochi, Russia (the analyst: Kazan, Russia)"."""
    words = []
    for field, claim in event.source_claims:
        said, own = value_words(field, from_json(field, claim)), value_words(field, getattr(event, field))
        words.append(f"{said} (the analyst: {own})")
    return row(words)


def phrase(field: str, old: Event | None, new: Event) -> str:
    """Write one change of a field; ``old`` is None where the event appears. Empty where the change of another field tells it already."""
    if old is None:
        return f"first told as {new.status}, {wording.when(new.when)}" + (
            f", {wording.place(new.place)}" if new.place.city or new.place.country else ""
        )
    return _PHRASES[field](old, new)


def told(changes: Sequence[Change]) -> tuple[str, str]:
    """Write one event's changes of a day, and who told them: "speculative to confirmed, 20–22 March 2023", "TASS citing Kremlin"."""
    said = dict.fromkeys(change.words for change in changes)
    return "; ".join(said), row(list(dict.fromkeys(change.outlet for change in changes if change.outlet)))


def summary(changes: Sequence[Change]) -> str:
    """Write one event's changes of a day, who told them, and the day."""
    said, tellers = told(changes)
    return f"{said}; {', '.join(filter(None, (tellers, wording.day(changes[0].known))))}"


def line(title: str, changes: Sequence[Change]) -> str:
    """Write one event's changes of a day with its title."""
    return f"{title}: {summary(changes)}"


def _status(old: Event, new: Event) -> str:
    """Write a change of status, with the dates it is about."""
    return f"{old.status} to {new.status}" + (f", {wording.when(new.when)}" if new.when.known else "")


def _moved(old: str, new: str, *, sharper: bool) -> str:
    return f"now {new}" if sharper else f"now {new}, was {old}"


def _joined(old: Sequence[str], new: Sequence[str]) -> str:
    """Write who came and who went."""
    came = [one for one in new if one not in old]
    went = [one for one in old if one not in new]
    parts = [f"with {row(came)}" if came else "", f"without {row(went)}" if went else ""]
    return ", ".join(part for part in parts if part)


def _names(people: Sequence[Participant]) -> list[str]:
    return [person.name for person in people]


def _nameless(event: Event) -> list[str]:
    """The countries that take part and for which nobody is named."""
    spoken_for = {person.country for person in event.participants}
    return [country_in_text(code) for code in event.countries if code not in spoken_for]


def _countries(old: Event, new: Event) -> str:
    """Write which countries came and went; those that a person brought along, or now speaks for, are told with that person."""
    named = {country_in_text(person.country) for event in (old, new) for person in event.participants if person.country}
    return _joined([name for name in _nameless(old) if name not in named], [name for name in _nameless(new) if name not in named])


def _hosts(old: Event, new: Event) -> str:
    """Write beside which summits it is. What its own calendar says is told only where it has no days without it."""
    hosts: dict[LinkKind, list[str]] = {}
    for anchor in new.anchors:
        if anchor.relation is not LinkKind.PART_OF or not new.when.exact:
            where = ", ".join(filter(None, (wording.span(anchor.earliest, anchor.latest), anchor.city)))
            hosts.setdefault(anchor.relation, []).append(f"{anchor.series} ({where})")
    if hosts:
        return ", ".join(f"{BESIDE[relation]} {row(summits)}" for relation, summits in hosts.items())
    return "no longer beside a summit" if any(anchor.relation is not LinkKind.PART_OF for anchor in old.anchors) else ""


def _sources(old: Event, new: Event) -> str:
    before, after = {*old.mentions, *old.reports}, {*new.mentions, *new.reports}
    added = [key for key, _ in after - before if key.startswith(ADDED_KEY)]
    more, fewer = 0 if added else len(after - before), len(before - after)
    parts = [
        "an analyst added a source" if added else "",
        f"{more} more report{'s' * (more > 1)}" if more else "",
        f"{fewer} report{'s' * (fewer > 1)} withdrawn" if fewer else "",
    ]
    return ", ".join(part for part in parts if part)


def _links(old: Event, new: Event) -> str:
    """Write what it became to others and what it no longer is, and what was merged into it and taken out again.

    Beside which summits it is, their days and cities tell.
    """
    before, after = ({(link.kind, link.uid) for link in event.links} for event in (old, new))
    named = {anchor.relation for event in (old, new) for anchor in event.anchors}
    parts = []
    for kind in LinkKind:
        more, fewer = (sum(link[0] is kind for link in links) for links in (after - before, before - after))
        if kind is LinkKind.REPLACES:
            parts += [f"{_others(more)} merged into it"] if more else []
            parts += [f"{_others(fewer)} no longer merged into it"] if fewer else []
        elif kind not in named:
            parts += [f"{ROLES[kind]} {_others(more)}"] if more else []
            parts += [f"no longer {ROLES[kind]} {_others(fewer)}"] if fewer else []
    return ", ".join(parts)


def _others(number: int) -> str:
    return "another event" if number == 1 else f"{number} other events"


def _attendance(old: Event, new: Event) -> str:
    """Write whose coming is told otherwise; that somebody comes of whom nobody had spoken is told with the name."""
    if old.attendance and not new.attendance:
        return "nobody's coming is in doubt"
    came = {person.key for person in new.participants} - {person.key for person in old.participants}
    fresh = (said for said in new.attendance if said not in old.attendance)
    return row(coming_words(new, (said for said in fresh if said[0] not in came or said[1] is not Status.CONFIRMED)))


def _parties(old: Event, new: Event) -> str:
    """Write what parties say that they did not say before."""
    fresh = [said for said in new.party_status if said not in old.party_status]
    silent = row([country_in_text(party) for party, _ in old.party_status if party not in dict(new.party_status)])
    return "; ".join([*party_words(fresh), *([f"no longer the word of {silent}"] if silent else [])])


_PHRASES: Mapping[str, Callable[[Event, Event], str]] = {
    "status": _status,
    "when": lambda old, new: _moved(wording.when(old.when), wording.when(new.when), sharper=not old.when.known),
    "place": lambda old, new: _moved(wording.place(old.place), wording.place(new.place), sharper=not (old.place.city or old.place.country)),
    "participants": lambda old, new: _joined(_names(old.participants), _names(new.participants)),
    "countries": _countries,
    "kind": lambda old, new: f"{old.kind} became {new.kind}",
    "title": lambda _, new: f"now called “{new.title}”",
    "anchors": _hosts,
    "disputed": lambda _, new: "its parties contradict each other" if new.disputed else "its parties agree again",
    "review": lambda _, new: f"{new.review} by an analyst" if new.review != "mined" else "back to how it was mined",
    "links": _links,
    "source_claims": lambda _, new: f"sources now say {otherwise(new)}" if new.source_claims else "sources no longer say otherwise",
    "sources": _sources,
    "rivals": lambda _, new: f"others say {row([wording.when(one) for one in new.rivals])}" if new.rivals else "sources agree on the date",
    "attendance": _attendance,
    "party_status": _parties,
}
