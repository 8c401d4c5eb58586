"""Parties of a sentence: titled and named people, governments, organisations, and groups such as "the leaders of A and B"."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from tracker.mining.cast import Cast, Figure
from tracker.mining.model import PROPER, Node, Party, Tag
from tracker.mining.names import NameReader
from tracker.mining.nodes import Row
from tracker.mining.titles import TitleReader
from tracker.mining.vocabulary import Vocabulary

COUNTERPARTS = frozenset({"counterpart", "opposite number"})
SUFFIXES = (" jr", " sr")
FAR_NOUN = 3  # words after a possessive among which its noun is looked for
GERUND_BEFORE = frozenset({"before", "after", "while", "by", "when", "and", "is", "are", "was", "be", "from", "of", ","})
PAST_HOLDERS = frozenset({"former", "ex", "late", "ousted"})
NAMING = PROPER | {Tag.TITLE, Tag.ROLE, Tag.PAIR}


def means_those_who_gather(node: Node) -> bool:
    """Whether a gathering's name means its people: "G7 leaders", "EU ministers", but not "a summit of African and French leaders"."""
    return node.low.endswith(("leaders", "ministers")) and " of " not in node.low


@dataclass(slots=True)
class PartyReader:
    """Reads the parties of one sentence from left to right."""

    names: NameReader
    titles: TitleReader
    last_title: int

    @classmethod
    def of(cls, text: str, row: Row, cast: Cast, known: Vocabulary) -> PartyReader:
        """The reader of a row."""
        last_title = max((*row.where(Tag.TITLE)[-1:], *row.where(Tag.HEAD)[-1:]), default=-1)
        return cls(NameReader(text, row, cast, known), TitleReader(row, cast.lexicon), last_title)

    def read(self) -> list[Party]:
        """All parties in order."""
        return self._all(self._at)

    def people(self) -> list[Party]:
        """Only those with titles or names, in order: what a first look at a sentence needs."""
        return self._all(self._person_at)

    def _all(self, party_at: Callable[[int], Party | None]) -> list[Party]:
        """The parties that begin at a capital or at a word that names somebody, each after the one before."""
        found: list[Party] = []
        free = 0
        for at, node in enumerate(self.names.row.nodes):
            if at < free or not (node.capital or (node.tags and not node.tags.keys().isdisjoint(NAMING))):
                continue
            if (party := party_at(at)) and (party := self._in_context(party, found)):
                found.append(party)
                free = party.last + 1
        return found

    def _in_context(self, party: Party, before: Sequence[Party]) -> Party | None:
        """A party with what stands before it: "the visiting Maltese premier"; a spouse is of the country of somebody named before."""
        if party.office == "spouse" and party.person and not party.countries:
            return replace(party, countries=before[-1].countries) if before else None
        return replace(party, first=party.first - 1) if self._on_a_visit(party.first) else party

    def _on_a_visit(self, at: int) -> bool:
        """Whether the word before only says that they are on a visit: "the visiting Maltese premier", but not "after visiting"."""
        return self.names.row.low(at - 1) == "visiting" and self.names.row.low(at - 2) not in GERUND_BEFORE

    def _person_at(self, at: int) -> Party | None:
        return self._headed(at) or (self._titled(at) if at <= self.last_title else None) or self._named(at)

    def _headed(self, at: int) -> Party | None:
        """Somebody after the title of an organisation's head: "NATO chief Jens Stoltenberg", "PLO chairman Yasser Arafat"."""
        head = self.names.row.nodes[at].get(Tag.HEAD)
        figure, last = self.names.read(at + 1, None, "", titled=True) if head else (None, at)
        return self._person(figure, at, last, None) if figure else None

    def _at(self, at: int) -> Party | None:
        titled = self._headed(at) or (self._titled(at) if at <= self.last_title else None)
        if titled or not self.names.row.nodes[at].tags:
            return titled or self._named(at)
        return self._group(at) or self._named(at) or self._body(at)

    def _titled(self, at: int) -> Party | None:
        """[country] [modifiers] TITLE [of country] [,] NAME, or a title alone."""
        country, organisation, after = self.titles.owner(at)
        title_at = self.titles.skip_modifiers(after)
        office, end = self.titles.title(title_at)
        if end == title_at and (country or organisation or self.names.row.nodes[at].capital):
            title_at = self.titles.skip_institution(title_at)
            office, end = self.titles.title(title_at)
            if (
                not country
                and end < len(self.names.row.nodes)
                and not self.names.is_part(end)
                and not self.names.row.nodes[end].has(Tag.PERSON)
            ):
                return self._head(at)
        if end == title_at:
            return self._head(at)
        home = self.titles.home(title_at, end) if not country and not organisation else None
        stated, end = self.titles.of_country(end)
        country = country or stated
        if not country:
            body, end = self.titles.of_body(end)
            organisation = body or organisation
        country = country or (home if not organisation else None)
        office = "business" if self._of_company(title_at) else office
        name_at = end + 1 if self.names.row.low(end) == "," and self._definite(at, title_at) else end
        figure, last = self.names.read(name_at, country, office, titled=True)
        if figure:
            if not PAST_HOLDERS.intersection(self.names.row.low(here) for here in range(at, title_at)):
                figure = self.names.cast.learn(figure, country, office)
            return self._person(figure, at, self._explained(self._tail(last, figure, country), figure), country)
        return self._title_alone((at, end - 1), office, country, organisation)

    def _of_company(self, title_at: int) -> bool:
        """Whether a title is a company's: "Acme Motors Co. Vice Chairman", "Acme Group President"."""
        before = title_at - 2 if self.names.row.low(title_at - 1) == "." else title_at - 1
        return self.names.row.capital(before) and self.names.row.low(before) in self.names.known.words["companies"]

    def _explained(self, last: int, figure: Figure) -> int:
        """The node with which a second title of somebody ends: "Ambassador Mary Hill, Deputy Secretary for Trade, will"."""
        end, country, _ = self._apposition(last)
        if self.names.row.low(end) != "," or (country and figure.country and country != figure.country):
            return last
        if country and not figure.country:
            self.names.cast.add(replace(figure, country=country))
        return end

    def _head(self, at: int) -> Party | None:
        """Somebody known who is named after the headship of a body: "NATO Secretary General Jens Stoltenberg"."""
        name = self.names.row.node(at + 1)
        if not self.names.row.nodes[at].has(Tag.HEAD) or not name or not name.has(Tag.PERSON, Tag.SURNAME):
            return None
        figure, last = self.names.read(at + 1, None, "", titled=True)
        return self._person(figure, at, last, None) if figure else None

    def _definite(self, at: int, title_at: int) -> bool:
        """Whether a name may follow after a comma: "Russia's foreign minister, Sergei Lavrov"."""
        return title_at > at or self.names.row.low(at - 1) in {"the", "his", "her", "their", "counterpart"}

    def _title_alone(self, span: tuple[int, int], office: str, country: str | None, organisation: str) -> Party | None:
        """A title without a name: the figure of the article whom it means, else a nameless party of its country."""
        first, last = span
        opening = first == 0 and self.names.row.capital(0)
        definite = country or organisation or self.names.row.low(first - 1) in {"the", "his", "her"} or self.names.row.title_case or opening
        if not definite:
            return None
        if organisation:
            figure = self.names.cast.heading(organisation)
        else:
            figure = self.names.cast.titled(office, country, main=opening) if office else None
        if figure and (country or self.names.row.low(first - 1) == "the" or self.names.row.title_case or opening):
            return replace(self._person(figure, first, last, country), guess=not country)
        if opening and not organisation:
            country = country or self.names.cast.home
        if not country and not organisation:
            return None
        return Party(first, last, (country,) if country else (), office=office or "official", organisation=organisation)

    def _named(self, at: int) -> Party | None:
        """A name without a title before it; an apposition may follow."""
        figure, last = self.names.read(at, None, "", titled=False)
        if not figure:
            return self._introduced(at)
        if officer := self._officer(at, last, figure):
            return officer
        end, country, office = self._apposition(last)
        if country or office:
            figure = self.names.cast.add(replace(figure, country=figure.country or country, office=figure.office or office))
        return self._person(figure, at, self._tail(end, figure, None), country)

    def _officer(self, at: int, last: int, superior: Figure) -> Party | None:
        """Somebody titled as another's: "Biden's treasury secretary", "Putin's foreign minister, Sergei Lavrov"."""
        if self.names.row.low(last + 1) not in {"'s", "'"}:
            return None
        title_at = self.titles.skip_modifiers(last + 2)
        office, end = self.titles.title(title_at)
        if end == title_at:
            return None
        name_at = end + 1 if self.names.row.low(end) == "," else end
        figure, named = self.names.read(name_at, superior.country, office, titled=True)
        if figure:
            return self._person(figure, at, named, superior.country)
        return self._title_alone((at, end - 1), office, superior.country, superior.organisation)

    def _introduced(self, at: int) -> Party | None:
        """Somebody in no list, named first and titled after: "Ron DeSantis, the Florida governor,"."""
        if self.names.row.title_case or not self.names.is_part(at) or self.names.row.low(at) in self.names.known.closed:
            return None
        last = self.names.run(at, titled=False)
        end, country, office = self._apposition(last)
        if last in (at, end) or self.names.row.nodes[last].low in {"house", "office"}:
            return None
        figure = self.names.newcomer(at, last, country, office)
        return self._person(figure, at, end, country) if figure else None

    def _apposition(self, last: int) -> tuple[int, str | None, str]:
        """A title after a comma: "Sergei Lavrov, Russia's foreign minister," or "who is U.S. Undersecretary of State"."""
        if self.names.row.low(last + 1) not in {",", "-", "--", "("}:
            return last, None, ""
        start = last + 2
        if self.names.row.low(start) in {"who", "the", "a"}:
            start += 1
        if start >= len(self.names.row.nodes):
            return last, None, ""
        country, _, after = self.titles.owner(start)
        title_at = self.titles.skip_modifiers(after)
        named = self.names.row.node(title_at)
        if not country and named and named.capital and not named.has(Tag.TITLE) and named.low != "-":
            title_at += 1
        office, end = self.titles.title(title_at)
        end = self.titles.whole_field(title_at, end)
        if end == title_at or self.names.row.capital(end):
            return last, None, ""
        country = country or self.titles.home(title_at, end)
        stated, end = self.titles.of_country(end)
        closing = self.names.row.low(end) in {",", ")", "-", "--"}
        return (end if closing else end - 1), country or stated, office

    def _tail(self, last: int, figure: Figure, country: str | None) -> int:
        """The node with which the party ends: the stop of "Jr." and "of the United Kingdom" after the name belong to it."""
        last += self.names.row.low(last).endswith(SUFFIXES) and self.names.row.low(last + 1) == "."
        stated, end = self.titles.of_country(last + 1)
        if stated and not country and not figure.listed:
            self.names.cast.add(replace(figure, country=stated))
        return end - 1 if stated else last

    def _person(self, figure: Figure, first: int, last: int, country: str | None) -> Party:
        known = self.names.cast.by_key.get(figure.key, figure)
        nation = known.country or country
        nations = (nation,) if nation else ()
        return Party(first, last, nations, known.key, known.name, known.office, known.organisation, gender=known.gender)

    def _group(self, at: int) -> Party | None:
        """Countries in a row before a role ("US, Japanese and South Korean leaders"), or a role with "of" and countries."""
        countries, after = self._country_row(at)
        organisation = ""
        if not countries and (region := self.names.row.nodes[at].get(Tag.REGION)):
            organisation, after = region.key, at + 1
        elif not countries and (body := self.names.row.nodes[at].get(Tag.ORGANISATION) or self.names.row.nodes[at].get(Tag.SERIES)):
            organisation, after = body.key, at + 1
        if countries and (joined := self._joined_body(after)):
            organisation, after = joined
        role_at = self.titles.skip_modifiers(after)
        role = self.names.row.node(role_at)
        if not role or not role.has(Tag.ROLE):
            return None
        last = role_at
        if self.names.row.low(last + 1) in {"of", "from"}:
            start = last + 3 if self.names.row.low(last + 2) == "the" else last + 2
            start += self.names.row.low(start).isdigit()
            more, end = self._country_row(start)
            if more:
                countries, last = (*countries, *more), end - 1
            elif (node := self.names.row.node(start)) and (
                whole := node.get(Tag.ORGANISATION) or node.get(Tag.SERIES) or node.get(Tag.GATHERING)
            ):
                organisation, last = whole.key, start
        if not countries and not organisation:
            return None
        if role.low in COUNTERPARTS and len(countries) == 1 and (party := self._counterpart(at, last + 1, countries[0])):
            return party
        return Party(at, last, tuple(dict.fromkeys(countries)), organisation=organisation, group=True)

    def _counterpart(self, at: int, name_at: int, country: str) -> Party | None:
        """Somebody in no list who is named as a counterpart: "his Thai counterpart Prasong Wattana"."""
        name = self.names.row.node(name_at)
        if not name or name.has(Tag.PERSON, Tag.TITLE) or self.names.row.title_case or not self.names.is_part(name_at):
            return None
        figure, last = self.names.read(name_at, country, "", titled=True)
        return self._person(figure, at, last, country) if figure and last > name_at else None

    def _joined_body(self, at: int) -> tuple[str, int] | None:
        """An organisation joined to countries before their role ("Moroccan and Polisario leaders"), and the node after it."""
        body = self.names.row.node(self._joint(at)) if self.names.row.low(at) == "and" else None
        reading = (body.get(Tag.ORGANISATION) or body.get(Tag.SERIES)) if body else None
        return (reading.key, self._joint(at) + 1) if reading else None

    def _country_row(self, at: int) -> tuple[tuple[str, ...], int]:
        """Countries or demonyms joined by commas, hyphens and "and", or a word for two, and the node after them."""
        node = self.names.row.node(at)
        if node and (pair := node.get(Tag.PAIR)):
            return tuple(pair.key.split()), at + 1
        found: list[str] = []
        end = at
        while end < len(self.names.row.nodes) and (country := self._nation(self.names.row.nodes[end])):
            found.append(country)
            end += 1
            step = self._joint(end)
            if step == end or step >= len(self.names.row.nodes) or not self._nation(self.names.row.nodes[step]):
                break
            end = step
        return tuple(found), end

    def _nation(self, node: Node) -> str | None:
        reading = node.get(Tag.COUNTRY) or node.get(Tag.DEMONYM)
        return reading.key if reading else None

    def _joint(self, at: int) -> int:
        while self.names.row.low(at) in {",", "and", "the", "-", "&"}:
            at += 1
        return at

    def _body(self, at: int) -> Party | None:
        """A government or organisation by its name; a capital where it acts rather than lies."""
        node = self.names.row.nodes[at]
        leaders = node.get(Tag.GATHERING)
        if leaders and means_those_who_gather(node):
            return Party(at, at, organisation=leaders.key, group=True)
        if pair := node.get(Tag.PAIR):
            return Party(at, at, tuple(pair.key.split()), group=True)
        if body := node.get(Tag.HEAD):
            figure = self.names.cast.heading(body.key) if not self.names.row.title_case else None
            return self._person(figure, at, at, None) if figure else Party(at, at, office="head", organisation=body.key)
        if (
            (reading := node.get(Tag.GOVERNMENT) or node.get(Tag.COUNTRY))
            and (reading.strong or self._supported(at))
            and not self._qualifies(at)
        ):
            return Party(at, at, (reading.key,), group=True)
        if body := node.get(Tag.ORGANISATION):
            return Party(at, at, organisation=body.key, group=True)
        acting = node.capital and self.names.row.low(at - 1) not in self.names.known.words["places"]
        place = node.get(Tag.PLACE) if acting else None
        capital = self.titles.capital_of(place.key) if place else None
        return Party(at, at, (capital,), group=True, guess=True) if capital else None

    def _qualifies(self, at: int) -> bool:
        """Whether a country's name only qualifies the noun after it: "U.S. support", "Ukraine war", "Ukraine's allies"."""
        following = self.names.row.node(at + 1)
        if following and following.low in {"'s", "'"}:
            return any(self.names.row.low(here) in self.names.known.words["others"] for here in range(at + 2, at + 2 + FAR_NOUN))
        if following and following.low == "-" and (second := self.names.row.node(at + 2)):
            return not second.has(Tag.COUNTRY, Tag.DEMONYM, Tag.PERSON, Tag.SURNAME, Tag.PLACE, Tag.ORGANISATION)
        if not following or following.tags or following.capital or not following.low.isalpha():
            return False
        known = self.names.known
        return following.low not in known.closed or following.low in known.words["particles"]

    def _supported(self, at: int) -> bool:
        """Whether a weak country name ("Jordan", "Georgia") stands where only a country does."""
        return self.names.row.low(at - 1) in {"in", "to", "with", "and", "from", "of", "between", "visit", "for"} or self.names.row.low(
            at + 1
        ) in {
            "'s",
            "and",
        }
