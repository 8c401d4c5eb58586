"""iCalendar entries whose content lines fold quickly.

The icalendar library folds a line a character at a time, which is most of the cost of a calendar. What a line says stays its work; only
where it is broken is decided here, a whole line at once, by the library's own rule (RFC 5545, 3.1): fewer than 75 octets, never within
a character, and not behind the first half of an escape.
"""

from __future__ import annotations

import re
from typing import Any

import icalendar
from icalendar.parser import Contentline, Parameters

FOLD = b"\r\n "
_PIECE = re.compile(rb".{1,74}(?<![\\^])(?![\x80-\xbf])|.{1,74}(?![\x80-\xbf])")
_SHORT = 74
_NO_PARAMETERS = Parameters()


class Line(Contentline):
    """A content line that is folded in one sweep."""

    def to_ical(self) -> bytes:
        """Give the line as it is written."""
        octets = self.encode()
        return octets if len(octets) <= _SHORT else FOLD.join(_PIECE.findall(octets))


class Entry(icalendar.Event):
    """A VEVENT of such lines."""

    def content_line(self, name: str, value: Any, sorted: bool = True) -> Contentline:  # noqa: A002, FBT001, FBT002 - the library's own
        """Give a property as a line."""
        parameters: Any = getattr(value, "params", _NO_PARAMETERS)
        line: Contentline = Line.from_parts(name, parameters, value, sorted=sorted)
        return line
