"""What leaves the miner: ordinals, offsets, links, anchors, titles, sources."""

from __future__ import annotations

import dataclasses
import datetime as dt

import pytest

from tracker.domain import Article, Kind, LinkKind, Origin, Status
from tracker.lexicon import load
from tracker.mining import mine

BASE = dt.date(2024, 5, 15)


def mined(text, **fields):
    return mine(Article(key="a-1", text=text, published=fields.pop("published", BASE), **fields), load())


def test_ordinals_count_from_nothing_in_order():
    found = mined("Xi Jinping will visit Serbia, Hungary and France next week. Joe Biden will meet Narendra Modi in Rome on June 13.")
    assert [mention.ordinal for mention in found] == [0, 1, 2, 3]
    assert {mention.article_key for mention in found} == {"a-1"}


@pytest.mark.parametrize("title", ["", "Xi to Paris"])
def test_quotes_are_verbatim_in_title_and_text(title):
    article = Article(key="a", title=title, text="“Mr. Xi” —  Xi Jinping will  visit\tParis on May 20, he said.", published=BASE)
    found = mine(article, load())
    assert found
    for mention in found:
        for passage in mention.evidence:
            assert article.full_text[passage.start : passage.end] == passage.quote


def test_a_title_that_opens_the_text_is_not_read_twice():
    text = "Xi Jinping will visit Paris on May 20. More follows."
    assert len(mined(text, title="Xi Jinping will visit Paris on May 20.")) == 1


def test_mentions_are_immutable():
    (mention,) = mined("Xi Jinping will visit Paris on May 20.")
    with pytest.raises(dataclasses.FrozenInstanceError):
        mention.status = Status.CANCELLED


def test_the_same_article_gives_the_same_mentions():
    text = "Xi Jinping will visit Serbia, Hungary and France next week, Kommersant reported, citing sources."
    assert mined(text, outlet="Example News") == mined(text, outlet="Example News")


def test_participants_have_key_country_and_office():
    (mention,) = mined("French President Emmanuel Macron will meet Xi Jinping in Paris on May 20.")
    macron, xi = mention.participants
    assert (macron.key, macron.country, macron.office) == ("emmanuel-macron", "FR", "head-of-state")
    assert (xi.key, xi.country) == ("xi-jinping", "CN")


def test_somebody_new_gets_a_key_from_the_name():
    (mention,) = mined("Deputy Foreign Minister Tariq Mansoor of Jordan will meet Emmanuel Macron in Paris on May 20.")
    assert mention.participants[0].key == "tariq-mansoor"


def test_a_sideline_meeting_is_linked_and_anchored():
    found = mined("Recep Tayyip Erdogan and Joe Biden will meet on the sidelines of the NATO summit in Washington in July.")
    meeting = next(mention for mention in found if mention.kind is Kind.MEETING)
    summit = next(mention for mention in found if mention.kind is Kind.SUMMIT)
    assert [(link.kind, link.target) for link in meeting.links] == [(LinkKind.SIDELINE_OF, summit.ordinal)]
    (anchor,) = meeting.anchors
    assert (anchor.edition, anchor.relation) == (summit.edition, LinkKind.SIDELINE_OF)
    assert (meeting.when.earliest, meeting.when.latest) == (dt.date(2024, 7, 1), dt.date(2024, 7, 31))


def test_alternatives_point_at_each_other():
    found = mined("Xi Jinping and Vladimir Putin will meet in Beijing on Thursday. Xi and Putin will meet in Astana in July.")
    assert [[(link.kind, link.target) for link in mention.links] for mention in found] == [
        [(LinkKind.ALTERNATIVE_OF, 1)],
        [(LinkKind.ALTERNATIVE_OF, 0)],
    ]


def test_links_lead_to_mentions_of_the_article():
    found = mined(
        "Joe Biden and Narendra Modi will meet on the sidelines of the G7 summit in Apulia in June. "
        "Biden and Modi may meet in Delhi in September."
    )
    ordinals = {mention.ordinal for mention in found}
    assert all(link.target in ordinals and link.target != mention.ordinal for mention in found for link in mention.links)


def test_the_outlet_stands_first():
    (mention,) = mined("Xi Jinping will visit Paris on May 20, the Elysee said.", outlet="Example News")
    assert [source.origin for source in mention.attribution] == [Origin.OUTLET, Origin.INSTITUTION]


def test_an_event_within_one_country_is_none():
    assert mined("Emmanuel Macron will meet Gabriel Attal in Paris on May 20.") == []


def test_every_mention_names_its_rules_and_has_a_title():
    found = mined("Xi Jinping will visit Serbia on May 20. Olaf Scholz may meet Donald Tusk. Talks between Iran and Iraq open on Friday.")
    assert all(mention.rules and mention.title for mention in found)


def test_both_ends_of_a_window_or_neither():
    found = mined("Xi Jinping will visit Serbia soon. Olaf Scholz will meet Donald Tusk before the end of June.")
    assert all((mention.when.earliest is None) == (mention.when.latest is None) for mention in found)
