"""Status: what sources do to the certainty that the words themselves give."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from tracker.domain import Attribution, Origin, Status
from tracker.mining.model import Outlook

FACELESS = ("source", "people", "person", "insider")


def doubted(outlook: Outlook, sources: Sequence[Attribution]) -> Outlook:
    """The outlook as its sources let it stand: a plan on the word of nobody but unnamed sources is no more than a report."""
    named = any(source.origin in {Origin.OFFICIAL, Origin.INSTITUTION} for source in sources)
    faceless = any(source.origin is Origin.UNNAMED and source.name.startswith(FACELESS) for source in sources)
    if outlook.status is Status.CONFIRMED and faceless and not named:
        return replace(outlook, status=Status.SPECULATIVE, rules=(*outlook.rules, "unnamed-sources"))
    return outlook
