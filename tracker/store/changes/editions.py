"""The calendar of summits as events: each edition of the lexicon is a source like any other, and what articles say may move it."""

from __future__ import annotations

import calendar
import datetime as dt
from collections.abc import Iterable, Iterator

from sqlalchemy.orm import Session

from tracker import wording
from tracker.domain import Article, Evidence, Kind, Mention, Place, Precision, Status, When
from tracker.lexicon import Lexicon
from tracker.lexicon.editions import Edition
from tracker.store.changes.articles import Mined, Outcome, store
from tracker.store.changes.settling import Run

ANNOUNCED = dt.timedelta(365)  # how long before its first day a date is taken to be known whose day of publication the table lacks
LISTED = dt.date(2026, 11, 23)  # the table was last checked: whatever it holds is known since then at the latest
WINDOW = 20  # an edition of so many days is a month, season or year in which its days are still to be set
RULE = "import.edition"
# "planned" is announced, with an outcome that the calendar does not know
PLANS = {"held": Status.CONFIRMED, "planned": Status.CONFIRMED, "cancelled": Status.CANCELLED, "postponed": Status.POSTPONED}


def seed_editions(session: Session, editions: Iterable[Edition], lexicon: Lexicon, now: dt.datetime) -> dict[str, int]:
    """Store the editions as summit events; give how many were inserted, updated and unchanged."""
    run = Run(session, now)
    counts = dict.fromkeys(Outcome, 0)
    for edition in editions:
        for mined in _told(edition, lexicon, now.date()):
            counts[store(run, mined).outcome] += 1
    run.finish()
    return {outcome.value: count for outcome, count in counts.items()}


def _told(edition: Edition, lexicon: Lexicon, today: dt.date) -> Iterator[Mined]:
    """Tell an edition as the calendar does: planned when that was published, or else a year ahead, and held once it is over."""
    yield _mined(edition, lexicon, PLANS[edition.status], edition.known or min(edition.earliest - ANNOUNCED, LISTED))
    if edition.status == "held" and edition.latest <= today:
        yield _mined(edition, lexicon, Status.HELD, edition.latest)


def _mined(edition: Edition, lexicon: Lexicon, status: Status, known: dt.date) -> Mined:
    key = f"edition:{edition.key}" + (":held" if status is Status.HELD else "")
    when, place = _when(edition), _place(edition, lexicon)
    told = f"{edition.title}: {status}, {when.words}, {wording.place(place)}."
    series = lexicon.series.get(edition.series)
    mention = Mention(
        article_key=key,
        ordinal=0,
        kind=series.kind if series else Kind.SUMMIT,
        title=edition.title,
        participants=(),
        countries=(),
        when=when,
        place=place,
        status=status,
        evidence=(Evidence(0, len(told), told),),
        rules=(RULE,),
        series=edition.series,
        edition=edition.key,
    )
    article = Article(key=key, text=f"{told}\n\n{edition.source}", published=known, outlet=edition.outlet, url=edition.url)
    return Mined(article, [mention], "calendar")


def _when(edition: Edition) -> When:
    """Give the days; a month, season or year in which they are still to be set is a window and no duration."""
    first, last = edition.earliest, edition.latest
    words, days = wording.span(first, last), (last - first).days + 1
    if days < WINDOW:
        edtf = first.isoformat() if first == last else f"{first.isoformat()}/{last.isoformat()}"
        return When(first, last, Precision.DAY if first == last else Precision.DAYS, words, edtf)
    if (first.month, last.month, first.year) == (1, 12, last.year):
        return When(first, last, Precision.YEAR, words, f"{first.year}")
    if (first.year, first.month, first.day) == (last.year, last.month, 1) and last.day == calendar.monthrange(last.year, last.month)[1]:
        return When(first, last, Precision.MONTH, words, f"{first:%Y-%m}")
    return When(first, last, Precision.SEASON, words, f"{first.isoformat()}/{last.isoformat()}")


def _place(edition: Edition, lexicon: Lexicon) -> Place:
    found = lexicon.places.resolve(edition.city, edition.country) if edition.city else None
    if found is None:
        return Place(edition.city, edition.country)
    return Place(edition.city, edition.country, latitude=found.latitude, longitude=found.longitude)
