"""Parties of a sentence: titles and names, appositions, governments, organisations, and groups such as "the leaders of A and B"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from tracker.lexicon.keys import slug
from tracker.lexicon.surfaces import SurfaceKind
from tracker.mining.cast import Cast, Figure
from tracker.mining.model import Node, Party, Tag
from tracker.mining.vocabulary import Vocabulary

MODIFIERS = frozenset(
    "visiting new newly newly-elected outgoing incoming former ex late acting then deputy senior top chief current fellow ousted elected special principal interim the "
    "then-us embattled".split()
)
LONGEST_NAME = 4
SHORTEST_NAME = 2
LONGEST_BODY = 6
FIELD_ENDS = frozenset(
    {
        "affairs",
        "policy",
        "security",
        "growth",
        "rights",
        "labor",
        "control",
        "operations",
        "migration",
        "environment",
        "diplomacy",
        "strategy",
        "issues",
        "negotiations",
        "reconciliation",
        "energy",
    }
)
MANY = 1


@dataclass(slots=True)
class PartyReader:
    """Reads the parties of one sentence from left to right. ``title_case``: capitals say nothing, as in headlines."""

    text: str
    nodes: Sequence[Node]
    cast: Cast
    known: Vocabulary
    title_case: bool = False

    def read(self) -> list[Party]:
        """All parties in order."""
        found: list[Party] = []
        at = 0
        while at < len(self.nodes):
            party = self._at(at)
            if party:
                found.append(party)
                at = party.last + 1
            else:
                at += 1
        return found

    def _at(self, at: int) -> Party | None:
        node = self.nodes[at]
        if not (node.capital or node.tags):
            return None
        return self._titled(at) or self._group(at) or self._named(at) or self._body(at)

    # People with titles

    def _titled(self, at: int) -> Party | None:
        """[country] [modifiers] TITLE [of country] [,] NAME, or a title alone."""
        country, organisation, after = self._owner(at)
        title_at = self._skip_modifiers(after)
        office, end = self._title(title_at)
        if end == title_at and (country or organisation or self.nodes[at].capital):
            title_at = self._skip_institution(title_at)
            office, end = self._title(title_at)
            if not country and end < len(self.nodes) and not self._name_part(end) and not self.nodes[end].has(Tag.PERSON):
                return None
        if end == title_at:
            return None
        stated, end = self._of_country(end)
        country = country or stated
        name_at = end + 1 if self._low(end) == "," and self._definite(at, title_at) else end
        figure, last = self._name(name_at, country, office, titled=True)
        if figure:
            return self._person(figure, at, self._tail(last, figure, country), country)
        return self._title_alone((at, end - 1), office, country, organisation)

    def _owner(self, at: int) -> tuple[str | None, str, int]:
        """A country, demonym or organisation that stands before a title, with its possessive."""
        node = self.nodes[at]
        country, organisation = self._country_of(node), ""
        if not country and (body := node.get(Tag.ORGANISATION) or node.get(Tag.HEAD)):
            organisation = body.key
        if not country and not organisation:
            return None, "", at
        end = at + 1
        return country, organisation, end + 1 if self._low(end) in {"'s", "'"} else end

    def _country_of(self, node: Node) -> str | None:
        for tag in (Tag.COUNTRY, Tag.DEMONYM, Tag.GOVERNMENT):
            if reading := node.get(tag):
                return reading.key
        if (reading := node.get(Tag.PLACE)) and node.capital:
            return self._capital_of(reading.key)
        return None

    def _capital_of(self, surface: str) -> str | None:
        """The country whose capital a place is."""
        for location in self.cast.lexicon.places.candidates(surface)[:1]:
            home = self.cast.lexicon.countries.get(location.country)
            if home and home.capital and location.city in (home.capital, *home.texts(SurfaceKind.CAPITAL)):
                return location.country
        return None

    def _skip_modifiers(self, at: int) -> int:
        while self._low(at) in MODIFIERS or (self._low(at) == "-" and self._low(at - 1) in MODIFIERS):
            at += 1
        return at

    def _skip_institution(self, at: int) -> int:
        """Past the name of an office's body: "Supreme National Security Council" before "Secretary"."""
        end = at
        while end - at < LONGEST_BODY and (node := self._node(end)) and not node.has(Tag.TITLE):
            if (
                self.title_case
                or not (node.capital or node.low in {"of", "and", "for"})
                or node.has(Tag.PERSON, Tag.SURNAME, Tag.VERB, Tag.DATE)
            ):
                return at
            end += 1
        node = self._node(end)
        return end if node and node.has(Tag.TITLE) and (node.capital or self.nodes[at].capital) else at

    def _title(self, at: int) -> tuple[str, int]:
        """The office of one or more titles in a row, and the node after them."""
        office = ""
        end = at
        while end < len(self.nodes) and (reading := self.nodes[end].get(Tag.TITLE)):
            office = reading.detail if end == at else office or reading.detail
            end += 1
            if self._low(end) == "for" and self._capital(end + 1):
                end = self._capital_run(end + 1)
        return office, end

    def _capital_run(self, at: int) -> int:
        """Past the field of an office ("for East Asian and Pacific Affairs"), leaving the name that follows it."""
        end = at
        while (
            end < len(self.nodes)
            and (self.nodes[end].capital or self._low(end) in {"and", "of", "the"})
            and not self.nodes[end].has(Tag.PERSON)
        ):
            if self._low(end) in FIELD_ENDS:
                return end + 1
            end += 1
        return end if self._node(end) and self.nodes[end].has(Tag.PERSON) else max(at, end - 2)

    def _of_country(self, at: int) -> tuple[str | None, int]:
        """A country after "of": "president of Indonesia"."""
        if self._low(at) not in {"of", "from"}:
            return None, at
        here = at + 2 if self._low(at + 1) == "the" else at + 1
        node = self._node(here)
        if node and (reading := node.get(Tag.COUNTRY)):
            return reading.key, here + 1
        if node and node.low.isalpha() and not node.tags and not node.capital:
            here += 1
            node = self._node(here)
        if node and (reading := node.get(Tag.DEMONYM)) and self._low(here + 1) in {"republic", "state", "territory", "region", "enclave"}:
            return reading.key, here + 2
        return None, at

    def _definite(self, at: int, title_at: int) -> bool:
        """Whether a name may follow after a comma: "Russia's foreign minister, Sergei Lavrov"."""
        return title_at > at or self._low(at - 1) in {"the", "his", "her", "their", "counterpart"}

    def _title_alone(self, span: tuple[int, int], office: str, country: str | None, organisation: str) -> Party | None:
        """A title without a name: the figure of the article whom it means, else a nameless party of its country."""
        first, last = span
        opening = first == 0 and self._capital(0)
        definite = country or organisation or self._low(first - 1) in {"the", "his", "her"} or self.title_case or opening
        if not definite:
            return None
        figure = self.cast.titled(office, country, main=opening) if office else None
        if figure and (country or self._low(first - 1) == "the" or self.title_case or opening):
            return replace(self._person(figure, first, last, country), guess=not country)
        if opening and not organisation:
            country = country or self.cast.home
        if not country and not organisation:
            return None
        return Party(first, last, (country,) if country else (), office=office or "official", organisation=organisation)

    # Names

    def _named(self, at: int) -> Party | None:
        """A name without a title before it; an apposition may follow."""
        figure, last = self._name(at, None, "", titled=False)
        if not figure:
            return self._introduced(at)
        end, country, office = self._apposition(last)
        if country or office:
            figure = self.cast.add(replace(figure, country=figure.country or country, office=figure.office or office))
        return self._person(figure, at, self._tail(end, figure, None), country)

    def _introduced(self, at: int) -> Party | None:
        """Somebody in no list, named first and titled after: "Ron DeSantis, the Florida governor,"."""
        if self.title_case or not self._name_part(at):
            return None
        last = self._name_run(at, titled=False)
        end, country, office = self._apposition(last)
        if last == at or end == last or self.nodes[last].low in {"house", "office"}:
            return None
        figure = self._newcomer(at, last, country, office)
        return self._person(figure, at, end, country) if figure else None

    def _name(self, at: int, country: str | None, office: str, *, titled: bool) -> tuple[Figure | None, int]:
        """The figure whose name starts at a node, and the name's last node."""
        if at >= len(self.nodes) or not self.nodes[at].capital:
            return None, at
        node = self.nodes[at]
        if reading := node.get(Tag.PERSON):
            figure = self.cast.listed(reading.key.split(), country, office)
            if figure and not self._longer(at):
                return self.cast.add(figure), at
        end = self._name_run(at, titled=titled)
        return self._resolve_run(at, end, country, office, titled=titled)

    def _longer(self, at: int) -> bool:
        """Whether a surname in capitals follows, so that the surface was only part of a longer, other name."""
        following = self._node(at + 1)
        return bool(following and following.capital and not following.tags and not self.title_case and following.low.isalpha())

    def _name_run(self, at: int, *, titled: bool) -> int:
        """The last node of a run of capitalised words, particles within."""
        end = at
        limit = LONGEST_NAME if titled else LONGEST_NAME - 1
        while end + 1 < len(self.nodes) and end - at < limit:
            step = self._name_step(end)
            if not step:
                break
            end = step
        return end

    def _name_step(self, end: int) -> int:
        following = self.nodes[end + 1]
        if following.low in {"-", "'", "."} and self._name_part(end + 2):
            return end + 2 if following.start == self.nodes[end].end else 0
        last = end + 1
        while self._low(last) in self.known.words["particles"] or (self._low(last) == "-" and last > end + 1):
            last += 1
        return last if self._name_part(last) else 0

    def _name_part(self, at: int) -> bool:
        node = self._node(at)
        if not node or not node.capital or not node.low[0].isalpha():
            return False
        return not node.tags or not (set(node.tags) - {Tag.SURNAME, Tag.PLACE, Tag.PERSON})

    def _resolve_run(self, at: int, end: int, country: str | None, office: str, *, titled: bool) -> tuple[Figure | None, int]:
        """Who is meant by a run of capitalised words: one of the cast, one of the lexicon, or with a title somebody new."""
        if not titled and end == at and self.nodes[at].low in self.known.words["pronouns"]:
            return None, at
        for last in range(end, at - 1, -1):
            if figure := self.cast.by_surname.get(slug(" ".join(node.low for node in self.nodes[at : last + 1] if node.low != "-"))):
                if last == end or self.title_case:
                    return figure, last
        if end == at or self.title_case:
            if figure := self._by_surname(at, country, office, titled=titled):
                return figure, at
        if not titled or not self._name_part(at):
            return None, at
        if figure := self._fuller_name((at, end), country, office):
            return figure, end
        if self.title_case:
            end = min(end, at + 1)
        if end == at and not self._one_word_name(at):
            return None, at
        return self._newcomer(at, end, country, office), end

    def _fuller_name(self, span: tuple[int, int], country: str | None, office: str) -> Figure | None:
        """Somebody of the lexicon under a longer name than it knows, by surname and office: "President Joseph R. Biden"."""
        first, last = span
        reading = self.nodes[last].get(Tag.SURNAME)
        if not reading or first == last or not office:
            return None
        holders = [figure for key in self.cast.in_office(reading.key.split()) if (figure := self.cast.holding(key, office, country))]
        return self.cast.add(holders[0]) if len(holders) == 1 else None

    def _one_word_name(self, at: int) -> bool:
        """Whether one word after a title is a name: not in headlines, and not before a noun that it belongs to."""
        following = self._node(at + 1)
        return (
            not self.title_case
            and not (following and (following.capital or following.has(Tag.NOUN, Tag.ROLE)))
            and self._low(at - 1) not in {"official", "head", "chief", "director"}
        )

    def _by_surname(self, at: int, country: str | None, office: str, *, titled: bool) -> Figure | None:
        """A surname alone, read by the lexicon: somebody in office, and if the surname is a word as well, only after a title."""
        reading = self.nodes[at].get(Tag.SURNAME)
        if not reading or (self._joined(at) and not titled):
            return None
        keys = self.cast.in_office(reading.key.split())
        if not keys or not (titled or reading.strong):
            return None
        if not titled and not self.title_case and not self.nodes[at].has(Tag.PERSON) and len(keys) > MANY:
            return None
        figure = self.cast.listed(keys, country, office)
        return self.cast.add(figure) if figure else None

    def _joined(self, at: int) -> bool:
        """Whether a capitalised word stands right before, so that this is the end of somebody else's name."""
        before = self._node(at - 1)
        if not before or self.title_case:
            return False
        if before.low == "-":
            return before.end == self.nodes[at].start and self._capital(at - 2)
        return before.capital and not before.tags and before.low.isalpha() and at - 1 > 0

    def _newcomer(self, at: int, end: int, country: str | None, office: str) -> Figure | None:
        first, last = self.nodes[at], self.nodes[end]
        written = self.text[first.start : last.end]
        if len(written) < SHORTEST_NAME:
            return None
        return self.cast.unlisted(" ".join(written.split()), country, office)

    def _apposition(self, last: int) -> tuple[int, str | None, str]:
        """A title after a comma: "Sergei Lavrov, Russia's foreign minister," or "who is U.S. Undersecretary of State"."""
        if self._low(last + 1) not in {",", "-", "--", "("}:
            return last, None, ""
        start = last + 2
        if self._low(start) in {"who", "the", "a"}:
            start += 1
        if start >= len(self.nodes):
            return last, None, ""
        country, _, after = self._owner(start)
        title_at = self._skip_modifiers(after)
        if not country and self._capital(title_at) and self.nodes[title_at].low != "-":
            title_at += 1
        office, end = self._title(title_at)
        if end == title_at or self._capital(end):
            return last, None, ""
        stated, end = self._of_country(end)
        closing = self._low(end) in {",", ")", "-", "--"}
        return (end if closing else end - 1), country or stated, office

    def _tail(self, last: int, figure: Figure, country: str | None) -> int:
        """The node with which the party ends: "of the United Kingdom" after the name belongs to it."""
        stated, end = self._of_country(last + 1)
        if stated and not country and not figure.listed:
            self.cast.add(replace(figure, country=stated))
        return end - 1 if stated else last

    def _person(self, figure: Figure, first: int, last: int, country: str | None) -> Party:
        known = self.cast.by_key.get(figure.key, figure)
        nation = known.country or country
        return Party(first, last, (nation,) if nation else (), known.key, known.name, known.office, known.organisation)

    # Governments, organisations, groups

    def _group(self, at: int) -> Party | None:
        """Countries in a row before a role ("US, Japanese and South Korean leaders"), or a role with "of" and countries."""
        countries, after = self._country_row(at)
        organisation = ""
        if not countries and (body := self.nodes[at].get(Tag.ORGANISATION) or self.nodes[at].get(Tag.SERIES)):
            organisation, after = body.key, at + 1
        role_at = self._skip_modifiers(after)
        role = self._node(role_at)
        if not role or not role.has(Tag.ROLE):
            return None
        last = role_at
        if self._low(last + 1) in {"of", "from"}:
            start = last + 3 if self._low(last + 2) == "the" else last + 2
            more, end = self._country_row(start)
            if more:
                countries, last = (*countries, *more), end - 1
        if not countries and not organisation:
            return None
        return Party(at, last, tuple(dict.fromkeys(countries)), organisation=organisation, group=True)

    def _country_row(self, at: int) -> tuple[tuple[str, ...], int]:
        """Countries or demonyms joined by commas, hyphens and "and", and the node after them."""
        found: list[str] = []
        end = at
        while end < len(self.nodes) and (country := self._nation(self.nodes[end])):
            found.append(country)
            end += 1
            step = self._joint(end)
            if step == end or step >= len(self.nodes) or not self._nation(self.nodes[step]):
                break
            end = step
        return tuple(found), end

    def _nation(self, node: Node) -> str | None:
        reading = node.get(Tag.COUNTRY) or node.get(Tag.DEMONYM)
        return reading.key if reading else None

    def _joint(self, at: int) -> int:
        while self._low(at) in {",", "and", "the", "-", "&"}:
            at += 1
        return at

    def _body(self, at: int) -> Party | None:
        """A government or organisation by its name; a capital where it acts rather than lies."""
        node = self.nodes[at]
        if pair := node.get(Tag.PAIR):
            return Party(at, at, tuple(pair.key.split()), group=True)
        if body := node.get(Tag.HEAD):
            return Party(at, at, office="head", organisation=body.key)
        if (
            (reading := node.get(Tag.GOVERNMENT) or node.get(Tag.COUNTRY))
            and (reading.strong or self._supported(at))
            and not self._qualifies(at)
        ):
            return Party(at, at, (reading.key,), group=True)
        if body := node.get(Tag.ORGANISATION):
            return Party(at, at, organisation=body.key, group=True)
        if node.has(Tag.PLACE) and node.capital and self._low(at - 1) not in self.known.words["places"]:
            if capital := self._capital_of(node.tags[Tag.PLACE][0].key):
                return Party(at, at, (capital,), group=True, guess=True)
        return None

    def _qualifies(self, at: int) -> bool:
        """Whether a country's name only qualifies the noun after it: "U.S. support", "Ukraine war"."""
        following = self._node(at + 1)
        if following and following.low == "-" and (second := self._node(at + 2)):
            return not second.has(Tag.COUNTRY, Tag.DEMONYM, Tag.PERSON, Tag.SURNAME, Tag.PLACE, Tag.ORGANISATION)
        if not following or following.tags or following.capital or not following.low.isalpha():
            return False
        return not any(following.low in words for name, words in self.known.words.items() if name != "particles")

    def _supported(self, at: int) -> bool:
        """Whether a weak country name ("Jordan", "Georgia") stands where only a country does."""
        return self._low(at - 1) in {"in", "to", "with", "and", "from", "of", "between", "visit", "for"} or self._low(at + 1) in {
            "'s",
            "and",
        }

    # Small looks around

    def _node(self, at: int) -> Node | None:
        return self.nodes[at] if 0 <= at < len(self.nodes) else None

    def _low(self, at: int) -> str:
        return self.nodes[at].low if 0 <= at < len(self.nodes) else ""

    def _capital(self, at: int) -> bool:
        node = self._node(at)
        return bool(node and node.capital)
