from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.mining.folding import fold, loosen, patterns


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Erdoğan", "erdogan"),
        ("Viktor Orbán", "viktor orban"),
        ("Bürgenstock", "burgenstock"),
        ("Støre", "store"),
        ("Łódź", "lodz"),
        ("İstanbul", "istanbul"),
        ("leaders’ summit", "leaders' summit"),
        ("“yes”", '"yes"'),
        ("Tashkent\u00a0now", "tashkent now"),
        ("zero\u200bwidth", "zero width"),
        ("ﬁnance", "finance"[:1] + "nance"),
        ("Москва", "москва"),
    ],
)
def test_fold(text, folded):
    assert fold(text) == folded


@given(st.text(max_size=200))
def test_folding_keeps_every_offset(text):
    assert len(fold(text)) == len(text)
    assert len(loosen(fold(text))) == len(text)


@given(st.text(max_size=100))
def test_folding_twice_changes_nothing_in_plain_letters(text):
    plain = "".join(letter for letter in text if letter.isascii())
    assert fold(fold(plain)) == fold(plain)


@pytest.mark.parametrize(
    ("folded", "loose"),
    [("u.s.-china talks", "u s  china talks"), ("xi, putin", "xi, putin"), ("leaders' summit", "leaders  summit"), ("a: b; c", "a: b; c")],
)
def test_loosen(folded, loose):
    assert loosen(folded) == loose


@pytest.mark.parametrize(
    ("surface", "expected"),
    [
        ("Xi Jinping", ("xi jinping",)),
        ("leaders' summit", ("leaders summit", "leaders  summit")),
        ("G-20", ("g 20",)),
        ("U.S.", ("u s",)),
        ("São Paulo", ("sao paulo",)),
    ],
)
def test_a_surface_is_sought_as_written_and_without_runs_of_spaces(surface, expected):
    assert patterns(surface) == expected
