"""iCalendar files and feeds (RFC 5545) -> articles, each with the one mention that its entry is.

The entry's UID is the article's key: a moved entry is a newer revision of the same article, so that its event moves and is never doubled.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import icalendar

from tracker.domain import Article, Attribution, Evidence, Kind, Mention, Origin, Participant, Place, Precision, Status, When
from tracker.lexicon import Lexicon
from tracker.mining.folding import fold
from tracker.mining.model import Tag, TagName
from tracker.mining.scan import scan
from tracker.mining.vocabulary import vocabulary
from tracker.sources.errors import SourceError
from tracker.sources.links import canonical, safe_link
from tracker.sources.official import Official
from tracker.sources.page import plain_text

RULE = "import.calendar"
STATUSES = {"TENTATIVE": Status.SPECULATIVE, "CONFIRMED": Status.CONFIRMED, "CANCELLED": Status.CANCELLED}
MAX_ENTRIES = 20_000


@dataclass(frozen=True, slots=True)
class _Entry:
    uid: str
    summary: str
    description: str
    location: str
    url: str
    when: When
    status: Status
    revised: dt.date
    position: tuple[float, float] | None


def read_calendar(body: bytes, name: str, lexicon: Lexicon, today: dt.date) -> Iterator[Official]:
    """Read every entry of a calendar. Raises SourceError where it is none; one bad entry is an Official with an error."""
    try:
        calendar = icalendar.Calendar.from_ical(body)
    except (ValueError, IndexError, KeyError) as error:
        raise SourceError(f"{name} is no iCalendar file ({error})") from None
    if calendar.name != "VCALENDAR":
        raise SourceError(f"{name} is no iCalendar file (it is a {calendar.name})")
    owner = str(calendar.get("X-WR-CALNAME") or calendar.get("NAME") or name)
    for number, component in enumerate(calendar.walk("VEVENT"), 1):
        if number > MAX_ENTRIES:
            yield Official(None, error=f"{name} has more than {MAX_ENTRIES:,} entries; the rest was left out")
            return
        try:
            yield _official(_entry(component, today), owner, lexicon)
        except (ValueError, KeyError, AttributeError, TypeError) as error:
            yield Official(None, error=f"{name}, entry {number}: {error}")


def _entry(component: Any, today: dt.date) -> _Entry:
    uid, summary = str(component.get("UID") or ""), _words(component.get("SUMMARY"))
    if not uid:
        raise ValueError("it has no UID")
    if not summary:
        raise ValueError(f"{uid} has no SUMMARY")
    status = str(component.get("STATUS") or "CONFIRMED").upper()
    if status not in STATUSES:
        raise ValueError(f"{uid} has the unknown STATUS {status!r}")
    stamp = component.get("LAST-MODIFIED") or component.get("DTSTAMP")
    geo = component.get("GEO")
    return _Entry(
        uid=uid,
        summary=summary,
        description=_words(component.get("DESCRIPTION")),
        location=_words(component.get("LOCATION")),
        url=canonical(safe_link(str(component.get("URL") or ""))),
        when=_when(component, uid),
        status=STATUSES[status],
        revised=min(_day(stamp.dt), today) if stamp else today,
        position=(float(geo.latitude), float(geo.longitude)) if geo else None,
    )


def _when(component: Any, uid: str) -> When:
    """Give the days of an entry; the end of whole days is exclusive (RFC 5545, 3.6.1)."""
    start = component.get("DTSTART")
    if start is None:
        raise ValueError(f"{uid} has no DTSTART")
    first, last = _day(start.dt), _day(start.dt)
    if end := component.get("DTEND"):
        last = max(first, _last_day(end.dt))
    elif duration := component.get("DURATION"):
        last = max(first, _last_day(start.dt + duration.dt))
    edtf = str(first) if first == last else f"{first}/{last}"
    time = start.dt.strftime("%H:%M%z") if isinstance(start.dt, dt.datetime) else ""
    return When(first, last, Precision.DAY if first == last else Precision.DAYS, edtf.replace("/", " to "), edtf, time=time)


def _official(entry: _Entry, owner: str, lexicon: Lexicon) -> Official:
    text = "\n\n".join(line for line in (f"{entry.status}: {entry.when.words}", entry.location, entry.description) if line)
    article = Article(key=f"ical:{entry.uid}", text=text, title=entry.summary, published=entry.revised, outlet=owner, url=entry.url)
    names = _names(f"{entry.summary} {entry.description}", lexicon)
    people = _people(names.get(Tag.PERSON, ()), entry.when.earliest or entry.revised, lexicon)
    place = _place(entry, lexicon)
    said = [*(person.country for person in people), *names.get(Tag.COUNTRY, ()), *names.get(Tag.DEMONYM, ()), place.country]
    gatherings = (*names.get(Tag.GATHERING, ()), *names.get(Tag.SERIES, ()))
    series = lexicon.series.get(gatherings[0]) if gatherings else None
    mention = Mention(
        article_key=article.key,
        ordinal=0,
        kind=series.kind if series else _kind(entry.summary),
        title=entry.summary,
        participants=people,
        countries=tuple(dict.fromkeys(code for code in said if code)),
        when=entry.when,
        place=place,
        status=entry.status,
        evidence=(Evidence(0, len(entry.summary), entry.summary),),
        rules=(RULE,),
        series=series.key if series else None,
        attribution=(Attribution(Origin.OUTLET, owner),),
    )
    return Official(article, mention)


def _names(text: str, lexicon: Lexicon) -> dict[TagName, tuple[str, ...]]:
    """Give the keys of what the text names, by what it is."""
    found: dict[TagName, list[str]] = {}
    for span in scan(text, fold(text), vocabulary(lexicon, "en")):
        tag, readings = next(iter(span.tags.items()))
        found.setdefault(tag, []).append(readings[0].key)
    return {tag: tuple(dict.fromkeys(keys)) for tag, keys in found.items()}


def _people(keys: tuple[str, ...], day: dt.date, lexicon: Lexicon) -> tuple[Participant, ...]:
    known = [lexicon.people.by_key[key] for key in keys if key in lexicon.people.by_key]
    return tuple(Participant(person.key, person.name, person.country_on(day)) for person in known)


def _place(entry: _Entry, lexicon: Lexicon) -> Place:
    found = lexicon.places.resolve(entry.location) if entry.location else None
    position = entry.position or ((found.latitude, found.longitude) if found else (None, None))
    if found is None:
        country = lexicon.countries.find(entry.location)
        return Place(country=country.iso if country else None, latitude=position[0], longitude=position[1])
    return Place(found.city, found.country, site=found.site, latitude=position[0], longitude=position[1])


def _kind(summary: str) -> Kind:
    """Take the kind that the summary itself names; a meeting otherwise."""
    words = {word.strip(".,:;").lower() for word in summary.split()}
    return next((kind for kind in Kind if kind.value in words), Kind.MEETING)


def _last_day(end: dt.date | dt.datetime) -> dt.date:
    return end.date() if isinstance(end, dt.datetime) else end - dt.timedelta(days=1)


def _day(moment: dt.date | dt.datetime) -> dt.date:
    return moment.date() if isinstance(moment, dt.datetime) else moment


def _words(value: Any) -> str:
    """Plain text of a property: markup taken out, white space folded."""
    return plain_text(str(value)) if value else ""
