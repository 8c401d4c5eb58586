"""The decision: which event a claim belongs to, or that it tells of a new one."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from tracker.domain import KnownMention
from tracker.resolve.claims import stands_alone
from tracker.resolve.profile import Profile
from tracker.resolve.score import compare
from tracker.resolve.weights import Match
from tracker.resolve.windows import window_of


@dataclass(frozen=True, slots=True)
class Decision:
    """Where a claim belongs. ``match`` says why; None where it founds an event. ``rivals`` came close and lost."""

    uid: str
    match: Match | None
    rivals: tuple[Match, ...] = ()

    @property
    def score(self) -> float:
        """The points of the match; 0 for a new event."""
        return self.match.score if self.match else 0.0

    @property
    def reasons(self) -> tuple[str, ...]:
        """The reasons as lines to store and show."""
        if self.match is None:
            return ("new: nothing known agrees with it enough",)
        return tuple(f"{item.rule.name} {item.rule.points:+.1f} ({item.detail})" for item in self.match.reasons)


def decide(claim: KnownMention, candidates: Iterable[Profile]) -> Decision:
    """Attach the claim to the candidate with the most points, if they suffice; else it founds an event that bears its uid.

    Equal points go to the event that is nearest in time, then to the one told of last, then by uid: never to chance.
    """
    if stands_alone(claim.mention):
        return Decision(claim.uid, None)
    scored = [(compare(claim, profile), profile) for profile in candidates]
    ranked = sorted((pair for pair in scored if pair[0].accepted), key=lambda pair: _rank(claim, *pair))
    if not ranked:
        return Decision(claim.uid, None, tuple(match for match, _ in scored if match.score > 0))
    return Decision(ranked[0][0].uid, ranked[0][0], tuple(match for match, _ in ranked[1:]))


def _rank(claim: KnownMention, match: Match, profile: Profile) -> tuple[float, int, int, str]:
    told, planned = window_of(claim.mention), profile.window
    if planned is None:
        distance = 10**6
    elif told is None:
        distance = max(0, (planned.first - claim.known).days)
    else:
        distance = abs((planned.first - told.first).days)
    return -match.score, distance, -profile.last_known.toordinal(), profile.uid
