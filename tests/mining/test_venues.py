from __future__ import annotations

import pytest

from tests.mining.stage import stage
from tracker.domain import Place
from tracker.mining.venues import DIRECTIONAL, LOCATIVE, Stop, by_country, one_place

LEAD = "Xi Jinping will meet Vladimir Putin "


def where(text, prepositions=LOCATIVE, nations=()):
    found = stage(text)
    stops = found.venues(*nations).stops(found.at("meet") + 1, len(found.nodes), prepositions)
    return [(stop.place.city or stop.place.region, stop.place.country) for stop in stops]


@pytest.mark.parametrize(
    ("words", "place"),
    [
        ("in Astana", ("Astana", "KZ")),
        ("in Hiroshima, Japan", ("Hiroshima", "JP")),
        ("in Japan's Hiroshima", ("Hiroshima", "JP")),
        ("in the Japanese city of Hiroshima", ("Hiroshima", "JP")),
        ("in the Malian capital, Bamako", ("Bamako", "ML")),
        ("in Japan", (None, "JP")),
        ("at the White House", ("Washington", "US")),
        ("at Camp David", ("Camp David", "US")),
        ("at the Kremlin", ("Moscow", "RU")),
        ("in Central Asia", ("Central Asia", None)),
        ("in Geneva", ("Geneva", "CH")),
        ("in Washington", ("Washington", "US")),
        ("near Sochi", ("Sochi", "RU")),
        ("in an unnamed third country", None),
        ("in May", None),
        ("in private", None),
        ("at noon", None),
    ],
)
def test_where(words, place):
    assert where(f"{LEAD}{words}.") == ([place] if place else [])


def test_a_big_city_is_not_its_namesake_at_home():
    assert where(f"{LEAD}in Geneva.", nations=("US",)) == [("Geneva", "CH")]
    assert where(f"{LEAD}in Washington.", nations=("GB",)) == [("Washington", "US")]


@pytest.mark.parametrize(
    "words",
    ["about the war in Ukraine", "on the crisis in Sudan", "over fighting in Gaza", "despite elections in India"],
)
def test_the_place_of_a_trouble_is_no_venue(words):
    assert where(f"{LEAD}{words}.") == []


@pytest.mark.parametrize(
    ("words", "countries"),
    [
        ("to South Korea, the Philippines, Laos and Vietnam", ["KR", "PH", "LA", "VN"]),
        ("to Serbia and Hungary", ["RS", "HU"]),
        ("to Serbia and then to Hungary", ["RS", "HU"]),
        ("to three island nations: Fiji and Tonga", ["FJ", "TO"]),
        ("to neighbours Guatemala and Belize", ["GT", "BZ"]),
        ("to Minsk", ["BY"]),
    ],
)
def test_the_stops_of_a_journey(words, countries):
    found = stage(f"Xi Jinping will travel {words} next week.")
    stops = found.venues().stops(found.at("travel") + 1, len(found.nodes), DIRECTIONAL)
    assert [stop.place.country for stop in stops] == countries


def test_the_first_list_only():
    found = stage("Xi Jinping will travel to Serbia and Hungary to talk to France.")
    stops = found.venues().first_row(found.at("travel") + 1, len(found.nodes), DIRECTIONAL)
    assert [stop.place.country for stop in stops] == ["RS", "HU"]


@pytest.mark.parametrize(("words", "site"), [("at the White House", "White House"), ("in Washington", None)])
def test_a_site_is_kept_beside_its_city(words, site):
    found = stage(f"{LEAD}{words}.")
    (stop,) = found.venues().stops(found.at("meet") + 1, len(found.nodes), LOCATIVE)
    assert (stop.place.city, stop.place.site) == ("Washington", site)


def test_a_place_has_coordinates():
    found = stage(f"{LEAD}in Astana.")
    (stop,) = found.venues().stops(found.at("meet") + 1, len(found.nodes), LOCATIVE)
    assert stop.place.latitude == pytest.approx(51.2, abs=0.3)
    assert stop.place.longitude == pytest.approx(71.4, abs=0.3)


def stop(city, country):
    return Stop(0, 0, Place(city, country))


@pytest.mark.parametrize(
    ("stops", "place"),
    [
        ([], Place()),
        ([stop("Astana", "KZ")], Place("Astana", "KZ")),
        ([stop(None, "KZ"), stop("Astana", "KZ")], Place("Astana", "KZ")),
        ([stop("Almaty", "KZ"), stop("Astana", "KZ")], Place(None, "KZ")),
    ],
)
def test_one_place(stops, place):
    assert one_place(stops) == place


def test_stops_are_grouped_by_country_in_order_of_the_journey():
    stops = [stop("Istanbul", "TR"), stop("Athens", "GR"), stop("Ankara", "TR")]
    assert [[one.place.city for one in group] for group in by_country(stops)] == [["Istanbul", "Ankara"], ["Athens"]]
