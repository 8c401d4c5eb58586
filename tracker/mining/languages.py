"""The language in which an article is read: its own, if the lexicon has a whole folder for it."""

from __future__ import annotations

import functools

from tracker.domain import Article
from tracker.lexicon import Lexicon

USUAL = "en"
TELLING = 300  # characters from which a stated language is believed: of a headline's few words it is often guessed wrong
NEEDED = frozenset({"dates", "governors", "syntax", "titles", "triggers"})


def language_of(article: Article) -> str | None:
    """The code of the language folder that fits the article; None where it is written in a language without one.

    A short text, or one of which no language is stated, is read in the usual one: where that is wrong its rules find nothing.
    """
    code = article.lang.replace("_", "-").partition("-")[0].lower()
    if code in languages():
        return code
    return USUAL if not code or len(article.text) < TELLING else None


@functools.cache
def languages() -> frozenset[str]:
    """The languages that articles can be mined in: those whose folder has every table."""
    return frozenset(code for code in Lexicon.folders() if Lexicon.language(code).keys() >= NEEDED)
