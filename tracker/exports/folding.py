"""iCalendar content lines that fold quickly, and are made once where they come again.

The icalendar library folds a line a character at a time, and works out each line of each entry anew, which together are most of the cost
of a calendar. What a line says stays its work; only where it is broken is decided here, a whole line at once, by the library's own rule
(RFC 5545, 3.1): fewer than 75 octets, never within a character, and not behind the first half of an escape.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from icalendar.parser import Contentline

BREAK = b"\r\n"
FOLD = b"\r\n "
_PIECE = re.compile(rb".{1,74}(?<![\\^])(?![\x80-\xbf])|.{1,74}(?![\x80-\xbf])")
_SHORT = 74


class Line(Contentline):
    """A content line that is folded in one sweep."""

    def to_ical(self) -> bytes:
        """Give the line as it is written."""
        octets = self.encode()
        return octets if len(octets) <= _SHORT else FOLD.join(_PIECE.findall(octets))


def line(name: str, value: Any) -> bytes:
    """Give a property, whose value is of one of the library's types, as it is written."""
    made: Line = Line.from_parts(name, value.params, value)
    return made.to_ical()


def component(name: bytes, lines: Iterable[bytes]) -> bytes:
    """Give a component as it is written, its lines in the order in which they come."""
    return BREAK.join((b"BEGIN:" + name, *lines, b"END:" + name, b""))
