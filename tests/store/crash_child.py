"""What the crash and concurrency tests start and kill: settles the claims of a story, an article a transaction, until it is through.

Usage: crash_child.py URL SHARE SHARES. Articles that are stored already are stored again, which changes nothing.
"""

from __future__ import annotations

import datetime as dt
import sys
from dataclasses import replace

from tests.resolve.builders import claims
from tracker.domain import Article
from tracker.store.changes import Mined, store_article
from tracker.store.engine import open_engine, writing

NOW = dt.datetime(2026, 11, 23, 9, 0, tzinfo=dt.UTC)
LEADERS = ("xi-jinping:CN", "joe-biden:US", "emmanuel-macron:FR", "narendra-modi:IN")
HOSTS = (("Moscow", "RU"), ("London", "GB"), ("Tokyo", "JP"))
FIRST = dt.date(2023, 1, 1)


def story():
    """Sixty articles about a dozen events, three of which are told beside a summit; in the order of their days."""
    rows = []
    for number in range(60):
        leader, (city, country) = LEADERS[number % 4], HOSTS[number % 3]
        known, start = FIRST + dt.timedelta(number // 2), FIRST + dt.timedelta(40 + 3 * (number % 12))
        exact = number > 30
        rows.append(
            {
                "known": str(known),
                "kind": "visit" if number % 5 else "talks",
                "people": [leader],
                "countries": [leader.partition(":")[2], country],
                "place": f"{city}, {country}" if number % 2 else f", {country}",
                "when": str(start) if exact else f"{start}..{start + dt.timedelta(6)}",
                "status": "confirmed" if number > 20 else "speculative",
                "outlet": f"Outlet {number % 7}",
            }
        )
    return rows


def mined():
    found = []
    for claim in claims(story()):
        words = f"{claim.mention.evidence[0].quote} ({claim.mention.article_key})"
        article = Article(claim.mention.article_key, words, published=claim.known, outlet=claim.outlet)
        found.append(Mined(article, [replace(claim.mention, evidence=claim.mention.evidence)], "rules-1"))
    return found


def main(url, share, shares):
    engine = open_engine(url)
    for item in mined()[share::shares]:
        with writing(engine) as session:
            store_article(session, item, NOW)
    engine.dispose()


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]), int(sys.argv[3]))
