"""Events that show every mark of the chart: the story of 2017 with its history, a busy season around November 2026, hostile words."""

from __future__ import annotations

import datetime as dt
import random

from tracker.domain import Anchor, Change, Event, EventLink, Kind, LinkKind, Participant, Place, Precision, Status, When
from tracker.store.versions import History

TODAY = dt.date(2026, 11, 23)
NOW = dt.datetime(2026, 11, 23, 9, 0, tzinfo=dt.UTC)
HOSTILE = '<img src=x onerror=alert(1)> & <a href="javascript:alert(2)">Visit</a>'

PEOPLE = {
    "xi-jinping": ("Xi Jinping", "CN"),
    "donald-trump": ("Donald Trump", "US"),
    "vladimir-putin": ("Vladimir Putin", "RU"),
    "narendra-modi": ("Narendra Modi", "IN"),
    "emmanuel-macron": ("Emmanuel Macron", "FR"),
    "friedrich-merz": ("Friedrich Merz", "DE"),
    "keir-starmer": ("Keir Starmer", "GB"),
    "ursula-von-der-leyen": ("Ursula von der Leyen", "EU"),
    "volodymyr-zelenskyy": ("Volodymyr Zelenskyy", "UA"),
    "recep-tayyip-erdogan": ("Recep Tayyip Erdoğan", "TR"),
}
CITIES = {
    "Hamburg": ("DE", 53.55, 9.99),
    "Moscow": ("RU", 55.75, 37.62),
    "Beijing": ("CN", 39.9, 116.4),
    "Miami": ("US", 25.77, -80.19),
    "Vienna": ("AT", 48.21, 16.37),
    "Tokyo": ("JP", 35.69, 139.69),
    "Ottawa": ("CA", 45.42, -75.7),
    "Berlin": ("DE", 52.52, 13.4),
    "Seoul": ("KR", 37.57, 126.98),
    "Riyadh": ("SA", 24.69, 46.72),
    "New Delhi": ("IN", 28.61, 77.21),
    "Geneva": ("CH", 46.2, 6.15),
    "London": ("GB", 51.51, -0.13),
    "Ankara": ("TR", 39.93, 32.86),
    "Brasilia": ("BR", -15.78, -47.93),
    "Pretoria": ("ZA", -25.75, 28.19),
    "Brussels": ("BE", 50.85, 4.35),
    "Taormina": ("IT", 37.85, 15.29),
}


def day(text):
    return dt.date.fromisoformat(text)


def person(key):
    name, country = PEOPLE[key]
    return Participant(key, name, country)


def place(city):
    if city is None:
        return Place(region="Europe")
    country, latitude, longitude = CITIES[city]
    return Place(city=city, country=country, latitude=latitude, longitude=longitude)


def when(first, last=None, precision=Precision.DAYS, words="", edtf=""):
    start, end = day(first), day(last or first)
    return When(start, end, Precision.DAY if precision is Precision.DAYS and start == end else precision, words, edtf)


def event(uid, leaders, status, window, city=None, *, known="2026-09-01", **more):
    people = tuple(person(key) for key in leaders)
    fields = {
        "uid": uid,
        "kind": Kind.MEETING,
        "title": " and ".join(one.name for one in people) + (f" in {city}" if city else ""),
        "status": status,
        "when": window,
        "place": place(city),
        "participants": people,
        "countries": tuple(one.country for one in people if one.country != "EU"),
        "quote": f"The two sides said that the talks would be held {window.words or 'as planned'}.",
        "outlet": "The Daily Record",
        "version_from": day(known),
    }
    return Event(**(fields | more))


def story():
    """Trump and Putin, spring 2017: a rumour for May, a possibility in July that is confirmed and held."""
    both = ("donald-trump", "vladimir-putin")
    anchor = Anchor("G20", "G20-2017", day("2017-07-07"), day("2017-07-08"), "Hamburg", "DE")
    may = when("2017-04-27", "2017-05-31", Precision.OPEN, "before the end of May", "../2017-05-31")
    rumour = event(
        "trump-putin-may", both, Status.SPECULATIVE, may, known="2017-04-27", title="Trump-Putin meeting", outlet="Foreign Policy",
        quote="The two presidents could meet before the end of May, a Russian daily reported.",
        anchors=(
            Anchor("NATO", "NATO-2017", day("2017-05-25"), day("2017-05-25"), "Brussels", "BE", LinkKind.AROUND),
            Anchor("G7", "G7-2017", day("2017-05-26"), day("2017-05-27"), "Taormina", "IT", LinkKind.AROUND),
        ),
        links=(EventLink(LinkKind.ALTERNATIVE_OF, "trump-putin-g20"),),
    )  # fmt: skip
    july = when("2017-07-01", "2017-07-31", Precision.MONTH, "this July", "2017-07")
    sideline = {"title": "Trump-Putin meeting, sidelines of the G20", "series": "G20", "anchors": (anchor,), "outlet": "Foreign Policy"}
    possible = event("trump-putin-g20", both, Status.SPECULATIVE, july, "Hamburg", known="2017-01-28", **sideline)
    confirmed = event("trump-putin-g20", both, Status.CONFIRMED, july, "Hamburg", known="2017-06-22", **sideline)
    held = event("trump-putin-g20", both, Status.HELD, when("2017-07-07"), "Hamburg", known="2017-07-07", **sideline)
    lapsed = event("trump-putin-may", both, Status.LAPSED, may, known="2017-06-01", title="Trump-Putin meeting")
    summits = [
        ("g20-2017", "G20", "G20 summit", "2017-07-07", "2017-07-08", "Hamburg", ()),
        ("nato-2017", "NATO", "NATO summit", "2017-05-25", None, "Brussels", ("donald-trump",)),
        ("g7-2017", "G7", "G7 summit", "2017-05-26", "2017-05-27", "Taormina", ("donald-trump",)),
    ]
    yield history((rumour, lapsed), "the window closed and nobody said that they met")
    yield history((possible, confirmed, held), "speculative to confirmed", "confirmed to held")
    for uid, series, title, first, last, city, leaders in summits:
        yield history(
            (
                event(
                    uid,
                    leaders,
                    Status.CONFIRMED,
                    when(first, last),
                    city,
                    known="2016-12-01",
                    kind=Kind.SUMMIT,
                    series=series,
                    title=title,
                ),
            )
        )


