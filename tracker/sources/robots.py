"""robots.txt (RFC 9309), read with protego and kept for a day."""

from __future__ import annotations

import time
from urllib.parse import urlsplit

from protego import Protego

from tracker.sources.errors import SourceError
from tracker.sources.fetch import USER_AGENT, Fetcher, fetch

KEPT = 86_400  # seconds
MAX_HOSTS = 1_000


class Robots:
    """What hosts allow us to fetch."""

    def __init__(self, fetcher: Fetcher) -> None:
        self._fetcher = fetcher
        self._rules: dict[str, tuple[float, Protego]] = {}

    def check(self, url: str) -> None:
        """Raise SourceError where the host's robots.txt forbids the address, or cannot be had because the host is in trouble."""
        parts = urlsplit(url)
        origin = f"{parts.scheme}://{parts.netloc}"
        if not self._of(origin).can_fetch(url, USER_AGENT):
            raise SourceError(f"{parts.hostname} forbids programs to read {parts.path or '/'} (robots.txt)")

    def _of(self, origin: str) -> Protego:
        kept = self._rules.get(origin)
        if kept and time.monotonic() - kept[0] < KEPT:
            return kept[1]
        rules = Protego.parse(self._read(f"{origin}/robots.txt"))
        if len(self._rules) >= MAX_HOSTS:
            self._rules.clear()
        self._rules[origin] = (time.monotonic(), rules)
        return rules

    def _read(self, url: str) -> str:
        """Give the file; a host without one (4xx) allows everything, one in trouble (5xx) nothing for now (RFC 9309, 2.3.1)."""
        try:
            return fetch(url, self._fetcher).body[:500_000].decode("utf-8", "replace")
        except SourceError as error:
            if error.status is not None and 400 <= error.status < 500 and error.status != 429:
                return ""
            raise
