"""What must hold of every mention, on real articles that nobody here wrote: each tenth of ../shared/eval/unlabelled.jsonl."""

from __future__ import annotations

import json

import pytest

from tracker.domain import Kind, LinkKind, Status
from tracker.lexicon import load
from tracker.mining import mine
from tracker.records import article_from_record

STEP = 10
PLANNED = {Status.SPECULATIVE, Status.CONFIRMED, Status.POSTPONED, Status.CANCELLED}


@pytest.fixture(scope="module")
def mined(shared):
    """Pairs of article and mentions."""
    lines = (shared / "eval" / "unlabelled.jsonl").read_text(encoding="utf-8").splitlines()
    articles = [article_from_record(json.loads(line)) for line in lines[::STEP]]
    return [(one, mine(one, load())) for one in articles]


def every(mined, wrong):
    """The mentions of which something is wrong, with their article: empty where all is well."""
    return [(one.key, mention.ordinal, mention.title) for one, found in mined for mention in found if wrong(one, mention)]


def test_the_sample_tells_events(mined):
    assert len(mined) >= 100
    assert sum(bool(found) for _, found in mined) >= len(mined) // 5


def test_quotes_are_verbatim(mined):
    def wrong(one, mention):
        return any(one.full_text[passage.start : passage.end] != passage.quote or not passage.quote for passage in mention.evidence)

    assert every(mined, wrong) == []


def test_sources_have_their_words_in_the_text(mined):
    def wrong(one, mention):
        return any(source.end and not one.full_text[source.start : source.end].strip() for source in mention.attribution)

    assert every(mined, wrong) == []


def test_windows_have_two_ends_in_order_and_are_not_over(mined):
    def wrong(one, mention):
        when = mention.when
        if not when.known:
            return (when.earliest, when.latest) != (None, None)
        return when.earliest > when.latest or when.latest < one.published

    assert every(mined, wrong) == []


def test_the_words_of_a_date_stand_in_the_text(mined):
    def wrong(one, mention):
        return any(words not in one.full_text for words in mention.when.words.split(" and ") if mention.when.known)

    assert every(mined, wrong) == []


def test_countries_are_known(mined):
    known = load().countries

    def wrong(_one, mention):
        codes = {*mention.countries, mention.place.country, *(person.country for person in mention.participants)} - {None}
        return any(known.get(code) is None for code in codes)

    assert every(mined, wrong) == []


def test_a_city_lies_in_a_country(mined):
    assert every(mined, lambda _one, mention: mention.place.city and not mention.place.country) == []


def test_parties_are_two_or_a_gathering(mined):
    def wrong(_one, mention):
        gathering = mention.kind in {Kind.SUMMIT, Kind.CONFERENCE}
        return not gathering and len({*mention.countries, *(person.key for person in mention.participants)}) < 2

    assert every(mined, wrong) == []


def test_nobody_takes_part_twice(mined):
    def wrong(_one, mention):
        keys = [person.key for person in mention.participants]
        return len(keys) != len(set(keys)) or len(mention.countries) != len(set(mention.countries))

    assert every(mined, wrong) == []


def test_known_people_have_their_own_names(mined):
    people = load().people.by_key

    def wrong(_one, mention):
        return any(person.key in people and people[person.key].name != person.name for person in mention.participants)

    assert every(mined, wrong) == []


def test_only_plans_are_told(mined):
    assert every(mined, lambda _one, mention: mention.status not in PLANNED) == []


def test_what_parties_say_belongs_to_parties(mined):
    def wrong(_one, mention):
        keys = {person.key for person in mention.participants}
        return any(party not in mention.countries and party not in keys for party, _ in mention.party_status)

    assert every(mined, wrong) == []


def test_links_lead_to_other_mentions_and_alternatives_both_ways(mined):
    for one, found in mined:
        assert [mention.ordinal for mention in found] == list(range(len(found))), one.key
        pairs = {(mention.ordinal, link.target, link.kind) for mention in found for link in mention.links}
        assert all(target != own and 0 <= target < len(found) for own, target, _ in pairs), one.key
        for own, target, kind in pairs:
            if kind is LinkKind.ALTERNATIVE_OF:
                assert (target, own, kind) in pairs, one.key


def test_every_mention_is_explained_and_titled(mined):
    assert every(mined, lambda _one, mention: not (mention.rules and mention.title.strip())) == []


def test_mining_again_gives_the_same(mined):
    for one, found in mined[::5]:
        assert mine(one, load()) == found, one.key


def test_reports_of_the_past_are_added_and_change_no_plan(mined):
    """With ``past`` what was held is told too; most plans are told as before (a report can join the telling of a plan)."""
    for one, found in mined[::5]:
        planned = {mention.evidence[0] for mention in found}
        with_past = mine(one, load(), past=True)
        again = {passage for mention in with_past for passage in mention.evidence}
        assert planned <= again, one.key
