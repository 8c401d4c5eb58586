"""Attribution: who says so, from the outlet inwards to the source, and what each party itself says."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from tracker.domain import Attribution, Origin
from tracker.mining.model import Node, Party, Reading, Tag
from tracker.mining.reports import Report
from tracker.mining.roles import Roles

DEPTH = (Origin.OUTLET, Origin.CITED_OUTLET, Origin.ANALYST, Origin.INSTITUTION, Origin.OFFICIAL, Origin.UNNAMED)
CONFIRMING = frozenset({"confirmed", "denied", "reported", "announced"})
DENIALS = frozenset({"denied", "denies", "rejected", "rejects", "dismissed", "dismisses"})
ANAPHORS = frozenset({"this", "that", "it"})
REACH = 8


@dataclass(frozen=True, slots=True)
class SourceReader:
    """Reads the sources of one sentence."""

    text: str
    nodes: Sequence[Node]
    parties: Sequence[Party]
    roles: Roles

    def sources(self, start: int) -> tuple[Attribution, ...]:
        """Everybody on whose word the claim at an offset rests, outermost first."""
        found = [source for report in self.roles.reports for source in self._of(report)]
        found += self._cited(start)
        unique = {(source.origin, source.name, source.country): source for source in found}
        return tuple(sorted(unique.values(), key=lambda source: DEPTH.index(source.origin)))

    def _of(self, report: Report) -> Iterator[Attribution]:
        """The sources named in a reporting clause."""
        for at in range(report.first, report.last + 1):
            yield from self._at(at)

    def _at(self, at: int) -> Iterator[Attribution]:
        node = self.nodes[at]
        party = self.roles.party_at(at)
        if party and party.person:
            if party.first == at:
                yield self._source(Origin.OFFICIAL, party.name, party.countries, (at, party.last))
        elif node.has(Tag.OUTLET):
            yield self._source(Origin.CITED_OUTLET, node.tags[Tag.OUTLET][0].key, (), (at, at))
        elif reading := node.get(Tag.UNNAMED):
            yield from self._unnamed(at, reading)
        elif node.has(Tag.SPOKESPERSON):
            yield self._source(Origin.OFFICIAL, self._words(at), self._country_near(at), (at, at))
        elif node.has(Tag.INSTITUTION, Tag.GOVERNMENT) and not self._house_of_sources(at):
            yield self._source(Origin.INSTITUTION, self._words(at), self._country_near(at), (at, at))

    def _house_of_sources(self, at: int) -> bool:
        """Whether an institution is only where unnamed sources sit: "sources in the Turkish government"."""
        return any(node.has(Tag.UNNAMED) for node in self.nodes[max(0, at - REACH) : at])

    def _unnamed(self, at: int, reading: Reading) -> Iterator[Attribution]:
        """Sources without a name, one for each government in which they are."""
        countries = self._countries_after(at) or self._country_near(at)
        for country in countries or ("",):
            yield self._source(Origin.UNNAMED, reading.key, (country,) if country else (), (at, at))

    def _countries_after(self, at: int) -> tuple[str, ...]:
        """Read "sources in both the Russian and U.S. administrations"."""
        nodes = self.nodes[at + 1 : at + 1 + REACH]
        return tuple(dict.fromkeys(found.key for node in nodes for found in (node.get(Tag.DEMONYM) or node.get(Tag.COUNTRY),) if found))

    def _country_near(self, at: int) -> tuple[str, ...]:
        for here in (at, at - 1, at - 2):
            if here >= 0:
                node = self.nodes[here]
                if found := node.get(Tag.GOVERNMENT) or node.get(Tag.DEMONYM) or node.get(Tag.COUNTRY):
                    return (found.key,)
        return ()

    def _cited(self, start: int) -> Iterator[Attribution]:
        """An outlet that reports without a clause of its own: "Kommersant reported that", "TASS: "."""
        for at, node in enumerate(self.nodes):
            if (
                node.has(Tag.OUTLET)
                and node.start != start
                and any(self._reports(here) for here in range(at, min(at + 4, len(self.nodes))))
            ):
                yield self._source(Origin.CITED_OUTLET, node.tags[Tag.OUTLET][0].key, (), (at, at))

    def _reports(self, at: int) -> bool:
        return self.nodes[at].has(Tag.REPORT) or self.nodes[at].low == ":"

    def confirms_before(self) -> bool:
        """Whether the sentence is about what was just told: "This was confirmed by sources in both governments"."""
        words = [node.low for node in self.nodes[:REACH]]
        return bool(words) and words[0] in ANAPHORS and any(word in CONFIRMING for word in words)

    def denies_before(self) -> bool:
        """Whether the sentence denies what was just told: "The Kremlin denied the report"."""
        for at, node in enumerate(self.nodes):
            cue = node.get(Tag.GOVERNOR)
            if cue and cue.detail == "denied" and node.low in DENIALS:
                return any(other.low in ANAPHORS | {"report", "reports", "claim", "claims"} for other in self.nodes[at + 1 : at + 4])
        return False

    def all_named(self) -> tuple[Attribution, ...]:
        """Every source of the sentence, wherever it stands."""
        return tuple(source for at in range(len(self.nodes)) for source in self._at(at))

    def _words(self, at: int) -> str:
        node = self.nodes[at]
        return " ".join(self.text[node.start : node.end].split())

    def _source(self, origin: Origin, name: str, countries: Sequence[str], span: tuple[int, int]) -> Attribution:
        first, last = span
        return Attribution(origin, name, countries[0] if countries else None, self.nodes[first].start, self.nodes[last].end)
