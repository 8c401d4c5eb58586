"""Titles: the offices that stand before names, and the countries that they belong to."""

from __future__ import annotations

import functools
from dataclasses import dataclass

from tracker.lexicon import Lexicon
from tracker.lexicon.surfaces import SurfaceKind
from tracker.mining.model import Node, Tag
from tracker.mining.nodes import Row

MODIFIERS = frozenset(
    [
        "visiting",
        "number",
        "two",
        "three",
        "new",
        "newly",
        "newly-elected",
        "outgoing",
        "incoming",
        "former",
        "ex",
        "late",
        "acting",
        "then",
        "deputy",
        "senior",
        "top",
        "chief",
        "current",
        "fellow",
        "ousted",
        "elected",
        "special",
        "principal",
        "interim",
        "the",
        "then-us",
        "embattled",
        "party",
        "government",
        "communist",
        "ruling",
    ]
)
REMEMBERED = 1 << 12  # places
LONGEST_NAME = 4
SHORTEST_NAME = 2
LONGEST_BODY = 6
LONGEST_FIELD = 9
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
FIELD_WORDS = frozenset({"and", "of", "the", "-"})
BUREAUS = frozenset({"bureau", "office", "department"})
MANY = 1
ORGANS = frozenset({"commission", "council", "secretariat", "board", "assembly"})  # "chairman of the African Union Commission"


