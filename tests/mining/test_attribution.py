from __future__ import annotations

import pytest

from tests.mining.stage import stage
from tracker.domain import Origin
from tracker.mining.attribution import DEPTH, SourceReader

CLAIM = "Vladimir Putin will meet Recep Tayyip Erdogan in Sochi"


def reader(text, number=0):
    found = stage(text, number=number)
    return SourceReader(found.text, found.row, found.parties, found.roles)


def sources(text):
    return [(source.origin, source.name, source.country) for source in reader(text).sources(0)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (f"{CLAIM}.", []),
        (f"{CLAIM}, the Kremlin said.", [(Origin.INSTITUTION, "Kremlin", "RU")]),
        (f"{CLAIM}, the Russian foreign ministry said.", [(Origin.INSTITUTION, "foreign ministry", "RU")]),
        (f"{CLAIM}, Dmitry Peskov said.", [(Origin.OFFICIAL, "Dmitry Peskov", "RU")]),
        (f"{CLAIM}, Kremlin spokesman Dmitry Peskov said.", [(Origin.OFFICIAL, "Dmitry Peskov", "RU")]),
        (f"Kommersant reported that {CLAIM}.", [(Origin.CITED_OUTLET, "Kommersant", None)]),
        (f"{CLAIM}, according to Kommersant.", [(Origin.CITED_OUTLET, "Kommersant", None)]),
        (f"{CLAIM}, sources said.", [(Origin.UNNAMED, "sources", None)]),
        (
            f"{CLAIM}, Kommersant reported, citing sources.",
            [(Origin.CITED_OUTLET, "Kommersant", None), (Origin.UNNAMED, "sources", None)],
        ),
    ],
)
def test_who_says_so(text, expected):
    assert sources(text) == expected


def test_sources_in_two_governments_are_two():
    found = reader("This was confirmed by sources in both the Russian and U.S. administrations ahead of a meeting with Vladimir Putin.")
    assert {(source.origin, source.country) for source in found.all_named() if source.origin is Origin.UNNAMED} == {
        (Origin.UNNAMED, "RU"),
        (Origin.UNNAMED, "US"),
    }


def test_offsets_are_those_of_the_words():
    found = reader(f"{CLAIM}, the Kremlin said.")
    (source,) = found.sources(0)
    assert found.text[source.start : source.end] == "Kremlin"


@pytest.mark.parametrize(
    ("text", "confirms"),
    [
        ("This was confirmed by Russian officials before a meeting in Sochi.", True),
        ("It was reported by Kommersant before a meeting in Sochi.", True),
        ("Russian officials will meet Turkish ones in Sochi.", False),
        ("That evening Vladimir Putin will meet Turkish officials.", False),
    ],
)
def test_a_sentence_about_what_was_just_told(text, confirms):
    assert reader(text).confirms_before() is confirms


def test_from_the_outside_inwards():
    order = [Origin.OUTLET, Origin.CITED_OUTLET, Origin.INSTITUTION, Origin.UNNAMED]
    assert sorted(order, key=DEPTH.index) == order
    assert set(DEPTH) == set(Origin)
