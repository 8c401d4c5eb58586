from __future__ import annotations

import datetime as dt

import pytest

from tests.mining.stage import stage
from tracker.mining.before import countries_of
from tracker.mining.seams import find_seams


def names(found):
    return [party.name or party.organisation or "+".join(party.countries) for party in found]


def subject(text, verb):
    found = stage(text)
    _, edge = found.cues.chain(found.at(verb))
    return names(found.roles.subject(edge))


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("Xi Jinping will meet Vladimir Putin.", ["Xi Jinping"]),
        ("Xi Jinping and Vladimir Putin will meet.", ["Xi Jinping", "Vladimir Putin"]),
        ("Xi Jinping, Vladimir Putin and Narendra Modi will meet.", ["Xi Jinping", "Vladimir Putin", "Narendra Modi"]),
        ("Xi Jinping, who spoke with Joe Biden, will meet Vladimir Putin.", ["Xi Jinping"]),
        ("After a call with Joe Biden, Xi Jinping will meet Vladimir Putin.", ["Xi Jinping"]),
        ("The leaders of Serbia and Kosovo will meet.", ["RS+XK"]),
        ("The successor of Joe Biden's friend Xi Jinping will meet Vladimir Putin.", ["Xi Jinping"]),
    ],
)
def test_the_subject_of_a_verb(text, who):
    assert subject(text, "meet") == who


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("Xi Jinping will meet Vladimir Putin in Astana.", ["Vladimir Putin"]),
        ("Xi Jinping will meet with Vladimir Putin in Astana.", ["Vladimir Putin"]),
        ("Xi Jinping will meet Vladimir Putin and Narendra Modi in Astana.", ["Vladimir Putin", "Narendra Modi"]),
        ("Xi Jinping will meet Vladimir Putin to talk about Ukraine.", ["Vladimir Putin"]),
        ("Xi Jinping will meet Vladimir Putin over the war in Ukraine.", ["Vladimir Putin"]),
        ("Xi Jinping and Vladimir Putin will meet in Japan.", []),
    ],
)
def test_the_partners_of_a_verb(text, who):
    found = stage(text)
    at = found.at("meet")
    assert names(found.roles.partners(at, len(found.nodes), direct=True)) == who


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("Talks between Serbia and Kosovo will open on Friday.", ["RS", "XK"]),
        ("Talks with Serbia will open on Friday in Vienna.", ["RS"]),
        ("Talks on Serbia will open on Friday in Vienna.", []),
    ],
)
def test_the_partners_of_a_noun(text, who):
    found = stage(text)
    at = found.at("talks")
    assert names(found.roles.partners(at, len(found.nodes), direct=False)) == who


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("Putin's visit will begin on Friday.", ["Vladimir Putin"]),
        ("The Trump-Putin meeting will begin on Friday.", ["Donald Trump", "Vladimir Putin"]),
    ],
)
def test_owners_stand_in_the_nouns_own_phrase(text, who):
    found = stage(text, dt.date(2017, 5, 1))
    at = found.at("visit") if "visit" in text else found.at("meeting")
    assert names(found.roles.owners(0, at)) == who


@pytest.mark.parametrize(("words", "who"), [("his visit", ["Xi Jinping"]), ("her visit", ["Xi Jinping"])])
def test_whose_visit(words, who):
    found = stage(f"Xi Jinping will meet Vladimir Putin, and prepares {words} to Paris.".replace("Vladimir Putin", "farmers"))
    at = found.at("visit")
    assert names(found.roles.pronoun_owner(at - 1, at)) == who


def test_a_clause_begins_after_its_break():
    found = stage("Joe Biden slept while Xi Jinping will meet Vladimir Putin.")
    assert found.nodes[found.roles.clause_start(found.at("meet"))].low == "xi jinping"


def test_a_standfirst_that_runs_into_the_next_sentence_has_a_seam():
    found = stage("Leaders seek a way out of crisis Xi Jinping will meet Vladimir Putin in Astana on Friday.")
    assert found.at("xi jinping") in find_seams(found.nodes, found.parties, frozenset({"of", "a", "out"}))


def test_no_seam_within_a_plain_sentence():
    found = stage("Chinese President Xi Jinping will meet Vladimir Putin in Astana on Friday.")
    assert find_seams(found.nodes, found.parties, frozenset()) == frozenset()


def test_countries_are_listed_once_in_order():
    found = stage("Xi Jinping, Vladimir Putin and Li Qiang will meet.")
    assert countries_of(found.parties) == ("CN", "RU")
