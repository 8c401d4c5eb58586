"""The tense of the verb that governs an expression, from the words around it.

The verb right after wins ("on Monday said"), else the nearest to the left ("will meet Friday"), else the nearest to the right
("On Friday, he will"). A caller that parses verbs better passes its own function instead.
"""

from __future__ import annotations

from tracker.mining.dates.scan import Sentence
from tracker.mining.dates.spans import Tense

REACH = 25
_TENSES = {"future": Tense.FUTURE, "report": Tense.REPORT, "past": Tense.PAST}


def governing_tense(sentence: Sentence, first: int, last: int) -> Tense | None:
    """The tense that governs the words from ``first`` up to ``last``; None where no verb is near."""
    adjacent = _tense_of(sentence, last)
    if adjacent is not None and not _is_noun(sentence, last) and not _is_infinitive(sentence, last):
        return adjacent
    weak, tables, lowers = None, sentence.tables, sentence.lowers
    for index in range(first - 1, max(first - REACH, 0) - 1, -1):
        word = lowers[index]
        if word not in tables.verbs and not word.endswith(tables.past_endings):
            continue
        found = _tense_of(sentence, index)
        if found is not None:
            return found
        if tables.verbs.get(word) == "weak_past":
            weak = Tense.PAST
    return weak or _ahead(sentence, last)


def _ahead(sentence: Sentence, last: int) -> Tense | None:
    for index in range(last, min(last + REACH, len(sentence.words))):
        found = _tense_of(sentence, index)
        if found is not None:
            return found
    return None


def _tense_of(sentence: Sentence, index: int) -> Tense | None:
    word, tables = sentence.lower(index), sentence.tables
    kind = tables.verbs.get(word)
    if kind is None:
        return Tense.PAST if word.endswith(tables.past_endings) and _is_participle(sentence, index) else None
    if kind == "infinitive":
        return Tense.FUTURE if _is_infinitive(sentence, index) else None
    if kind == "past" and sentence.lower(index - 1) in tables.tense["passive"]:
        return None
    return _TENSES.get(kind)


def _is_infinitive(sentence: Sentence, index: int) -> bool:
    if sentence.lower(index) not in sentence.tables.tense["infinitive"] or index + 1 >= len(sentence.words):
        return False
    word = sentence.words[index + 1]
    return word.isalpha() and word.islower() and word not in sentence.tables.tense["not_infinitive"]


def _is_participle(sentence: Sentence, index: int) -> bool:
    word, tense = sentence.words[index], sentence.tables.tense
    return word.islower() and word not in tense["no_verbs"] and sentence.lower(index - 1) not in tense["passive"]


def _is_noun(sentence: Sentence, index: int) -> bool:
    """Whether the word after a date is a noun that the date belongs to ("the Friday announcement", "Monday's statement")."""
    return sentence.around(index, "past_nouns") or sentence.around(index, "event_nouns")
