"""The calendar of summits as events: each edition of the lexicon is a source like any other, and what articles say may move it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator

from sqlalchemy.orm import Session

from tracker.domain import Article, Evidence, Kind, Mention, Place, Precision, Status, When
from tracker.lexicon.editions import Edition
from tracker.store.changes.articles import Mined, Outcome, store
from tracker.store.changes.settling import Run

ANNOUNCED = dt.timedelta(365)  # how long before its first day a calendar's date is taken to be known
RULE = "import.edition"
_STATUSES = {"held": Status.HELD, "confirmed": Status.CONFIRMED, "cancelled": Status.CANCELLED, "postponed": Status.POSTPONED}


def seed_editions(session: Session, editions: Iterable[Edition], now: dt.datetime) -> dict[str, int]:
    """Store the editions as summit events; give how many were inserted, updated and unchanged."""
    run = Run(session, now)
    counts = dict.fromkeys(Outcome, 0)
    for edition in editions:
        for mined in _told(edition, now.date()):
            counts[store(run, mined).outcome] += 1
    run.finish()
    return {outcome.value: count for outcome, count in counts.items()}


def _told(edition: Edition, today: dt.date) -> Iterator[Mined]:
    """Tell an edition as the calendar does: planned a year ahead, and held once it is over."""
    status = _STATUSES.get(edition.status, Status.SPECULATIVE)
    plan = Status.CONFIRMED if status is Status.HELD else status
    yield _mined(edition, f"edition:{edition.key}", plan, edition.earliest - ANNOUNCED)
    if status is Status.HELD and edition.latest <= today:
        yield _mined(edition, f"edition:{edition.key}:held", Status.HELD, edition.latest)


def _mined(edition: Edition, key: str, status: Status, known: dt.date) -> Mined:
    days = f"{edition.earliest.isoformat()} to {edition.latest.isoformat()}"
    where = ", ".join(part for part in (edition.city, edition.country) if part)
    text = f"{edition.title}: {status}, {days}{f', {where}' if where else ''}."
    exact = edition.earliest == edition.latest
    edtf = edition.earliest.isoformat() if exact else f"{edition.earliest.isoformat()}/{edition.latest.isoformat()}"
    mention = Mention(
        article_key=key,
        ordinal=0,
        kind=Kind.SUMMIT,
        title=edition.title,
        participants=(),
        countries=(),
        when=When(edition.earliest, edition.latest, Precision.DAY if exact else Precision.DAYS, days, edtf),
        place=Place(edition.city, edition.country),
        status=status,
        evidence=(Evidence(0, len(text), text),),
        rules=(RULE,),
        series=edition.series,
        edition=edition.key,
    )
    return Mined(Article(key=key, text=text, published=known, outlet=edition.source, url=edition.url), [mention], "calendar")
