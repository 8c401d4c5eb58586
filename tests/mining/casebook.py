"""The case files of the miner: short texts in our own words, and what is to be found in each.

A case is a TOML table [area.name] with ``text`` and a table [[area.name.expect]] for each event, in the order in which the text tells
them, or ``expect = []`` where it tells none. An expectation names only the fields that the case is about:

    kind, status, series, city, country, region, title, precision, edtf, time   as the mention has them; "" stands for none
    days       "2024-05-20", "2024-05-20/2024-05-22", or "-" for no window
    people     the names of the participants, all of them, in any order
    countries  the codes of the parties, all of them, in any order
    party      what each party says, by country code
    who        the chain of sources from the outside inwards: "origin:name", with "/CC" where a country belongs to it
    rules      names of rules, all of which must have fired
    links      "kind:ordinal of the other event"
    anchored   first and last day that the known dates of a summit add
    quote      words that the evidence must contain

``title``, ``outlet``, ``published`` (a day, the file's own when left out) belong to the article. With ``past`` reports of what was held are
looked for as well. ``known`` says why a case cannot pass yet.
"""

from __future__ import annotations

import datetime as dt
import functools
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tracker.domain import Article, Mention
from tracker.lexicon import load
from tracker.mining import mine

FOLDER = Path(__file__).parents[1] / "cases"
FILES = ("events_en", "fields_en", "status_en", "notices_en", "wire_en", "journeys_en", "gatherings_en", "parties_en", "verbs_en")
ARTICLE_FIELDS = frozenset({"text", "title", "outlet", "published", "past", "expect", "known"})


@dataclass(frozen=True)
class Case:
    """One text with the events that are to be found in it."""

    name: str
    article: Article
    expect: tuple[dict[str, Any], ...]
    known: str = ""
    past: bool = False

    @functools.cached_property
    def mentions(self) -> tuple[Mention, ...]:
        return tuple(mine(self.article, load(), past=self.past))


@functools.cache
def cases(file: str) -> tuple[Case, ...]:
    """Every case of a file, in order."""
    areas = tomllib.loads((FOLDER / f"{file}.toml").read_text(encoding="utf-8"))
    published = areas.pop("published")
    return tuple(_case(f"{area}/{name}", table, published) for area, named in areas.items() for name, table in named.items())


def every_case() -> Iterator[Case]:
    for file in FILES:
        yield from cases(file)


def _case(name: str, table: dict[str, Any], published: dt.date) -> Case:
    if unknown := set(table) - ARTICLE_FIELDS:
        raise ValueError(f"{name}: {sorted(unknown)} is no field of a case")
    article = Article(
        key=name,
        text=table["text"],
        title=table.get("title", ""),
        outlet=table.get("outlet", ""),
        published=table.get("published", published),
    )
    return Case(name, article, tuple(table["expect"]), table.get("known", ""), table.get("past", False))


FIELDS = {
    "kind": lambda mention: mention.kind.value,
    "status": lambda mention: mention.status.value,
    "series": lambda mention: mention.series or "",
    "city": lambda mention: mention.place.city or "",
    "country": lambda mention: mention.place.country or "",
    "region": lambda mention: mention.place.region or "",
    "title": lambda mention: mention.title,
    "precision": lambda mention: mention.when.precision.value,
    "edtf": lambda mention: mention.when.edtf,
    "time": lambda mention: mention.when.time,
    "days": lambda mention: _days(mention.when.earliest, mention.when.latest),
    "people": lambda mention: sorted(person.name for person in mention.participants),
    "countries": lambda mention: sorted(mention.countries),
    "party": lambda mention: {party: status.value for party, status in mention.party_status},
    "comes": lambda mention: {person: status.value for person, status in mention.attendance},
    "who": lambda mention: [_source(source) for source in mention.attribution],
    "links": lambda mention: sorted(f"{link.kind.value}:{link.target}" for link in mention.links),
    "anchored": lambda mention: _days(*_anchored(mention)),
}
SORTED = frozenset({"people", "countries", "links"})


def _days(first: dt.date | None, last: dt.date | None) -> str:
    if first is None or last is None:
        return "-"
    return first.isoformat() if first == last else f"{first}/{last}"


def _source(source: Any) -> str:
    return f"{source.origin.value}:{source.name}{f'/{source.country}' if source.country else ''}"


def _anchored(mention: Mention) -> tuple[dt.date | None, dt.date | None]:
    if not mention.anchors:
        return None, None
    return min(anchor.earliest for anchor in mention.anchors), max(anchor.latest for anchor in mention.anchors)


def told(mention: Mention) -> str:
    """A mention on one line, for messages."""
    shown = ("kind", "status", "people", "countries", "series", "city", "country", "region", "days")
    values = {name: FIELDS[name](mention) for name in shown}
    return "  ".join(f"{name}={value}" for name, value in values.items() if value) + f"  rules={list(mention.rules)}"


def differences(case: Case) -> list[str]:
    """What stands between a case and what was mined, as sentences; empty where all is as it should be."""
    found = case.mentions
    if len(found) != len(case.expect):
        return [f"{len(case.expect)} events expected, {len(found)} found"]
    return [
        f"event {number}: {line}"
        for number, (expected, mention) in enumerate(zip(case.expect, found, strict=True))
        for line in _unlike(expected, mention)
    ]


def _unlike(expected: dict[str, Any], mention: Mention) -> Iterator[str]:
    for name, wanted in expected.items():
        if name == "rules":
            missing = [rule for rule in wanted if rule not in mention.rules]
            if missing:
                yield f"rules {missing} did not fire"
        elif name == "quote":
            if not any(wanted in passage.quote for passage in mention.evidence):
                yield f"no evidence contains {wanted!r}"
        else:
            wanted_value = sorted(wanted) if name in SORTED else wanted
            if (value := FIELDS[name](mention)) != wanted_value:
                yield f"{name} is {value!r}, expected {wanted_value!r}"
