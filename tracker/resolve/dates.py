"""The window of an event from successive claims: sharper words narrow it, vaguer ones leave it, a new date moves it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from tracker.domain import Kind, KnownMention, Precision, Status, When
from tracker.resolve.claims import CALLED_OFF
from tracker.resolve.origins import Source, Weight, source_of
from tracker.resolve.profile import SLIP
from tracker.resolve.windows import Window, gives_new_date, sharpen

ONE_DAY_KINDS = frozenset({Kind.MEETING, Kind.CALL})
FEW, SOME = 1, 2  # a date with this few witnesses yields to the next one; this many witnesses move any date


@dataclass(frozen=True, slots=True)
class Dates:
    """The window as it stands, the one before it moved, and what others say for days close by: one of them is wrong, or both were meant.

    ``put_off``: who last called it off named no new date, and nobody has since.
    """

    when: When
    previous: When | None = None
    rivals: tuple[When, ...] = ()
    put_off: bool = False


@dataclass(frozen=True, slots=True)
class _Told:
    when: When
    window: Window
    source: Source
    called_off: bool
    moved: bool


@dataclass(slots=True)
class _Track:
    current: _Told | None = None
    lasting: bool = True
    previous: When | None = None
    witnesses: set[str] = field(default_factory=set)
    rivals: list[_Told] = field(default_factory=list)

    def hear(self, told: _Told) -> None:
        if self.current is None:
            self._take(told)
        elif told.window.gap(self.current.window) == 0:
            self._agree(told)
        elif self.lasting and told.window.gap(self.current.window) == 1 and self._next_day(told, self.current):
            self._lengthen(told, self.current)
        elif not told.called_off or told.moved:
            self._contradict(told)

    def _agree(self, told: _Told) -> None:
        assert self.current is not None
        if told.called_off and not told.moved:
            return
        current = self.current.window
        slipped = told.window.exact and current.exact and not (told.window.within(current) or current.within(told.window))
        if slipped:
            self._contradict(told)
            return
        self.witnesses.add(told.source.key)
        if sharpen(current, told.window) == told.window and told.window != current:
            self.current = told

    @staticmethod
    def _next_day(told: _Told, current: _Told) -> bool:
        """Whether two dates are days of one encounter: "arrives on Sunday", "meets him on Monday"."""
        return told.window.exact and current.window.exact and not told.moved and not told.called_off

    def _lengthen(self, told: _Told, current: _Told) -> None:
        first, last = min(current.window.first, told.window.first), max(current.window.last, told.window.last)
        words = f"{current.when.words}; {told.when.words}"
        days = When(first, last, Precision.DAYS, words, f"{first.isoformat()}/{last.isoformat()}")
        self.witnesses.add(told.source.key)
        self.current = replace(told, when=days, window=Window(first, last, exact=True))

    def _contradict(self, told: _Told) -> None:
        """Another date moves the event if it comes from a party, is told as moved, or has witnesses enough."""
        backers = {rival.source.key for rival in self.rivals if rival.window.gap(told.window) == 0} | {told.source.key}
        alone = self.witnesses == {told.source.key} or len(self.witnesses) <= FEW
        if told.moved or told.source.weight >= Weight.PARTY or alone or len(backers) >= SOME:
            assert self.current is not None
            close = not told.moved and told.window.gap(self.current.window) <= SLIP
            beside = [self.current] if close else []
            self.previous = self.previous if close else self.current.when
            self._take(told, backers)
            self.rivals = beside
        else:
            self.rivals.append(told)

    def _take(self, told: _Told, witnesses: set[str] | None = None) -> None:
        self.current = told
        self.witnesses = witnesses or {told.source.key}
        self.rivals = []


def settle_dates(claims: Sequence[KnownMention], parties: frozenset[str]) -> Dates:
    """Give the window that these claims, in order, amount to.

    Neighbouring days that two sources give are days of what lasts, a visit or a gathering; of a meeting they contradict each other.
    """
    track = _Track(lasting=any(claim.mention.kind not in ONE_DAY_KINDS for claim in claims))
    undated, put_off = When(), False
    for claim in claims:
        when = claim.mention.when
        off = claim.mention.status in CALLED_OFF
        if not (when.earliest and when.latest):
            undated = when if when.words else undated
            put_off |= off
            continue
        window = Window(when.earliest, when.latest, when.exact)
        current = track.current.window if track.current else None
        moved = claim.mention.status is Status.HELD or gives_new_date(claim.mention, window, current)  # what took place is no longer a plan
        put_off = not moved if off or moved else put_off
        track.hear(_Told(when, window, source_of(claim, parties), off, moved))
    return Dates(track.current.when if track.current else undated, track.previous, _close(track), put_off)


def _close(track: _Track) -> tuple[When, ...]:
    """The dates of others that lie within days of the one that prevailed."""
    current = track.current
    if current is None or not current.window.exact:
        return ()
    near = (rival for rival in track.rivals if rival.window.exact and 0 < rival.window.gap(current.window) <= SLIP)
    return tuple({(rival.when.earliest, rival.when.latest): rival.when for rival in near}.values())
