"""Folding: the text in lower case without accents and with plain punctuation, character for character, so that offsets hold."""

from __future__ import annotations

import unicodedata

_SPECIAL = {
    "ø": "o",
    "Ø": "o",
    "ł": "l",
    "Ł": "l",
    "đ": "d",
    "Đ": "d",
    "ı": "i",
    "İ": "i",
    "ə": "a",
    "’": "'",
    "‘": "'",
    "ʼ": "'",
    "“": '"',
    "”": '"',
}
_KEPT = frozenset(",;:!?'\"().-–—")


class _Fold(dict[int, str]):
    """A translation table that works out a character when it is first met."""

    def __missing__(self, code: int) -> str:
        self[code] = _fold(chr(code))
        return self[code]


class _Loosen(dict[int, str]):
    """A table that turns all but letters, digits and commas into spaces: what the automaton runs over."""

    def __missing__(self, code: int) -> str:
        letter = chr(code)
        self[code] = letter if letter.isalnum() or letter in ",;:" else " "
        return self[code]


def _fold(letter: str) -> str:
    if letter in _SPECIAL:
        return _SPECIAL[letter]
    if letter.isspace() or unicodedata.category(letter) in {"Cf", "Cc", "Cs"}:  # lone surrogates can be in no automaton's text
        return " "
    base = unicodedata.normalize("NFKD", letter)[:1].lower()
    return base if len(base) == 1 else letter


_FOLD = _Fold()
_LOOSEN = _Loosen()


def fold(text: str) -> str:
    """The text in lower case, without accents, with straight quotes and single-width spaces; of the same length."""
    return text.translate(_FOLD)


def loosen(folded: str) -> str:
    """Folded text with punctuation turned into spaces (but comma, colon and semicolon), of the same length."""
    return folded.translate(_LOOSEN)


def patterns(surface: str) -> tuple[str, ...]:
    """A surface as the automaton has it: folded and loosened, as it is written and without runs of spaces ("leaders' summit")."""
    if surface.isascii() and surface.replace(" ", "").isalnum():
        return (surface.lower(),)
    loose = loosen(fold(surface)).strip()
    return tuple(dict.fromkeys((" ".join(loose.split()), loose)))
