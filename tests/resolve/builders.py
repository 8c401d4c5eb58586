"""Short ways to write claims, for tests of settling: ``claim(known="2023-03-17", kind="visit", people=["xi-jinping:CN"], ...)``."""

from __future__ import annotations

import datetime as dt

from tracker.domain import (
    Anchor,
    Attribution,
    Evidence,
    Kind,
    KnownMention,
    LinkKind,
    Mention,
    MentionLink,
    Origin,
    Participant,
    Place,
    Precision,
    Status,
    When,
)
from tracker.resolve.identity import name_mentions

KEYS = frozenset(
    "known kind people countries place when words status series edition anchor around part article ordinal outlet sources "
    "says comes rules links superseded at".split()
)


def day(text):
    return dt.date.fromisoformat(text)


def when(text, words=""):
    """``2023-03-20``: a day; ``2023-03-20/2023-03-22``: stated days; ``2023-03-01..2023-03-31``: a span in which it may fall."""
    if not text:
        return When(words=words)
    if ".." in text:
        first, last = map(day, text.split(".."))
        return When(first, last, Precision.MONTH, words or text, f"{first}/{last}")
    first, _, last = text.partition("/")
    return When(day(first), day(last or first), Precision.DAYS if last else Precision.DAY, words or text, text)


def place(text):
    """``Moscow, RU``, ``, RU`` or nothing."""
    city, _, country = text.partition(",")
    return Place(city=city.strip() or None, country=country.strip() or None)


def person(text):
    key, _, country = text.partition(":")
    return Participant(key, key.replace("-", " ").title(), country or None)


def anchor(text, relation=LinkKind.SIDELINE_OF):
    """``G20-2017 2017-07-07/2017-07-08 Hamburg, DE``."""
    edition, days, city = text.split(" ", 2)
    first, _, last = days.partition("/")
    there = place(city)
    return Anchor(edition.partition("-")[0], edition, day(first), day(last or first), there.city, there.country, relation)


def source(text):
    """``official:Kremlin:RU``, ``cited-outlet:Kommersant``, ``unnamed:sources``."""
    origin, name, *country = text.split(":")
    return Attribution(Origin(origin), name, country[0] if country else None)


def mention(**parts):
    unknown = parts.keys() - KEYS
    assert not unknown, f"a claim has no {unknown}"
    anchors = [anchor(parts["anchor"])] if "anchor" in parts else []
    anchors += [anchor(parts["around"], LinkKind.AROUND)] if "around" in parts else []
    anchors += [anchor(parts["part"], LinkKind.PART_OF)] if "part" in parts else []
    people = tuple(map(person, parts.get("people", ())))
    said = " ".join(str(parts[name]) for name in ("kind", "people", "when", "place", "status") if name in parts)
    return Mention(
        article_key=parts.get("article", "a"),
        ordinal=parts.get("ordinal", 0),
        kind=Kind(parts.get("kind", "meeting")),
        title=f"{parts.get('kind', 'meeting')} of {', '.join(one.name for one in people)}",
        participants=people,
        countries=tuple(parts.get("countries", ())),
        when=when(parts.get("when", ""), parts.get("words", "")),
        place=place(parts.get("place", "")),
        status=Status(parts.get("status", "confirmed")),
        evidence=(Evidence(0, len(said), said),),
        rules=tuple(parts.get("rules", ("test",))),
        series=parts.get("series"),
        edition=parts.get("edition"),
        anchors=tuple(anchors),
        attendance=tuple((person, Status(status)) for person, status in parts.get("comes", {}).items()),
        party_status=tuple((party, Status(status)) for party, status in parts.get("says", {}).items()),
        attribution=tuple(map(source, parts.get("sources", ()))),
        links=tuple(MentionLink(LinkKind(kind), target) for kind, target in parts.get("links", {}).items()),
    )


def claim(**parts):
    """A claim as settling knows it, under the uid that its article gives it."""
    named = name_mentions([mention(**parts)])[0]
    moment = dt.datetime.fromisoformat(parts["at"]) if "at" in parts else None
    superseded = day(parts["superseded"]) if "superseded" in parts else None
    return KnownMention(named.mention, day(parts["known"]), moment, parts.get("outlet", "Gazette"), superseded, named.uid)


def claims(rows):
    """One claim a row, each of an article of its own unless the row names one."""
    return [claim(**{"article": f"article-{number}", **row}) for number, row in enumerate(rows)]
