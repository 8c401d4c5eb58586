"""Who can take part: titles, names, groups, governments, organisations. The sentences tell a meeting so that they are read at all."""

from __future__ import annotations

import datetime as dt

import pytest

from tests.mining.stage import parties, reading

REST = " will meet the king of Tonga in Nuku'alofa on Friday."


def first(text, published=dt.date(2024, 5, 15)):
    return parties(text + REST, published)[0]


@pytest.mark.parametrize(
    ("text", "name", "country"),
    [
        ("French President Emmanuel Macron", "Emmanuel Macron", "FR"),
        ("Emmanuel Macron", "Emmanuel Macron", "FR"),
        ("Macron", "Emmanuel Macron", "FR"),
        ("President Macron", "Emmanuel Macron", "FR"),
        ("The President of France, Emmanuel Macron,", "Emmanuel Macron", "FR"),
        ("Emmanuel Macron, the French president,", "Emmanuel Macron", "FR"),
        ("Russia's foreign minister, Sergei Lavrov,", "Sergei Lavrov", "RU"),
        ("Chinese President Xi Jinping", "Xi Jinping", "CN"),
        ("President Xi Jinping", "Xi Jinping", "CN"),
        ("President Xi", "Xi Jinping", "CN"),
        ("Zelenskyy", "Volodymyr Zelensky", "UA"),
        ("Zelenskiy", "Volodymyr Zelensky", "UA"),
        ("Volodymyr Zelenskyi", "Volodymyr Zelensky", "UA"),
        ("Recep Tayyip Erdogan", "Recep Tayyip Erdoğan", "TR"),
        ("Recep Tayyip Erdoğan", "Recep Tayyip Erdoğan", "TR"),
        ("Egyptian President el-Sisi", "Abdel Fattah el-Sisi", "EG"),
        ("King Charles", "King Charles III", "GB"),
        ("Pope Francis", "Pope Francis", "VA"),
        ("Mohammed bin Salman", "Mohammed bin Salman", "SA"),
        ("Ursula von der Leyen", "Ursula von der Leyen", None),
        ("NATO Secretary General Jens Stoltenberg", "Jens Stoltenberg", None),
        ("UN chief Antonio Guterres", "António Guterres", None),
        ("PLO chairman Mahmoud Abbas", "Mahmoud Abbas", "PS"),
        ("Joseph R. Biden", "Joe Biden", "US"),
    ],
)
def test_known_people(text, name, country):
    party = first(text)
    assert (party.name, party.countries[0] if party.countries else None) == (name, country)


@pytest.mark.parametrize(
    ("text", "name", "country"),
    [
        ("Deputy Foreign Minister Tariq Mansoor of Jordan", "Tariq Mansoor", "JO"),
        ("Swedish Deputy Foreign Minister Lars Bergqvist", "Lars Bergqvist", "SE"),
        ("Swedish Trade Minister Lars Bergqvist", "Lars Bergqvist", "SE"),
        ("Assistant Secretary of State Mary Underhill", "Mary Underhill", "US"),
        ("Ambassador Lucía Benavente of Chile", "Lucía Benavente", "CL"),
        ("Lars Bergqvist, Sweden's trade minister,", "Lars Bergqvist", "SE"),
        ("Bolivian special envoy Juan de la Torre", "Juan de la Torre", "BO"),
        ("General Ahmad al-Rashid of Iraq", "Ahmad al-Rashid", "IQ"),
    ],
)
def test_people_in_no_list_are_known_by_their_title(text, name, country):
    party = first(text)
    assert (party.name, party.countries[0] if party.countries else None) == (name, country)


@pytest.mark.parametrize(
    ("text", "published", "name"),
    [
        ("President Bush", dt.date(1991, 5, 1), "George H. W. Bush"),
        ("President Bush", dt.date(2005, 5, 1), "George W. Bush"),
        ("Prime Minister Johnson", dt.date(2021, 5, 1), "Boris Johnson"),
        ("South Korean President Lee", dt.date(2010, 5, 1), "Lee Myung-bak"),
        ("South Korean President Lee", dt.date(2025, 9, 1), "Lee Jae-myung"),
        ("North Korean leader Kim", dt.date(2005, 5, 1), "Kim Jong Il"),
        ("North Korean leader Kim", dt.date(2018, 5, 1), "Kim Jong Un"),
        ("Secretary of State Clinton", dt.date(2011, 5, 1), "Hillary Clinton"),
        ("President Clinton", dt.date(1998, 5, 1), "Bill Clinton"),
        ("Prime Minister Singh", dt.date(2010, 5, 1), "Manmohan Singh"),
    ],
)
def test_a_surname_means_who_held_the_office_on_the_day(text, published, name):
    assert first(text, published).name == name


@pytest.mark.parametrize(
    ("text", "countries"),
    [
        ("The leaders of Serbia and Kosovo", ("RS", "XK")),
        ("US, Japanese and South Korean officials", ("US", "JP", "KR")),
        ("Foreign ministers from Egypt, Jordan and Iraq", ("EG", "JO", "IQ")),
        ("Delegations of Armenia and Azerbaijan", ("AM", "AZ")),
        ("The two Koreas", ("KR", "KP")),
        ("Germany", ("DE",)),
        ("The White House", ("US",)),
        ("The Kremlin", ("RU",)),
        ("Beijing", ("CN",)),
        ("The Egyptian prime minister", ("EG",)),
        ("Spain's foreign minister", ("ES",)),
    ],
)
def test_governments_and_groups(text, countries):
    assert first(text).countries == countries


@pytest.mark.parametrize(
    ("text", "body"), [("The European Union", "EU"), ("NATO", "NATO"), ("Hamas", "Hamas"), ("The African Union", "African Union")]
)
def test_organisations(text, body):
    assert first(text).organisation == body


@pytest.mark.parametrize(
    "text",
    [
        "A doctor from the north",
        "The chairman of a bank",
        "Two pilots",
        "May the visitors who come",
        "German engineers",
    ],
)
def test_who_is_no_party(text):
    assert not any(party.person for party in parties(text + REST) if party.name != "Tupou VI" and "Tupou" not in party.name)


def test_the_head_of_a_body_is_named_after_it():
    found = parties("NATO Secretary General Jens Stoltenberg" + REST)
    assert [party.name for party in found if party.person] == ["Jens Stoltenberg"]


def test_a_country_before_a_noun_only_qualifies_it():
    found = parties("A Ukraine war veteran met Japan fans; Olaf Scholz will meet Emmanuel Macron in Berlin on Friday.")
    assert [party.name for party in found if party.person] == ["Olaf Scholz", "Emmanuel Macron"]
    assert not any("UA" in party.countries for party in found)


def test_the_headline_learns_its_names_from_the_text():
    found = reading("Deputy Foreign Minister Tariq Mansoor of Jordan will meet Amos Hochstein.", title="Mansoor to meet Hochstein in Amman")
    assert [party.name for party in found.parties[0] if party.person] == ["Tariq Mansoor", "Amos Hochstein"]


def test_a_spokesman_is_a_spokesman():
    found = parties("Kremlin spokesman Dmitry Peskov said that Vladimir Putin will meet Xi Jinping in Astana.")
    assert next(party for party in found if party.name == "Dmitry Peskov").office == "spokesperson"
