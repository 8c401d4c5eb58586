"""Sentences with their offsets: a splitter that knows abbreviations, initials, quotes and paragraph ends."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass

LONGEST = 800
# A stop begins with one of four characters, which a search finds fast; what few texts have is looked for in those only.
_COMMON = r"[.!?\n](?:(?<=\w[a-z]\.)(?=[A-Z][a-z]* [A-Za-z])|(?<=\n)(?:[ \t]*\n|(?=[ \t]*[*•#-]\s))|(?<=[.!?])[.!?]*[\"'”’)\]]*(?=\s))"
_STOP = re.compile(_COMMON)
_RARE_STOP = re.compile(rf"{_COMMON}|…(?=\s+[A-Z])| {{3,}}|\s[|]\s|\s///?(?=\s)")
_RARE_SIGNS = ("   ", "…", "|", "//")
_LAST_WORD = re.compile(r"[\w'’.-]*$")
LONGEST_WORD = 24  # that can be an abbreviation
_NOONS = frozenset({"a.m", "p.m"})
_HOUR = re.compile(r"(?:^|\n)[\s*_]*\d{1,2}(?::\d\d)?\s?[ap]\.m$", re.IGNORECASE)  # an hour that opens a line of a schedule
_LONGEST_HOUR = 20
_NEXT = re.compile(r"\s*[\"'“‘(\[]*(\w)")


@dataclass(slots=True)
class Sentence:
    """One sentence: ``full_text[start:end]``. ``title`` where it is (part of) the headline."""

    number: int
    start: int
    end: int
    title: bool = False


def split(text: str, abbreviations: Collection[str], title_end: int = 0) -> list[Sentence]:
    """The sentences of a text in order. A headline ends where the title does; a run without a stop is cut at a space."""
    found: list[Sentence] = []
    for start, end in _pieces(text, abbreviations, title_end):
        piece = text[start:end].lstrip()
        first = end - len(piece)
        if length := len(piece.rstrip()):
            found.append(Sentence(len(found), first, first + length, first < title_end))
    return found


def _pieces(text: str, abbreviations: Collection[str], title_end: int) -> Iterator[tuple[int, int]]:
    start = 0
    stops = _RARE_STOP if any(sign in text for sign in _RARE_SIGNS) else _STOP
    for stop in stops.finditer(text):
        end = stop.end()
        if stop[0][0] == "." and start < end and _inside(text, stop.start(), end, abbreviations):
            continue
        if start < title_end < end:
            yield start, title_end
            start = title_end
        if end - start > LONGEST:
            yield from _cut(text, start, end)
        else:
            yield start, end
        start = end
    if start < title_end < len(text):
        yield start, title_end
        start = title_end
    yield from _cut(text, start, len(text))


def _inside(text: str, dot: int, end: int, abbreviations: Collection[str]) -> bool:
    """Whether a full stop ends an abbreviation or an initial rather than a sentence."""
    if not text[end + 1 : end + 2].isupper() and (following := _NEXT.match(text, end)) and following[1].islower():
        return True
    word = _last_word(text[max(0, dot - LONGEST_WORD) : dot])
    if len(word) == 1 and word.isupper():
        return True
    low = word.lower()
    if low in _NOONS and _HOUR.search(text, max(0, dot - _LONGEST_HOUR), dot):
        return True
    return low in abbreviations and not (len(low) > 2 and "." in low and _starts_sentence(text, end))


def _last_word(text: str) -> str:
    """The word with which a text ends; most are plain, which is faster to see than to search for."""
    last = text[text.rfind(" ") + 1 :]
    return last if last.isalpha() else _LAST_WORD.findall(text)[0]


def _starts_sentence(text: str, end: int) -> bool:
    """Whether a plain sentence opener follows: after "U.S." or "p.m." only such a word shows that the sentence is over."""
    return bool(_OPENER.match(text, end))


_OPENER = re.compile(r"\s+[\"“]?(?:The|He|She|It|They|But|In|On|At|A|An|This|That|However|His|Her|We|I)\s")


def _cut(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """A piece in parts of bearable length."""
    while end - start > LONGEST:
        space = text.rfind(" ", start + LONGEST // 2, start + LONGEST)
        stop = space if space > start else start + LONGEST
        yield start, stop
        start = stop
    yield start, end
