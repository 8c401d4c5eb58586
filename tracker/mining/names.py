"""Names: who is meant by a run of capitalised words."""

from __future__ import annotations

import re
from dataclasses import dataclass

from tracker.lexicon.keys import slug
from tracker.mining.cast import POSTS, Cast, Figure
from tracker.mining.model import Node, Tag
from tracker.mining.nodes import Row
from tracker.mining.vocabulary import Vocabulary

LONGEST_NAME = 4
# A syllable of a Korean or Chinese given name: not "-led", "-based".
SYLLABLE = re.compile("[bcdfghjkmnprstyw]{0,2}[aeiouyw]{1,3}(?:n|ng|l|k|m|p|h|r)?")
ROMAN = re.compile("[ivx]+")  # "King Abdullah II"
SHORTEST_NAME = 2
MANY = 1
WITHIN = frozenset({"-", "'", "."})  # marks within names


@dataclass(slots=True)
class NameReader:
    """Reads the names of one sentence."""

    text: str
    row: Row
    cast: Cast
    known: Vocabulary

    def read(self, at: int, country: str | None, office: str, *, titled: bool) -> tuple[Figure | None, int]:
        """The figure whose name starts at a node, and the name's last node."""
        if at >= len(self.row.nodes) or not self.row.nodes[at].capital:
            return None, at
        node = self.row.nodes[at]
        if reading := node.get(Tag.PERSON):
            figure = self.cast.listed(reading.key.split(), country, office)
            if figure and not self._longer(at):
                return self.cast.add(figure), at
        if not (titled or self._possible(node)):
            return None, at
        end = self.run(at, titled=titled)
        return self._resolve_run(at, end, country, office, titled=titled)

    def _possible(self, node: Node) -> bool:
        """Whether a name that nothing introduces can begin with a word: a surname, a name of the cast, or one with initials."""
        return Tag.SURNAME in node.tags or self.row.dotted or self.cast.knows(node.low)

    def _longer(self, at: int) -> bool:
        """Whether a surname in capitals follows, so that the surface was only part of a longer, other name."""
        following = self.row.node(at + 1)
        if not following or ROMAN.fullmatch(following.low) or (len(following.low) == 1 and self.row.low(at + 2) == "-"):
            return False  # "King Abdullah II", "Sunak U-turns"
        return following.capital and not following.tags and not self.row.title_case and following.low.isalpha()

    def run(self, at: int, *, titled: bool) -> int:
        """The last node of a run of capitalised words, particles within."""
        end = at
        limit = LONGEST_NAME if titled else LONGEST_NAME - 1
        while end + 1 < len(self.row.nodes) and end - at < limit:
            step = self._name_step(end)
            if not step:
                break
            end = step
        return end

    def _name_step(self, end: int) -> int:
        following = self.row.nodes[end + 1]
        if not (following.capital or following.low in WITHIN or following.low in self.known.words["particles"]):
            return 0
        if following.low == "-" and self._known(end) and self._known(end + 2):
            return 0
        if following.low in WITHIN and self.is_part(end + 2):
            return end + 2 if following.start == self.row.nodes[end].end else 0
        if self._second_syllable(end):
            return end + 2
        last = end + 1
        while self._particle(last) or (self.row.low(last) == "-" and last > end + 1):
            last += 1
        return last if self.is_part(last) else 0

    def _second_syllable(self, end: int) -> bool:
        """Whether a hyphen and a small syllable follow that belong to a given name: "Kang Kyung-wha", on the wire also "Kyung- wha"."""
        hyphen, syllable = self.row.node(end + 1), self.row.node(end + 2)
        if not hyphen or hyphen.low != "-" or not syllable or syllable.tags or not SYLLABLE.fullmatch(syllable.low):
            return False
        if syllable.start - hyphen.end > (hyphen.start == self.row.nodes[end].end):
            return False
        return self.is_part(end) and self.row.capital(end - 1)

    def _particle(self, at: int) -> bool:
        """Whether a node is a small word within names; a capital alone is an initial: "Stephen E. Biegun"."""
        low = self.row.low(at)
        return low in self.known.words["particles"] and not (len(low) == 1 and self.row.capital(at))

    def _known(self, at: int) -> bool:
        """Whether a word alone names somebody: one of two in "the Biden-Xi meeting"."""
        node = self.row.node(at)
        return bool(node and node.capital and (node.has(Tag.SURNAME) or slug(node.low) in self.cast.by_surname))

    def is_part(self, at: int) -> bool:
        """Whether a node can be part of a name."""
        node = self.row.node(at)
        if not node or not node.capital or not node.low[0].isalpha():
            return False
        return not node.tags or not (set(node.tags) - {Tag.SURNAME, Tag.PLACE, Tag.PERSON})

    def _resolve_run(self, at: int, end: int, country: str | None, office: str, *, titled: bool) -> tuple[Figure | None, int]:
        """Who is meant by a run of capitalised words: one of the cast, one of the lexicon, or with a title somebody new."""
        if not titled and end == at and self.row.nodes[at].low in self.known.words["pronouns"]:
            return None, at
        for last in range(end if self.row.title_case else at, at - 1, -1):
            if figure := self._in_cast(at, last if self.row.title_case else end, country, office):
                return figure, last if self.row.title_case else end
        if figure := self._written_otherwise(at, end, country, office):
            return figure, end
        if (end == at or self.row.title_case) and (figure := self._by_surname(at, country, office, titled=titled)):
            return figure, at
        if not titled or not self.is_part(at):
            if not titled and self._strange(at, end):
                self.cast.strangers.add(self.row.nodes[at].low)
            return None, at
        return self._new_or_fuller((at, end), country, office)

    def _strange(self, at: int, end: int) -> bool:
        """Whether a family name opens the full name of somebody in no list, and so means nobody else from here on: "Li Changchun"."""
        return end > at and self.row.nodes[at].has(Tag.SURNAME) and not self.row.title_case and self.row.low(end + 1) != "-"

    def _in_cast(self, at: int, last: int, country: str | None, office: str) -> Figure | None:
        """One of the article's figures, unless the title is an office that another bearer of the surname holds."""
        words = (node.low for node in self.row.nodes[at : last + 1] if node.low != "-")
        figure = self.cast.called(slug(" ".join(words)), country, office)
        if figure and office in POSTS and figure.listed and not self.cast.holding(figure.key, office, None):
            figure = self._holder(last, country, office) or figure
        return self.cast.add(figure) if figure else None

    def _written_otherwise(self, at: int, end: int, country: str | None, office: str) -> Figure | None:
        """The one of the lexicon whose name has an initial in its middle or a gap after its hyphen: "Stephen E. Biegun", "Ban Ki- moon"."""
        lows = [node.low for node in self.row.nodes[at : end + 1]]
        if WITHIN.isdisjoint(lows):
            return None
        words = " ".join(low for low in lows if len(low) > 1 or low == "-").replace(" - ", "-")
        keys = self.cast.lexicon.people.surfaces.get(words, ())
        figure = self.cast.listed(keys, country, office)
        return self.cast.add(figure) if figure else None

    def _new_or_fuller(self, span: tuple[int, int], country: str | None, office: str) -> tuple[Figure | None, int]:
        """Somebody with a title who is in no list under this name."""
        at, end = span
        if figure := self._holder(end, country, office):
            return figure, end
        end = min(end, at + 1) if self.row.title_case else end
        if end == at and not self._one_word_name(at):
            return None, at
        return self.newcomer(at, end, country, office), end

    def _holder(self, last: int, country: str | None, office: str) -> Figure | None:
        """The one of the lexicon with the surname at a node who holds the office: "President Joseph R. Biden"."""
        reading = self.row.nodes[last].get(Tag.SURNAME)
        if not reading or not office:
            return None
        holders = [figure for key in self.cast.in_office(reading.key.split()) if (figure := self.cast.holding(key, office, country))]
        return self.cast.add(holders[0]) if len(holders) == 1 else None

    def _one_word_name(self, at: int) -> bool:
        """Whether one word after a title is a name: not in headlines, and not before a noun that it belongs to."""
        following = self.row.node(at + 1)
        return (
            not self.row.title_case
            and not (following and (following.capital or following.has(Tag.NOUN, Tag.ROLE)))
            and self.row.low(at - 1) not in {"official", "head", "chief", "director"}
        )

    def _by_surname(self, at: int, country: str | None, office: str, *, titled: bool) -> Figure | None:
        """A surname alone, read by the lexicon: somebody in office, and if the surname is a word as well, only after a title."""
        reading, low = self.row.nodes[at].get(Tag.SURNAME), self.row.nodes[at].low
        if reading and self._joined(at) and not titled:
            self.cast.strangers.add(low)
        if not reading or (not titled and (self._joined(at) or low in self.cast.strangers)):
            return None
        bearers = self.cast.properly_called(reading.key.split(), low)
        keys = self.cast.in_office(bearers) or self.cast.once_in_power(bearers)
        keys = self.cast.of_country(keys, country or self._owner(at)) or keys
        if not keys or not (titled or reading.strong):
            return None
        if not titled and not self.row.title_case and len(keys) > MANY:
            keys = self.cast.leading(keys)
        figure = self.cast.listed(keys, country, office)
        return self.cast.add(figure) if figure else None

    def _owner(self, at: int) -> str | None:
        """The country whose somebody is said to be: "South Korea's Lee"."""
        node = self.row.node(at - 2) if self.row.low(at - 1) in {"'s", "'"} else None
        reading = node.get(Tag.COUNTRY) if node else None
        return reading.key if reading else None

    def _joined(self, at: int) -> bool:
        """Whether a capitalised word stands right before, so that this is the end of somebody else's name."""
        before = self.row.node(at - 1)
        if not before or self.row.title_case:
            return False
        if before.low == "-":
            return before.end == self.row.nodes[at].start and self.row.capital(at - 2) and not self._known(at - 2)
        if before.capital and before.has(Tag.SURNAME) and slug(before.low) not in self.cast.by_surname:
            return True  # two family names side by side are the one name of somebody in no list: "Mark Spencer"
        return before.capital and not before.tags and before.low.isalpha() and at - 1 > 0

    def newcomer(self, at: int, end: int, country: str | None, office: str) -> Figure | None:
        """Take in somebody who is in no list."""
        first, last = self.row.nodes[at], self.row.nodes[end]
        written = self.text[first.start : last.end]
        if len(written) < SHORTEST_NAME:
            return None
        return self.cast.unlisted(" ".join(written.split()).replace("- ", "-"), country, office)
