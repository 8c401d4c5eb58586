from __future__ import annotations

import pytest

from tracker.lexicon.surfaces import Surface, SurfaceKind, index


@pytest.mark.parametrize(
    ("written", "found", "fits"),
    [
        ("US", "US", True),
        ("US", "us", False),
        ("US", "Us", False),
        ("WHO", "Who", False),
        ("U.S.", "U.S.", True),
        ("NATO", "Nato", True),
        ("NATO", "NATO", True),
        ("NATO", "nato", False),
        ("COP28", "Cop28", True),
        ("G20", "g20", False),
        ("Japan", "Japan", True),
        ("Japan", "JAPAN", True),
        ("Japan", "japan", False),
        ("Turkey", "turkey", False),
        ("Summit of the Americas", "Summit Of The Americas", True),
        ("six-party talks", "Six-Party Talks", True),
        ("six-party talks", "six-party talks", True),
    ],
)
def test_case_of_what_is_found(written, found, fits):
    assert Surface(written, "x", SurfaceKind.NAME).fits(found) is fits


@pytest.mark.parametrize(("written", "text", "strong"), [("Jordan?", "Jordan", False), ("Oman", "Oman", True)])
def test_a_question_mark_says_weak(written, text, strong):
    surface = Surface.parse(written, "x", SurfaceKind.NAME)
    assert (surface.text, surface.strong) == (text, strong)


def test_index_knows_a_name_with_and_without_accents_once_per_key():
    first = Surface("Élysée", "FR", SurfaceKind.GOVERNMENT)
    twin = Surface("ÉLYSÉE", "FR", SurfaceKind.GOVERNMENT)
    other = Surface("Elysee", "XX", SurfaceKind.NAME)
    assert index([first, twin, other]) == {"élysée": (first,), "elysee": (first, other)}
