"""Mentions and events as the JSON records that other tools rely on (``mine`` and ``export --format jsonl``, and the API).

Field names and conventions are those of ``../shared/eval/GUIDELINES.md``; days are ISO 8601 strings, intervals EDTF as well.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from tracker.domain import Anchor, Article, Attribution, Event, Evidence, Mention, Status, When

Record = dict[str, Any]
OUTCOMES = (Status.HELD, Status.LAPSED)


class RecordError(ValueError):
    """An input record that is no article; the message names the key and the remedy."""


def mention_record(mention: Mention) -> Record:
    """Give a mention as the ``mine`` contract writes it; ``start`` and ``end`` are offsets in title, empty line, text."""
    return {
        **_claim(mention),
        "evidence": mention.evidence[0].quote,
        "start": mention.start,
        "end": mention.end,
        "passages": [_passage(item) for item in mention.evidence],
        "links": [{"kind": link.kind.value, "event": link.target} for link in mention.links],
        "rules": list(mention.rules),
    }


def event_record(event: Event, articles: Iterable[str] = ()) -> Record:
    """Give a settled event as ``export --format jsonl`` writes it; ``articles`` are the ids that the articles were ingested with.

    ``status`` is that of the plan, one of the guidelines' four; ``outcome`` is what came of it: held, lapsed, or None while it is open.
    """
    over = event.status in OUTCOMES
    return {
        "id": event.uid,
        "uid": event.uid,
        **_claim(event),
        "status": ((event.announced or Status.CONFIRMED) if over else event.status).value,
        "outcome": event.status.value if over else None,
        "review": event.review.value,
        "evidence": event.quote,
        "outlet": event.outlet,
        "sequence": event.sequence,
        "origins": event.origins,
        "disputed": event.disputed,
        "known_from": _day(event.version_from),
        "articles": list(articles),
        "links": [{"kind": link.kind.value, "uid": link.uid} for link in event.links],
    }


def _claim(item: Mention | Event) -> Record:
    """Fields that a mention and an event share."""
    place = item.place
    return {
        "kind": item.kind.value,
        "title": item.title,
        "participants": [person.name for person in item.participants],
        "countries": list(item.countries),
        "series": item.series,
        "city": place.city,
        "country": place.country,
        "region": place.region,
        **_window(item.when),
        "anchored": _anchored(item.anchors),
        "status": item.status.value,
        "party_status": {party: status.value for party, status in item.party_status},
        "attendance": {person: status.value for person, status in item.attendance},
        "attribution": [_attribution(source) for source in item.attribution],
    }


def _window(when: When) -> Record:
    return {
        "earliest": _day(when.earliest),
        "latest": _day(when.latest),
        "precision": when.precision.value,
        "edtf": when.edtf,
        "words": when.words,
        "time": when.time,
        "inferred": when.inferred,
    }


def _anchored(anchors: tuple[Anchor, ...]) -> Record | None:
    """Give the whole span of the anchors, with each of them beside it; None where there is none."""
    if not anchors:
        return None
    first = anchors[0]
    return {
        "earliest": min(anchor.earliest for anchor in anchors).isoformat(),
        "latest": max(anchor.latest for anchor in anchors).isoformat(),
        "relation": first.relation.value,
        "editions": [
            {
                "edition": anchor.edition,
                "series": anchor.series,
                "earliest": anchor.earliest.isoformat(),
                "latest": anchor.latest.isoformat(),
                "city": anchor.city,
                "country": anchor.country,
                "relation": anchor.relation.value,
            }
            for anchor in anchors
        ],
    }


def _attribution(source: Attribution) -> Record:
    return {"origin": source.origin.value, "name": source.name, "country": source.country}


def _passage(passage: Evidence) -> Record:
    return {"start": passage.start, "end": passage.end, "quote": passage.quote}


def _day(day: dt.date | None) -> str | None:
    return day.isoformat() if day else None


@dataclass(frozen=True, slots=True)
class _Text:
    key: str
    default: str = ""

    def of(self, record: Mapping[str, Any]) -> str:
        value = record.get(self.key)
        if value is None:
            return self.default
        if not isinstance(value, str):
            raise RecordError(f"{self.key!r} is {type(value).__name__}, it must be text")
        return value


def article_from_record(record: Any) -> Article:
    """Read one article of JSON Lines; unknown keys are ignored.

    Raises RecordError where the record is no object, has no ``id`` or no words, or has a publication date that is no ISO 8601 day or time.
    """
    if not isinstance(record, dict):
        raise RecordError(f"a {type(record).__name__}, it must be an object with id, published and text")
    key, title, text = (_Text(name).of(record) for name in ("id", "title", "text"))
    if not key:
        raise RecordError("'id' is missing; give each article a name of its own")
    if not key.isprintable():
        raise RecordError(f"'id' is {key!r}; take the control characters out")
    if not (title.strip() or text.strip()):
        raise RecordError(f"article {key!r} has neither 'title' nor 'text'")
    published, published_at = read_published(_Text("published").of(record))
    return Article(
        key=key,
        title=title,
        text=text,
        published=published,
        published_at=published_at,
        outlet=_Text("outlet").of(record),
        url=_Text("url").of(record),
        lang=_Text("lang", "en").of(record) or "en",
    )


def read_published(value: str) -> tuple[dt.date | None, dt.datetime | None]:
    """Read a publication date: an ISO 8601 day, or a day and time (its own day counts; a time without zone is UTC)."""
    raw = value.strip()
    if not raw:
        return None, None
    try:
        moment = dt.datetime.fromisoformat(raw)
    except ValueError:
        raise RecordError(f"'published' is {value!r}; write it as YYYY-MM-DD or YYYY-MM-DDTHH:MM:SS") from None
    aware = moment if moment.tzinfo else moment.replace(tzinfo=dt.UTC)
    return moment.date(), aware if len(raw) > 10 else None
