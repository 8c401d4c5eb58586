"""Mining all stored articles anew with the present rules: shown first, resumable, and without touching what analysts said."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterator

from sqlalchemy import Engine
from sqlalchemy.orm import Session

from tracker import wording
from tracker.domain import Mention, Report
from tracker.ingest import BATCH, mine_one, rules_version
from tracker.lexicon import Lexicon
from tracker.store.changes import Mined, Outcome, Run
from tracker.store.changes.remining import Remined, compare, minable, replace_claims
from tracker.store.checkpoints import finished, position_of, set_position
from tracker.store.engine import session, writing
from tracker.store.models import Checkpoint
from tracker.store.queries.articles import article_of

SOURCE = "remine"
_TOLD = ("kind", "participants", "countries", "series", "when", "place", "status")


def preview(engine: Engine, lexicon: Lexicon, now: dt.datetime) -> Iterator[str]:
    """Say what ``remine_all`` would change, a line for each claim that comes, goes or reads otherwise. Nothing is written."""
    del now
    position = 0
    while True:
        with session(engine) as opened:
            batch = _next(opened, lexicon, position)
        if not batch:
            return
        for remined in batch:
            yield from lines(remined)
        position = batch[-1].article.id


def remine_all(engine: Engine, lexicon: Lexicon, now: dt.datetime) -> Report:
    """Mine every article anew, a batch a transaction; a run that was killed goes on where it stopped."""
    rules, counts = rules_version(), Counter[str]()
    with session(engine) as opened:
        position = position_of(opened, SOURCE, rules)
    while True:
        with session(engine) as opened:
            mined = _next(opened, lexicon, position)
        if not mined:
            break
        position = mined[-1].article.id
        with writing(engine) as opened:
            run = Run(opened, now)
            for remined in mined:
                fresh = compare(opened, remined.article, [claim.mention for claim in remined.new])
                counts[Outcome.UPDATED if replace_claims(run, fresh, rules) else Outcome.UNCHANGED] += 1
            run.finish()
            set_position(opened, Checkpoint(source=SOURCE, fingerprint=rules, position=position, finished=False, updated_at=now))
    with writing(engine) as opened:
        finished(opened, SOURCE, now)
    return Report(updated=counts[Outcome.UPDATED], unchanged=counts[Outcome.UNCHANGED])


def lines(remined: Remined) -> Iterator[str]:
    """Say what changes in one article."""
    article = remined.article
    where = ", ".join(part for part in (article.outlet or article.key, wording.day(article.published)) if part)
    for old, new in remined.pairs():
        if old is None or new is None:
            told, verb = (new, "found") if old is None else (old, "no longer found")
            assert told is not None
            yield f"{where}: {verb}: {_told(told)}"
        elif differing := [name for name in _TOLD if getattr(old, name) != getattr(new, name)]:
            was, now = _told(old), _told(new)
            yield f"{where}: {new.title or new.kind}: {', '.join(differing)} read otherwise: {was if was == now else f'{was} -> {now}'}"


def _next(opened: Session, lexicon: Lexicon, position: int) -> list[Remined]:
    """Mine the next articles anew; one that the rules now refuse keeps its claims."""
    found = []
    for row in minable(opened, position, BATCH):
        mined = mine_one(article_of(row), lexicon)
        old = compare(opened, row, ())
        found.append(compare(opened, row, mined.mentions) if isinstance(mined, Mined) else Remined(row, old.old, old.old))
    return found


def _told(mention: Mention) -> str:
    people = ", ".join(person.name for person in mention.participants) or ", ".join(mention.countries) or mention.series or ""
    return f"{mention.status} {mention.kind} ({people}), {wording.when(mention.when)}, {wording.place(mention.place)}"
