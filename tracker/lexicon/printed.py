"""Names as protocol lists print them: "President Ali Abdallah Salih", "Prime Minister Anibal Antonio Cavaco e Silva"."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Self

from tracker.lexicon.keys import plain
from tracker.lexicon.names import Spellings

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
    by_last_word: Mapping[str, tuple[tuple[frozenset[str], str], ...]]
    by_skeleton: Mapping[str, tuple[str, ...]]

    @classmethod
    def of(cls, surfaces: Mapping[str, tuple[str, ...]], _spellings: Spellings) -> Self:
        """Index the strong surfaces of the lexicon."""
        words: dict[str, list[tuple[frozenset[str], str]]] = {}
        skeletons: dict[str, dict[str, None]] = {}
        for surface, keys in surfaces.items():
            split = _words(surface)
            if len(split) < 2:
                continue
            for key in keys:
                for word in split:
                    words.setdefault(word, []).append((frozenset(split), key))
                skeletons.setdefault(_skeleton_of(split), {})[key] = None
        return cls(
            surfaces,
            {word: tuple(entries) for word, entries in words.items()},
            {form: tuple(keys) for form, keys in skeletons.items()},
        )

    def find(self, name: str) -> tuple[str, ...]:
        """Keys, or nothing. Words in front are dropped one by one, so that no list of titles is needed."""
        words = plain(name.lower()).split()
        tails = [words[start:] for start in range(len(words))]
        return self._exact(tails) or self._within(words) or self._alike(tails)

    def _exact(self, tails: list[list[str]]) -> tuple[str, ...]:
        return next((keys for tail in tails if (keys := self.surfaces.get(" ".join(tail), ()))), ())

    def _within(self, words: list[str]) -> tuple[str, ...]:
        """People all of whose name stands among the printed words, those with the most words in common first."""
        printed = frozenset(_words(" ".join(words)))
        found = {key: len(name) for word in printed for name, key in self.by_last_word.get(word, ()) if name <= printed}
        most = max(found.values(), default=0)
        return tuple(key for key, size in found.items() if size == most)

    def _alike(self, tails: list[list[str]]) -> tuple[str, ...]:
        """People whose name has the same consonants as the printed one or the end of it."""
        for tail in tails:
            split = _words(" ".join(tail))
            form = _skeleton_of(split)
            if len(split) > 1 and len(form) >= FEWEST_CONSONANTS and form in self.by_skeleton:
                return self.by_skeleton[form]
        return ()


def _words(surface: str) -> list[str]:
    return NOT_LETTERS.sub(" ", plain(surface).replace("'", "")).split()


def _skeleton_of(words: list[str]) -> str:
    return " ".join(skeleton(word) for word in words)
