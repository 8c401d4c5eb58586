"""Leads: a first look at the few sentences that the gate has opened tells whether an article is worth reading as a whole.

Each of them is read by itself. Whom "he" and "the two leaders" mean, where "here" is, and which countries the article speaks of is not
known yet, so strangers, somewhere and every country stand for them: the look lets through whatever the whole article could make of it.
"""

from __future__ import annotations

from tracker.domain import Place
from tracker.lexicon import Lexicon
from tracker.mining.before import Before
from tracker.mining.borrowing import GATHERINGS, TO_COME
from tracker.mining.merging import TALKED
from tracker.mining.model import Party, Told
from tracker.mining.reading import Opening, look
from tracker.mining.telling import Teller

SOMEWHERE = Place("somewhere", "somewhere")
STRANGERS = tuple(Party(-1, -1, key=name, name=name) for name in ("somebody", "somebody else"))


def can_tell(opening: Opening, lexicon: Lexicon) -> bool:
    """Whether an opened sentence tells an encounter in its own right."""
    source = opening.source
    teller = Teller(
        source.text, source.known, source.base, lexicon, frozenset(lexicon.countries.by_iso), SOMEWHERE, opening.past, leading=True
    )
    before = Before(STRANGERS[:1], STRANGERS, STRANGERS, STRANGERS[:1], STRANGERS[:1], STRANGERS[:1])
    return any(leads(item) for row, parties in look(opening) for item in teller.read(teller.scene(row, parties, before)))


def leads(item: Told) -> bool:
    """Whether a telling can be an event by itself, and does not only add to one or deny it."""
    draft = item.draft
    if draft.hint or draft.outlook.denied or not (draft.outlook.status or draft.outlook.underway):
        return False
    ahead = draft.kind in GATHERINGS and not TO_COME.isdisjoint(draft.rules)
    return not draft.bare or ahead or (draft.kind in GATHERINGS | TALKED and item.when.known)
