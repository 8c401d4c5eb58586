"""History in words that a person would write: what changed, from what to what, and who said so when."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from tracker import wording
from tracker.domain import Change, Event, LinkKind, Participant, Status
from tracker.resolve.claims import ADDED_KEY


def people_words(people: Iterable[Participant]) -> str:
    """Write names in a row."""
    return _row([person.name for person in people]) or "nobody named"


def party_words(said: Iterable[tuple[str, Status]]) -> list[str]:
    """Write what each party says: "China says cancelled"."""
    return [f"{wording.country(party)} says {status}" for party, status in said]


def coming_words(event: Event) -> list[str]:
    """Write who comes, where that is said of them: "Vladimir Putin stays away"."""
    words = dict(event.attendance)
    return [f"{person.name} {wording.COMING[words[person.key]]}" for person in event.participants if person.key in words]


def _parties_agree(event: Event) -> str:
    """Write what several parties say alike once: "China and Russia say confirmed"."""
    said = {status for _, status in event.party_status}
    names = [wording.country(party) for party, _ in event.party_status]
    return f"{_row(names)} say {said.pop()}" if len(said) == 1 and len(names) > 1 else ""


def status_words(old: Event, new: Event) -> str:
    """Write a change of status, with the dates it is about."""
    days = wording.when(new.when) if new.when.known else ""
    return f"{old.status} to {new.status}" + (f", {days}" if days else "")


def phrase(field: str, old: Event | None, new: Event) -> str:
    """Write one change of a field; ``old`` is None where the event appears."""
    if old is None:
        return f"first told as {new.status}, {wording.when(new.when)}" + (
            f", {wording.place(new.place)}" if new.place.city or new.place.country else ""
        )
    if field == "status":
        return status_words(old, new)
    if field == "when":
        return _moved(wording.when(old.when), wording.when(new.when), sharper=not old.when.known)
    if field == "place":
        return _moved(wording.place(old.place), wording.place(new.place), sharper=not (old.place.city or old.place.country))
    return _PHRASES[field](old, new)


def line(title: str, changes: Sequence[Change]) -> str:
    """Write one event's changes of a day as a line: "Moscow visit of Xi Jinping: speculative to confirmed; Kremlin, 17 March 2023"."""
    said = "; ".join(dict.fromkeys(change.words for change in changes if change.words))
    outlets = _row(list(dict.fromkeys(change.outlet for change in changes if change.outlet)))
    return f"{title}: {said}; {', '.join(part for part in (outlets, wording.day(changes[0].known)) if part)}"


def _moved(old: str, new: str, *, sharper: bool) -> str:
    return f"now {new}" if sharper else f"now {new}, was {old}"


def _joined(old: Sequence[Any], new: Sequence[Any]) -> str:
    """Write who came and who went."""
    came = [str(one) for one in new if one not in old]
    went = [str(one) for one in old if one not in new]
    parts = [f"with {_row(came)}" if came else "", f"without {_row(went)}" if went else ""]
    return ", ".join(part for part in parts if part) or "in another order"


def _row(names: Sequence[str]) -> str:
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}" if names else ""


def _hosts(event: Event) -> str:
    return _row(
        [f"{anchor.series}, {wording.span(anchor.earliest, anchor.latest)}, {anchor.city or 'city unknown'}" for anchor in event.anchors]
    )


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
    """Write what was merged into it and taken out again, and to how many others it is linked now if that changed."""
    before, after = ({link for link in event.links if link.kind is LinkKind.REPLACES} for event in (old, new))
    others = [len(event.links) - len(taken_in) for event, taken_in in ((old, before), (new, after))]
    merged, freed = len(after - before), len(before - after)
    linked = f"linked to {_others(others[1])}" if others[1] else "no longer linked to another event"
    parts = [
        f"{_others(merged)} merged into it" if merged else "",
        f"{_others(freed)} no longer merged into it" if freed else "",
        linked if others[0] != others[1] or not (merged or freed) else "",
    ]
    return ", ".join(part for part in parts if part)


def _others(number: int) -> str:
    return f"{number} other event{'s' * (number != 1)}"


_PHRASES: Mapping[str, Callable[[Event, Event], str]] = {
    "participants": lambda old, new: _joined([one.name for one in old.participants], [one.name for one in new.participants]),
    "countries": lambda old, new: _joined([*map(wording.country, old.countries)], [*map(wording.country, new.countries)]),
    "kind": lambda old, new: f"{old.kind} became {new.kind}",
    "title": lambda _, new: f"now called “{new.title}”",
    "anchors": lambda _, new: f"beside {_hosts(new)}" if new.anchors else "no longer beside a summit",
    "disputed": lambda _, new: "its parties contradict each other" if new.disputed else "its parties agree again",
    "review": lambda _, new: f"{new.review} by an analyst" if new.review != "mined" else "back to how it was mined",
    "links": _links,
    "source_claims": lambda _, new: (
        f"sources now say otherwise of {_row([field for field, _ in new.source_claims])}" if new.source_claims else "no open claim"
    ),
    "sources": _sources,
    "rivals": lambda _, new: f"others say {_row([wording.when(one) for one in new.rivals])}" if new.rivals else "sources agree on the date",
    "attendance": lambda old, new: (
        _row([word for word in coming_words(new) if word not in coming_words(old)]) or "nobody's coming is in doubt"
    ),
    "party_status": lambda _, new: _parties_agree(new) or _row(party_words(new.party_status)) or "no party speaks for itself",
}
