"""The names of gatherings that no list has."""

from __future__ import annotations

import pytest

from tests.mining.stage import BASE, reading
from tracker.domain import Kind
from tracker.lexicon import load
from tracker.mining.telling import tell


def named(text):
    return [(item.draft.series, item.draft.kind) for item in tell(reading(text), BASE, load()) if item.draft.series and not item.draft.hint]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Olaf Scholz will attend the Germany-Morocco Strategic Dialogue.", ("Germany-Morocco Strategic Dialogue", Kind.TALKS)),
        ("Olaf Scholz will attend the 21st Lakeside Security Forum in Bled.", ("Lakeside Security Forum", Kind.CONFERENCE)),
        ("Olaf Scholz will attend the tenth U.S.-EU Energy Council meeting.", ("U.S.-EU Energy Council", Kind.CONFERENCE)),
        ("Olaf Scholz will attend a meeting of the Germany-Egypt Working Group.", ("Germany-Egypt Working Group", Kind.TALKS)),
        (
            "Olaf Scholz will attend the U.S.-EU Consultations on the Indo-Pacific.",
            ("U.S.-EU Consultations on the Indo-Pacific", Kind.TALKS),
        ),
    ],
)
def test_names_as_they_are_written(text, expected):
    assert named(text) == [expected]


@pytest.mark.parametrize(
    "text",
    [
        "Olaf Scholz will attend a National Security Council meeting on Monday.",
        "Olaf Scholz will attend the Beijing Summit on Monday.",
        "Olaf Scholz will meet the president of the Cabinda Forum on Monday.",
    ],
)
def test_what_is_no_name_of_a_gathering(text):
    assert named(text) == []