def history(versions, *words):
    changes = [
        Change(later.uid, "status", earlier.status.value, later.status.value, later.version_from, NOW, "time", said, "Kommersant")
        for earlier, later, said in zip(versions[:-1], versions[1:], words, strict=True)
    ]
    return History(versions[0].uid, tuple(versions), tuple(changes))


def states():
    """One of each mark, around the day that counts as today."""
    one, two, three = "donald-trump", "xi-jinping", "vladimir-putin"
    month = when("2026-12-01", "2026-12-31", Precision.MONTH, "in December", "2026-12")
    late = when("2026-12-21", "2026-12-31", Precision.PART_OF_MONTH, "late December")
    yield event("both-confirmed", (one, two), Status.CONFIRMED, when("2026-12-08", "2026-12-11"), "Miami", series="G20")
    yield event("both-rumour", (one, two), Status.SPECULATIVE, when("2027-01-01", "2027-01-31", Precision.MONTH, "in January"), "Beijing")
    yield event("window-speculative", (two,), Status.SPECULATIVE, month, "Vienna")
    yield event("window-confirmed", (three,), Status.CONFIRMED, month, "New Delhi", kind=Kind.VISIT)
    yield event("day-confirmed", (two,), Status.CONFIRMED, when("2026-11-29"), "Tokyo")
    yield event("day-speculative", (two,), Status.SPECULATIVE, when("2026-12-13"), "Moscow")
    yield event("days-speculative", (three,), Status.SPECULATIVE, when("2026-11-27", "2026-11-30"), "Ankara", disputed=True,
                party_status=(("TR", Status.CONFIRMED), ("RU", Status.SPECULATIVE)))  # fmt: skip
    yield event(
        "open-start",
        (one,),
        Status.SPECULATIVE,
        when("2026-11-10", "2027-01-15", Precision.OPEN, "by mid-January", "../2027-01-15"),
        "Riyadh",
    )
    yield event(
        "open-end",
        ("narendra-modi",),
        Status.SPECULATIVE,
        when("2026-12-20", "2027-03-31", Precision.OPEN, "after the elections", "2026-12-20/.."),
        "London",
    )
    yield event("anchored", ("emmanuel-macron", one), Status.SPECULATIVE, month, "Miami", series="G20",
                anchors=(Anchor("G20", "G20-2026", day("2026-12-14"), day("2026-12-15"), "Miami", "US"),))  # fmt: skip
    yield event("moved", (three,), Status.POSTPONED, when("2027-02-09", "2027-02-12"), "Beijing", previous=when("2026-12-27", "2026-12-30"))
    yield event("postponed", ("keir-starmer",), Status.POSTPONED, late, "Ottawa")
    yield event("cancelled-days", ("keir-starmer",), Status.CANCELLED, when("2027-01-11", "2027-01-16"), "Moscow")
    yield event("cancelled-day", (one,), Status.CANCELLED, when("2026-11-26"), "Seoul")
    yield event("held-days", (one,), Status.HELD, when("2026-11-04", "2026-11-08"), "London")
    yield event("held-day", (two,), Status.HELD, when("2026-11-11"), "Pretoria")
    yield event(
        "lapsed", ("friedrich-merz",), Status.LAPSED, when("2026-10-28", "2026-11-20", Precision.PART_OF_MONTH, "early November"), "Berlin"
    )
    yield event("hostile", ("volodymyr-zelenskyy",), Status.CONFIRMED, when("2027-01-20"), title=HOSTILE, quote=HOSTILE, outlet=HOSTILE)
    yield event("undated", (one, three), Status.SPECULATIVE, When(words="soon"), title="Undated call", kind=Kind.CALL)


def season():
    """What an ordinary season brings, so that rows fill up."""
    chance = random.Random(7)
    leaders, cities = list(PEOPLE), list(CITIES)
    for number in range(64):
        start = TODAY + dt.timedelta(chance.randrange(-40, 170))
        window = _window(chance, start)
        status = chance.choice((Status.CONFIRMED, Status.SPECULATIVE, Status.SPECULATIVE, Status.CANCELLED, Status.CONFIRMED))
        if start < TODAY:
            status = chance.choice((Status.HELD, Status.HELD, Status.LAPSED))
        people = chance.sample(leaders, chance.choice((1, 1, 2)))
        yield event(
            f"season-{number}", people, status, window, chance.choice(cities), kind=chance.choice((Kind.VISIT, Kind.MEETING, Kind.TALKS))
        )


def _window(chance, start):
    length = chance.choice((0, 0, 1, 2, 4, 27))
    end = start + dt.timedelta(length)
    precision = Precision.PART_OF_MONTH if length > 20 else Precision.DAYS
    return when(start.isoformat(), end.isoformat(), precision, words="in a few weeks" if length > 20 else "")


def histories():
    """All of them."""
    yield from story()
    for one in (*states(), *season()):
        yield History(one.uid, (one,))
