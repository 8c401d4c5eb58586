from __future__ import annotations

import pytest

from tracker.domain import Kind, Participant, Place
from tracker.lexicon import load
from tracker.mining.title import title

TRUMP = Participant("donald-trump", "Donald Trump", "US")
PUTIN = Participant("vladimir-putin", "Vladimir Putin", "RU")
XI = Participant("xi-jinping", "Xi Jinping", "CN")
RAMOS = Participant("ana-ramos", "Ana Ramos", "TL")


@pytest.mark.parametrize(
    ("kind", "people", "countries", "series", "place", "expected"),
    [
        (Kind.MEETING, (TRUMP, PUTIN), ("US", "RU"), None, Place(), "Trump-Putin meeting"),
        (Kind.MEETING, (TRUMP, PUTIN), ("US", "RU"), "G20", Place("Hamburg", "DE"), "Trump-Putin meeting, sidelines of the G20"),
        (Kind.MEETING, (TRUMP, XI), ("US", "CN"), None, Place(), "Trump-Xi meeting"),
        (Kind.MEETING, (RAMOS, XI), ("TL", "CN"), None, Place(), "Ramos-Xi meeting"),
        (Kind.MEETING, (), ("EG", "SD"), None, Place(), "Egypt-Sudan meeting"),
        (Kind.TALKS, (), ("AM", "AZ"), None, Place("Almaty", "KZ"), "Armenia-Azerbaijan talks"),
        (Kind.CALL, (TRUMP, XI), ("US", "CN"), None, Place(), "Trump-Xi call"),
        (Kind.VISIT, (XI,), ("CN", "RU"), None, Place("Moscow", "RU"), "Xi Jinping's visit to Moscow"),
        (Kind.VISIT, (XI,), ("CN", "RU"), None, Place(None, "RU"), "Xi Jinping's visit to Russia"),
        (Kind.VISIT, (RAMOS,), ("TL", "RU"), None, Place(None, "RU"), "Ana Ramos' visit to Russia"),
        (Kind.VISIT, (XI,), ("CN",), None, Place(), "Xi Jinping's visit"),
        (Kind.VISIT, (XI,), ("CN",), None, Place(region="Europe"), "Xi Jinping's visit to Europe"),
        (Kind.VISIT, (), ("DE", "RU"), None, Place("Moscow", "RU"), "Germany's visit to Moscow"),
        (Kind.SUMMIT, (), (), "G20", Place("Hamburg", "DE"), "G20 summit, Hamburg"),
        (Kind.SUMMIT, (TRUMP,), ("US",), "NATO", Place("Brussels", "BE"), "NATO summit, Brussels"),
        (Kind.SUMMIT, (), (), "BRICS", Place(), "BRICS summit"),
        (Kind.SUMMIT, (), (), "Global Water Summit", Place("Riyadh", "SA"), "Global Water Summit, Riyadh"),
        (Kind.SUMMIT, (), ("JP", "KR", "CN"), None, Place("Seoul", "KR"), "Japan-South Korea-China summit, Seoul"),
        (Kind.CONFERENCE, (), (), "WTO", Place(None, "CM"), "WTO conference, Cameroon"),
    ],
)
def test_titles(kind, people, countries, series, place, expected):
    assert title(kind, (people, countries), series, place, load()) == expected


def test_no_more_than_three_names():
    people = (TRUMP, PUTIN, XI, RAMOS)
    assert title(Kind.MEETING, (people, ()), None, Place(), load()) == "Trump-Putin-Xi meeting"


@pytest.mark.parametrize("kind", list(Kind))
def test_every_kind_has_a_title_that_starts_with_a_capital(kind):
    found = title(kind, ((), ("FR", "DE")), None, Place(), load())
    assert found
    assert found[0].isupper()
