"""Boilerplate: what a page carries beside its story, blanked character for character so that offsets hold."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable

import ahocorasick_rs

_MARKUP = re.compile(r"<[^<>\n]{1,200}>|&[a-z]{2,8};|&#\d{1,6};|\]\([^()\s]{1,300}\)|https?://\S{1,300}")
_BLOCK = re.compile(r"</?(?:p|div|br|hr|li|ul|ol|h[1-6]|tr|td|table|article|section|blockquote|title)\b", re.IGNORECASE)
_SIGNS = ("<", "&", "http")


class Boilerplate:
    """Phrases of pages, each an expression with an anchor: words without which it cannot match, and which most texts have none of."""

    def __init__(self, entries: Iterable[tuple[str, str]]) -> None:
        self._phrases = tuple(entries)
        self._anchors = ahocorasick_rs.AhoCorasick(
            [anchor for anchor, _ in self._phrases], matchkind=ahocorasick_rs.MatchKind.LeftmostFirst
        )

    def phrases(self, folded: str) -> list[str]:
        """The expressions whose anchors a folded text has."""
        clean = folded.encode("utf-8", "replace").decode()  # a text may have half of a surrogate pair
        if not self._anchors.find_matches_as_indexes(clean):  # anchors that overlap hide each other, so they are not read off here
            return []
        return [phrase for anchor, phrase in self._phrases if anchor in folded]


@functools.cache
def _pattern(phrase: str) -> re.Pattern[str]:
    return re.compile(phrase, re.IGNORECASE)


def blank(text: str, folded: str, known: Boilerplate) -> str:
    """The text with markup as white space and each boilerplate phrase as a paragraph break; of the same length."""
    if any(sign in text for sign in _SIGNS):
        text = _MARKUP.sub(_as_gap, text)
    for phrase in known.phrases(folded):
        text = _pattern(phrase).sub(_as_break, text)
    return text


def _as_gap(found: re.Match[str]) -> str:
    """A paragraph break for the tags of blocks; tabs for all other markup, for three spaces would end the sentence."""
    return _as_break(found) if _BLOCK.match(found[0]) else "\t" * len(found[0])


def _as_break(found: re.Match[str]) -> str:
    """A break of the length of what it replaces."""
    return "\n\n".ljust(len(found[0]))
