"""Venues: the city, site or country where a trigger says that the encounter takes place, and the countries of a journey."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from tracker.domain import Place
from tracker.lexicon import Lexicon
from tracker.lexicon.places import Location
from tracker.mining.model import Node, Tag

LOCATIVE = frozenset({"in", "at", "near", "aboard", "outside"})
DIRECTIONAL = frozenset({"to", "for", "into"})
NOWHERE = Place()


@dataclass(slots=True, unsafe_hash=True)
class Stop:
    """One place of the text, at nodes ``first`` to ``last``."""

    first: int
    last: int
    place: Place


@dataclass(slots=True)
class VenueReader:
    """Reads places from the nodes of one sentence.

    Of the language's ``words``: after ``troubles`` a place is no venue ("the war in Ukraine"), after ``subjects`` only a city is one
    ("talks on security in the Sahel", "talks on Syria in Geneva").
    """

    nodes: Sequence[Node]
    lexicon: Lexicon
    words: Mapping[str, frozenset[str]]
    nations: frozenset[str] = frozenset()
    here: Place = NOWHERE
    text: str = ""
    there: Place = NOWHERE  # where the sentence before goes

    def stops(self, first: int, limit: int, prepositions: frozenset[str]) -> list[Stop]:
        """Places after one of the prepositions between two nodes, lists included."""
        found: list[Stop] = []
        here, talked_of = first, False
        while here < limit:
            node = self.nodes[here]
            talked_of = (talked_of or node.low in self.words["subjects"]) and not node.date and node.low != "with"
            if node.low == "here" and self.here.country:
                found.append(Stop(here, here, self.here))
            if node.low == "there" and self._low(here - 1) == "while" and self.there.country:
                found.append(Stop(here, here, self.there))
            if node.low in prepositions and self._low(here - 1) not in self.words["troubles"]:
                row = self.row(here + 1, limit) or self._listed(here + 1, limit)
                if row and found and node.low in BESIDE and found[-1].last == here - 2 and self._low(here - 1) == ",":
                    here = row[-1].last + 1  # "at Camp David, outside Washington"
                    continue
                if row and (not talked_of or any(stop.place.city for stop in row)):
                    found += row
                    here = row[-1].last + 1
                    continue
            here += 1
        return found

    def row(self, at: int, limit: int) -> list[Stop]:
        """Places in a row, joined by commas and "and", starting at a node: "South Korea, the Philippines, Laos and Vietnam"."""
        found: list[Stop] = []
        here = at
        while here < limit:
            stop = self.stop(self._skip(here), limit)
            if not stop:
                break
            if found and self._whole_of(found[-1], stop):
                found[-1] = Stop(found[-1].first, stop.last, found[-1].place)
                break
            found.append(stop)
            here = self._joint(stop.last + 1)
            if here == stop.last + 1:
                break
        return found

    def first_row(self, first: int, limit: int, prepositions: frozenset[str], reach: int = 0) -> list[Stop]:
        """The first list of places after one of the prepositions, which stands before ``limit``; the list may go on to ``reach``."""
        reach = reach or limit
        for here in range(first, limit):
            if self._low(here) == "here" and self.here.country:
                return [Stop(here, here, self.here)]
            if self._low(here) in prepositions and (row := self.row(here + 1, reach) or self._listed(here + 1, reach)):
                return row
        return []

    def _listed(self, at: int, limit: int) -> list[Stop]:
        """Places after a colon: "to three island nations: Fiji and Tonga"."""
        for here in range(at, min(limit + 1, at + 7, len(self.nodes))):
            if self.nodes[here].low in {":", "--"}:
                return self.row(here + 1, len(self.nodes))
        return []

    def _whole_of(self, part: Stop, whole: Stop) -> bool:
        """Whether a second place after a comma, with which the list ends, is where the first one lies: "Taormina, Sicily"."""
        lone_comma = whole.first == part.last + 2 and self._low(part.last + 1) == ","
        return lone_comma and part.place.country == whole.place.country and self._joint(whole.last + 1) == whole.last + 1

    def _skip(self, at: int) -> int:
        while self._low(at) in self.words["before_places"] or self._low(at) in self.words["place_sorts"]:
            at += 1
        return self._past_plain(at)

    def _past_plain(self, at: int) -> int:
        """Past a few plain words that qualify a country: "allies Guatemala and Belize"."""
        for here in range(at, min(at + 3, len(self.nodes))):
            node = self.nodes[here]
            if node.has(Tag.COUNTRY):
                return here
            if (node.tags and not node.has(Tag.ROLE)) or node.capital or not node.low.isalpha() or len(node.low) < LONG_WORD:
                break
        return at

    def _joint(self, at: int) -> int:
        start = at
        while self._low(at) in {",", "and", "then", "as", "well", "later", "or", "before"}:
            at += 1
        if at > start and self._low(at) in {"to", "in"} and self._low(at - 1) in {"and", "then"}:
            at += 1
        return at

    def stop(self, at: int, limit: int) -> Stop | None:
        """One place: "Hiroshima, Japan", "Japan's Hiroshima", "the Japanese city of Hiroshima", "Japan", "the White House"."""
        if at >= limit:
            return None
        node = self.nodes[at]
        nation = node.get(Tag.COUNTRY) or node.get(Tag.DEMONYM)
        inner = self._inner(at, limit) if nation else None
        if nation and inner:
            return inner
        if node.has(Tag.PLACE) and node.capital:
            return self._city(at, limit)
        if node.capital and not node.tags and (town := self._unlisted(at)):
            return town
        place = self._area(at)
        return Stop(at, at, place) if place else None

    def _unlisted(self, at: int) -> Stop | None:
        """A town in no list that is told with its country: "in Mettlach, Germany"."""
        nation = self.nodes[at + 2].get(Tag.COUNTRY) if at + 2 < len(self.nodes) and self._low(at + 1) == "," else None
        named = self.text[self.nodes[at].start : self.nodes[at].end]
        if not nation or not named.isalpha() or self._low(at - 1) not in LOCATIVE | DIRECTIONAL or self._adjectival(at + 2):
            return None
        return Stop(at, at + 2, Place(city=named, country=nation.key))

    def _area(self, at: int) -> Place | None:
        """A country, a government's seat, a region, or a state or province."""
        node = self.nodes[at]
        if (country := node.get(Tag.COUNTRY)) and not self._adjectival(at):
            return self._country_or_state(country.key, self._locate(at, country.key))
        if node.has(Tag.GOVERNMENT):
            location = self._locate(at, None)
            return _place(location) if location else None
        if region := node.get(Tag.REGION):
            return Place(region=region.key)
        state = self.lexicon.places.areas.get(node.low) if node.capital and not node.tags else None
        return Place(country=state) if state else None

    def _adjectival(self, at: int) -> bool:
        """Whether a country's name only qualifies what follows: "in US politics", "Japan's prime minister"."""
        following = self.nodes[at + 1] if at + 1 < len(self.nodes) else None
        return bool(following and (following.low in {"'s", "-"} or following.has(Tag.TITLE, Tag.ROLE)))

    def _inner(self, at: int, limit: int) -> Stop | None:
        """A city after its country: "Indonesia's Bali", "the Malian capital, Bamako"."""
        here = at + 1
        while here < min(limit, at + FAR_CITY) and (
            self._low(here) in self.words["place_sorts"] or self._low(here) in {"'s", ",", "of", "the"}
        ):
            here += 1
        nation = self.nodes[at].get(Tag.COUNTRY) or self.nodes[at].get(Tag.DEMONYM)
        assert nation
        if here == at + 1 or here >= limit or not self.nodes[here].has(Tag.PLACE) or not self.nodes[here].capital:
            return self._capital(at, nation.key)
        if self._low(at + 1) == "," and nation.tag is Tag.COUNTRY:
            return None
        location = self._locate(here, nation.key)
        return Stop(at, here, _place(location)) if location else None

    def _capital(self, at: int, country: str) -> Stop | None:
        """A capital that is named by its country alone: "in the Maltese capital on Friday", but not "in the Maltese capital market"."""
        following = self.nodes[at + 2] if at + 2 < len(self.nodes) else None
        if self._low(at + 1) != "capital" or (
            following and following.low.isalpha() and not (following.date or following.low in self.words["prepositions"] | AFTER_CAPITALS)
        ):
            return None
        home = self.lexicon.countries.get(country)
        found = self.lexicon.places.candidates(home.capital.lower(), country) if home and home.capital else ()
        return Stop(at, at + 1, _place(found[0])) if found else None

    def _city(self, at: int, limit: int) -> Stop | None:
        if self._low(at + 1) == "'s" and self.nodes[at + 2].has(Tag.INSTITUTION) and not self.nodes[at + 2].capital:
            return None  # "officials at Oslo's foreign ministry": a capital that stands for its government
        country, last = self._after(at, limit)
        location = self._locate(at, country)
        own = self.nodes[at].get(Tag.COUNTRY)
        if own and (not location or location.country == own.key or not location.strong):
            return Stop(at, at, self._country_or_state(own.key, location))
        if not location or not (location.strong or country or self._low(at - 1) in LOCATIVE | DIRECTIONAL):
            return None
        return Stop(at, last, _place(location))

    def _country_or_state(self, iso: str, location: Location | None) -> Place:
        """A city state is city and country at once; other countries give no city."""
        if location and location.country == iso and location.city in CITY_STATES:
            return _place(location)
        return Place(country=iso)

    def _after(self, at: int, limit: int) -> tuple[str | None, int]:
        """A country after the city: "Hiroshima, Japan", "Goma in eastern Zaire", and the last node of the whole."""
        here = at + 1
        if self._low(here) == "(":
            return None, at
        if area := self._state_after(at):
            return area
        while here < min(limit + 2, at + 5, len(self.nodes)) and self._low(here) in {
            ",",
            "in",
            "the",
            "capital",
            "of",
            "southern",
            "northern",
            "eastern",
            "western",
            "central",
            "southeastern",
            "southwestern",
            "northeastern",
            "northwestern",
        }:
            here += 1
        if here == at + 1 or here >= len(self.nodes):
            return None, at
        node = self.nodes[here]
        nation = node.get(Tag.COUNTRY) or (
            node.get(Tag.DEMONYM) if self._low(here - 1) in {"the", ","} and self._low(here + 1) == "capital" else None
        )
        if not nation or (node.low == "," or self._adjectival(here)):
            return None, at
        matches = self._locate(at, nation.key)
        return (nation.key, here) if matches else (None, at)

    def _state_after(self, at: int) -> tuple[str, int] | None:
        """A state or province after the city, and its last node: "Austin, Texas", "Santa Fe, New Mexico"."""
        if self._low(at + 1) != ",":
            return None
        for last in (at + 3, at + 2):
            name = " ".join(self._low(here) for here in range(at + 2, last + 1))
            country = self.lexicon.places.areas.get(name)
            if country and self._locate(at, country):
                return country, last
        return None

    def _locate(self, at: int, country: str | None) -> Location | None:
        """The likeliest place of a name: in the country given, else in a country of the article, else a place that needs no support."""
        found = self.lexicon.places.candidates(self.nodes[at].low.removeprefix("the "), country)
        at_home = [location for location in found if location.country in self.nations]
        known = [location for location in found if location.strong or country]
        if known and (not at_home or (known[0].strong and _weight(known[0]) > min(METROPOLIS, GREATER * at_home[0].population))):
            return known[0]
        return next(iter(at_home), None)

    def _low(self, at: int) -> str:
        return self.nodes[at].low if 0 <= at < len(self.nodes) else ""


