"""Attribution: who says so, from the outlet inwards to the source, and what each party itself says."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from tracker.domain import Attribution, Origin, Status
from tracker.mining.cues import EFFECTS
from tracker.mining.model import Party, Reading, Tag
from tracker.mining.nodes import Row
from tracker.mining.reports import Report
from tracker.mining.roles import Roles

DEPTH = (Origin.OUTLET, Origin.CITED_OUTLET, Origin.ANALYST, Origin.INSTITUTION, Origin.OFFICIAL, Origin.UNNAMED)
CONFIRMING = frozenset({"confirmed", "denied", "reported", "announced"})
DENIALS = frozenset({"denied", "denies", "rejected", "rejects", "dismissed", "dismisses"})
ANAPHORS = frozenset({"this", "that", "it"})
SPEAKING = (Tag.GOVERNMENT, Tag.INSTITUTION, Tag.OUTLET)
CONTRASTS = frozenset({"while", "but", "whereas", "although", "though"})
NEGATIONS = frozenset({"no", "not", "never", "none"})
TELLING_WORDS = frozenset({"postponed", "cancelled", "settled", "held", "intended", "expected", "possible"})
REACH = 8


@dataclass(slots=True)
class SourceReader:
    """Reads the sources of one sentence."""

    text: str
    row: Row
    parties: Sequence[Party]
    roles: Roles

    def sources(self, start: int) -> tuple[Attribution, ...]:
        """Everybody on whose word the claim at an offset rests, outermost first."""
        at = next((here for here, node in enumerate(self.row.nodes) if node.start >= start), 0)
        side = self._side(at)
        found = [source for report in self.roles.reports if self._side(report.verb) == side for source in self._of(report)]
        found += self._cited(start)
        unique = {(source.origin, source.name, source.country): source for source in found}
        return tuple(sorted(unique.values(), key=lambda source: DEPTH.index(source.origin)))

    def words_of_others(self, start: int) -> tuple[tuple[str, Status], ...]:
        """What other countries say of the claim at an offset: "cancelled, while Washington said it had only been postponed"."""
        at = next((here for here, node in enumerate(self.row.nodes) if node.start >= start), 0)
        others = [report for report in self.roles.reports if report.verb > at and self._side(report.verb) != self._side(at)]
        found = []
        for report in others:
            word = self._word_after(report)
            found += [(source.country, word) for source in self._of(report) if source.country and word]
        return tuple(dict.fromkeys(found))

    def _side(self, at: int) -> int:
        """The side of the sentence that a node stands on, where it sets one report against another: "..., while Washington said"."""
        last = max((report.verb for report in self.roles.reports), default=-1)
        return sum(node.low in CONTRASTS for here, node in enumerate(self.row.nodes[: at + 1]) if here < last)

    def _word_after(self, report: Report) -> Status | None:
        """How an encounter stands by what is said of "it" in a report."""
        for here in range(report.verb + 1, len(self.row.nodes)):
            node = self.row.nodes[here]
            if node.low in CONTRASTS:
                return None
            cue = node.get(Tag.PREDICATE) or node.get(Tag.GOVERNOR)
            if cue and cue.detail in TELLING_WORDS:
                negated = bool({other.low for other in self.row.nodes[report.verb + 1 : here]} & NEGATIONS)
                return Status.CANCELLED if negated else EFFECTS[cue.detail]
        return None

    def _of(self, report: Report) -> Iterator[Attribution]:
        """The sources named in a reporting clause."""
        for at in range(report.first, report.last + 1):
            yield from self._at(at)
            if at < report.verb or self.row.nodes[report.verb].low.startswith(("according", "citing")):
                yield from self._government(at)

    def _government(self, at: int) -> Iterator[Attribution]:
        """A country or its capital that speaks: "Moscow said", "China announced"."""
        party = self.roles.party_at(at)
        alone = party and party.group and party.first == at == party.last and len(party.countries) == 1
        if party and alone and not self.row.nodes[at].has(*SPEAKING):
            follows = self.row.nodes[at + 1] if at + 1 < len(self.row.nodes) else None
            if follows and (follows.has(Tag.REPORT, Tag.GOVERNOR) or follows.low in {"has", "had", ",", "."}):
                yield self._source(Origin.INSTITUTION, self._words(at), party.countries, (at, at))

    def _at(self, at: int) -> Iterator[Attribution]:
        node = self.row.nodes[at]
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
        beside = self.row.nodes[at + 1].has(Tag.UNNAMED) if at + 1 < len(self.row.nodes) else False
        return beside or any(node.has(Tag.UNNAMED) for node in self.row.nodes[max(0, at - REACH) : at])

    def _unnamed(self, at: int, reading: Reading) -> Iterator[Attribution]:
        """Sources without a name, one for each government in which they are; an "aide" whose name follows is none."""
        named = self.roles.party_at(at + 1)
        if named and named.person:
            return
        countries = self._countries_after(at) or self._country_near(at)
        for country in countries or ("",):
            yield self._source(Origin.UNNAMED, reading.key, (country,) if country else (), (at, at))

    def _countries_after(self, at: int) -> tuple[str, ...]:
        """Read "sources in both the Russian and U.S. administrations"."""
        nodes = self.row.nodes[at + 1 : at + 1 + REACH]
        return tuple(dict.fromkeys(found.key for node in nodes for found in (node.get(Tag.DEMONYM) or node.get(Tag.COUNTRY),) if found))

    def _country_near(self, at: int) -> tuple[str, ...]:
        for here in (at, at - 1, at - 2):
            if here >= 0:
                node = self.row.nodes[here]
                if found := node.get(Tag.GOVERNMENT) or node.get(Tag.DEMONYM) or node.get(Tag.COUNTRY):
                    return (found.key,)
        return ()

    def _cited(self, start: int) -> Iterator[Attribution]:
        """An outlet that reports without a clause of its own: "Kommersant reported that", "TASS: "."""
        for at in self.row.where(Tag.OUTLET):
            node = self.row.nodes[at]
            if node.start != start and any(self._reports(here) for here in range(at, min(at + 4, len(self.row.nodes)))):
                yield self._source(Origin.CITED_OUTLET, node.tags[Tag.OUTLET][0].key, (), (at, at))

    def _reports(self, at: int) -> bool:
        return self.row.nodes[at].has(Tag.REPORT) or self.row.nodes[at].low == ":"

    def confirms_before(self) -> bool:
        """Whether the sentence is about what was just told: "This was confirmed by sources in both governments"."""
        words = [node.low for node in self.row.nodes[:REACH]]
        return bool(words) and words[0] in ANAPHORS and any(word in CONFIRMING for word in words)

    def denies_before(self) -> bool:
        """Whether the sentence denies what was just told: "The Kremlin denied the report"."""
        for at in self.row.where(Tag.GOVERNOR):
            node = self.row.nodes[at]
            cue = node.get(Tag.GOVERNOR)
            if cue and cue.detail == "denied" and node.low in DENIALS:
                return any(other.low in ANAPHORS | {"report", "reports", "claim", "claims"} for other in self.row.nodes[at + 1 : at + 4])
        return False

    def all_named(self) -> tuple[Attribution, ...]:
        """Every source of the sentence, wherever it stands."""
        return tuple(source for at in range(len(self.row.nodes)) for source in self._at(at))

    def _words(self, at: int) -> str:
        node = self.row.nodes[at]
        return " ".join(self.text[node.start : node.end].split())

    def _source(self, origin: Origin, name: str, countries: Sequence[str], span: tuple[int, int]) -> Attribution:
        first, last = span
        return Attribution(origin, name, countries[0] if countries else None, self.row.nodes[first].start, self.row.nodes[last].end)
