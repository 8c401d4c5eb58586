"""Before: whom "he", "the two leaders", "both sides" and "the leaders" mean at the start of a sentence, after those before it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from tracker.mining.model import Party

PAIR = 2


def countries_of(parties: Iterable[Party]) -> tuple[str, ...]:
    """The countries that some parties stand for, in order."""
    return tuple(dict.fromkeys(country for party in parties for country in party.countries))


@dataclass(frozen=True, slots=True)
class Before:
    """Whom "he", "she", "the two leaders" and "the two sides" mean at the start of a sentence; ``pronoun`` is whom a bare title means."""

    pronoun: tuple[Party, ...] = ()
    pair: tuple[Party, ...] = ()
    sides: tuple[Party, ...] = ()
    group: tuple[Party, ...] = ()
    he: tuple[Party, ...] = ()
    she: tuple[Party, ...] = ()

    def after(self, parties: Sequence[Party], encounters: Sequence[Sequence[Party]] = ()) -> Before:
        """Whom they mean after a sentence with these parties, which told of encounters of these."""
        people = [party for party in parties if party.person]
        single = (people[0],) if people else self.pronoun
        keys = list(dict.fromkeys(party.key for party in people))
        pair = tuple(next(party for party in people if party.key == key) for key in keys[:2]) if len(keys) > 1 else self.pair
        groups = [party for party in parties if party.group]
        sides = _sides(encounters) or _sides([(party,) for party in groups]) or _sides([groups]) or self.sides
        he = tuple(party for party in people if party.gender != "f")[:1] or self.he
        she = tuple(party for party in people if party.gender != "m")[:1] or self.she
        named = [replace(party, first=-1, last=-1) for party in groups if party.first < party.last]
        group = tuple(named[-1:]) or self.group
        return Before(single, pair, sides, group, he, she)


def _sides(encounters: Sequence[Sequence[Party]]) -> tuple[Party, ...]:
    """The two countries of the last of some encounters between two."""
    found = [sides for parties in encounters if len(sides := _each_side(parties)) == PAIR]
    return tuple(found[-1].values()) if found else ()


def _each_side(parties: Sequence[Party]) -> dict[str, Party]:
    """The countries and bodies that some parties stand for, each as a party."""
    sides = {country: Party(-1, -1, (country,), group=True) for country in countries_of(parties)}
    bodies = (party.organisation for party in parties if not party.countries and party.organisation)
    return sides | {body: Party(-1, -1, organisation=body, group=True) for body in bodies}


NOBODY = Before()