LONG_WORD = 4
FAR_CITY = 7  # words after a country among which its city is named: "the German spa town of Baden-Baden"
AFTER_CAPITALS = frozenset({"and", "next", "this", "later", "where", "ahead"})
BESIDE = frozenset({"outside", "near"})
LARGE_TOWN = 100_000
METROPOLIS = 1_000_000
GREATER = 3  # times as many people as the namesake in a country of the article: Geneva in Switzerland, not in New York
CITY_STATES = frozenset({"Singapore", "Monaco", "Vatican City", "Hong Kong", "Macau", "Djibouti", "Luxembourg", "Kuwait City"})


def _weight(location: Location) -> int:
    """How many live there; a venue that is no city (Bali, Camp David) is listed for its fame and outweighs a namesake town."""
    return location.population or METROPOLIS + 1


def _place(location: Location) -> Place:
    return Place(location.city, location.country, None, location.site, location.latitude, location.longitude)


def one_place(stops: Sequence[Stop]) -> Place:
    """The venue that some stops of one country make: a lone city, else the country without a city."""
    if not stops:
        return NOWHERE
    cities = {stop.place.city for stop in stops if stop.place.city}
    if len(stops) == 1 or len(cities) == 1:
        return next((stop.place for stop in stops if stop.place.city), stops[0].place)
    return Place(country=stops[0].place.country, region=stops[0].place.region)


def by_country(stops: Sequence[Stop]) -> list[list[Stop]]:
    """Stops grouped by country in order of the journey."""
    groups: dict[str | None, list[Stop]] = {}
    for stop in stops:
        groups.setdefault(stop.place.country or stop.place.region, []).append(stop)
    return list(groups.values())
