"""The tense of the verb that governs an expression, from the words around it.

The verb right after wins ("on Monday said"), else the nearest to the left ("will meet Friday"), else the nearest to the right
("On Friday, he will"). A caller that parses verbs better passes its own function instead.
"""

from __future__ import annotations

from tracker.mining.dates.scan import Sentence
from tracker.mining.dates.spans import Tense

REACH = 25


def governing_tense(sentence: Sentence, first: int, last: int) -> Tense | None:
    """The tense that governs the words from ``first`` up to ``last``; None where no verb is near."""
    adjacent = _tense_of(sentence, last)
    if adjacent is not None and not _is_noun(sentence, last) and not _is_infinitive(sentence, last):
        return adjacent
    weak = None
    for index in range(first - 1, max(first - REACH, 0) - 1, -1):
        found = _tense_of(sentence, index)
        if found is not None:
            return found
        if sentence.lower(index) in sentence.tables.tense["weak_past"]:
            weak = Tense.PAST
    return weak or _ahead(sentence, last)


def _ahead(sentence: Sentence, last: int) -> Tense | None:
    for index in range(last, min(last + REACH, len(sentence.words))):
        found = _tense_of(sentence, index)
        if found is not None:
            return found
    return None


def _tense_of(sentence: Sentence, index: int) -> Tense | None:
    word = sentence.lower(index)
    tense = sentence.tables.tense
    if word in tense["future"]:
        return Tense.FUTURE
    if word in tense["report"]:
        return Tense.REPORT
    if word in tense["past"]:
        return None if sentence.lower(index - 1) in tense["passive"] else Tense.PAST
    if _is_infinitive(sentence, index):
        return Tense.FUTURE
    return Tense.PAST if _is_participle(sentence, index) else None


def _is_infinitive(sentence: Sentence, index: int) -> bool:
    if sentence.lower(index) not in sentence.tables.tense["infinitive"] or index + 1 >= len(sentence.words):
        return False
    word = sentence.words[index + 1]
    return word.isalpha() and word.islower() and word not in sentence.tables.tense["not_infinitive"]


def _is_participle(sentence: Sentence, index: int) -> bool:
    if not 0 <= index < len(sentence.words):
        return False
    word, tables = sentence.words[index], sentence.tables
    if not word.endswith(tables.past_ending) or not word.islower() or word in tables.tense["no_verbs"]:
        return False
    return sentence.lower(index - 1) not in tables.tense["passive"]


def _is_noun(sentence: Sentence, index: int) -> bool:
    """Whether the word after a date is a noun that the date belongs to ("the Friday announcement", "Monday's statement")."""
    return sentence.around(index, "past_nouns") or sentence.around(index, "event_nouns")
