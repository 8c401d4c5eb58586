"""What the tests of the lexicon share: finding surfaces in a phrase as the miner does, by words and case."""

from __future__ import annotations

import re

import pytest


def found_in(phrase, surfaces):
    """The surfaces that stand in the phrase as whole words and in the right case."""
    lowered = phrase.lower()
    return [
        surface
        for surface in surfaces
        if surface.text.lower() in lowered
        for place in re.finditer(rf"(?<!\w){re.escape(surface.text.lower())}(?!\w)", lowered)
        if surface.fits(phrase[place.start() : place.end()])
    ]


@pytest.fixture(scope="session")
def find():
    return found_in
