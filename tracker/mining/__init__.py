"""Mining: an article's planned diplomatic events, each with the words that say so."""

from __future__ import annotations

from tracker.domain import Article, Mention, Participant, Status
from tracker.lexicon import Lexicon
from tracker.mining.pipeline import events
from tracker.mining.roles import countries_of


class UndatedArticle(ValueError):  # noqa: N818 - the name is what callers and messages show
    """An article without a publication date and without a known summit to infer one from."""


def mine(article: Article, lexicon: Lexicon, *, past: bool = False) -> list[Mention]:
    """The planned events of an article."""
    base = article.published
    if base is None:
        raise UndatedArticle("no date")
    out = []
    for told in events(article, base, lexicon):
        d = told.draft
        people = tuple(Participant(p.key, p.name, p.countries[0] if p.countries else None, p.office) for p in d.parties if p.person)
        countries = tuple(dict.fromkeys((*countries_of(d.parties), *((d.visited,) if d.visited else ()))))
        sides = set(countries) | {p.organisation for p in d.parties if p.organisation} | {p.key for p in d.parties if p.person and not p.countries and not p.organisation}
        if not d.series and len(sides) < 2:
            continue
        if d.outlook.status is None and not d.outlook.underway:
            continue
        out.append(
            Mention(article.key, len(out), d.kind, "", people, countries, told.when, d.place, d.outlook.status or Status.CONFIRMED, told.quotes, d.rules, series=d.series)
        )
    return out
