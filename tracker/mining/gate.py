"""The gate: one small automaton decides which articles can tell a planned encounter, and around which words."""

from __future__ import annotations

from collections.abc import Iterator

from tracker.mining.vocabulary import DAY, FUTURE, HOUR, LIGHT, NOUN, PRESENT, STRONG, TELLING, TO, VERB, Vocabulary

VERB_REACH, WEAK_VERB_REACH = 25, 16
NOUN_REACH = 60
LIGHT_REACH = 40
DAY_REACH = 80
OWN_DAY_REACH = 12  # "the June 14 NATO summit"
SAID_REACH = 90
HOUR_REACH = 80
INFINITIVE = 3
NEVER = -999


def openings(loose: str, title_end: int, known: Vocabulary) -> list[int]:
    """Offsets of triggers that a cue of the future or a light verb governs, precedes or follows closely.

    In the title those without a cue open it too.
    """
    return list(_openings(loose, title_end, known))


def _openings(loose: str, title_end: int, known: Vocabulary) -> Iterator[int]:
    cue = infinitive = noun = present = light = hour = day = NEVER
    kinds_of = known.gate_kinds
    for number, start, end in known.gate.find_matches_as_indexes(loose, overlapping=True):
        if loose[end].isalnum():
            continue
        kinds = kinds_of[number]
        if kinds == TO:
            infinitive = end
            continue
        in_title = start < title_end
        verb = (
            kinds & TELLING
            or (in_title and kinds & DAY and start - infinitive <= NOUN_REACH)
            or (kinds & VERB and (in_title or start - cue <= (VERB_REACH if kinds & STRONG else WEAK_VERB_REACH)))
            or (kinds & STRONG and start - infinitive <= INFINITIVE)
            or (kinds & PRESENT and start - hour <= HOUR_REACH)
        )
        if kinds & DAY and (start - present <= DAY_REACH or start - noun <= NOUN_REACH):
            yield max(present, noun) - 1
        if verb or (
            kinds & NOUN
            and (
                in_title
                or start - cue <= NOUN_REACH
                or start - light <= LIGHT_REACH
                or start - hour <= HOUR_REACH
                or start - day <= OWN_DAY_REACH
            )
        ):
            yield start
        if kinds & FUTURE and start - noun <= SAID_REACH:
            yield noun - 1
        cue = end if kinds & FUTURE else cue
        hour = end if kinds & HOUR else hour
        day = end if kinds & DAY else day
        present = end if kinds & PRESENT else present
        infinitive = end if kinds & TO else infinitive
        noun = end if kinds & NOUN else noun
        light = end if kinds & LIGHT else light
