"""Boilerplate: what a page carries beside its story, blanked character for character so that offsets hold."""

from __future__ import annotations

import functools
import re
from collections.abc import Sequence

_MARKUP = re.compile(r"<[^<>\n]{1,200}>|&[a-z]{2,8};|&#\d{1,6};|\]\([^()\s]{1,300}\)|https?://\S{1,300}")


@functools.lru_cache(maxsize=16)
def _patterns(phrases: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{phrase})" for phrase in phrases), re.IGNORECASE)


def blank(text: str, phrases: Sequence[str]) -> str:
    """The text with markup as spaces and each boilerplate phrase as a paragraph break; of the same length."""
    if "<" in text or "&" in text or "http" in text:
        text = _MARKUP.sub(lambda found: " " * len(found[0]), text)
    return _patterns(tuple(phrases)).sub(_as_break, text)


def _as_break(found: re.Match[str]) -> str:
    """A break of the length of what it replaces."""
    length = len(found[0])
    return "\n\n".ljust(length) if length > 1 else " "
