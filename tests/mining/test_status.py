from __future__ import annotations

import pytest

from tracker.domain import Attribution, Origin, Status
from tracker.mining.model import Outlook
from tracker.mining.status import doubted

UNNAMED = Attribution(Origin.UNNAMED, "sources")
INSIDER = Attribution(Origin.UNNAMED, "people familiar")
OFFICIALS = Attribution(Origin.UNNAMED, "officials")
KREMLIN = Attribution(Origin.INSTITUTION, "Kremlin", "RU")
PESKOV = Attribution(Origin.OFFICIAL, "Dmitry Peskov", "RU")
PAPER = Attribution(Origin.CITED_OUTLET, "Kommersant")


@pytest.mark.parametrize(
    ("sources", "status"),
    [
        ((), Status.CONFIRMED),
        ((PAPER,), Status.CONFIRMED),
        ((KREMLIN,), Status.CONFIRMED),
        ((OFFICIALS,), Status.CONFIRMED),
        ((UNNAMED,), Status.SPECULATIVE),
        ((INSIDER,), Status.SPECULATIVE),
        ((PAPER, UNNAMED), Status.SPECULATIVE),
        ((KREMLIN, UNNAMED), Status.CONFIRMED),
        ((PESKOV, INSIDER), Status.CONFIRMED),
    ],
)
def test_nobody_but_unnamed_sources_is_a_rumour(sources, status):
    assert doubted(Outlook(Status.CONFIRMED), sources).status is status


@pytest.mark.parametrize("status", [Status.SPECULATIVE, Status.CANCELLED, Status.POSTPONED, None])
def test_other_outlooks_stay_as_they_are(status):
    outlook = Outlook(status, ("x",))
    assert doubted(outlook, (UNNAMED,)) == outlook


def test_the_doubt_has_a_name():
    assert doubted(Outlook(Status.CONFIRMED, ("settled:will",)), (UNNAMED,)).rules == ("settled:will", "unnamed-sources")
