"""Stations: one verb with several objects that have a day or a place of their own: "Poland on Monday and Romania on Tuesday"."""

from __future__ import annotations

from dataclasses import dataclass

from tracker.mining.dates.spans import DateSpan
from tracker.mining.model import Party, Tag
from tracker.mining.scene import Scene
from tracker.mining.stretch import STOPS, SUBORDINATES
from tracker.mining.venues import DIRECTIONAL, LOCATIVE, Stop

JOINTS = frozenset({",", "and", "then", "before", "&"})
MOST = 12  # more than any sentence that a person wrote names


@dataclass(frozen=True, slots=True)
class Station:
    """One object of the verb, with the days and places that stand beside it."""

    parties: tuple[Party, ...]
    stops: tuple[Stop, ...]
    dates: tuple[DateSpan, ...]


def legs(scene: Scene, stops: list[Stop]) -> list[Station]:
    """The legs of a journey whose first stops are given, each with its own days; only the first where no other is dated."""
    found: list[Station] = []
    while stops and len(found) < MOST:
        dates, here = _dates_after(scene, stops[-1].last + 1)
        if not dates:
            break
        found.append(Station((), tuple(stops), dates))
        start = here
        while scene.row.low(here) in JOINTS:
            here += 1
        if here == start:
            break
        here += scene.row.low(here) in DIRECTIONAL | LOCATIVE
        stops = scene.venues.row(here, len(scene.row.nodes))
    return found


def _dates_after(scene: Scene, at: int) -> tuple[tuple[DateSpan, ...], int]:
    """The dates that follow a place at once, and the node after them."""
    here = at + (scene.row.low(at) == "," and bool(scene.dates_between(at + 1, at + 2)))
    end = here
    while scene.dates_between(end, end + 1):
        end += 1
    return tuple(scene.dates_between(here, end)), end


def encounters(scene: Scene, at: int) -> list[Station]:
    """Whom the verb's subject meets one after the other; none where they have no days or places of their own."""
    found: list[Station] = []
    first = at + 1
    end = _end(scene, at)
    for here in range(at + 1, end + 1):
        if here < end and not _starts_another(scene, here, first):
            continue
        station = _station(scene, first, here)
        if not any(party.person for party in station.parties) or not (station.dates or station.stops):
            return []
        found.append(station)
        first = here + 1
    return found if 1 < len(found) <= MOST else []


def _end(scene: Scene, at: int) -> int:
    for here in range(at + 1, len(scene.row.nodes)):
        node = scene.row.nodes[here]
        if scene.quiet(here) or node.low in STOPS or node.low in SUBORDINATES or node.low in {".", "?", "to"}:
            return here
        if node.has(Tag.GOVERNOR, Tag.VERB, Tag.NOUN) and not scene.roles.party_at(here):
            return here
    return len(scene.row.nodes)


def _starts_another(scene: Scene, at: int, first: int) -> bool:
    """Whether a joint after a day or place leads to somebody else: "Macron on Friday and Johnson on Saturday"."""
    if scene.row.low(at) not in {"and", ","} or at == first:
        return False
    here = at + 1
    while scene.row.low(here) in {"with", "the", "then", "his", "her", "their"}:
        here += 1
    party = scene.roles.party_at(here)
    if party and not party.person and scene.row.nodes[party.last].has(Tag.ROLE):  # "his Maltese counterpart Borg"
        party = scene.roles.party_at(party.last + 1)
    before = scene.row.nodes[at - 2 if scene.row.low(at - 1) == "," else at - 1]
    return bool(party and party.person and (before.date or before.has(Tag.PLACE, Tag.COUNTRY, Tag.GOVERNMENT)))


def _station(scene: Scene, first: int, end: int) -> Station:
    parties = [party for at, party in scene.roles.by_node.items() if first <= at < end and at == party.first]
    stops = scene.venues.stops(first, end, LOCATIVE)
    at_place = {at for stop in stops for at in range(stop.first, stop.last + 1)}
    return Station(tuple(party for party in parties if party.first not in at_place), tuple(stops), tuple(scene.dates_between(first, end)))


def dated(stations: list[Station]) -> list[tuple[Station, tuple[DateSpan, ...]]]:
    """The stations with their days; where only one has any, they are those of all."""
    own = [station.dates for station in stations if station.dates]
    shared = own[0] if len(own) == 1 else ()
    return [(station, station.dates or shared) for station in stations]