@dataclass(slots=True)
class TitleReader:
    """Reads the titles of one sentence."""

    row: Row
    lexicon: Lexicon

    def owner(self, at: int) -> tuple[str | None, str, int]:
        """A country, demonym or organisation that stands before a title, with its possessive."""
        node = self.row.nodes[at]
        if not node.tags:
            return None, "", at
        country, organisation = self._country_of(node), ""
        if not country and (body := node.get(Tag.ORGANISATION) or node.get(Tag.HEAD)):
            organisation = body.key
        if not country and not organisation:
            return None, "", at
        end = at + 1
        return country, organisation, end + 1 if self.row.low(end) in {"'s", "'"} else end

    def _country_of(self, node: Node) -> str | None:
        for tag in (Tag.COUNTRY, Tag.DEMONYM, Tag.GOVERNMENT):
            if reading := node.get(tag):
                return reading.key
        if (reading := node.get(Tag.PLACE)) and node.capital:
            return self.capital_of(reading.key)
        return None

    def capital_of(self, surface: str) -> str | None:
        """The country whose capital a place is."""
        return _capital_of(self.lexicon, surface)

    def skip_modifiers(self, at: int) -> int:
        """Past "former", "visiting" and the like."""
        while self.row.low(at) in MODIFIERS or (self.row.low(at) in {"-", "'s"} and self.row.low(at - 1) in MODIFIERS):
            at += 1
        return at

    def skip_institution(self, at: int) -> int:
        """Past the name of an office's body: "Supreme National Security Council" before "Secretary"."""
        end = at
        while end - at < LONGEST_BODY and (node := self.row.node(end)) and not node.has(Tag.TITLE):
            if (
                self.row.title_case
                or not (node.capital or (end > at and node.low in {"of", "and", "for", "'s"}))
                or node.has(Tag.PERSON, Tag.SURNAME, Tag.VERB, Tag.DATE)
            ):
                return at
            end += 1
        node = self.row.node(end)
        return end if node and node.has(Tag.TITLE) and (node.capital or self.row.nodes[at].capital) else at

    def title(self, at: int) -> tuple[str, int]:
        """The office of one or more titles in a row, and the node after them."""
        office = ""
        end = at
        while end < len(self.row.nodes) and (reading := self.row.nodes[end].get(Tag.TITLE)):
            office = reading.detail if end == at else office or reading.detail
            end = self._past_field(self._past_dot(end + 1))
        return office, end

    def _past_dot(self, at: int) -> int:
        """Past the full stop of a title that is written short: "Dr.", "Gen."."""
        return at + 1 if self.row.low(at) == "." and self.row.capital(at + 1) else at

    def _past_field(self, at: int) -> int:
        """Past the field, bureau or superior of an office: "for East Asian Affairs", "of the Bureau of Arms Control", "to the PM"."""
        if self.row.low(at) == "to" and self.row.low(at + 1) == "the" and (superior := self.row.node(at + 2)) and superior.has(Tag.TITLE):
            return at + 3
        here = at + 2 if self.row.low(at + 1) == "the" else at + 1
        if self.row.low(at) == "of" and self.row.low(here) in BUREAUS and self.row.low(here + 1) in {"of", "for"}:
            return self._capital_run(here + 2)
        if self.row.low(at) != "for":
            return at
        if self.row.capital(here):
            return self._capital_run(here)
        end = next((end for end in range(here, here + LONGEST_BODY) if self.row.low(end) in FIELD_ENDS), None)
        plain = end is not None and all(self.row.low(at).isalpha() and not self.row.nodes[at].tags for at in range(here, end))
        return end + 1 if end is not None and plain else at

    def whole_field(self, first: int, end: int) -> int:
        """Past all of a field, where the name stands before the title: "Ann Dorn, Senior Coordinator for Arctic Cooperation,"."""
        if not any(self.row.low(at) == "for" for at in range(first, end)):
            return end
        here = end
        while self.row.capital(here) or self.row.low(here) in FIELD_WORDS:
            here += 1
        return here if self.row.low(here) == "," else end

    def home(self, first: int, end: int) -> str | None:
        """The country whose service alone has a title: "Assistant Secretary", with a capital, is of the United States."""
        titles = [self.row.nodes[at] for at in range(first, end) if self.row.nodes[at].has(Tag.TITLE)]
        reading = titles[0].get(Tag.TITLE) if len(titles) == 1 and titles[0].capital else None
        return reading.form or None if reading else None

    def _capital_run(self, at: int) -> int:
        """Past the field of an office ("for East Asian and Pacific Affairs"), leaving the name that follows it."""
        end = at
        last = self._field_end(at)
        while (
            end < len(self.row.nodes)
            and (self.row.nodes[end].capital or self.row.low(end) in FIELD_WORDS or end < last)
            and not self.row.nodes[end].has(Tag.PERSON)
        ):
            if self.row.low(end) in FIELD_ENDS and end >= last:
                return end + 1 + (self.row.low(end + 1) in BUREAUS)
            end += 1
        return end if self.row.node(end) and self.row.nodes[end].has(Tag.PERSON) else max(at, end - 2)

    def _field_end(self, at: int) -> int:
        """The last node of a field that commas and small words run through: "Democracy, Human Rights, and Labor"."""
        last = at
        for end in range(at, min(at + LONGEST_FIELD, len(self.row.nodes))):
            node = self.row.nodes[end]
            if node.has(Tag.VERB, Tag.GOVERNOR, Tag.PERSON, Tag.TITLE) or not (node.low.isalpha() or node.low in {"-", ","}):
                return last
            if node.low in FIELD_ENDS:
                last = end
                if self.row.low(end + 1) not in FIELD_ENDS | {"and", ","}:
                    return last
        return last

    def of_country(self, at: int) -> tuple[str | None, int]:
        """A country after "of": "president of Indonesia"."""
        if self.row.low(at) not in {"of", "from"}:
            return None, at
        here = at + 2 if self.row.low(at + 1) == "the" else at + 1
        node = self.row.node(here)
        if node and (reading := node.get(Tag.COUNTRY)):
            return reading.key, here + 1
        if node and node.low.isalpha() and not node.tags and not node.capital:
            here += 1
            node = self.row.node(here)
        if (
            node
            and (reading := node.get(Tag.DEMONYM))
            and self.row.low(here + 1) in {"republic", "state", "territory", "region", "enclave"}
        ):
            return reading.key, here + 2
        return None, at

    def of_body(self, at: int) -> tuple[str, int]:
        """An organisation after "of": "president of the European Commission"."""
        here = at + 2 if self.row.low(at + 1) == "the" else at + 1
        node = self.row.node(here) if self.row.low(at) == "of" else None
        body = node.get(Tag.ORGANISATION) if node else None
        last = here + 1 if self.row.low(here + 1) in ORGANS else here
        return (body.key, last + 1) if body else ("", at)


@functools.lru_cache(maxsize=REMEMBERED)
def _capital_of(lexicon: Lexicon, surface: str) -> str | None:
    for location in lexicon.places.candidates(surface)[:1]:
        home = lexicon.countries.get(location.country)
        if home and home.capital and location.city in (home.capital, *home.texts(SurfaceKind.CAPITAL)):
            return location.country
    return None
