"""By what name an article is known that has no address: a changed text under the same name is its revision."""

from __future__ import annotations

import hashlib
from dataclasses import replace

from tracker.domain import Article

OWN_WORDS = "sha256:"


def text_key(title: str, text: str) -> str:
    """Name an article that has no address after its words."""
    return OWN_WORDS + hashlib.sha256(f"{title}\n\n{text}".encode("utf-8", "surrogatepass")).hexdigest()[:32]


def recognisable(article: Article) -> Article:
    """Name an article that has neither address nor name of its own after title, outlet and day, so that a changed text is its revision.

    Where one of these is missing it keeps the name of its words: two texts of which so little is known are two articles. The path of a
    file is no name, for people keep one file for what they paste, and move what they keep.
    """
    if not (article.key.startswith(OWN_WORDS) and article.title and article.outlet and article.published):
        return article
    words = (" ".join(part.casefold().split()) for part in (article.title, article.outlet))
    return replace(article, key=text_key("titled", "\n".join((*words, article.published.isoformat()))))
