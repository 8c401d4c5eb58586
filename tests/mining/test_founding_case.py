"""The founding case: one article of April 2017 tells exactly five planned events, linked, anchored and traced to who says so."""

from __future__ import annotations

import datetime as dt

import pytest

from tracker.domain import Article, LinkKind, Origin, Precision, Status
from tracker.lexicon import load
from tracker.mining import UndatedArticle, mine

PUBLISHED = dt.date(2017, 4, 27)
ALTERNATIVE, SIDELINE, G20, NATO, G7 = range(5)


def day(text):
    return dt.date.fromisoformat(text)


@pytest.fixture(scope="module")
def text(shared):
    return (shared / "seeds" / "might-trump-and-putin-meet-in-may.txt").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def events(text):
    """The mentions in the order of the founding case's table."""
    found = mine(Article("seed", text, published=PUBLISHED, outlet="Foreign Policy"), load())
    order = [("meeting", None), ("meeting", "G20"), ("summit", "G20"), ("summit", "NATO"), ("summit", "G7")]
    assert sorted((mention.kind.value, mention.series or "") for mention in found) == sorted((kind, series or "") for kind, series in order)
    return [next(mention for mention in found if (mention.kind.value, mention.series) == wanted) for wanted in order]


def test_titles(events):
    assert [event.title for event in events] == [
        "Trump-Putin meeting",
        "Trump-Putin meeting, sidelines of the G20",
        "G20 summit, Hamburg",
        "NATO summit, Brussels",
        "G7 summit, Taormina",
    ]


def test_statuses(events):
    assert [event.status for event in events] == [Status.SPECULATIVE] * 2 + [Status.CONFIRMED] * 3


def test_windows_as_the_text_says(events):
    assert [(event.when.earliest, event.when.latest) for event in events] == [
        (PUBLISHED, day("2017-05-31")),
        (day("2017-07-01"), day("2017-07-31")),
        (day("2017-07-01"), day("2017-07-31")),
        (PUBLISHED, day("2017-05-31")),
        (PUBLISHED, day("2017-05-31")),
    ]
    assert events[ALTERNATIVE].when.words == "before the end of May"
    assert events[ALTERNATIVE].when.precision is Precision.OPEN
    assert events[SIDELINE].when.words == "this July"
    assert not any(event.when.inferred for event in events)


def test_windows_that_known_summits_add(events):
    anchored = [(min(a.earliest for a in event.anchors), max(a.latest for a in event.anchors)) for event in events]
    assert anchored == [
        (day("2017-05-25"), day("2017-05-27")),
        (day("2017-07-07"), day("2017-07-08")),
        (day("2017-07-07"), day("2017-07-08")),
        (day("2017-05-25"), day("2017-05-25")),
        (day("2017-05-26"), day("2017-05-27")),
    ]


def test_places(events):
    assert [(event.place.city, event.place.country, event.place.region) for event in events] == [
        (None, None, "Europe"),
        ("Hamburg", "DE", None),
        ("Hamburg", "DE", None),
        ("Brussels", "BE", None),
        ("Taormina", "IT", None),
    ]


def test_parties(events):
    both = ["Donald Trump", "Vladimir Putin"]
    assert [[person.name for person in event.participants] for event in events] == [both, both, [], ["Donald Trump"], ["Donald Trump"]]
    assert [(person.name, person.country) for person in events[ALTERNATIVE].participants] == [
        ("Donald Trump", "US"),
        ("Vladimir Putin", "RU"),
    ]


def test_links(events):
    ordinals = [event.ordinal for event in events]
    links = [{(link.kind, ordinals.index(link.target)) for link in event.links} for event in events]
    assert links[ALTERNATIVE] == {(LinkKind.ALTERNATIVE_OF, SIDELINE), (LinkKind.AROUND, NATO), (LinkKind.AROUND, G7)}
    assert links[SIDELINE] == {(LinkKind.ALTERNATIVE_OF, ALTERNATIVE), (LinkKind.SIDELINE_OF, G20)}


def test_the_chain_of_sources_goes_inwards(events):
    chain = [(source.origin, source.name, source.country) for source in events[ALTERNATIVE].attribution]
    assert chain[:2] == [(Origin.OUTLET, "Foreign Policy", None), (Origin.CITED_OUTLET, "Kommersant", None)]
    assert {(origin, country) for origin, _, country in chain[2:]} == {(Origin.UNNAMED, "RU"), (Origin.UNNAMED, "US")}


def test_both_parties_are_heard(events):
    assert dict(events[ALTERNATIVE].party_status) == {"RU": Status.SPECULATIVE, "US": Status.SPECULATIVE}


def test_every_quote_is_verbatim(events, text):
    assert all(text[passage.start : passage.end] == passage.quote for event in events for passage in event.evidence)
    assert any("may meet before the end of May" in passage.quote for passage in events[ALTERNATIVE].evidence)


@pytest.mark.parametrize("noise", ["phone call", "July 2020", "Trending Now", "KOLESNIKOVA", "Flynn", "Meet in May?"])
def test_nothing_comes_from_the_noise(events, noise):
    assert not any(noise in passage.quote for event in events for passage in event.evidence)


def test_without_a_date_the_year_follows_from_the_summits(text):
    found = mine(Article("seed", text, outlet="Foreign Policy"), load())
    assert len(found) == 5
    assert all(mention.when.inferred for mention in found)
    assert {mention.when.latest for mention in found} == {day("2017-05-31"), day("2017-07-31")}


def test_without_a_date_and_a_summit_it_asks_for_the_date():
    with pytest.raises(UndatedArticle, match="date"):
        mine(Article("undated", "Putin will visit Hanoi next week."), load())
