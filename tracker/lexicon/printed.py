"""Names as protocol lists print them: "President Ali Abdallah Salih", "Prime Minister Anibal Antonio Cavaco e Silva"."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Self

from tracker.lexicon.keys import plain

FEWEST_WORDS = 2
FEWEST_CONSONANTS = 5
# Letters that transliterations exchange, the longer groups first; what is left of vowels is dropped by VOWELS.
SOUNDS = (
    ("kh", "h"),
    ("gh", "g"),
    ("dh", "d"),
    ("th", "t"),
    ("ph", "f"),
    ("sch", "s"),
    ("sh", "s"),
    ("ch", "s"),
    ("ck", "k"),
    ("q", "k"),
    ("c", "k"),
    ("x", "ks"),
    ("z", "s"),
    ("w", "v"),
    ("j", "y"),
)
VOWELS = re.compile(r"[aeiouyh]")
DOUBLED = re.compile(r"(.)\1+")
NOT_LETTERS = re.compile(r"[^a-z ]+")


def skeleton(word: str) -> str:
    """The consonants by which transliterations of one name agree: "salih" and "saleh" -> "sl"."""
    for written, sound in SOUNDS:
        word = word.replace(written, sound)
    return DOUBLED.sub(r"\1", VOWELS.sub("", word))


@dataclass(frozen=True, slots=True)
class PrintedNames:
    """Finds people by a printed name. Each step is looser than the one before and is tried only if that found nobody."""

    surfaces: Mapping[str, tuple[str, ...]]
    by_word: Mapping[str, tuple[tuple[tuple[str, ...], str], ...]]
    by_skeleton: Mapping[str, tuple[str, ...]]

    @classmethod
    def of(cls, surfaces: Mapping[str, tuple[str, ...]]) -> Self:
        """Index the strong surfaces of the lexicon that have two words or more."""
        by_word: dict[str, list[tuple[tuple[str, ...], str]]] = {}
        skeletons: dict[str, dict[str, None]] = {}
        for surface, keys in surfaces.items():
            name = _words(surface)
            if len(name) < FEWEST_WORDS:
                continue
            skeletons.setdefault(_skeleton_of(name), {}).update(dict.fromkeys(keys))
            for word in set(name):
                by_word.setdefault(word, []).extend((name, key) for key in keys)
        return cls(
            surfaces, {word: tuple(found) for word, found in by_word.items()}, {form: tuple(keys) for form, keys in skeletons.items()}
        )

    def find(self, name: str) -> tuple[str, ...]:
        """Keys, or nothing. Words in front are dropped one by one, so that no list of titles is needed."""
        spaced = plain(name.lower().replace("\u2019", "'")).split()
        tails = [spaced[start:] for start in range(len(spaced))]
        words = _words(" ".join(spaced))
        return self._exact(tails) or self._longer(words) or self._shorter(words) or self._alike(words)

    def _exact(self, tails: list[list[str]]) -> tuple[str, ...]:
        return next((keys for tail in tails if (keys := self.surfaces.get(" ".join(tail), ()))), ())

    def _longer(self, words: tuple[str, ...]) -> tuple[str, ...]:
        """People whose whole name stands among the printed words in its order: "Jacob Gedleyihlekisa Zuma". The longest names win."""
        found = {key: len(name) for word in words for name, key in self.by_word.get(word, ()) if _in_order(name, words)}
        most = max(found.values(), default=0)
        return tuple(key for key, size in found.items() if size == most)

    def _shorter(self, words: tuple[str, ...]) -> tuple[str, ...]:
        """People who have the printed words, or the end of them, in their name in that order: "Atal Vajpayee"."""
        for start in range(len(words) - 1):
            tail = words[start:]
            found = dict.fromkeys(key for name, key in self.by_word.get(tail[-1], ()) if _in_order(tail, name))
            if found:
                return tuple(found)
        return ()

    def _alike(self, words: tuple[str, ...]) -> tuple[str, ...]:
        """People whose name has the same consonants as the printed one or the end of it."""
        for start in range(len(words) - 1):
            form = _skeleton_of(words[start:])
            if len(form) >= FEWEST_CONSONANTS and form in self.by_skeleton:
                return self.by_skeleton[form]
        return ()


def _in_order(few: tuple[str, ...], many: tuple[str, ...]) -> bool:
    """Whether all of the few words stand among the many in the same order."""
    rest = iter(many)
    return all(word in rest for word in few)


def _words(surface: str) -> tuple[str, ...]:
    return tuple(NOT_LETTERS.sub(" ", plain(surface).replace("'", "")).split())


def _skeleton_of(words: tuple[str, ...]) -> str:
    return " ".join(skeleton(word) for word in words)
