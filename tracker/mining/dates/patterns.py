"""The notation of patterns in dates.toml: names, ( ), |, ? and {m,n}, turned into expressions over letters.

Each shape also knows the letters that it can begin with, so that a scan tries at every word only the rules that can match there.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

_PIECE = re.compile(r"[^\W\d_]+|[()|?]|\{\d+,\d+\}|\S")


class BadPattern(ValueError):  # noqa: N818 - read by whoever edits the table
    """The pattern cannot be read; the message quotes it."""


@dataclass(frozen=True, slots=True)
class Shape:
    """An expression, the letters that can begin it, and whether it can match nothing."""

    regex: str
    begins: frozenset[str]
    empty: bool


NOTHING = Shape("", frozenset(), empty=True)


def names(pattern: str) -> list[str]:
    """The classes, aliases and literal words of a pattern."""
    return [piece for piece in _PIECE.findall(pattern) if piece[0].isalpha()]


def shape_of(pattern: str, letters: Mapping[str, str], aliases: Mapping[str, str]) -> Shape:
    """Read a pattern; ``letters`` maps a class or literal to the letters of its words. Raises BadPattern."""
    reader = _Reader(pattern, letters, aliases)
    shape = reader.choice()
    reader.expect_end()
    return shape


class _Reader:
    """Recursive descent over the pieces of one pattern."""

    def __init__(self, pattern: str, letters: Mapping[str, str], aliases: Mapping[str, str]) -> None:
        self._pattern = pattern
        self._pieces = _PIECE.findall(pattern)
        self._letters = letters
        self._aliases = aliases
        self._at = 0

    def choice(self) -> Shape:
        """Alternatives: a|b|c."""
        found = [self._sequence()]
        while self._take("|"):
            found.append(self._sequence())
        if len(found) == 1:
            return found[0]
        begins = frozenset[str]().union(*(one.begins for one in found))
        return Shape("|".join(one.regex for one in found), begins, any(one.empty for one in found))

    def expect_end(self) -> None:
        """Raise unless everything was read."""
        if self._at < len(self._pieces):
            raise BadPattern(f"pattern {self._pattern!r}: {self._pieces[self._at]!r} is out of place")

    def _sequence(self) -> Shape:
        shape = NOTHING
        while self._peek() not in ("", "|", ")"):
            item = self._repeated(self._item())
            begins = shape.begins | item.begins if shape.empty else shape.begins
            shape = Shape(shape.regex + item.regex, begins, shape.empty and item.empty)
        return shape

    def _item(self) -> Shape:
        piece = self._pieces[self._at]
        self._at += 1
        if piece == "(":
            inner = self.choice()
            if not self._take(")"):
                raise BadPattern(f"pattern {self._pattern!r}: a bracket is not closed")
            return Shape(f"(?:{inner.regex})", inner.begins, inner.empty)
        return self._named(piece)

    def _named(self, piece: str) -> Shape:
        if piece in self._aliases:
            inner = shape_of(self._aliases[piece], self._letters, self._aliases)
            return Shape(f"(?:{inner.regex})", inner.begins, inner.empty)
        if piece not in self._letters:
            raise BadPattern(f"pattern {self._pattern!r}: {piece!r} is no class, alias or word")
        return Shape(f"[{self._letters[piece]}]", frozenset(self._letters[piece]), empty=False)

    def _repeated(self, item: Shape) -> Shape:
        piece = self._peek()
        if piece != "?" and not piece.startswith("{"):
            return item
        self._at += 1
        return Shape(item.regex + piece, item.begins, empty=piece == "?" or piece.startswith("{0") or item.empty)

    def _peek(self) -> str:
        return self._pieces[self._at] if self._at < len(self._pieces) else ""

    def _take(self, piece: str) -> bool:
        if self._peek() != piece:
            return False
        self._at += 1
        return True
