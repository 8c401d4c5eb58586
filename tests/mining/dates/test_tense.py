"""Which verb governs a date: right beside it, else to the left, else to the right."""

from __future__ import annotations

import re

import pytest

from tracker.mining.dates import Tense, date_tables, governing_tense
from tracker.mining.dates.scan import Sentence


@pytest.mark.parametrize(
    ("text", "tense"),
    [
        ("He will meet Xi [Friday].", Tense.FUTURE),
        ("He is due to arrive [Friday].", Tense.FUTURE),
        ("He is to visit Rome [Friday].", Tense.FUTURE),
        ("Xi to visit Rome [Friday]", Tense.FUTURE),
        ("The talks are scheduled for [Friday].", Tense.FUTURE),
        ("He plans talks on [Friday].", Tense.FUTURE),
        ("He leaves [Friday] for Rome.", Tense.FUTURE),
        ("He met Xi [Friday].", Tense.PAST),
        ("He arrived in Rome [Friday] to meet Xi.", Tense.PAST),
        ("He traveled to Rome [Friday].", Tense.PAST),
        ("Officials said [Friday] he will go.", Tense.REPORT),
        ("He will go, officials said [Friday].", Tense.REPORT),
        ("The Kremlin announced on [Friday] a visit.", Tense.REPORT),
        ("The Kremlin on [Friday] announced a visit.", Tense.REPORT),
        ("Biden on [Friday] will go to Rome.", Tense.FUTURE),
        ("On [Friday], Biden will go to Rome.", Tense.FUTURE),
        ("On [Friday], Biden went to Rome.", Tense.PAST),
        ("Officials said Putin will meet Xi on [Friday].", Tense.FUTURE),
        ("He will go to Rome after talks in Paris on [Friday].", Tense.FUTURE),
        ("After talks on [Friday]", Tense.PAST),
        ("The [Friday] announcement will help.", Tense.FUTURE),
        ("Elections are held on [Friday].", None),
        ("Xi in Rome on [Friday]", None),
        ("The United Nations on [Friday]", None),
        ("", None),
    ],
)
def test_the_governing_verb(text, tense):
    before, marked, _ = re.match(r"([^\[]*)(?:\[(\w+)\])?(.*)", text).groups()
    sentence = Sentence(re.sub(r"[\[\]]", "", text), date_tables())
    place = len(Sentence(before, date_tables()).words)
    assert governing_tense(sentence, place, place + bool(marked)) is tense


def test_a_verb_far_away_does_not_govern():
    sentence = Sentence("will " + "the " * 100 + "Friday", date_tables())
    assert governing_tense(sentence, 101, 102) is None
