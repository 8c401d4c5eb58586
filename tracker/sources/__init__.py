"""Where articles come from: pages, feeds, files, archives, official records, calendars. Everything here ends in ``Article`` values.

A source never writes to the store. What cannot be read raises ``SourceError`` with a message that names the input and the remedy.
"""

from __future__ import annotations

from tracker.sources.errors import SourceError

__all__ = ["SourceError"]
