"""The status of an event from the words of its sources: parties outweigh reports, later outweighs earlier of one origin.

A party's call-off stands until that party takes it back or a later plan is told; what a report only thinks possible does not undo an
announcement. Each party's own last word is kept beside the whole, and whether each person comes to a gathering: who stays away calls
nothing off but his own part, and who only might come leaves no doubt that the others meet.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, field

from tracker.domain import KnownMention, Status
from tracker.resolve.claims import CALLED_OFF, PLANNED, tells_coming
from tracker.resolve.origins import Source, Weight, source_of


@dataclass(frozen=True, slots=True)
class Standing:
    """What the claims amount to: the status of the plan, and whether a report says that it took place."""

    status: Status
    held: bool = False
    parties: tuple[tuple[str, Status], ...] = ()
    disputed: bool = False
    attendance: tuple[tuple[str, Status], ...] = ()


@dataclass(frozen=True, slots=True)
class _Word:
    status: Status
    source: Source
    known: dt.date


@dataclass(slots=True)
class _Tally:
    current: _Word | None = None
    held: bool = False
    parties: dict[str, _Word] = field(default_factory=dict)

    def hear(self, word: _Word) -> None:
        if word.source.party:
            self.parties[word.source.party] = word
        if self.current is None or self._prevails(word, self.current):
            self.current = word

    def presuppose(self, status: Status, source: Source, known: dt.date) -> None:
        """Hear of a gathering from words about who comes: it is planned, by a report's word or, where nobody says so, by theirs."""
        if status is Status.CONFIRMED:
            self.hear(_Word(status, Source(source.key, min(source.weight, Weight.REPORT)), known))
        elif self.current is None:
            self.current = _Word(Status.CONFIRMED, Source(source.key, Weight.HEARSAY), known)

    def _prevails(self, word: _Word, current: _Word) -> bool:
        if word.source.key == current.source.key or word.status is current.status:
            return word.status is not current.status or word.source.weight > current.source.weight
        if word.status in CALLED_OFF:
            return word.source.weight >= Weight.REPORT or current.status is Status.SPECULATIVE
        if current.status in CALLED_OFF:
            return self._taken_back(word, current)
        if word.status is Status.CONFIRMED:
            return word.source.weight >= Weight.REPORT
        return current.source.weight == Weight.HEARSAY and word.source.weight > Weight.HEARSAY

    @staticmethod
    def _taken_back(word: _Word, current: _Word) -> bool:
        """Whether a plan told after a call-off by somebody else undoes it: another party's insistence does not."""
        if word.source.party and current.source.party:
            return False
        return word.source.weight >= Weight.REPORT and word.known > current.known


def standing(claims: Sequence[KnownMention], parties: frozenset[str]) -> Standing:
    """Give the standing of an event after these claims, which come in order."""
    tally = _Tally()
    for claim in claims:
        if claim.mention.status is Status.HELD:
            tally.held = True
        elif tells_coming(claim.mention):
            tally.presuppose(claim.mention.status, source_of(claim, parties), claim.known)
        else:
            _hear_plan(tally, claim, parties)
    status = tally.current.status if tally.current else Status.CONFIRMED
    said = tuple((party, word.status) for party, word in sorted(tally.parties.items()))
    return Standing(status, tally.held, said, _disputed(list(tally.parties.values())), _attendance(claims, parties))


def _hear_plan(tally: _Tally, claim: KnownMention, parties: frozenset[str]) -> None:
    for party, status in claim.mention.party_status:
        tally.parties[party] = _Word(status, Source(f"party:{party}", Weight.PARTY, party), claim.known)
    tally.hear(_Word(claim.mention.status, source_of(claim, parties), claim.known))


def _attendance(claims: Sequence[KnownMention], parties: frozenset[str]) -> tuple[tuple[str, Status], ...]:
    """Give whether each person comes, of whom that is said, each by the same rule as the whole."""
    tallies: dict[str, _Tally] = {}
    for claim in claims:
        for person, status in claim.mention.attendance:
            told = Status.CONFIRMED if status is Status.HELD else status
            tallies.setdefault(person, _Tally()).hear(_Word(told, source_of(claim, parties), claim.known))
    return tuple((person, tally.current.status) for person, tally in sorted(tallies.items()) if tally.current)


def _disputed(words: Sequence[_Word]) -> bool:
    """Whether parties contradict each other: one calls off what another announces afterwards, or they disagree on how it is off."""
    off = [word for word in words if word.status in CALLED_OFF]
    if len({word.status for word in off}) > 1:
        return True
    return any(word.status in PLANNED and word.known >= min(item.known for item in off) for word in words) if off else False
