"""Mining: an article's planned diplomatic events, each with the words that say so.

``mine`` is the whole story: date the article, read its sentences, let every trigger tell its event, merge what tells the same
one, and make mentions of what counts as a diplomatic encounter.
"""

from __future__ import annotations

import datetime as dt

from tracker.domain import Article, Mention
from tracker.lexicon import Lexicon
from tracker.mining.languages import language_of
from tracker.mining.mentions import Frame, mentions
from tracker.mining.pipeline import events
from tracker.mining.undated import UndatedArticle, infer_base

__all__ = ["UndatedArticle", "base_of", "language_of", "mine"]


def mine(article: Article, lexicon: Lexicon, *, past: bool = False) -> list[Mention]:
    """The planned events of an article; with ``past`` those too that it reports as held.

    An article in a language that has no folder of its own tells nothing (``language_of`` gives None for it).
    Raises UndatedArticle if it has no publication date and names no known summit from which the year follows.
    """
    base, inferred = base_of(article, lexicon)
    return mentions(events(article, base, lexicon, past=past), Frame(article, base, lexicon, inferred))


def base_of(article: Article, lexicon: Lexicon) -> tuple[dt.date, bool]:
    """The day from which the text is read, and whether it was inferred."""
    if article.published:
        return article.published, False
    return infer_base(article, lexicon), True
