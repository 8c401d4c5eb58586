"""Articles without a publication date: the year is inferred from the known editions of the summits that they name."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from tracker.domain import Article
from tracker.lexicon import Lexicon
from tracker.mining.anchors import infer_year
from tracker.mining.folding import fold
from tracker.mining.model import Tag
from tracker.mining.scan import scan
from tracker.mining.vocabulary import vocabulary

NEAR = 60


class UndatedArticle(ValueError):  # noqa: N818 - the name is what callers and messages show
    """An article without a publication date and without a known summit to infer the year from."""


def infer_base(article: Article, lexicon: Lexicon) -> dt.date:
    """The first day of the year that the named summits and their cities point to."""
    year = infer_year(_summits(article.full_text, lexicon), lexicon)
    if year is None:
        raise UndatedArticle("the article has no publication date, and names no summit from which the year follows; give its date")
    return dt.date(year, 1, 1)


def _summits(text: str, lexicon: Lexicon) -> Iterator[tuple[str, str]]:
    """Each series with a city that stands shortly after it."""
    spans = scan(text, fold(text), vocabulary(lexicon))
    for index, span in enumerate(spans):
        series = next((span.tags[tag][0].key for tag in span.tags if tag in (Tag.GATHERING, Tag.SERIES)), None)
        if not series:
            continue
        for later in spans[index + 1 : index + 4]:
            if later.start - span.end < NEAR and Tag.PLACE in later.tags:
                for location in lexicon.places.candidates(text[later.start : later.end]):
                    yield series, location.city
