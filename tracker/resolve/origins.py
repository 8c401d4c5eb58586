"""Whose word a claim is, and how much it weighs. Echoes of one origin are one witness."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import IntEnum

from tracker.domain import Attribution, KnownMention, Origin

SPEAKERS = (Origin.OFFICIAL, Origin.INSTITUTION, Origin.ANALYST)


class Weight(IntEnum):
    """How much a word weighs: a party's own outweighs a report, an outlet's own report outweighs unnamed sources."""

    HEARSAY = 1
    REPORT = 2
    PARTY = 3
    ANALYST = 4


@dataclass(frozen=True, slots=True)
class Source:
    """The independent origin of a claim. ``party`` is the country or person whose own word it is, if any."""

    key: str
    weight: Weight
    party: str | None = None


def source_of(claim: KnownMention, parties: frozenset[str]) -> Source:
    """Name the origin: the innermost official, else the last outlet that is cited, else the outlet that published it.

    ``parties`` are the countries that take part: an official of another country reports, he does not speak for a party.
    """
    chain = claim.mention.attribution
    speaker = next((link for link in reversed(chain) if link.origin in SPEAKERS), None)
    if speaker is not None:
        return _spoken(speaker, parties)
    hearsay = any(link.origin is Origin.UNNAMED for link in chain)
    cited = next((link.name for link in reversed(chain) if link.origin is Origin.CITED_OUTLET), None)
    outlet = cited or claim.outlet or claim.mention.article_key
    return Source(f"outlet:{outlet.casefold()}", Weight.HEARSAY if hearsay else Weight.REPORT)


def teller_of(claim: KnownMention) -> str:
    """Name who tells a claim: "TASS citing Kremlin"; of a chain the outlet and the last that it leads to by name."""
    named = [link.name for link in claim.mention.attribution if link.origin in (*SPEAKERS, Origin.CITED_OUTLET)]
    cited = named[-1] if named and named[-1] != claim.outlet else ""
    return " citing ".join(filter(None, (claim.outlet, cited)))


def count_origins(claims: Iterable[KnownMention], parties: frozenset[str]) -> int:
    """Count the independent origins behind some claims."""
    return len({source_of(claim, parties).key for claim in claims})


def _spoken(speaker: Attribution, parties: frozenset[str]) -> Source:
    if speaker.origin is Origin.ANALYST:
        return Source(f"analyst:{speaker.name.casefold()}", Weight.ANALYST)
    if speaker.country and speaker.country in parties:
        return Source(f"party:{speaker.country}", Weight.PARTY, speaker.country)
    return Source(f"official:{(speaker.country or speaker.name).casefold()}", Weight.REPORT)
